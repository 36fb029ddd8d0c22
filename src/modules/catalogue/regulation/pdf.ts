import { createRequire } from 'node:module';
import Printer from 'pdfkit';
import { bakuInstant, formatDate, ordinal } from '../../../language/index.ts';
import {
  plainCell,
  type RegulationClause,
  type RegulationDocument,
  type RegulationPoint,
  type RegulationTable,
} from './document.ts';

export interface PrintedRegulation {
  readonly version: number;
  /** `YYYY-MM-DD` */
  readonly inForceFrom: string;
  readonly document: RegulationDocument;
}

type Pdf = PDFKit.PDFDocument;
type Part = PDFKit.PDFStructureElement;

const require = createRequire(import.meta.url);
// Onest, the font of the pages, as whole files: those of the pages are cut in two, and no library embeds such.
const fonts = {
  text: require.resolve('@expo-google-fonts/onest/400Regular/Onest_400Regular.ttf'),
  strong: require.resolve('@expo-google-fonts/onest/600SemiBold/Onest_600SemiBold.ttf'),
};

const sizes = { title: 17, section: 12.5, text: 10, small: 8.5 };
const colours = { ink: '#14211f', soft: '#4d5a58', line: '#b9c2c0', brand: '#0b5563' };
const margin = { top: 62, bottom: 62, left: 62, right: 56 };
const padding = 4;

/**
 * A regulation as PDF/A-2a: A4, tagged, its language and title set, fonts embedded, with page numbers. The same
 * regulation gives the same bytes: the day it came into force stands for the time at which the file was made.
 */
export async function regulationPdf(given: PrintedRegulation): Promise<Buffer> {
  const { document, inForceFrom } = given;
  const made = bakuInstant(inForceFrom, '00:00');
  const pdf = new Printer({
    size: 'A4',
    margins: margin,
    font: fonts.text,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang: 'az-AZ',
    displayTitle: true,
    bufferPages: true,
    info: { Title: document.title, Creator: 'Vahid', Producer: 'Vahid', CreationDate: made, ModDate: made },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const ended = new Promise<void>((done, failed) => pdf.on('end', done).on('error', failed));
  draw(pdf, given);
  numberPages(pdf, given);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function draw(pdf: Pdf, { document, version, inForceFrom }: PrintedRegulation): void {
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  root.add(
    pdf.struct('H1', {}, () => {
      write(pdf, document.title, { size: sizes.title, strong: true, align: 'center' });
    }),
  );
  root.add(
    pdf.struct('P', {}, () => {
      pdf.moveDown(0.4);
      const since = `${formatDate(inForceFrom, 'az')} tarixindən qüvvədədir`;
      write(pdf, `${ordinal(version)} versiya, ${since}`, { size: sizes.small, align: 'center', soft: true });
    }),
  );
  for (const { number, title, clauses } of document.sections) {
    const section = pdf.struct('Sect');
    root.add(section);
    section.add(pdf.struct('H2', {}, () => heading(pdf, `${number}. ${title}`)));
    for (const clause of clauses) drawClause(pdf, section, clause);
    section.end();
  }
  root.end();
}

function heading(pdf: Pdf, text: string): void {
  pdf.moveDown(1.2);
  // A heading never stands alone at the foot of a page.
  if (pdf.y > pdf.page.maxY() - 70) pdf.addPage();
  write(pdf, text, { size: sizes.section, strong: true, colour: colours.brand });
}

function drawClause(pdf: Pdf, section: Part, clause: RegulationClause): void {
  drawPoint(pdf, section, clause, 0);
  for (const point of clause.points) drawPoint(pdf, section, point, 16);
  if (clause.table) drawTable(pdf, section, clause.table);
}

function drawPoint(pdf: Pdf, section: Part, { number, text, grounds }: RegulationPoint, indent: number): void {
  section.add(
    pdf.struct('P', {}, () => {
      pdf.moveDown(0.45);
      write(pdf, `${number}. ${text}`, { size: sizes.text, indent });
    }),
  );
  for (const ground of grounds)
    section.add(
      pdf.struct('P', {}, () => {
        pdf.moveDown(0.15);
        write(pdf, plainCell(ground), { size: sizes.small, indent: indent + 16, soft: true });
      }),
    );
}

interface Writing {
  readonly size: number;
  readonly strong?: boolean;
  readonly soft?: boolean;
  readonly colour?: string;
  readonly indent?: number;
  readonly align?: 'left' | 'center';
}

function write(pdf: Pdf, text: string, { size, strong, soft, colour, indent = 0, align = 'left' }: Writing): void {
  dress(pdf, { size, ...(strong ? { strong } : {}) });
  pdf.fillColor(colour ?? (soft ? colours.soft : colours.ink));
  const left = margin.left + indent;
  pdf.text(text, left, pdf.y, { width: pdf.page.width - margin.right - left, align, lineGap: 1.5 });
}

function dress(pdf: Pdf, { size, strong }: { readonly size: number; readonly strong?: boolean }): void {
  pdf.font(strong ? fonts.strong : fonts.text).fontSize(size);
}

function drawTable(pdf: Pdf, section: Part, { name, columns, rows }: RegulationTable): void {
  const texts = rows.map(({ cells }) => cells.map(plainCell));
  const widths = widthsOf(pdf, [columns, ...texts]);
  const table = pdf.struct('Table', { title: name });
  section.add(table);
  pdf.moveDown(0.6);
  const needed = heightOf(pdf, columns, widths, true) + heightOf(pdf, texts[0] ?? [], widths, false);
  if (pdf.y + needed > pdf.page.maxY()) pdf.addPage();
  drawRow(pdf, table, columns, widths, true);
  for (const row of texts) {
    if (pdf.y + heightOf(pdf, row, widths, false) > pdf.page.maxY()) {
      pdf.addPage();
      repeatHead(pdf, columns, widths);
    }
    drawRow(pdf, table, row, widths, false);
  }
  table.end();
  pdf.moveDown(0.3);
}

/** Widths in proportion to how much a column holds, but never so narrow that its longest word breaks. */
function widthsOf(pdf: Pdf, rows: readonly (readonly string[])[]): readonly number[] {
  dress(pdf, { size: sizes.small, strong: true });
  const whole = pdf.page.width - margin.left - margin.right;
  const least = (rows[0] ?? []).map((_, column) => {
    const words = rows.flatMap((row) => (row[column] ?? '').split(/\s+/));
    return Math.max(...words.map((word) => pdf.widthOfString(word))) + 2 * padding + 1;
  });
  const wants = least.map((_, column) => Math.sqrt(Math.max(...rows.map((row) => (row[column] ?? '').length))));
  const spare = Math.max(0, whole - sum(least));
  return least.map((width, column) => Math.min(whole, width + (spare * (wants[column] ?? 0)) / sum(wants)));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

function heightOf(pdf: Pdf, cells: readonly string[], widths: readonly number[], strong: boolean): number {
  dress(pdf, { size: sizes.small, strong });
  const heights = cells.map((cell, at) => pdf.heightOfString(cell, { width: (widths[at] ?? 0) - 2 * padding }));
  return Math.max(...heights, 0) + 2 * padding;
}

function drawRow(pdf: Pdf, table: Part, cells: readonly string[], widths: readonly number[], head: boolean): void {
  const top = pdf.y;
  const height = heightOf(pdf, cells, widths, head);
  const row = pdf.struct('TR');
  table.add(row);
  for (const [at, cell] of cells.entries())
    row.add(pdf.struct(head || at === 0 ? 'TH' : 'TD', {}, () => drawCell(pdf, cell, { widths, at, top, head })));
  row.end();
  underline(pdf, top + height, head);
}

interface Place {
  readonly widths: readonly number[];
  readonly at: number;
  readonly top: number;
  readonly head: boolean;
}

function drawCell(pdf: Pdf, cell: string, { widths, at, top, head }: Place): void {
  dress(pdf, { size: sizes.small, strong: head });
  const left = margin.left + sum(widths.slice(0, at)) + padding;
  pdf.fillColor(colours.ink).text(cell, left, top + padding, { width: (widths[at] ?? 0) - 2 * padding });
}

function underline(pdf: Pdf, at: number, firm: boolean): void {
  decorate(pdf, () => {
    pdf.moveTo(margin.left, at).lineTo(pdf.page.width - margin.right, at);
    pdf.lineWidth(firm ? 1 : 0.5).stroke(firm ? colours.ink : colours.line);
  });
  pdf.x = margin.left;
  pdf.y = at;
}

/** The head of a table again on its next page, which is no part of what the table says. */
function repeatHead(pdf: Pdf, columns: readonly string[], widths: readonly number[]): void {
  const top = pdf.y;
  const height = heightOf(pdf, columns, widths, true);
  decorate(pdf, () => {
    for (const [at, cell] of columns.entries()) drawCell(pdf, cell, { widths, at, top, head: true });
  });
  underline(pdf, top + height, true);
}

function decorate(pdf: Pdf, work: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  work();
  pdf.endMarkedContent();
}

function numberPages(pdf: Pdf, { document }: PrintedRegulation): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let at = start; at < start + count; at += 1) {
    pdf.switchToPage(at);
    // Below the margin a text would begin another page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    dress(pdf, { size: sizes.small });
    pdf.fillColor(colours.soft);
    const y = pdf.page.height - 40;
    pdf.text(document.title, margin.left, y, { width: 400, lineBreak: false, ellipsis: true });
    pdf.text(`${at + 1} / ${count}`, pdf.page.width - margin.right - 60, y, { width: 60, align: 'right' });
    pdf.endMarkedContent();
  }
}
