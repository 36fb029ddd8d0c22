import type { FieldWords } from '../../kernel/definition-schema.ts';

/** What the fields of institutions.yaml mean, as editors show it. */
export const institutionsWords: FieldWords = {
  '': { az: 'Dövlət qurumları', en: 'Institutions of the state', ru: 'Государственные учреждения' },
  source: { az: 'Siyahı haradan götürülüb', en: 'Where the list stands', ru: 'Откуда список' },
  'source.act': { az: 'Aktın kodu', en: 'Code of the act', ru: 'Код акта' },
  'source.section': { az: 'Bölmə', en: 'Section of it', ru: 'Раздел' },
  institutions: { az: 'Qurumlar', en: 'The institutions', ru: 'Учреждения' },
  'institutions[].code': {
    az: 'Kod: təriflər quruma onunla istinad edir',
    en: 'Code by which definitions name it',
    ru: 'Код, по которому на него ссылаются',
  },
  'institutions[].kind': { az: 'Qurumun növü', en: 'Kind of institution', ru: 'Вид учреждения' },
  'institutions[].name': { az: 'Tam adı', en: 'Its full name', ru: 'Полное название' },
  'institutions[].acronym': { az: 'Qısaltması', en: 'Its acronym', ru: 'Сокращение' },
  'institutions[].contact': { az: 'Əlaqə', en: 'Whom to ask', ru: 'Контакт' },
  'institutions[].contact.phone': { az: 'Telefon', en: 'Telephone', ru: 'Телефон' },
  'institutions[].contact.email': { az: 'Elektron poçt', en: 'E-mail', ru: 'Электронная почта' },
  'institutions[].contact.page': { az: 'Səhifənin ünvanı', en: 'Address of a page', ru: 'Адрес страницы' },
  'institutions[].contact.sample': { az: 'Nümunədir', en: 'It is a sample', ru: 'Это образец' },
  'institutions[].closedOn': { az: 'Ləğv edildiyi gün', en: 'Day it was closed', ru: 'День упразднения' },
  'institutions[].successor': { az: 'Hüquqi varisinin kodu', en: 'Code of its successor', ru: 'Код правопреемника' },
  'institutions[].split': {
    az: 'Bölünübsə, kim nəyi götürüb',
    en: 'Where it was split: who took what',
    ru: 'Если разделено: кто что принял',
  },
  'institutions[].split[].successor': { az: 'Varisin kodu', en: 'Code of the successor', ru: 'Код преемника' },
  'institutions[].split[].takes': { az: 'Nəyi götürüb', en: 'What it took over', ru: 'Что принял' },
  'institutions[].formerNames': { az: 'Əvvəlki adları', en: 'Names that it bore', ru: 'Прежние названия' },
  'institutions[].formerNames[].name': { az: 'Əvvəlki ad', en: 'The former name', ru: 'Прежнее название' },
  'institutions[].formerNames[].until': { az: 'Hansı günə qədər', en: 'Until which day', ru: 'До какого дня' },
};
