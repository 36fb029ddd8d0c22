import { type Context, systemContext } from '../../../kernel/context.ts';
import { type Instance, instances, stateOfInstance } from '../../process/index.ts';
import type { CaseRow } from '../entities.ts';
import { caseUnderWay } from '../refusals.ts';
import * as store from '../store.ts';
import { isLive } from './loading.ts';

/** Other cases of the applicant for the service that were sent. No other is sent or approved until the transaction ends. */
async function others(ctx: Context, row: CaseRow): Promise<readonly Instance[]> {
  await store.lockApplicant(ctx.db, row.service, row.organisation ?? row.person);
  const ids = await store.findSentBeside(ctx.db, row);
  return instances(programOf(ctx), ids);
}

const programOf = (ctx: Context): Context => ({ ...systemContext(ctx.vahid, ctx.requestId), db: ctx.db });

/** An approval whose entry or document is not there yet. */
async function isCarriedOut(ctx: Context, of: Instance): Promise<boolean> {
  return of.status !== 'decided' || (await stateOfInstance(programOf(ctx), of)).end;
}

/**
 * An applicant has one case of a service open at a time; what an earlier one has given, the registers say.
 * @throws caseUnderWay
 */
export async function refuseSecond(ctx: Context, row: CaseRow): Promise<void> {
  for (const of of await others(ctx, row))
    if (isLive(of) || !(await isCarriedOut(ctx, of))) throw caseUnderWay({ reference: of.reference });
}

/**
 * Was another case of the applicant approved since the registers were asked, or is that still being carried out? Then
 * they have not told of it.
 */
export async function approvedBeside(ctx: Context, row: CaseRow, askedAt: Date): Promise<boolean> {
  for (const of of await others(ctx, row)) {
    if (!(await isCarriedOut(ctx, of))) return true;
    if (of.status === 'issued' && of.updated_at > askedAt) return true;
  }
  return false;
}
