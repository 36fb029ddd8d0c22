import { type Actor, allow, type Subject } from '../../kernel/access.ts';
import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { changedMeanwhile, notAllowed, notFound, Refusal } from '../../kernel/refusal.ts';
import { plainText } from '../../kernel/text.ts';
import type { Text } from '../../language/lang.ts';
import { absentIn, appointmentsOf, headedNow, headedPort, mandatesUnavailable, rolesAbove } from '../identity/index.ts';
import type { CompiledAction, CompiledProcess } from './definition/schema.ts';
import { type Instance, isOfficial } from './entities.ts';
import { subjectOf } from './institution.ts';
import { receiverRefusal, notify, pageOf } from './notices.ts';
import * as refusals from './refusals.ts';
import {
  capacityOf,
  earlierEyes,
  handsOn,
  hasTaken,
  type Headed,
  isInterested,
  isOfficials,
  type Obstacle,
  obstacle,
} from './rules.ts';
import { entryOf, processOf } from './step.ts';
import * as store from './store.ts';
import { noticeText } from './texts.ts';

export const longestReason = 1000;
/** Cases that one sending gives. */
export const mostAtOnce = 100;

export interface Handing {
  readonly cases: readonly { readonly id: string; readonly version: number }[];
  /** Key of the person. */
  readonly to: string;
  readonly reason: string;
}

export interface Handed {
  readonly given: number;
  /** What stays where it was, and why. */
  readonly refused: readonly { readonly id: string; readonly reference: string; readonly text: Text }[];
}

/**
 * Gives cases to another official, each in a transaction of its own, so that one which somebody has just moved on keeps
 * no other one back. Done twice it gives nothing again.
 * @throws noCaseChosen, tooManyCases, nobodyChosen, reasonNeeded, reasonTooLong, notFound, notAllowed
 */
export async function reassign(ctx: Context, given: Handing): Promise<Handed> {
  const found = await store.findInstances(
    ctx.db,
    given.cases.map(({ id }) => id),
  );
  const known = new Map(found.map((one) => [one.id, one]));
  for (const { id } of given.cases) {
    const of = known.get(id);
    allow(ctx, 'process.reassign', of ? await subjectOf(ctx, of) : ownPlace(ctx));
    if (!of) throw notFound();
  }
  const reason = checkHanding(ctx, given);
  // Asked once, and before anything is locked: the register may take its time.
  const asks = found.some((one) => one.owner_organisation !== null);
  const headed = asks ? await headedNow(ctx) : [];
  const theirs = asks ? await headedPort.of(ctx.vahid)(ctx, given.to) : [];
  let count = 0;
  const refused: { id: string; reference: string; text: Text }[] = [];
  for (const { id, version } of given.cases) {
    try {
      await handOver(ctx, { id, version, to: given.to, reason, headed, theirs });
      count += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ id, reference: known.get(id)?.reference ?? '', text: error.text });
    }
  }
  return { given: count, refused };
}

/** Where nothing is there to look at, whoever may do it somewhere learns that. */
const ownPlace = ({ actor }: Context) => ({ institution: actor.appointments[0]?.institution });

function checkHanding(ctx: Context, { cases, to, reason }: Handing): string {
  if (cases.length === 0) {
    allow(ctx, 'process.reassign', ownPlace(ctx));
    throw refusals.noCaseChosen();
  }
  if (cases.length > mostAtOnce) throw refusals.tooManyCases({ max: mostAtOnce });
  if (to === '') throw refusals.nobodyChosen();
  const said = plainText(reason);
  if (said === '') throw refusals.reasonNeeded();
  if (said.length > longestReason) throw refusals.reasonTooLong({ max: longestReason });
  return said;
}

/** It waits for an office of the actor's, or for one below it. */
export const mayHand = (actor: Actor, { awaits }: Pick<Instance, 'awaits'>, institution: string): boolean =>
  handsOn(actor, institution).some((role) => awaits.includes(role));

interface Over {
  readonly id: string;
  readonly version: number;
  readonly to: string;
  readonly reason: string;
  /** What the superior heads, and who is to get it. */
  readonly headed: Headed;
  readonly theirs: Headed;
}

async function handOver(ctx: Context, { id, version, to, reason, headed, theirs }: Over): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const of = await store.lockInstance(inner.db, id);
    if (!of) throw notFound();
    const subject = await subjectOf(inner, of);
    allow(inner, 'process.reassign', subject);
    if (of.assignee === to) return;
    if (of.version !== version) throw changedMeanwhile();
    if (isInterested(inner.actor, of, headed, subject)) throw refusals.ownCase();
    if (of.owner_organisation !== null && !(headed && theirs)) throw mandatesUnavailable();
    if (!of.awaits.some(isOfficial)) throw refusals.nothingToDo();
    if (!mayHand(inner.actor, of, subject.institution)) throw notAllowed();
    const appointments = await appointmentsOf(inner, to);
    const receiver: Actor = { kind: 'person', person: to, appointments };
    const process = await processOf(inner, of);
    refuseChooser(process, of, inner.actor, subject.institution);
    refuseReceiver(process, of, receiver, { subject, headed: theirs });
    const refused = await receiverRefusal(inner, of, to);
    if (refused) throw refused;
    const as = capacityOf({ actions: [] }, inner.actor, { institution: subject.institution });
    await give(inner, of, { action: 'reassign', to, as, note: reason });
    await tellBoth(inner, of, to, subject.institution);
    await audit(inner, 'process.reassign', id);
  });
}

const nextOf = ({ actions }: CompiledProcess, { state }: Instance): readonly CompiledAction[] =>
  actions.filter((action) => isOfficials(action) && action.from.includes(state));

/** Who took the step before does not choose who takes the next one, where that has to be another. */
function refuseChooser(process: CompiledProcess, of: Instance, actor: Actor, institution: string): void {
  const earlier = nextOf(process, of).flatMap(earlierEyes);
  const took = (person: string | undefined) => earlier.some((action) => hasTaken(of, action, person));
  if (took(actor.person)) throw refusals.fourEyes();
  const absent = absentIn(actor, institution, rolesAbove('officer'));
  if (absent.length > 0 && absent.every(took)) throw refusals.absentBarred();
}

const receiverRefusals: Partial<Record<Obstacle, () => Refusal>> = {
  'own case': refusals.receiverInterested,
  'four eyes': refusals.receiverFourEyes,
  'absent barred': refusals.receiverFourEyes,
};

/** Who gets it must hold an office of the next step, and be barred from none of the ways in which it may go on. */
function refuseReceiver(
  process: CompiledProcess,
  of: Instance,
  receiver: Actor,
  { subject, headed }: { readonly subject: Subject; readonly headed: Headed },
): void {
  const why = nextOf(process, of)
    .map((action) => obstacle(action, of, receiver, subject, headed))
    .filter((one) => one !== 'actor');
  if (why.length === 0) throw refusals.receiverUnfit();
  for (const one of why) {
    const refused = one && receiverRefusals[one];
    if (refused) throw refused();
  }
}

interface Given {
  readonly action: 'reassign' | 'unassign';
  readonly to: string | null;
  readonly as: ReturnType<typeof capacityOf>;
  readonly note?: string;
}

/** The version goes on: who is deciding at this moment learns that it is somebody else's now. */
async function give(ctx: Context, of: Instance, { action, to, as, note }: Given): Promise<void> {
  const seq = of.seq + 1;
  const row: Instance = { ...of, assignee: to, seq, version: of.version + 1, updated_at: ctx.vahid.now() };
  const details = { from: of.assignee, to };
  const { entry, values } = entryOf(ctx, { instance: of.id, seq, action, from: of, to: of, as, note, details });
  await store.updateInstance(ctx.db, row, entry, values);
}

async function tellBoth(ctx: Context, of: Instance, to: string, institution: string): Promise<void> {
  const told = { institution, link: pageOf(ctx, of, 'desk'), instance: of.id };
  await notify(ctx, { ...told, person: to, text: noticeText('assigned', of) });
  if (of.assignee !== null) await notify(ctx, { ...told, person: of.assignee, text: noticeText('takenAway', of) });
}

/**
 * Puts a locked case back into the queue of its institution, where the one to whom it was given can take no step of it
 * any more. Answers whether it did. For the program; checks no access.
 */
export async function putBack(ctx: Context, of: Instance): Promise<boolean> {
  if (of.assignee === null || !of.awaits.some(isOfficial)) return false;
  const { institution } = await subjectOf(ctx, of);
  const held = await appointmentsOf(ctx, of.assignee);
  if (held.some((one) => one.institution === institution && of.awaits.includes(one.role))) return false;
  await give(ctx, of, { action: 'unassign', to: null, as: 'system' });
  await audit(ctx, 'process.unassign', of.id);
  return true;
}
