import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { publish } from '../../../kernel/event.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { inChargeOf } from '../../identity/index.ts';
import { subsystemIdOf } from '../directory/instance.ts';
import { bookChanged } from './events.ts';
import * as store from './store.ts';

/** The service, locked, for a registrar of the institution that answers for its system. @throws notFound, notAllowed */
export async function takenService(ctx: Context, id: string): Promise<store.ServiceRow> {
  const row = await keptService(ctx, id);
  await store.lockService(ctx.db, id);
  return row;
}

/** The same, not locked. @throws notFound, notAllowed */
export async function keptService(ctx: Context, id: string): Promise<store.ServiceRow> {
  const row = await store.findService(ctx.db, id);
  if (!row) throw notFound();
  allow(ctx, 'exchange.keepService', { institution: await inChargeOf(ctx, row.institution, `system/${row.system}`) });
  return row;
}

/** Has the book of the gateway behind which a service stands written anew. */
export async function tellBook(ctx: Context, { institution, system }: store.ServiceRow): Promise<void> {
  await publish(ctx, bookChanged, { subsystems: [subsystemIdOf(ctx.vahid, institution, system)] });
}
