import { type Context, inTransaction } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { makeWebhookKey, publicKeyOf, type Scheme } from '../../../protocols/webhook/signature.ts';
import * as refusals from './refusals.ts';
import { type Caller, ownSubscription, wrapping } from './subscription.ts';
import { setKey, type Subscription } from './subscription-store.ts';

const dayMs = 86_400_000;
/** For so many days the key before signs as well, where nothing else is said. */
export const usualDays = 7;

/** Until when the key before signs as well; undefined where none does. */
export const formerUntil = ({ vahid }: Context, { former_until: until }: Subscription): Date | undefined =>
  until !== null && until > vahid.now() ? until : undefined;

/** Keys by which an attempt is signed now: the present one first, then the one before. */
export function signingKeys(
  ctx: Context,
  subscription: Subscription,
): readonly { readonly scheme: Scheme; readonly kept: Buffer }[] {
  const { id, scheme, wrapped_key: present, former_wrapped_key: former } = subscription;
  const wrapped = [present, formerUntil(ctx, subscription) ? former : null];
  return wrapped.flatMap((one) =>
    one === null ? [] : [{ scheme: scheme ?? 'v1a', kept: ctx.vahid.keys.unwrap(wrapping(id), one) }],
  );
}

/** What a receiver checks signatures with, where that is no secret; the present key first. */
export const publicKeys = (ctx: Context, subscription: Subscription): readonly string[] =>
  signingKeys(ctx, subscription).flatMap(({ scheme, kept }) => (scheme === 'v1a' ? [publicKeyOf(kept)] : []));

/**
 * Changes the key of a webhook of the caller. Answers what its receiver checks signatures with, shown this once where it
 * is a secret. `days`: for so many the key before signs as well. @throws noSubscription, noWebhook, keyChanging
 */
export const changeKey = (ctx: Context, caller: Caller, id: string, days = usualDays): Promise<string> =>
  inTransaction(ctx, async (inner) => follow(inner, await ownSubscription(inner, caller, id), days));

/** The same for a subscription that the caller holds locked. One that is in wrong hands (0 days) may always be changed. */
export async function follow(ctx: Context, subscription: Subscription, days: number): Promise<string> {
  const { id, scheme, wrapped_key: present } = subscription;
  if (scheme === null || present === null || subscription.state === 'ended') throw refusals.noWebhook();
  const changing = formerUntil(ctx, subscription);
  if (changing && days > 0) throw refusals.keyChanging({ until: bakuDate(changing) });
  const { kept, shown } = makeWebhookKey(scheme);
  const until = days > 0 ? new Date(ctx.vahid.now().getTime() + days * dayMs) : null;
  const wrapped = ctx.vahid.keys.wrap(wrapping(id), kept);
  await setKey(ctx.db, id, { wrapped, former: until && present, until });
  return shown;
}
