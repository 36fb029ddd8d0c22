import type { Context } from '../../../kernel/context.ts';
import { type Act, act as take, type Acted, type Instance, type Official } from '../../process/index.ts';

/** The program in the caller's transaction, whoever the caller is. */
export const asProgram = (ctx: Context): Context => ({ ...ctx, actor: { kind: 'system', appointments: [] } });

export const act = (ctx: Context, given: Act): Promise<Acted> => take(asProgram(ctx), given);

/** The key of a form for one of its actions; an empty one stays empty, and is refused. */
export const keyOf = (action: string, key: string): string => (key === '' ? '' : `${action}:${key}`);

/** False for a form that came again: it is answered like the first, and nothing more is written. */
export const tookPlace = ({ seq }: Acted, before: Pick<Instance, 'seq'>): boolean => seq === before.seq + 1;

const officials: ReadonlySet<string> = new Set(['officer', 'approver', 'deputy_head']);

export const officialTook = (as: string): as is Official => officials.has(as);
