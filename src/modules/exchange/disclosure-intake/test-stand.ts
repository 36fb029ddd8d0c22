import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Configuration } from '../../../protocols/gateway/configuration.ts';
import { type Disclosure, type MassRun, mostInBatch, signDisclosures } from '../../../protocols/gateway/disclosure.ts';
import { configurationPort } from './ports.ts';

/** A gateway as the centre knows it, with its key. */
export interface TestTeller {
  readonly id: string;
  readonly kid: string;
  readonly serves: string;
  readonly signing: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  /** A batch, signed by its key, or by another one. */
  batch(disclosures: readonly Disclosure[], runs?: readonly MassRun[], key?: KeyObject): Promise<string>;
}

export function openTeller(id: string, serves: string, kid = 'k1'): TestTeller {
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    id,
    kid,
    serves,
    signing,
    batch: (disclosures, runs = [], key = signing.privateKey) =>
      signDisclosures({ gateway: id, disclosures: disclosures.slice(0, mostInBatch), runs: [...runs] }, { kid, key }),
  };
}

/** What the centre has published of these gateways; `until` ends the keys. */
export function publish(vahid: Vahid, tellers: readonly TestTeller[], until?: Date): void {
  const configuration: Configuration = {
    instance: 'AZ',
    issuedAt: '2026-11-23T00:00:00Z',
    expiresAt: '2026-11-24T00:00:00Z',
    members: [{ id: 'AZ/COM/1700000011', name: '“Xəzər Sığorta” ASC', subsystems: [] }],
    gateways: tellers.map(({ id, kid, serves, signing }) => ({
      id,
      address: 'https://127.0.0.1:5500',
      certificates: [],
      keys: [
        {
          kid,
          jwk: signing.publicKey.export({ format: 'jwk' }) as Record<string, string>,
          ...(until ? { until: until.toISOString() } : {}),
        },
      ],
      serves: [serves],
    })),
  };
  vahid.ports.set(configurationPort.name, async () => configuration);
}

/** A line about somebody, with what a test cares about. */
export const disclosureOf = (about: Pick<Disclosure, 'key' | 'at'> & Partial<Disclosure>): Disclosure => ({
  id: randomUUID(),
  requestId: randomUUID(),
  client: 'AZ/GOV/rinn/portal',
  service: 'AZ/GOV/din/population/people',
  method: 'GET',
  path: '/people/{fin}',
  entity: 'person',
  purpose: 'technopark-residency',
  act: 'technopark-rules',
  article: '4.2',
  fields: [],
  outcome: 'granted',
  ...about,
});

export const runOf = (about: Partial<MassRun>): MassRun => ({
  id: randomUUID(),
  client: 'AZ/GOV/rinn/portal',
  service: 'AZ/GOV/din/population/people',
  purpose: 'technopark-residency',
  act: 'technopark-rules',
  article: '4.2',
  from: '2026-11-22T00:00:00Z',
  to: '2026-11-22T01:00:00Z',
  people: 1000,
  final: false,
  ...about,
});
