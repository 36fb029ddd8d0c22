/** How many failures on end open the circuit, and for how long: longer each time, to a limit. */
const failuresUntilOpen = 5;
const shortestMs = 10_000;
const longestMs = 5 * 60_000;

/** What became of a try. `neither`: it says nothing of the provider, as when the asker had no more time. */
export type Outcome = 'answered' | 'failed' | 'neither';

/** Whether a try may go on; else from when. */
export type Admission =
  | { readonly goOn: true; readonly probe: boolean }
  | { readonly goOn: false; readonly retryAt: Date };

/**
 * Circuit breaker of one provider, kept in memory by each process. Closed: all tries go on. Open: none, until a moment.
 * Half open: one goes on as a probe, and what becomes of it closes or opens the circuit for all.
 */
export class Breaker {
  readonly #now: () => Date;
  #failures = 0;
  #openedTimes = 0;
  #openUntil: number | undefined;
  #probing = false;

  constructor(now: () => Date) {
    this.#now = now;
  }

  admit(): Admission {
    if (this.#openUntil === undefined) return { goOn: true, probe: false };
    const now = this.#now().getTime();
    if (now < this.#openUntil) return { goOn: false, retryAt: new Date(this.#openUntil) };
    if (this.#probing) return { goOn: false, retryAt: new Date(now + 1000) };
    this.#probing = true;
    return { goOn: true, probe: true };
  }

  /** Exactly one for each admission. `retryAfter`: seconds for which the provider itself asks to be left alone. */
  record({ probe }: { readonly probe: boolean }, outcome: Outcome, retryAfter?: number): void {
    if (probe) this.#probing = false;
    if (outcome === 'neither') return;
    if (outcome === 'answered') {
      this.#failures = 0;
      this.#openedTimes = 0;
      this.#openUntil = undefined;
      return;
    }
    // A try that was under way when the circuit opened says nothing new.
    if (this.#openUntil !== undefined && !probe) return;
    this.#failures += 1;
    if (!probe && retryAfter === undefined && this.#failures < failuresUntilOpen) return;
    const own = Math.min(shortestMs * 2 ** this.#openedTimes, longestMs);
    const wanted = Math.min((retryAfter ?? 0) * 1000, longestMs);
    this.#openedTimes += 1;
    this.#openUntil = this.#now().getTime() + (retryAfter === undefined ? own : wanted);
  }
}
