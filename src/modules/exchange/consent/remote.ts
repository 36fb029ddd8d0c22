import type { Vahid } from '../../../kernel/vahid.ts';
import { readServiceId } from '../../../protocols/x-road/index.ts';
import type { ConsentsAsked } from '../gateway/consents.ts';
import { type DoorClient, openDoor } from '../remote/door.ts';
import { validSeconds } from './hosted.ts';

const timeoutMs = 5_000;
const mostKept = 50_000;
/** Under which a provider's institution asks; the right to it is granted by whose service `vahid:consents` is. */
const purpose = 'register-keeping';

/**
 * Asks the centre over the exchange, for a gateway with a database of its own. Who has agreed is believed for a minute;
 * that somebody has not, never. Fails where the centre does not answer: that is neither.
 */
export function askCentre(vahid: Vahid, service: string): (asked: ConsentsAsked) => Promise<ReadonlySet<string>> {
  const door = openDoor(vahid);
  const kept = new Map<string, number>();
  return async (asked) => {
    const now = vahid.now().getTime();
    const nameOf = (key: string) => [asked.client, asked.service, asked.purpose, key].join(' ');
    const known = asked.subjects.filter(({ key }) => (kept.get(nameOf(key)) ?? 0) > now).map(({ key }) => key);
    const open = asked.subjects.filter(({ key }) => !known.includes(key));
    if (open.length === 0) return new Set(known);
    const agreed = await ask(door, service, { ...asked, subjects: open });
    // Rather asked once more than grown without end.
    if (kept.size > mostKept) kept.clear();
    for (const key of agreed) kept.set(nameOf(key), now + validSeconds * 1000);
    return new Set([...known, ...agreed]);
  };
}

async function ask(door: DoorClient, id: string, asked: ConsentsAsked): Promise<readonly string[]> {
  const { memberCode: institution, subsystem: system, service } = readServiceId(id);
  const { client, service: wanted, purpose: named, subjects } = asked;
  const answer = await door.ask({
    service: { institution, system, service },
    terms: { consumer: readServiceId(wanted).memberCode, purpose, basis: { act: '', article: '' } },
    method: 'POST',
    path: '/check',
    body: JSON.stringify({ client, service: wanted, purpose: named, subjects }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (answer.status !== 200) throw new Error(`consents are not to be had: ${answer.fault ?? `HTTP ${answer.status}`}`);
  const { agreed } = JSON.parse(answer.text) as { agreed: readonly string[] };
  return agreed.filter((key) => subjects.some((one) => one.key === key));
}
