import type { Context } from '../../../kernel/context.ts';
import { billView, issueBill } from '../../payments/index.ts';
import { clock, effectKey, instance, journal } from '../../process/index.ts';
import { asksAnew, feeActions, paymentStateOf, sendings } from '../definition/fee.ts';
import { feeOf, owedBeside } from '../rules/fee.ts';
import * as store from '../store.ts';
import { say } from '../text/index.ts';
import { act, asProgram } from './acting.ts';
import { decideByTable, type Judged } from './deciding.ts';
import { type LoadedCase, ownerOf } from './loading.ts';

/**
 * `due`: the case waits for it. `settled`: there is nothing to wait for. `open`: a register has to answer first, or the
 * case has to come back to where the fee is asked for.
 */
type Charged = 'due' | 'settled' | 'open';

/**
 * Works out what is to be paid as the case stands now. Where that is more than was billed for it, the case begins to wait
 * and a bill for the difference is issued; what was paid too much stays.
 */
export async function charge(ctx: Context, loaded: LoadedCase, { data }: Pick<Judged, 'data'>): Promise<Charged> {
  const { row, of, service } = loaded;
  const verdict = feeOf(service, data);
  if (verdict.state === 'unknown') return 'open';
  const fee = { instance: row.id, seq: of.seq, at: ctx.vahid.now(), state: verdict.state };
  if (verdict.state === 'due') {
    const amount = owedBeside(verdict.amount, await billed(ctx, row.id));
    if (amount !== undefined) {
      if (!mayAsk(loaded)) return 'open';
      await store.insertFee(ctx.db, { ...fee, amount, ...(await bill(ctx, loaded, amount)) });
      return 'due';
    }
    await store.insertFee(ctx.db, { ...fee, state: 'covered' });
    return 'settled';
  }
  const ground = verdict.state === 'waived' ? { reason: verdict.reason, article: verdict.article } : {};
  await store.insertFee(ctx.db, { ...fee, ...ground });
  return 'settled';
}

/** Sums of the bills that were issued for a case and are not void. */
async function billed(ctx: Context, id: string): Promise<readonly string[]> {
  const bills = (await store.listFees(ctx.db, id)).flatMap(({ bill: one }) => one ?? []);
  const views = await Promise.all(bills.map((one) => billView(ctx, one)));
  return views.flatMap(({ state, amount }) => (state === 'void' ? [] : [amount]));
}

const mayAsk = ({ of, service: { process } }: LoadedCase): boolean =>
  process.actions.some(({ name, from }) => name === feeActions.ask && from.includes(of.state));

/** Of the step that asks for it, which the fee is kept with. */
async function bill(
  ctx: Context,
  { row, service }: LoadedCase,
  amount: string,
): Promise<{ seq: number; bill: string }> {
  const { seq } = await act(ctx, { instance: row.id, action: feeActions.ask });
  const program = asProgram(ctx);
  const due = (await clock(program, await instance(program, row.id)))?.due;
  if (!due || !service.fee) throw new Error(`nothing limits how long case ${row.id} waits for its fee`);
  const issued = await issueBill(ctx, {
    payer: ownerOf(row),
    institution: service.fee.payee,
    amount,
    subject: { kind: 'service', id: row.id, name: service.name },
    title: say('billTitle', (lang) => ({ service: service.title[lang], reference: row.reference })),
    dueAt: due,
    effectKey: effectKey(row.id, seq, 'bill'),
  });
  return { seq, bill: issued };
}

/**
 * Was the fee worked out since the case was sent last, and since its answers were changed last? What is corrected and not
 * sent counts too: a case that lapsed meanwhile may be approved on appeal.
 */
async function isSettled(ctx: Context, { of, service }: Pick<LoadedCase, 'of' | 'service'>): Promise<boolean> {
  const last = (await store.listFees(ctx.db, of.id)).at(-1);
  if (!last || !asksAnew(service.process)) return last !== undefined;
  const sent = (await journal(asProgram(ctx), of)).findLast(({ action }) => sendings.includes(action));
  const answers = await store.listAnswers(ctx.db, of.id);
  return last.seq >= (sent?.seq ?? 0) && answers.every(({ changed_at: at }) => at === null || at <= last.at);
}

/** Where a fee comes before all else, asks for what is still to be paid of it. */
export async function chargeOpen(ctx: Context, loaded: LoadedCase, judged: Pick<Judged, 'data'>): Promise<Charged> {
  const { of, service } = loaded;
  if (service.fee?.asked !== 'application' || (await isSettled(ctx, loaded))) return 'settled';
  // While the applicant corrects answers nothing is worked out.
  return of.status === 'waiting_for_applicant' ? 'open' : charge(ctx, loaded, judged);
}

/** Is something to be paid, or not known, that comes before an approval? */
export async function owesFee(
  ctx: Context,
  loaded: Pick<LoadedCase, 'of' | 'service'>,
  { data }: Pick<Judged, 'data'>,
): Promise<boolean> {
  const { of, service } = loaded;
  if (service.fee?.asked !== 'application' || (await isSettled(ctx, loaded))) return false;
  const verdict = feeOf(service, data);
  if (verdict.state !== 'due') return verdict.state === 'unknown';
  return owedBeside(verdict.amount, await billed(ctx, of.id)) !== undefined;
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
  if ((await chargeOpen(ctx, loaded, judged)) !== 'settled') return;
  // A case that stays where it was sent to has waited for what its fee depends on, or for the fee.
  const sentTo = service.process.actions.find(({ name }) => name === 'submit')?.to;
  const waited = comesFirst && of.state === sentTo;
  await decideByTable(ctx, loaded, judged, { first: first || waited, askedAt });
}
