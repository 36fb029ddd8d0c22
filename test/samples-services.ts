import { newCode, newId } from '../src/kernel/identifier.ts';
import { actOnRight, askRight } from '../src/modules/exchange/access-rights/actions.ts';
import { askedContent, peopleDocument } from '../src/modules/exchange/access-rights/test-stand.ts';
import { confirmEndpoints, openService, publishService } from '../src/modules/exchange/services/actions.ts';
import { endService } from '../src/modules/exchange/services/ending.ts';
import { endpointName } from '../src/modules/exchange/services/openapi/described.ts';
import { findDraft } from '../src/modules/exchange/services/store.ts';
import type { House } from './house.ts';
import type { Sample } from './samples.ts';

const system = 'technopark-system';
const text = (words: string) => ({ az: words, en: words, ru: words });
const newServiceCode = () => `s${newCode(8).toLowerCase()}`;
const described = { title: text('Sınaq'), purpose: text('Sınaq üçün'), personal: true };

/** A service of the own institution that nobody has published yet. */
async function drafted(house: House, code = newServiceCode()): Promise<string> {
  const given = { ...described, system, code, openapi: peopleDocument() };
  return openService(house.as('registrar.own'), given);
}

async function draftOf(house: House, service: string) {
  const draft = await findDraft(house.vahid.db, service);
  if (!draft) throw new Error('there is no draft');
  return draft;
}

/** The same, looked through. */
async function confirmed(house: House, code?: string): Promise<{ readonly id: string; readonly version: number }> {
  const id = await drafted(house, code);
  const { endpoints, version } = await draftOf(house, id);
  const said = endpoints.map((one) => ({ name: endpointName(one), subjects: one.subjects }));
  await confirmEndpoints(house.as('registrar.own'), { service: id, version, endpoints: said });
  return { id, version: version + 1 };
}

async function published(
  house: House,
  code = newServiceCode(),
): Promise<{ readonly id: string; readonly code: string }> {
  const { id, version } = await confirmed(house, code);
  await publishService(house.as('registrar.own'), { service: id, version, accepts: false });
  return { id, code };
}

/** A right that another institution asks of the own one. */
async function asked(house: House): Promise<string> {
  const { id: service } = await published(house);
  const given = { system: 'population-system', service, reason: 'Sınaq', content: askedContent };
  return askRight(house.as('registrar.other'), given);
}

async function proposed(house: House): Promise<string> {
  const id = await asked(house);
  await actOnRight(house.as('officer.own'), { id, action: 'recommend' });
  return id;
}

const aboutDraft: Sample = async (house) => ({ params: { id: await drafted(house) } });
const aboutNothing: Sample = () => ({ params: { id: newId() }, body: {} });
const aboutService: Sample = async (house) => ({ params: { system, code: (await published(house)).code } });
const aboutNoService: Sample = () => ({ params: { system: 'nothing', code: 'nothing' } });
const aboutEndpoint: Sample = async (house) => ({
  params: { system, code: (await published(house)).code },
  query: { metod: 'GET', yol: '/people/{fin}' },
});

const words = Object.fromEntries(
  ['titleAz', 'titleEn', 'titleRu', 'purposeAz', 'purposeEn', 'purposeRu'].map((name) => [name, 'Sınaq']),
);
const file = (bytes: string) => ({ openapi: { name: 'openapi.yaml', bytes } });

/** Doors of services of the exchange and of rights to call them. */
export const serviceSamples: Readonly<Record<string, Sample>> = {
  'GET /mubadile/xidmetler/:system/:code': aboutService,
  'GET /mubadile/xidmetler/:system/:code (unknown)': aboutNoService,
  'GET /mubadile/xidmetler/:system/:code/openapi': aboutService,
  'GET /mubadile/xidmetler/:system/:code/openapi (unknown)': aboutNoService,
  'GET /mubadile/xidmetler/:system/:code/emeliyyat': aboutEndpoint,
  // No test environment is connected.
  'POST /mubadile/xidmetler/:system/:code/emeliyyat': async (house) => ({
    ...(await aboutEndpoint(house)),
    body: { system, 'p-0': '1AAAAA1' },
  }),
  'GET /api/v1/exchange/services/:system/:code': aboutService,
  'GET /api/v1/exchange/services/:system/:code (unknown)': aboutNoService,
  'POST /masa/mubadile/xidmetler': () => ({
    body: { ...words, system, code: newServiceCode(), personal: 'yes' },
    files: file(peopleDocument()),
  }),
  'POST /masa/mubadile/xidmetler (a mistake)': () => ({ body: { ...words, system }, files: file('openapi: 2.0') }),
  'GET /masa/mubadile/xidmetler/:id': aboutDraft,
  'GET /masa/mubadile/xidmetler/:id (unknown)': () => ({ params: { id: newId() } }),
  'POST /masa/mubadile/xidmetler/:id/sened': async (house) => ({
    params: { id: await drafted(house) },
    body: { ...words, personal: 'yes' },
    files: file(peopleDocument('fin name')),
  }),
  'POST /masa/mubadile/xidmetler/:id/emeliyyatlar': async (house) => ({
    params: { id: await drafted(house) },
    body: { version: '1', 'name-0': 'GET /people/{fin}', 'at-0': 'person path fin' },
  }),
  'POST /masa/mubadile/xidmetler/:id/derc': async (house) => {
    const { id, version } = await confirmed(house);
    return { params: { id }, body: { version: String(version) } };
  },
  'POST /masa/mubadile/xidmetler/:id/derc (unknown)': aboutNothing,
  'POST /masa/mubadile/xidmetler/:id/son-gun': async (house) => ({
    params: { id: (await published(house)).id },
    body: { day: '01.12.2027', reason: 'Sınaq' },
  }),
  'POST /masa/mubadile/xidmetler/:id/son-gun (a mistake)': async (house) => ({
    params: { id: (await published(house)).id },
    body: { day: '31.02.2027', reason: 'Sınaq' },
  }),
  'POST /masa/mubadile/xidmetler/:id/son-gun/geri': async (house) => {
    const { id } = await published(house);
    await endService(house.as('registrar.own'), { service: id, lastDay: '2027-12-01', reason: 'Sınaq' });
    return { params: { id }, body: {} };
  },
  'POST /masa/mubadile/xidmetler/:id/legv': async (house) => ({ params: { id: await drafted(house) }, body: {} }),
  'GET /masa/mubadile/huquqlar/yeni': async (house) => ({ query: { xidmet: (await published(house)).id } }),
  'POST /masa/mubadile/huquqlar/yeni': async (house) => ({
    body: {
      service: (await published(house)).id,
      system,
      endpoints: 'GET /people/{fin}',
      purpose: askedContent.purpose,
      act: `${askedContent.act} ${askedContent.article}`,
      whole: 'no',
      fields: '/name',
      until: '30.06.2027',
      reason: 'Sınaq',
    },
  }),
  'POST /masa/mubadile/huquqlar/yeni (nothing typed)': () => ({ body: {} }),
  'GET /masa/mubadile/huquqlar/:id': async (house) => ({ params: { id: await asked(house) } }),
  'GET /masa/mubadile/huquqlar/:id (unknown)': () => ({ params: { id: newId() } }),
  'POST /masa/mubadile/huquqlar/:id/emel': async (house) => ({
    params: { id: await proposed(house) },
    body: { do: 'grant', key: newId() },
  }),
  'POST /api/v1/exchange/rights': async (house) => ({
    json: { system, service: (await published(house)).id, reason: 'Sınaq', content: askedContent },
  }),
  'GET /api/v1/exchange/rights/:id': async (house) => ({ params: { id: await asked(house) } }),
  'GET /api/v1/exchange/rights/:id (unknown)': () => ({ params: { id: newId() } }),
  'POST /api/v1/exchange/rights/:id/:action': async (house) => ({
    params: { id: await proposed(house), action: 'grant' },
    json: { version: 2, key: newId() },
  }),
};
