import { type Context, inTransaction, systemContext } from '../../kernel/context.ts';
import { newId } from '../../kernel/identifier.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { demoPeople } from '../identity/index.ts';
import { type Invented, inventState } from './generator/state.ts';
import { insertVersions, type NewRow, recordOfEffect } from './store.ts';

/** Enough for a bar that moves, few enough statements to take no time. */
const batch = 1000;

const effectOf = ({ register, key, from }: Invented): string => `demo:${register}:${key}:${from}`;

/** Writes the invented state into the hosted registers, once: all of it or nothing. */
export async function seed(vahid: Vahid, progress: (done: number, of: number) => void): Promise<void> {
  const state = inventState(demoPeople);
  await inTransaction(systemContext(vahid, 'seed-records'), async (ctx) => {
    const [first] = state;
    if (!first || (await recordOfEffect(ctx.db, effectOf(first)))) return;
    for (let done = 0; done < state.length; done += batch) {
      const rows = state.slice(done, done + batch).map((invented) => rowOf(ctx, invented));
      await insertVersions(ctx.db, rows);
      progress(Math.min(done + batch, state.length), state.length);
    }
  });
}

function rowOf(ctx: Context, invented: Invented): NewRow {
  const now = ctx.vahid.now();
  return {
    id: newId(now.getTime()),
    register: invented.register,
    key: invented.key,
    valid_from: invented.from,
    valid_to: invented.to,
    recorded_at: now,
    data: invented.data,
    effect_key: effectOf(invented),
  };
}
