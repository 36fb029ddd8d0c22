import { createRequire } from 'node:module';

export interface PrintTable {
  /** For who does not see it. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A piece of a document, one under another. A heading begins a section. */
export type PrintBlock =
  | { readonly heading: string }
  | { readonly text: string; readonly indent?: number }
  /** In small letters, as a source or a note. */
  | { readonly remark: string; readonly indent?: number }
  | { readonly table: PrintTable };

export interface PrintedDocument {
  readonly title: string;
  readonly subtitle: string;
  /** BCP 47, as `az-AZ`. */
  readonly lang: string;
  /** Stands for the time at which the file was made, so that the same document gives the same bytes. */
  readonly made: Date;
  /** Wide tables need it. */
  readonly landscape?: boolean;
  readonly blocks: readonly PrintBlock[];
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

/** A document as PDF/A-2a (ISO 19005-2): A4, tagged, its language and title set, fonts embedded, with page numbers. */
export async function printPdf(document: PrintedDocument): Promise<Buffer> {
  const { title, lang, made, landscape = false } = document;
  // Loaded when something is printed: with its fonts it takes 35 MB, and a gateway prints nothing.
  const { default: Printer } = await import('pdfkit');
  const pdf = new Printer({
    size: 'A4',
    layout: landscape ? 'landscape' : 'portrait',
    margins: margin,
    font: fonts.text,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    lang,
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Creator: 'Vahid', Producer: 'Vahid', CreationDate: made, ModDate: made },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const ended = new Promise<void>((done, failed) => pdf.on('end', done).on('error', failed));
  draw(pdf, document);
  numberPages(pdf, title);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function draw(pdf: Pdf, { title, subtitle, blocks }: PrintedDocument): void {
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  root.add(
    pdf.struct('H1', {}, () => {
      write(pdf, title, { size: sizes.title, strong: true, align: 'center' });
    }),
  );
  root.add(
    pdf.struct('P', {}, () => {
      pdf.moveDown(0.4);
      write(pdf, subtitle, { size: sizes.small, align: 'center', soft: true });
    }),
  );
  let section: Part | undefined;
  for (const block of blocks) {
    if ('heading' in block || !section) {
      section?.end();
      section = pdf.struct('Sect');
      root.add(section);
    }
    drawBlock(pdf, section, block);
  }
  section?.end();
  root.end();
}

function drawBlock(pdf: Pdf, section: Part, block: PrintBlock): void {
  if ('heading' in block) section.add(pdf.struct('H2', {}, () => heading(pdf, block.heading)));
  else if ('table' in block) drawTable(pdf, section, block.table);
  else section.add(pdf.struct('P', {}, () => paragraph(pdf, block)));
}

function paragraph(pdf: Pdf, block: Exclude<PrintBlock, { heading: string } | { table: PrintTable }>): void {
  const indent = block.indent ?? 0;
  const small = 'remark' in block;
  pdf.moveDown(small ? 0.15 : 0.45);
  write(pdf, small ? block.remark : block.text, { size: small ? sizes.small : sizes.text, indent, soft: small });
}

function heading(pdf: Pdf, text: string): void {
  pdf.moveDown(1.2);
  // A heading never stands alone at the foot of a page.
  if (pdf.y > pdf.page.maxY() - 70) pdf.addPage();
  write(pdf, text, { size: sizes.section, strong: true, colour: colours.brand });
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

function drawTable(pdf: Pdf, section: Part, { name, columns, rows: texts }: PrintTable): void {
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

function numberPages(pdf: Pdf, title: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let at = start; at < start + count; at += 1) {
    pdf.switchToPage(at);
    // Below the margin a text would begin another page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    dress(pdf, { size: sizes.small });
    pdf.fillColor(colours.soft);
    const y = pdf.page.height - 40;
    pdf.text(title, margin.left, y, { width: 400, lineBreak: false, ellipsis: true });
    pdf.text(`${at + 1} / ${count}`, pdf.page.width - margin.right - 60, y, { width: 60, align: 'right' });
    pdf.endMarkedContent();
  }
}
