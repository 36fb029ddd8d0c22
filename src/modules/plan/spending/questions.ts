import type { Text } from '../../../language/lang.ts';
import { costCategories, costNames, fundingNames, fundingSources, spendKinds, userGroups } from './choices.ts';
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

const yes = (name: string, part: PartName, label: Text, needed = true): Question => ({
  name,
  part,
  input: 'yesno',
  label,
  ...(needed ? { needed: 'submit' } : {}),
});

const one = (name: string, part: PartName, label: Text, options: Question['options']): Question => ({
  name,
  part,
  input: 'choice',
  label,
  needed: 'submit',
  ...(options ? { options } : {}),
});

const idea: readonly Question[] = [
  {
    name: 'title',
    part: 'idea',
    input: 'text',
    label: { az: 'Ad', en: 'Title', ru: 'Название' },
    needed: 'pipeline',
    max: 250,
  },
  {
    name: 'purpose',
    part: 'idea',
    input: 'longtext',
    label: { az: 'Məqsəd', en: 'Purpose', ru: 'Цель' },
    hint: {
      az: 'Nə dəyişəcək, kimə nə verəcək. Oxşar müraciətlər bu sözlərlə tapılır.',
      en: 'What will change and for whom. Similar requests are found by these words.',
      ru: 'Что изменится и для кого. По этим словам находят похожие заявки.',
    },
    needed: 'pipeline',
    max: 5000,
  },
  {
    name: 'measure',
    part: 'idea',
    input: 'text',
    label: { az: 'Planın tədbiri', en: 'Measure of the plan', ru: 'Мероприятие плана' },
    hint: {
      az: 'Nömrəsi, məsələn 6.1.1.2.16.',
      en: 'Its number, such as 6.1.1.2.16.',
      ru: 'Номер, например 6.1.1.2.16.',
    },
    needed: 'pipeline',
    max: 60,
  },
  {
    name: 'kind',
    part: 'idea',
    input: 'choice',
    label: { az: 'Növ', en: 'Kind', ru: 'Вид' },
    options: spendKinds,
    needed: 'pipeline',
  },
  {
    name: 'capabilities',
    part: 'idea',
    input: 'choices',
    label: { az: 'İmkanlar', en: 'Capabilities', ru: 'Функции' },
    needed: 'pipeline',
  },
  {
    name: 'users',
    part: 'idea',
    input: 'choices',
    label: { az: 'İstifadəçilər', en: 'Users', ru: 'Пользователи' },
    options: userGroups,
    needed: 'submit',
  },
  {
    name: 'rough',
    part: 'idea',
    input: 'number',
    label: { az: 'Təxmini məbləğ', en: 'Rough amount', ru: 'Ориентировочная сумма' },
    needed: 'pipeline',
    unit: '₼',
  },
  {
    name: 'year',
    part: 'idea',
    input: 'number',
    label: { az: 'Başlanğıc ili', en: 'First year', ru: 'Первый год' },
    needed: 'pipeline',
  },
  {
    name: 'endsOn',
    part: 'idea',
    input: 'date',
    label: { az: 'Nə vaxt başa çatacaq', en: 'When it will be finished', ru: 'Когда завершится' },
    needed: 'submit',
  },
  yes('retrospective', 'idea', {
    az: 'İcraya artıq başlanılıb?',
    en: 'Has it begun already?',
    ru: 'Исполнение уже началось?',
  }),
];

const lines: Text = {
  az: 'Kataloqdakı kod və ya ad, hər sətirdə biri. Yoxdursa, boş saxlayın.',
  en: 'Code or title in the catalogue, one a line. Leave it empty if there is none.',
  ru: 'Код или название из каталога, по одному в строке. Если нет, оставьте пустым.',
};
const conceptLines: Text = {
  az: 'Lüğətdəki ad, hər sətirdə biri, məsələn person.address. Yoxdursa, boş saxlayın.',
  en: 'Name in the dictionary, one a line, such as person.address. Leave it empty if there is none.',
  ru: 'Имя из словаря, по одному в строке, например person.address. Если нет, оставьте пустым.',
};
const longtext = (name: string, label: Text, hint: Text): Question => ({
  name,
  part: 'data',
  input: 'longtext',
  label,
  hint,
  max: 5000,
});

const data: readonly Question[] = [
  longtext(
    'entries',
    { az: 'Aid olduğu kataloq qeydləri', en: 'Catalogue entries concerned', ru: 'Затронутые записи каталога' },
    lines,
  ),
  longtext('concepts', { az: 'Oxunan məlumatlar', en: 'Data that is read', ru: 'Получаемые данные' }, conceptLines),
  longtext(
    'collects',
    {
      az: 'İnsanlardan soruşulan məlumatlar',
      en: 'Data that people are asked for',
      ru: 'Данные, запрашиваемые у людей',
    },
    conceptLines,
  ),
  longtext('replaces', { az: 'Nəyi əvəz edir', en: 'What it replaces', ru: 'Что заменяет' }, lines),
  {
    name: 'closesOn',
    part: 'data',
    input: 'date',
    label: {
      az: 'Əvəz edilən nə vaxt bağlanır',
      en: 'When what is replaced closes',
      ru: 'Когда закрывается заменяемое',
    },
  },
];

const architecture: readonly Question[] = [
  one(
    'hosting',
    'architecture',
    { az: 'Harada yerləşəcək', en: 'Where it will be hosted', ru: 'Где будет размещаться' },
    {
      government_cloud: { az: 'Hökumət buludu', en: 'Government cloud', ru: 'Правительственное облако' },
      local: { az: 'Yerli server', en: 'Local server', ru: 'Локальный сервер' },
      abroad: { az: 'Xaricdə', en: 'Abroad', ru: 'За рубежом' },
      none: { az: 'Heç nə yerləşdirilmir', en: 'Nothing is hosted', ru: 'Ничего не размещается' },
    },
  ),
  one(
    'exchange',
    'architecture',
    { az: 'Mübadilə', en: 'Exchange', ru: 'Обмен' },
    {
      ehis: { az: 'Yalnız EHİS ilə', en: 'Through EHİS only', ru: 'Только через EHİS' },
      direct: { az: 'Birbaşa əlaqə də var', en: 'Also direct links', ru: 'Есть и прямые связи' },
      none: { az: 'Mübadilə yoxdur', en: 'No exchange', ru: 'Обмена нет' },
    },
  ),
  one(
    'channel',
    'architecture',
    { az: 'Xidmət kanalı', en: 'Channel of service', ru: 'Канал обслуживания' },
    {
      mygov: { az: 'Mygov, Mygov Biznes', en: 'Mygov, Mygov Biznes', ru: 'Mygov, Mygov Biznes' },
      own_portal: { az: 'Ayrıca portal', en: 'A portal of its own', ru: 'Отдельный портал' },
      own_app: { az: 'Ayrıca tətbiq', en: 'An app of its own', ru: 'Отдельное приложение' },
      none: { az: 'Daxili istifadə', en: 'Internal use', ru: 'Внутреннее использование' },
    },
  ),
  one(
    'signIn',
    'architecture',
    { az: 'Giriş və imza', en: 'Sign-in and signature', ru: 'Вход и подпись' },
    {
      sima: { az: 'SİMA', en: 'SİMA', ru: 'SİMA' },
      own: { az: 'Öz üsulu', en: 'A way of its own', ru: 'Собственный способ' },
      none: { az: 'Tələb olunmur', en: 'Not needed', ru: 'Не требуется' },
    },
  ),
  {
    name: 'takes',
    part: 'architecture',
    input: 'choices',
    label: {
      az: 'İstifadə etdiyi ortaq komponentlər',
      en: 'Shared components it uses',
      ru: 'Используемые общие компоненты',
    },
  },
  {
    name: 'builds',
    part: 'architecture',
    input: 'choices',
    label: { az: 'Özünün qurduğu komponentlər', en: 'Components it builds itself', ru: 'Создаваемые самостоятельно' },
  },
  yes('modelRegistered', 'architecture', {
    az: 'Məlumat modeli kataloqda qeydə alınacaq?',
    en: 'Will the data model be registered in the catalogue?',
    ru: 'Модель данных будет зарегистрирована в каталоге?',
  }),
  yes('apiOpen', 'architecture', {
    az: 'API açıq təsvir olunacaq?',
    en: 'Will the API be openly described?',
    ru: 'API будет открыто описан?',
  }),
  one(
    'rights',
    'architecture',
    { az: 'Kodun və məlumatların hüquqları', en: 'Rights to the code and the data', ru: 'Права на код и данные' },
    {
      state: { az: 'Dövlətdə', en: 'The state’s', ru: 'У государства' },
      licence: { az: 'Lisenziya ilə', en: 'Licensed', ru: 'По лицензии' },
      supplier: { az: 'Təchizatçıda', en: 'The supplier’s', ru: 'У поставщика' },
    },
  ),
  {
    name: 'exitPlan',
    part: 'architecture',
    input: 'longtext',
    label: { az: 'Çıxış planı', en: 'Exit plan', ru: 'План выхода' },
    hint: {
      az: 'Təchizatçı dəyişəndə və ya müqavilə bitəndə nə olacaq.',
      en: 'What happens when the supplier changes or the contract ends.',
      ru: 'Что будет при смене поставщика или окончании договора.',
    },
    max: 2000,
  },
];

const risk: readonly Question[] = [
  one(
    'dataClass',
    'risk',
    { az: 'Məlumatın sinfi', en: 'Class of data', ru: 'Класс данных' },
    {
      open: { az: 'Açıq', en: 'Open', ru: 'Открытые' },
      personal: { az: 'Fərdi', en: 'Personal', ru: 'Персональные' },
      sensitive: { az: 'Həssas', en: 'Sensitive', ru: 'Чувствительные' },
    },
  ),
  yes(
    'assessed',
    'risk',
    {
      az: 'Fərdi məlumatların mühafizəsi qiymətləndirilib?',
      en: 'Has the protection of personal data been assessed?',
      ru: 'Защита персональных данных оценена?',
    },
    false,
  ),
  one(
    'criticality',
    'risk',
    { az: 'Kritiklik sinfi', en: 'Criticality class', ru: 'Класс критичности' },
    {
      ordinary: { az: 'Adi', en: 'Ordinary', ru: 'Обычная' },
      important: { az: 'Mühüm', en: 'Important', ru: 'Важная' },
      critical: { az: 'Kritik', en: 'Critical', ru: 'Критическая' },
    },
  ),
  {
    name: 'transactions',
    part: 'risk',
    input: 'number',
    label: { az: 'İldə gözlənilən müraciətlər', en: 'Transactions expected a year', ru: 'Ожидаемых обращений в год' },
    needed: 'submit',
  },
];

const ai: readonly Question[] = [
  yes('ai', 'ai', { az: 'Süni intellekt tətbiq olunur?', en: 'Is AI used?', ru: 'Применяется ИИ?' }),
  yes(
    'aiPurpose',
    'ai',
    {
      az: 'Məqsədi və hüdudları yazılıb?',
      en: 'Are its purpose and limits written down?',
      ru: 'Цель и пределы описаны?',
    },
    false,
  ),
  yes(
    'aiAssessment',
    'ai',
    { az: 'Təsiri qiymətləndirilib?', en: 'Has its impact been assessed?', ru: 'Воздействие оценено?' },
    false,
  ),
  yes(
    'aiHuman',
    'ai',
    { az: 'Qərarı insan verir?', en: 'Does a person decide?', ru: 'Решение принимает человек?' },
    false,
  ),
  yes(
    'aiAppeal',
    'ai',
    { az: 'Şikayət yolu var?', en: 'Is there a way to appeal?', ru: 'Есть порядок обжалования?' },
    false,
  ),
];

export const costName = (category: string, year: number): string => `cost_${category}_${year}`;
export const fundName = (source: string): string => `fund_${source}`;

/** Years for which costs can be typed: from the first year, three. */
export const costYears = (first: number): readonly number[] => [first, first + 1, first + 2];

function money(first: number): readonly Question[] {
  return costYears(first).flatMap((year) =>
    costNames.map((category): Question => {
      const { az, en, ru } = costCategories[category];
      const label = { az: `${year}: ${az}`, en: `${year}: ${en}`, ru: `${year}: ${ru}` };
      return { name: costName(category, year), part: 'money', input: 'number', label, unit: '₼' };
    }),
  );
}

const funding: readonly Question[] = fundingNames.map((source) => ({
  name: fundName(source),
  part: 'funding',
  input: 'number',
  label: fundingSources[source],
  unit: '%',
}));

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
