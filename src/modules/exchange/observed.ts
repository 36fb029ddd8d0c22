import type { Context } from '../../kernel/context.ts';
import { printClientId, readServiceId } from '../../protocols/x-road/identifier.ts';
import { type Observed, primaryOf, registers } from '../catalogue/index.ts';
import { partsOf } from './directory/instance.ts';
import { callersSince, conceptsSince, servicesSince } from './store.ts';

/**
 * Who asked since a moment, and how often each register was: a look-up that got through counts for the register that is
 * the primary source of what was read or entered; one at a service of the exchange for every register that is kept in the
 * system whose service it is, since nobody can tell which of them answered. `platform` stands in the log for Vahid itself
 * and is no institution.
 */
export async function observedBy(ctx: Context, since: Date, platform: string): Promise<Observed> {
  const { vahid, db } = ctx;
  const callers = (await callersSince(db, since)).filter(({ institution }) => institution !== platform);
  const all = registers(vahid.releases);
  const counts = new Map(all.map(({ name }) => [name, 0]));
  const add = (name: string, count: number) => counts.set(name, (counts.get(name) ?? 0) + count);
  for (const { concept, count } of await conceptsSince(db, since)) {
    const asked = primaryOf(vahid.releases, concept)?.register;
    if (asked !== undefined) add(asked, count);
  }
  for (const { service, count } of await servicesSince(db, since)) {
    const system = systemBehind(ctx, service);
    for (const kept of all) if (kept.system !== undefined && kept.system === system) add(kept.name, count);
  }
  return { callers, uses: [...counts].map(([code, count]) => ({ kind: 'register', code, count })) };
}

/** Code of the system whose service it is; undefined for one of another exchange. */
function systemBehind({ vahid }: Context, service: string): string | undefined {
  try {
    return partsOf(vahid, printClientId(readServiceId(service)))?.system;
  } catch {
    return undefined;
  }
}
