import type { Context } from '../../../kernel/context.ts';
import { issueBill } from '../../payments/index.ts';
import { clock, effectKey, instance } from '../../process/index.ts';
import { feeActions, paymentStateOf } from '../definition/fee.ts';
import { feeOf } from '../rules/fee.ts';
import * as store from '../store.ts';
import { say } from '../text/index.ts';
import { act } from './acting.ts';
import { decideByTable, type Judged } from './deciding.ts';
import { type LoadedCase, ownerOf } from './loading.ts';

/** `due`: the case waits for it. `settled`: there is nothing to wait for. `unknown`: a register has to answer first. */
type Charged = 'due' | 'settled' | 'unknown';

/** Finds out, once a case, what is to be paid; where something is, the case begins to wait and the bill is issued. */
export async function charge(ctx: Context, loaded: LoadedCase, { data }: Judged): Promise<Charged> {
  const { row, service } = loaded;
  const before = await store.findFee(ctx.db, row.id);
  if (before) return before.state === 'due' ? 'due' : 'settled';
  const verdict = feeOf(service, data);
  if (verdict.state === 'unknown') return 'unknown';
  const fee = { instance: row.id, at: ctx.vahid.now(), state: verdict.state };
  if (verdict.state === 'due') {
    const { amount } = verdict;
    await store.insertFee(ctx.db, { ...fee, amount, bill: await bill(ctx, loaded, amount) });
    return 'due';
  }
  const ground = verdict.state === 'waived' ? { reason: verdict.reason, article: verdict.article } : {};
  await store.insertFee(ctx.db, { ...fee, ...ground });
  return 'settled';
}

async function bill(ctx: Context, { row, service }: LoadedCase, amount: string): Promise<string> {
  const { seq } = await act(ctx, { instance: row.id, action: feeActions.ask });
  const due = (await clock(ctx, await instance(ctx, row.id)))?.due;
  if (!due || !service.fee) throw new Error(`nothing limits how long case ${row.id} waits for its fee`);
  return issueBill(ctx, {
    payer: ownerOf(row),
    institution: service.fee.payee,
    amount,
    subject: { kind: 'service', id: row.id, name: service.name },
    title: say('billTitle', (lang) => ({ service: service.title[lang], reference: row.reference })),
    dueAt: due,
    effectKey: effectKey(row.id, seq, 'bill'),
  });
}

/**
 * What the program does with a case that was sent: it asks for the fee, where one comes before all else, and then the
 * table. `first`, `askedAt`: as `decideByTable` has them.
 */
export async function goOn(
  ctx: Context,
  loaded: LoadedCase,
  judged: Judged,
  { first, askedAt }: { readonly first: boolean; readonly askedAt: Date },
): Promise<void> {
  const { of, service } = loaded;
  const comesFirst = service.fee?.asked === 'application';
  if (comesFirst && of.state === paymentStateOf(service.process)) return;
  // A case that stays where it was sent to has waited for what its fee depends on, or for the fee.
  const sentTo = service.process.actions.find(({ name }) => name === 'submit')?.to;
  const waited = comesFirst && of.state === sentTo;
  if (waited && (await store.findFee(ctx.db, loaded.row.id)) === undefined) {
    if ((await charge(ctx, loaded, judged)) !== 'settled') return;
  }
  await decideByTable(ctx, loaded, judged, { first: first || waited, askedAt });
}
