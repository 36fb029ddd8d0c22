/** An expression asked for more steps, memory or depth than any has. It never leaves the evaluator, which makes null of it. */
export class FuelError extends Error {
  override readonly name = 'FuelError';
}

/** Steps of one evaluation: a node of what a loop, a filter or a function does at each turn, an element or a character made. */
export const full = 1_000_000;

/** Functions that call each other, deep. */
const deepest = 400;

// Evaluation is synchronous, so one meter serves all. Outside of any, values are only printed: that is free.
let left = Number.POSITIVE_INFINITY;
let depth = 0;

/** Takes steps from the evaluation under way. @throws FuelError when there are no more */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) throw new FuelError('out of fuel');
}

/** Calls a function one level deeper. @throws FuelError when it is too deep */
export function deeper<Result>(call: () => Result): Result {
  if (depth >= deepest) throw new FuelError('too deep');
  depth += 1;
  try {
    return call();
  } finally {
    depth -= 1;
  }
}

/** Runs one evaluation with a full tank, or what is left of a budget; null when it runs dry. */
export function metered<Result>(evaluate: () => Result): Result | null {
  const outer = left;
  const tank = Math.min(full, outer);
  left = tank;
  try {
    return evaluate();
  } catch (error) {
    // A list in a list in a list … is compared and printed by recursion, which the stack ends before the fuel does.
    if (error instanceof FuelError || error instanceof RangeError) return null;
    throw error;
  } finally {
    left = outer - (tank - left);
  }
}

/** Runs many evaluations on one budget. @param run is told how to ask whether it is used up */
export function budgeted<Result>(steps: number, run: (usedUp: () => boolean) => Result): Result {
  const outer = left;
  left = steps;
  try {
    return run(() => left <= 0);
  } finally {
    left = outer;
  }
}
