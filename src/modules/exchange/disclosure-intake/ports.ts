import type { Context } from '../../../kernel/context.ts';
import { port } from '../../../kernel/vahid.ts';
import type { Configuration } from '../../../protocols/gateway/configuration.ts';
import type { Disclosures } from '../../../protocols/gateway/disclosure.ts';

/** Configuration of the exchange as its centre publishes it at the moment; undefined while there is none. */
export const configurationPort = port<(ctx: Context) => Promise<Configuration | undefined>>('exchange.configuration');

/** A system that took part through a gateway, and through another or none afterwards. */
export interface FormerSystem {
  readonly subsystem: string;
  readonly from: Date;
  readonly until: Date;
}

/** What took part through a gateway once: it may still have to tell of that. */
export const formerSystemsPort =
  port<(ctx: Context, gateway: string) => Promise<readonly FormerSystem[]>>('exchange.former-systems');

/** A line that the centre can never take, and why; whoever delivers need not send it again. */
export interface RefusedLine {
  readonly id: string;
  readonly code: LineFault;
}

/**
 * What a line is refused for: `not_served`: its service is not one of the gateway’s, nor was it
 * at that time; `client`: no identifier of a member;
 * `too_old`, `in_future`: its time; `key`: no number of a person that was ever given, and no VÖEN; `hidden_too_long`: no act hides anything for so long;
 * `times`: ends before it begins; `nothing`: counts no exchange; `text`: signs that cannot be stored.
 */
export type LineFault =
  | 'not_served'
  | 'client'
  | 'too_old'
  | 'in_future'
  | 'key'
  | 'hidden_too_long'
  | 'times'
  | 'nothing'
  | 'text';

/** What became of a batch: lines that are new, those that were there already, and those that can never be taken. */
export interface Receipt {
  readonly taken: number;
  readonly repeated: number;
  readonly refused: readonly RefusedLine[];
}

/** Takes what a gateway of this very installation has to tell, as the door does for all others. */
export const disclosuresPort = port<(ctx: Context, batch: Disclosures) => Promise<Receipt>>('exchange.disclosures');
