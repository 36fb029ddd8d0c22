import type { Context } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { register } from '../../catalogue/index.ts';
import { Breaker } from './breaker.ts';
import { Cache } from './cache.ts';
import { type DoorClient, openDoor } from './door.ts';
import type { RemoteRegister } from './reading.ts';

/** What the registers kept elsewhere share in one process. */
export interface Remotes {
  readonly door: DoorClient;
  readonly cache: Cache;
  breakerOf(service: RemoteRegister['remote']['service']): Breaker;
}

const slot = 'exchange.remotes';

export function remotesOf(vahid: Vahid): Remotes {
  const kept = vahid.ports.get(slot) as Remotes | undefined;
  if (kept) return kept;
  const breakers = new Map<string, Breaker>();
  const made: Remotes = {
    door: openDoor(vahid),
    cache: new Cache(vahid.now),
    breakerOf(service) {
      const name = [service.institution, service.system, service.service].join('/');
      const breaker = breakers.get(name) ?? new Breaker(vahid.now);
      breakers.set(name, breaker);
      return breaker;
    },
  };
  vahid.ports.set(slot, made);
  return made;
}

export function remoteRegister({ vahid }: Pick<Context, 'vahid'>, name: string): RemoteRegister {
  const found = register(vahid.releases, name);
  if (!found?.remote) throw new Error(`no register kept elsewhere is called ${name}`);
  return { ...found, remote: found.remote };
}
