import { allow, type Subject } from '../../kernel/access.ts';
import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { publish } from '../../kernel/event.ts';
import { newId } from '../../kernel/identifier.ts';
import type { Json } from '../../kernel/job.ts';
import { changedMeanwhile, InvalidInput, notAllowed, notFound, Refusal } from '../../kernel/refusal.ts';
import { plainText } from '../../kernel/text.ts';
import type { Text } from '../../language/lang.ts';
import { appointmentsOf, headedNow, headedPort, mandatesUnavailable } from '../identity/index.ts';
import { guardValues } from './children.ts';
import { readClock } from './clock.ts';
import { guardOf } from './definition/guards.ts';
import type { CompiledAction, CompiledProcess } from './definition/schema.ts';
import { type Instance, isOfficial, isOwnerOffice, type Status } from './entities.ts';
import { processActed } from './events.ts';
import { subjectOf } from './institution.ts';
import { notify, pageOf } from './notices.ts';
import * as refusals from './refusals.ts';
import {
  asksInterest,
  capacityOf,
  flagsAfter,
  type Headed,
  insteadOf,
  isBarredInstead,
  isInterested,
  ladderOf,
  obstacle,
  type Obstacle,
  takerOf,
  unbarredAbsent,
  withTaker,
} from './rules.ts';
import { enter, entryOf, processOf } from './step.ts';
import * as store from './store.ts';
import { noticeText } from './texts.ts';
import { scheduleTicks } from './timer.ts';

const longestNote = 5000;
const longestKey = 200;

export interface NewProcess {
  /** The released definition that holds the process; pinned on the instance. */
  readonly process: { readonly kind: string; readonly name: string; readonly version: number };
  readonly definition: CompiledProcess;
  /** That decides. */
  readonly institution: string;
  /** One of the three, or nobody; for an institution its registrars act. */
  readonly owner: {
    readonly person?: string | undefined;
    readonly organisation?: string | undefined;
    readonly institution?: string | undefined;
  };
  /** Instance within which this one begins; it may not itself have one. */
  readonly parent?: string | undefined;
  /** Number under which people know it. */
  readonly reference: string;
  readonly title: Text;
  /** Kept with the first journal entry; never personal. */
  readonly values?: Readonly<Record<string, Json>>;
}

/**
 * Begins an instance in the definition's first state, as journal entry 1, `start`. Answers its id.
 * @throws notAllowed, and notFound for a parent that is not there
 */
export async function startProcess(ctx: Context, given: NewProcess): Promise<string> {
  const { institution } = given;
  const owner = {
    owner_person: given.owner.person ?? null,
    owner_organisation: given.owner.organisation ?? null,
    owner_institution: given.owner.institution ?? null,
  };
  const subject = await subjectOf(ctx, { institution, ...owner });
  allow(ctx, 'process.start', subject);
  checkOwner(given);
  return inTransaction(ctx, async (inner) => {
    await takeParent(inner, given.parent);
    const now = ctx.vahid.now();
    const id = newId(now.getTime());
    const { standing, moved } = enter(inner, given.definition, given.definition.initial, {});
    const as = capacityOf(given.definition, inner.actor, subject);
    const row: Instance = {
      id,
      kind: given.process.kind,
      name: given.process.name,
      definition_version: given.process.version,
      reference: given.reference,
      title: given.title,
      institution,
      ...owner,
      parent: given.parent ?? null,
      ...standing,
      assignee: null,
      version: 1,
      seq: 1,
      flags: [],
      ...withTaker({ taken: {}, spoke_for_owner: [] }, 'start', as, ctx.actor.person),
      created_at: now,
    };
    const { entry, values } = entryOf(inner, {
      instance: id,
      seq: 1,
      action: 'start',
      to: row,
      as,
      details: given.values,
    });
    await store.insertInstance(inner.db, row, entry, values);
    await scheduleTicks(inner, given.definition, row, moved.started);
    await audit(inner, 'process.start', id);
    return id;
  });
}

/** A process that awaits or tells an owner's offices would stand still for ever with an owner that has none. */
function checkOwner({ definition: { actions, clocks }, owner, reference }: NewProcess): void {
  const named = [
    ...actions.map(({ actor }) => actor).filter((actor) => actor !== 'registrar'),
    ...clocks.flatMap((clock) => ladderOf(clock).map(({ to }) => to)),
  ];
  if (owner.institution === undefined && named.some(isOwnerOffice))
    throw new Error(`${reference} needs an institution as its owner`);
}

/** Under the parent's lock, so that a guard that counts its children sees all of them. */
async function takeParent(ctx: Context, id: string | undefined): Promise<void> {
  if (id === undefined) return;
  const parent = await store.lockInstance(ctx.db, id);
  if (!parent) throw notFound();
  // Locks are taken from the parent down, and `lockInstance` looks one step up.
  if (parent.parent !== null) throw new Error(`instance ${id} is a child and cannot have children`);
}

export interface Act {
  readonly instance: string;
  readonly action: string;
  /** As the actor saw it; refused when somebody was quicker. */
  readonly version?: number | undefined;
  readonly note?: string | undefined;
  /** Kept in the journal; never personal. */
  readonly details?: Readonly<Record<string, Json>> | undefined;
  /** SHA-256 of the e-signature with which it is taken, in hexadecimal; its journal entry keeps it. */
  readonly signature?: string | undefined;
  /** Values for the guard, by the names the definition gave. */
  readonly guardInput?: Readonly<Record<string, unknown>> | undefined;
  /** Sent again with the same key, the act is done once and answered twice. */
  readonly key?: string | undefined;
  /** Who may not take it, as the room knows: while they are away, nobody does in their office either. */
  readonly barred?: readonly string[] | undefined;
  /** What the actor heads, for who asked before its transaction began: else it is asked here, under the lock. */
  readonly interest?: { readonly headed: Headed } | undefined;
}

export interface Acted {
  readonly seq: number;
  readonly state: string;
  readonly status: Status;
}

/**
 * Takes one action: state, journal, clocks, timers and event in one transaction, under a lock of the instance and,
 * taken before it, of its parent: what a child's step means for the parent may follow in the same transaction.
 * @throws notFound, notAllowed, changedMeanwhile, and the refusals of this room
 */
export async function act(ctx: Context, sent: Act): Promise<Acted> {
  const given: Act = { ...sent, note: plainText(sent.note ?? '') };
  if (given.key !== undefined && given.key.trim() === '') throw refusals.keyNeeded();
  // Our pages send an id; an index does not hold whatever else is sent.
  if ((given.key ?? '').length > longestKey)
    throw new InvalidInput([{ path: 'key', message: `must have at most ${longestKey} characters` }]);
  return inTransaction(ctx, async (inner) => {
    const of = await store.lockInstance(inner.db, given.instance);
    if (!of) throw notFound();
    const subject = await subjectOf(inner, of);
    allow(inner, 'process.act', subject);
    // Asked under the lock: two sendings of one form come one after the other.
    const receipt = given.key === undefined ? undefined : await store.findReceipt(inner.db, of.id, given.key);
    if (receipt) return repeated(receipt, given, inner.actor.person);
    const process = await processOf(inner, of);
    const action = process.actions.find(({ name }) => name === given.action);
    if (!action) throw refusals.unknownAction({ action: given.action });
    if (given.version !== undefined && given.version !== of.version) throw changedMeanwhile();
    const why = obstacle(action, of, inner.actor, subject, []) ?? (await interest(inner, action, of, given));
    if (why) throw refusalOf[why]();
    if (isBarredInstead(action, of, inner.actor, subject, given.barred)) throw refusals.absentBarred();
    await checkInput(inner, of, process, action, given);
    const instead = insteadOf(action, of, inner.actor, subject);
    const details = instead === undefined ? given.details : { ...given.details, instead };
    return move(inner, of, process, action, { ...given, details });
  });
}

/** The register is asked only of who could take the action otherwise. */
async function interest(ctx: Context, action: CompiledAction, of: Instance, given: Act): Promise<Obstacle | undefined> {
  if (!asksInterest(action, of)) return undefined;
  const { headed } = given.interest ?? { headed: await headedNow(ctx) };
  const subject = await subjectOf(ctx, of);
  return obstacle(action, of, ctx.actor, subject, headed) ?? (await absentInterest(ctx, action, of, subject));
}

/** Nobody decides on an organisation in the office of who heads it: the register is asked of those in whose place it would be. */
export async function absentInterest(
  ctx: Context,
  action: CompiledAction,
  of: Instance,
  subject: Subject,
): Promise<Obstacle | undefined> {
  if (!asksInterest(action, of) || of.owner_organisation === null) return undefined;
  const absent = unbarredAbsent(action, of, ctx.actor, subject);
  if (absent.length === 0) return undefined;
  const heads = await Promise.all(absent.map((person) => headedPort.of(ctx.vahid)(ctx, person)));
  const owner = of.owner_organisation;
  if (heads.some((headed) => headed && !headed.includes(owner))) return undefined;
  return heads.every((headed) => headed?.includes(owner)) ? 'absent barred' : 'interest not known';
}

function repeated({ action, person, seq, state, status }: store.ReceiptRow, given: Act, actor?: string): Acted {
  // Two buttons of one form share its key: the second one pressed did not happen. Nor is another's form answered.
  if (action !== given.action || person !== (actor ?? null)) throw changedMeanwhile();
  return { seq, state, status };
}

export const refusalOf: Readonly<Record<Obstacle, () => Refusal>> = {
  state: refusals.notFromHere,
  actor: notAllowed,
  'own case': refusals.ownCase,
  'interest not known': mandatesUnavailable,
  'four eyes': refusals.fourEyes,
  'absent barred': refusals.absentBarred,
};

async function checkInput(
  ctx: Context,
  of: Instance,
  process: CompiledProcess,
  action: CompiledAction,
  given: Act,
): Promise<void> {
  checkSignature(action, given);
  const note = given.note ?? '';
  if (action.note === 'required' && note === '') throw refusals.noteNeeded();
  if (note.length > longestNote) throw refusals.noteTooLong({ max: longestNote });
  const guard = guardOf(process, action);
  if (!guard) return;
  const values = await guardValues(ctx, guard, { of, process }, given.guardInput ?? {});
  if (guard.evaluate(values) !== true) throw conditionRefusal(action);
}

/** Whoever hands over a digest has checked the signature. */
function checkSignature({ sign }: CompiledAction, { signature }: Act): void {
  if (sign === 'required' && signature === undefined) throw refusals.signatureNeeded();
  if (sign === undefined && signature !== undefined) throw refusals.signatureNotAsked();
}

/** The definition's own words for what is missing, where it has any. */
export function conditionRefusal({ otherwise }: CompiledAction): Refusal {
  const { code, status } = refusals.conditionNotMet;
  return otherwise ? new Refusal(code, status, otherwise) : refusals.conditionNotMet();
}

async function move(
  ctx: Context,
  of: Instance,
  process: CompiledProcess,
  action: CompiledAction,
  given: Act,
): Promise<Acted> {
  const seq = of.seq + 1;
  const { standing, moved } = enter(ctx, process, action.to, of.clocks);
  const row: Instance = {
    ...of,
    ...standing,
    seq,
    version: of.version + 1,
    flags: flagsAfter(of.flags, action),
    ...withTaker(of, action.name, action.actor, takerOf(ctx.actor)),
  };
  const { entry, values } = entryOf(ctx, {
    instance: of.id,
    seq,
    action: action.name,
    from: of,
    to: row,
    as: action.actor,
    note: given.note,
    details: {
      ...given.details,
      ...(given.signature === undefined ? {} : { signature: given.signature }),
      ...flagsChanged(of, row),
    },
    effects: action.effects,
    clock: readClock(ctx.vahid.calendar(), process, of.clocks, ctx.vahid.now()),
  });
  await store.updateInstance(ctx.db, row, entry, values, given.key);
  await scheduleTicks(ctx, process, row, moved.started);
  await publish(ctx, processActed, {
    instance: of.id,
    kind: of.kind,
    name: of.name,
    version: of.definition_version,
    seq,
    action: action.name,
    from: of.state,
    to: row.state,
    effects: [...action.effects],
  });
  await audit(ctx, 'process.act', of.id);
  return { seq, state: row.state, status: row.status };
}

/** For the journal: the flags that a step has raised and lowered, where it did. */
function flagsChanged(before: Instance, after: Instance): Readonly<Record<string, Json>> {
  const raised = after.flags.filter((name) => !before.flags.includes(name));
  const lowered = before.flags.filter((name) => !after.flags.includes(name));
  return { ...(raised.length > 0 ? { raised } : {}), ...(lowered.length > 0 ? { lowered } : {}) };
}

/**
 * Gives an instance to an official of its institution, or takes it oneself. Changes nobody's rights, and nothing that
 * others decide on: the version they saw still holds.
 * @throws ownCase, mandatesUnavailable, nothingToDo, notAnOfficial
 */
export async function assign(ctx: Context, { instance, to }: { instance: string; to: string }): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const of = await store.lockInstance(inner.db, instance);
    if (!of) throw notFound();
    const subject = await subjectOf(inner, of);
    const { institution } = subject;
    allow(inner, 'process.assign', subject);
    const headed = of.owner_organisation === null ? [] : await headedNow(inner);
    if (isInterested(inner.actor, of, headed, subject)) throw refusals.ownCase();
    if (!headed) throw mandatesUnavailable();
    if (of.assignee === to) return;
    if (!of.awaits.some(isOfficial)) throw refusals.nothingToDo();
    const held = await appointmentsOf(inner, to);
    if (!held.some((one) => one.institution === institution && isOfficial(one.role))) throw refusals.notAnOfficial();
    if (isInterested({ kind: 'person', person: to, appointments: held }, of, [], subject)) throw refusals.ownCase();
    const seq = of.seq + 1;
    const row: Instance = { ...of, assignee: to, seq, updated_at: ctx.vahid.now() };
    const as = capacityOf({ actions: [] }, inner.actor, { institution });
    const step = { instance, seq, action: 'assign', from: of, to: of, as, details: { to } };
    const { entry, values } = entryOf(inner, step);
    await store.updateInstance(inner.db, row, entry, values);
    if (to !== ctx.actor.person) {
      const link = pageOf(inner, of, 'desk');
      await notify(inner, { person: to, institution, text: noticeText('assigned', of), link, instance });
    }
    await audit(inner, 'process.assign', instance);
  });
}
