import { blockNamed } from './blocks.ts';
import { caseVariants, fold } from './fold.ts';

/** Whether a code point belongs. */
export type Chars = (point: number) => boolean;

const matching = (pattern: RegExp): Chars => {
  const known = new Map<number, boolean>();
  return (point) => {
    // Letters of one text are few; the engine of the platform is asked once for each.
    let belongs = known.get(point);
    if (belongs === undefined) {
      belongs = pattern.test(String.fromCodePoint(point));
      if (known.size < 1024) known.set(point, belongs);
    }
    return belongs;
  };
};

export const not =
  (chars: Chars): Chars =>
  (point) =>
    !chars(point);

export const without =
  (chars: Chars, taken: Chars): Chars =>
  (point) =>
    chars(point) && !taken(point);

export function exactly(wanted: number, caseless: boolean): Chars {
  if (!caseless) return (point) => point === wanted;
  const folded = fold(wanted);
  return (point) => fold(point) === folded;
}

/** More classes in one are a mistake. */
const mostClasses = 64;

/** The members of a class `[…]`: however many they are, one look tells whether a point is among them. */
export class Members {
  readonly #spans: (readonly [first: number, last: number])[] = [];
  readonly #points = new Set<number>();
  readonly #classes = new Set<Chars>();
  readonly #caseless: boolean;
  empty = true;

  constructor(caseless: boolean) {
    this.#caseless = caseless;
  }

  /** @returns whether there is room for it */
  add(member: Chars | readonly [first: number, last: number]): boolean {
    this.empty = false;
    if (typeof member === 'function') this.#classes.add(member);
    else {
      this.#spans.push(member);
      if (this.#caseless) for (const point of caseVariants(...member)) this.#points.add(point);
    }
    return this.#classes.size <= mostClasses;
  }

  chars(): Chars {
    const spans = merged(this.#spans);
    const points = this.#points;
    const classes = [...this.#classes];
    return (point) => within(spans, point) || points.has(point) || classes.some((chars) => chars(point));
  }
}

type Spans = readonly (readonly [first: number, last: number])[];

/** In rising order, none touching another. */
function merged(spans: Spans): Spans {
  const found: [first: number, last: number][] = [];
  for (const [first, last] of spans.toSorted(([a], [b]) => a - b)) {
    const before = found.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else found.push([first, last]);
  }
  return found;
}

function within(spans: Spans, point: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [first, last] = spans[middle] ?? [0, 0];
    if (point < first) high = middle;
    else if (point > last) low = middle + 1;
    else return true;
  }
  return false;
}

export const anyChar: Chars = () => true;

/** The dot without the flag `s`. */
export const noLineEnd: Chars = (point) => point !== 0x0a && point !== 0x0d;

const space: Chars = (point) => point === 0x20 || point === 0x09 || point === 0x0a || point === 0x0d;
const digit = matching(/^\p{Nd}$/u);
const word = matching(/^[^\p{P}\p{Z}\p{C}]$/u);

// XML 1.1, productions 4 and 4a.
const nameStart =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const initial = matching(new RegExp(`^[${nameStart}]$`, 'u'));
const name = matching(new RegExp(`^[${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}]$`, 'u'));

const classes: ReadonlyMap<string, Chars> = new Map([
  ['s', space],
  ['S', not(space)],
  ['d', digit],
  ['D', not(digit)],
  ['w', word],
  ['W', not(word)],
  ['i', initial],
  ['I', not(initial)],
  ['c', name],
  ['C', not(name)],
]);

/** `\s`, `\d`, `\w`, `\i`, `\c` and their opposites, by the letter behind the backslash. */
export const classNamed = (letter: string): Chars | undefined => classes.get(letter);

const category = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;
const categories = new Map<string, Chars>();

/** What stands between the braces of `\p{…}`: a category, or `Is` and a block. Case is never ignored here. */
export function propertyNamed(property: string): Chars | undefined {
  if (property.startsWith('Is')) {
    const block = blockNamed(property.slice(2));
    return block && ((point) => point >= block[0] && point <= block[1]);
  }
  if (!category.test(property)) return undefined;
  let chars = categories.get(property);
  if (!chars) {
    chars = matching(new RegExp(`^\\p{${property}}$`, 'u'));
    categories.set(property, chars);
  }
  return chars;
}

const singles: ReadonlyMap<string, number> = new Map([
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ...[...'\\|.?*+(){}-[]^$'].map((sign): [string, number] => [sign, sign.charCodeAt(0)]),
]);

/** The one character that a backslash and this letter or sign stand for. */
export const escapedChar = (letter: string): number | undefined => singles.get(letter);
