import type { Context } from '../../kernel/context.ts';
import { on } from '../../kernel/event.ts';
import type { JobKind } from '../../kernel/job.ts';
import { bakuInstant } from '../../language/index.ts';
import { answersFor, appointment, appointmentEnded, officials, rolesAbove } from '../identity/index.ts';
import { putBack } from './handing.ts';
import { notify } from './notices.ts';
import * as store from './store.ts';
import { officeLostText } from './texts.ts';
import { second } from './timer.ts';
import { listAssigned } from './workload/store.ts';
import { workloadPath } from './workload/path.ts';

const kind = 'process.officeLost';

async function scheduleReturn(ctx: Context, id: string, at: Date): Promise<void> {
  await ctx.vahid.jobs.schedule(ctx, { kind, key: `process:office:${id}`, at, payload: { appointment: id } });
}

/** When an office ends, on its day, the cases of who held it go back into the queue. */
export const onAppointmentEnded = on(appointmentEnded, 'returnCases', async (ctx, { appointment: id }) => {
  const ended = await appointment(ctx, id);
  if (!ended || ended.to === null) return;
  const from = bakuInstant(ended.to, '00:00');
  await scheduleReturn(ctx, id, from > ctx.vahid.now() ? from : ctx.vahid.now());
});

export const officeLostJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const { appointment: id } = payload as { readonly appointment: string };
    const ended = await appointment(ctx, id);
    if (!ended) return;
    const ids = await listAssigned(ctx.db, ended.person, await answersFor(ctx, ended.institution));
    let [busy, returned] = [false, false];
    for (const one of ids) {
      const of = await store.tryLockInstance(ctx.db, one);
      if (!of) busy = true;
      else if (await putBack(ctx, of)) returned = true;
    }
    if (returned) await tellSuperior(ctx, ended);
    // Somebody is acting on one of them: it is looked at again once they are done.
    if (busy) await scheduleReturn(ctx, id, new Date(ctx.vahid.now().getTime() + second));
  },
};

/** The nearest office above that somebody holds. */
async function tellSuperior(
  ctx: Context,
  { id, institution, role }: NonNullable<Awaited<ReturnType<typeof appointment>>>,
): Promise<void> {
  for (const above of rolesAbove(role)) {
    if ((await officials(ctx, institution, above)).length === 0) continue;
    const effectKey = `office-lost:${id}`;
    await notify(ctx, { institution, role: above, text: officeLostText, link: workloadPath, effectKey });
    return;
  }
}
