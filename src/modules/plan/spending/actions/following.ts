import type { Context } from '../../../../kernel/context.ts';
import { on } from '../../../../kernel/event.ts';
import { act, effectKey, instance, processActed } from '../../../process/index.ts';
import { spendingProcess } from '../rules.ts';
import * as store from '../store/requests.ts';
import { drawLot, rerouteRequest, routeRequest, scanRequest } from './scanning.ts';

interface Happened {
  readonly instance: string;
  readonly kind: string;
  readonly seq: number;
  readonly effects: readonly string[];
}

/** What the program does after a step: it checks and compares, says who looks at the request, and keeps its state. */
export const onSpendingActed = on(processActed, 'spending', async (ctx, happened: Happened) => {
  if (happened.kind !== spendingProcess) return;
  const { instance: id, seq, effects } = happened;
  const of = await instance(ctx, id);
  const row = await store.lockSpend(ctx.db, id);
  // One of the demonstration may have been taken away meanwhile.
  if (!row) return;
  // Steps that a clock takes reach the request here.
  if (row.state !== of.state) await store.setState(ctx.db, id, of.state, ctx.vahid.now());
  if (effects.includes('scan')) {
    await scanRequest(ctx, row);
    await rerouteRequest(ctx, row);
  }
  if (effects.includes('triage')) await triage(ctx, row, effectKey(id, seq, 'triage'));
});

/** Triages a request that has just been sent at once, for a program that goes on with it. Checks no access. */
export async function triageSent(ctx: Context, id: string): Promise<void> {
  const program: Context = { ...ctx, actor: { kind: 'system', appointments: [] } };
  const row = await store.lockSpend(ctx.db, id);
  if (row) await triage(program, row, effectKey(id, (await instance(program, id)).seq, 'triage'));
}

async function triage(ctx: Context, row: store.SpendRow, key: string): Promise<void> {
  const of = await instance(ctx, row.id);
  // Withdrawn meanwhile: nobody looks at it.
  if (of.state !== 'submitted') return;
  await scanRequest(ctx, row);
  await routeRequest(ctx, { ...row, sampled: await drawLot(ctx, row.id) });
  const { state } = await act(ctx, { instance: row.id, action: 'triage', key });
  await store.setState(ctx.db, row.id, state, ctx.vahid.now());
}
