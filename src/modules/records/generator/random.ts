/** Repeatable chance: the same seed and name give the same sequence on every machine. */
export interface Random {
  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the values, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T;
  shuffled<T>(list: readonly T[]): T[];
}

/**
 * Every part of the invented state draws from a stream of its own, so that a change in one leaves the others as
 * they were. Mulberry32 (Tommy Ettinger, public domain), seeded by FNV-1a of the name.
 */
export function openRandom(seed: number, name: string): Random {
  let state = fnv(name, seed);

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  const below = (limit: number) => next() % limit;

  return {
    between: (low, high) => low + below(high - low + 1),
    chance: (percent) => below(100) < percent,
    pick: (list) => at(list, below(list.length)),
    weighted(choices) {
      let left = below(choices.reduce((sum, [, weight]) => sum + weight, 0));
      for (const [value, weight] of choices) {
        if (left < weight) return value;
        left -= weight;
      }
      throw new RangeError('no choice has a weight');
    },
    shuffled(list) {
      const result = [...list];
      for (let last = result.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        [result[last], result[other]] = [at(result, other), at(result, last)];
      }
      return result;
    },
  };
}

function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError('nothing to pick from');
  return list[index] as T;
}

function fnv(text: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
