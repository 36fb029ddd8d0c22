import { isPersonNumber, isVoen } from '../../../language/index.ts';
import type { GatewayEntry } from '../../../protocols/gateway/configuration.ts';
import type { Disclosure, MassRun } from '../../../protocols/gateway/disclosure.ts';
import type { TrafficMinute } from '../../../protocols/gateway/traffic.ts';
import { type ClientId, printClientId, readClientId, readServiceId } from '../../../protocols/x-road/identifier.ts';
import type { FormerSystem, LineFault } from './ports.ts';

/** Stands for names that were too many to be kept apart. */
const allOthers = '*';
const dayMs = 86_400_000;
/** A gateway that was cut off delivers later; what is older than this nobody awaits any more. */
const oldestDays = 60;
/** Clocks differ by this much. */
const aheadMs = 5 * 60_000;
/** As long as a right may hide anything. */
const longestHiddenDays = 3650;

/** A gateway goes on by the configuration that it has for so long after the next one was published. */
const staleMs = dayMs;

export interface Teller {
  readonly gateway: Pick<GatewayEntry, 'serves'>;
  /** Systems that took part through it once. */
  readonly former: readonly FormerSystem[];
  readonly now: Date;
}

/** What a line about somebody is refused for; undefined where it is taken. */
export function flawOf(line: Disclosure, teller: Teller): LineFault | undefined {
  const { client, service, at, entity, key, hiddenUntil, ...rest } = line;
  if (!isStorable(rest)) return 'text';
  const flaw = partiesFlaw({ client, service, at }, teller) ?? momentFlaw(at, teller.now);
  if (flaw) return flaw;
  if (!(entity === 'person' ? isPersonNumber(key) : isVoen(key))) return 'key';
  const hidden = hiddenUntil === undefined ? 0 : Date.parse(hiddenUntil) - Date.parse(at);
  // NaN: a day that no calendar has.
  return hidden <= longestHiddenDays * dayMs ? undefined : 'hidden_too_long';
}

/** What a mass run is refused for; undefined where it is taken. */
export function runFlawOf({ client, service, from, to, ...rest }: MassRun, teller: Teller): LineFault | undefined {
  if (!isStorable(rest)) return 'text';
  const flaw = partiesFlaw({ client, service, at: to }, teller) ?? momentFlaw(to, teller.now);
  if (flaw) return flaw;
  return Date.parse(from) <= Date.parse(to) ? undefined : 'times';
}

/** What a minute of traffic is refused for: a gateway counts its own side, for its own systems. */
export function minuteFlawOf(minute: TrafficMinute, teller: Teller): LineFault | undefined {
  const { side, client, service, at, lastSuccess = at, lastFailure = at, ...rest } = minute;
  if (!isStorable([client, service, Object.keys(rest.faults), rest])) return 'text';
  if (rest.succeeded + rest.failed === 0) return 'nothing';
  const flaw = [at, lastSuccess, lastFailure]
    .map((moment) => momentFlaw(moment, teller.now))
    .find((one) => one !== undefined);
  if (flaw || (client === allOthers && service === allOthers)) return flaw;
  if (side === 'provider') return partiesFlaw({ client, service, at }, teller);
  return servedAt(at, teller).includes(client) ? undefined : 'not_served';
}

type Parties = Pick<Disclosure, 'client' | 'service' | 'at'>;

function partiesFlaw({ client, service, at }: Parties, teller: Teller): LineFault | undefined {
  if (readClient(client) === undefined) return 'client';
  return servedAt(at, teller).some((subsystem) => isOf(service, subsystem)) ? undefined : 'not_served';
}

/** What a gateway is believed about: systems that it serves, and at their time those that it served. */
function servedAt(moment: string, { gateway, former }: Teller): readonly string[] {
  const at = Date.parse(moment);
  const once = former.filter(({ from, until }) => at >= from.getTime() && at <= until.getTime() + staleMs);
  return [...gateway.serves, ...once.map(({ subsystem }) => subsystem)];
}

function isOf(service: string, subsystem: string): boolean {
  try {
    return printClientId(readServiceId(service)) === subsystem && service.startsWith(`${subsystem}/`);
  } catch {
    return false;
  }
}

/** A caller by its identifier, written as we print it; undefined where it is none. */
export function readClient(client: string): ClientId | undefined {
  try {
    const read = readClientId(client);
    return printClientId(read) === client ? read : undefined;
  } catch {
    return undefined;
  }
}

function momentFlaw(moment: string, now: Date): LineFault | undefined {
  const at = Date.parse(moment);
  if (!(at >= now.getTime() - oldestDays * dayMs)) return 'too_old';
  return at <= now.getTime() + aheadMs ? undefined : 'in_future';
}

/** PostgreSQL keeps neither the character NUL nor half a surrogate pair, and nobody is shown other control characters. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !/\p{Cc}/u.test(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable);
}
