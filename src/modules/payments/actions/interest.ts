import { type Actor, officesOf } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { absentIn, headedPort, mandatesUnavailable } from '../../identity/index.ts';
import { absentBarred, instances, isInterested } from '../../process/index.ts';
import type { BillRow } from '../entities.ts';
import { broughtMoney, ownBill, sameEyes, statementSameEyes } from '../refusals.ts';
import * as store from '../store.ts';

type Bill = Pick<BillRow, 'person' | 'organisation' | 'institution' | 'subject'>;

/** Whose office the step would be taken in, where it is not the actor's own: they are away. */
const absentAt = ({ vahid, actor }: Context, action: string, institution: string): readonly string[] =>
  absentIn(actor, institution, officesOf(vahid.access[action] ?? []));

/**
 * Keeps an official from moving money of a bill that they, or an organisation which they head, have to pay; nor do they
 * so in the office of who has to. Before anything is locked: a register may take its time.
 * @throws ownBill, absentBarred, mandatesUnavailable
 */
export async function refuseOwnBill(ctx: Context, action: string, bill: Bill | undefined): Promise<void> {
  await refuseOwnBills(ctx, action, bill ? [bill] : []);
}

/** Of several, as `refuseOwnBill`: the register of mandates is asked once of each official. */
export async function refuseOwnBills(ctx: Context, action: string, bills: readonly Bill[]): Promise<void> {
  const [first] = bills;
  if (!first) return;
  if (await paysOne(ctx, ctx.actor, bills)) throw ownBill();
  const absent = absentAt(ctx, action, first.institution);
  const barred = absent.map((person) => paysOne(ctx, { kind: 'person', person, appointments: [] }, bills));
  if (absent.length > 0 && (await Promise.all(barred)).every(Boolean)) throw absentBarred();
}

async function paysOne(ctx: Context, official: Actor, bills: readonly Bill[]): Promise<boolean> {
  const { person } = official;
  if (person === undefined) return false;
  const headed = bills.some(({ organisation }) => organisation !== null)
    ? await headedPort.of(ctx.vahid)(ctx, person)
    : [];
  if (!headed) throw mandatesUnavailable();
  const system: Context = { ...ctx, actor: { kind: 'system', appointments: [] } };
  const subjects = await instances(
    system,
    bills.map(({ subject }) => subject),
  );
  const spoken = new Map(subjects.map(({ id, spoke_for_owner: spoke }) => [id, spoke]));
  return bills.some(({ person: owner_person, organisation: owner_organisation, institution, subject }) => {
    const of = { owner_person, owner_organisation, spoke_for_owner: spoken.get(subject) ?? [] };
    return isInterested(official, of, headed, { institution });
  });
}

/**
 * Two persons stand behind a refund: who ordered it and who confirms it; of one that the program ordered, who brought
 * the money that goes back and who confirms it. Nobody is the second one in the office of the first.
 * @throws sameEyes, broughtMoney, absentBarred
 */
export async function refuseSameEyes(
  ctx: Context,
  { person: ordered, bill, institution }: Pick<store.RefundWithStage, 'person' | 'bill' | 'institution'>,
): Promise<void> {
  const { person } = ctx.actor;
  if (person === undefined) return;
  const first = ordered === null ? (bill === null ? [] : await store.listReceivers(ctx.db, bill)) : [ordered];
  if (first.includes(person)) throw ordered === null ? broughtMoney() : sameEyes();
  const absent = absentAt(ctx, 'payments.confirmRefund', institution);
  if (absent.length > 0 && absent.every((one) => first.includes(one))) throw absentBarred();
}

/** Why somebody may not confirm the statement: they read it in, or hold the office for who did. */
export function statementObstacle(
  ctx: Context,
  { person: reader, institution }: { readonly person: string | null; readonly institution: string },
): ReturnType<typeof statementSameEyes> | undefined {
  if (reader === null) return undefined;
  if (reader === ctx.actor.person) return statementSameEyes();
  const absent = absentAt(ctx, 'payments.confirmStatement', institution);
  return absent.length > 0 && absent.every((one) => one === reader) ? absentBarred() : undefined;
}
