import { audit } from '../../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../../kernel/context.ts';
import { plainText } from '../../../../kernel/text.ts';
import { readDecimal } from '../money.ts';
import * as refusals from '../refusals.ts';
import { deliveryToldIn } from '../states.ts';
import * as store from '../store/requests.ts';
import { detectDeviation } from './deviation.ts';
import { ownedRequest } from './writing.ts';

export interface DeliveryFacts {
  /** Decimals: `125000.50`. */
  readonly forecast?: string | undefined;
  readonly committed?: string | undefined;
  readonly contract?: string | undefined;
  readonly budgetLine?: string | undefined;
  readonly supplier?: string | undefined;
  readonly endsOn?: string | undefined;
  readonly benefits?: string | undefined;
  /** Said by the institution itself; what it does not say stays as it said before. */
  readonly scopeChanged?: boolean | undefined;
  readonly hostingChanged?: boolean | undefined;
}

function sum(typed: string | undefined): string | undefined {
  if (typed === undefined || typed.trim() === '') return undefined;
  const decimal = readDecimal(typed);
  if (decimal === undefined) throw refusals.wrongSum();
  return decimal;
}

const words = (typed: string | undefined, most: number): string | undefined => {
  const text = plainText(typed ?? '').slice(0, most);
  return text === '' ? undefined : text;
};

/** Keeps how the work goes; beyond what was approved the program asks for a decision. @throws wrongSum, notNow */
export async function updateDelivery(ctx: Context, id: string, given: DeliveryFacts): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const row = await ownedRequest(inner, id, 'plan.updateSpendingDelivery');
    if (!deliveryToldIn.includes(row.state)) throw refusals.notNow();
    const delivery: store.Delivery = {
      forecast: sum(given.forecast),
      committed: sum(given.committed),
      contract: words(given.contract, 100),
      budgetLine: words(given.budgetLine, 100),
      supplier: words(given.supplier, 250),
      endsOn: given.endsOn,
      benefits: words(given.benefits, 5000),
    };
    await store.updateDelivery(inner.db, id, delivery, inner.vahid.now());
    if (inner.actor.person !== undefined) await store.addWriter(inner.db, id, inner.actor.person);
    const { scopeChanged: scope, hostingChanged: hosting } = given;
    await detectDeviation(inner, id, {
      ...(scope === undefined ? {} : { scope }),
      ...(hosting === undefined ? {} : { hosting }),
    });
    await audit(inner, 'plan.updateSpendingDelivery', id);
  });
}
