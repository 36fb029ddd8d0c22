import { allow, permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { inAll, type Text } from '../../../language/index.ts';
import { entryPictures } from '../../catalogue/index.ts';
import { entryNotRefused } from '../refusals.ts';
import { scheduleDispatch } from './outbox.ts';
import { type DispatchLine, dispatchesAbout, lockDispatch, openDispatches, updateDispatch } from './store.ts';

export interface OpenDispatch extends DispatchLine {
  /** Of the system. */
  readonly title: Text;
  readonly maySend: boolean;
}

const mostShown = 200;

/** Messages that no system has acknowledged, of these institutions; absent: of all. The caller has checked access. */
export async function undelivered(
  ctx: Context,
  institutions: readonly string[] | undefined,
): Promise<readonly OpenDispatch[]> {
  const rows = await openDispatches(ctx.db, { institutions, most: mostShown });
  const systems = [...new Set(rows.map(({ system }) => system))].map((code) => ({ kind: 'system' as const, code }));
  const titles = new Map((await entryPictures(ctx, systems)).map(({ code, title }) => [code, title]));
  return rows.map((one) => ({
    ...one,
    title: titles.get(one.system) ?? inAll(one.system),
    maySend: one.state === 'refused' && permitted(resending(ctx), ctx.actor, { institution: one.consumer }),
  }));
}

const resending = ({ vahid }: Context) => vahid.access['exchange.resendEntry'] ?? [];

/** Messages about one case, the newest first, 50 at most; for rooms, which check access themselves. */
export async function dispatchesOf(ctx: Context, reference: string): Promise<readonly DispatchLine[]> {
  return dispatchesAbout(ctx.db, reference, 50);
}

/** What the system has refused is sent once more, by the same key. @throws entryNotRefused */
export async function resendDispatch(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await lockDispatch(inner.db, id);
    if (!row) throw notFound();
    allow(inner, 'exchange.resendEntry', { institution: row.consumer });
    if (row.state !== 'refused') throw entryNotRefused();
    await updateDispatch(inner.db, id, { ...row, state: 'waiting', problem: null });
    await scheduleDispatch(inner, id);
    await audit(inner, 'exchange.resendEntry', id);
  });
}
