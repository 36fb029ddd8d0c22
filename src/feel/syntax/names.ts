import { normalName } from '../types.ts';

// Grammar rules 25 to 30: a name may hold spaces and the signs . / - ' + * between its parts.
const startChars =
  '\\p{L}\\p{Nl}_\\u{B5}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const partChars = `${startChars}\\p{N}\\p{M}\\u{B7}\\u{203F}-\\u{2040}`;

export const wordPattern = new RegExp(`[${startChars}][${partChars}]*`, 'uy');
/** A piece of a name after its first word: the next word or sign, with the space before it. */
const piecePattern = new RegExp(`\\s*(?:[${partChars}]+|[./\\-'+*])`, 'uy');
/** Something that can be a whole name: as a key, a parameter, a loop's name. */
export const namePattern = new RegExp(`[${startChars}?](?:[${partChars}\\s./\\-'+*]*[${partChars}.'])?`, 'uy');

export interface Found {
  /** As it was declared. */
  readonly name: string;
  readonly to: number;
}

/** Names that are in force at a place of an expression: only they may hold spaces and signs there. */
export class Names {
  readonly #own: ReadonlyMap<string, string>;
  readonly #outer: Names | undefined;
  /** Members of contexts anywhere in the expression: known behind a dot and between the brackets of a filter. */
  readonly members: Map<string, string>;
  readonly #longest: number;

  constructor(own: Iterable<string>, outer?: Names, members?: Map<string, string>) {
    this.#own = new Map([...own].map((name) => [normalName(name), name]));
    this.#outer = outer;
    this.members = members ?? outer?.members ?? new Map();
    this.#longest = Math.max(outer === undefined ? 0 : outer.#longest, ...[...this.#own.keys()].map(pieces));
  }

  with(own: Iterable<string>): Names {
    return new Names(own, this);
  }

  /** The same names, and these as members besides; members learned while parsing stay in the copy. */
  withMembers(names: Iterable<string>): Names {
    const members = new Map(this.members);
    for (const name of names) members.set(normalName(name), name);
    return new Names(this.#own.values(), this.#outer, members);
  }

  learnMember(name: string): void {
    this.members.set(normalName(name), name);
  }

  has(name: string): boolean {
    return this.#find(normalName(name)) !== undefined;
  }

  /** All of them, those nearest first. */
  all(): string[] {
    return [...this.#own.values(), ...(this.#outer?.all() ?? [])];
  }

  #find(normal: string): string | undefined {
    return this.#own.get(normal) ?? (this.#outer === undefined ? undefined : this.#outer.#find(normal));
  }

  /** The longest name in force that starts here. */
  longest(source: string, from: number, members: boolean): Found | undefined {
    return longestOf(
      source,
      from,
      this.#longest,
      (name) => this.#find(name) ?? (members ? this.members.get(name) : undefined),
      members ? this.members : undefined,
    );
  }

  /** The longest member name that starts here. */
  longestMember(source: string, from: number): Found | undefined {
    return longestOf(source, from, 0, (name) => this.members.get(name), this.members);
  }
}

const pieces = (name: string): number => name.match(new RegExp(piecePattern, 'gu'))?.length ?? 1;

function longestOf(
  source: string,
  from: number,
  most: number,
  find: (normal: string) => string | undefined,
  members?: ReadonlyMap<string, string>,
): Found | undefined {
  let limit = most;
  if (members) for (const name of members.keys()) limit = Math.max(limit, pieces(name));
  wordPattern.lastIndex = from;
  if (!wordPattern.test(source)) return undefined;
  let found: Found | undefined;
  let to = wordPattern.lastIndex;
  for (let piece = 1; piece <= limit; piece++) {
    const name = find(normalName(source.slice(from, to)));
    if (name !== undefined) found = { name, to };
    piecePattern.lastIndex = to;
    if (!piecePattern.test(source)) break;
    to = piecePattern.lastIndex;
  }
  return found;
}
