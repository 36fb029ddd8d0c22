import type { Context } from '../../../kernel/context.ts';
import { headedNow, mandatesUnavailable } from '../../identity/index.ts';
import { instances, isInterested } from '../../process/index.ts';
import type { BillRow } from '../entities.ts';
import { broughtMoney, ownBill, sameEyes } from '../refusals.ts';
import * as store from '../store.ts';

type Bill = Pick<BillRow, 'person' | 'organisation' | 'institution' | 'subject'>;

/**
 * Keeps an official from moving money of a bill that they, or an organisation which they head, have to pay. Before
 * anything is locked: a register may take its time. @throws ownBill, mandatesUnavailable
 */
export async function refuseOwnBill(ctx: Context, bill: Bill | undefined): Promise<void> {
  await refuseOwnBills(ctx, bill ? [bill] : []);
}

/** Of several, as `refuseOwnBill`: the register of mandates is asked once. */
export async function refuseOwnBills(ctx: Context, bills: readonly Bill[]): Promise<void> {
  if (bills.length === 0) return;
  const headed = bills.some(({ organisation }) => organisation !== null) ? await headedNow(ctx) : [];
  if (!headed) throw mandatesUnavailable();
  const system: Context = { ...ctx, actor: { kind: 'system', appointments: [] } };
  const subjects = await instances(
    system,
    bills.map(({ subject }) => subject),
  );
  const spoken = new Map(subjects.map(({ id, spoke_for_owner: spoke }) => [id, spoke]));
  for (const { person: owner_person, organisation: owner_organisation, institution, subject } of bills) {
    const of = { owner_person, owner_organisation, spoke_for_owner: spoken.get(subject) ?? [] };
    if (isInterested(ctx.actor, of, headed, { institution })) throw ownBill();
  }
}

/**
 * Two persons stand behind a refund: who ordered it and who confirms it; of one that the program ordered, who brought
 * the money that goes back and who confirms it. @throws sameEyes, broughtMoney
 */
export async function refuseSameEyes(
  ctx: Context,
  { person: ordered, bill }: Pick<store.RefundWithStage, 'person' | 'bill'>,
): Promise<void> {
  const { person } = ctx.actor;
  if (person === undefined) return;
  if (ordered === person) throw sameEyes();
  if (ordered !== null || bill === null) return;
  if ((await store.listReceivers(ctx.db, bill)).includes(person)) throw broughtMoney();
}
