import type { Context } from '../../kernel/context.ts';
import { port } from '../../kernel/vahid.ts';
import type { Text } from '../../language/lang.ts';
import type { EntryKind } from './kinds.ts';

export interface ServingService {
  readonly path: string;
  readonly title: Text;
}

/** Services in force that serve an item of the plan, given by its number. */
export const servingPort = port<(ctx: Context, number: string) => readonly ServingService[]>('services of a measure');

/** What was seen at work, to be held against what the register declares. */
export interface Observed {
  /** Institutions that asked the exchange: how many look-ups, and when the last one was. */
  readonly callers: readonly { readonly institution: string; readonly count: number; readonly last: Date }[];
  /** How often each thing whose use can be seen was used; 0 where nobody did. What cannot be seen is absent. */
  readonly uses: readonly { readonly kind: EntryKind; readonly code: string; readonly count: number }[];
}

export const nothingObserved: Observed = { callers: [], uses: [] };

/** How often each service was applied for since a moment; 0 where nobody did. */
export const servedPort =
  port<(ctx: Context, since: Date) => Promise<Observed['uses']>>('how often services were used');

/** What the exchange has seen since a moment. */
export const observedPort = port<(ctx: Context, since: Date) => Promise<Observed>>('what the exchange observed');
