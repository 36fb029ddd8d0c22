import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { firstId } from '../../../kernel/identifier.ts';
import type { JobKind } from '../../../kernel/job.ts';
import { addDays, bakuDate, bakuInstant } from '../../../language/index.ts';
import { dropContents, longestDays } from './store.ts';

const kind = 'exchange.forget';
const dayMs = 86_400_000;
/** A job is one transaction, for whose end others wait. */
const atOnce = 5000;

/** A piece of the log, and what becomes of the next one. */
export interface Forgotten {
  /** Id up to which nothing is left, from which it goes on. */
  readonly after: string;
  /** Whether there may be more now. */
  readonly more: boolean;
}

/** Empties heads and bodies whose time is over, of one piece of the log; the lines, and what proves them, stay. */
export async function forgetContents(ctx: Context, after = firstId, most = atOnce): Promise<Forgotten> {
  const { config, now } = ctx.vahid;
  const { contentDays: usual } = config.messageLog;
  const reached = await dropContents(ctx, { after, usual, most });
  if (reached !== undefined) return { after: reached, more: true };
  // Of what is older than the longest time nothing is left.
  const longest = await longestDays(ctx.db, usual);
  return { after: idAt(new Date(now().getTime() - longest * dayMs)), more: false };
}

/** Comes before every id of a line from that moment on. */
function idAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** Every night; at once again where more is waiting. */
export const forgetJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const { after, more } = await forgetContents(ctx, typeof payload === 'string' ? payload : firstId);
    const at = more ? ctx.vahid.now() : nextNight(ctx);
    await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at, payload: after });
  },
};

/** When few are asking: between two and three in Baku. */
export const nextNight = ({ vahid }: Context): Date => bakuInstant(addDays(bakuDate(vahid.now()), 1), '02:30');

/** How far it had come is not forgotten by a restart. */
export async function scheduleForgetting(ctx: Context): Promise<void> {
  const { rows } = await sql`select from kernel.job where key = ${kind}`.execute(ctx.db);
  if (rows.length > 0) return;
  await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: nextNight(ctx), payload: firstId });
}
