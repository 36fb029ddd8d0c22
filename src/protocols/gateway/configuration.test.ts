import { generateKeyPairSync } from 'node:crypto';
import { CompactSign } from 'jose';
import { describe, expect, it } from 'vitest';
import { addressKind, mayCall } from './address.ts';
import {
  type Configuration,
  gatewayByCertificate,
  gatewayOf,
  keyOf,
  openConfiguration,
  signConfiguration,
} from './configuration.ts';

const centre = generateKeyPairSync('ed25519');
const signer = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const now = new Date('2026-11-27T08:00:00Z');
const jwk = signer.publicKey.export({ format: 'jwk' }) as Record<string, string>;

const configuration: Configuration = {
  instance: 'AZ',
  issuedAt: '2026-11-27T07:00:00Z',
  expiresAt: '2026-11-28T07:00:00Z',
  members: [{ id: 'AZ/GOV/rinn', name: 'RİNN', subsystems: ['AZ/GOV/rinn/portal'] }],
  gateways: [
    {
      id: 'AZ/GOV/rinn/gw1',
      address: 'https://gw.rinn.example:5500',
      certificates: ['a'.repeat(64)],
      keys: [
        { kid: 'k1', jwk },
        { kid: 'old', jwk, until: '2026-11-01T00:00:00Z' },
      ],
      serves: ['AZ/GOV/rinn/portal'],
    },
  ],
};

const refused = (reason: string) => expect.objectContaining({ name: 'ConfigurationRefused', reason });

describe('a configuration', () => {
  it('is read as it was published', async () => {
    const published = await signConfiguration(configuration, centre.privateKey);
    expect(await openConfiguration(published, centre.publicKey, { now })).toEqual(configuration);
  });

  it('is not taken from anybody else, nor changed, nor of another kind', async () => {
    const published = await signConfiguration(configuration, centre.privateKey);
    const stranger = generateKeyPairSync('ed25519');
    const [head = '', , tail = ''] = published.split('.');
    const changed = [head, Buffer.from('{}').toString('base64url'), tail].join('.');
    const other = await new CompactSign(Buffer.from('{}')).setProtectedHeader({ alg: 'EdDSA' }).sign(centre.privateKey);
    await expect(openConfiguration(published, stranger.publicKey, { now })).rejects.toThrow(refused('signature'));
    for (const text of [changed, other, 'x', ''])
      await expect(openConfiguration(text, centre.publicKey, { now })).rejects.toThrow(refused('signature'));
    const odd = await signConfiguration({ instance: 'AZ' } as Configuration, centre.privateKey);
    await expect(openConfiguration(odd, centre.publicKey, { now })).rejects.toThrow(refused('shape'));
  });

  it('holds for its day only, and does not go back', async () => {
    const published = await signConfiguration(configuration, centre.privateKey);
    const at = (time: string) => openConfiguration(published, centre.publicKey, { now: new Date(time) });
    await expect(at('2026-11-28T07:00:00Z')).rejects.toThrow(refused('expired'));
    await expect(at('2026-11-27T06:58:00Z')).rejects.toThrow(refused('expired'));
    const newer = { ...configuration, issuedAt: '2026-11-27T07:30:00Z' };
    const of = (before: Configuration) => openConfiguration(published, centre.publicKey, { now, before });
    await expect(of(newer)).rejects.toThrow(refused('older'));
    await expect(of({ ...configuration, instance: 'EE' })).rejects.toThrow(refused('older'));
    expect(await of(configuration)).toEqual(configuration);
  });

  it('is refused where it holds for more than three days', async () => {
    const of = async (expiresAt: string) =>
      openConfiguration(await signConfiguration({ ...configuration, expiresAt }, centre.privateKey), centre.publicKey, {
        now,
      });
    await expect(of('2026-11-30T07:00:01Z')).rejects.toThrow(refused('expired'));
    expect((await of('2026-11-30T07:00:00Z')).instance).toBe('AZ');
  });

  const [first] = configuration.gateways;
  const key = { kid: 'k1', jwk };
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
  const secret = signer.privateKey.export({ format: 'jwk' });
  it.each([
    ['a gateway twice', [first, { ...first, serves: [], certificates: [] }]],
    ['a subsystem twice', [first, { ...first, id: 'AZ/GOV/din/gw1', certificates: [] }]],
    ['a certificate twice', [first, { ...first, id: 'AZ/GOV/din/gw1', serves: [] }]],
    ['a gateway of another instance', [{ ...first, id: 'EE/GOV/rinn/gw1' }]],
    ['a subsystem of another instance', [{ ...first, serves: ['EE/GOV/rinn/portal'] }]],
    ['a line break', [{ ...first, id: 'AZ/GOV/ri\nnn/gw1' }]],
    ['an identifier that is written otherwise', [{ ...first, serves: ['AZ/GOV/rinn/%70ortal'] }]],
    ['a private key', [{ ...first, keys: [{ kid: 'k1', jwk: secret }] }]],
    ['a key that is too weak', [{ ...first, keys: [{ kid: 'k1', jwk: rsa }] }]],
    ['a key that is none', [{ ...first, keys: [{ kid: 'k1', jwk: { kty: 'EC' } }] }]],
    ['a key twice', [{ ...first, keys: [key, key] }]],
    ['an end that is no moment', [{ ...first, keys: [{ ...key, until: 'soon' }] }]],
  ])('is refused for %s', async (_, gateways) => {
    const published = await signConfiguration({ ...configuration, gateways } as Configuration, centre.privateKey);
    await expect(openConfiguration(published, centre.publicKey, { now })).rejects.toThrow(refused('shape'));
  });

  it('says which gateway serves whom, and with which key it signs', () => {
    const [gateway] = configuration.gateways;
    if (!gateway) throw new Error('no gateway');
    expect(gatewayOf(configuration, 'AZ/GOV/rinn/portal')).toBe(gateway);
    expect(gatewayOf(configuration, 'AZ/GOV/din/portal')).toBeUndefined();
    expect(gatewayByCertificate(configuration, 'a'.repeat(64))).toBe(gateway);
    expect(gatewayByCertificate(configuration, 'b'.repeat(64))).toBeUndefined();
    expect(keyOf(gateway, 'k1', now)?.equals(signer.publicKey)).toBe(true);
    expect(keyOf(gateway, 'old', now)).toBeUndefined();
    expect(keyOf(gateway, 'old', new Date('2026-10-01'))?.equals(signer.publicKey)).toBe(true);
    expect(keyOf(gateway, 'none', now)).toBeUndefined();
  });
});

describe('an address', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2a00:1450::1', 'public'],
    ['168.63.129.16', 'forbidden'],
    ['100.100.100.200', 'forbidden'],
    ['fd20:ce::254', 'forbidden'],
    ['::ffff:0:127.0.0.1', 'loopback'],
    ['::ffff:0:a9fe:a9fe', 'forbidden'],
    ['64:ff9b:1::a9fe:a9fe', 'forbidden'],
    ['2001:0:a9fe:a9fe::1', 'forbidden'],
    ['10.0.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['100.64.0.1', 'private'],
    ['fd12::1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['127.9.9.9', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['169.254.169.254', 'forbidden'],
    ['::ffff:169.254.169.254', 'forbidden'],
    ['::ffff:a9fe:a9fe', 'forbidden'],
    ['64:ff9b::a9fe:a9fe', 'forbidden'],
    ['2002:a9fe:a9fe::1', 'forbidden'],
    ['fe80::1', 'forbidden'],
    ['fe80::1%eth0', 'forbidden'],
    ['fd00:ec2::254', 'forbidden'],
    ['0.0.0.0', 'forbidden'],
    ['::', 'forbidden'],
    ['224.0.0.1', 'forbidden'],
    ['255.255.255.255', 'forbidden'],
    ['example.az', undefined],
    ['127.1', undefined],
  ])('%s is %s', (address, kind) => {
    expect(addressKind(address)).toBe(kind);
  });

  it('is called only where that was allowed, and never where it is forbidden', () => {
    const all = { loopback: true, private: true };
    const called = ['8.8.8.8', '10.0.0.1', '127.0.0.1', '169.254.169.254', 'x'];
    expect(called.map((one) => mayCall(one, {}))).toEqual([true, false, false, false, false]);
    expect(called.map((one) => mayCall(one, { private: true }))).toEqual([true, true, false, false, false]);
    expect(called.map((one) => mayCall(one, all))).toEqual([true, true, true, false, false]);
  });
});
