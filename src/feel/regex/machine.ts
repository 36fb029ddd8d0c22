import { fold } from './fold.ts';
import type { Program, Step } from './program.ts';

/** Steps for all that is done with one text: some milliseconds. */
export const mostSteps = 2_000_000;

/** Forks times places to remember. */
const mostMemory = 8_000_000;

/** A text, by code points. */
export class Points {
  readonly #text: string;
  readonly points: Uint32Array;
  /** Where each point starts in UTF-16, if that differs. */
  readonly #offsets: Uint32Array | undefined;

  constructor(text: string) {
    this.#text = text;
    const points = new Uint32Array(text.length);
    const offsets = new Uint32Array(text.length + 1);
    let length = 0;
    for (let at = 0; at < text.length; length++) {
      const point = text.codePointAt(at) ?? 0;
      points[length] = point;
      offsets[length] = at;
      at += point > 0xffff ? 2 : 1;
    }
    offsets[length] = text.length;
    this.points = points.subarray(0, length);
    this.#offsets = length === text.length ? undefined : offsets;
  }

  /** The text between two places; empty where one is -1. */
  slice(from: number, to: number): string {
    if (from < 0 || to < 0) return '';
    const offsets = this.#offsets;
    return offsets ? this.#text.slice(offsets[from], offsets[to]) : this.#text.slice(from, to);
  }
}

/**
 * Tries a program on a text. It goes back instead of calling itself, so depth costs no stack. Without back-references
 * no fork is taken twice at one place, so that time grows only with forks times length.
 */
export class Machine {
  readonly #program: Program;
  readonly #points: Uint32Array;
  readonly #slots: Int32Array;
  /** Pairs: a step and a place to go back to, or -1 - slot and what stood in it. */
  readonly #back: number[] = [];
  readonly #seen: Uint32Array | undefined;
  #search = 0;
  /** Steps taken; reading the text and remembering count too. */
  steps: number;

  constructor(program: Program, points: Uint32Array) {
    this.#program = program;
    this.#points = points;
    this.#slots = new Int32Array(program.slots);
    const memory = program.references ? 0 : program.forks * (points.length + 1);
    this.steps = memory > mostMemory ? Number.POSITIVE_INFINITY : points.length + memory / 16;
    if (!program.references && !this.exhausted) this.#seen = new Uint32Array(memory);
  }

  get exhausted(): boolean {
    return this.steps > mostSteps;
  }

  /**
   * The first match from a place on: starts and ends of the whole and of the groups, -1 where a group took no part.
   * Undefined where there is none, or where the steps end: then `exhausted`.
   */
  find(from: number): Int32Array | undefined {
    this.#search += 1;
    for (let start = from; start <= this.#points.length && !this.exhausted; start++) {
      const end = this.#run(start);
      if (end < 0) continue;
      this.#slots[0] = start;
      this.#slots[1] = end;
      return this.#slots.slice(0, 2 * (this.#program.groups + 1));
    }
    return undefined;
  }

  /** Where the match that starts here ends; -1 for none. */
  #run(start: number): number {
    const { steps } = this.#program;
    const back = this.#back;
    back.length = 0;
    this.#slots.fill(-1);
    let at = 0;
    let place = start;
    while (true) {
      this.steps += 1;
      if (this.exhausted) return -1;
      const step = steps[at] as Step;
      if (step.op === 'done') return place;
      let next = at + 1;
      switch (step.op) {
        case 'chars':
          if (place < this.#points.length && step.chars(this.#points[place] as number)) place += 1;
          else next = -1;
          break;
        case 'jump':
          next = step.to;
          break;
        case 'fork':
          if (this.#isNew(step.id, place)) {
            back.push(step.second, place);
            next = step.first;
          } else next = -1;
          break;
        case 'save':
          back.push(-1 - step.slot, this.#slots[step.slot] as number);
          this.#slots[step.slot] = place;
          break;
        case 'moved':
          if (this.#slots[step.slot] === place) next = -1;
          break;
        case 'reference':
          place = this.#afterReference(step.group, place);
          if (place < 0) next = -1;
          break;
        default:
          if (!this.#isAt(step.op, place)) next = -1;
      }
      if (next < 0) {
        next = this.#goBack();
        if (next < 0) return -1;
        place = back.pop() as number;
      }
      at = next;
    }
  }

  /** Undoes what was saved since the last fork, and leaves its place on the stack. -1 where there is no fork. */
  #goBack(): number {
    const back = this.#back;
    while (back.length > 0) {
      const step = back[back.length - 2] as number;
      if (step >= 0) {
        const place = back.pop() as number;
        back[back.length - 1] = place;
        return step;
      }
      this.#slots[-1 - step] = back.pop() as number;
      back.pop();
    }
    return -1;
  }

  #isNew(fork: number, place: number): boolean {
    const seen = this.#seen;
    if (!seen) return true;
    const index = fork * (this.#points.length + 1) + place;
    if (seen[index] === this.#search) return false;
    seen[index] = this.#search;
    return true;
  }

  /** A group that took no part counts as empty (F&O 3.1, 5.6.1). */
  #afterReference(group: number, place: number): number {
    const from = this.#slots[2 * group] as number;
    const length = (this.#slots[2 * group + 1] as number) - from;
    if (from < 0 || length < 0) return place;
    if (place + length > this.#points.length) return -1;
    this.steps += length;
    const same = this.#program.flags.caseless ? fold : (point: number): number => point;
    for (let offset = 0; offset < length; offset++) {
      const wanted = this.#points[from + offset] as number;
      if (same(wanted) !== same(this.#points[place + offset] as number)) return -1;
    }
    return place + length;
  }

  /** With the flag `m`, a line end at the very end of the text starts no line. */
  #isAt(side: 'start' | 'end', place: number): boolean {
    const points = this.#points;
    const { lines } = this.#program.flags;
    if (side === 'start') {
      if (place === 0) return true;
      return lines && place < points.length && points[place - 1] === 0x0a;
    }
    if (place === points.length) return !lines || points[place - 1] !== 0x0a;
    return lines && points[place] === 0x0a;
  }
}
