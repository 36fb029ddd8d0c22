import type { Text } from '../../language/lang.ts';
import { ZipError } from '../zip/index.ts';

const texts = {
  not_xlsx: {
    az: 'Fayl .xlsx formatında deyil. Cədvəli Excel-də “Excel Workbook (.xlsx)” kimi, parolsuz saxlayın.',
    en: 'The file is not an .xlsx workbook. Save the table as “Excel Workbook (.xlsx)”, without a password.',
    ru: 'Файл не в формате .xlsx. Сохраните таблицу как «Книга Excel (.xlsx)», без пароля.',
  },
  damaged: {
    az: 'Fayl zədələnib: {part}. Onu cədvəl proqramında açıb yenidən saxlayın.',
    en: 'The file is damaged: {part}. Open it in a spreadsheet program and save it anew.',
    ru: 'Файл повреждён: {part}. Откройте его в табличном редакторе и сохраните заново.',
  },
  too_large: {
    az: 'Fayl həddən artıq böyükdür. Onu bir neçə fayla bölün.',
    en: 'The file is too large. Divide it into several files.',
    ru: 'Файл слишком велик. Разделите его на несколько файлов.',
  },
  too_many_rows: {
    az: 'Faylda sətirlər həddən artıq çoxdur: oxuma “{part}” vərəqində dayandı. Faylı bir neçə yerə bölün.',
    en: 'The file has too many rows: reading ended in the sheet “{part}”. Divide it into several files.',
    ru: 'В файле слишком много строк: чтение остановлено на листе «{part}». Разделите его на несколько файлов.',
  },
  too_many_sheets: {
    az: 'Faylda vərəqlər həddən artıq çoxdur. Artıq vərəqləri silin.',
    en: 'The file has too many sheets. Delete those that are not needed.',
    ru: 'В файле слишком много листов. Удалите лишние.',
  },
  same_sheet: {
    az: 'Faylda “{part}” adlı iki vərəq var. Birini silin və ya adını dəyişin.',
    en: 'The file has two sheets called “{part}”. Delete or rename one of them.',
    ru: 'В файле два листа с названием «{part}». Удалите или переименуйте один из них.',
  },
  too_wide: {
    az: '“{part}” vərəqində sütunlar həddən artıq çoxdur. Artıq sütunları silin.',
    en: 'The sheet “{part}” has too many columns. Delete those that are not needed.',
    ru: 'На листе «{part}» слишком много столбцов. Удалите лишние.',
  },
} as const satisfies Record<string, Text>;

export type XlsxProblem = keyof typeof texts;

/** A file that cannot be read, or is larger than the reader was told to take; `text` says what to do. */
export class XlsxError extends Error {
  readonly problem: XlsxProblem;
  readonly text: Text;

  constructor(problem: XlsxProblem, part = '', options?: ErrorOptions) {
    const { az, en, ru } = texts[problem];
    const fill = (text: string) => text.replace('{part}', () => part);
    super(fill(en), options);
    this.name = 'XlsxError';
    this.problem = problem;
    this.text = { az: fill(az), en: fill(en), ru: fill(ru) };
  }
}

/** The error as a workbook's, where it is one of the ZIP file that the workbook is. */
export function ofWorkbook(error: unknown): unknown {
  if (!(error instanceof ZipError)) return error;
  return new XlsxError(error.problem === 'not_zip' ? 'not_xlsx' : error.problem, error.part, { cause: error });
}
