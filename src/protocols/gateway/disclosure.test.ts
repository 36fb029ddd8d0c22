import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Disclosures, readDisclosures, signDisclosures } from './disclosure.ts';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const gateway = 'AZ/GOV/din/gw1';

const payload: Disclosures = {
  gateway,
  disclosures: [
    {
      id: '00000000-0000-7000-8000-000000000001',
      at: '2026-11-23T08:00:00.000Z',
      requestId: '00000000-0000-4000-8000-000000000002',
      client: 'AZ/GOV/rinn/portal',
      service: 'AZ/GOV/din/population/people',
      method: 'GET',
      path: '/people/{fin}',
      entity: 'person',
      key: '7ABCDE1',
      purpose: 'residency',
      act: 'act',
      article: '1',
      fields: [],
      outcome: 'granted',
    },
  ],
  runs: [],
};

it.each([
  ['ECDSA', ec],
  ['RSA', rsa],
] as const)('a batch is read by the key of its gateway: %s', async (_, { privateKey: key, publicKey }) => {
  const signed = await signDisclosures(payload, { kid: 'k1', key });
  const asked: string[][] = [];
  const keyOf = (...names: string[]) => {
    asked.push(names);
    return publicKey;
  };
  expect(await readDisclosures(signed, keyOf)).toEqual(payload);
  expect(asked).toEqual([[gateway, 'k1']]);
});

it('a batch that another signed, was changed or is of an unknown gateway is refused', async () => {
  const signed = await signDisclosures(payload, { kid: 'k1', key: ec.privateKey });
  const refused = (reason: string) => expect.objectContaining({ name: 'TellingRefused', reason }) as Error;
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  await expect(readDisclosures(signed, () => other)).rejects.toThrow(refused('signature'));
  await expect(readDisclosures(signed, () => undefined)).rejects.toThrow(refused('signature'));
  const [head, , signature] = signed.split('.');
  const changed = Buffer.from(JSON.stringify({ ...payload, disclosures: [] })).toString('base64url');
  await expect(readDisclosures(`${head}.${changed}.${signature}`, () => ec.publicKey)).rejects.toThrow(
    refused('signature'),
  );
  const odd = { ...payload, more: 1 };
  const shaped = await signDisclosures(odd, { kid: 'k1', key: ec.privateKey });
  await expect(readDisclosures(shaped, () => ec.publicKey)).rejects.toThrow(refused('shape'));
  await expect(readDisclosures('a.b', () => ec.publicKey)).rejects.toThrow(refused('shape'));
});
