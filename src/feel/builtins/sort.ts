import { spend } from '../fuel.ts';
import type { Func, Value } from '../values/value.ts';

/** Whether `b` has to stand before `a`; undefined where the function gives neither true nor false nor null. */
type Before = (b: Value, a: Value) => boolean | undefined;

/**
 * `sort(list, precedes)` (DMN 1.5, table 80). Stable: of two of which neither precedes the other, the first stays
 * first. Every pair is asked once on the way, so even a function that contradicts itself comes to an end.
 */
export function sorted(list: readonly Value[], precedes: Func): Value {
  if (precedes.parameters.length !== 2) return null;
  const before: Before = (b, a) => {
    spend(1);
    const verdict = precedes.invoke([b, a]);
    return verdict === null ? false : typeof verdict === 'boolean' ? verdict : undefined;
  };
  spend(list.length);
  let runs: Value[][] = list.map((value) => [value]);
  while (runs.length > 1) {
    const merged: Value[][] = [];
    for (let index = 0; index < runs.length; index += 2) {
      const run = merge(runs[index] ?? [], runs[index + 1] ?? [], before);
      if (run === null) return null;
      merged.push(run);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function merge(left: readonly Value[], right: readonly Value[], before: Before): Value[] | null {
  spend(left.length + right.length);
  const merged: Value[] = [];
  let taken = 0;
  for (const value of left) {
    for (; taken < right.length; taken++) {
      const next = right[taken] ?? null;
      const goesFirst = before(next, value);
      if (goesFirst === undefined) return null;
      if (!goesFirst) break;
      merged.push(next);
    }
    merged.push(value);
  }
  return merged.concat(right.slice(taken));
}
