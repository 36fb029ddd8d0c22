import type { Text } from '../../language/index.ts';

type Choices = Readonly<Record<string, Text>>;

/** What the choices inside an entry are called, on pages, in tables and in requests alike. */
export const hours = {
  office: { az: 'İş saatlarında', en: 'In office hours', ru: 'В рабочее время' },
  always: { az: 'Gecə-gündüz', en: 'Around the clock', ru: 'Круглосуточно' },
} as const satisfies Choices;

/** Where a new system or portal runs, as its institution says. */
export const places = {
  local: { az: 'Qurumun öz serverində', en: 'On a server of the institution', ru: 'На сервере учреждения' },
  cloud: { az: 'Hökumət buludunda', en: 'In the government cloud', ru: 'В правительственном облаке' },
} as const satisfies Choices;
export type Place = keyof typeof places;

/** How an e-service can be applied for. */
export const applyBy = {
  portal: { az: 'Elektron, bu portalda', en: 'Online, on this portal', ru: 'Онлайн, на этом портале' },
  centre: { az: 'Xidmət mərkəzində', en: 'At a service centre', ru: 'В центре услуг' },
} as const satisfies Choices;

export const protocols = {
  rest: { az: 'REST', en: 'REST', ru: 'REST' },
  soap: { az: 'SOAP', en: 'SOAP', ru: 'SOAP' },
  graphql: { az: 'GraphQL', en: 'GraphQL', ru: 'GraphQL' },
  files: { az: 'Fayl mübadiləsi', en: 'Exchange of files', ru: 'Обмен файлами' },
  other: { az: 'Başqa', en: 'Another', ru: 'Другой' },
} as const satisfies Choices;

export const platforms = {
  web: { az: 'Veb', en: 'Web', ru: 'Веб' },
  android: { az: 'Android', en: 'Android', ru: 'Android' },
  ios: { az: 'iOS', en: 'iOS', ru: 'iOS' },
  desktop: { az: 'Kompüter proqramı', en: 'Desktop program', ru: 'Программа для компьютера' },
} as const satisfies Choices;

export const hostingPlaces = {
  government_cloud: { az: 'Hökumət buludu', en: 'Government cloud', ru: 'Правительственное облако' },
  local: { az: 'Qurumun server otağı', en: 'Server room of an institution', ru: 'Серверная учреждения' },
  abroad: { az: 'Ölkədən kənarda', en: 'Abroad', ru: 'За рубежом' },
} as const satisfies Choices;

export const audiences = {
  person: { az: 'Vətəndaş', en: 'Person', ru: 'Гражданин' },
  business: { az: 'Biznes', en: 'Business', ru: 'Бизнес' },
} as const satisfies Choices;

export const dataClasses = {
  open: { az: 'açıq', en: 'open', ru: 'открытый' },
  personal: { az: 'fərdi', en: 'personal', ru: 'персональный' },
  sensitive: { az: 'həssas', en: 'sensitive', ru: 'чувствительный' },
} as const satisfies Choices;
export type DataClass = keyof typeof dataClasses;
