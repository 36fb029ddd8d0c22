import type { FieldWords } from '../../../kernel/definition-schema.ts';
import { amendingWords } from './amending.ts';
import { afterwardsWords } from './afterwards-words.ts';
import { decisionWords } from './decision-words.ts';
import { guardianWords } from './guardians.ts';
import { migrateWords } from './migrate.ts';
import { article } from './words-of-grounds.ts';
import { coApplicantWords } from './co-applicant-words.ts';
import { opinionWords } from './opinion-words.ts';
import { reviewWords } from './review-words.ts';
import { fieldCheckWords } from './field-check.ts';
import { pageConditionWords } from './page-condition.ts';
import { quotaWords } from './quota-words.ts';
import { turnWords } from './turn-words.ts';

/** What is asked of the applicant, of a field and of one of a group. */
const asked: FieldWords = {
  concept: {
    az: 'Lüğətdəki anlayış: person.name',
    en: 'Concept of the dictionary: person.name',
    ru: 'Понятие словаря: person.name',
  },
  label: {
    az: 'Sahənin adı, anlayışın öz adı uyğun gəlmədikdə',
    en: 'Name of the field, where the concept’s own does not fit',
    ru: 'Название поля, если название понятия не подходит',
  },
  hint: {
    az: 'Sualın altında göstərilən izah',
    en: 'Explanation shown with the question',
    ru: 'Пояснение к вопросу',
  },
  optional: { az: 'Boş qala bilər', en: 'May be left empty', ru: 'Можно не заполнять' },
  min: { az: 'Ən kiçik qiymət', en: 'Least value', ru: 'Наименьшее значение' },
  max: { az: 'Ən böyük qiymət', en: 'Greatest value', ru: 'Наибольшее значение' },
  maxLength: { az: 'Ən çoxu neçə simvol', en: 'Most characters', ru: 'Не более стольких знаков' },
  choices: {
    az: 'Seçimlərdən bəzisinin izahı və ya açdığı sahələr',
    en: 'For some of the choices: a hint, or the fields they open',
    ru: 'Для отдельных вариантов: пояснение или открываемые поля',
  },
  'choices.*.hint': { az: 'Seçimin izahı', en: 'Explanation of the choice', ru: 'Пояснение варианта' },
  'choices.*.opens': {
    az: 'Bu seçimdə soruşulan əlavə sahələr',
    en: 'Further fields that are asked for with this choice',
    ru: 'Поля, которые запрашиваются при этом варианте',
  },
  why: {
    az: 'Nə üçün soruşulur; müraciətçi oxuyur',
    en: 'Why it is asked, as the applicant reads it',
    ru: 'Зачем это спрашивается; читает заявитель',
  },
  differsFrom: {
    az: 'Adı reyestrdəki məlumatın adı ilə eyni olsa da, başqa məlumatdır; səbəbi dərc edilir',
    en: 'It bears the name of a fact that a register holds, and is another one; the reason is published',
    ru: 'Называется как сведения реестра, но это другие сведения; причина публикуется',
  },
  'differsFrom.concept': {
    az: 'Reyestrdəki məlumatın anlayışı',
    en: 'Concept of the fact that the register holds',
    ru: 'Понятие сведений реестра',
  },
  'differsFrom.reason': { az: 'Nə ilə fərqlənir', en: 'How it differs', ru: 'Чем отличается' },
  article,
};

export const under = (path: string, words: FieldWords): FieldWords =>
  Object.fromEntries(Object.entries(words).map(([name, text]) => [`${path}.${name}`, text]));

const fee: FieldWords = {
  fee: { az: 'Rüsum', en: 'The fee', ru: 'Пошлина' },
  'fee.amount': {
    az: 'Manatla, dırnaqda: "15.00"; və ya sahələr üzrə FEEL ifadəsi',
    en: 'In manat and in quotes: "15.00"; or FEEL over the fields',
    ru: 'В манатах, в кавычках: "15.00"; или выражение FEEL по полям',
  },
  'fee.article': article,
  'fee.payee': {
    az: 'Kimə ödənilir: hesabı accounts.yaml faylında olan qurum; yazılmasa, xidməti göstərən',
    en: 'Who is paid: an institution with an account in accounts.yaml; without it the provider',
    ru: 'Кому платят: учреждение со счётом в accounts.yaml; без указания – оказывающее услугу',
  },
  'fee.asked': {
    az: 'application: müraciətə baxılmazdan əvvəl, issue: təsdiqdən sonra, sənəddən əvvəl',
    en: 'application: before it is worked on, issue: after approval and before what that gives',
    ru: 'application: до рассмотрения, issue: после одобрения и до выдачи',
  },
  'fee.waiver': { az: 'Rüsumdan azadolma', en: 'When it is waived', ru: 'Освобождение от пошлины' },
  'fee.waiver.when': {
    az: 'FEEL ifadəsi: doğrudursa, rüsum tutulmur',
    en: 'A FEEL expression: where it is true, nothing is paid',
    ru: 'Выражение FEEL: если истинно, пошлина не взимается',
  },
  'fee.waiver.reason': {
    az: 'Azadolmanın səbəbi, müraciətçi oxuyur',
    en: 'Why it is waived, as the applicant reads it',
    ru: 'Почему освобождён; читает заявитель',
  },
  'fee.waiver.article': article,
  'fee.refund': {
    az: 'withdrawal: müraciət geri götürüləndə qaytarılır, never: qaytarılmır',
    en: 'withdrawal: goes back when the application is withdrawn, or never',
    ru: 'withdrawal: возвращается при отзыве заявления, never: не возвращается',
  },
};

/** The passport: what the page of the service says. */
const passport: FieldWords = {
  '': {
    az: 'Xidmət: pasportu, məlumatları, sualları, şərtləri, qərar cədvəli, gedişi və nəticəsi',
    en: 'A service: its passport, data, questions, conditions, decision table, course and outcome',
    ru: 'Услуга: паспорт, данные, вопросы, условия, таблица решений, ход и результат',
  },
  title: { az: 'Xidmətin adı', en: 'Name of the service', ru: 'Название услуги' },
  lead: {
    az: 'Bir-iki cümlə: müraciətçi nə alır',
    en: 'A sentence or two: what the applicant gets',
    ru: 'Одно-два предложения: что получает заявитель',
  },
  keywords: {
    az: 'Xidmətin axtarıldığı başqa sözlər',
    en: 'Other words by which people look for it',
    ru: 'Другие слова, по которым её ищут',
  },
  institution: {
    az: 'Xidməti göstərən qurumun kodu',
    en: 'Code of the institution that provides it',
    ru: 'Код учреждения, оказывающего услугу',
  },
  audience: {
    az: 'person: şəxs, business: sahibkar',
    en: 'People, or businesses',
    ru: 'person: люди, business: бизнес',
  },
  applicants: {
    az: 'Kimlər müraciət edə bilər: person – FİN-i olanlar (heç nə yazılmayıbsa), foreigner – FİN-i olmayan əcnəbilər, ward – övladı üçün valideyn',
    en: 'Who may apply: person, known by FİN (where nothing is said); foreigner, without one; ward, a parent for a child under age',
    ru: 'Кто может обратиться: person — имеющие FİN (если не указано), foreigner — иностранцы без FİN, ward — родитель за ребёнка',
  },
  whoMayApply: { az: 'Kim müraciət edə bilər', en: 'Who may apply', ru: 'Кто может обратиться' },
  lifeEvents: {
    az: 'Həyat hadisələrinin kodları: xidmət onların altında tapılır',
    en: 'Codes of the life events under which it is found',
    ru: 'Коды жизненных событий, по которым её находят',
  },
  measures: {
    az: 'Planın tədbirləri: 6.1.2.2.4',
    en: 'Measures of the plan: 6.1.2.2.4',
    ru: 'Мероприятия плана: 6.1.2.2.4',
  },
  acts: {
    az: 'Hüquqi əsas: aktlar və maddələr',
    en: 'The acts it rests on, with their articles',
    ru: 'Правовая основа: акты и статьи',
  },
  'acts[].act': { az: 'Aktın kodu', en: 'Code of the act', ru: 'Код акта' },
  'acts[].articles': { az: 'Maddələr: 4.1–4.7', en: 'Articles: 4.1–4.7', ru: 'Статьи: 4.1–4.7' },
  purpose: {
    az: 'Reyestrlərə müraciətin məqsədi (rights.yaml)',
    en: 'Purpose for which registers are asked (rights.yaml)',
    ru: 'Цель обращения к реестрам (rights.yaml)',
  },
  basis: {
    az: 'Reyestrlərə müraciətin əsası: akt və maddə',
    en: 'Ground on which registers are asked: act and article',
    ru: 'Основание обращения к реестрам: акт и статья',
  },
  output: { az: 'Müraciətçinin aldığı nəticə', en: 'What the applicant receives', ru: 'Что получает заявитель' },
  cost: {
    az: 'free: rüsum yoxdur; rüsum varsa, əvəzinə fee yazılır',
    en: 'free: there is no fee; where there is one, write fee in its place',
    ru: 'free: пошлины нет; если она есть, вместо этого пишется fee',
  },
  ...fee,
  minutes: {
    az: 'Doldurmaq neçə dəqiqə çəkir',
    en: 'How many minutes filling it in takes',
    ru: 'Сколько минут занимает заполнение',
  },
  channels: {
    az: 'Harada müraciət edilir. portal: elektron, centre: xidmət mərkəzində operator vasitəsilə',
    en: 'Where one applies. portal: online, centre: at a service centre, with a clerk',
    ru: 'Где можно обратиться. portal: онлайн, centre: в центре услуг через оператора',
  },
  contact: {
    az: 'Xidmət üzrə əlaqə; yoxdursa, qurumunku göstərilir',
    en: 'Whom to ask; without it the contact of the institution holds',
    ru: 'Контакт по услуге; без него действует контакт учреждения',
  },
  'contact.phone': { az: 'Telefon', en: 'Telephone', ru: 'Телефон' },
  'contact.email': { az: 'Elektron poçt', en: 'E-mail', ru: 'Электронная почта' },
  'contact.page': { az: 'Səhifənin ünvanı', en: 'Address of a page', ru: 'Адрес страницы' },
  'contact.sample': { az: 'Nümunədir', en: 'It is a sample', ru: 'Это образец' },
  backOffice: {
    az: 'here: işlərə burada baxılır; system: qurumun öz sistemində',
    en: 'here: cases are worked here; system: in a system of the institution',
    ru: 'here: дела ведутся здесь; system: в системе учреждения',
  },
  'backOffice.system': {
    az: 'İşlərə baxılan sistemin kodu, systems.yaml faylından',
    en: 'Code of the system where cases are worked on, from systems.yaml',
    ru: 'Код системы, в которой ведутся дела, из systems.yaml',
  },
  prefix: {
    az: 'Müraciət nömrəsinin əvvəlindəki hərflər: RP-2026-00001',
    en: 'Letters before the number of a case: RP-2026-00001',
    ru: 'Буквы перед номером дела: RP-2026-00001',
  },
};

const taken: FieldWords = {
  course: {
    az: 'Götürülən tipik gediş (courses/<ad>.yaml): vəziyyətlər, əməliyyatlar, müddətlər və bildirişlər oradandır',
    en: 'The standard course it takes over (courses/<name>.yaml): states, actions, times and messages come from there',
    ru: 'Типовой ход (courses/<имя>.yaml): состояния, действия, сроки и уведомления берутся оттуда',
  },
  without: {
    az: 'Tipik gedişdən götürülməyənlər, adları ilə',
    en: 'What of the course is not taken over, by name',
    ru: 'Что из типового хода не берётся, по именам',
  },
};

const data: FieldWords = {
  data: {
    az: 'Qərar üçün lazım olan məlumatlar; reyestrdə olan soruşulmur',
    en: 'What is needed to decide; what a register holds may not be asked',
    ru: 'Данные для решения; что есть в реестре, не спрашивают',
  },
  'data.*.source': {
    az: 'register: reyestrdən, applicant: müraciətçidən, computed: hesablanır',
    en: 'register: read, applicant: asked, computed: from other fields',
    ru: 'register: из реестра, applicant: от заявителя, computed: вычисляется',
  },
  ...under('data.*', asked),
  'data.*.choices.from': {
    az: 'Seçim bu əlaqənin apardığı şəxslər və ya təşkilatlar arasındandır',
    en: 'The choice is among those to whom this relation leads from the applicant',
    ru: 'Выбор среди тех, к кому ведёт эта связь от заявителя',
  },
  'data.*.choices.label': {
    az: 'Onların hansı məlumatla göstərildiyi, məsələn: person.name',
    en: 'The concept by which they are shown, for example person.name',
    ru: 'Понятие, по которому их показывают, например person.name',
  },
  'data.*.names': {
    az: 'Cavab təşkilatın VÖEN-i (organisation) və ya şəxsin FİN-idir (person); reyestrdən onun barəsində “for” ilə soruşulur. Şəxs barədə məlumat müraciət göndəriləndən sonra alınır və yalnız əməkdaşlara göstərilir',
    en: 'The answer is the VÖEN of an organisation, or the FİN of a person; registers are asked about them with “for”. What they say of a person is read once the application is sent, and shown to officials alone',
    ru: 'Ответ – VÖEN организации (organisation) или FİN лица (person); реестры спрашивают о них через «for». Сведения о лице запрашивают после отправки заявления и показывают только сотрудникам',
  },
  'data.*.for': {
    az: 'Reyestr: məlumatın kimə aid olduğu, müraciətçidən başlayan əlaqə',
    en: 'register: the relation from the applicant to whom the fact is about',
    ru: 'register: связь от заявителя к тому, о ком сведения',
  },
  'data.*.ifUnavailable': {
    az: 'ask: reyestr cavab vermədikdə müraciətçidən bir dəfə soruşulur',
    en: 'ask: while the register does not answer, the applicant is asked, once',
    ru: 'ask: если реестр не отвечает, заявителя спрашивают один раз',
  },
  'data.*.group': {
    az: 'Eyni sahələr bir neçə dəfə',
    en: 'The same fields several times',
    ru: 'Одни и те же поля несколько раз',
  },
  'data.*.group.min': { az: 'Ən azı neçə', en: 'At least so many', ru: 'Не менее' },
  'data.*.group.max': { az: 'Ən çoxu neçə', en: 'At most so many', ru: 'Не более' },
  'data.*.group.item': { az: 'Birinin adı', en: 'What one of them is called', ru: 'Как называется один из них' },
  'data.*.group.fields': { az: 'Təkrarlanan sahələr', en: 'The fields that repeat', ru: 'Повторяющиеся поля' },
  ...under('data.*.group.fields.*', asked),
  'data.*.type': {
    az: 'Hesablanan sahənin növü; file: müraciətçi fayl əlavə edir',
    en: 'Type of a computed field; file: the applicant uploads evidence',
    ru: 'Тип вычисляемого поля; file: заявитель загружает файл',
  },
  'data.*.accept': {
    az: 'Faylın formatları: pdf, jpeg, png; yazılmasa, hamısı',
    en: 'Formats of the file: pdf, jpeg, png; all of them if not said',
    ru: 'Форматы файла: pdf, jpeg, png; если не указаны, все',
  },
  'data.*.maxSize': {
    az: 'Bir faylın ən böyük ölçüsü, MB; yazılmasa, 5',
    en: 'Largest size of one file, in MB; 5 if not said',
    ru: 'Наибольший размер файла, МБ; если не указан, 5',
  },
  'data.*.many': {
    az: 'true: bir neçə fayl, ən çoxu 10',
    en: 'true: several files, up to 10',
    ru: 'true: несколько файлов, до 10',
  },
  'data.*.formula': {
    az: 'Əvvəlki sahələrdən hesablama, FEEL dilində',
    en: 'How it is computed from the fields above it, in FEEL',
    ru: 'Как вычисляется из полей выше, на FEEL',
  },
  pages: {
    az: 'Suallar: hər səhifədə biri',
    en: 'The questions, one a page',
    ru: 'Вопросы: по одному на странице',
  },
  'pages[].page': { az: 'Səhifənin ünvandakı adı', en: 'Name of the page in its address', ru: 'Имя страницы в адресе' },
  'pages[].question': { az: 'Sual', en: 'The question', ru: 'Вопрос' },
  'pages[].hint': { az: 'Sualın izahı', en: 'Explanation of the question', ru: 'Пояснение к вопросу' },
  'pages[].fields': { az: 'Səhifədə soruşulan sahələr', en: 'Fields asked for on it', ru: 'Поля на странице' },
};

/** What a course may say of it too. */
export const outcomeWords: FieldWords = {
  outcomes: {
    az: 'Hansı əməliyyat nəyi həll edir',
    en: 'Which actions decide what',
    ru: 'Какие действия что решают',
  },
  'outcomes.approved': { az: 'Təsdiq edənlər', en: 'They approve', ru: 'Одобряют' },
  'outcomes.refused': { az: 'İmtina edənlər', en: 'They refuse', ru: 'Отказывают' },
  'outcomes.lapsed': { az: 'Cavabsız bağlayanlar', en: 'They close it without an answer', ru: 'Закрывают без ответа' },
  'outcomes.revoked': { az: 'Verilmişi geri alanlar', en: 'They take it back', ru: 'Отзывают выданное' },
  notifications: {
    az: 'Bildirişlər; effects: notify-<ad>. {reference} müraciətin nömrəsidir',
    en: 'Messages; in effects: notify-<name>. {reference} is the number of the case',
    ru: 'Уведомления; в effects: notify-<имя>. {reference} – номер дела',
  },
};

const outcome: FieldWords = {
  entry: {
    az: 'Təsdiqdən sonra reyestrə nə yazılır',
    en: 'What an approval writes into a register',
    ru: 'Что вносится в реестр после одобрения',
  },
  'entry.register': { az: 'Reyestrin adı', en: 'Name of the register', ru: 'Имя реестра' },
  'entry.fields': {
    az: 'Reyestrin sahəsi: FEEL ifadəsi',
    en: 'Field of the register: FEEL expression',
    ru: 'Поле реестра: выражение FEEL',
  },
  'entry.changes': {
    az: 'true: reyestrdəki qeyd dəyişir, burada yazılmayan sahələr olduğu kimi qalır',
    en: 'true: a record that is there changes, and keeps the fields that are not named here',
    ru: 'true: изменяется имеющаяся запись, не названные здесь поля остаются прежними',
  },
  'entry.ends': {
    az: 'Qeydə son qoyulanda nə yazılır',
    en: 'What is written when the entry ends',
    ru: 'Что вносится при прекращении записи',
  },
  corrects: {
    az: 'Reyestrin hansı məlumatlarındakı səhvi düzəldir: anlayış və müraciətin başlandığı cavablar, məsələn person.surname: { what: surname }',
    en: 'Facts of the register whose mistakes it corrects: concept, and answers with which the application begins, as person.surname: { what: surname }',
    ru: 'В каких сведениях реестра исправляет ошибки: понятие и ответы, с которых начинается заявление, например person.surname: { what: surname }',
  },
  document: { az: 'Verilən sənəd', en: 'The document that is issued', ru: 'Выдаваемый документ' },
  'document.kind': { az: 'Sənədin növü', en: 'Kind of the document', ru: 'Вид документа' },
  'document.title': { az: 'Sənədin adı', en: 'Its title', ru: 'Название документа' },
  'document.number': { az: 'Nömrəsi, FEEL', en: 'Its number, in FEEL', ru: 'Номер, FEEL' },
  'document.validFrom': { az: 'Nə vaxtdan etibarlıdır, FEEL', en: 'Valid from, in FEEL', ru: 'Действует с, FEEL' },
  'document.validTo': { az: 'Nə vaxta qədər etibarlıdır, FEEL', en: 'Valid to, in FEEL', ru: 'Действует до, FEEL' },
  'document.lines': { az: 'Sənəddəki sətirlər', en: 'Its lines', ru: 'Строки документа' },
  'document.lines[].label': { az: 'Sətrin adı', en: 'Name of the line', ru: 'Название строки' },
  'document.lines[].field': { az: 'Göstərilən sahə', en: 'Field that is shown', ru: 'Показываемое поле' },
  'document.lines[].note': {
    az: 'Sahə əvəzinə qərarın əsaslandırılması: qərar verənin qeydi, o yazmayıbsa, təsdiq etdiyi təklifin qeydi',
    en: 'In place of a field, why it was so decided: the note of whoever decided, or else of the proposal that they confirmed',
    ru: 'Вместо поля обоснование решения: примечание принявшего его или, если его нет, утверждённого предложения',
  },
  'document.lines[].texts': {
    az: 'Sahə əvəzinə mətnlər: şərti ödənilən birinci mətn yazılır',
    en: 'Texts in place of a field: the first whose condition is true is shown',
    ru: 'Тексты вместо поля: пишется первый, условие которого выполнено',
  },
  'document.lines[].texts[].when': {
    az: 'FEEL ifadəsi; yoxdursa, yuxarıdakılar uyğun gəlməyəndə yazılır',
    en: 'A FEEL expression; without it the text is shown where none above it was',
    ru: 'Выражение FEEL; без него текст пишется, если не подошли те, что выше',
  },
  'document.lines[].texts[].text': { az: 'Mətn', en: 'The text', ru: 'Текст' },
  'document.article': article,
  ...outcomeWords,
};

/** What the fields of service.yaml mean, as editors show it. */
export const serviceWords: FieldWords = {
  ...passport,
  ...guardianWords,
  ...taken,
  ...data,
  ...pageConditionWords,
  ...fieldCheckWords,
  ...decisionWords,
  ...opinionWords,
  ...coApplicantWords,
  ...reviewWords,
  ...quotaWords,
  ...turnWords,
  ...amendingWords,
  ...outcome,
  ...afterwardsWords,
  ...migrateWords,
};
