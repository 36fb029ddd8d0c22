import { type Actor, allow, permitted } from '../../kernel/access.ts';
import type { Context } from '../../kernel/context.ts';
import type { Json } from '../../kernel/job.ts';
import { notAllowed, notFound, type Refusal } from '../../kernel/refusal.ts';
import type { Text } from '../../language/lang.ts';
import { answersFor, headedNow } from '../identity/index.ts';
import { absentInterest, conditionRefusal, refusalOf } from './actions.ts';
import { type Child, guardValues, listChildren } from './children.ts';
import { type ClockView, viewClock } from './clock.ts';
import { flagInput, flagValues } from './definition/flags.ts';
import { guardOf, openChildren } from './definition/guards.ts';
import type { CompiledAction, CompiledFlag, CompiledProcess, CompiledState } from './definition/schema.ts';
import {
  type ActorKind,
  type Instance,
  type Office,
  officeNames,
  officialNames,
  postOf,
  type Status,
} from './entities.ts';
import { subjectOf } from './institution.ts';
import { inTheirVersions } from './migrating.ts';
import { ownCase } from './refusals.ts';
import {
  asksInterest,
  flagsNamed,
  type Headed,
  holdsForOwner,
  isHanding,
  isInterested,
  obstacle,
  stateOf,
} from './rules.ts';
import { processOf } from './step.ts';
import * as store from './store.ts';
import { ownTitles } from './texts.ts';
import { type KeptValue, openValue } from './value.ts';

/** An instance, or its id: those who hold it already need not have it read again. */
export type InstanceRef = Instance | string;

/** @throws notFound, notAllowed */
export async function instance(ctx: Context, id: string): Promise<Instance> {
  const [found] = await instances(ctx, [id]);
  if (!found) throw notFound();
  return found;
}

/** Those of the ids that exist, in no particular order. @throws when one of them is not the actor's to see */
export async function instances(ctx: Context, ids: readonly string[]): Promise<readonly Instance[]> {
  const found = await store.findInstances(ctx.db, ids);
  for (const of of found) await allowRead(ctx, of);
  return found;
}

async function allowRead(ctx: Context, of: Instance): Promise<void> {
  allow(ctx, 'process.read', await subjectOf(ctx, of));
}

/** The instance, where the actor may read it. @throws notFound, notAllowed */
export async function read(ctx: Context, ref: InstanceRef): Promise<Instance> {
  if (typeof ref === 'string') return instance(ctx, ref);
  await allowRead(ctx, ref);
  return ref;
}

export interface Worklist {
  /** Default: those of the actor's offices. With it, `roles` default to those of officials, who decide. */
  readonly institutions?: readonly string[];
  /** `registrar` and `owner_…`: what waits for the institution as owner; the others: what waits for it to decide. */
  readonly roles?: readonly Office[];
  /** Kinds of definitions, and their names. */
  readonly kinds?: readonly string[];
  readonly names?: readonly string[];
  readonly withoutKinds?: readonly string[];
  readonly states?: readonly string[];
  readonly statuses?: readonly Status[];
  /** Only what was given to one of these persons. */
  readonly assignees?: readonly string[];
  /** Only that on which one of these flags stands. */
  readonly flags?: readonly string[];
  readonly limit?: number;
  readonly offset?: number;
}

/** A page of a list, and how many there are in all. */
export interface Listing {
  readonly items: readonly Instance[];
  readonly total: number;
}

/**
 * What waits for the offices of some institutions, as owners or to decide, the most urgent first; with what those have
 * taken over from institutions that are no more.
 */
export async function worklist(ctx: Context, filter: Worklist = {}): Promise<Listing & { readonly overdue: number }> {
  const { items, total, part } = await store.listWorklist(ctx.db, {
    offices: await officesAllowed(ctx, filter),
    kinds: filter.kinds,
    names: filter.names,
    withoutKinds: filter.withoutKinds ?? [],
    states: filter.states,
    statuses: filter.statuses,
    assignees: filter.assignees,
    flags: filter.flags,
    now: ctx.vahid.now(),
    limit: filter.limit ?? 100,
    offset: filter.offset ?? 0,
  });
  return { items, total, overdue: part };
}

/** The offices for which a list is read. @throws notAllowed */
export async function officesAllowed(ctx: Context, filter: Worklist): Promise<readonly Post[]> {
  const asked = officesOf(ctx.actor, filter);
  if (asked.length === 0) allow(ctx, 'process.readWorklist');
  for (const office of asked) allowWorklist(ctx, office);
  const offices = await Promise.all(
    asked.map(async ({ institution, role }) =>
      (await answersFor(ctx, institution)).map((code) => ({ institution: code, role })),
    ),
  );
  return offices.flat();
}

interface Post {
  readonly institution: string;
  readonly role: Office;
}

/** What waits for the owner is read in the very office; what is to be decided, in any that decides there. */
function allowWorklist(ctx: Context, { institution, role }: Post): void {
  const { who, where } = postOf(role);
  const subject = where === 'owner' ? { ownerInstitution: institution } : { institution };
  allow(ctx, 'process.readWorklist', subject);
  if (where === 'owner' && !permitted([{ who, where }, { who: 'system' }], ctx.actor, subject)) throw notAllowed();
}

function officesOf(actor: Actor, { institutions, roles }: Worklist): Post[] {
  const wanted = roles ?? (institutions ? officialNames : officeNames);
  if (institutions) return institutions.flatMap((institution) => wanted.map((role) => ({ institution, role })));
  return actor.appointments.flatMap(({ institution, role: held }) =>
    wanted.filter((one) => postOf(one).who === held).map((role) => ({ institution, role })),
  );
}

export interface OwnFilter {
  readonly kind?: string;
  /** Those in these statuses are left out. */
  readonly without?: readonly Status[];
  readonly limit?: number;
  readonly offset?: number;
}

/** Instances of the person, or of the organisation one acts for: those that wait for them, then the last changed. */
export async function ownInstances(
  ctx: Context,
  { kind, without = [], limit = 100, offset = 0 }: OwnFilter = {},
): Promise<Listing & { readonly waiting: number }> {
  allow(ctx, 'process.readOwn');
  const { person, organisation } = ctx.actor;
  if (organisation === undefined && person === undefined) return { items: [], total: 0, waiting: 0 };
  const owner = organisation === undefined ? { person: person ?? '' } : { organisation };
  const { items, total, part } = await store.listOwn(ctx.db, owner, { kind, without, limit, offset });
  return { items, total, waiting: part };
}

/** What was begun within an instance, the oldest first. Who may read the parent may know of its children. */
export async function children(ctx: Context, ref: InstanceRef): Promise<readonly Child[]> {
  return listChildren(ctx, (await read(ctx, ref)).id);
}

export interface JournalEntry {
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly title: Text;
  /** Null on the first entry. */
  readonly from: string | null;
  readonly fromStatus: Status | null;
  readonly to: string;
  readonly status: Status;
  readonly actedAs: ActorKind;
  readonly person: string | null;
  /** Absent: the program itself, or nobody's name was known. */
  readonly actorName: KeptValue | undefined;
  readonly note: KeptValue | undefined;
  readonly details: Readonly<Record<string, Json>>;
  readonly effects: readonly string[];
  /** Flags that it raised and lowered, as far as the reader may see them. */
  readonly raised: readonly CompiledFlag[];
  readonly lowered: readonly CompiledFlag[];
}

/** What was done with an instance, oldest first. */
export async function journal(ctx: Context, ref: InstanceRef): Promise<readonly JournalEntry[]> {
  const of = await read(ctx, ref);
  const lines = await store.listJournal(ctx.db, of, ctx.vahid.now());
  const own = await isOnlyOwners(ctx, of);
  const told = lines.filter(({ row }) => !own || !isHanding(row));
  return (await inTheirVersions(ctx, of, told)).map(({ process, line }) => view(process, line, own));
}

/** Reads it for its owner and in no office of the institution that decides. */
export async function isOnlyOwners(ctx: Context, of: Instance): Promise<boolean> {
  const inside = [...officialNames.map(postOf), { who: 'auditor', where: 'any' }, { who: 'system' }] as const;
  return !permitted(inside, ctx.actor, await subjectOf(ctx, of));
}

function view(process: CompiledProcess, { row, name, note }: store.JournalLine, own: boolean): JournalEntry {
  const { seq, action } = row;
  const taken = process.actions.find(({ name }) => name === action);
  const named = taken?.done ?? taken?.title ?? ownTitles[action];
  return {
    seq,
    at: row.at,
    action,
    title: named ?? stateOf(process, row.to_state).title,
    from: row.from_state,
    fromStatus: row.from_status,
    to: row.to_state,
    status: row.to_status,
    actedAs: row.acted_as,
    person: row.person,
    actorName: openValue(row.name_hmac, name),
    note: openValue(row.note_hmac, note),
    details: row.details,
    effects: row.effects,
    raised: flagsNamed(process, namesIn(row.details.raised), own),
    lowered: flagsNamed(process, namesIn(row.details.lowered), own),
  };
}

const namesIn = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** The running clock that ends first, else the one that stopped last; undefined when none ever ran. */
export async function clock(ctx: Context, ref: InstanceRef): Promise<ClockView | undefined> {
  const of = await read(ctx, ref);
  return viewClock(ctx.vahid.calendar(), await processOf(ctx, of), of.clocks, ctx.vahid.now());
}

/** The state an instance is in, as its definition names it. */
export async function stateOfInstance(ctx: Context, ref: InstanceRef): Promise<CompiledState> {
  const of = await read(ctx, ref);
  return stateOf(await processOf(ctx, of), of.state);
}

export interface AvailableAction {
  readonly action: string;
  readonly title: Text;
  readonly note: CompiledAction['note'];
  /** It has to be taken with an e-signature, or may be. */
  readonly sign?: 'required' | 'optional';
  readonly grave: boolean;
  readonly effects: readonly string[];
  /** Why this person cannot take it although their office could. */
  readonly blocked?: { readonly code: string; readonly text: Text };
}

/**
 * Keeps from an official's view a case of their own, or of an organisation they head; answers what they head. While the
 * register is silent reading goes on, and only acting waits. Whoever holds an office for an owning institution reads it
 * as the owner, and is kept from deciding alone. `ask`: how the register is asked.
 * @throws ownCase
 */
export async function refuseInterested(ctx: Context, ref: InstanceRef, ask = headedNow): Promise<Headed> {
  const of = await read(ctx, ref);
  const headed = of.owner_organisation === null ? [] : await ask(ctx);
  if (isInterested(ctx.actor, of, headed, await subjectOf(ctx, of)) && !(await readsForOwner(ctx, of))) throw ownCase();
  return headed;
}

/** The actor holds an office for the institution that owns the instance. */
export async function readsForOwner(ctx: Context, of: Instance): Promise<boolean> {
  return of.owner_institution !== null && holdsForOwner(await processOf(ctx, of), ctx.actor, await subjectOf(ctx, of));
}

/**
 * Actions that the actor's capacity allows in the present state, in the definition's order; those of somebody else are
 * absent, and what raises a flag that stands, or lowers one that does not. Guards are judged where `guardInput` is given, and always where they look at nothing but the children.
 * `interest`: what the actor heads, for who has asked already.
 */
export async function availableActions(
  ctx: Context,
  ref: InstanceRef,
  guardInput?: Readonly<Record<string, unknown>>,
  interest?: { readonly headed: Headed },
): Promise<readonly AvailableAction[]> {
  const of = await read(ctx, ref);
  const process = await processOf(ctx, of);
  const subject = await subjectOf(ctx, of);
  const own = process.actions.filter((action) => {
    const why = obstacle(action, of, ctx.actor, subject, []);
    return why !== 'state' && why !== 'actor' && !marksInVain(process, action, of);
  });
  const asks = own.some((action) => asksInterest(action, of));
  const { headed } = interest ?? { headed: asks ? await headedNow(ctx) : [] };
  return Promise.all(
    own.map(async (action) => {
      const why = obstacle(action, of, ctx.actor, subject, headed) ?? (await absentInterest(ctx, action, of, subject));
      const { name, title, note, grave, effects, sign } = action;
      const reason = why ? refusalOf[why]() : await guardRefusal(ctx, of, process, action, guardInput);
      const blocked = reason && { blocked: { code: reason.code, text: reason.text } };
      return { action: name, title, note, grave, effects, ...(sign ? { sign } : {}), ...blocked };
    }),
  );
}

/** It is there for a flag, and its guard, which looks at nothing but flags, says that there is nothing to do. */
function marksInVain(process: CompiledProcess, action: CompiledAction, { flags }: Instance): boolean {
  const guard = action.raise || action.lower ? guardOf(process, action) : undefined;
  if (!guard?.inputs.every((name) => name === flagInput)) return false;
  return guard.evaluate(flagValues(process, flags)) !== true;
}

async function guardRefusal(
  ctx: Context,
  of: Instance,
  process: CompiledProcess,
  action: CompiledAction,
  given: Readonly<Record<string, unknown>> | undefined,
): Promise<Refusal | undefined> {
  const guard = guardOf(process, action);
  if (!guard || (!given && guard.inputs.some((name) => name !== openChildren && name !== flagInput))) return undefined;
  const values = await guardValues(ctx, guard, { of, process }, given ?? {});
  return guard.evaluate(values) === true ? undefined : conditionRefusal(action);
}
