import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openRemembered } from './remembered.ts';
import { leafHash, nodeHash } from './tree.ts';

const zero = Buffer.alloc(32);
/** Few, and many that share a place: their first bytes are the same, or a multiple of the number of places apart. */
const nodes: readonly Buffer[] = [
  zero,
  ...Array.from({ length: 6 }, (_, at) => Buffer.concat([zero.subarray(1), Buffer.of(at + 1)])),
  ...Array.from({ length: 6 }, (_, at) => Buffer.concat([Buffer.of(at * 4), zero.subarray(1)])),
  ...Array.from({ length: 4 }, (_, at) => leafHash(`${at}`)),
  zero.subarray(1),
  Buffer.alloc(33),
];

it('gives for every two nodes what their hash is, whatever was asked for before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes))), (pairs) => {
      const node = openRemembered();
      for (const [left, right] of pairs) expect(Buffer.from(node(left, right))).toEqual(nodeHash(left, right));
    }),
    { examples: [[[[zero, zero]]]] },
  );
});

it('hashes again what it gave itself', () => {
  const node = openRemembered();
  const [a, b] = [leafHash('a'), leafHash('b')];
  for (let turn = 0; turn < 2; turn += 1) {
    const [left, right] = [node(a, b), nodeHash(b, a)];
    expect(Buffer.from(node(left, right))).toEqual(nodeHash(nodeHash(a, b), right));
  }
});
