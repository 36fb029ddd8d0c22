import { allow } from '../../../kernel/access.ts';
import { type Context, systemContext } from '../../../kernel/context.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import type { ConductedDocument } from '../../documents/index.ts';
import { facts } from '../../exchange/index.ts';
import { instance } from '../../process/index.ts';
import { takesWards } from '../definition/applicants.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { caseCards } from '../present/cards.ts';
import { representationUnknown, wardsNotTaken } from '../representation-refusals.ts';
import * as representations from '../representation-store.ts';
import type { RepresentationRow } from '../representation-entities.ts';
import { comesOfAge } from '../rules/age.ts';
import * as store from '../store.ts';
import type { CaseCard } from '../views.ts';
import { asApplicant, serviceInForce, serviceOfCase } from './loading.ts';
import { nameField } from '../rules/name-field.ts';

/** A child for whom a parent may act, as the registers say now. */
export interface Ward {
  /** Key of identity.person. */
  readonly person: string;
  readonly name: string;
  /** The day on which they come of age: from then on they act themselves. */
  readonly until: string;
}

/**
 * Children under age of a person, for a service that takes them; undefined while a register does not answer. Each
 * look-up stands in the log of the parent and of the children. Call it outside a transaction.
 */
export async function wardsOf(
  ctx: Context,
  { institution, purpose, basis }: CompiledService,
  guardian: string,
): Promise<readonly Ward[] | undefined> {
  const shape = { parentOf: { fin: true, name: true, birthDate: true } } as const;
  const subjects = [{ entity: 'person' as const, id: guardian }];
  const [found] = await facts(ctx, { consumer: institution, purpose, basis, subjects, shape });
  const related = found?.relations.parentOf;
  if (related?.state === 'none') return [];
  if (related?.state !== 'value') return undefined;
  const today = bakuDate(ctx.vahid.now());
  const wards: Ward[] = [];
  for (const { id, facts: known } of related.entities) {
    const { name, birthDate } = known;
    if (birthDate?.state === 'unavailable' || name?.state === 'unavailable') return undefined;
    if (id === null || birthDate?.state !== 'value' || name?.state !== 'value') continue;
    const until = comesOfAge(String(birthDate.value));
    if (today < until) wards.push({ person: id, name: String(name.value), until });
  }
  return wards;
}

/** A register that has said so is believed for so long when a case is only read. */
const readMilliseconds = 24 * 60 * 60_000;

/**
 * In whose place the actor stands before a case: of the child whose it is, where the actor conducts it for them and still
 * may; else in their own. Whoever writes is looked up anew. @throws representationUnknown while the register is silent
 */
async function applicantContext(ctx: Context, id: string, writes: boolean): Promise<Context> {
  const { person, organisation } = ctx.actor;
  if (person === undefined || organisation !== undefined) return ctx;
  const found = await representations.findRepresentation(ctx.db, id);
  if (found?.guardian !== person) return ctx;
  const row = await store.findCase(ctx.db, id);
  if (!row || !(await standsFor(ctx, found, row, writes))) return ctx;
  return asApplicant(ctx, row);
}

type Case = NonNullable<Awaited<ReturnType<typeof store.findCase>>>;

async function standsFor(ctx: Context, found: RepresentationRow, row: Case, writes: boolean): Promise<boolean> {
  const now = ctx.vahid.now();
  if (bakuDate(now) >= found.until_day) return false;
  if (!writes && now.getTime() - found.known_at.getTime() < readMilliseconds) return true;
  const wards = await wardsOf(ctx, await serviceOfCase(ctx, row), found.guardian);
  // Who only reads is believed to the last day while a register is silent.
  if (!wards && !writes) return true;
  if (!wards) throw representationUnknown();
  const ward = wards.find((one) => one.person === row.person);
  if (!ward) {
    // For good, so that no message follows either: the register does not name them.
    await representations.confirmRepresentation(ctx.db, row.id, { until_day: bakuDate(now), known_at: now });
    return false;
  }
  await representations.confirmRepresentation(ctx.db, row.id, { until_day: ward.until, known_at: now });
  return true;
}

const kind = 'services.confirm_representation';

/**
 * Who conducts a case for a child, and hears of it as long as they may. No register is asked before a message leaves: one
 * that has not said so for a day is asked after it. Checks no access.
 */
export async function representativeOf(ctx: Context, id: string): Promise<string | undefined> {
  const found = await representations.findRepresentation(ctx.db, id);
  const now = ctx.vahid.now();
  if (!found || bakuDate(now) >= found.until_day) return undefined;
  if (now.getTime() - found.known_at.getTime() >= readMilliseconds)
    await ctx.vahid.jobs.schedule(ctx, { kind, key: `${kind}:${id}`, at: now, payload: { case: id } });
  return found.guardian;
}

/** Asks the register whether a parent may still conduct a case; while it is silent they are believed. */
export const confirmJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const { case: id } = payload as { case: string };
    const found = await representations.findRepresentation(ctx.db, id);
    const row = found && (await store.findCase(ctx.db, id));
    if (row) await standsFor(systemContext(ctx.vahid, ctx.requestId), found, row, false);
  },
};

interface OfCase {
  readonly id: string;
}
type OwnAction<I extends OfCase, R> = (ctx: Context, input: I) => Promise<R>;

/** An action of an applicant that only reads, open to who conducts the case for a child as well. */
export function representedReading<I extends OfCase, R>(action: OwnAction<I, R>): OwnAction<I, R> {
  return async (ctx, input) => action(await applicantContext(ctx, input.id, false), input);
}

/** The same of one that changes something: whether they still may is asked anew. */
export function represented<I extends OfCase, R>(action: OwnAction<I, R>): OwnAction<I, R> {
  return async (ctx, input) => action(await applicantContext(ctx, input.id, true), input);
}

/** A child's case in the list of who conducts it. */
export interface WardCard extends CaseCard {
  /** Name of the child; nothing where it was not received. */
  readonly ward: string;
}

async function nameOf(ctx: Context, id: string): Promise<string> {
  const row = await store.findCase(ctx.db, id);
  const field = row && nameField(await serviceOfCase(ctx, row));
  const value = field === undefined ? undefined : (await store.listValues(ctx.db, [{ instance: id, field }])).get(id);
  return typeof value === 'string' ? value : '';
}

/** Cases that the actor conducts for their children, while they may. */
export async function representedCases(ctx: Context): Promise<readonly WardCard[]> {
  allow(ctx, 'services.readOwnCases');
  const { person, organisation } = ctx.actor;
  if (person === undefined || organisation !== undefined) return [];
  const ids = await representations.listRepresented(ctx.db, person, bakuDate(ctx.vahid.now()));
  const cards: WardCard[] = [];
  for (const id of ids) {
    const own = await applicantContext(ctx, id, false);
    if (own === ctx) continue;
    const of = await instance(own, id);
    if (of.status === 'withdrawn') continue;
    const [card] = await caseCards(own, [of]);
    if (card) cards.push({ ...card, ward: await nameOf(own, id) });
  }
  return cards;
}

/** Documents of the cases that the actor conducts for their children, while they may. */
export async function representedDocuments(ctx: Context): Promise<readonly ConductedDocument[]> {
  allow(ctx, 'services.readOwnCases');
  const { person, organisation } = ctx.actor;
  if (person === undefined || organisation !== undefined) return [];
  const rows = await representations.listRepresentedDocuments(ctx.db, person, bakuDate(ctx.vahid.now()));
  const documents: ConductedDocument[] = [];
  for (const { instance: id, document } of rows) {
    const own = await applicantContext(ctx, id, false);
    if (own !== ctx) documents.push({ document, ward: await nameOf(own, id) });
  }
  return documents;
}

/** What a parent is asked before they apply for a child. */
export interface WardChoice {
  readonly service: string;
  readonly title: Text;
  /** Undefined while a register does not answer. */
  readonly wards: readonly Ward[] | undefined;
}

/** The actor's children under age. @throws unknownService, wardsNotTaken */
export async function wardChoice(ctx: Context, input: { readonly service: string }): Promise<WardChoice> {
  const { service } = serviceInForce(ctx, input.service);
  const { person = '', organisation } = ctx.actor;
  allow(ctx, 'services.startCase', { institution: service.institution, owner: { person } });
  if (!takesWards(service) || organisation !== undefined) throw wardsNotTaken();
  return { service: service.name, title: service.title, wards: await wardsOf(ctx, service, person) };
}
