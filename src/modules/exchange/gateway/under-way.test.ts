import { describe, expect, it } from 'vitest';
import { UnderWay } from './under-way.ts';

describe('what is under way', () => {
  it('is found by its number until it is over, and counted', () => {
    const all = new UnderWay<string>();
    for (let number = 1; number <= 5000; number += 1) {
      all.add(number, `message ${number}`);
      if (number > 3) all.delete(number - 3);
    }
    expect(all.size).toBe(3);
    expect([all.get(4997), all.get(4998)]).toEqual([undefined, 'message 4998']);
    all.delete(4997);
    expect(all.entries()).toEqual([
      [4998, 'message 4998'],
      [4999, 'message 4999'],
      [5000, 'message 5000'],
    ]);
    all.clear();
    expect([all.size, all.entries()]).toEqual([0, []]);
  });

  it('is found though others want the same place, in whatever order they come and end', () => {
    const [all, plain] = [new UnderWay<number>(), new Map<number, number>()];
    let seed = 7;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const step = () => {
      const number = 1 + 64 * next(40) + next(3);
      if (next(2) === 0) {
        all.delete(number);
        plain.delete(number);
      } else {
        all.add(number, seed);
        plain.set(number, seed);
      }
      return all.size === plain.size && all.get(number) === plain.get(number);
    };
    for (let round = 0; round < 40; round += 1) {
      expect(Array.from({ length: 500 }, step)).not.toContain(false);
      expect(all.entries()).toEqual([...plain].sort(([one], [other]) => one - other));
    }
    expect(plain.size).toBeGreaterThan(20);
  });

  it('can end while all are gone through', () => {
    const all = new UnderWay<string>();
    for (const number of [1, 2, 3]) all.add(number, 'x');
    for (const [number] of all.entries()) all.delete(number);
    expect(all.size).toBe(0);
  });
});
