import type { Context } from '../../kernel/context.ts';
import { decideStatement } from './actions/confirming.ts';
import { type Imported, importStatement } from './actions/importing.ts';

/** Reads a statement in and has another official confirm it where it waits. */
export async function readIn(
  reader: Context,
  confirmer: Context,
  given: Parameters<typeof importStatement>[1],
): Promise<Omit<Imported, 'waiting'>> {
  const { waiting, ...done } = await importStatement(reader, given);
  for (const statement of waiting) {
    const { waiting: _, ...taken } = await decideStatement(confirmer, { statement, confirm: true });
    for (const kind of ['matched', 'unmatched', 'known', 'passed'] as const) done[kind] += taken[kind];
  }
  return done;
}
