import type { FieldWords } from '../../../kernel/definition-schema.ts';

/* What the fields of definitions mean, as editors show it. */

export const actsWords: FieldWords = {
  '': {
    az: 'Təriflərin istinad etdiyi aktlar və maddələr',
    en: 'Acts and articles that definitions cite',
    ru: 'Акты и статьи, на которые ссылаются определения',
  },
  acts: { az: 'Aktlar', en: 'The acts', ru: 'Акты' },
  'acts[].code': {
    az: 'Kod: təriflər akta onunla istinad edir',
    en: 'Code by which definitions cite it',
    ru: 'Код, по которому на акт ссылаются',
  },
  'acts[].kind': { az: 'Aktın növü', en: 'Kind of the act', ru: 'Вид акта' },
  'acts[].number': { az: 'Nömrəsi', en: 'Its number', ru: 'Номер' },
  'acts[].date': {
    az: 'Qəbul edildiyi gün: 2026-01-31',
    en: 'Day it was passed: 2026-01-31',
    ru: 'Дата принятия: 2026-01-31',
  },
  'acts[].title': { az: 'Adı', en: 'Its title', ru: 'Название' },
  'acts[].real': { az: 'Həqiqi aktdır', en: 'It is a real act', ru: 'Это действительный акт' },
  'acts[].sample': {
    az: 'Nümunədir: göstərildiyi hər yerdə belə yazılır',
    en: 'A sample: marked so wherever it is shown',
    ru: 'Образец: так и помечается везде, где показан',
  },
  'acts[].named': { az: 'Adı harada çəkilir', en: 'Where it is named', ru: 'Где он назван' },
  'acts[].articles': {
    az: 'İstinad edilə bilən maddələr',
    en: 'Articles that can be cited',
    ru: 'Статьи, на которые можно сослаться',
  },
  'acts[].articles[].number': {
    az: 'Maddənin nömrəsi: 4.3',
    en: 'Number of the article: 4.3',
    ru: 'Номер статьи: 4.3',
  },
  'acts[].articles[].title': { az: 'Nə barədədir', en: 'What it is about', ru: 'О чём она' },
};

export const dictionaryWords: FieldWords = {
  '': {
    az: 'Lüğət: kimin barəsində, hansı əlaqələr və anlayışlar',
    en: 'The dictionary: entities, relations and concepts',
    ru: 'Словарь: сущности, связи и понятия',
  },
  entities: { az: 'Kimin barəsində', en: 'Whom facts are about', ru: 'О ком сведения' },
  'entities.person': { az: 'Şəxs', en: 'A person', ru: 'Человек' },
  'entities.person.label': { az: 'Adı', en: 'What it is called', ru: 'Название' },
  'entities.person.key': { az: 'FİN ilə tanınır', en: 'Known by the FİN', ru: 'Определяется по FİN' },
  'entities.organisation': { az: 'Təşkilat', en: 'An organisation', ru: 'Организация' },
  'entities.organisation.label': { az: 'Adı', en: 'What it is called', ru: 'Название' },
  'entities.organisation.key': { az: 'VÖEN ilə tanınır', en: 'Known by the VÖEN', ru: 'Определяется по VÖEN' },
  relations: {
    az: 'Əlaqələr: kim kimin nəyidir',
    en: 'Relations: who is what to whom',
    ru: 'Связи: кто кому кем приходится',
  },
  'relations.*.label': { az: 'Adı', en: 'What it is called', ru: 'Название' },
  'relations.*.from': { az: 'Kimdən', en: 'From whom', ru: 'От кого' },
  'relations.*.to': { az: 'Kimə', en: 'To whom', ru: 'К кому' },
  'relations.*.many': { az: 'Bir neçəsi ola bilər', en: 'There may be several', ru: 'Их может быть несколько' },
  concepts: {
    az: 'Anlayışlar: person.name kimi; hər birinin bir mənbəyi var',
    en: 'Concepts, as person.name; each has one source',
    ru: 'Понятия, как person.name; у каждого один источник',
  },
  'concepts.*.label': { az: 'Adı', en: 'What it is called', ru: 'Название' },
  'concepts.*.type': { az: 'Qiymətin növü', en: 'Type of its value', ru: 'Тип значения' },
  'concepts.*.class': {
    az: 'open: açıq, personal: fərdi, sensitive: həssas məlumat',
    en: 'open, personal or sensitive data',
    ru: 'open: открытые, personal: персональные, sensitive: чувствительные данные',
  },
  'concepts.*.choices': {
    az: 'Seçimlər, növ choice olduqda',
    en: 'The choices, where the type is choice',
    ru: 'Варианты, если тип choice',
  },
  'concepts.*.format': {
    az: 'Mətnin forması; iban: istənilən ölkənin IBAN hesab nömrəsi, cavabda yoxlanılır',
    en: 'Form of the text; iban: the IBAN of an account in any country, checked in an answer',
    ru: 'Форма текста; iban: номер счёта IBAN любой страны, проверяется в ответе',
  },
};

export const lifeEventsWords: FieldWords = {
  '': {
    az: 'Həyat hadisələri: xidmətlər onların altında tapılır',
    en: 'Life events under which services are found',
    ru: 'Жизненные события, по которым находят услуги',
  },
  lifeEvents: { az: 'Hadisələr', en: 'The events', ru: 'События' },
  'lifeEvents[].code': { az: 'Kod', en: 'Code', ru: 'Код' },
  'lifeEvents[].audience': {
    az: 'Kimin: person və ya business',
    en: 'Whose: person or business',
    ru: 'Чьё: person или business',
  },
  'lifeEvents[].title': { az: 'Adı', en: 'What it is called', ru: 'Название' },
};
