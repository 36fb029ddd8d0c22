import { words } from '../../../kernel/text.ts';

const az = {
  title: 'Cədvəldən qaralamalar',
  lead: 'Qurumunuzun sistemlərini, elektron xidmətlərini, informasiya ehtiyatlarını, API-lərini, portallarını və hostinqini cədvəldə doldurub birlikdə göndərin. Əvvəlcə bütün xanalar yoxlanılır; səhv yoxdursa, hər sətirdən bir qaralama yaranır.',
  requests: 'Kataloq müraciətləri',
  template: 'Boş şablonu endirin (XLSX)',
  templateLead:
    'Şablonda hər növ üçün ayrıca vərəq var. Tünd başlıqlı sütunlar mütləq doldurulur, seçimlər siyahıdan götürülür.',
  file: 'Doldurulmuş cədvəl',
  fileHint: 'Bir faylda ən çoxu {most} qeyd.',
  send: 'Yoxla və qaralamaları yarat',
  notDone: 'Heç bir qaralama yaradılmadı',
  wrongCells: 'Faylda {count} səhv var. Cədvəldə göstərilən xanaları düzəldin və faylı yenidən seçin.',
  atLeast:
    'Faylda ən azı {count} səhv var, o, axıra qədər oxunmadı. Göstərilən xanaları düzəldin və faylı yenidən seçin.',
  wrong: 'Səhvlər: {count}',
  sheet: 'Vərəq',
  cell: 'Xana',
  what: 'Nə səhvdir',
  remedy: 'Nə etməli',
  more: 'Daha {count} səhv var. Onlar bunlar düzəldiləndən sonra göstəriləcək.',
  notJson: 'Fayl JSON kimi oxunmadı. Onu yoxlayın və ya doldurulmuş şablonu göndərin.',
  nothing: 'Faylda yeni və ya dəyişən qeyd yoxdur. Şablonu doldurub yenidən göndərin.',
  done: 'Yaradılan qaralamalar: {count}',
  next: 'Hər qaralamanı açın, cavabları yoxlayın və təsdiqə göndərin.',
  unchanged: 'Kataloqda olduğu kimi qalan, ona görə müraciət açılmayan qeydlər: {count}.',
  another: 'Başqa cədvəl göndərin',
} as const;

const en: { readonly [K in keyof typeof az]: string } = {
  title: 'Drafts from a table',
  lead: 'Fill in the systems, e-services, information resources, APIs, portals and hosting of your institution in a table and send them together. All cells are checked first; where nothing is wrong, every row becomes a draft.',
  requests: 'Catalogue requests',
  template: 'Download the empty template (XLSX)',
  templateLead:
    'The template has a sheet for each kind. Columns with a dark heading must be filled in; choices come from lists.',
  file: 'The table, filled in',
  fileHint: 'At most {most} entries in one file.',
  send: 'Check and make drafts',
  notDone: 'No draft was made',
  wrongCells: 'The file has {count} errors. Correct the cells shown in the table and choose the file again.',
  atLeast:
    'The file has at least {count} errors and was not read to its end. Correct the cells shown and choose the file again.',
  wrong: 'Errors: {count}',
  sheet: 'Sheet',
  cell: 'Cell',
  what: 'What is wrong',
  remedy: 'What to do',
  more: 'There are {count} more errors. They are shown once these are corrected.',
  notJson: 'The file could not be read as JSON. Check it, or send the template filled in.',
  nothing: 'The file has no entry that is new or changes. Fill in the template and send it again.',
  done: 'Drafts made: {count}',
  next: 'Open each draft, check the answers and send it for approval.',
  unchanged: 'Entries that stay as the catalogue has them, so that no request was opened: {count}.',
  another: 'Send another table',
};

const ru: typeof en = {
  title: 'Черновики из таблицы',
  lead: 'Заполните в таблице системы, электронные услуги, информационные ресурсы, API, порталы и хостинг учреждения и отправьте их вместе. Сначала проверяются все ячейки; если ошибок нет, каждая строка становится черновиком.',
  requests: 'Заявки в каталог',
  template: 'Скачать пустой шаблон (XLSX)',
  templateLead:
    'В шаблоне для каждого вида свой лист. Столбцы с тёмным заголовком обязательны, варианты выбираются из списков.',
  file: 'Заполненная таблица',
  fileHint: 'Не больше {most} записей в одном файле.',
  send: 'Проверить и создать черновики',
  notDone: 'Ни один черновик не создан',
  wrongCells: 'Ошибок в файле: {count}. Исправьте ячейки, указанные в таблице, и выберите файл снова.',
  atLeast:
    'В файле не меньше {count} ошибок, он прочитан не до конца. Исправьте указанные ячейки и выберите файл снова.',
  wrong: 'Ошибки: {count}',
  sheet: 'Лист',
  cell: 'Ячейка',
  what: 'Что не так',
  remedy: 'Что сделать',
  more: 'Ещё ошибок: {count}. Они появятся, когда исправлены эти.',
  notJson: 'Файл не читается как JSON. Проверьте его или отправьте заполненный шаблон.',
  nothing: 'В файле нет новых или изменённых записей. Заполните шаблон и отправьте снова.',
  done: 'Создано черновиков: {count}',
  next: 'Откройте каждый черновик, проверьте ответы и отправьте на утверждение.',
  unchanged: 'Записи, которые остаются как в каталоге, поэтому заявка не открыта: {count}.',
  another: 'Отправить другую таблицу',
};

export const t = words({ az, en, ru });
