import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Vahid } from '../../../kernel/vahid.ts';
import { makeCertificate, type OwnCertificate } from '../../../protocols/gateway/certificate.ts';
import type { Configuration, GatewayEntry } from '../../../protocols/gateway/configuration.ts';
import { keepCredentials } from './credentials.ts';
import { clientFault } from './fault.ts';

const id = 'AZ/GOV/din/gw1';
const system = 'AZ/GOV/din/population';
const [signing, other] = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
const jwkOf = (pair = signing) => pair?.publicKey.export({ format: 'jwk' }) as Record<string, string>;
let [own, stranger]: OwnCertificate[] = [];
beforeAll(async () => {
  const dates = { from: new Date('2026-01-01'), to: new Date('2027-12-31') };
  own = await makeCertificate({ name: id, ...dates });
  stranger = await makeCertificate({ name: id, ...dates });
});

/** What is said at the start of a gateway of which the configuration says otherwise. */
async function warned(change: Partial<GatewayEntry>, more: object = {}): Promise<unknown[]> {
  const entry: GatewayEntry = {
    id,
    address: 'https://din.example:5500',
    certificates: [own?.fingerprint ?? ''],
    keys: [{ kid: 'k1', jwk: jwkOf() }],
    serves: [system],
    ...change,
  };
  const configuration = { gateways: [entry] } as unknown as Configuration;
  const lines: unknown[] = [];
  const vahid = {
    now: () => new Date('2026-11-23T05:00:00Z'),
    log: { warn: (said: { flaws: readonly string[] }) => lines.push(...said.flaws) },
  } as unknown as Vahid;
  const settings = {
    id,
    path: '/none/gateway.yaml',
    credentialFiles: [],
    tls: { cert: own?.cert, key: own?.key },
    signing: { kid: 'k1', key: signing?.privateKey },
    clients: new Map([[system, 'open']]),
    providers: [{ service: `${system}/people` }],
    ...more,
  } as unknown as Parameters<typeof keepCredentials>[1];
  (await keepCredentials(vahid, settings, { configuration: () => configuration, changed: () => undefined })).stop();
  return lines;
}

const saying = (words: RegExp) => [expect.stringMatching(words) as string];

describe('a gateway that starts', () => {
  it('says nothing where it is as the configuration names it', async () => {
    expect(await warned({})).toEqual([]);
  });

  it('says what the configuration names otherwise, and what to do', async () => {
    expect(await warned({ id: 'AZ/GOV/din/gw2' })).toEqual(saying(/not named: vahid gateway-announce/));
    expect(await warned({ certificates: [stranger?.fingerprint ?? ''] })).toEqual(
      saying(/certificate is not named.*vahid gateway-renew/),
    );
    expect(await warned({ keys: [{ kid: 'k2', jwk: jwkOf() }] })).toEqual(saying(/no key k1.*vahid gateway-renew/));
    expect(await warned({ keys: [{ kid: 'k1', jwk: jwkOf(other) }] })).toEqual(saying(/the key k1 is another/));
    expect(await warned({ keys: [{ kid: 'k1', jwk: jwkOf(), until: '2026-11-01T00:00:00Z' }] })).toEqual(
      saying(/no key k1 is in force/),
    );
    const past = [{ kid: 'k1', jwk: jwkOf(), until: '2026-11-01T00:00:00Z' }];
    const withdrawn = { certificates: [], keys: past, serves: [] };
    expect(await warned(withdrawn)).toEqual(saying(/^it was withdrawn: vahid gateway-renew --anew$/));
    expect(await warned({ serves: [] })).toEqual(saying(/population does not take part.*gateway-announce --serves/));
    expect(await warned({}, { tls: { cert: own?.cert, key: stranger?.key } })).toEqual(saying(/does not belong/));
  });

  it('compares with nothing where no configuration is in force', async () => {
    const none = (): never => {
      throw clientFault('global_conf_outdated', 'none');
    };
    const settings = { id, path: '/none', credentialFiles: [] } as unknown as Parameters<typeof keepCredentials>[1];
    const kept = await keepCredentials({ log: {} } as Vahid, settings, { configuration: none, changed: none });
    kept.stop();
    expect(kept).toHaveProperty('tls');
  });
});
