import { hours } from '../choices.ts';
import { contactSchema, criticalities, enteredKinds, listed, serviceLevelSchema } from '../kinds.ts';
import type { Question } from './questions.ts';

const all = enteredKinds;

/** Questions about whatever is entered: what it is, on what it rests, who answers for it, what it reaches. */
export const commonQuestions: readonly Question[] = [
  {
    name: 'title',
    input: 'text',
    kinds: all,
    three: true,
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
    three: true,
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
    lines: listed,
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
    schema: contactSchema.properties.email,
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
    schema: contactSchema.properties.phone,
    optional: true,
    label: { az: 'Şöbənin telefonu', en: 'Telephone of the office', ru: 'Телефон подразделения' },
  },
  {
    name: 'criticality',
    input: 'choice',
    kinds: ['system', 'api', 'portal', 'hosting'],
    further: ['register', 'service'],
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
    further: ['register', 'portal', 'service'],
    options: hours,
    label: { az: 'Nə vaxt işləyir?', en: 'When does it work?', ru: 'Когда работает?' },
  },
  {
    name: 'exchange',
    input: 'longtext',
    kinds: ['system', 'portal'],
    further: ['service'],
    ties: { kind: 'uses', channel: 'exchange', to: ['register', 'api', 'system', 'service'] },
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
    ties: { kind: 'uses', channel: 'local', to: ['system', 'register', 'api'] },
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
    ties: { kind: 'holds', to: ['register'] },
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
    name: 'unit',
    input: 'text',
    kinds: [],
    further: all,
    schema: contactSchema.properties.unit,
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
    schema: serviceLevelSchema.properties.availability,
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
    schema: serviceLevelSchema.properties.restoreHours,
    label: {
      az: 'Nasazlıqdan sonra neçə saata bərpa olunur?',
      en: 'Within how many hours is it restored after a failure?',
      ru: 'За сколько часов восстанавливается после сбоя?',
    },
    hint: { az: 'Məsələn: 4.', en: 'For example: 4.', ru: 'Например: 4.' },
  },
  {
    name: 'hostedOn',
    input: 'text',
    kinds: [],
    further: ['system', 'portal', 'api'],
    ties: { kind: 'hosted_on', to: ['hosting'] },
    label: {
      az: 'Hansı hostinqdə yerləşir?',
      en: 'On which hosting does it run?',
      ru: 'На каком хостинге размещается?',
    },
    hint: {
      az: 'Kataloqdakı adı və ya kodu.',
      en: 'Title or code in the catalogue.',
      ru: 'Название или код в каталоге.',
    },
  },
  {
    name: 'partOf',
    input: 'text',
    kinds: [],
    further: ['system', 'register', 'api', 'portal'],
    ties: { kind: 'part_of', to: ['system', 'register', 'portal'] },
    label: { az: 'Nəyin tərkib hissəsidir?', en: 'Of what is it a part?', ru: 'Частью чего является?' },
    hint: {
      az: 'Daha böyük sistemin, ehtiyatın və ya portalın kataloqdakı adı və ya kodu.',
      en: 'Title or code in the catalogue of the larger system, resource or portal.',
      ru: 'Название или код в каталоге более крупной системы, ресурса или портала.',
    },
  },
];
