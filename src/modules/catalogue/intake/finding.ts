import type { Text } from '../../../language/index.ts';

/** Where something stands: in a workbook a cell, in JSON a pointer. */
export interface Place {
  /** Sheet of the workbook; `JSON` for a JSON file. */
  readonly sheet: string;
  /** From 1; in JSON the number of the entry in its list. */
  readonly row: number;
  /** Heading of the column, or keys of the envelope with dots. */
  readonly column: string;
  /** `C12`, or `/entries/11/title/az`. */
  readonly cell: string;
}

/** Something wrong in one cell, and what to do. */
export interface IntakeError extends Place {
  readonly message: Text;
  readonly remedy: Text;
}

const text = (az: string, en: string, ru: string): Text => ({ az, en, ru });

const messages = {
  missing: text('Doldurulmayıb.', 'Nothing stands here.', 'Не заполнено.'),
  wrong: text('“{value}” buraya uyğun deyil.', '“{value}” does not fit here.', 'Здесь не подходит «{value}».'),
  broken: text('Xana xəta göstərir: {value}.', 'The cell shows an error: {value}.', 'В ячейке ошибка: {value}.'),
  date: text(
    'Xanada tarix var, mətn gözlənilir.',
    'The cell holds a date where text is expected.',
    'В ячейке дата, а нужен текст.',
  ),
  unknown: text('“{value}” tapılmadı.', '“{value}” was not found.', '«{value}» не найдено.'),
  ambiguous: text(
    '“{value}” adlı bir neçə qeyd var.',
    'Several entries are called “{value}”.',
    'Несколько записей называются «{value}».',
  ),
  twice: text('“{value}” iki dəfə yazılıb.', '“{value}” is written twice.', '«{value}» указано дважды.'),
  sheet: text('Bu vərəq tanınmır.', 'This sheet is not known.', 'Этот лист неизвестен.'),
  column: text('“{value}” sütunu tanınmır.', 'The column “{value}” is not known.', 'Столбец «{value}» неизвестен.'),
  noColumn: text('“{value}” sütunu yoxdur.', 'The column “{value}” is missing.', 'Нет столбца «{value}».'),
  owned: text(
    'Bu qeydin mənbəyi başqadır: {value}.',
    'This entry has another source: {value}.',
    'У этой записи другой источник: {value}.',
  ),
  secondSource: text(
    '“{value}” anlayışının ilkin mənbəyi başqa ehtiyatdır.',
    'Another resource is the primary source of “{value}” already.',
    'Первичный источник понятия «{value}» — другой ресурс.',
  ),
  noAct: text(
    '“{value}” fərdi məlumat saxlayır, əsaslandığı akt isə yazılmayıb.',
    '“{value}” keeps personal data and names no act on which it rests.',
    '«{value}» хранит персональные данные, но акт, на который он опирается, не указан.',
  ),
  held: text(
    '“{value}” müraciət edəndən istənilə bilməz.',
    '“{value}” may not be asked of the applicant.',
    '«{value}» нельзя требовать от заявителя.',
  ),
  given: text(
    '“{value}” müraciət edəndən istənilə bilməz.',
    '“{value}” may not be asked of the applicant.',
    '«{value}» нельзя требовать от заявителя.',
  ),
  foreign: text(
    '“{value}”: siz bu qurumun qeydiyyatçısı deyilsiniz.',
    '“{value}”: you are not a registrar of this institution.',
    '«{value}»: вы не регистратор этого учреждения.',
  ),
  defined: text(
    '“{value}” qeydinin mənbəyi tərifdir.',
    'The source of the entry “{value}” is a definition.',
    'Источник записи «{value}»: определение.',
  ),
  notEntered: text(
    '“{value}”: belə qeydlər müraciətlə daxil edilmir.',
    '“{value}”: such entries are not entered by request.',
    '«{value}»: такие записи по заявке не вносятся.',
  ),
  open: text(
    '“{value}” barədə bitməmiş müraciət var.',
    'There is a request about “{value}” that has not ended.',
    'По «{value}» есть незавершённая заявка.',
  ),
  ended: text(
    '“{value}” artıq istifadədən çıxarılıb.',
    '“{value}” is out of use already.',
    '«{value}» уже выведено из эксплуатации.',
  ),
  nothingToEnd: text(
    'Kataloqda “{value}” yoxdur, ona görə istifadədən çıxarıla bilməz.',
    'The catalogue has no “{value}” that could be taken out of use.',
    'В каталоге нет «{value}», выводить нечего.',
  ),
  placed: text(
    '“{value}” kataloqdadır, harada yerləşdiyi burada dəyişdirilmir.',
    '“{value}” is in the catalogue: where it runs is not changed here.',
    '«{value}» уже в каталоге, место размещения здесь не меняется.',
  ),
  backward: text('“{value}” artıq istifadədədir.', '“{value}” is in use already.', '«{value}» уже используется.'),
  many: text('Faylda {value} qeyd var.', 'The file has {value} entries.', 'В файле записей: {value}.'),
  shape: text(
    'Qeyd bu növün formasına uyğun deyil.',
    'The entry does not have the form of its kind.',
    'Запись не соответствует форме своего вида.',
  ),
} as const;

const remedies = {
  missing: text('Xananı doldurun.', 'Fill the cell in.', 'Заполните ячейку.'),
  wrong: text(
    'Dəyəri düzəldin. Gözlənilir: {wanted}.',
    'Correct the value. Expected: {wanted}.',
    'Исправьте значение. Ожидается: {wanted}.',
  ),
  broken: text(
    'Düsturu düzəldin və ya dəyəri əllə yazın.',
    'Correct the formula or type the value.',
    'Исправьте формулу или введите значение.',
  ),
  date: text(
    'Xananın formatını “Mətn” edin və dəyəri yenidən yazın.',
    'Format the cell as text and type the value again.',
    'Задайте ячейке текстовый формат и введите значение заново.',
  ),
  unknown: text(
    'Kodu və ya dəqiq adı yazın.',
    'Write the code or the exact title.',
    'Укажите код или точное название.',
  ),
  nearest: text('Bəlkə “{wanted}”?', 'Did you mean “{wanted}”?', 'Может быть, «{wanted}»?'),
  ambiguous: text('Adın yerinə kodu yazın.', 'Write the code instead of the title.', 'Укажите код вместо названия.'),
  twice: text(
    'Birini silin və ya kodunu dəyişin.',
    'Remove one of them or change its code.',
    'Удалите одну из записей или измените код.',
  ),
  template: text(
    'Şablonun vərəq və sütun adlarını saxlayın.',
    'Keep the names of sheets and columns of the template.',
    'Сохраните названия листов и столбцов шаблона.',
  ),
  owned: text(
    'Sətri silin: belə qeyd tərifin özündə və ya müraciətlə dəyişdirilir.',
    'Remove the row: such an entry is changed in its definition or by a request.',
    'Удалите строку: такая запись меняется в определении или по заявке.',
  ),
  secondSource: text(
    'Xananı boş qoyun: ilkin mənbə “{wanted}” ehtiyatıdır, məlumatı EHİS ilə oradan alın.',
    'Leave the cell empty: the primary source is “{wanted}”, read it from there through EHİS.',
    'Оставьте ячейку пустой: первичный источник — «{wanted}», получайте сведения оттуда через EHİS.',
  ),
  noAct: text('Aktı və maddəsini yazın.', 'Name the act and its article.', 'Укажите акт и его статью.'),
  held: text(
    'Xanadan silin: bu məlumatı “{wanted}” saxlayır, onu EHİS ilə oradan alın.',
    'Remove it from the cell: “{wanted}” holds this, read it from there through EHİS.',
    'Уберите из ячейки: эти сведения хранит «{wanted}», получайте их оттуда через EHİS.',
  ),
  given: text(
    'Xanadan silin: bu sənədi “{wanted}” xidməti verir, sənədin təsdiq etdiyi məlumatı EHİS ilə alın.',
    'Remove it from the cell: the service “{wanted}” gives this document, read through EHİS what it proves.',
    'Уберите из ячейки: этот документ выдаёт услуга «{wanted}», получайте через EHİS то, что он подтверждает.',
  ),
  foreign: text(
    'Sətri silin: onu həmin qurumun qeydiyyatçısı göndərir.',
    'Remove the row: a registrar of that institution sends it.',
    'Удалите строку: её отправляет регистратор того учреждения.',
  ),
  defined: text(
    'Sətri silin: belə qeyd tərifi dəyişməklə dəyişir.',
    'Remove the row: such an entry is changed in its definition.',
    'Удалите строку: такая запись меняется в определении.',
  ),
  notEntered: text(
    'Sətri silin: qurumlar kataloqa öz təriflərindən düşür.',
    'Remove the row: institutions come from their definitions.',
    'Удалите строку: учреждения попадают в каталог из своих определений.',
  ),
  open: text(
    'Həmin müraciəti bitirin və ya geri götürün, yaxud sətri silin.',
    'Finish or withdraw that request, or remove the row.',
    'Завершите или отзовите ту заявку либо удалите строку.',
  ),
  ended: text(
    'Sətri silin və ya vəziyyətini “İstifadədədir” yazın.',
    'Remove the row, or write “In use” as its state.',
    'Удалите строку или укажите состояние «Используется».',
  ),
  nothingToEnd: text(
    'Kodu yoxlayın və ya sətri silin.',
    'Check the code, or remove the row.',
    'Проверьте код или удалите строку.',
  ),
  placed: text(
    'Xananı boş qoyun: köçmə “Sistemlərin yerləşməsi” səhifəsində qeyd olunur.',
    'Leave the cell empty: moves are told on the page “Hosting of systems”.',
    'Оставьте ячейку пустой: переезд отмечается на странице «Размещение систем».',
  ),
  backward: text(
    'Vəziyyətini “İstifadədədir” yazın.',
    'Write “In use” as its state.',
    'Укажите состояние «Используется».',
  ),
  many: text(
    'Faylı bölün: birində ən çoxu {wanted} qeyd olsun.',
    'Divide the file: at most {wanted} entries in one.',
    'Разделите файл: не больше {wanted} записей в одном.',
  ),
  shape: text('Sahələri şablonla tutuşdurun.', 'Compare the fields with the template.', 'Сверьте поля с шаблоном.'),
} as const;

export type Problem = keyof typeof messages;

/** An error at a place; `value` is what stands there, `wanted` what should, or the nearest name there is. */
export function intakeError(
  place: Place,
  problem: Problem,
  { value = '', wanted }: { readonly value?: string; readonly wanted?: string | Text | undefined } = {},
): IntakeError {
  const remedy = remedies[remedyOf(problem, wanted !== undefined)];
  const shown = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  const words = typeof wanted === 'object' ? wanted : text(wanted ?? '', wanted ?? '', wanted ?? '');
  const fill = (given: Text): Text => {
    const one = (lang: 'az' | 'en' | 'ru') =>
      given[lang].replace('{value}', () => shown).replace('{wanted}', () => words[lang]);
    return { az: one('az'), en: one('en'), ru: one('ru') };
  };
  return { ...place, message: fill(messages[problem]), remedy: fill(remedy) };
}

function remedyOf(problem: Problem, wanted: boolean): keyof typeof remedies {
  if (problem === 'sheet' || problem === 'column' || problem === 'noColumn') return wanted ? 'nearest' : 'template';
  return problem === 'unknown' && wanted ? 'nearest' : problem;
}
