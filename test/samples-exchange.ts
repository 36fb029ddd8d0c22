import { sql } from 'kysely';
import type { Json } from '../src/kernel/job.ts';
import { newId } from '../src/kernel/identifier.ts';
import { callEvents } from '../src/modules/exchange/events/test-stand.ts';
import { growLogs } from '../src/modules/exchange/log-tree/grow.ts';
import { insertConsent } from '../src/modules/exchange/consent/store.ts';
import { LookUpLog } from '../src/modules/exchange/log.ts';
import { insertDispatch } from '../src/modules/exchange/dispatch/store.ts';
import { insertEntry } from '../src/modules/exchange/remote/store.ts';
import { allCommitted } from './committed.ts';
import { type House, ownInstitution } from './house.ts';
import { directorySamples } from './samples-directory.ts';
import type { Sample } from './samples.ts';
import { serviceSamples } from './samples-services.ts';

/** A look-up at the data of `citizen.own`. */
async function lookUp(house: House): Promise<string> {
  const person = house.visitor('citizen.own').person ?? '';
  const basis = { act: 'technopark-rules', article: '4.1' };
  const log = new LookUpLog('read', { consumer: ownInstitution, purpose: 'technopark-residency', basis });
  log.note({ entity: 'person', id: person }, 'person.name', 'granted');
  await log.commit(house.ctx());
  const { rows } = await sql<{ id: string }>`select id from exchange.look_up where subject = ${person}
    order by at desc limit 1`.execute(house.vahid.db);
  return rows[0]?.id ?? '';
}

/** One that is in the tree already. */
async function provableLookUp(house: House): Promise<string> {
  const id = await lookUp(house);
  await allCommitted(house.vahid);
  await growLogs(house.ctx());
  return id;
}

const aboutLookUp: Sample = async (house) => ({ params: { id: await lookUp(house) } });
/** A message of the own institution that the system has refused. */
async function refusedDispatch(house: House): Promise<string> {
  const at = house.vahid.now();
  const id = newId(at.getTime());
  await insertDispatch(house.vahid.db, {
    id,
    effect_key: `sample:${id}`,
    at,
    consumer: ownInstitution,
    system: 'technopark-system',
    service: 'back-office',
    path: '/v1/cases',
    purpose: 'technopark-residency',
    act: 'technopark-rules',
    article: '4.1',
    reference: 'TP-2026-000007',
    content: Buffer.of(1),
    state: 'refused',
    attempts: 1,
    tried_at: at,
    problem: 'status 422',
  });
  return id;
}

/** An entry of the own institution that its register has refused. */
async function refusedEntry(house: House): Promise<string> {
  const [id, at] = [newId(), house.vahid.now()];
  const basis = { purpose: 'technopark-residency', act: 'technopark-rules', article: '4.2' };
  const state = { state: 'refused', record: null, attempts: 1, tried_at: at, problem: 'status 422' } as const;
  const of = { register: 'companies', consumer: ownInstitution, reference: null, effect_key: id };
  await insertEntry(house.vahid.db, { id, at, content: Buffer.from('sealed'), ...of, ...basis, ...state });
  return id;
}

const aboutNothing: Sample = () => ({ params: { id: newId() } });

const grants = 'az.gov.rinn.technopark-residents.residency_granted';

/** A subscription to the events of the institution of the tests. */
async function subscription(house: House, wanted: Json = {}, client = `AZ/GOV/din/sinaq-${newId()}`): Promise<string> {
  const { body } = await callEvents(house.vahid, `POST /types/${grants}/subscriptions`, {
    body: wanted,
    client,
    service: 'AZ/GOV/rinn/technopark-system/events',
  });
  return body.id;
}

const aboutSubscription: Sample = async (house) => ({ params: { id: await subscription(house) } });

/** What was asked of `citizen.own`, by a system that needs no other right for this. */
async function consent(house: House): Promise<string> {
  const id = newId();
  await insertConsent(house.vahid.db, {
    id,
    client: 'AZ/GOV/rinn/technopark-system',
    service: 'AZ/GOV/din/population-system/people',
    purpose: 'technopark-residency',
    act: 'technopark-rules',
    article: '4.2',
    fields: ['/name', '/birthDate'],
    entity: 'person',
    subject: house.visitor('citizen.own').person ?? '',
    subject_key: '1AAAAA1',
    reason: 'Rezidentlik müraciətinizə baxmaq üçün',
    until: '2027-06-01',
    asked_at: house.clock.now(),
  });
  return id;
}

const aboutConsent: Sample = async (house) => ({ params: { id: await consent(house) }, body: { decision: 'grant' } });

/** Doors of the exchange. */
export const exchangeSamples: Readonly<Record<string, Sample>> = {
  ...directorySamples,
  ...serviceSamples,
  'GET /raziliqlar/:id': async (house) => ({ params: { id: await consent(house) } }),
  'POST /raziliqlar/:id': aboutConsent,
  'POST /api/v1/consents/:id': async (house) => ({
    params: { id: await consent(house) },
    json: { decision: 'refuse' },
  }),
  'GET /mubadile/hadiseler/:type': () => ({ params: { type: grants } }),
  'GET /api/v1/exchange/event-types/:type/schema': () => ({ params: { type: grants } }),
  'GET /api/v1/exchange/event-services/:system/openapi.json': () => ({ params: { system: 'technopark-system' } }),
  'GET /masa/mubadile/hadiseler/:id': aboutSubscription,
  'POST /masa/mubadile/hadiseler/:id': aboutSubscription,
  'POST /masa/mubadile/hadiseler/:id/acar': async (house) => ({
    params: {
      id: await subscription(
        house,
        { push: { address: 'https://hooks.example/x' } },
        `AZ/GOV/${ownInstitution}/sinaq-${newId()}`,
      ),
    },
    body: {},
  }),
  'GET /api/v1/exchange/subscriptions/:id': aboutSubscription,
  'GET /baxislar/:id': aboutLookUp,
  'GET /baxislar/:id (unknown)': aboutNothing,
  'GET /baxislar/:id/subut': async (house) => ({ params: { id: await provableLookUp(house) } }),
  'GET /baxislar/:id/subut (unknown)': aboutNothing,
  'GET /exchange/log/consistency': () => ({ query: { log: 'look_up', from: '1', to: '1' } }),
  'GET /api/v1/look-ups/:id': aboutLookUp,
  'GET /api/v1/look-ups/:id (unknown)': aboutNothing,
  'POST /masa/mubadile/reyestrler/gonderis/:id/yeniden': async (house) => ({
    params: { id: await refusedDispatch(house) },
    body: {},
  }),
  'POST /masa/mubadile/reyestrler/:id/yeniden': async (house) => ({
    params: { id: await refusedEntry(house) },
    body: {},
  }),
  // Nobody but a gateway can sign it.
  'POST /api/v1/exchange/disclosures': () => ({ json: {} }),
  'POST /api/v1/exchange/traffic': () => ({ json: {} }),
};
