import { idParam, route, file, type Request, stream } from '../../../kernel/http/route.ts';
import { editionById, linesOf, measuresOf, rawLines } from './actions.ts';
import { editionBook } from './book.ts';
import { acronymsOf, editionsPath, planTitles } from './pages.tsx';
import { editionPdf } from './print.ts';

const nameOf = (plan: string, number: number, ending: string) =>
  `${plan.replace(/[^\w.-]+/g, '-')}-${number}.${ending}`;

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
    const { lang } = request;
    const edition = await editionById(request, request.params.id);
    const plan = (await planTitles(request)).get(edition.plan) ?? edition.plan;
    const acronyms = await acronymsOf(request);
    const book = editionBook({ edition, plan, lang, acronyms, lines: () => linesOf(request, edition.id) });
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return stream(book, type, saved(nameOf(edition.plan, edition.number, 'xlsx')));
  },
});

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
    const { lang } = request;
    const edition = await editionById(request, request.params.id);
    const plan = (await planTitles(request)).get(edition.plan) ?? edition.plan;
    const pdf = await once(`${edition.id} ${lang}`, async () => {
      const measures = await measuresOf(request, edition.id);
      return editionPdf({ edition, plan, lang, acronyms: await acronymsOf(request), measures });
    });
    return file(pdf, 'application/pdf', nameOf(edition.plan, edition.number, 'pdf'));
  },
});
