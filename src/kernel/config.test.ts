import { randomBytes } from 'node:crypto';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
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
