import type { Text } from '../../../language/index.ts';
import { notWeight, type Said, text, told } from './finding-words.ts';

/** Something wrong or worth knowing about a line of a file. */
export interface FileFinding {
  /** From 1. */
  readonly line: number;
  /** Heading of the column, or keys with dots. */
  readonly place: string;
  readonly message: Text;
  readonly remedy: Text;
  /** Nothing is entered while there is one; otherwise the file is entered as it was read. */
  readonly wrong: boolean;
}

export interface Spot {
  readonly line: number;
  readonly place: string;
}

const said = {
  unreadable: [
    text('Fayl oxunmadı: {value}.', 'The file cannot be read: {value}.', 'Файл не читается: {value}.'),
    text('Sintaksisi bu sətirdə düzəldin.', 'Mend the syntax on this line.', 'Исправьте синтаксис в этой строке.'),
  ],
  noForm: [
    text(
      'Xəritə bu növ faylı təsvir etmir.',
      'The map does not describe such a file.',
      'Карта не описывает такой файл.',
    ),
    text(
      'Xəritəyə {value} bölməsini əlavə edin.',
      'Add a section {value} to the map.',
      'Добавьте в карту раздел {value}.',
    ),
  ],
  noColumn: [
    text('“{value}” sütunu yoxdur.', 'There is no column “{value}”.', 'Нет столбца «{value}».'),
    text(
      'Sütunun adını faylda və ya xəritədə düzəldin.',
      'Correct its name in the file or in the map.',
      'Исправьте название в файле или в карте.',
    ),
  ],
  noList: [
    text('“{value}” altında siyahı yoxdur.', 'There is no list under “{value}”.', 'Под «{value}» нет списка.'),
    text(
      'Açarı faylda və ya xəritədə düzəldin.',
      'Correct the key in the file or in the map.',
      'Исправьте ключ в файле или в карте.',
    ),
  ],
  noPlan: [
    text('Planın “{value}” məlumatı yoxdur.', 'The plan’s “{value}” is missing.', 'Нет данных плана: «{value}».'),
    text(
      'Onu faylda yazın və ya xəritədə dəyər kimi verin.',
      'Write it in the file, or as a value in the map.',
      'Укажите это в файле или значением в карте.',
    ),
  ],
  noNumber: [
    text('Bəndin nömrəsi yoxdur.', 'The item has no number.', 'У пункта нет номера.'),
    text('Nömrəni yazın.', 'Write the number.', 'Укажите номер.'),
  ],
  badNumber: [
    text('“{value}” nömrə kimi oxunmur.', '“{value}” is no number of an item.', '«{value}» не номер пункта.'),
    text(
      'Yalnız hərf, rəqəm və nöqtə yazın; xəritədəki səviyyələrin sayını yoxlayın.',
      'Use letters, digits and dots; check how many levels the map has.',
      'Используйте буквы, цифры и точки; проверьте число уровней в карте.',
    ),
  ],
  noParent: [
    text(
      '“{value}” bəndinin aid olduğu bənd yoxdur.',
      'Nothing stands above item “{value}”.',
      'Нет пункта, к которому относится «{value}».',
    ),
    text(
      'Yuxarı səviyyənin sətrini ondan əvvəl yazın.',
      'Put the line of the level above before it.',
      'Поместите перед ним строку верхнего уровня.',
    ),
  ],
  noTitle: [
    text('“{value}” bəndinin adı yoxdur.', 'Item “{value}” has no title.', 'У пункта «{value}» нет названия.'),
    text('Adını yazın.', 'Write its title.', 'Напишите название.'),
  ],
  twice: [
    text('“{value}” nömrəsi iki dəfə yazılıb.', 'The number “{value}” stands twice.', 'Номер «{value}» указан дважды.'),
    text('Birini dəyişin və ya silin.', 'Change or remove one of them.', 'Измените или удалите один из них.'),
  ],
  badWeight: notWeight,
  badValue: [
    text('Burada mətn gözlənilir.', 'A text is expected here.', 'Здесь ожидается текст.'),
    text(
      'Açarı faylda və ya xəritədə düzəldin.',
      'Correct the key in the file or in the map.',
      'Исправьте ключ в файле или в карте.',
    ),
  ],
  badDay: [
    text('“{value}” gün deyil.', '“{value}” is no day.', '«{value}» не день.'),
    text('Günü belə yazın: 2027-01-31.', 'Write the day like this: 2027-01-31.', 'Напишите день так: 2027-01-31.'),
  ],
  unknownOwner: [
    text(
      '“{value}” qurumlar siyahısında yoxdur; mətn kimi saxlanılır.',
      '“{value}” is not among the institutions; it is kept as text.',
      '«{value}» нет среди учреждений; сохраняется как текст.',
    ),
    text(
      'Qurumun kodunu, qısaltmasını və ya tam adını yazın.',
      'Write the code, the acronym or the full name of an institution.',
      'Укажите код, сокращение или полное название учреждения.',
    ),
  ],
} as const satisfies Record<string, Said>;

export type FileProblem = keyof typeof said;

const notices: readonly FileProblem[] = ['unknownOwner'];

export function fileFinding({ line, place }: Spot, problem: FileProblem, value = ''): FileFinding {
  return { line, place, ...told(said[problem], { value }), wrong: !notices.includes(problem) };
}
