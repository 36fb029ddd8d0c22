import type { Text } from '../../../language/lang.ts';
import { subjects } from './subjects.ts';

/* OpenAPI documents of the services of the demonstration, as small as their institutions might have written them. */

/** Of a GET about the one whose number stands in the path: what is asked, and the members of the answer. */
function getting(summary: string, key: 'fin' | 'voen', members: string): string {
  const example = key === 'fin' ? subjects.citizen.key : subjects.company.key;
  return `
    get:
      summary: ${summary}
      parameters: [{ name: ${key}, in: path, required: true, schema: { type: string }, example: '${example}' }]
      responses:
        '200':
          description: Məlumat
          content: { application/json: { schema: { type: object, properties: { ${members} } } } }
        '404': { description: Bu nömrə ilə məlumat yoxdur }`;
}

const documentOf = (title: string, version: string, paths: string): string =>
  `openapi: 3.0.3\ninfo: { title: ${title}, version: '${version}' }\npaths:${paths}\n`;

const text = (name: string, about: string): string => `${name}: { type: string, description: ${about} }`;
const day = (name: string, about: string): string => `${name}: { type: string, format: date, description: ${about} }`;
const listOf = (name: string, members: readonly string[]): string =>
  `${name}: { type: array, items: { type: object, properties: { ${members.join(', ')} } } }`;

const fin = text('fin', 'FİN');
const voen = text('voen', 'VÖEN');
const birthDate = day('birthDate', 'Doğum tarixi');
const personMembers = [
  fin,
  text('surname', 'Soyadı'),
  text('givenName', 'Adı'),
  text('patronymic', 'Atasının adı'),
  text('sex', 'Cinsi'),
  text('citizenship', 'Vətəndaşlığı'),
  text('address', 'Yaşayış ünvanı'),
  birthDate,
];

export const peopleDocument = documentOf(
  'Şəxsin məlumatları',
  '1',
  `
  /persons/{fin}:${getting('Şəxsin adı, doğum tarixi və ünvanı', 'fin', personMembers.join(', '))}
  /persons/{fin}/children:${getting('Şəxsin uşaqları', 'fin', listOf('children', [fin, text('name', 'Tam adı'), birthDate]))}`,
);

const debtMembers = [text('taxDebt', 'Vergi borcu'), day('asOf', 'Borcun hesablandığı gün')];

export const debtDocument = documentOf(
  'Vergi borcu',
  '1',
  `
  /organisations/{voen}/debt:${getting('Şirkətin vergi borcu', 'voen', [voen, ...debtMembers].join(', '))}
  /persons/{fin}/debt:${getting('Fiziki şəxsin vergi borcu', 'fin', [fin, ...debtMembers].join(', '))}`,
);

export const contractsDocument = documentOf(
  'Əmək müqavilələri',
  '1',
  `
  /persons/{fin}/contracts:${getting(
    'Şəxsin əmək müqavilələri',
    'fin',
    listOf('contracts', [
      text('employer', 'İşəgötürən'),
      text('position', 'Vəzifə'),
      day('startsOn', 'İşin başlandığı gün'),
      day('endsOn', 'Son iş günü'),
    ]),
  )}`,
);

const residentMembers = [voen, text('number', 'Rezidentin nömrəsi'), day('since', 'Rezidentliyin başlanğıcı')];

/** The list of residents; its next version tells the area of activity no more. */
export const residentsDocument = (version: '1' | '2'): string =>
  documentOf(
    'Texnologiyalar parkının rezidentləri',
    version,
    `
  /residents/{voen}:${getting(
    'Şirkətin rezidentliyi',
    'voen',
    [
      ...residentMembers,
      ...(version === '1' ? [text('area', 'Fəaliyyət sahəsi')] : [day('until', 'Rezidentliyin son günü')]),
    ].join(', '),
  )}`,
  );

export const applicationsDocument = documentOf(
  'Rezidentlik müraciətləri',
  '1',
  `
  /applications/{voen}:${getting(
    'Şirkətin müraciətlərinin vəziyyəti',
    'voen',
    listOf('applications', [
      text('number', 'Müraciətin nömrəsi'),
      text('state', 'Vəziyyəti'),
      day('sentOn', 'Göndərildiyi gün'),
    ]),
  )}`,
);

/** What a service is called, and what it is for. */
export interface ServiceWords {
  readonly title: Text;
  readonly purpose: Text;
}

export const words = {
  people: {
    title: { az: 'Şəxsin məlumatları', en: 'Data of a person', ru: 'Сведения о лице' },
    purpose: {
      az: 'FİN üzrə adı, doğum tarixini, ünvanı və uşaqların siyahısını verir',
      en: 'Gives the name, date of birth, address and children of a person by FİN',
      ru: 'По FİN сообщает имя, дату рождения, адрес и детей лица',
    },
  },
  debt: {
    title: { az: 'Vergi borcu', en: 'Tax debt', ru: 'Налоговая задолженность' },
    purpose: {
      az: 'Şirkətin və ya fiziki şəxsin vergi borcunun olub-olmadığını və məbləğini bildirir',
      en: 'Tells whether a company or a person owes taxes, and how much',
      ru: 'Сообщает, есть ли у компании или физического лица налоговая задолженность и какая',
    },
  },
  contracts: {
    title: { az: 'Əmək müqavilələri', en: 'Employment contracts', ru: 'Трудовые договоры' },
    purpose: {
      az: 'Şəxsin harada, hansı vəzifədə və nə vaxtdan işlədiyini bildirir',
      en: 'Tells where a person works, in which position and since when',
      ru: 'Сообщает, где, в какой должности и с какого времени работает лицо',
    },
  },
  residents: {
    title: {
      az: 'Texnologiyalar parkının rezidentləri',
      en: 'Residents of the technology park',
      ru: 'Резиденты технологического парка',
    },
    purpose: {
      az: 'Şirkətin rezident olub-olmadığını və nə vaxtdan olduğunu bildirir',
      en: 'Tells whether a company is a resident, and since when',
      ru: 'Сообщает, является ли компания резидентом и с какого времени',
    },
  },
  applications: {
    title: { az: 'Rezidentlik müraciətləri', en: 'Applications for residency', ru: 'Заявления на резидентство' },
    purpose: {
      az: 'Şirkətin müraciətinin hansı mərhələdə olduğunu bildirir',
      en: 'Tells how far an application of a company has come',
      ru: 'Сообщает, на каком этапе заявление компании',
    },
  },
  events: {
    title: { az: 'Şirkətlərin hadisələri', en: 'Events of companies', ru: 'События компаний' },
    purpose: {
      az: 'Şirkətin qeydiyyatı və ya vəziyyəti dəyişəndə abunəçi sistemlərə xəbər verir',
      en: 'Tells subscribed systems when a company is registered or its status changes',
      ru: 'Извещает подписанные системы о регистрации компании или изменении её состояния',
    },
  },
} as const satisfies Record<string, ServiceWords>;
