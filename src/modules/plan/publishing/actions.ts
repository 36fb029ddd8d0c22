import { createHash } from 'node:crypto';
import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { indicatorSummaries, type IndicatorSummary } from '../indicators/index.ts';
import { note, officeOf } from '../measures/index.ts';
import { type Difference, differences, type IndicatorLine, type Line, type MeasureLine } from './line.ts';
import * as store from './store.ts';

const atOnce = 500;

/**
 * Keeps how a plan stands now, for ever: one line a measure and indicator, and the SHA-256 of them all. Answers its id.
 * Only the project office of the centre, and the program at the end of a period. @throws notFound, notAllowed
 */
export async function freezePlan(ctx: Context, plan: string): Promise<string> {
  const { centre } = officeOf(ctx.vahid.releases);
  allow(ctx, 'plan.freeze', { institution: centre });
  return inTransaction(ctx, async (inner) => {
    const number = await store.nextNumber(inner.db, plan);
    if (number === undefined) throw notFound();
    const takenAt = inner.vahid.now();
    const id = newId(takenAt.getTime());
    const hash = createHash('sha256');
    let position = 0;
    for await (const part of linesNow(inner, plan)) {
      const kept = part.map((line, index) => ({
        position: position + index,
        number: line.number,
        line: JSON.stringify(line),
      }));
      for (const { line } of kept) hash.update(`${line}\n`);
      await store.insertLines(inner.db, id, kept);
      position += kept.length;
    }
    const institution = inner.actor.kind === 'system' ? null : centre;
    const row = { id, plan, number, takenAt, institution, lines: position, digest: hash.digest('hex') };
    await store.insertEdition(inner.db, row);
    await note(inner, plan, [{ item: null, what: 'edition_taken', details: { number } }]);
    await audit(inner, 'plan.freeze', id);
    return id;
  });
}

async function* linesNow(ctx: Context, plan: string): AsyncGenerator<readonly Line[]> {
  for (let offset = 0; ; offset += atOnce) {
    const part = await store.measureLines(ctx.db, plan, offset, atOnce);
    if (part.length > 0) yield part;
    if (part.length < atOnce) break;
  }
  yield (await indicatorSummaries(ctx)).map(indicatorLine);
}

function indicatorLine({ code, sheet, sign, value, asOf }: IndicatorSummary): IndicatorLine {
  const target = sheet.targets?.[0];
  return {
    kind: 'indicator',
    number: code,
    title: sheet.title,
    unit: sheet.unit,
    sign,
    value: value ?? null,
    asOf: asOf ?? null,
    target: target?.value ?? null,
    targetDue: target?.due ?? null,
  };
}

/** Editions of all plans, the newest first. Public. */
export async function editions(ctx: Context, part: { readonly offset: number; readonly limit: number }) {
  allow(ctx, 'plan.readEdition');
  return store.listEditions(ctx.db, part);
}

/** Public. @throws notFound */
export async function editionById(ctx: Context, id: string): Promise<store.EditionRow> {
  allow(ctx, 'plan.readEdition');
  const found = await store.findEdition(ctx.db, id);
  if (!found) throw notFound();
  return found;
}

/** The lines of an edition as they are counted into its digest, a part at a time, so that memory does not grow with them. */
export async function* rawLines(ctx: Context, id: string): AsyncGenerator<readonly string[]> {
  allow(ctx, 'plan.readEdition');
  for (let from = 0; ; from += atOnce) {
    const part = await store.readLines(ctx.db, id, from, atOnce);
    if (part.length > 0) yield part;
    if (part.length < atOnce) return;
  }
}

export async function* linesOf(ctx: Context, id: string): AsyncGenerator<Line> {
  for await (const part of rawLines(ctx, id)) for (const line of part) yield JSON.parse(line) as Line;
}

/** How many measures of an edition stood in each state. Public. */
export async function statesOf(ctx: Context, id: string): Promise<ReadonlyMap<MeasureLine['state'], number>> {
  allow(ctx, 'plan.readEdition');
  return new Map((await store.countStates(ctx.db, id)).map(({ state, count }) => [state, count]));
}

/** What an edition says of measures otherwise than the one before it. Public. */
export async function compareEditions(ctx: Context, before: string, after: string): Promise<readonly Difference[]> {
  allow(ctx, 'plan.readEdition');
  const lines = await store.unlikeLines(ctx.db, before, after);
  const measures = (texts: readonly (string | null)[]) =>
    texts
      .flatMap((text) => (text === null ? [] : [JSON.parse(text) as Line]))
      .filter((line): line is MeasureLine => line.kind === 'measure');
  return differences(measures(lines.map((one) => one.before)), measures(lines.map((one) => one.after)));
}

/** The measures of an edition, all of them: for what is printed. */
export async function measuresOf(ctx: Context, id: string): Promise<readonly MeasureLine[]> {
  const found: MeasureLine[] = [];
  for await (const line of linesOf(ctx, id)) if (line.kind === 'measure') found.push(line);
  return found;
}

/** The edition before this one. Public. */
export async function editionBefore(ctx: Context, edition: store.EditionRow): Promise<store.EditionRow | undefined> {
  allow(ctx, 'plan.readEdition');
  return store.editionBefore(ctx.db, edition);
}
