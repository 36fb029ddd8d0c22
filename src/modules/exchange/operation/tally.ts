/** One exchange as a gateway saw it, in the words of X-Road's operational monitoring (PR-OPMON 1.3). */
export interface Observation {
  readonly side: 'consumer' | 'provider';
  readonly client: string;
  readonly service: string;
  /** Code of what failed; absent where an answer went out whose status was below 500. */
  readonly fault?: string | undefined;
  readonly at: Date;
  /** Milliseconds from `requestInTs` to `responseOutTs`; absent where it never began. */
  readonly duration?: number | undefined;
  /** Of these the ones in which the other side was waited for: `requestOutTs` to `responseInTs`. */
  readonly waited?: number | undefined;
  /** Bytes of head and body. */
  readonly requestSize?: number | undefined;
  readonly responseSize?: number | undefined;
}

/** Upper ends of the classes of durations in milliseconds; one more class takes the rest. */
export const limits = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000] as const;

/** Values as they are added up: mean and deviation follow. */
export interface Spread {
  count: number;
  sum: number;
  squares: number;
  least: number;
  most: number;
}

/** What came of the exchanges of one client with one service, within some time. */
export interface Tally {
  succeeded: number;
  failed: number;
  readonly faults: Record<string, number>;
  readonly duration: Spread;
  readonly waited: Spread;
  readonly requestSize: Spread;
  readonly responseSize: Spread;
  readonly classes: number[];
  lastSuccess: Date | undefined;
  lastFailure: Date | undefined;
  lastFault: string | undefined;
}

export const noSpread = (): Spread => ({ count: 0, sum: 0, squares: 0, least: 0, most: 0 });

export const emptyTally = (): Tally => ({
  succeeded: 0,
  failed: 0,
  faults: {},
  duration: noSpread(),
  waited: noSpread(),
  requestSize: noSpread(),
  responseSize: noSpread(),
  classes: [...limits.map(() => 0), 0],
  lastSuccess: undefined,
  lastFailure: undefined,
  lastFault: undefined,
});

function add(spread: Spread, value: number | undefined): void {
  if (value === undefined) return;
  spread.least = spread.count === 0 ? value : Math.min(spread.least, value);
  spread.most = Math.max(spread.most, value);
  spread.count += 1;
  spread.sum += value;
  spread.squares += value * value;
}

/** Another gateway chooses its codes: of codes without end not all are kept apart. */
const mostFaults = 50;
const allOthers = '*';
const nameOf = (fault: string, { faults }: Tally): string =>
  Object.hasOwn(faults, fault) || Object.keys(faults).length < mostFaults ? fault : allOthers;

/** Adds one exchange. */
export function count(tally: Tally, { fault, at, duration, waited, requestSize, responseSize }: Observation): void {
  if (fault === undefined) [tally.succeeded, tally.lastSuccess] = [tally.succeeded + 1, at];
  else {
    [tally.failed, tally.lastFailure, tally.lastFault] = [tally.failed + 1, at, fault];
    const name = nameOf(fault, tally);
    tally.faults[name] = (tally.faults[name] ?? 0) + 1;
  }
  add(tally.duration, duration);
  add(tally.waited, waited);
  add(tally.requestSize, requestSize);
  add(tally.responseSize, responseSize);
  if (duration === undefined) return;
  const found = limits.findIndex((limit) => duration <= limit);
  const place = found < 0 ? limits.length : found;
  tally.classes[place] = (tally.classes[place] ?? 0) + 1;
}

function addSpread(spread: Spread, before: Spread): void {
  if (before.count === 0) return;
  spread.least = spread.count === 0 ? before.least : Math.min(spread.least, before.least);
  spread.most = Math.max(spread.most, before.most);
  spread.count += before.count;
  spread.sum += before.sum;
  spread.squares += before.squares;
}

/** Adds what was counted before to what was counted since. */
export function addTally(tally: Tally, before: Tally): void {
  for (const [fault, times] of Object.entries(before.faults)) {
    const name = nameOf(fault, tally);
    tally.faults[name] = (tally.faults[name] ?? 0) + times;
  }
  for (const [place, times] of before.classes.entries()) tally.classes[place] = (tally.classes[place] ?? 0) + times;
  for (const name of ['duration', 'waited', 'requestSize', 'responseSize'] as const)
    addSpread(tally[name], before[name]);
  Object.assign(tally, {
    succeeded: tally.succeeded + before.succeeded,
    failed: tally.failed + before.failed,
    lastSuccess: tally.lastSuccess ?? before.lastSuccess,
    lastFailure: tally.lastFailure ?? before.lastFailure,
    lastFault: tally.lastFault ?? before.lastFault,
  });
}

export const meanOf = ({ count: n, sum }: Spread): number => (n === 0 ? 0 : sum / n);

/** Standard deviation of all values, not of a sample of them. */
export const deviationOf = ({ count: n, sum, squares }: Spread): number =>
  n === 0 ? 0 : Math.sqrt(Math.max(squares / n - (sum / n) ** 2, 0));

/**
 * Milliseconds below which a share of the durations lies, evenly spread within its class; undefined without any. Of
 * the last class only where it begins is known.
 */
export function quantileOf(classes: readonly number[], share: number): number | undefined {
  const all = classes.reduce((sum, one) => sum + one, 0);
  if (all === 0) return undefined;
  let before = 0;
  for (const [place, inClass] of classes.entries()) {
    const [from, to] = [limits[place - 1] ?? 0, limits[place] ?? limits.at(-1) ?? 0];
    if (inClass > 0 && before + inClass >= share * all) return from + ((share * all - before) / inClass) * (to - from);
    before += inClass;
  }
  return limits.at(-1);
}
