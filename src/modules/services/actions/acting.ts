import type { Context } from '../../../kernel/context.ts';
import { type Act, act as take, type Acted } from '../../process/index.ts';

/** The program acts in the caller's transaction, whoever the caller is. */
export async function act(ctx: Context, given: Act): Promise<Acted> {
  return take({ ...ctx, actor: { kind: 'system', appointments: [] } }, given);
}

const officials: ReadonlySet<string> = new Set(['officer', 'approver', 'deputy_head']);

export const officialTook = (as: string): boolean => officials.has(as);
