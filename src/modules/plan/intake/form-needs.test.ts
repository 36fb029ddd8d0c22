import { describe, expect, it } from 'vitest';
import { circles, entangled } from './form-needs.ts';

const needs = (of: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(of));

describe('what milestones need', () => {
  it('goes in a circle only for those that lie on it', () => {
    const of = needs({ a: ['b'], b: ['c', 'd'], c: ['b'], d: [], e: ['e'], f: ['nowhere'] });
    expect(circles(of, 'b')).toEqual(['b', 'c', 'b']);
    expect(circles(of, 'e')).toEqual(['e', 'e']);
    expect(circles(of, 'a')).toBeUndefined();
    expect(circles(of, 'f')).toBeUndefined();
    expect([...entangled(of)].sort()).toEqual(['a', 'b', 'c', 'e']);
  });

  it('may be a chain of any length', () => {
    const count = 20_000;
    const chain = new Map(Array.from({ length: count }, (_, n) => [`m${n}`, n + 1 < count ? [`m${n + 1}`] : []]));
    expect(entangled(chain).size).toBe(0);
    expect(circles(chain, 'm0')).toBeUndefined();
    chain.set(`m${count - 1}`, ['m0']);
    expect(circles(chain, 'm0')).toHaveLength(count + 1);
  });
});
