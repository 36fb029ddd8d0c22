import { type Context, systemContext } from '../../../kernel/context.ts';
import { type Instance, instances, stateOfInstance } from '../../process/index.ts';
import type { CaseRow } from '../entities.ts';
import * as store from '../store.ts';

/** Other cases of the applicant for the service that were sent. No other is sent or approved until the transaction ends. */
async function others(ctx: Context, row: CaseRow): Promise<readonly Instance[]> {
  await store.lockApplicant(ctx.db, row.service, row.organisation ?? row.person);
  const ids = await store.findSentBeside(ctx.db, row);
  return instances(programOf(ctx), ids);
}

const programOf = (ctx: Context): Context => ({ ...systemContext(ctx.vahid, ctx.requestId), db: ctx.db });

/** An approval whose entry or document is not there yet. */
export async function isCarriedOut(ctx: Context, of: Instance): Promise<boolean> {
  return of.status !== 'decided' || (await stateOfInstance(programOf(ctx), of)).end;
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
