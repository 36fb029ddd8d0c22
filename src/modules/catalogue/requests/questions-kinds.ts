import { hostingPlaces, places, platforms, protocols } from '../choices.ts';
import { specs, webAddress } from '../kinds.ts';
import type { Question } from './questions.ts';

/** Questions about entries of one kind or another. */
export const kindQuestions: readonly Question[] = [
  {
    name: 'personalData',
    input: 'text',
    kinds: ['system'],
    optional: true,
    schema: specs.system.properties.personalDataNumber,
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
    options: places,
    label: { az: 'Harada yerləşir?', en: 'Where does it run?', ru: 'Где размещается?' },
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
    options: protocols,
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
    ties: { kind: 'provided_by', to: ['system'] },
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
    kinds: ['portal', 'api', 'service'],
    schema: webAddress,
    optional: true,
    label: { az: 'İnternet ünvanı', en: 'Web address', ru: 'Адрес в интернете' },
    hint: { az: 'https:// ilə başlayır.', en: 'Begins with https://.', ru: 'Начинается с https://.' },
  },
  {
    name: 'platform',
    input: 'choice',
    kinds: ['portal'],
    options: platforms,
    label: { az: 'Nədə açılır?', en: 'Where does it open?', ru: 'Где открывается?' },
  },
  {
    name: 'replacedBy',
    input: 'longtext',
    kinds: ['portal'],
    ties: { kind: 'replaced_by', to: ['service'] },
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
    options: hostingPlaces,
    label: { az: 'Bu nə hostinqidir?', en: 'What hosting is it?', ru: 'Что это за хостинг?' },
  },
  {
    name: 'users',
    input: 'text',
    kinds: [],
    further: ['system'],
    schema: specs.system.properties.users,
    label: { az: 'Neçə istifadəçisi var?', en: 'How many users does it have?', ru: 'Сколько у неё пользователей?' },
  },
  {
    name: 'version',
    input: 'text',
    kinds: [],
    further: ['api'],
    schema: specs.api.properties.version,
    label: { az: 'Versiyası', en: 'Its version', ru: 'Его версия' },
  },
];
