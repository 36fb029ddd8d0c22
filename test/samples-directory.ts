import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { newId } from '../src/kernel/identifier.ts';
import { actOnAnnouncement, announce } from '../src/modules/exchange/directory/actions.ts';
import { signAnnouncement } from '../src/modules/exchange/directory/announcement.ts';
import { publish } from '../src/modules/exchange/directory/publish.ts';
import { findGateway } from '../src/modules/exchange/directory/store.ts';
import { makeCertificate } from '../src/protocols/gateway/certificate.ts';
import { type House, ownInstitution } from './house.ts';
import type { Sample } from './samples.ts';

const newName = () => `AZ/GOV/${ownInstitution}/gw-${newId().slice(-12)}`;

/** What a new gateway of the own institution announces. */
async function announced(name: string): Promise<string> {
  const { cert, key } = await makeCertificate({ name, from: new Date('2026-11-01'), to: new Date('2027-11-01') });
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = pair.publicKey.export({ format: 'jwk' }) as Record<string, string>;
  const statement = {
    exchange: 'AZ',
    kind: 'gateway' as const,
    gateway: name,
    address: 'https://127.0.0.1:1',
    serves: [`AZ/GOV/${ownInstitution}/technopark-system`],
    certificate: cert,
    key: { kid: 'k1', jwk },
    at: '2026-11-23T04:00:00Z',
  };
  return signAnnouncement(statement, [
    { by: 'certificate', key: createPrivateKey(key) },
    { by: 'key', key: pair.privateKey },
  ]);
}

const handedIn = async (house: House, name = newName()) => announce(house.as('registrar.own'), await announced(name));

async function approved(house: House): Promise<{ readonly name: string; readonly id: string }> {
  const name = newName();
  await actOnAnnouncement(house.as('approver.own'), { id: await handedIn(house, name), action: 'approve' });
  await publish(house.ctx());
  return { name, id: (await findGateway(house.vahid.db, { name }))?.id ?? '' };
}

const aboutGateway: Sample = async (house) => ({ params: { id: (await approved(house)).id } });
const aboutNothing: Sample = () => ({ params: { id: newId() } });

/** Doors of the directory of the exchange. */
export const directorySamples: Readonly<Record<string, Sample>> = {
  'GET /exchange/configuration.jws': async (house) => (await approved(house), {}),
  'GET /exchange/centre.pem': async (house) => (await approved(house), {}),
  'GET /exchange/books/:file': async (house) => ({ params: { file: `${(await approved(house)).name}.jws` } }),
  'GET /exchange/books/:file (unknown)': () => ({ params: { file: `${newName()}.jws` } }),
  'POST /masa/mubadile': async () => ({
    files: { announcement: { name: 'announcement.json', bytes: await announced(newName()) } },
  }),
  'POST /masa/mubadile (a mistake)': () => ({ files: { announcement: { name: 'announcement.json', bytes: '{}' } } }),
  'GET /masa/mubadile/slyuz/:id': aboutGateway,
  'GET /masa/mubadile/slyuz/:id (unknown)': aboutNothing,
  'POST /masa/mubadile/slyuz/:id/baglanti': async (house) => ({ params: { id: (await approved(house)).id }, body: {} }),
  'POST /masa/mubadile/slyuz/:id/geri': async (house) => ({
    params: { id: (await approved(house)).id },
    body: { what: 'gateway', reason: 'Sınaq' },
  }),
  'POST /masa/mubadile/slyuz/:id/geri (a mistake)': async (house) => ({
    params: { id: (await approved(house)).id },
    body: { what: 'kid:k1', reason: '' },
  }),
  'POST /masa/mubadile/merkez-acari': async (house) => (await approved(house), { body: { days: '14' } }),
  'POST /masa/mubadile/merkez-acari (a mistake)': async (house) => (await approved(house), { body: { days: 'x' } }),
  'GET /masa/mubadile/elan/:id': async (house) => ({ params: { id: await handedIn(house) } }),
  'GET /masa/mubadile/elan/:id (unknown)': aboutNothing,
  'POST /masa/mubadile/elan/:id/emel': async (house) => ({
    params: { id: await handedIn(house) },
    body: { do: 'approve' },
  }),
};
