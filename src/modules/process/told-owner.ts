import type { Context } from '../../kernel/context.ts';
import { deliveriesOf, type Delivery } from './delivery.ts';
import type { Instance } from './entities.ts';
import * as store from './notice-store.ts';

/** The newest notification that the owner of an instance was left, and whether it has reached them. */
export interface ToldOwner {
  readonly at: Date;
  /** When it was first marked as read in the portal. */
  readonly readAt?: Date;
  /** Absent where no letters are sent, or where that is not known any more. */
  readonly letter?: Delivery;
}

/**
 * Of a person, who represented them then, or an organisation; undefined where none was left. For other rooms' pages about an
 * instance that the reader may see: checks no access.
 */
export async function toldOwner(ctx: Context, of: Instance): Promise<ToldOwner | undefined> {
  const { id, owner_person: person, owner_organisation: organisation } = of;
  const left = await store.lastToOwner(ctx.db, { instance: id, person, organisation });
  const letters = await deliveriesOf(ctx, left);
  // What went to both of them has reached them where it has reached one.
  const [first] = left.toSorted((a, b) => reach(b, letters) - reach(a, letters));
  if (!first) return undefined;
  const letter = letters.get(first.id);
  return { at: first.at, ...(first.read_at ? { readAt: first.read_at } : {}), ...(letter ? { letter } : {}) };
}

function reach({ id, read_at }: store.LeftToOwner, letters: ReadonlyMap<string, Delivery>): number {
  return (read_at ? 2 : 0) + (letters.get(id)?.state === 'sent' ? 1 : 0);
}
