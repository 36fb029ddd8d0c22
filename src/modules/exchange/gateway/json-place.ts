import { type Cursor, eachMember, end, isNested, openJson, peek, readPlain, sign, skipValue } from './json-text.ts';

/** Places in JSON documents, as one tree: pointers (RFC 6901) in which `*` stands for every member. */
export interface Places {
  readonly named: ReadonlyMap<string, Places>;
  readonly any: Places | undefined;
  /** Places that are here, by their number. */
  readonly here: readonly number[];
  /** Places that are here or deeper. */
  readonly below: readonly number[];
  /** Whether a `*` leads here. */
  readonly many: boolean;
}

/** Reads pointers into one tree. One with a `~` that means nothing (RFC 6901 §3) leads nowhere. */
export function compilePlaces(pointers: readonly string[]): Places {
  const root = emptyPlaces(false);
  for (const [place, pointer] of pointers.entries()) {
    let at = root;
    at.below.push(place);
    for (const step of pointer.split('/').slice(1)) {
      const next = stepFrom(at, step);
      next.below.push(place);
      at = next;
    }
    at.here.push(place);
  }
  return root;
}

interface Growing extends Places {
  readonly named: Map<string, Growing>;
  any: Growing | undefined;
  readonly here: number[];
  readonly below: number[];
}

const emptyPlaces = (many: boolean): Growing => ({ named: new Map(), any: undefined, here: [], below: [], many });

function stepFrom(at: Growing, step: string): Growing {
  if (step === '*') return (at.any ??= emptyPlaces(true));
  if (/~(?![01])/.test(step)) return emptyPlaces(at.many);
  const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
  const found = at.named.get(name) ?? emptyPlaces(at.many);
  at.named.set(name, found);
  return found;
}

const nowhere: readonly Places[] = [];

/** Asked for each member: makes nothing where nothing is. */
function next(places: readonly Places[], key: string): readonly Places[] {
  let found: Places[] | undefined;
  for (const { named, any } of places) {
    const one = named.get(key);
    if (one) (found ??= []).push(one);
    if (any) (found ??= []).push(any);
  }
  return found ?? nowhere;
}

/**
 * Only what stands at the places, or in them; undefined where that is nothing, not even an empty object. Order, names and
 * values stay byte by byte. Throws NotJson.
 */
export function keepPlaces(bytes: Buffer, places: Places): Buffer | undefined {
  const cursor = openJson(bytes);
  // What is kept is never longer than what it is kept of.
  const kept: Cursor = { bytes: Buffer.allocUnsafe(bytes.length), at: 0 };
  const any = keep(cursor, [places], { depth: 1, kept });
  end(cursor);
  return any ? kept.bytes.subarray(0, kept.at) : undefined;
}

interface Keeping {
  readonly depth: number;
  readonly kept: Cursor;
}

function keep(cursor: Cursor, places: readonly Places[], { depth, kept }: Keeping): boolean {
  const first = peek(cursor);
  const from = cursor.at;
  if (places.some(({ here }) => here.length > 0)) {
    skipValue(cursor, depth);
    copy(cursor, kept, from, cursor.at);
    return true;
  }
  if (!isNested(first)) {
    skipValue(cursor, depth);
    return false;
  }
  put(kept, first);
  let count = 0;
  eachMember(cursor, depth, (member) => {
    const deeper = next(places, member.key);
    if (deeper.length === 0) return skipValue(cursor, depth + 1);
    const before = kept.at;
    if (count > 0) put(kept, sign.comma);
    if (first === sign.objectStart) {
      copy(cursor, kept, member.from, member.to);
      put(kept, sign.colon);
    }
    if (keep(cursor, deeper, { depth: depth + 1, kept })) count += 1;
    else kept.at = before;
  });
  put(kept, first === sign.objectStart ? sign.objectEnd : sign.arrayEnd);
  return true;
}

function put(kept: Cursor, byte: number): void {
  kept.bytes[kept.at] = byte;
  kept.at += 1;
}

function copy({ bytes }: Cursor, kept: Cursor, from: number, to: number): void {
  bytes.copy(kept.bytes, kept.at, from, to);
  kept.at += to - from;
}

/** What is met on the way to places. */
interface Search {
  /** A value at a place: text, null, or undefined for what is neither a text nor a whole number. */
  found(place: number, value: string | null | undefined): void;
  /** No way on to places: a member is not there, or a value stands where members should. */
  missed(places: readonly number[], why: { readonly many: boolean; readonly empty: boolean }): void;
  /** A name on the way stands twice, or with another that some programs would take for it. */
  ambiguous?(): void;
}

/** Looks for what stands at the places. Throws NotJson. */
export function findPlaces(bytes: Buffer, places: Places, search: Search): void {
  const cursor = openJson(bytes);
  find(cursor, [places], { depth: 1, search });
  end(cursor);
}

function find(
  cursor: Cursor,
  places: readonly Places[],
  { depth, search }: { readonly depth: number; readonly search: Search },
): void {
  const first = peek(cursor);
  const deeper = places.filter(({ named, any }) => named.size > 0 || any !== undefined);
  const here = places.flatMap((one) => one.here);
  if (!isNested(first) || deeper.length === 0) {
    const value = readPlain(cursor, depth);
    for (const place of here) search.found(place, value);
    for (const { named, any } of deeper)
      for (const { below, many } of [...named.values(), ...(any ? [any] : [])])
        search.missed(below, { many, empty: value === null });
    return;
  }
  for (const place of here) search.found(place, undefined);
  const seen = new Set<string>();
  const names = search.ambiguous && namesOf(deeper);
  eachMember(cursor, depth, ({ key }) => {
    const name = names?.get(alike(key));
    if (name !== undefined && (name !== key || seen.has(key))) search.ambiguous?.();
    if (deeper.some(({ named }) => named.has(key))) seen.add(key);
    const found = next(deeper, key);
    if (found.length === 0) skipValue(cursor, depth + 1);
    else find(cursor, found, { depth: depth + 1, search });
  });
  for (const { named } of deeper)
    for (const [name, { below, many }] of named) if (!seen.has(name)) search.missed(below, { many, empty: false });
}

const namesOf = (places: readonly Places[]): ReadonlyMap<string, string> =>
  new Map(places.flatMap(({ named }) => [...named.keys()].map((name) => [alike(name), name])));

/** Names that some programs take for one another: by case, underscores, other forms of a letter, or what follows a NUL. */
export const alike = (name: string): string =>
  (name.split('\0')[0] ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('ı', 'i');
