import type { LoggedTerms } from '../log.ts';
import type { ReadRequest, Reading } from '../provider.ts';

type Readings = Readonly<Record<string, Reading>>;

interface Kept {
  readonly until: number;
  readonly readings: Readings;
}

const most = 20_000;

/**
 * Answers that may be used again for as long as their register allows, in memory, per process. They are kept apart by
 * who asked, for what and on which ground, so that nobody gets what another had the right to.
 */
export class Cache {
  readonly #now: () => Date;
  readonly #kept = new Map<string, Kept>();
  /** How often each register was forgotten. */
  readonly #forgotten = new Map<string, number>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  get(question: string, key: string): Readings | undefined {
    const name = `${question} ${key}`;
    const kept = this.#kept.get(name);
    if (kept && this.#now().getTime() < kept.until) return kept.readings;
    this.#kept.delete(name);
    return undefined;
  }

  put(question: string, key: string, readings: Readings, seconds: number): void {
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= most && !oldest.done) this.#kept.delete(oldest.value);
    this.#kept.set(`${question} ${key}`, { until: this.#now().getTime() + seconds * 1000, readings });
  }

  /** Stays the same until something is entered in a register: what it said before is not kept after. */
  standOf(register: string): number {
    return this.#forgotten.get(register) ?? 0;
  }

  /** Forgets what a register said: something was entered in it. */
  forget(register: string): void {
    this.#forgotten.set(register, this.standOf(register) + 1);
    for (const name of this.#kept.keys())
      if (name.startsWith(`${JSON.stringify([register]).slice(0, -1)},`)) this.#kept.delete(name);
  }
}

/** What an answer depends on besides the key asked about. */
export const questionOf = (
  { register, provides, asOf }: ReadRequest,
  { consumer, purpose, basis }: LoggedTerms,
  release: number,
): string =>
  JSON.stringify([
    register,
    release,
    asOf,
    provides.map(({ name }) => name).toSorted(),
    consumer,
    purpose,
    basis.act,
    basis.article,
  ]);
