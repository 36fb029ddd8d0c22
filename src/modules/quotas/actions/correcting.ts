import { allow, officesOf } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notFound, signInNeeded } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { absentIn } from '../../identity/index.ts';
import { absentBarred } from '../../process/index.ts';
import * as refusals from '../refusals.ts';
import { correctable, isMore, minus, short } from '../rules.ts';
import * as store from '../store.ts';
import { tellOfUse } from './telling.ts';

const mostNote = 1000;

/**
 * Proposes to give back some of what was booked, or to take more. Another person has to confirm it.
 * @throws noteNeeded, correctionWrong
 */
export async function orderCorrection(
  ctx: Context,
  { quota, amount, note: written }: { readonly quota: string; readonly amount: string; readonly note: string },
): Promise<void> {
  const note = plainText(written);
  await inTransaction(ctx, async (inner) => {
    const row = await store.findQuota(inner.db, quota);
    if (!row) throw notFound();
    allow(inner, 'quotas.orderCorrection', { institution: row.operator });
    const { person } = inner.actor;
    if (person === undefined) throw signInNeeded();
    refuseWrong(row, amount);
    if (note === '' || note.length > mostNote) throw refusals.noteNeeded();
    const id = newId();
    await store.insertCorrection(inner.db, { id, quota, amount, note, person, ordered_at: inner.vahid.now() });
    await audit(inner, 'quotas.orderCorrection', quota);
  });
}

function refuseWrong(row: store.Standing, amount: string): void {
  const { back, more } = correctable(row);
  const fits =
    /^-?\d{1,11}(\.\d{1,3})?$/.test(amount) &&
    Number(amount) !== 0 &&
    !isMore(amount, back) &&
    !isMore(minus(amount), more);
  if (!fits) throw refusals.correctionWrong({ back: Number(back), more: Number(more) });
}

/** Confirms or rejects a correction that somebody else proposed. @throws sameEyes, absentBarred, correctionDecided, correctionWrong */
export async function decideCorrection(
  ctx: Context,
  { correction, confirm }: { readonly correction: string; readonly confirm: boolean },
): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    const found = await store.findCorrection(inner.db, correction);
    const before = found && (await store.findQuota(inner.db, found.quota));
    if (!found || !before) throw notFound();
    allow(inner, 'quotas.confirmCorrection', { institution: before.operator });
    const { person } = inner.actor;
    if (person === undefined) throw signInNeeded();
    if (person === found.person) throw refusals.sameEyes();
    // Nor is the second person the one who holds the office for the first.
    const offices = officesOf(inner.vahid.access['quotas.confirmCorrection'] ?? []);
    const absent = absentIn(inner.actor, before.operator, offices);
    if (absent.length > 0 && absent.every((one) => one === found.person)) throw absentBarred();
    await store.lock(inner.db, before.number);
    const row = await store.findQuota(inner.db, found.quota);
    if (confirm && row) refuseWrong(row, short(found.amount));
    const at = inner.vahid.now();
    const isNew = await store.insertEntry(inner.db, {
      at,
      quota: found.quota,
      kind: confirm ? 'corrected' : 'not_corrected',
      amount: confirm ? found.amount : '0',
      correction,
      person,
      effect_key: `correction:${correction}`,
    });
    if (!isNew) throw refusals.correctionDecided();
    await tellOfUse(inner, found.quota);
    await audit(inner, 'quotas.confirmCorrection', found.quota);
    return found.quota;
  });
}
