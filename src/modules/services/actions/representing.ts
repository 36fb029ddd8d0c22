import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import type { ConductedDocument } from '../../documents/index.ts';
import { instance, type Representatives } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { CaseRow } from '../entities.ts';
import { caseCards } from '../present/cards.ts';
import type { RepresentationRow } from '../representation-entities.ts';
import { representationUnknown } from '../representation-refusals.ts';
import * as representations from '../representation-store.ts';
import { nameIn } from '../rules/name-field.ts';
import * as store from '../store.ts';
import type { CaseStatus, RepresentedView, WardCard } from '../views.ts';
import { asApplicant, serviceOfCase } from './loading.ts';
import { mayBeAmong, relationOf, type Wards, wardsOf } from './wards.ts';

/** A register that has named a parent is believed for so long when a case is only read. */
const readMilliseconds = 24 * 60 * 60_000;

/** Asks the registers for whom somebody may act in a service. */
export type Ask = (service: CompiledService, guardian: string) => Promise<Wards>;

/** The same question is asked once: for who reads several cases. */
export function askOnce(ctx: Context): Ask {
  const asked = new Map<string, Promise<Wards>>();
  return (service, guardian) => {
    const key = `${service.name} ${JSON.stringify(service.guardians)} ${guardian}`;
    const known = asked.get(key) ?? wardsOf(ctx, service, guardian);
    asked.set(key, known);
    return known;
  };
}

/**
 * In whose place the actor stands before a case: of the child or the ward whose it is, where the actor conducts it for them
 * and still may; else in their own. Whoever writes is looked up anew. @throws representationUnknown while the register is silent
 */
async function applicantContext(ctx: Context, id: string, writes: boolean, ask = askOnce(ctx)): Promise<Context> {
  const { person, organisation } = ctx.actor;
  if (person === undefined || organisation !== undefined) return ctx;
  const found = await representations.findRepresentation(ctx.db, id);
  if (found?.guardian !== person) return ctx;
  const row = await store.findCase(ctx.db, id);
  if (!row || !(await standsFor(ctx, { found, row, writes }, ask))) return ctx;
  return asApplicant(ctx, row);
}

/** Who conducts a case, and whether they are about to change something. */
interface Standing {
  readonly found: RepresentationRow;
  readonly row: CaseRow;
  readonly writes: boolean;
}

/**
 * Whether somebody may conduct the case of another still. A parent who reads is believed for a day. A guardianship may
 * end by a decision of any day, so the register is asked every time.
 * @throws representationUnknown while the register is silent, to who changes something
 */
export async function standsFor(ctx: Context, { found, row, writes }: Standing, ask = askOnce(ctx)): Promise<boolean> {
  const now = ctx.vahid.now();
  if (found.until_day !== null && bakuDate(now) >= found.until_day) return false;
  const isOld = now.getTime() - found.known_at.getTime() >= readMilliseconds;
  if (!writes && found.basis === 'parent' && !isOld) return true;
  const wards = await ask(await serviceOfCase(ctx, row), found.guardian);
  const ward = wards.known.find((one) => one.person === row.person);
  if (!ward && mayBeAmong(wards, relationOf(found.basis), row.person)) {
    // Who only reads is believed to the last day while a register is silent.
    if (writes) throw representationUnknown();
    return true;
  }
  // For good, so that no message follows either: the register does not name them.
  const said = ward ? { basis: ward.basis, until_day: ward.until } : { until_day: bakuDate(now) };
  const isNew = isOld || !ward || ward.basis !== found.basis || ward.until !== found.until_day;
  if (isNew) await representations.confirmRepresentation(ctx.db, found, { ...said, known_at: now });
  return ward !== undefined;
}

/**
 * Who conducts a case for another hears of it as long as they may: before a message leaves the register is asked, as where
 * they read. Checks no access.
 */
export const conducting: Representatives = {
  known: async (ctx, id) => (await representations.findRepresentation(ctx.db, id)) !== undefined,
  async now(ctx, id) {
    const found = await representations.findRepresentation(ctx.db, id);
    const row = found && (await store.findCase(ctx.db, id));
    return row && (await standsFor(ctx, { found, row, writes: false })) ? found.guardian : undefined;
  },
};

interface OfCase {
  readonly id: string;
}
type OwnAction<I extends OfCase, R> = (ctx: Context, input: I) => Promise<R>;

/** An action of an applicant that only reads, open to who conducts the case for them as well. */
export function representedReading<I extends OfCase, R>(action: OwnAction<I, R>): OwnAction<I, R> {
  return async (ctx, input) => action(await applicantContext(ctx, input.id, false), input);
}

/** The same of one that changes something: whether they still may is asked anew. */
export function represented<I extends OfCase, R>(action: OwnAction<I, R>): OwnAction<I, R> {
  return async (ctx, input) => action(await applicantContext(ctx, input.id, true), input);
}

async function nameOf(ctx: Context, id: string): Promise<string> {
  const row = await store.findCase(ctx.db, id);
  return (row && nameIn(await serviceOfCase(ctx, row), await store.listFacts(ctx.db, id))) ?? '';
}

const mostShown = 20;

/** Cases that the actor conducts for others, while they may; the newest first. */
export async function representedCases(
  ctx: Context,
  { without = [] }: { readonly without?: readonly CaseStatus[] } = {},
): Promise<RepresentedView> {
  allow(ctx, 'services.readOwnCases');
  const { person, organisation } = ctx.actor;
  if (person === undefined || organisation !== undefined) return { items: [], more: false };
  const ids = await representations.listRepresented(ctx.db, person, bakuDate(ctx.vahid.now()));
  const cards: WardCard[] = [];
  const ask = askOnce(ctx);
  for (const id of ids) {
    const own = await applicantContext(ctx, id, false, ask);
    if (own === ctx) continue;
    const of = await instance(own, id);
    if (of.status === 'withdrawn' || without.some((status) => status === of.status)) continue;
    if (cards.length === mostShown) return { items: cards, more: true };
    const [card] = await caseCards(own, [of]);
    if (card) cards.push({ ...card, ward: await nameOf(own, id) });
  }
  return { items: cards, more: false };
}

/** Documents of the cases that the actor conducts for others, while they may. */
export async function representedDocuments(ctx: Context): Promise<readonly ConductedDocument[]> {
  allow(ctx, 'services.readOwnCases');
  const { person, organisation } = ctx.actor;
  if (person === undefined || organisation !== undefined) return [];
  const rows = await representations.listRepresentedDocuments(ctx.db, person, bakuDate(ctx.vahid.now()));
  const documents: ConductedDocument[] = [];
  const ask = askOnce(ctx);
  for (const { instance: id, document } of rows) {
    const own = await applicantContext(ctx, id, false, ask);
    if (own !== ctx) documents.push({ document, ward: await nameOf(own, id) });
  }
  return documents;
}
