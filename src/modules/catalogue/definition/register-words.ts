import type { FieldWords } from '../../../kernel/definition-schema.ts';

const operation: FieldWords = {
  method: { az: 'HTTP metodu', en: 'HTTP method', ru: 'Метод HTTP' },
  path: { az: 'Yol, {key} ilə', en: 'Path, with {key}', ru: 'Путь, с {key}' },
  query: { az: 'Sorğunun parametrləri', en: 'Parameters of the query', ru: 'Параметры запроса' },
  body: { az: 'Sorğunun məzmunu', en: 'Body of the request', ru: 'Тело запроса' },
  most: {
    az: '{keys} qəbul edən əməliyyatda bir dəfəyə ən çoxu neçə',
    en: 'Of an operation that takes {keys}: how many at once',
    ru: 'Для операции с {keys}: сколько за раз',
  },
  records: {
    az: 'Qeydin və ya qeydlər siyahısının yeri (JSON pointer)',
    en: 'Where the record stands, or the list of them (JSON pointer)',
    ru: 'Где стоит запись или их список (JSON pointer)',
  },
};

const under = (path: string, words: FieldWords): FieldWords =>
  Object.fromEntries(Object.entries(words).map(([name, text]) => [`${path}.${name}`, text]));

/** A register that is kept elsewhere. */
const remote: FieldWords = {
  remote: {
    az: 'Başqa yerdə aparılan reyestr: mübadilənin hansı əməliyyatları ilə soruşulur',
    en: 'Of a register kept elsewhere: by which operations of the exchange it is asked',
    ru: 'Реестр ведётся в другом месте: какими операциями обмена его спрашивают',
  },
  'remote.service': {
    az: 'Mübadilə xidməti: qurum/sistem/xidmət',
    en: 'Service of the exchange: institution/system/service',
    ru: 'Сервис обмена: учреждение/система/сервис',
  },
  'remote.openapi': {
    az: 'Onu təsvir edən fayl: <ad>.openapi.yaml',
    en: 'File that describes it: <name>.openapi.yaml',
    ru: 'Файл с описанием: <имя>.openapi.yaml',
  },
  'remote.read': {
    az: 'Soruşma əməliyyatları, kimin barəsində soruşulduğunu göstərən sahə üzrə',
    en: 'How it is asked, by the field with the number of whom it is about',
    ru: 'Как его спрашивают, по полю с номером того, о ком запрос',
  },
  ...under('remote.read.*', operation),
  'remote.find': {
    az: 'O biri ucundan soruşulan əlaqələr üçün əməliyyatlar',
    en: 'By relation, for those that are asked from their far end',
    ru: 'По связи, если спрашивают с её дальнего конца',
  },
  ...under('remote.find.*', operation),
  'remote.fields': {
    az: 'Sahələrin cavabdakı yeri',
    en: 'Where its fields stand in the answer',
    ru: 'Где стоят поля в ответе',
  },
  'remote.fields.*.at': { az: 'Yeri (JSON pointer)', en: 'The place (JSON pointer)', ru: 'Место (JSON pointer)' },
  'remote.fields.*.date': { az: 'Tarixin yazılışı', en: 'How a date is written', ru: 'Как записана дата' },
  'remote.fields.*.as': {
    az: 'text: daxil edərkən ədəd mətn kimi yazılır',
    en: 'text: an entry writes the number as text',
    ru: 'text: при внесении число пишется текстом',
  },
  'remote.fields.*.choices': {
    az: 'Reyestrin öz qiymətləri və bizimkilər',
    en: 'The register’s own values, and ours',
    ru: 'Значения реестра и наши',
  },
  'remote.recordedAt': {
    az: 'Qeydin yazıldığı vaxtın yeri',
    en: 'Where it says when the record was written',
    ru: 'Где указано время записи',
  },
  'remote.absent': {
    az: 'Belə qeyd olmadığını bildirən cavab',
    en: 'How it answers that there is no such record',
    ru: 'Как он отвечает, что записи нет',
  },
  'remote.absent.status': { az: 'HTTP kodları', en: 'HTTP status codes', ru: 'Коды HTTP' },
  'remote.absent.at': {
    az: 'Olmadıqda boş qalan yer',
    en: 'Place that is empty where there is none',
    ru: 'Место, пустое при отсутствии',
  },
  'remote.enter': {
    az: 'Qərar ora necə daxil edilir',
    en: 'How a decision is entered there',
    ru: 'Как туда вносится решение',
  },
  'remote.enter.method': { az: 'HTTP metodu', en: 'HTTP method', ru: 'Метод HTTP' },
  'remote.enter.path': { az: 'Yol', en: 'Path', ru: 'Путь' },
  'remote.enter.body': { az: 'Göndərilən məzmun', en: 'What is sent', ru: 'Что отправляется' },
  'remote.enter.effectKey': {
    az: 'Təkrarı tanımaq üçün açarın başlığı',
    en: 'Header with the key by which a repeat is known',
    ru: 'Заголовок с ключом, по которому узнаётся повтор',
  },
  'remote.enter.record': {
    az: 'Cavabda qeydin nömrəsinin yeri',
    en: 'Where the answer names the record',
    ru: 'Где в ответе номер записи',
  },
  'remote.cache': {
    az: 'Cavab qısa müddət saxlanılır',
    en: 'An answer is kept for a moment',
    ru: 'Ответ недолго хранится',
  },
  'remote.cache.seconds': { az: 'Neçə saniyə', en: 'For how many seconds', ru: 'Сколько секунд' },
  'remote.timeout': {
    az: 'Bir cəhd neçə saniyə gözləyir',
    en: 'Seconds that one try waits',
    ru: 'Сколько секунд ждёт одна попытка',
  },
};

const events: FieldWords = {
  events: {
    az: 'Reyestrin xəbər verdiyi hadisələr',
    en: 'What the register tells when it happens',
    ru: 'О каких событиях сообщает реестр',
  },
  'events[].name': { az: 'Adı: birth_registered', en: 'Its name: birth_registered', ru: 'Имя: birth_registered' },
  'events[].title': { az: 'İnsanlar üçün adı', en: 'Its name for people', ru: 'Название для людей' },
  'events[].about': { az: 'İzahı', en: 'What it means', ru: 'Пояснение' },
  'events[].when': {
    az: 'Nə vaxt: yeni qeyd, dəyişiklik, son',
    en: 'When: a new record, a change, its end',
    ru: 'Когда: новая запись, изменение, конец',
  },
  'events[].fields': {
    az: 'Dəyişiklikdə: yalnız bu sahələrdən biri dəyişdikdə',
    en: 'Of a change: only where one of these differs',
    ru: 'При изменении: только если изменилось одно из этих полей',
  },
  'events[].subject': {
    az: 'Barəsində olanın FİN və ya VÖEN sahəsi',
    en: 'Field with the FİN or VÖEN of the one it is about',
    ru: 'Поле с FİN или VÖEN того, о ком событие',
  },
  'events[].data': {
    az: 'Hadisə ilə gedən sahələr; artığı hüquqla reyestrdən soruşulur',
    en: 'What it carries; whoever needs more asks the register by right',
    ru: 'Что передаётся; остальное спрашивают у реестра по праву',
  },
  'events[].keepDays': { az: 'Neçə gün saxlanılır', en: 'For how many days it is kept', ru: 'Сколько дней хранится' },
};

/** What the fields of a register mean, as editors show it. */
export const registerWords: FieldWords = {
  '': {
    az: 'Reyestr: sahibi, əsası, qeydləri və verdiyi anlayışlar',
    en: 'A register: its owner, ground, records and the concepts it provides',
    ru: 'Реестр: владелец, основание, записи и предоставляемые понятия',
  },
  title: { az: 'Reyestrin adı', en: 'Name of the register', ru: 'Название реестра' },
  about: { az: 'Nə haqqındadır', en: 'What it is about', ru: 'О чём он' },
  owner: { az: 'Sahib qurumun kodu', en: 'Code of the institution that owns it', ru: 'Код учреждения-владельца' },
  system: { az: 'Aparıldığı sistemin kodu', en: 'Code of the system that holds it', ru: 'Код системы, где он ведётся' },
  act: { az: 'Hüquqi əsası', en: 'The act it rests on', ru: 'Правовое основание' },
  'act.code': { az: 'Aktın kodu', en: 'Code of the act', ru: 'Код акта' },
  'act.article': { az: 'Maddə', en: 'The article', ru: 'Статья' },
  hosted: {
    az: 'true: burada aparılır, false: başqa yerdə',
    en: 'true: kept here, false: elsewhere',
    ru: 'true: ведётся здесь, false: в другом месте',
  },
  record: { az: 'Bir qeyd', en: 'One record', ru: 'Одна запись' },
  'record.key': { az: 'Qeydi tanıdan sahə', en: 'Field that tells records apart', ru: 'Поле, отличающее записи' },
  'record.validFrom': {
    az: 'Qüvvəyə minmə tarixi olan sahə',
    en: 'Field with the day from which it holds',
    ru: 'Поле с днём начала действия',
  },
  'record.validTo': {
    az: 'Qüvvədən düşmə tarixi olan sahə',
    en: 'Field with the day on which it ends',
    ru: 'Поле с днём окончания действия',
  },
  'record.endsAtOnce': {
    az: 'true: son günündə yazılan xitam dərhal qüvvəyə minir, günün sonu gözlənilmir',
    en: 'true: an end that is entered on its own last day holds at once, not from the next day on',
    ru: 'true: прекращение, внесённое в его последний день, действует сразу, а не со следующего дня',
  },
  'record.fields': { az: 'Sahələr', en: 'The fields', ru: 'Поля' },
  'record.fields.*.type': { az: 'Qiymətin növü', en: 'Type of its value', ru: 'Тип значения' },
  'record.fields.*.label': { az: 'Sahənin adı', en: 'Name of the field', ru: 'Название поля' },
  'record.fields.*.class': {
    az: 'open: açıq, personal: fərdi, sensitive: həssas məlumat',
    en: 'open, personal or sensitive data',
    ru: 'open: открытые, personal: персональные, sensitive: чувствительные данные',
  },
  'record.fields.*.many': {
    az: 'Bir neçə qiyməti ola bilər',
    en: 'It may have several values',
    ru: 'Может быть несколько значений',
  },
  'record.fields.*.optional': { az: 'Olmaya bilər', en: 'It may be missing', ru: 'Может отсутствовать' },
  'record.fields.*.choices': { az: 'Seçimlər', en: 'The choices', ru: 'Варианты' },
  provides: {
    az: 'Lüğətin hansı anlayış və əlaqələrini verir',
    en: 'Concepts and relations of the dictionary that it provides',
    ru: 'Какие понятия и связи словаря он предоставляет',
  },
  'provides[].concept': { az: 'Anlayış', en: 'The concept', ru: 'Понятие' },
  'provides[].by': {
    az: 'Kimin barəsində olduğunu göstərən sahə',
    en: 'Field that says whom it is about',
    ru: 'Поле, указывающее, о ком речь',
  },
  'provides[].take': {
    az: 'Qiymətin götürüldüyü sahə',
    en: 'Field whose value is taken',
    ru: 'Поле, значение которого берётся',
  },
  'provides[].sum': {
    az: 'true: qüvvədə olan bütün qeydlərdəki qiymətlərin cəmi',
    en: 'true: the sum of the values in all records in force',
    ru: 'true: сумма значений во всех действующих записях',
  },
  'provides[].count': { az: 'Qeydlərin sayı', en: 'How many records there are', ru: 'Сколько записей' },
  'provides[].exists': { az: 'Qeydin olub-olmaması', en: 'Whether there is a record', ru: 'Есть ли запись' },
  'provides[].relation': { az: 'Əlaqə', en: 'The relation', ru: 'Связь' },
  'provides[].to': {
    az: 'Əlaqənin apardığı sahə',
    en: 'Field with whom it leads to',
    ru: 'Поле, к кому она ведёт',
  },
  ...remote,
  ...events,
};
