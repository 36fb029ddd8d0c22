import type { Text } from '../../../language/lang.ts';
import {
  channels,
  costCategories,
  costNames,
  criticalities,
  dataClasses,
  exchanges,
  fundingNames,
  fundingSources,
  hostings,
  rights,
  signIns,
  spendKinds,
  userGroups,
} from './choices.ts';
import type { SpendingRules, Tagged } from './rules.ts';

/** Answers as they were typed, by the name of the question; several choices stand on lines of their own. */
export type Answers = Readonly<Record<string, string>>;

/** Parts of the form, in order. */
export const parts = {
  idea: { az: 'Nə və nə üçün', en: 'What and why', ru: 'Что и зачем' },
  data: { az: 'Məlumat və kataloq', en: 'Data and catalogue', ru: 'Данные и каталог' },
  architecture: { az: 'Arxitektura', en: 'Architecture', ru: 'Архитектура' },
  risk: { az: 'Risk', en: 'Risk', ru: 'Риск' },
  ai: { az: 'Süni intellekt', en: 'Artificial intelligence', ru: 'Искусственный интеллект' },
  money: { az: 'Xərclər', en: 'Costs', ru: 'Расходы' },
  funding: {
    az: 'Maliyyə mənbələri, faizlə',
    en: 'Funding sources, in percent',
    ru: 'Источники финансирования, в процентах',
  },
} as const satisfies Record<string, Text>;
export type PartName = keyof typeof parts;

export interface Question {
  readonly name: string;
  readonly part: PartName;
  readonly input: 'text' | 'longtext' | 'number' | 'date' | 'choice' | 'yesno' | 'choices';
  readonly label: Text;
  readonly hint?: Text;
  readonly options?: Readonly<Record<string, Text>>;
  /** Must be answered to enter the pipeline, or only to be sent; absent: may stay open. */
  readonly needed?: 'pipeline' | 'submit';
  readonly max?: number;
  readonly unit?: string;
}

type More = Partial<Pick<Question, 'hint' | 'options' | 'needed' | 'max' | 'unit'>>;

/** How a part asks, by the kind of answer. */
function asking(part: PartName) {
  const ask =
    (input: Question['input']) =>
    (name: string, label: Text, more: More = {}): Question => ({ name, part, input, label, ...more });
  return {
    text: ask('text'),
    longtext: ask('longtext'),
    number: ask('number'),
    date: ask('date'),
    choice: ask('choice'),
    choices: ask('choices'),
    yesno: ask('yesno'),
  };
}

const planned = { needed: 'pipeline' } as const;
const sent = { needed: 'submit' } as const;

const about = asking('idea');
const idea: readonly Question[] = [
  about.text('title', { az: 'Ad', en: 'Title', ru: 'Название' }, { ...planned, max: 250 }),
  about.longtext(
    'purpose',
    { az: 'Məqsəd', en: 'Purpose', ru: 'Цель' },
    {
      ...planned,
      max: 5000,
      hint: {
        az: 'Nə dəyişəcək, kimə nə verəcək. Oxşar müraciətlər bu sözlərlə tapılır.',
        en: 'What will change and for whom. Similar requests are found by these words.',
        ru: 'Что изменится и для кого. По этим словам находят похожие заявки.',
      },
    },
  ),
  about.text(
    'measure',
    { az: 'Planın tədbiri', en: 'Measure of the plan', ru: 'Мероприятие плана' },
    {
      ...planned,
      max: 60,
      hint: {
        az: 'Nömrəsi, məsələn 6.1.1.2.16.',
        en: 'Its number, such as 6.1.1.2.16.',
        ru: 'Номер, например 6.1.1.2.16.',
      },
    },
  ),
  about.choice('kind', { az: 'Növ', en: 'Kind', ru: 'Вид' }, { ...planned, options: spendKinds }),
  about.choices('capabilities', { az: 'İmkanlar', en: 'Capabilities', ru: 'Функции' }, planned),
  about.choices('users', { az: 'İstifadəçilər', en: 'Users', ru: 'Пользователи' }, { ...sent, options: userGroups }),
  about.number(
    'rough',
    { az: 'Təxmini məbləğ', en: 'Rough amount', ru: 'Ориентировочная сумма' },
    { ...planned, unit: '₼' },
  ),
  about.number('year', { az: 'Başlanğıc ili', en: 'First year', ru: 'Первый год' }, planned),
  about.date('endsOn', { az: 'Nə vaxt başa çatacaq', en: 'When it will be finished', ru: 'Когда завершится' }, sent),
  about.yesno(
    'retrospective',
    { az: 'İcraya artıq başlanılıb?', en: 'Has it begun already?', ru: 'Исполнение уже началось?' },
    sent,
  ),
];

const lines = {
  max: 5000,
  hint: {
    az: 'Kataloqdakı kod və ya ad, hər sətirdə biri. Yoxdursa, boş saxlayın.',
    en: 'Code or title in the catalogue, one a line. Leave it empty if there is none.',
    ru: 'Код или название из каталога, по одному в строке. Если нет, оставьте пустым.',
  },
};
const conceptLines = {
  max: 5000,
  hint: {
    az: 'Lüğətdəki ad, hər sətirdə biri, məsələn person.address. Yoxdursa, boş saxlayın.',
    en: 'Name in the dictionary, one a line, such as person.address. Leave it empty if there is none.',
    ru: 'Имя из словаря, по одному в строке, например person.address. Если нет, оставьте пустым.',
  },
};

const touched = asking('data');
const data: readonly Question[] = [
  touched.longtext(
    'entries',
    { az: 'Aid olduğu kataloq qeydləri', en: 'Catalogue entries concerned', ru: 'Затронутые записи каталога' },
    lines,
  ),
  touched.longtext(
    'concepts',
    { az: 'Oxunan məlumatlar', en: 'Data that is read', ru: 'Получаемые данные' },
    conceptLines,
  ),
  touched.longtext(
    'collects',
    {
      az: 'İnsanlardan soruşulan məlumatlar',
      en: 'Data that people are asked for',
      ru: 'Данные, запрашиваемые у людей',
    },
    conceptLines,
  ),
  touched.longtext('replaces', { az: 'Nəyi əvəz edir', en: 'What it replaces', ru: 'Что заменяет' }, lines),
  touched.date('closesOn', {
    az: 'Əvəz edilən nə vaxt bağlanır',
    en: 'When what is replaced closes',
    ru: 'Когда закрывается заменяемое',
  }),
];

const built = asking('architecture');
const architecture: readonly Question[] = [
  built.choice(
    'hosting',
    { az: 'Harada yerləşəcək', en: 'Where it will be hosted', ru: 'Где будет размещаться' },
    { ...sent, options: hostings },
  ),
  built.choice('exchange', { az: 'Mübadilə', en: 'Exchange', ru: 'Обмен' }, { ...sent, options: exchanges }),
  built.choice(
    'channel',
    { az: 'Xidmət kanalı', en: 'Channel of service', ru: 'Канал обслуживания' },
    { ...sent, options: channels },
  ),
  built.choice(
    'signIn',
    { az: 'Giriş və imza', en: 'Sign-in and signature', ru: 'Вход и подпись' },
    { ...sent, options: signIns },
  ),
  built.choices('takes', {
    az: 'İstifadə etdiyi ortaq komponentlər',
    en: 'Shared components it uses',
    ru: 'Используемые общие компоненты',
  }),
  built.choices('builds', {
    az: 'Özünün qurduğu komponentlər',
    en: 'Components it builds itself',
    ru: 'Создаваемые самостоятельно',
  }),
  built.yesno(
    'modelRegistered',
    {
      az: 'Məlumat modeli kataloqda qeydə alınacaq?',
      en: 'Will the data model be registered in the catalogue?',
      ru: 'Модель данных будет зарегистрирована в каталоге?',
    },
    sent,
  ),
  built.yesno(
    'apiOpen',
    { az: 'API açıq təsvir olunacaq?', en: 'Will the API be openly described?', ru: 'API будет открыто описан?' },
    sent,
  ),
  built.choice(
    'rights',
    { az: 'Kodun və məlumatların hüquqları', en: 'Rights to the code and the data', ru: 'Права на код и данные' },
    { ...sent, options: rights },
  ),
  built.longtext(
    'exitPlan',
    { az: 'Çıxış planı', en: 'Exit plan', ru: 'План выхода' },
    {
      max: 2000,
      hint: {
        az: 'Təchizatçı dəyişəndə və ya müqavilə bitəndə nə olacaq.',
        en: 'What happens when the supplier changes or the contract ends.',
        ru: 'Что будет при смене поставщика или окончании договора.',
      },
    },
  ),
];

const weighed = asking('risk');
const risk: readonly Question[] = [
  weighed.choice(
    'dataClass',
    { az: 'Məlumatın sinfi', en: 'Class of data', ru: 'Класс данных' },
    { ...sent, options: dataClasses },
  ),
  weighed.yesno('assessed', {
    az: 'Fərdi məlumatların mühafizəsi qiymətləndirilib?',
    en: 'Has the protection of personal data been assessed?',
    ru: 'Защита персональных данных оценена?',
  }),
  weighed.choice(
    'criticality',
    { az: 'Kritiklik sinfi', en: 'Criticality class', ru: 'Класс критичности' },
    { ...sent, options: criticalities },
  ),
  weighed.number(
    'transactions',
    { az: 'İldə gözlənilən müraciətlər', en: 'Transactions expected a year', ru: 'Ожидаемых обращений в год' },
    sent,
  ),
];

const safe = asking('ai');
const ai: readonly Question[] = [
  safe.yesno('ai', { az: 'Süni intellekt tətbiq olunur?', en: 'Is AI used?', ru: 'Применяется ИИ?' }, sent),
  safe.yesno('aiPurpose', {
    az: 'Məqsədi və hüdudları yazılıb?',
    en: 'Are its purpose and limits written down?',
    ru: 'Цель и пределы описаны?',
  }),
  safe.yesno('aiAssessment', {
    az: 'Təsiri qiymətləndirilib?',
    en: 'Has its impact been assessed?',
    ru: 'Воздействие оценено?',
  }),
  safe.yesno('aiHuman', { az: 'Qərarı insan verir?', en: 'Does a person decide?', ru: 'Решение принимает человек?' }),
  safe.yesno('aiAppeal', { az: 'Şikayət yolu var?', en: 'Is there a way to appeal?', ru: 'Есть порядок обжалования?' }),
];

export const costName = (category: string, year: number): string => `cost_${category}_${year}`;
export const fundName = (source: string): string => `fund_${source}`;

/** Years for which costs can be typed: from the first year, three. */
export const costYears = (first: number): readonly number[] => [first, first + 1, first + 2];

function money(first: number): readonly Question[] {
  return costYears(first).flatMap((year) =>
    costNames.map((category) => {
      const { az, en, ru } = costCategories[category];
      const label = { az: `${year}: ${az}`, en: `${year}: ${en}`, ru: `${year}: ${ru}` };
      return asking('money').number(costName(category, year), label, { unit: '₼' });
    }),
  );
}

const funding: readonly Question[] = fundingNames.map((source) =>
  asking('funding').number(fundName(source), fundingSources[source], { unit: '%' }),
);

const tags = (of: readonly Tagged[]): Readonly<Record<string, Text>> =>
  Object.fromEntries(of.map(({ code, title }) => [code, title]));

/** The questions of one request; costs are asked for from its first year on. */
export function questionsFor({ capabilities, components }: SpendingRules, firstYear: number): readonly Question[] {
  const options: Readonly<Record<string, Question['options']>> = {
    capabilities: tags(capabilities),
    takes: tags(components),
    builds: tags(components),
  };
  return [...idea, ...data, ...architecture, ...risk, ...ai, ...money(firstYear), ...funding].map((question) => {
    const choices = options[question.name];
    return choices ? { ...question, options: choices } : question;
  });
}
