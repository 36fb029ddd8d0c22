import { createHash } from 'node:crypto';
import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { PublicPage } from '../../../kernel/module.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { indicatorSummaries, type IndicatorSummary } from '../indicators/index.ts';
import { note, officeOf } from '../measures/index.ts';
import type { Difference, IndicatorLine, Line, MeasureLine } from './line.ts';
import * as store from './store.ts';

const atOnce = 500;

/**
 * Keeps how a plan stands now, for ever: one line a measure and indicator, and the SHA-256 of them all. Answers its id.
 * Only the project office of the centre, and the program at the end of a period. Where nothing has changed since the last
 * edition, an official gets that one. @throws notFound, notAllowed
 */
export async function freezePlan(ctx: Context, plan: string): Promise<string> {
  const { centre } = officeOf(ctx.vahid.releases);
  allow(ctx, 'plan.freeze', { institution: centre });
  return inTransaction(ctx, async (inner) => {
    const number = await store.nextNumber(inner.db, plan);
    if (number === undefined) throw notFound();
    const lines = (await linesNow(inner, plan)).map((line, position) => ({
      position,
      number: line.number,
      line: JSON.stringify(line),
    }));
    const hash = createHash('sha256');
    for (const { line } of lines) hash.update(`${line}\n`);
    const digest = hash.digest('hex');
    const institution = inner.actor.kind === 'system' ? null : centre;
    const last = await store.lastEdition(inner.db, plan);
    if (institution !== null && last?.digest === digest) return last.id;
    const takenAt = inner.vahid.now();
    const id = newId(takenAt.getTime());
    for (let at = 0; at < lines.length; at += atOnce)
      await store.insertLines(inner.db, id, lines.slice(at, at + atOnce));
    const row = { id, plan, number, takenAt, institution, lines: lines.length, digest };
    await store.insertEdition(inner.db, row);
    await note(inner, plan, [{ item: null, what: 'edition_taken', details: { number } }]);
    await audit(inner, 'plan.freeze', id);
    return id;
  });
}

async function linesNow(ctx: Context, plan: string): Promise<readonly Line[]> {
  return [...(await store.measureLines(ctx.db, plan)), ...(await indicatorSummaries(ctx)).map(indicatorLine)];
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

/** What search engines may read. */
export async function editionPages(ctx: Context): Promise<readonly PublicPage[]> {
  const { items } = await editions(ctx, { offset: 0, limit: 1000 });
  return items.map(({ id, takenAt }) => ({ path: `/plan/hesabatlar/${id}`, changedAt: takenAt }));
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

export interface Comparison {
  readonly before: store.EditionRow;
  readonly after: store.EditionRow;
  /** What the two have not alike, in the order of the later one. */
  readonly lines: readonly Difference[];
}

/** An edition of a plan beside an earlier one of the same. Public. @throws notFound */
export async function compareEditions(ctx: Context, before: string, after: string): Promise<Comparison> {
  const [old, now] = [await editionById(ctx, before), await editionById(ctx, after)];
  if (old.plan !== now.plan || old.number >= now.number) throw notFound();
  const read = (text: string | null) => (text === null ? undefined : (JSON.parse(text) as Line));
  const lines = (await store.unlikeLines(ctx.db, before, after)).map((one) => ({
    number: one.number,
    before: read(one.before),
    after: read(one.after),
  }));
  return { before: old, after: now, lines };
}

/** The editions of the same plan before this one, the newest first; no more than a page of them. Public. */
export async function editionsBefore(ctx: Context, edition: store.EditionRow): Promise<readonly store.EditionRow[]> {
  allow(ctx, 'plan.readEdition');
  return store.editionsBefore(ctx.db, edition, 50);
}
