import { allow } from '../../../../kernel/access.ts';
import { audit } from '../../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../../kernel/context.ts';
import { notFound } from '../../../../kernel/refusal.ts';
import { plainText } from '../../../../kernel/text.ts';
import { inChargeOf } from '../../../identity/index.ts';
import { officeOf } from '../../measures/index.ts';
import type { CheckRule, Resolution } from '../choices.ts';
import { hasConflict } from '../guards.ts';
import * as refusals from '../refusals.ts';
import { waive } from '../store/checks.ts';
import { resolveCandidate } from '../store/duplicates.ts';
import * as store from '../store/requests.ts';

/** The request, for whoever judges it at the centre and neither wrote it nor belongs to who asks. */
export async function judgedRequest(
  ctx: Context,
  id: string,
  access: string,
  states: readonly string[],
): Promise<{ readonly row: store.SpendRow; readonly person: string }> {
  const row = await store.lockSpend(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, access, { institution: await inChargeOf(ctx, officeOf(ctx.vahid.releases).centre) });
  const { person } = ctx.actor;
  if (person === undefined || hasConflict(ctx, row)) throw refusals.ownWriting();
  if (!states.includes(row.state)) throw refusals.notNow();
  return { row, person };
}

const mostReason = 2000;

export function reasonIn(typed: string): string {
  const reason = plainText(typed).slice(0, mostReason);
  if (reason === '') throw refusals.reasonNeeded();
  return reason;
}

const underReview: readonly string[] = ['triaged', 'assessing', 'recommended'];

/** Lets a check that failed be, for a reason that all can read. @throws notFailed, ownWriting, reasonNeeded */
export async function waiveCheck(
  ctx: Context,
  id: string,
  { rule, why }: { readonly rule: CheckRule; readonly why: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { person } = await judgedRequest(inner, id, 'plan.waiveSpendingCheck', underReview);
    const at = inner.vahid.now();
    if (!(await waive(inner.db, id, rule, { person, why: reasonIn(why), at }))) throw refusals.notFailed();
    await audit(inner, 'plan.waiveSpendingCheck', id);
  });
}

/** Says what becomes of a candidate. @throws notFound, ownWriting, reasonNeeded */
export async function resolveDuplicate(
  ctx: Context,
  id: string,
  given: { readonly candidate: string; readonly resolution: Resolution; readonly reason: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { person } = await judgedRequest(inner, id, 'plan.resolveSpendingDuplicate', underReview);
    const by = { resolution: given.resolution, reason: reasonIn(given.reason), person, at: inner.vahid.now() };
    if (!(await resolveCandidate(inner.db, { request: id, id: given.candidate }, by))) throw notFound();
    await audit(inner, 'plan.resolveSpendingDuplicate', id);
  });
}

/** The act of the Cabinet on which a decision of that route rests. */
export async function nameCabinetAct(ctx: Context, id: string, act: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await judgedRequest(inner, id, 'plan.setSpendingCondition', underReview);
    await store.setCabinetAct(inner.db, id, reasonIn(act).slice(0, 250));
    await audit(inner, 'plan.setSpendingCondition', id);
  });
}
