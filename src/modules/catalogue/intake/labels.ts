import type { Text } from '../../../language/index.ts';
import { applyBy, audiences, hostingPlaces, hours, places, platforms, protocols } from '../choices.ts';
import { criticalities, entryStates } from '../kinds.ts';

const text = (az: string, en: string, ru: string): Text => ({ az, en, ru });

/** Headings of columns, by path; of a text in three languages without the language. */
export const labels: Readonly<Record<string, Text>> = {
  code: text('Kod', 'Code', 'Код'),
  title: text('Adı', 'Title', 'Название'),
  institution: text('Cavabdeh qurum', 'Institution', 'Учреждение'),
  about: text('Haqqında', 'About', 'Описание'),
  state: text('Vəziyyəti', 'State', 'Состояние'),
  place: text(
    'Harada yerləşir (yalnız yeni qeyd)',
    'Where it runs (new entry only)',
    'Где размещается (только новая запись)',
  ),
  criticality: text('Kritiklik sinfi', 'Criticality class', 'Класс критичности'),
  'contact.unit': text('Texniki əlaqə: bölmə', 'Technical contact: unit', 'Технический контакт: подразделение'),
  'contact.email': text('Texniki əlaqə: e-poçt', 'Technical contact: e-mail', 'Технический контакт: эл. почта'),
  'contact.phone': text('Texniki əlaqə: telefon', 'Technical contact: phone', 'Технический контакт: телефон'),
  'serviceLevel.hours': text('İş rejimi', 'Hours of work', 'Режим работы'),
  'serviceLevel.availability': text('Əlçatanlıq, %', 'Availability, %', 'Доступность, %'),
  'serviceLevel.restoreHours': text('Bərpa müddəti, saat', 'Hours to restore', 'Срок восстановления, ч'),
  acts: text('Aktlar', 'Acts', 'Акты'),
  'spec.personalDataNumber': text(
    'Fərdi məlumat sistemlərinin reyestrində nömrəsi',
    'Number in the register of personal-data systems',
    'Номер в реестре систем персональных данных',
  ),
  'spec.users': text('İstifadəçilərin sayı', 'Number of users', 'Число пользователей'),
  'spec.audience': text('Kimin üçün', 'Audience', 'Для кого'),
  'spec.lifeEvents': text('Həyat hadisələri', 'Life events', 'Жизненные события'),
  'spec.output': text('Nəticəsi', 'Result', 'Результат'),
  'spec.cost.amount': text('Ödəniş, məbləğ', 'Fee, amount', 'Плата, сумма'),
  'spec.cost.currency': text('Ödəniş, valyuta', 'Fee, currency', 'Плата, валюта'),
  'spec.costDiffers': text('Ödəniş nədən asılıdır', 'On what the fee depends', 'От чего зависит плата'),
  'spec.channels': text('Müraciət kanalları', 'Channels', 'Каналы обращения'),
  'spec.workingDays': text('Müddəti, iş günü', 'Working days', 'Срок, рабочих дней'),
  'spec.contact.phone': text('Müraciət üçün telefon', 'Phone for applicants', 'Телефон для обращений'),
  'spec.contact.email': text('Müraciət üçün e-poçt', 'E-mail for applicants', 'Эл. почта для обращений'),
  'spec.contact.page': text('Müraciət üçün səhifə', 'Page for applicants', 'Страница для обращений'),
  'spec.contact.sample': text('Əlaqə nümunədir', 'The contact is a sample', 'Контакт — образец'),
  'spec.protocol': text('Protokol', 'Protocol', 'Протокол'),
  'spec.version': text('Versiya', 'Version', 'Версия'),
  'spec.description': text('Təsvirin ünvanı', 'Address of the description', 'Адрес описания'),
  'spec.address': text('Ünvan', 'Address', 'Адрес'),
  'spec.platform': text('Platforma', 'Platform', 'Платформа'),
  'spec.asks': text('Müraciət edəndən istənilənlər', 'What the applicant is asked for', 'Что требуется от заявителя'),
  'spec.place': text('Yeri', 'Place', 'Место'),
  'from.kind': text('Kim: növü', 'From: kind', 'Откуда: вид'),
  'from.code': text('Kim: kodu', 'From: code', 'Откуда: код'),
  relation: text('Nə edir', 'Relation', 'Связь'),
  'to.kind': text('Nə ilə: növü', 'To: kind', 'Куда: вид'),
  to: text('Nə ilə: kodu və ya adı', 'To: code or title', 'Куда: код или название'),
  channel: text('Yolu', 'Channel', 'Канал'),
  concepts: text('Anlayışlar', 'Concepts', 'Понятия'),
  register: text('Ehtiyatın kodu', 'Code of the resource', 'Код ресурса'),
  object: text('Obyekt', 'Object', 'Объект'),
  objectLabel: text('Obyektin adı', 'Label of the object', 'Название объекта'),
  field: text('Sahə', 'Field', 'Поле'),
  fieldLabel: text('Sahənin adı', 'Label of the field', 'Название поля'),
  class: text('Məlumat sinfi', 'Class of data', 'Класс данных'),
  concept: text('Anlayış', 'Concept', 'Понятие'),
  primary: text('İlkin mənbə', 'Primary source', 'Первичный источник'),
};

const under = (path: string, options: Readonly<Record<string, Text>>): [string, Text][] =>
  Object.entries(options).map(([name, option]) => [`${path}.${name}`, option]);

/** What choices are called, by path and code. */
export const choiceTexts: Readonly<Record<string, Text>> = Object.fromEntries([
  ...under('state', entryStates),
  ...under('criticality', criticalities),
  ...under('place', places),
  ...under('serviceLevel.hours', hours),
  ...under('spec.audience', audiences),
  ...under('spec.channels', applyBy),
  ...under('spec.protocol', protocols),
  ...under('spec.platform', platforms),
  ...under('spec.place', hostingPlaces),
]);

export const sheetTitles = {
  relations: text('Əlaqələr', 'Relations', 'Связи'),
  objects: text('Məlumat obyektləri', 'Data objects', 'Объекты данных'),
  lists: text('Siyahılar', 'Lists', 'Списки'),
};

export const yesNo = { yes: text('bəli', 'yes', 'да'), no: text('xeyr', 'no', 'нет') };
