import { type Appointment, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { inChargeOf } from '../../identity/index.ts';
import { officeOf } from './office.ts';
import { partiesNow } from './store.ts';

/** What access looks at: the centre is in charge, an institution is whose it is; each as the one in charge of it today. */
export interface PlanSubject {
  readonly institution: string;
  readonly ownerInstitution: string;
}

/** Of something that is an institution's. `centre`: where another than today's is in charge of it. */
export async function subjectFor(ctx: Context, owner: string, centre?: string): Promise<PlanSubject> {
  return {
    institution: await inChargeOf(ctx, centre ?? officeOf(ctx.vahid.releases).centre),
    ownerInstitution: await inChargeOf(ctx, owner),
  };
}

/**
 * Of a measure: it is its executor's. For an `action` that co-executors may take as well it is that institution's in
 * whose name the actor may take it.
 */
export async function subjectOf(
  ctx: Context,
  item: string,
  action?: string,
): Promise<Omit<PlanSubject, 'ownerInstitution'> & { readonly ownerInstitution: string | undefined }> {
  const parties = await partiesNow(ctx.db, item);
  const subjects = await Promise.all(parties.map(({ institution }) => subjectFor(ctx, institution)));
  const lines = action === undefined ? [] : (ctx.vahid.access[action] ?? []);
  const own = subjects.find((subject) => permitted(lines, ctx.actor, subject));
  if (own) return own;
  const executor = subjects.find((_, index) => parties[index]?.role === 'executor');
  return (
    executor ?? { institution: await inChargeOf(ctx, officeOf(ctx.vahid.releases).centre), ownerInstitution: undefined }
  );
}

/** The office by which the actor may take an action. */
export function officeFor(
  { vahid, actor }: Context,
  action: string,
  subject: { readonly institution: string; readonly ownerInstitution: string | undefined },
): Appointment | undefined {
  const lines = vahid.access[action] ?? [];
  return actor.appointments.find((held) => permitted(lines, { ...actor, appointments: [held] }, subject));
}
