import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { makeCertificate } from '../../../protocols/gateway/certificate.ts';
import { readExchange } from './exchange-file.ts';
import { readSettings } from './settings.ts';

/* What the guides tell people to write is what the program reads. */

const guides = join(import.meta.dirname, '../../../../docs/guides');
const folder = mkdtempSync(join(tmpdir(), 'vahid-guides-'));
const at = (...names: string[]) => join(folder, ...names);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const { cert, key } = await makeCertificate({
    name: 'x',
    from: new Date('2026-01-01'),
    to: new Date('2027-12-31'),
  });
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const centre = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' });
  mkdirSync(at('gw'));
  writeFileSync(at('gw', 'certificate.pem'), cert);
  writeFileSync(at('gw', 'certificate.key'), key);
  writeFileSync(at('gw', 'signing.key'), signing.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(at('gw', 'people.yaml'), 'openapi: 3.1.0\n');
  for (const name of [at('centre.pem'), at('gw', 'centre.pem')]) writeFileSync(name, centre);
});

/** What of `gateway.yaml` a snippet may leave out, because it stands there already. */
const base = {
  gateway: 'AZ/GOV/din/gw1',
  listen: { clients: { port: 8081 }, gateways: { port: 5500 } },
  tls: { certificate: 'certificate.pem', key: 'certificate.key' },
  signing: { kid: '2026-1', key: 'signing.key' },
  configuration: { from: 'configuration.jws', centre: 'centre.pem' },
};
const service = 'AZ/GOV/din/population/people';
const right = {
  client: 'AZ/GOV/rinn/portal',
  service,
  method: 'GET',
  path: '/**',
  purpose: 'p',
  act: 'a',
  article: '1',
};

/** Blocks of YAML, indented or between fences. */
function blocksOf(guide: string): readonly string[] {
  const text = readFileSync(join(guides, guide), 'utf8');
  const fenced = [...text.matchAll(/```yaml\n([^`]+)```/g)].map(([, yaml = '']) => yaml);
  const indented = [...text.matchAll(/(?<=\n\n)(?: {4}.*\n)+/g)].map(([lines]) => lines.replaceAll(/^ {4}/gm, ''));
  return [...fenced, ...indented].filter((block) => /^[a-zA-Z]+:(?:\s|$)/.test(block));
}

/** Where a guide leaves something out, as `b3c1…`, stands what could. */
const filled = (block: string) => block.replaceAll(/\b[\da-f]+…/g, 'a'.repeat(64)).replaceAll('…', 'AA');

function settingsBy(block: string): object {
  const written = parse(block) as object;
  // What is said of a right stands in one.
  if (!('hiddenDays' in written)) return { ...base, ...written };
  const services = [{ service, address: 'http://127.0.0.1:9000', personal: false }];
  return { ...base, services, rights: [{ ...right, ...written }] };
}

describe.each([
  ['exchange-administrator.md', /^(?!instance:)/, 5],
  ['exchange-provider.md', /^/, 1],
  ['exchange-events.md', /^services:/, 1],
])('gateway.yaml in %s', (guide, which, count) => {
  const blocks = blocksOf(guide).filter((block) => which.test(block));

  it('is shown', () => {
    expect(blocks).toHaveLength(count);
  });

  it.each(blocks)('is read: %s', (block) => {
    writeFileSync(at('gw', 'gateway.yaml'), stringify(settingsBy(block)));
    expect(readSettings(at('gw', 'gateway.yaml')).id).toBe(base.gateway);
  });
});

it('exchange.yaml in exchange-administrator.md is read', () => {
  const [block = '', ...others] = blocksOf('exchange-administrator.md').filter((one) => one.startsWith('instance:'));
  expect(others).toEqual([]);
  writeFileSync(at('exchange.yaml'), filled(block));
  const dates = { issuedAt: '2026-11-23T05:00:00.000Z', expiresAt: '2026-11-24T05:00:00.000Z' };
  expect(readExchange('exchange.yaml', at('exchange.yaml'), dates).gateways).toHaveLength(2);
});
