import type { Context } from '../../kernel/context.ts';
import { type Observed, primaryOf, registers } from '../catalogue/index.ts';
import { callersSince, conceptsSince } from './store.ts';

/**
 * Who asked since a moment, and how often each register was: a look-up that got through counts for the register that is
 * the primary source of what was read or entered. `platform` stands in the log for Vahid itself and is no institution.
 */
export async function observedBy({ vahid, db }: Context, since: Date, platform: string): Promise<Observed> {
  const callers = (await callersSince(db, since)).filter(({ institution }) => institution !== platform);
  const counts = new Map(registers(vahid.releases).map(({ name }) => [name, 0]));
  for (const { concept, count } of await conceptsSince(db, since)) {
    const asked = primaryOf(vahid.releases, concept)?.register;
    if (asked !== undefined) counts.set(asked, (counts.get(asked) ?? 0) + count);
  }
  return { callers, uses: [...counts].map(([code, count]) => ({ kind: 'register', code, count })) };
}
