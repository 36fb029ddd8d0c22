import { blockSize } from './slot.ts';

/** Those of row n are the `rules` from `offsets[n]` to before `offsets[n + 1]`, in the order in which their outputs are given. */
export interface FiredRules {
  readonly offsets: Uint32Array;
  readonly rules: Int32Array;
}

/** Gathers which rules fire for which rows, of which there may be several; a block at a time. */
export class Lists {
  readonly #offsets: Uint32Array;
  readonly #order: readonly number[];
  /** By row and place in the order. */
  readonly #hits: Uint8Array;
  readonly #width: number;
  #rules = new Int32Array(blockSize);
  #rows = 0;
  #size = 0;

  /** @param order all rules, in the order of the lists */
  constructor(rows: number, order: readonly number[]) {
    this.#offsets = new Uint32Array(rows + 1);
    this.#order = order;
    this.#width = order.length;
    this.#hits = new Uint8Array(blockSize * order.length);
  }

  /** @param place of the rule in the order */
  add(row: number, place: number): void {
    this.#hits[row * this.#width + place] = 1;
  }

  /** Forgets what was added for the row. */
  clear(row: number): void {
    this.#hits.fill(0, row * this.#width, (row + 1) * this.#width);
  }

  /** Ends a block, and counts its rules. */
  take(count: number, times: Float64Array): void {
    const most = this.#size + count * this.#width;
    if (this.#rules.length < most) {
      const larger = new Int32Array(Math.max(most, 2 * this.#rules.length));
      larger.set(this.#rules.subarray(0, this.#size));
      this.#rules = larger;
    }
    for (let row = 0; row < count; row++) {
      for (let place = 0; place < this.#width; place++) {
        if (this.#hits[row * this.#width + place] !== 1) continue;
        const rule = this.#order[place] ?? 0;
        this.#rules[this.#size] = rule;
        this.#size += 1;
        times[rule] = (times[rule] ?? 0) + 1;
      }
      this.#rows += 1;
      this.#offsets[this.#rows] = this.#size;
    }
    this.#hits.fill(0);
  }

  close(): FiredRules {
    return { offsets: this.#offsets, rules: this.#rules.subarray(0, this.#size) };
  }
}
