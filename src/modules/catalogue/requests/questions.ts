import type { Text } from '../../../language/lang.ts';
import { criticalities, type EntryKind } from '../kinds.ts';

/** One question of the form by which an entry is described; at most twelve concern a kind. */
export interface Question {
  readonly name: QuestionName;
  readonly input: 'text' | 'longtext' | 'choice';
  readonly label: Text;
  readonly hint?: Text;
  readonly optional?: boolean;
  readonly kinds: readonly EntryKind[];
  /** Kinds about which it may be said besides; nobody has to. */
  readonly further?: readonly EntryKind[];
  readonly options?: Readonly<Record<string, Text>>;
  readonly max?: number;
}

export const questionNames = [
  'title',
  'about',
  'acts',
  'email',
  'phone',
  'criticality',
  'hours',
  'personalData',
  'place',
  'exchange',
  'local',
  'holds',
  'objects',
  'protocol',
  'provider',
  'address',
  'platform',
  'replacedBy',
  'hostingPlace',
  'unit',
  'availability',
  'restoreHours',
  'users',
  'version',
] as const;
export type QuestionName = (typeof questionNames)[number];

/** Kinds that institutions enter themselves; services and institutions come from their definitions. */
export const enteredKinds = ['system', 'register', 'api', 'portal', 'hosting'] as const satisfies readonly EntryKind[];
export type EnteredKind = (typeof enteredKinds)[number];

const all: readonly EntryKind[] = enteredKinds;

export const questions: readonly Question[] = [
  {
    name: 'title',
    input: 'text',
    kinds: all,
    max: 250,
    label: { az: 'Rəsmi adı nədir?', en: 'What is its official name?', ru: 'Каково официальное название?' },
    hint: {
      az: 'Aktda yazıldığı kimi. Başqa dillərdə adı varsa, “|” işarəsi ilə ayırın: az | en | ru.',
      en: 'As the act has it. Names in other languages go after a “|”: az | en | ru.',
      ru: 'Как в акте. Названия на других языках укажите через «|»: az | en | ru.',
    },
  },
  {
    name: 'about',
    input: 'longtext',
    kinds: all,
    max: 250,
    label: { az: 'Nə üçündür?', en: 'What is it for?', ru: 'Для чего это?' },
    hint: {
      az: 'Bir-iki cümlə: kim üçün nə edir.',
      en: 'One or two sentences: what it does, for whom.',
      ru: 'Одно-два предложения: что делает и для кого.',
    },
  },
  {
    name: 'acts',
    input: 'longtext',
    kinds: all,
    label: {
      az: 'Hansı akta əsaslanır?',
      en: 'On which act does it rest?',
      ru: 'На каком акте основано?',
    },
    hint: {
      az: 'Hər sətirdə bir akt: kodu və maddəsi (technopark-rules 4.3) və ya adı, nömrəsi, tarixi.',
      en: 'One act a line: its code and article (technopark-rules 4.3), or its title, number and date.',
      ru: 'По одному акту в строке: код и статья (technopark-rules 4.3) или название, номер, дата.',
    },
  },
  {
    name: 'email',
    input: 'text',
    kinds: all,
    max: 240,
    label: {
      az: 'Texniki məsul şöbənin e-poçtu',
      en: 'E-mail of the technical office',
      ru: 'Эл. почта технического подразделения',
    },
    hint: {
      az: 'Şöbənin ünvanı, şəxsin yox.',
      en: 'Of the office, not of a person.',
      ru: 'Адрес подразделения, не человека.',
    },
  },
  {
    name: 'phone',
    input: 'text',
    kinds: all,
    max: 30,
    optional: true,
    label: { az: 'Onun telefonu', en: 'Its telephone', ru: 'Его телефон' },
  },
  {
    name: 'criticality',
    input: 'choice',
    kinds: ['system', 'api', 'portal', 'hosting'],
    further: ['register'],
    options: criticalities,
    label: {
      az: 'Dayanması nə qədər təsir edir?',
      en: 'How much does it matter if it stops?',
      ru: 'Насколько критична остановка?',
    },
    hint: {
      az: 'Kritik: dayansa, həyat, təhlükəsizlik və ya dövlətin işi zərər görür.',
      en: 'Critical: if it stops, life, security or the work of the state suffers.',
      ru: 'Критическая: при остановке страдают жизнь, безопасность или работа государства.',
    },
  },
  {
    name: 'hours',
    input: 'choice',
    kinds: ['system', 'api', 'hosting'],
    further: ['register', 'portal'],
    options: {
      office: { az: 'İş saatlarında', en: 'In office hours', ru: 'В рабочее время' },
      always: { az: 'Gecə-gündüz', en: 'Around the clock', ru: 'Круглосуточно' },
    },
    label: { az: 'Nə vaxt işləyir?', en: 'When does it work?', ru: 'Когда работает?' },
  },
  {
    name: 'personalData',
    input: 'text',
    kinds: ['system'],
    optional: true,
    max: 100,
    label: {
      az: 'Fərdi məlumat sistemlərinin reyestrində nömrəsi',
      en: 'Number in the register of personal-data systems',
      ru: 'Номер в реестре систем персональных данных',
    },
    hint: {
      az: 'Fərdi məlumat saxlamırsa, boş qoyun.',
      en: 'Leave empty if it keeps no personal data.',
      ru: 'Оставьте пустым, если персональные данные не хранятся.',
    },
  },
  {
    name: 'place',
    input: 'choice',
    kinds: ['system', 'portal'],
    options: {
      local: { az: 'Qurumun öz serverində', en: 'On a server of the institution', ru: 'На сервере учреждения' },
      cloud: { az: 'Hökumət buludunda', en: 'In the government cloud', ru: 'В правительственном облаке' },
    },
    label: { az: 'Harada yerləşir?', en: 'Where does it run?', ru: 'Где размещается?' },
  },
  {
    name: 'exchange',
    input: 'longtext',
    kinds: ['system', 'portal'],
    optional: true,
    label: {
      az: 'EHİS ilə nədən istifadə edir?',
      en: 'What does it use through EHİS?',
      ru: 'Что использует через EHİS?',
    },
    hint: {
      az: 'Hər sətirdə bir sistem və ya ehtiyat: kataloqdakı adı və ya kodu.',
      en: 'One system or resource a line: its title or code in the catalogue.',
      ru: 'По одной системе или ресурсу в строке: название или код в каталоге.',
    },
  },
  {
    name: 'local',
    input: 'longtext',
    kinds: ['system', 'portal'],
    optional: true,
    label: {
      az: 'EHİS-dən kənar nəyə qoşulub?',
      en: 'What does it reach outside EHİS?',
      ru: 'К чему подключена в обход EHİS?',
    },
    hint: {
      az: 'Birbaşa bağlantılar, hər sətirdə biri. Yoxdursa, boş qoyun.',
      en: 'Direct links, one a line. Leave empty if there are none.',
      ru: 'Прямые подключения, по одному в строке. Если нет, оставьте пустым.',
    },
  },
  {
    name: 'holds',
    input: 'longtext',
    kinds: ['system'],
    optional: true,
    label: {
      az: 'Hansı informasiya ehtiyatlarını aparır?',
      en: 'Which information resources does it hold?',
      ru: 'Какие информационные ресурсы ведёт?',
    },
    hint: {
      az: 'Hər sətirdə biri: kataloqdakı adı və ya kodu.',
      en: 'One a line: title or code in the catalogue.',
      ru: 'По одному в строке: название или код в каталоге.',
    },
  },
  {
    name: 'objects',
    input: 'longtext',
    kinds: ['register'],
    label: { az: 'Hansı məlumatları saxlayır?', en: 'Which data does it hold?', ru: 'Какие данные хранит?' },
    hint: {
      az: 'Hər sətirdə bir sahə: adı; sinfi (açıq, fərdi, həssas); lüğətdəki anlayış; ilkin mənbədirsə, “ilkin”.',
      en: 'One field a line: label; class (open, personal, sensitive); concept of the dictionary; “primary” if this is its source.',
      ru: 'По одному полю в строке: название; класс (открытый, персональный, чувствительный); понятие словаря; «первичный», если это его источник.',
    },
  },
  {
    name: 'protocol',
    input: 'choice',
    kinds: ['api'],
    options: {
      rest: { az: 'REST', en: 'REST', ru: 'REST' },
      soap: { az: 'SOAP', en: 'SOAP', ru: 'SOAP' },
      graphql: { az: 'GraphQL', en: 'GraphQL', ru: 'GraphQL' },
      files: { az: 'Fayl mübadiləsi', en: 'Exchange of files', ru: 'Обмен файлами' },
      other: { az: 'Başqa', en: 'Another', ru: 'Другой' },
    },
    label: {
      az: 'Hansı protokolla işləyir?',
      en: 'Which protocol does it speak?',
      ru: 'По какому протоколу работает?',
    },
  },
  {
    name: 'provider',
    input: 'text',
    kinds: ['api'],
    label: {
      az: 'Hansı sistem təqdim edir?',
      en: 'Which system provides it?',
      ru: 'Какая система предоставляет?',
    },
    hint: {
      az: 'Kataloqdakı adı və ya kodu.',
      en: 'Title or code in the catalogue.',
      ru: 'Название или код в каталоге.',
    },
  },
  {
    name: 'address',
    input: 'text',
    kinds: ['portal', 'api'],
    max: 240,
    optional: true,
    label: { az: 'İnternet ünvanı', en: 'Web address', ru: 'Адрес в интернете' },
    hint: { az: 'https:// ilə başlayır.', en: 'Begins with https://.', ru: 'Начинается с https://.' },
  },
  {
    name: 'platform',
    input: 'choice',
    kinds: ['portal'],
    options: {
      web: { az: 'Veb', en: 'Web', ru: 'Веб' },
      android: { az: 'Android', en: 'Android', ru: 'Android' },
      ios: { az: 'iOS', en: 'iOS', ru: 'iOS' },
      desktop: { az: 'Kompüter proqramı', en: 'Desktop program', ru: 'Программа для компьютера' },
    },
    label: { az: 'Nədə açılır?', en: 'Where does it open?', ru: 'Где открывается?' },
  },
  {
    name: 'replacedBy',
    input: 'longtext',
    kinds: ['portal'],
    optional: true,
    label: {
      az: 'Mygov-da onu hansı xidmətlər əvəz edir?',
      en: 'Which services on Mygov replace it?',
      ru: 'Какие услуги на Mygov заменяют его?',
    },
    hint: {
      az: 'Hər sətirdə bir xidmət: adı və ya kodu. Hələ yoxdursa, boş qoyun.',
      en: 'One service a line: title or code. Leave empty if there is none yet.',
      ru: 'По одной услуге в строке: название или код. Если пока нет, оставьте пустым.',
    },
  },
  {
    name: 'hostingPlace',
    input: 'choice',
    kinds: ['hosting'],
    options: {
      government_cloud: { az: 'Hökumət buludu', en: 'Government cloud', ru: 'Правительственное облако' },
      local: { az: 'Qurumun server otağı', en: 'Server room of an institution', ru: 'Серверная учреждения' },
      abroad: { az: 'Ölkədən kənarda', en: 'Abroad', ru: 'За рубежом' },
    },
    label: { az: 'Bu nə hostinqidir?', en: 'What hosting is it?', ru: 'Что это за хостинг?' },
  },
  {
    name: 'unit',
    input: 'text',
    kinds: [],
    further: all,
    max: 250,
    label: {
      az: 'Texniki məsul şöbənin adı',
      en: 'Name of the technical office',
      ru: 'Название технического подразделения',
    },
  },
  {
    name: 'availability',
    input: 'text',
    kinds: [],
    further: all,
    max: 10,
    label: {
      az: 'Vaxtın neçə faizi işləyir?',
      en: 'What share of the time does it work, in percent?',
      ru: 'Какой процент времени работает?',
    },
    hint: { az: 'Məsələn: 99,5.', en: 'For example: 99.5.', ru: 'Например: 99,5.' },
  },
  {
    name: 'restoreHours',
    input: 'text',
    kinds: [],
    further: all,
    max: 10,
    label: {
      az: 'Nasazlıqdan sonra neçə saata bərpa olunur?',
      en: 'Within how many hours is it restored after a failure?',
      ru: 'За сколько часов восстанавливается после сбоя?',
    },
    hint: { az: 'Məsələn: 4.', en: 'For example: 4.', ru: 'Например: 4.' },
  },
  {
    name: 'users',
    input: 'text',
    kinds: [],
    further: ['system'],
    max: 12,
    label: { az: 'Neçə istifadəçisi var?', en: 'How many users does it have?', ru: 'Сколько у неё пользователей?' },
  },
  {
    name: 'version',
    input: 'text',
    kinds: [],
    further: ['api'],
    max: 60,
    label: { az: 'Versiyası', en: 'Its version', ru: 'Его версия' },
  },
];

/** The questions that concern a kind, in the order in which they are asked. */
export function questionsOf(kind: EntryKind): readonly Question[] {
  return questions.filter(({ kinds }) => kinds.includes(kind));
}

/** What may be said of a kind besides the questions; all of it optional. */
export function furtherOf(kind: EntryKind): readonly Question[] {
  return questions
    .filter(({ further }) => further?.includes(kind))
    .map((question) => ({ ...question, optional: true }));
}
