import { allow } from '../../../../kernel/access.ts';
import { type Context, inTransaction } from '../../../../kernel/context.ts';
import { notFound } from '../../../../kernel/refusal.ts';
import { inChargeOf } from '../../../identity/index.ts';
import {
  act,
  type Acted,
  assign,
  availableActions,
  type CompiledAction,
  type Instance,
  instance,
} from '../../../process/index.ts';
import { guardInput, isInterested, problemsFor, type Standing, standingOf } from '../guards.ts';
import { readAnswers, today } from '../lookup.ts';
import { largestOf } from '../money.ts';
import * as refusals from '../refusals.ts';
import { rulesOf, sends, stepsOf } from '../rules.ts';
import { delivering, goneIn, isOwners, verdictAt } from '../states.ts';
import { insertDecision } from '../store/decisions.ts';
import { retireDocument } from '../store/duplicates.ts';
import * as store from '../store/requests.ts';
import { officeDays } from '../timing.ts';
import { detectDeviation } from './deviation.ts';
import { scheduleBenefits, scheduleExpiry } from './jobs.ts';
import { indexRequest, rerouteRequest } from './scanning.ts';

export interface SpendingAct {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}

/**
 * One step of a request, with all that follows from it, in one transaction.
 * @throws SpendingIncomplete, ownWriting, and what `act` throws
 */
export async function actOnSpending(ctx: Context, { id, ...given }: SpendingAct): Promise<Acted> {
  return inTransaction(ctx, async (inner) => {
    // Its own row is locked before the instance, here and wherever both are; what is read after stands still.
    const row = await store.lockSpend(inner.db, id);
    if (!row) throw notFound();
    const before = await instance(inner, id);
    const subject = {
      institution: await inChargeOf(inner, before.institution),
      ownerInstitution: await inChargeOf(inner, row.institution),
    };
    allow(inner, 'plan.actOnSpending', subject);
    const standing = await standingOf(inner, row, await readAnswers(inner, row.answers, row.institution));
    const step = await stepFor(inner, before, given.action);
    if (step) await checkStep(inner, step, standing);
    const input = await guardInput(inner, standing, before);
    const barred = step && (!isOwners(step.actor) || decides(step)) ? row.writers : [];
    const acted = await act(inner, { instance: id, ...given, guardInput: input, barred });
    // A repeated form is answered from its receipt: everything has followed already.
    if (!step || acted.seq <= before.seq) return acted;
    await follow(inner, { standing, before, acted, step, subject, reason: given.note ?? '' });
    return acted;
  });
}

/** The step by the definition the request runs by; undefined where it is not the actor's to take, as `act` will say. */
async function stepFor(ctx: Context, of: Instance, name: string): Promise<CompiledAction | undefined> {
  const own = await availableActions(ctx, of);
  return own.some(({ action }) => action === name)
    ? (await stepsOf(ctx, of)).find((step) => step.name === name)
    : undefined;
}

const decides = ({ effects }: CompiledAction): boolean => effects.includes('decide');

/** Who judges is another than who wrote, signed or belongs to who asks; what is sent is complete. */
async function checkStep(ctx: Context, step: CompiledAction, { row, read }: Standing): Promise<void> {
  const { person } = ctx.actor;
  const wrote = person !== undefined && row.writers.includes(person);
  const interested = isOwners(step.actor) ? decides(step) && wrote : await isInterested(ctx, row);
  if (interested) throw refusals.ownWriting();
  const problems = sends(step, row.state) ? problemsFor(read, row.state) : [];
  if (problems.length > 0) throw new refusals.SpendingIncomplete(problems);
}

interface Followed {
  readonly standing: Standing;
  readonly before: Instance;
  readonly acted: Acted;
  readonly step: CompiledAction;
  /** In charge today of deciding, and of what was asked for. */
  readonly subject: { readonly institution: string; readonly ownerInstitution: string };
  readonly reason: string;
}

async function follow(ctx: Context, followed: Followed): Promise<void> {
  const { standing, acted, step } = followed;
  const { row } = standing;
  const { person } = ctx.actor;
  await store.setState(ctx.db, row.id, acted.state, ctx.vahid.now());
  // Whoever takes a step for the institution has spoken for it.
  if (isOwners(step.actor) && !decides(step) && person !== undefined) await store.addWriter(ctx.db, row.id, person);
  if (goneIn.includes(acted.state)) await retireDocument(ctx.db, row.id);
  else if (step.effects.includes('index')) await indexRequest(ctx, row);
  if (step.effects.includes('scan')) await store.setScanned(ctx.db, row.id, null);
  if (step.effects.includes('route')) await rerouteRequest(ctx, row);
  if (step.effects.includes('assign') && person !== undefined) await assign(ctx, { instance: row.id, to: person });
  if (decides(step)) await decide(ctx, followed);
  if (step.effects.includes('benefits-later')) await scheduleBenefits(ctx, row);
  if (acted.state === delivering) await detectDeviation(ctx, row.id);
}

/** Keeps the decision with its reason and the days it took; what was approved is approved as it stood. */
async function decide(ctx: Context, { standing, before, acted, step, subject, reason }: Followed): Promise<void> {
  const verdict = verdictAt[acted.state];
  if (verdict === undefined) throw new Error(`nothing is decided by a step to ${acted.state}`);
  const { row, checks } = standing;
  const { person } = ctx.actor;
  if (person === undefined) throw new Error('nothing is decided by the program');
  const now = ctx.vahid.now();
  const { days, inTime } = officeDays(ctx.vahid.calendar(), before, today(ctx), now);
  const judged = checks.filter((one) => one.verdict !== 'not_applicable');
  await insertDecision(ctx.db, {
    request: row.id,
    seq: acted.seq,
    at: now,
    day: today(ctx),
    verdict,
    institution: row.institution,
    office: isOwners(step.actor) ? subject.ownerInstitution : subject.institution,
    route: row.route ?? 'central',
    amount: largestOf([row.forecast, row.committed]) ?? '0',
    days,
    inTime,
    checks: judged.length,
    conforming: judged.filter((one) => one.verdict === 'pass').length,
    reason,
    person,
    actedAs: step.actor,
  });
  if (verdict === 'approved' || verdict === 'approved_with_conditions') {
    const expiresOn = await scheduleExpiry(ctx, row.id, rulesOf(ctx).commitMonths);
    await store.setApproved(ctx.db, row.id, { expiresOn });
  }
  if (verdict === 'change_accepted') await store.setApproved(ctx.db, row.id, { expiresOn: null });
}
