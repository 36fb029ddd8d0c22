import { timingSafeEqual } from 'node:crypto';
import { allow } from '../../kernel/access.ts';
import { countAttempt } from '../../kernel/attempt.ts';
import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import { notFound, notAllowed } from '../../kernel/refusal.ts';
import type { Lang } from '../../language/index.ts';
import type { AddressRow } from './entities.ts';
import { confirmKind } from './jobs.ts';
import { codeOf } from './letters.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** For so long the link of a letter confirms. */
const linkMs = 24 * 3600 * 1000;
const perDay = { times: 5, minutes: 24 * 60 };

/** An installation without a mail server has none of this. */
export function refuseWithoutServer({ vahid }: Context): void {
  if (!vahid.config.smtp) throw notFound();
}

function ownerOf({ actor }: Context): store.Owner {
  if (actor.organisation !== undefined) return { organisation: actor.organisation };
  if (actor.person === undefined) throw notAllowed();
  return { person: actor.person };
}

export interface AddressView {
  readonly address: AddressRow | undefined;
  readonly lastSent: Date | undefined;
}

/** One's own address, or that of the organisation for which one acts. @throws notFound without a mail server */
export async function ownAddress(ctx: Context): Promise<AddressView> {
  allow(ctx, 'mail.readAddress');
  refuseWithoutServer(ctx);
  const address = await store.findAddress(ctx.db, ownerOf(ctx));
  return { address, lastSent: address && (await store.lastSent(ctx.db, address.id)) };
}

export interface AddressInput {
  readonly address: string;
  readonly lang: Lang;
  /** Nothing at night. */
  readonly quiet: boolean;
}

const pattern = /^[^\s@<>"(),:;\\[\]]{1,64}@(?=.{3,180}$)[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\]]+$/u;

/** Another address holds once its owner has pressed the link in a letter to it. @throws addressWrong, tooManyAttempts */
export async function setAddress(ctx: Context, { address: given, lang, quiet }: AddressInput): Promise<void> {
  allow(ctx, 'mail.setAddress');
  refuseWithoutServer(ctx);
  const address = given.trim();
  if (!pattern.test(address)) throw refusals.addressWrong();
  const owner = ownerOf(ctx);
  const before = await store.findAddress(ctx.db, owner);
  if (before?.confirmed_at && !before.refused_at && before.address === address) {
    await store.updateAddress(ctx.db, before.id, { lang, quiet });
    return;
  }
  // Neither may one person write to many, nor many to one.
  await countAttempt(ctx, `mail of ${ctx.actor.person}`, perDay.times, perDay.minutes);
  await countAttempt(ctx, `mail to ${address.toLowerCase()}`, perDay.times, perDay.minutes);
  const at = ctx.vahid.now();
  const id = newId(at.getTime());
  const whose = { person: null, organisation: null, ...owner };
  await inTransaction(ctx, async (tx) => {
    await store.putAddress(tx.db, owner, {
      id,
      ...whose,
      address,
      lang,
      quiet,
      asked_at: at,
      confirmed_at: null,
      refused_at: null,
    });
    await tx.vahid.jobs.schedule(tx, { kind: confirmKind, key: `${confirmKind}:${id}`, at, payload: { address: id } });
    await audit(tx, 'mail.setAddress', id);
  });
}

/** By the code of the letter, of whoever signed in as its owner. @throws linkOld */
export async function confirmAddress(ctx: Context, code: string): Promise<void> {
  allow(ctx, 'mail.setAddress');
  refuseWithoutServer(ctx);
  const found = await store.findAddress(ctx.db, ownerOf(ctx));
  const now = ctx.vahid.now();
  if (!found || !isCodeOf(ctx, found, code) || now.getTime() - found.asked_at.getTime() > linkMs)
    throw refusals.linkOld();
  await store.updateAddress(ctx.db, found.id, { confirmed_at: now });
  await audit(ctx, 'mail.setAddress', found.id);
}

function isCodeOf(ctx: Context, row: AddressRow, code: string): boolean {
  const [expected, given] = [Buffer.from(codeOf(ctx, row)), Buffer.from(code)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** No more letters. */
export async function removeAddress(ctx: Context): Promise<void> {
  allow(ctx, 'mail.setAddress');
  refuseWithoutServer(ctx);
  if (await store.deleteAddress(ctx.db, ownerOf(ctx))) await audit(ctx, 'mail.setAddress');
}
