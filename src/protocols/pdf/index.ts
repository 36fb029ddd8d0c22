export { type PrintBlock, type PrintedDocument, printPdf, type PrintTable } from './print.ts';
