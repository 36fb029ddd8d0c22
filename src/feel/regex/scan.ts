import { PatternError } from './tree.ts';

/** A place in a pattern, by code points. */
export class Scan {
  readonly #points: readonly string[];
  #at = 0;

  constructor(points: readonly string[]) {
    this.#points = points;
  }

  get done(): boolean {
    return this.#at >= this.#points.length;
  }

  /** The sign here, or some places behind; empty at the end. */
  peek(ahead = 0): string {
    return this.#points[this.#at + ahead] ?? '';
  }

  next(): string {
    if (this.done) this.fail('unfinished');
    const sign = this.peek();
    this.#at += 1;
    return sign;
  }

  takes(sign: string): boolean {
    if (this.peek() !== sign) return false;
    this.#at += 1;
    return true;
  }

  expect(sign: string): void {
    if (!this.takes(sign)) this.fail(`expected ${sign}`);
  }

  fail(problem: string): never {
    throw new PatternError(`${problem} at ${this.#at}`);
  }
}
