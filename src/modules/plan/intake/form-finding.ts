import type { Text } from '../../../language/index.ts';
import { notWeight, type Said, text, told } from './finding-words.ts';

export interface FormPlace {
  readonly sheet: string;
  /** `C12` */
  readonly cell: string;
}

/** Something wrong in one cell, and what to do. */
export interface FormFinding extends FormPlace {
  readonly message: Text;
  readonly remedy: Text;
  /** Worth knowing, and no hindrance. */
  readonly notice?: true;
}

const template = text(
  'Şablonun vərəq və sütun adlarını saxlayın.',
  'Keep the names of sheets and columns of the template.',
  'Сохраните названия листов и столбцов шаблона.',
);
const listed = text('Siyahıdan seçin.', 'Choose from the list.', 'Выберите из списка.');

const said = {
  sheet: [text('Bu vərəq tanınmır.', 'This sheet is not known.', 'Этот лист неизвестен.'), template],
  empty: [
    text('Faylda plan formasının vərəqi yoxdur.', 'The file has no sheet of the form.', 'В файле нет листов формы.'),
    text('Şablonu yükləyin və onu doldurun.', 'Take the template and fill it in.', 'Скачайте шаблон и заполните его.'),
  ],
  column: [
    text('“{value}” sütunu tanınmır.', 'The column “{value}” is not known.', 'Столбец «{value}» неизвестен.'),
    template,
  ],
  noColumn: [text('“{value}” sütunu yoxdur.', 'The column “{value}” is missing.', 'Нет столбца «{value}».'), template],
  missing: [
    text('Doldurulmayıb.', 'Nothing stands here.', 'Не заполнено.'),
    text('Xananı doldurun.', 'Fill the cell in.', 'Заполните ячейку.'),
  ],
  broken: [
    text('Xana xəta göstərir: {value}.', 'The cell shows an error: {value}.', 'В ячейке ошибка: {value}.'),
    text(
      'Düsturu düzəldin və ya dəyəri əllə yazın.',
      'Correct the formula or type the value.',
      'Исправьте формулу или введите значение.',
    ),
  ],
  text: [
    text('Burada mətn gözlənilir: {value}.', 'A text is expected here: {value}.', 'Здесь ожидается текст: {value}.'),
    text(
      'Xananın formatını “Mətn” edin və yenidən yazın.',
      'Format the cell as text and type it again.',
      'Задайте ячейке текстовый формат и введите заново.',
    ),
  ],
  long: [
    text(
      'Mətn uzundur: ən çoxu {value} simvol.',
      'The text is too long: at most {value} characters.',
      'Текст слишком длинный: не более {value} знаков.',
    ),
    text('Mətni qısaldın.', 'Shorten the text.', 'Сократите текст.'),
  ],
  number: notWeight,
  day: [
    text('“{value}” tarix deyil.', '“{value}” is no date.', '«{value}» не дата.'),
    text('Tarixi belə yazın: 31.12.2027.', 'Write the date like this: 31.12.2027.', 'Напишите дату так: 31.12.2027.'),
  ],
  order: [
    text('Son tarix başlanğıcdan əvvəldir.', 'The end comes before the start.', 'Срок раньше начала.'),
    text('Tarixlərdən birini düzəldin.', 'Correct one of the dates.', 'Исправьте одну из дат.'),
  ],
  startAlone: [
    text('Son tarix yoxdur.', 'There is no due date.', 'Нет срока.'),
    text(
      'Son tarixi yazın və ya başlanğıcı silin.',
      'Write the due date or remove the start.',
      'Укажите срок или удалите начало.',
    ),
  ],
  dateGone: [
    text(
      'Təyin olunmuş tarix silinə bilməz.',
      'A date that was set cannot be removed.',
      'Установленную дату нельзя удалить.',
    ),
    text('Tarixi yazın: {value}.', 'Write the date: {value}.', 'Укажите дату: {value}.'),
  ],
  institution: [
    text('“{value}” adlı qurum tapılmadı.', 'No institution “{value}” was found.', 'Учреждение «{value}» не найдено.'),
    listed,
  ],
  nearest: [
    text('“{value}” adlı qurum tapılmadı.', 'No institution “{value}” was found.', 'Учреждение «{value}» не найдено.'),
    text('Bəlkə “{wanted}”?', 'Did you mean “{wanted}”?', 'Может быть, «{wanted}»?'),
  ],
  partyTwice: [
    text('“{value}” iki dəfə yazılıb.', '“{value}” stands twice.', '«{value}» указано дважды.'),
    text('Birini silin.', 'Remove one of them.', 'Удалите одно из них.'),
  ],
  measure: [
    text(
      'Planda “{value}” tədbiri yoxdur.',
      'The plan has no measure “{value}”.',
      'В плане нет мероприятия «{value}».',
    ),
    listed,
  ],
  parent: [
    text(
      '“{value}” bu tədbirin istiqaməti deyil.',
      '“{value}” is not the direction of this measure.',
      '«{value}» не направление этого мероприятия.',
    ),
    listed,
  ],
  changedSince: [
    text(
      '{value} tədbiri forma götürüldükdən sonra dəyişib.',
      'Measure {value} was changed after the form was taken.',
      'Мероприятие {value} изменилось после того, как форму скачали.',
    ),
    text(
      'Dolu formanı yenidən götürün və dəyişikliyinizi ona yazın.',
      'Take the filled form anew and write your change into it.',
      'Скачайте заполненную форму заново и внесите изменение в неё.',
    ),
  ],
  twice: [
    text('“{value}” iki dəfə yazılıb.', '“{value}” stands twice.', '«{value}» указано дважды.'),
    text('Birini silin və ya kodunu dəyişin.', 'Remove one or change its code.', 'Удалите одно или измените код.'),
  ],
  owned: [
    text(
      'Tədbirin adı planın tərifində saxlanılır.',
      'The title of the measure is kept in the plan’s definition.',
      'Название мероприятия хранится в определении плана.',
    ),
    text(
      'Xananı boşaldın və ya yazın: {value}.',
      'Empty the cell or write: {value}.',
      'Очистите ячейку или напишите: {value}.',
    ),
  ],
  deliverable: [
    text(
      'Tədbirin “{value}” çıxış nəticəsi yoxdur.',
      'The measure has no deliverable “{value}”.',
      'У мероприятия нет результата «{value}».',
    ),
    text(
      'Kodu “Çıxış nəticələri” vərəqindən götürün.',
      'Take the code from the sheet of deliverables.',
      'Возьмите код с листа результатов.',
    ),
  ],
  need: [
    text('“{value}” mərhələsi yoxdur.', 'There is no milestone “{value}”.', 'Этапа «{value}» нет.'),
    text(
      'Kodu düzəldin; başqa tədbirin mərhələsi “nömrə/kod” kimi yazılır.',
      'Correct the code; a milestone of another measure is written “number/code”.',
      'Исправьте код; этап другого мероприятия пишется «номер/код».',
    ),
  ],
  circle: [
    text(
      'Asılılıqlar dairə əmələ gətirir: {value}.',
      'The dependencies go in a circle: {value}.',
      'Зависимости образуют круг: {value}.',
    ),
    text('Birini çıxarın.', 'Take one of them out.', 'Уберите одну из них.'),
  ],
  overlap: [
    text(
      'Bu qurumun iki məsul şəxsinin müddəti üst-üstə düşür.',
      'Two terms of this institution overlap.',
      'Сроки двух ответственных пересекаются.',
    ),
    text(
      'Əvvəlkinin qüvvədən düşdüyü günü yazın.',
      'Write the first day on which the earlier one no longer holds.',
      'Укажите день прекращения предыдущего.',
    ),
  ],
} as const satisfies Record<string, Said>;

export type FormProblem = keyof typeof said;

export function formFinding(
  { sheet, cell }: FormPlace,
  problem: FormProblem,
  values: { readonly value?: string; readonly wanted?: string } = {},
): FormFinding {
  return { sheet, cell, ...told(said[problem], values) };
}
