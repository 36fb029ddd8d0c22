import { createHash, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MessageRecord, recordLeaf, recordText } from './record.ts';
import { openSealer, packSeal, sealAll, sealReader, unpackSeal } from './seal.ts';

const digest = (text: string) => createHash('sha512').update(text).digest();
const record: MessageRecord = {
  kind: 'request',
  gateway: 'AZ/GOV/rinn/gw1',
  at: new Date('2026-11-27T08:00:00Z'),
  head: digest('head'),
};

describe('a record', () => {
  it('holds the digests of its message, a line each', () => {
    expect(recordText(record)).toBe(
      `vahid-exchange/1\nrequest\nAZ/GOV/rinn/gw1\n2026-11-27T08:00:00.000Z\n${digest('head').toString('base64')}\n-\n-\n`,
    );
  });

  it('has another leaf whatever of it changes', () => {
    const others: MessageRecord[] = [
      record,
      { ...record, kind: 'response' },
      { ...record, gateway: 'AZ/GOV/rinn/gw2' },
      { ...record, at: new Date('2026-11-27T08:00:00.001Z') },
      { ...record, head: digest('another') },
      { ...record, body: digest('body') },
      { ...record, answers: recordLeaf(record) },
    ];
    expect(new Set(others.map((one) => recordLeaf(one).toString('hex'))).size).toBe(others.length);
  });
});

const keys = {
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RSA: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
const leaves = Array.from({ length: 11 }, (_, at) => recordLeaf({ ...record, head: digest(String(at)) }));

describe.each(Object.entries(keys))('a seal by %s', (kid, { privateKey, publicKey }) => {
  it('proves its own record and no other', async () => {
    const seals = sealAll(leaves, { kid, key: privateKey });
    const { holds } = sealReader(publicKey);
    for (const [at, seal] of seals.entries()) {
      expect(leaves.map((leaf) => holds(leaf, seal))).toEqual(leaves.map((_, other) => other === at));
      const read = unpackSeal(packSeal({ ...seal }));
      expect(read && holds(leaves[at] ?? Buffer.of(), read)).toBe(true);
    }
  });

  it('is not believed of another key, nor with another signature', async () => {
    const [seal] = sealAll(leaves, { kid, key: privateKey });
    const [leaf] = leaves;
    if (!seal || !leaf) throw new Error('nothing was sealed');
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(sealReader(stranger.publicKey).holds(leaf, seal)).toBe(false);
    const reader = sealReader(publicKey);
    const turned = Buffer.from(seal.signature);
    turned[10] = (turned[10] ?? 0) ^ 1;
    expect([reader.holds(leaf, seal), reader.holds(leaf, { ...seal, signature: turned })]).toEqual([true, false]);
  });
});

describe('a seal', () => {
  it('is looked at whole, also where the way to its root is known from another', () => {
    const { privateKey, publicKey } = keys['P-256'];
    const [first, second] = sealAll(leaves, { kid: 'a', key: privateKey });
    const [one, other] = leaves;
    if (!first || !second || !one || !other) throw new Error('nothing was sealed');
    const { holds } = sealReader(publicKey);
    expect(holds(one, first)).toBe(true);
    for (const place of second.proof.keys()) {
      const proof = second.proof.map((step, at) => (at === place ? (leaves[5] ?? step) : step));
      expect(holds(other, { ...second, proof })).toBe(false);
    }
    expect(holds(other, { ...second, proof: second.proof.slice(0, -1) })).toBe(false);
    expect(holds(other, second)).toBe(true);
  });

  it('says how large its batch was, and no other size is believed', async () => {
    const { privateKey, publicKey } = keys['P-256'];
    const [seal] = sealAll(leaves.slice(0, 3), { kid: 'a', key: privateKey });
    const [leaf] = leaves;
    if (!seal || !leaf) throw new Error('nothing was sealed');
    const { holds } = sealReader(publicKey);
    expect([holds(leaf, seal), holds(leaf, { ...seal, size: 4 })]).toEqual([true, false]);
  });
});

describe('a sealer', () => {
  it('signs what comes together with one signature', async () => {
    const { privateKey, publicKey } = keys['P-256'];
    const sealer = openSealer({ kid: 'a', key: privateKey });
    const seals = await Promise.all(leaves.map((leaf) => sealer.seal(leaf)));
    expect(new Set(seals.map(({ signature }) => Buffer.from(signature).toString('hex'))).size).toBe(1);
    const later = await sealer.seal(leaves[0] ?? Buffer.of());
    expect([later.size, sealReader(publicKey).holds(leaves[0] ?? Buffer.of(), later)]).toEqual([1, true]);
  });

  it('signs once what comes one after another while a signature is young', async () => {
    const sealer = openSealer({ kid: 'a', key: keys['P-256'].privateKey });
    await sealer.seal(leaves[0] ?? Buffer.of());
    const one = sealer.seal(leaves[1] ?? Buffer.of());
    await new Promise((turn) => setImmediate(turn));
    const other = sealer.seal(leaves[2] ?? Buffer.of());
    expect((await one).size).toBe(2);
    expect((await one).signature).toBe((await other).signature);
  });

  it('signs a whole batch at once, whatever the pace, and begins another', async () => {
    const sealer = openSealer({ kid: 'a', key: keys['P-256'].privateKey });
    await sealer.seal(leaves[0] ?? Buffer.of());
    const order: string[] = [];
    const seal = async (_: unknown, place: number) => {
      const { index, size } = await sealer.seal(recordLeaf({ ...record, head: digest(`${place}`) }));
      order.push(`${index + 1} of ${size}`);
    };
    const all = Promise.all(Array.from({ length: 40 }, seal));
    // Before any timer.
    await new Promise<void>((done) => process.nextTick(done));
    expect(order.length).toBe(32);
    await all;
    expect([order[0], order[31], order[32], order[39]]).toEqual(['1 of 32', '32 of 32', '1 of 8', '8 of 8']);
  });

  it('says so where the key cannot sign', async () => {
    const sealer = openSealer({ kid: 'a', key: keys['P-256'].publicKey });
    await expect(sealer.seal(leaves[0] ?? Buffer.of())).rejects.toThrow('private');
  });

  it('does not take odd bytes for a seal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const seal = unpackSeal(Buffer.from(bytes));
        expect(seal === undefined || packSeal({ ...seal }).equals(bytes)).toBe(true);
      }),
    );
    expect(unpackSeal(Buffer.alloc(0))).toBeUndefined();
  });
});
