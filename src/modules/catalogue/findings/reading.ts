import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { answersFor, inChargeOf } from '../../identity/index.ts';
import { findEntry, setConfirmed } from '../store/entries.ts';
import type { EntryRef } from '../store/relations.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

export interface FindingPage {
  readonly items: readonly store.Finding[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

const pageSize = 30;
const part = (page: number): store.FindingPart => ({ limit: pageSize, offset: (page - 1) * pageSize });
const paged = ({ items, total }: Pick<FindingPage, 'items' | 'total'>, page: number): FindingPage => {
  return { items, total, page, pages: Math.max(1, Math.ceil(total / pageSize)) };
};

/**
 * Lasting findings of the institutions of which the actor is a registrar, and of those they took over; for an auditor of all.
 * `page` counts from 1. @throws notAllowed
 */
export async function ownFindings(ctx: Context, page = 1): Promise<FindingPage & { readonly everybody: boolean }> {
  const own = ctx.actor.appointments.filter(({ role }) => role === 'registrar').map(({ institution }) => institution);
  allow(ctx, 'catalogue.listFindings', { institution: own[0] });
  const everybody = ctx.actor.appointments.some(({ role }) => role === 'auditor');
  const whose = everybody ? undefined : await withPredecessors(ctx, own);
  return { ...paged(await store.listOfInstitutions(ctx.db, whose, part(page)), page), everybody };
}

async function withPredecessors(ctx: Context, institutions: readonly string[]): Promise<readonly string[]> {
  return (await Promise.all(institutions.map((code) => answersFor(ctx, code)))).flat();
}

/** May the actor explain it: a registrar of the institution that answers for it today, while it is open? */
export async function mayExplain(ctx: Context, one: store.Finding): Promise<boolean> {
  if (one.resolvedAt !== null) return false;
  const institution = await chargedWith(ctx, one);
  return ctx.actor.appointments.some((held) => held.role === 'registrar' && held.institution === institution);
}

const chargedWith = (ctx: Context, { institution, kind, code }: store.Finding) =>
  inChargeOf(ctx, institution, `${kind}/${code}`);

/** Closes a finding by the institution's own words. @throws notFound, notAllowed, alreadyResolved, explanationMissing */
export async function explain(ctx: Context, id: string, typed: string): Promise<void> {
  const found = await store.findFinding(ctx.db, id);
  if (!found) {
    allow(ctx, 'catalogue.listFindings', { institution: ctx.actor.appointments[0]?.institution });
    throw notFound();
  }
  allow(ctx, 'catalogue.explainFinding', { institution: await chargedWith(ctx, found) });
  const text = typed.trim();
  if (text.length < 10 || text.length > 2000) throw refusals.explanationMissing();
  await inTransaction(ctx, async (inner) => {
    if (!(await store.explainFinding(inner.db, id, text, inner.vahid.now()))) throw refusals.alreadyResolved();
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
export function mayConfirm({ actor }: Context, institution: string): boolean {
  return actor.appointments.some((held) => held.role === 'registrar' && held.institution === institution);
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
