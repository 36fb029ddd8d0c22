import { readClass, readEscape } from './char-class.ts';
import { anyChar, exactly, noLineEnd } from './chars.ts';
import { Scan } from './scan.ts';
import { type Flags, PatternError, type Tree } from './tree.ts';

/** Groups within groups. */
const deepest = 100;

/** A repetition that says more is a mistake. */
const mostTimes = 1_000_000;

export interface Parsed {
  readonly tree: Tree;
  readonly groups: number;
}

/** @throws PatternError where the text is no pattern of F&O 3.1, 5.6.1 */
export function parsePattern(pattern: string, flags: Flags): Parsed {
  const points = [...pattern];
  if (flags.literal) {
    const items = points.map(
      (sign): Tree => ({ kind: 'chars', chars: exactly(sign.codePointAt(0) ?? 0, flags.caseless) }),
    );
    return { tree: { kind: 'sequence', items }, groups: 0 };
  }
  return new Parser(new Scan(flags.spaced ? withoutSpace(points) : points), flags).pattern();
}

/** The flag `x`: space goes, but for that between brackets. */
function withoutSpace(points: readonly string[]): string[] {
  const kept: string[] = [];
  let depth = 0;
  let escaped = false;
  for (const sign of points) {
    if (depth === 0 && /[\t\n\r ]/.test(sign)) continue;
    kept.push(sign);
    if (escaped) escaped = false;
    else if (sign === '\\') escaped = true;
    else if (sign === '[') depth += 1;
    else if (sign === ']' && depth > 0) depth -= 1;
  }
  return kept;
}

class Parser {
  readonly #scan: Scan;
  readonly #flags: Flags;
  readonly #closed = new Set<number>();
  #groups = 0;
  #depth = 0;

  constructor(scan: Scan, flags: Flags) {
    this.#scan = scan;
    this.#flags = flags;
  }

  pattern(): Parsed {
    const tree = this.#choice();
    if (!this.#scan.done) this.#scan.fail('unexpected');
    return { tree, groups: this.#groups };
  }

  #choice(): Tree {
    const branches = [this.#branch()];
    while (this.#scan.takes('|')) branches.push(this.#branch());
    return branches.length === 1 && branches[0] ? branches[0] : { kind: 'choice', branches };
  }

  #branch(): Tree {
    const items: Tree[] = [];
    while (!this.#scan.done && this.#scan.peek() !== '|' && this.#scan.peek() !== ')') items.push(this.#piece());
    return items.length === 1 && items[0] ? items[0] : { kind: 'sequence', items };
  }

  #piece(): Tree {
    const body = this.#atom();
    const times = this.#quantity();
    if (times === undefined) return body;
    const greedy = !this.#scan.takes('?');
    return { kind: 'repeat', body, least: times[0], most: times[1], greedy };
  }

  #quantity(): readonly [number, number] | undefined {
    const scan = this.#scan;
    if (scan.takes('?')) return [0, 1];
    if (scan.takes('*')) return [0, Number.POSITIVE_INFINITY];
    if (scan.takes('+')) return [1, Number.POSITIVE_INFINITY];
    if (!scan.takes('{')) return undefined;
    const least = this.#number();
    let most = least;
    if (scan.takes(',')) most = scan.peek() === '}' ? Number.POSITIVE_INFINITY : this.#number();
    scan.expect('}');
    if (most < least) scan.fail('fewer at most than at least');
    return [least, most];
  }

  #number(): number {
    let digits = '';
    while (/^[0-9]$/.test(this.#scan.peek())) digits += this.#scan.next();
    if (digits === '') this.#scan.fail('expected a number');
    const number = Number(digits);
    if (number > mostTimes) throw new PatternError('too many times');
    return number;
  }

  #atom(): Tree {
    const sign = this.#scan.next();
    switch (sign) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'chars', chars: readClass(this.#scan, this.#flags.caseless) };
      case '.':
        return { kind: 'chars', chars: this.#flags.dotAll ? anyChar : noLineEnd };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return this.#escape();
      default:
        if ('?*+{}]'.includes(sign)) this.#scan.fail(`unexpected ${sign}`);
        return { kind: 'chars', chars: exactly(sign.codePointAt(0) ?? 0, this.#flags.caseless) };
    }
  }

  #group(): Tree {
    if (this.#depth >= deepest) this.#scan.fail('too deep');
    let index: number | null = null;
    if (this.#scan.takes('?')) this.#scan.expect(':');
    else {
      this.#groups += 1;
      index = this.#groups;
    }
    this.#depth += 1;
    const body = this.#choice();
    this.#depth -= 1;
    this.#scan.expect(')');
    if (index !== null) this.#closed.add(index);
    return { kind: 'group', index, body };
  }

  #escape(): Tree {
    if (/^[1-9]$/.test(this.#scan.peek())) return this.#reference();
    const escape = readEscape(this.#scan);
    const chars = typeof escape === 'number' ? exactly(escape, this.#flags.caseless) : escape;
    return { kind: 'chars', chars };
  }

  /** As many digits as still name a group; one that is open or not yet there cannot be named. */
  #reference(): Tree {
    let index = Number(this.#scan.next());
    while (/^[0-9]$/.test(this.#scan.peek()) && index * 10 + Number(this.#scan.peek()) <= this.#groups) {
      index = index * 10 + Number(this.#scan.next());
    }
    if (!this.#closed.has(index)) this.#scan.fail('no such group');
    return { kind: 'reference', index };
  }
}
