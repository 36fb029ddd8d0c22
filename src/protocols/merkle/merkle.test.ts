import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  openByChain,
  openCheckpoint,
  openSuccession,
  printVerifierKey,
  readVerifierKey,
  signCheckpoint,
  signSuccession,
} from './checkpoint.ts';
import { treeOf } from './memory.ts';
import {
  consistencyProof,
  emptyRoot,
  grow,
  includedRoot,
  inclusionProof,
  isConsistent,
  leafHash,
  nodeHash,
  type ReadNode,
  rootAt,
} from './tree.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** A stored tree, grown as a log grows: in pieces. */
async function stored(pieces: readonly number[]) {
  const nodes = new Map<string, Uint8Array>();
  const read: ReadNode = (level, index) => nodes.get(`${level} ${index}`) ?? Promise.reject(new Error('not stored'));
  const leaves: Buffer[] = [];
  for (const count of pieces) {
    const more = Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${leaves.length + at}`)));
    for (const { level, first, hashes } of await grow(read, leaves.length, more))
      for (const [at, hash] of hashes.entries()) nodes.set(`${level} ${first + at}`, hash);
    leaves.push(...more);
  }
  return { leaves, read, size: leaves.length };
}

/** The definition of RFC 9162 §2.1.1, word by word. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return emptyRoot();
  if (leaves.length === 1) return first;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(rootByDefinition(leaves.slice(0, k)), rootByDefinition(leaves.slice(k)));
}

describe('a tree', () => {
  // The published roots of Certificate Transparency's reference test, of which every implementation knows these eight.
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  it.each(roots.map((root, at) => [at + 1, root] as const))(
    'over %i leaves has the root that is known',
    async (size, root) => {
      const leaves = inputs.slice(0, size).map((text) => leafHash(Buffer.from(text, 'hex')));
      expect(hex(treeOf(leaves).root)).toBe(root);
    },
  );

  it('has the root of the definition, however it grew', async () => {
    const pieces = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(pieces, async (counts) => {
        const { leaves, read, size } = await stored(counts);
        expect(hex(await rootAt(read, size))).toBe(hex(rootByDefinition(leaves)));
      }),
      { numRuns: 50 },
    );
  });
});

const place = fc.integer({ min: 1, max: 70 }).chain((size) => fc.tuple(fc.constant(size), fc.nat({ max: size - 1 })));

describe('a proof of inclusion', () => {
  it('leads to the root, and nothing else does', async () => {
    const { leaves, read } = await stored([70]);
    await fc.assert(
      fc.asyncProperty(place, fc.nat(), async ([size, index], odd) => {
        const root = hex(await rootAt(read, size));
        const proof = await inclusionProof(read, index, size);
        const leaf = leaves[index] ?? Buffer.of();
        expect(hex(includedRoot({ leaf, index, size, proof }) ?? Buffer.of())).toBe(root);
        const wrong = [
          { leaf: leafHash(Buffer.from('another')), index, size, proof },
          { leaf, index: (index + 1 + (odd % size)) % (size + 1), size, proof },
          { leaf, index, size, proof: proof.slice(0, -1) },
          { leaf, index, size, proof: [...proof, leaf] },
        ].filter((one) => one.index !== index || one.leaf !== leaf || one.proof.length !== proof.length);
        for (const one of wrong) expect(hex(includedRoot(one) ?? Buffer.of())).not.toBe(root);
      }),
    );
    await expect(inclusionProof(read, 70, 70)).rejects.toThrow(RangeError);
  });
});

describe('a tree', () => {
  it('is read by its perfect nodes, however large it is', async () => {
    const asked: string[] = [];
    await rootAt(
      (level, index) => {
        asked.push(`${level} ${index}`);
        return Buffer.alloc(32);
      },
      2 ** 49 + 1,
    );
    expect(asked).toEqual(['49 0', `0 ${2 ** 49}`]);
  });
});

describe('a proof of consistency', () => {
  it('shows that a log only grew', async () => {
    const { read } = await stored([70]);
    await fc.assert(
      fc.asyncProperty(place, async ([size, at]) => {
        const before = at + 1;
        const proof = await consistencyProof(read, before, size);
        const first = { size: before, root: await rootAt(read, before) };
        const second = { size, root: await rootAt(read, size) };
        expect(isConsistent(first, second, proof)).toBe(true);
        const forged = { size, root: leafHash(Buffer.from('forged')) };
        expect(isConsistent(first, forged, proof)).toBe(false);
        expect(isConsistent({ ...first, root: forged.root }, second, proof)).toBe(false);
        expect(isConsistent(first, second, [...proof, first.root])).toBe(false);
      }),
    );
  });
});

describe('a checkpoint', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const checkpoint = { origin: 'vahid.test/log', size: 7, root: leafHash(Buffer.from('x')) };
  const signer = { name: 'vahid.test/log', key: privateKey };
  const reader = { name: 'vahid.test/log', key: publicKey };

  it('is read with the key that signed it', () => {
    const note = signCheckpoint(checkpoint, signer, publicKey);
    expect(note.split('\n').slice(0, 4)).toEqual([
      'vahid.test/log',
      '7',
      Buffer.from(checkpoint.root).toString('base64'),
      '',
    ]);
    expect(openCheckpoint(note, reader)).toEqual(checkpoint);
    const others = note.replace('\n\n', '\n\n— witness AAAAAA==\n');
    expect(openCheckpoint(others, reader)).toEqual(checkpoint);
  });

  it('comes with a key in one line, of which no letter may be another', () => {
    const line = printVerifierKey(reader);
    expect(readVerifierKey(`${line}\n`)?.key.equals(publicKey)).toBe(true);
    for (const other of [line.replace('vahid.test', 'vahid.tests'), line.slice(0, -8), `x ${line}`, ''])
      expect(readVerifierKey(other)).toBeUndefined();
  });

  it('is read whichever of several lines of its name is its own', () => {
    const note = signCheckpoint(checkpoint, signer, publicKey);
    expect(openCheckpoint(note.replace('\n\n', '\n\n— vahid.test/log AAAAAA==\n'), reader)).toEqual(checkpoint);
  });

  it('is not read with a root that is none', () => {
    const note = signCheckpoint({ ...checkpoint, root: Buffer.alloc(31) }, signer, publicKey);
    expect(openCheckpoint(note, reader)).toBeUndefined();
  });

  it('is not read where it was changed, or signed by another', () => {
    const note = signCheckpoint(checkpoint, signer, publicKey);
    const stranger = { ...reader, key: generateKeyPairSync('ed25519').publicKey };
    for (const [text, key] of [
      [note.replace('\n7\n', '\n8\n'), reader],
      [note, stranger],
      [note, { ...reader, name: 'another' }],
      [note.trimEnd(), reader],
      ['', reader],
    ] as const)
      expect(openCheckpoint(text, key)).toBeUndefined();
  });
});

describe('keys that follow each other', () => {
  const name = 'vahid.test/log';
  const pairs = Array.from({ length: 3 }, () => generateKeyPairSync('ed25519'));
  const [first, second, third] = pairs.map(({ privateKey, publicKey }) => ({
    public: { name, key: publicKey },
    note: (size: number, origin = name) =>
      signCheckpoint({ origin, size, root: Buffer.alloc(32, 5) }, { name, key: privateKey }, publicKey),
    follow: (size: number, next: { readonly name: string; readonly key: typeof publicKey }) =>
      signSuccession({ origin: name, size, next }, { name, key: privateKey }, publicKey),
  }));
  if (!first || !second || !third) throw new Error('no keys');
  const chain = [second.follow(20, third.public), first.follow(10, second.public)];

  it('are believed one after another, each for trees up to the size at which it ended', () => {
    expect(openByChain(first.note(10), first.public, chain)?.size).toBe(10);
    expect(openByChain(first.note(11), first.public, chain)).toBeUndefined();
    expect(openByChain(second.note(20), first.public, chain)?.size).toBe(20);
    expect(openByChain(second.note(21), first.public, chain)).toBeUndefined();
    expect(openByChain(third.note(21), first.public, chain)?.size).toBe(21);
    expect(openByChain(third.note(21), first.public, chain.slice(1))).toBeUndefined();
    expect(openByChain(first.note(5), second.public, chain)).toBeUndefined();
  });

  it('follow only by the word of the key before, in the same log', () => {
    const stranger = { name: 'another', key: second.public.key };
    expect(openSuccession(first.follow(10, stranger), first.public)).toBeUndefined();
    expect(openSuccession(third.follow(10, second.public), first.public)).toBeUndefined();
    expect(openSuccession(first.note(10), first.public)).toBeUndefined();
    expect(openCheckpoint(first.follow(10, second.public), first.public)).toBeUndefined();
    expect(openByChain(second.note(20), first.public, [chain[1] ?? '', chain[1] ?? ''])).toBeDefined();
  });

  it('sign for one log: a checkpoint of another is none', () => {
    expect(openCheckpoint(first.note(3), first.public)?.size).toBe(3);
    expect(openCheckpoint(first.note(3, 'another'), first.public)).toBeUndefined();
  });
});
