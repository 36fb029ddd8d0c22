import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigProblem, readConfig } from './config.ts';

const production = {
  VAHID_MODE: 'production',
  DATABASE_URL: 'postgres://vahid@db/vahid?sslmode=verify-full',
  VAHID_KEY: randomBytes(32).toString('base64'),
  VAHID_URL: 'https://mygov.example',
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'vahid',
  OIDC_CLIENT_SECRET: 'x',
  TRUST_PROXY: '1',
};
const read = (env: Record<string, string>) => readConfig(env, '/vahid');

describe('TRUST_PROXY', () => {
  const addressSeen = async (value: string) => {
    const server = Fastify({ trustProxy: read({ TRUST_PROXY: value }).trustProxy });
    server.get('/', (request) => request.ip);
    const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9, 10.0.0.1' };
    return (await server.inject({ url: '/', headers, remoteAddress: '10.0.0.2' })).body;
  };

  it('believes as many proxies as stand before us, and never what a visitor wrote himself', async () => {
    expect(await addressSeen('')).toBe('10.0.0.2');
    expect(await addressSeen('0')).toBe('10.0.0.2');
    expect(await addressSeen('none')).toBe('10.0.0.2');
    expect(await addressSeen('1')).toBe('10.0.0.1');
    expect(await addressSeen('2')).toBe('203.0.113.9');
    expect(await addressSeen('10.0.0.0/8, ::1')).toBe('203.0.113.9');
  });

  it('must be said in production, also that there is none', () => {
    const { TRUST_PROXY: _, ...silent } = production;
    expect(() => read(silent)).toThrow(/TRUST_PROXY/);
    expect(read({ ...silent, TRUST_PROXY: 'none' }).trustProxy).toBe(false);
  });

  it.each(['yes', '10.0.0.0/8;::1', '-1'])('is refused as “%s”', (value) => {
    expect(() => read({ TRUST_PROXY: value })).toThrow(ConfigProblem);
  });
});

describe('DATABASE_URL in production', () => {
  it.each([
    'postgres://vahid@db/vahid',
    'postgres://vahid@10.0.0.5/vahid?sslmode=disable',
    'postgres://v@db/v?sslmode=no-verify',
  ])('is refused where others could listen: %s', (url) =>
    expect(() => read({ ...production, DATABASE_URL: url })).toThrow(/TLS/),
  );

  it.each([
    'postgres://vahid@localhost/vahid',
    'postgres://vahid@%2Fvar%2Frun/vahid',
    'postgres://v@db/v?sslmode=verify-ca',
  ])('may stay on the machine or prove itself: %s', (url) =>
    expect(read({ ...production, DATABASE_URL: url }).mode).toBe('production'),
  );
});

describe('VAHID_KEY in production', () => {
  it('must be random', () => {
    expect(read(production).mode).toBe('production');
    for (const key of [Buffer.alloc(32), Buffer.alloc(32, 7), Buffer.from('abcd'.repeat(8))])
      expect(() => read({ ...production, VAHID_KEY: key.toString('base64') })).toThrow(/not random/);
  });
});

describe('the folder of files', () => {
  it('lies among the data, or where VAHID_FILES says', () => {
    expect(read({ VAHID_DATA: '/srv/data' }).filesDir).toBe('/srv/data/files');
    expect(read({ VAHID_DATA: '/srv/data', VAHID_FILES: '/mnt/files' }).filesDir).toBe('/mnt/files');
  });
});

describe('webhooks and consents of the exchange', () => {
  it('stay outside of inner networks unless these are opened', () => {
    expect([read({}).webhooks, read({ VAHID_WEBHOOKS: '' }).webhooks]).toEqual([{}, {}]);
    expect(read({ VAHID_WEBHOOKS: 'private, loopback' }).webhooks).toEqual({ private: true, loopback: true });
    expect(() => read({ VAHID_WEBHOOKS: 'all' })).toThrow(/VAHID_WEBHOOKS/);
  });

  it('are asked of the service that is named', () => {
    expect(read({}).consents).toBeUndefined();
    expect(read({ VAHID_CONSENTS: 'AZ/GOV/rinn/vahid/consents' }).consents).toBe('AZ/GOV/rinn/vahid/consents');
    expect(() => read({ VAHID_CONSENTS: 'rinn' })).toThrow(/VAHID_CONSENTS/);
  });
});

describe('the name of the exchange', () => {
  it('is AZ, or what VAHID_EXCHANGE says if an identifier can hold it', () => {
    expect([read({}).exchange, read({ VAHID_EXCHANGE: '' }).exchange]).toEqual(['AZ', 'AZ']);
    expect(read({ VAHID_EXCHANGE: 'AZ-TEST' }).exchange).toBe('AZ-TEST');
    for (const name of ['AZ/GOV', 'A Z', '%41Z', 'a'.repeat(41)])
      expect(() => read({ VAHID_EXCHANGE: name })).toThrow(/VAHID_EXCHANGE/);
  });
});

describe('the message log', () => {
  it('keeps contents for 30 days and lines for 90, and never files before contents are gone', () => {
    expect(read({}).messageLog).toEqual({ contentDays: 30, days: 90 });
    expect(read({ VAHID_CONTENT_DAYS: '365', VAHID_ARCHIVE: '/srv/log' }).messageLog).toEqual({
      contentDays: 365,
      days: 365,
      archive: '/srv/log',
    });
    for (const days of ['0', '1.5', 'many']) expect(() => read({ VAHID_LOG_DAYS: days })).toThrow(/VAHID_LOG_DAYS/);
    expect(() => read({ VAHID_LOG_DAYS: '29' })).toThrow(ConfigProblem);
  });
});

describe('the signing service', () => {
  const pem = readFileSync(new URL('./test-authority.pem', import.meta.url), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'vahid-config-'));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  afterAll(() => rmSync(folder, { recursive: true }));
  const named = (anchors: string, url = 'https://sign.example/csc/v2/') => ({
    ...production,
    VAHID_CSC_URL: url,
    VAHID_CSC_CLIENT_ID: 'vahid',
    VAHID_CSC_CLIENT_SECRET: 'x',
    VAHID_CSC_ANCHORS: anchors,
  });

  it('is named as a whole, with those who are trusted, or not at all', () => {
    expect(read(production).signing).toBeUndefined();
    const { signing } = read(named(file('both.pem', `${pem}\n${pem}`)));
    expect([signing?.url, signing?.anchors.length]).toEqual(['https://sign.example/csc/v2', 2]);
    expect(() => read({ ...production, VAHID_CSC_URL: 'https://sign.example' })).toThrow(/together/);
  });

  it('is reached over TLS in production, and trusts no file that is something else', () => {
    const anchors = file('one.pem', pem);
    expect(() => read(named(anchors, 'http://sign.example'))).toThrow(/VAHID_CSC_URL/);
    expect(() => read(named(anchors, 'https://sign.example/?a=b'))).toThrow(/VAHID_CSC_URL/);
    expect(() => read(named(join(folder, 'nothing.pem')))).toThrow(/cannot be read/);
    expect(() => read(named(file('empty.pem', 'x')))).toThrow(/something else/);
    const broken = pem.replace(/[A-Za-z]{20}/, 'AAAAAAAAAAAAAAAAAAAA');
    expect(() => read(named(file('broken.pem', broken)))).toThrow(/something else/);
  });
});
