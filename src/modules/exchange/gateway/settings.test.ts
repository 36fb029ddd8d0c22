import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'vahid-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const service = { service: 'AZ/GOV/din/population/people', address: 'http://127.0.0.1:9000', personal: false };
const right = {
  client: 'AZ/GOV/rinn/portal',
  service: service.service,
  method: 'GET',
  path: '/**',
  purpose: 'residency',
  act: 'a',
  article: '1',
};
const whole = {
  gateway: 'AZ/GOV/din/gw1',
  listen: { clients: { port: 8081 }, gateways: { port: 5500 } },
  tls: { certificate: 'certificate.pem', key: 'certificate.key' },
  signing: { kid: '2026-1', key: 'signing.key' },
  configuration: { from: 'configuration.jws', centre: 'centre.pem' },
  services: [service],
  rights: [right],
};

/** What is said of settings of which something is otherwise. */
function said(change: object): string {
  const path = join(folder, 'gateway.yaml');
  writeFileSync(path, stringify({ ...whole, ...change }));
  try {
    readSettings(path);
  } catch (error) {
    return (error as Error).message.slice(folder.length + 1);
  }
  return '';
}

describe('settings that are written wrong', () => {
  it.each([
    [
      'a key that there is not',
      { services: [{ ...service, personel: true }] },
      /^gateway\.yaml\/services\/0\/personel: no such key, did you mean personal\? \(service, address, seconds, .*\)\.$/,
    ],
    [
      'a key written otherwise',
      { services: [{ servise: service.service, address: service.address }] },
      /^gateway\.yaml\/services\/0\/servise: no such key, did you mean service\?/,
    ],
    ['a key too few', { signing: { kid: '1' } }, /^gateway\.yaml\/signing: missing: key\.$/],
    [
      'a method',
      { rights: [{ ...right, method: 'FETCH' }] },
      'gateway.yaml/rights/0/method: must be one of *, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, TRACE.',
    ],
    [
      'a method of an endpoint',
      { services: [{ ...service, endpoints: [{ method: '*', path: '/x', subjects: [] }] }] },
      'gateway.yaml/services/0/endpoints/0/method: must be one of DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, TRACE.',
    ],
    [
      'an address',
      { services: [{ ...service, address: 'din.example/api' }] },
      'gateway.yaml/services/0/address: must be http://… or https://… without ? and #, or vahid:NAME.',
    ],
    [
      'a number',
      { services: [{ ...service, seconds: 51 }] },
      'gateway.yaml/services/0/seconds: must be a whole number (1 to 50).',
    ],
    [
      'text',
      { rights: [{ ...right, article: 12 }] },
      /^gateway\.yaml\/rights\/0\/article: must be text \(1 to 40 characters\)\.$/,
    ],
    ['yes', { services: [{ ...service, personal: 'no' }] }, 'gateway.yaml/services/0/personal: must be true or false.'],
    [
      'a proof of a client',
      { clients: [{ client: 'AZ/GOV/din/x', opn: true }] },
      'gateway.yaml/clients/0: must be {client, certificate} or {client, open}.',
    ],
    ['where it is told', { disclosures: 'there' }, 'gateway.yaml/disclosures: must be here or {to}.'],
    [
      'the fingerprint',
      { clients: [{ client: 'AZ/GOV/din/x', certificate: 'AB' }] },
      'gateway.yaml/clients/0/certificate: must be the SHA-256 of a certificate: 64 digits of hexadecimal, in small letters.',
    ],
    ['its name', { gateway: 'gw1' }, 'gateway.yaml/gateway: must be instance/class/code/gateway.'],
  ] as const)('say where and what there may stand: %s', (_, change, words) => {
    expect(said(change)).toMatch(words);
  });
});
