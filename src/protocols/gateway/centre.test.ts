import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readFollowing, signCentreSuccession } from './centre.ts';
import { type Configuration, readConfiguration, signConfiguration } from './configuration.ts';

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}
const made = (): Pair => generateKeyPairSync('ed25519');
const [first, second, third, stranger] = [made(), made(), made(), made()];
const from = new Date('2026-12-11T08:00:00Z');
const follows = (before: Pair, next: Pair, instance = 'AZ') =>
  signCentreSuccession({ instance, next: next.publicKey, from }, before.privateKey);

const configuration: Configuration = {
  instance: 'AZ',
  issuedAt: '2026-11-27T07:00:00Z',
  expiresAt: '2026-11-28T07:00:00Z',
  members: [],
  gateways: [],
};

async function read(trusted: readonly Pair[], signer: Pair, succession: readonly string[]) {
  const published = await signConfiguration({ ...configuration, succession: [...succession] }, signer.privateKey);
  const keys = trusted.map(({ publicKey }) => publicKey);
  const read = await readFollowing(published, keys, (key) => readConfiguration(published, key));
  const places = [first, second, third].map(({ publicKey }) => read.keys.findIndex((key) => key.equals(publicKey)));
  return { signer: read.signer, places };
}

const refused = expect.objectContaining({ name: 'ConfigurationRefused', reason: 'signature' });

describe('keys of a centre', () => {
  it('are followed from an earlier one by notes, and whoever signs is named', async () => {
    const notes = [await follows(first, second), await follows(second, third)];
    expect(await read([first], first, [])).toEqual({ signer: 0, places: [0, -1, -1] });
    expect(await read([first], first, notes.slice(0, 1))).toEqual({ signer: 0, places: [0, 1, -1] });
    expect(await read([first], third, notes)).toEqual({ signer: 2, places: [0, 1, 2] });
    expect(await read([second], third, notes)).toEqual({ signer: 1, places: [-1, 0, 1] });
    expect(await read([first, second], third, notes)).toEqual({ signer: 2, places: [0, 1, 2] });
  });

  it('that no trusted one named are not taken: not those before it, nor of another exchange, nor a stranger’s', async () => {
    const note = await follows(first, second);
    await expect(read([second], first, [note])).rejects.toThrow(refused);
    await expect(read([first], third, [note, await follows(stranger, third)])).rejects.toThrow(refused);
    await expect(read([first], third, [await follows(first, third, 'EE')])).rejects.toThrow(refused);
    // Neither a configuration nor a book names a key.
    const other = await signConfiguration(configuration, first.privateKey);
    await expect(read([first], stranger, [other, 'x', ''])).rejects.toThrow(refused);
  });
});
