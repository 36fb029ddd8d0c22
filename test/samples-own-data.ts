import { sql } from 'kysely';
import { newId } from '../src/kernel/identifier.ts';
import { requestCorrection } from '../src/modules/services/correction-request/actions.ts';
import type { House } from './house.ts';
import type { Sample } from './samples.ts';

const concept = 'person.pensioner';

/** A request of `citizen.own` to the owner of a register; more than anybody may send in a day. */
async function sent(house: House): Promise<string> {
  await sql`delete from kernel.attempt`.execute(house.vahid.db);
  return requestCorrection(house.as('citizen.own'), { concept, words: 'Sınaq' });
}
const aboutNothing: Sample = () => ({ params: { id: newId() }, body: { do: 'withdraw', key: newId() } });

/** Doors to what registers hold about somebody. */
export const ownDataSamples: Readonly<Record<string, Sample>> = {
  'GET /melumatlarim/sehv': () => ({ query: { melumat: concept } }),
  'GET /melumatlarim/sehv (no such fact)': () => ({ query: { melumat: 'person.nothing' } }),
  'GET /melumatlarim/sehv (a value is asked)': () => ({ query: { melumat: 'person.birthDate' } }),
  'GET /melumatlarim/sehv (of a company)': () => ({ query: { melumat: 'organisation.address' } }),
  'POST /melumatlarim/sehv (a value is missing)': () => ({
    query: { melumat: 'person.birthDate' },
    body: { words: 'Sınaq', right: 'mayda' },
  }),
  'POST /melumatlarim/sehv': () => ({ query: { melumat: concept }, body: { words: 'Sınaq' } }),
  'GET /melumatlarim/duzelis/:id': async (house) => ({ params: { id: await sent(house) } }),
  'GET /melumatlarim/duzelis/:id (unknown)': aboutNothing,
  'POST /melumatlarim/duzelis/:id/emel': async (house) => ({
    params: { id: await sent(house) },
    body: { do: 'withdraw', key: newId() },
  }),
  'POST /melumatlarim/duzelis/:id/emel (unknown)': aboutNothing,
};
