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

/** Names of members by their normal form: some of its own, and those outside. */
class Members {
  readonly #own = new Map<string, string>();
  readonly #outer: Members | undefined;
  /** Pieces of the longest. */
  longest: number;

  constructor(outer?: Members) {
    this.#outer = outer;
    this.longest = outer?.longest ?? 0;
  }

  get(normal: string): string | undefined {
    return this.#own.get(normal) ?? this.#outer?.get(normal);
  }

  add(name: string): void {
    const normal = normalName(name);
    this.#own.set(normal, name);
    this.longest = Math.max(this.longest, pieces(normal));
  }

  all(): readonly string[] {
    return [...(this.#outer?.all() ?? []), ...this.#own.values()];
  }
}

/** Names that are in force at a place of an expression: only they may hold spaces and signs there. */
export class Names {
  readonly #own: Map<string, string>;
  readonly #outer: Names | undefined;
  /** Members of contexts anywhere in the expression: known behind a dot and between the brackets of a filter. */
  readonly members: Members;
  #longest: number;

  constructor(own: Iterable<string>, outer?: Names, members?: Members) {
    this.#own = new Map([...own].map((name) => [normalName(name), name]));
    this.#outer = outer;
    this.members = members ?? outer?.members ?? new Members();
    this.#longest = outer === undefined ? 0 : outer.#longest;
    for (const name of this.#own.keys()) this.#longest = Math.max(this.#longest, pieces(name));
  }

  with(own: Iterable<string>): Names {
    return new Names(own, this);
  }

  /** One name more, in force from here on: an entry of a context sees those before it. */
  add(name: string): void {
    const normal = normalName(name);
    this.#own.set(normal, name);
    this.#longest = Math.max(this.#longest, pieces(normal));
  }

  /** The same names, and these as members besides; members learned while parsing stay in these. */
  withMembers(names: Iterable<string>): Names {
    const members = new Members(this.members);
    for (const name of names) members.add(name);
    return new Names(this.#own.values(), this.#outer, members);
  }

  learnMember(name: string): void {
    this.members.add(name);
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
  members?: Members,
): Found | undefined {
  const limit = Math.max(most, members === undefined ? 0 : members.longest);
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
