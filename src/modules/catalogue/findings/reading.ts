import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { answersFor, inChargeOf } from '../../identity/index.ts';
import { registrarOf } from '../access.ts';
import { yearAfter } from '../year.ts';
import { findEntry, setConfirmed } from '../store/entries.ts';
import type { EntryRef } from '../store/relations.ts';
import { neverExplained } from './entity.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

export interface FindingPage {
  readonly items: readonly store.Finding[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export const findingsPageSize = 30;
const part = (page: number): store.FindingPart => ({ limit: findingsPageSize, offset: (page - 1) * findingsPageSize });
const paged = ({ items, total }: Pick<FindingPage, 'items' | 'total'>, page: number): FindingPage => {
  return { items, total, page, pages: Math.max(1, Math.ceil(total / findingsPageSize)) };
};

/**
 * Lasting findings of the institutions of which the actor is a registrar, and of those they took over; for an auditor of all.
 * `page` counts from 1. @throws notAllowed
 */
export async function ownFindings(ctx: Context, page = 1): Promise<FindingPage & { readonly everybody: boolean }> {
  const own = registrarOf(ctx);
  allow(ctx, 'catalogue.listFindings', { institution: own[0] });
  const everybody = ctx.actor.appointments.some(({ role }) => role === 'auditor');
  const whose = everybody ? undefined : await withPredecessors(ctx, own);
  return { ...paged(await store.listOfInstitutions(ctx.db, whose, part(page)), page), everybody };
}

async function withPredecessors(ctx: Context, institutions: readonly string[]): Promise<readonly string[]> {
  return (await Promise.all(institutions.map((code) => answersFor(ctx, code)))).flat();
}

/** May the actor explain it: a registrar of the institution that answers for it today, while it is open and words may close it? */
export async function mayExplain(ctx: Context, one: store.Finding): Promise<boolean> {
  if (one.resolvedAt !== null || neverExplained.has(one.rule)) return false;
  const institution = await chargedWith(ctx, one);
  return registrarOf(ctx).includes(institution);
}

const chargedWith = (ctx: Context, { institution, kind, code }: store.Finding) =>
  inChargeOf(ctx, institution, `${kind}/${code}`);

export interface Explanation {
  readonly text: string;
  /** The last day on which it holds, `YYYY-MM-DD`: at most a year from now. */
  readonly until: string;
}

/**
 * Closes a finding by the institution's own words, until a day; what still lasts then is found anew.
 * @throws notFound, notAllowed, and the refusals of this folder
 */
export async function explain(ctx: Context, id: string, { text: typed, until }: Explanation): Promise<void> {
  const found = await store.findFinding(ctx.db, id);
  if (!found) {
    allow(ctx, 'catalogue.listFindings', { institution: ctx.actor.appointments[0]?.institution });
    throw notFound();
  }
  allow(ctx, 'catalogue.explainFinding', { institution: await chargedWith(ctx, found) });
  const text = typed.trim();
  if (text.length < 10 || text.length > 2000) throw refusals.explanationMissing();
  if (neverExplained.has(found.rule)) throw refusals.neverExplained();
  const now = ctx.vahid.now();
  if (until <= bakuDate(now) || until > yearAfter(bakuDate(now))) throw refusals.wrongUntil();
  await inTransaction(ctx, async (inner) => {
    if (!(await store.explainFinding(inner.db, id, { text, until }, now))) throw refusals.alreadyResolved();
    await audit(inner, 'catalogue.explainFinding', id);
  });
}

/** Findings past their last day, of one institution or of all, with how many each has. Public; `page` counts from 1. */
export async function publicFindings(
  ctx: Context,
  { institution, page = 1 }: { readonly institution?: string | undefined; readonly page?: number | undefined },
): Promise<FindingPage & { readonly counts: readonly store.InstitutionCount[] }> {
  allow(ctx, 'catalogue.read');
  const today = bakuDate(ctx.vahid.now());
  const whose = institution === undefined ? undefined : [institution];
  const found = paged(await store.listPublic(ctx.db, today, whose, part(page)), page);
  return { ...found, counts: await store.countPublic(ctx.db, today) };
}

/** May the actor confirm an entry of this institution? */
export function mayConfirm(ctx: Context, institution: string): boolean {
  return registrarOf(ctx).includes(institution);
}

/** The owner says that an entry is true today. @throws notFound, notAllowed, finishedEntry */
export async function confirmEntry(ctx: Context, { kind, code }: EntryRef): Promise<void> {
  const entry = await findEntry(ctx.db, kind, code);
  if (!entry) throw notFound();
  allow(ctx, 'catalogue.confirmEntry', { institution: entry.institution });
  if (entry.state === 'finished') throw refusals.finishedEntry();
  await inTransaction(ctx, async (inner) => {
    await setConfirmed(inner.db, entry.id, inner.vahid.now());
    await audit(inner, 'catalogue.confirmEntry', entry.id);
  });
}
