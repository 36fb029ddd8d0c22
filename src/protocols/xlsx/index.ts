export { addressOf, type Cell, type CellDate, type CellError, type CellValue, columnName, type Row } from './cell.ts';
export { XlsxError, type XlsxProblem } from './error.ts';
export { openWorkbook, usualLimits, type Workbook, type XlsxLimits } from './read.ts';
export { type BookPlan, type ColumnPlan, type ListRule, sheetName, type SheetPlan } from './write.ts';
export { writeWorkbook, type WriteValue } from './write.ts';
export { type ByteSource } from '../zip/index.ts';
