import type { Context } from '../../../kernel/context.ts';
import { officialNames } from '../../identity/index.ts';
import { type InstanceRef, journal, type JournalEntry } from '../../process/index.ts';

/** Names of those whom entries of a journal tell of besides who acted: in whose place, and to whom a case was given. */
export async function namesIn(ctx: Context, entries: readonly JournalEntry[]): Promise<ReadonlyMap<string, string>> {
  const told = entries.flatMap(({ action, details: { instead, to } }) => [
    ...(typeof instead === 'string' ? [instead] : []),
    ...(action === 'reassign' && typeof to === 'string' ? [to] : []),
  ]);
  return officialNames(ctx, [...new Set(told)]);
}

/** What was done with a case, and the names of whom it tells. @throws notAllowed */
export async function journalWithNames(ctx: Context, of: InstanceRef) {
  const entries = await journal(ctx, of);
  return { entries, names: await namesIn(ctx, entries) };
}
