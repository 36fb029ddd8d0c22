import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Vahid } from '../../../kernel/vahid.ts';
import { type Configuration, signConfiguration } from '../../../protocols/gateway/configuration.ts';
import { keepConfiguration } from './configuration.ts';
import type { GatewaySettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'vahid-configuration-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const centre = generateKeyPairSync('ed25519');
const configuration: Configuration = {
  instance: 'AZ',
  issuedAt: '2026-11-23T04:00:00Z',
  expiresAt: '2026-11-24T04:00:00Z',
  members: [],
  gateways: [],
};
const warned: { readonly said: object; readonly words: string }[] = [];
const vahid = {
  now: () => new Date('2026-11-23T05:00:00Z'),
  log: { warn: (said: object, words: string) => warned.push({ said, words }) },
} as unknown as Vahid;

async function keep(from: string): Promise<typeof warned> {
  const files = { kept: at('kept.jws'), keys: at('keys.json') };
  const settings = { configuration: { from, centre: centre.publicKey, ...files } } as GatewaySettings;
  (await keepConfiguration(vahid, settings)).stop();
  return warned;
}

beforeEach(() => {
  warned.length = 0;
  rmSync(at('kept.jws'), { force: true });
});

const notTaken = (from: string, reason: string) => ({
  said: { from, reason },
  words: 'the configuration of the exchange was not taken',
});
const awaited = (from: string) => ({
  said: { awaited: from },
  words: expect.stringContaining('nothing goes through until one is there') as string,
});

describe('a gateway without a configuration', () => {
  it('says which file it waits for', async () => {
    const from = at('none.jws');
    expect(await keep(from)).toEqual([notTaken(from, 'there is no such file'), awaited(from)]);
  });

  it('says why one was not taken', async () => {
    const from = at('configuration.jws');
    const stranger = generateKeyPairSync('ed25519');
    writeFileSync(from, await signConfiguration(configuration, stranger.privateKey));
    const words = 'the centre did not sign this configuration: centre.pem must be the key of this centre';
    expect(await keep(from)).toEqual([notTaken(from, words), awaited(from)]);
    warned.length = 0;
    const over = { ...configuration, issuedAt: '2026-11-22T04:00:00Z', expiresAt: '2026-11-23T04:00:00Z' };
    writeFileSync(from, await signConfiguration(over, centre.privateKey));
    const holds = `the configuration holds from ${over.issuedAt} to ${over.expiresAt}`;
    expect(await keep(from)).toEqual([notTaken(from, holds), awaited(from)]);
  });

  it('says what an address answered', async () => {
    const server = createServer((_, answer) => void answer.writeHead(404).end());
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const from = `http://127.0.0.1:${(server.address() as AddressInfo).port}/configuration.jws`;
    expect(await keep(from)).toEqual([notTaken(from, 'the address answered 404'), awaited(from)]);
    await new Promise((done) => server.close(done));
    warned.length = 0;
    expect(await keep(from)).toEqual([notTaken(from, 'the address does not answer (ECONNREFUSED)'), awaited(from)]);
  });

  it('says nothing where there is one', async () => {
    const from = at('right.jws');
    writeFileSync(from, await signConfiguration(configuration, centre.privateKey));
    expect(await keep(from)).toEqual([]);
  });
});
