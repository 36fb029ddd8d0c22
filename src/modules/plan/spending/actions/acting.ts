import { allow } from '../../../../kernel/access.ts';
import { type Context, inTransaction } from '../../../../kernel/context.ts';
import { notFound } from '../../../../kernel/refusal.ts';
import { inChargeOf } from '../../../identity/index.ts';
import { act, type Acted, availableActions, type Instance, instance } from '../../../process/index.ts';
import type { DecisionVerdict } from '../choices.ts';
import { guardInput, hasConflict, problemsFor, type Standing, standingOf } from '../guards.ts';
import { readAnswers, today } from '../lookup.ts';
import * as refusals from '../refusals.ts';
import { rulesOf } from '../rules.ts';
import { retireDocument } from '../store/duplicates.ts';
import { insertDecision } from '../store/decisions.ts';
import * as store from '../store/requests.ts';
import { officeDays } from '../timing.ts';
import { detectDeviation } from './deviation.ts';
import { scheduleBenefits, scheduleExpiry } from './jobs.ts';
import { indexRequest } from './scanning.ts';

export interface SpendingAct {
  readonly id: string;
  readonly action: string;
  readonly note?: string | undefined;
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}

/** Steps for which the request has to be complete. */
const sends = new Set(['enter-pipeline', 'submit', 'answer']);
/** Steps of the centre: never by who wrote or signed. */
const judges = new Set([
  'acknowledge',
  'take-up',
  'recommend',
  'advise-against',
  'send-back',
  'approve',
  'approve-with-conditions',
  'return',
  'reject',
  'uphold',
  'reopen',
  'accept-change',
  'refuse-change',
  'suspend',
  'resume',
  'close',
  'assure',
]);
/** Of those, the ones whose guard does not look for an office in the institution that asks. */
const unguarded = new Set(['send-back', 'uphold', 'reopen', 'suspend', 'resume']);
/** Steps of the institution: whoever takes one has spoken for it. */
const speaks = new Set(['enter-pipeline', 'submit', 'answer', 'revise', 'appeal', 'request-change']);

const verdictOf: Readonly<Record<string, DecisionVerdict>> = {
  acknowledge: 'approved',
  assure: 'approved',
  approve: 'approved',
  'approve-with-conditions': 'approved_with_conditions',
  return: 'returned',
  reject: 'rejected',
  'accept-change': 'change_accepted',
  'refuse-change': 'change_refused',
};

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
    const { person } = inner.actor;
    if (judges.has(given.action) && person !== undefined && row.writers.includes(person)) throw refusals.ownWriting();
    if (unguarded.has(given.action) && hasConflict(inner, row)) throw refusals.ownWriting();
    const standing = await standingOf(inner, row, await readAnswers(inner, row.answers, row.institution));
    const effects = await effectsOf(inner, before, given.action);
    if (sends.has(given.action) && effects !== undefined) {
      const problems = problemsFor(standing.read, given.action);
      if (problems.length > 0) throw new refusals.SpendingIncomplete(problems);
    }
    const input = await guardInput(inner, standing, given.action);
    const acted = await act(inner, { instance: id, ...given, guardInput: input });
    // A repeated form is answered from its receipt: everything has followed already.
    if (acted.seq <= before.seq) return acted;
    await follow(inner, { standing, before, acted, given, effects: effects ?? [] });
    return acted;
  });
}

/** What must follow the step, by the definition the request runs by; undefined where it is not the actor's to take. */
async function effectsOf(ctx: Context, of: Instance, action: string): Promise<readonly string[] | undefined> {
  return (await availableActions(ctx, of)).find((one) => one.action === action)?.effects;
}

interface Followed {
  readonly standing: Standing;
  readonly before: Instance;
  readonly acted: Acted;
  readonly given: Omit<SpendingAct, 'id'>;
  readonly effects: readonly string[];
}

async function follow(ctx: Context, followed: Followed): Promise<void> {
  const { standing, acted, given, effects } = followed;
  const { row } = standing;
  await store.setState(ctx.db, row.id, acted.state, ctx.vahid.now());
  if (speaks.has(given.action) && ctx.actor.person !== undefined)
    await store.addWriter(ctx.db, row.id, ctx.actor.person);
  if (effects.includes('index'))
    await (acted.state === 'withdrawn' ? retireDocument(ctx.db, row.id) : indexRequest(ctx, row));
  if (effects.includes('decide')) await decide(ctx, followed);
  if (effects.includes('benefits-later')) await scheduleBenefits(ctx, row);
  if (acted.state === 'rejected') await retireDocument(ctx.db, row.id);
  if (given.action === 'begin-delivery') await detectDeviation(ctx, row.id);
}

/** Keeps the decision with its reason and the days it took; what was approved is approved as it stood. */
async function decide(ctx: Context, { standing, before, acted, given }: Followed): Promise<void> {
  const verdict = verdictOf[given.action];
  if (verdict === undefined) throw new Error(`the step ${given.action} decides nothing`);
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
    office: given.action === 'assure' ? row.institution : before.institution,
    route: row.route ?? 'central',
    amount: row.forecast ?? '0',
    days,
    inTime,
    checks: judged.length,
    conforming: judged.filter((one) => one.verdict === 'pass').length,
    reason: given.note ?? '',
    person,
  });
  if (verdict === 'approved' || verdict === 'approved_with_conditions') {
    const expiresOn = await scheduleExpiry(ctx, row.id, rulesOf(ctx).commitMonths);
    await store.setApproved(ctx.db, row.id, { expiresOn });
  }
  if (verdict === 'change_accepted') await store.setApproved(ctx.db, row.id, { expiresOn: null });
}
