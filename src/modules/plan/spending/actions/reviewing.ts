import { allow, officesOf } from '../../../../kernel/access.ts';
import { audit } from '../../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../../kernel/context.ts';
import { notFound } from '../../../../kernel/refusal.ts';
import { plainText } from '../../../../kernel/text.ts';
import { absentIn, inChargeOf } from '../../../identity/index.ts';
import { absentBarred } from '../../../process/index.ts';
import { officeOf } from '../../measures/index.ts';
import type { CheckRule, Resolution } from '../choices.ts';
import { isInterested } from '../guards.ts';
import * as refusals from '../refusals.ts';
import { actNamedIn, checkedIn, reviewedIn } from '../states.ts';
import { listChecks, proposeWaiver, waive } from '../store/checks.ts';
import { listDuplicates, resolveCandidate } from '../store/duplicates.ts';
import * as store from '../store/requests.ts';

/** The request, for whoever judges it at the centre and neither wrote it nor belongs to who asks. */
export async function judgedRequest(
  ctx: Context,
  id: string,
  access: string,
  states: readonly string[],
): Promise<{ readonly row: store.SpendRow; readonly person: string; readonly absent: readonly string[] }> {
  const row = await store.lockSpend(ctx.db, id);
  if (!row) throw notFound();
  const institution = await inChargeOf(ctx, officeOf(ctx.vahid.releases).centre);
  allow(ctx, access, { institution });
  const { person } = ctx.actor;
  if (person === undefined || (await isInterested(ctx, row))) throw refusals.ownWriting();
  const absent = absentIn(ctx.actor, institution, officesOf(ctx.vahid.access[access] ?? []));
  refuseInstead(absent, (one) => row.writers.includes(one));
  if (!states.includes(row.state)) throw refusals.notNow();
  return { row, person, absent };
}

/** What all may not do in whose office alone it would be done, nobody does for them. @throws absentBarred */
export function refuseInstead(absent: readonly string[], isBarred: (person: string) => boolean): void {
  if (absent.length > 0 && absent.every(isBarred)) throw absentBarred();
}

const mostReason = 2000;

export function reasonIn(typed: string): string {
  const reason = plainText(typed).slice(0, mostReason);
  if (reason === '') throw refusals.reasonNeeded();
  return reason;
}

/** Asks that a check that failed be let be, for a reason that all can read. @throws notFailed, ownWriting, reasonNeeded */
export async function proposeWaiverOf(
  ctx: Context,
  id: string,
  { rule, why }: { readonly rule: CheckRule; readonly why: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { person } = await judgedRequest(inner, id, 'plan.proposeSpendingWaiver', checkedIn);
    const by = { person, why: reasonIn(why), at: inner.vahid.now() };
    if (!(await proposeWaiver(inner.db, id, rule, by))) throw refusals.notFailed();
    await audit(inner, 'plan.proposeSpendingWaiver', id);
  });
}

/** Lets it be, as another person proposed. @throws notFailed, notProposed, ownProposal, ownWriting */
export async function waiveCheck(ctx: Context, id: string, rule: CheckRule): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { person, absent } = await judgedRequest(inner, id, 'plan.waiveSpendingCheck', checkedIn);
    const check = (await listChecks(inner.db, id)).find((one) => one.rule === rule);
    if (check?.verdict !== 'fail') throw refusals.notFailed();
    if (check.proposedBy === null) throw refusals.notProposed();
    if (check.proposedBy === person) throw refusals.ownProposal();
    refuseInstead(absent, (one) => one === check.proposedBy);
    await waive(inner.db, id, rule, { person, at: inner.vahid.now() });
    await audit(inner, 'plan.waiveSpendingCheck', id);
  });
}

/** Says what becomes of a candidate, once. @throws notFound, resolvedAlready, ownWriting, reasonNeeded */
export async function resolveDuplicate(
  ctx: Context,
  id: string,
  given: { readonly candidate: string; readonly resolution: Resolution; readonly reason: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { person } = await judgedRequest(inner, id, 'plan.resolveSpendingDuplicate', reviewedIn);
    const by = { resolution: given.resolution, reason: reasonIn(given.reason), person, at: inner.vahid.now() };
    const candidate = (await listDuplicates(inner.db, id)).find((one) => one.id === given.candidate);
    if (!candidate) throw notFound();
    if (candidate.resolution !== null) throw refusals.resolvedAlready();
    await resolveCandidate(inner.db, candidate.id, by);
    await audit(inner, 'plan.resolveSpendingDuplicate', id);
  });
}

/** Enters the act of the Cabinet on which a decision of that route will rest; who decides confirms it by deciding. */
export async function nameCabinetAct(ctx: Context, id: string, act: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { person } = await judgedRequest(inner, id, 'plan.nameCabinetAct', actNamedIn);
    await store.setCabinetAct(inner.db, id, reasonIn(act).slice(0, 250), person);
    await audit(inner, 'plan.nameCabinetAct', id);
  });
}
