import type { Context } from '../../kernel/context.ts';
import { port } from '../../kernel/vahid.ts';

/**
 * The letter that says that a notification is there, never to which address. `at`: when it went, was refused, or is to
 * go; `delayed`: that moment has passed; `dropped`: the address was deleted or replaced before; `none`: nobody wanted one.
 */
export type Delivery =
  | { readonly state: 'sent' | 'waiting' | 'delayed' | 'refused' | 'dropped'; readonly at: Date }
  | { readonly state: 'none' };

interface Left {
  readonly id: string;
  readonly at: Date;
}

/** What became of the letters behind notifications, by their ids; none of one too old to be known. Filled by whoever sends them. */
export const deliveryPort =
  port<(ctx: Context, of: readonly Left[]) => Promise<ReadonlyMap<string, Delivery>>>('process.delivery');

const nothing: ReadonlyMap<string, Delivery> = new Map();

/** Nothing where no letters are sent. */
export async function deliveriesOf(ctx: Context, of: readonly Left[]): Promise<ReadonlyMap<string, Delivery>> {
  if (of.length === 0 || !ctx.vahid.ports.has(deliveryPort.name)) return nothing;
  return deliveryPort.of(ctx.vahid)(ctx, of);
}
