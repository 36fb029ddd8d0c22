import { idParam, route, file, type Request, stream } from '../../../kernel/http/route.ts';
import { editionById, linesOf, rawLines } from './actions.ts';
import type { WriteValue } from '../../../protocols/xlsx/index.ts';
import { type CsvCell, csvFile } from '../csv.ts';
import { editionBook, measureHeadings, measureRow } from './book.ts';
import { acronymsOf, editionsPath, planTitles } from './pages.tsx';
import { editionPdf } from './print.ts';

const nameOf = (plan: string, number: number, ending: string) =>
  `${plan.replace(/[^\w.-]+/g, '-')}-${number}.${ending}`;

/** An edition with what its drawings name. */
async function shownEdition(request: Request<{ readonly id: string }>) {
  const edition = await editionById(request, request.params.id);
  const plan = (await planTitles(request)).get(edition.plan) ?? edition.plan;
  return { edition, plan, lang: request.lang, acronyms: await acronymsOf(request) };
}

/** A file that the browser saves; what it is called is of plain letters. */
const saved = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"` });

async function* bytesOf(request: Request, id: string): AsyncGenerator<string> {
  for await (const part of rawLines(request, id)) yield part.map((line) => `${line}\n`).join('');
}

/** The lines as they are counted into the digest: the SHA-256 of this file is the report's. */
export const editionLinesRoute = route({
  method: 'GET',
  path: `${editionsPath}/:id/ndjson`,
  access: 'plan.readEdition',
  params: idParam,
  async handler(request) {
    const { id, plan, number } = await editionById(request, request.params.id);
    return stream(bytesOf(request, id), 'application/x-ndjson', saved(nameOf(plan, number, 'ndjson')));
  },
});

export const editionBookRoute = route({
  method: 'GET',
  path: `${editionsPath}/:id/xlsx`,
  access: 'plan.readEdition',
  params: idParam,
  async handler(request) {
    const shown = await shownEdition(request);
    const { edition } = shown;
    const book = editionBook({ ...shown, lines: () => linesOf(request, edition.id) });
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return stream(book, type, saved(nameOf(edition.plan, edition.number, 'xlsx')));
  },
});

/** The measures of an edition as a table for spreadsheets, with the columns of the workbook. */
export const editionCsv = route({
  method: 'GET',
  path: `${editionsPath}/:id/csv`,
  access: 'plan.readEdition',
  params: idParam,
  async handler(request) {
    const { edition, lang, acronyms } = await shownEdition(request);
    const { id, plan, number } = edition;
    const lines = await Array.fromAsync(linesOf(request, id));
    const rows = lines.flatMap((line) =>
      line.kind === 'measure' ? [measureRow(line, lang, acronyms).map(plain)] : [],
    );
    return csvFile(`${plan}-${number}`, measureHeadings(lang), rows);
  },
});

const plain = (value: WriteValue): CsvCell => {
  if (value === null || value === undefined || typeof value === 'boolean') return undefined;
  return typeof value === 'object' ? value.date : value;
};

/** An edition never changes, and printing it costs a second that any visitor could ask for again and again. */
const printed = new Map<string, Promise<Buffer>>();
const mostPrinted = 12;

function once(key: string, print: () => Promise<Buffer>): Promise<Buffer> {
  const known = printed.get(key) ?? print();
  printed.delete(key);
  printed.set(key, known);
  known.catch(() => printed.delete(key));
  const oldest = printed.keys().next();
  if (printed.size > mostPrinted && !oldest.done) printed.delete(oldest.value);
  return known;
}

export const editionPdfRoute = route({
  method: 'GET',
  path: `${editionsPath}/:id/pdf`,
  access: 'plan.readEdition',
  params: idParam,
  async handler(request) {
    const shown = await shownEdition(request);
    const { edition, lang } = shown;
    const pdf = await once(`${edition.id} ${lang}`, async () =>
      editionPdf({ ...shown, lines: await Array.fromAsync(linesOf(request, edition.id)) }),
    );
    return file(pdf, 'application/pdf', nameOf(edition.plan, edition.number, 'pdf'));
  },
});
