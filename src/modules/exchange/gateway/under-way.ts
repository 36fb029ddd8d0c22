/**
 * Messages under way by one connection, by their numbers. No `Map`: where V8 moves a map to a larger or smaller table, the
 * table before leads on to the new one. Once one of them has been moved to the old generation, the quick collections keep
 * whatever came to stand in any table after it, and every message lives until a slow collection.
 */
export class UnderWay<T> {
  #all: Record<number, T> = Object.create(null) as Record<number, T>;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(number: number): T | undefined {
    return this.#all[number];
  }

  add(number: number, one: T): void {
    this.#all[number] = one;
    this.#size += 1;
  }

  delete(number: number): void {
    if (this.#all[number] === undefined) return;
    delete this.#all[number];
    this.#size -= 1;
  }

  clear(): void {
    this.#all = Object.create(null) as Record<number, T>;
    this.#size = 0;
  }

  /** As they are now: what is added or ends meanwhile changes nothing of it. */
  entries(): readonly (readonly [number, T])[] {
    return Object.entries(this.#all).map(([number, one]) => [Number(number), one]);
  }
}
