/**
 * Messages under way by one connection, by their numbers, which are whole and positive. Its table grows with the most that
 * were under way at a time and is never changed for another otherwise. A `Map`, or an object with numbers for names, gets
 * a new table again and again while messages come and go. Once an old one has been moved to the old generation, the quick
 * collections of V8 keep whatever was under way when it was left, and every message lives until a slow collection.
 */
export class UnderWay<T> {
  /** By a number's place, or the next free one; 0 where nothing is. A power of two, at most half of it in use. */
  #numbers = new Float64Array(leastSlots);
  #all: (T | undefined)[] = emptySlots(leastSlots);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(number: number): T | undefined {
    return this.#all[this.#slotOf(number)];
  }

  add(number: number, one: T): void {
    if (2 * (this.#size + 1) > this.#numbers.length) this.#grow();
    const slot = this.#slotOf(number);
    if (this.#numbers[slot] === 0) this.#size += 1;
    this.#put(slot, number, one);
  }

  delete(number: number): void {
    let hole = this.#slotOf(number);
    if (this.#numbers[hole] === 0) return;
    this.#put(hole, 0, undefined);
    this.#size -= 1;
    const last = this.#numbers.length - 1;
    // What could not have its place because of this one moves up.
    for (let slot = (hole + 1) & last; this.#numbers[slot] !== 0; slot = (slot + 1) & last) {
      const other = this.#numbers[slot] ?? 0;
      const [wanted, from] = [other & last, this.#all[slot]];
      if (((slot - wanted) & last) < ((slot - hole) & last)) continue;
      this.#put(hole, other, from);
      this.#put(slot, 0, undefined);
      hole = slot;
    }
  }

  clear(): void {
    this.#numbers.fill(0);
    this.#all.fill(undefined);
    this.#size = 0;
  }

  /** As they are now, the lowest number first: what is added or ends meanwhile changes nothing of it. */
  entries(): readonly (readonly [number, T])[] {
    const found: [number, T][] = [];
    this.#numbers.forEach((number, slot) => number !== 0 && found.push([number, this.#all[slot] as T]));
    return found.sort(([one], [other]) => one - other);
  }

  /** Where a number is, or would be put. */
  #slotOf(number: number): number {
    const last = this.#numbers.length - 1;
    let slot = number & last;
    while (this.#numbers[slot] !== 0 && this.#numbers[slot] !== number) slot = (slot + 1) & last;
    return slot;
  }

  #put(slot: number, number: number, one: T | undefined): void {
    this.#numbers[slot] = number;
    this.#all[slot] = one;
  }

  #grow(): void {
    const all = this.entries();
    this.#numbers = new Float64Array(2 * this.#numbers.length);
    this.#all = emptySlots(this.#numbers.length);
    for (const [number, one] of all) this.#put(this.#slotOf(number), number, one);
  }
}

const leastSlots = 16;
const emptySlots = <T>(count: number): (T | undefined)[] => Array.from({ length: count }, () => undefined);
