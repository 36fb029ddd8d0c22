import { describe, expect, it } from 'vitest';
import type { CompiledReviews } from '../definition/review.ts';
import { type Apart, barOf, drawn, type Expert, seedOf } from './draw.ts';
import { neededReviews, outOfRange, reviewed, totalOf } from './reviews.ts';

const criterion = (name: string, to: number, weight: number, from = 0) => ({ name, to, weight, from });
const reviews = {
  number: 2,
  spread: 20,
  criteria: [criterion('novelty', 10, 60), criterion('use', 5, 40, 1)],
} as unknown as CompiledReviews;

describe('points', () => {
  it('become a weighted total of 100, the fewest nothing', () => {
    expect(totalOf(reviews, { novelty: 10, use: 5 })).toBe(100);
    expect(totalOf(reviews, { novelty: 0, use: 1 })).toBe(0);
    expect(totalOf(reviews, { novelty: 7, use: 2 })).toBe(52);
    // 60 × 1/3 + 40 × 1/3, to one decimal.
    expect(
      totalOf({ ...reviews, criteria: [criterion('a', 3, 60), criterion('b', 3, 40)] } as never, { a: 1, b: 1 }),
    ).toBe(33.3);
  });

  it('are known once all have come, as means', () => {
    expect(reviewed(reviews, [{ novelty: 5, use: 3 }])).toEqual({ open: 1 });
    expect(
      reviewed(reviews, [
        { novelty: 5, use: 3 },
        { novelty: 6, use: 3 },
      ]),
    ).toEqual({
      open: 0,
      values: { novelty: 5.5, use: 3, score: 53, spread: 6 },
    });
  });

  it('that lie further apart than allowed ask for one more, and never for two', () => {
    const [low, high] = [
      { novelty: 2, use: 3 },
      { novelty: 10, use: 3 },
    ];
    expect(neededReviews(reviews, [low])).toBe(2);
    expect(neededReviews(reviews, [low, { novelty: 4, use: 4 }])).toBe(3);
    expect(neededReviews(reviews, [low, high])).toBe(3);
    expect(neededReviews(reviews, [low, high, low])).toBe(3);
    expect(neededReviews({ ...reviews, spread: 48 }, [low, high])).toBe(2);
    expect(neededReviews({ ...reviews, spread: 47 }, [low, high])).toBe(3);
  });

  it('are whole numbers of their criterion', () => {
    const [, use] = reviews.criteria;
    if (!use) throw new Error('two criteria');
    expect([undefined, 0, 1, 1.5, 5, 6].map((points) => outOfRange(use, points))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
  });
});

describe('a lot', () => {
  const none = new Set<string>();
  const apart: Apart = {
    applicant: { person: 'a', organisation: 'o' },
    voens: ['9900003871'],
    handled: new Set(['h']),
    officials: new Set(['f']),
    drawn: new Set(['d']),
    field: 'energy',
  };
  const expert = (person: string, more: Partial<Expert> = {}): Expert => ({
    person,
    employers: [],
    field: 'energy',
    ...more,
  });

  it('leaves out whoever has a part in the case', () => {
    expect(barOf(expert('x'), apart)).toBeUndefined();
    expect(['a', 'h', 'f', 'd'].map((person) => barOf(expert(person), apart))).toEqual([
      'applicant',
      'handled',
      'office',
      'drawn',
    ]);
    expect(barOf(expert('x', { employers: [{ id: 'o' }] }), apart)).toBe('organisation');
    expect(barOf(expert('x', { employers: [{ id: 'p', voen: '9900003871' }] }), apart)).toBe('organisation');
    expect(
      barOf(expert('x', { employers: [{ id: null }] }), { ...apart, applicant: { person: 'a', organisation: null } }),
    ).toBeUndefined();
    expect(barOf(expert('x', { employers: undefined }), apart)).toBe('unknown');
    expect(barOf(expert('x', { field: 'health' }), apart)).toBe('field');
    expect(
      barOf(expert('x', { field: 'health' }), {
        applicant: apart.applicant,
        voens: [],
        handled: none,
        officials: none,
        drawn: none,
      }),
    ).toBeUndefined();
  });

  it('takes those with the fewest reviews first, and among equals another one by another seed', () => {
    const people = Array.from({ length: 40 }, (_, index) => ({ person: `p${index}`, load: index < 20 ? 0 : 1 }));
    const chosen = drawn(people, 'seed', 3);
    expect(drawn(people.toReversed(), 'seed', 3)).toEqual(chosen);
    expect(drawn(people, 'other', 3)).not.toEqual(chosen);
    expect(chosen.every((person) => Number(person.slice(1)) < 20)).toBe(true);
    const often = new Set(Array.from({ length: 200 }, (_, index) => drawn(people, `${index}`, 1)[0]));
    expect(often.size).toBe(20);
    expect(drawn(people.slice(0, 2), 'seed', 3)).toHaveLength(2);
  });

  it('is drawn by what was journalled, and by how often', () => {
    const entries = [{ seq: 1, action: 'start', at: new Date('2026-11-02T06:00:00.001Z') }];
    const later = [{ seq: 1, action: 'start', at: new Date('2026-11-02T06:00:00.002Z') }];
    expect(
      new Set([seedOf('a', 1, entries), seedOf('a', 1, later), seedOf('a', 2, entries), seedOf('b', 1, entries)]).size,
    ).toBe(4);
  });
});
