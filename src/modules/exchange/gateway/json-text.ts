import { isUtf8 } from 'node:buffer';

/*
 * JSON (RFC 8259) read as the bytes it is: a value is passed on exactly as its provider wrote it, and what a member is
 * called is compared once, with everything that stands twice still there. JSON.parse would round numbers, and keep only
 * the last of two members of one name.
 */

export class NotJson extends Error {}

/** Nobody nests deeper but to break somebody. */
const deepest = 100;

/** A document and how far it was read. */
export interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

/** Throws {@link NotJson} for what is not UTF-8; a byte order mark is refused where the value would begin. */
export function openJson(bytes: Buffer): Cursor {
  if (!isUtf8(bytes)) throw new NotJson('not UTF-8');
  return { bytes, at: 0 };
}

export const sign = {
  quote: 0x22,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  arrayStart: 0x5b,
  backslash: 0x5c,
  arrayEnd: 0x5d,
  objectStart: 0x7b,
  objectEnd: 0x7d,
} as const;

/** The next byte that is no space, not yet taken; -1 at the end. */
export function peek(cursor: Cursor): number {
  const { bytes } = cursor;
  let { at } = cursor;
  let byte = bytes[at];
  while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = bytes[(at += 1)];
  cursor.at = at;
  return byte ?? -1;
}

/** Nothing but spaces may follow. */
export function end(cursor: Cursor): void {
  if (peek(cursor) !== -1) throw new NotJson('something follows the value');
}

export const isNested = (first: number): boolean => first === sign.objectStart || first === sign.arrayStart;

interface Member {
  /** Name, its escapes resolved, or place in an array. */
  readonly key: string;
  /** Where the name stands, with its quotes; both 0 in an array. */
  readonly from: number;
  readonly to: number;
}

/** Goes through an object or array; `each` must read the value that stands at the cursor. */
export function eachMember(cursor: Cursor, depth: number, each: (member: Member) => void): void {
  if (depth > deepest) throw new NotJson('nested too deeply');
  const inObject = peek(cursor) === sign.objectStart;
  const close = inObject ? sign.objectEnd : sign.arrayEnd;
  cursor.at += 1;
  if (peek(cursor) === close) {
    cursor.at += 1;
    return;
  }
  for (let index = 0; ; index += 1) {
    each(inObject ? nameAt(cursor) : { key: String(index), from: 0, to: 0 });
    const next = peek(cursor);
    cursor.at += 1;
    if (next === close) return;
    if (next !== sign.comma) throw new NotJson('a comma is missing');
  }
}

function nameAt(cursor: Cursor): Member {
  peek(cursor);
  const from = cursor.at;
  const { escaped, to } = skipName(cursor);
  return { key: textAt(cursor, { from, to, escaped }), from, to };
}

const textAt = ({ bytes }: Cursor, { from, to, escaped }: { from: number; to: number; escaped: boolean }): string =>
  escaped ? (JSON.parse(bytes.toString('utf8', from, to)) as string) : bytes.toString('utf8', from + 1, to - 1);

/** Reads one value whatever it is. Answers it where it is a string or a whole number, as text. */
export function readPlain(cursor: Cursor, depth: number): string | null | undefined {
  const first = peek(cursor);
  const from = cursor.at;
  if (first === sign.quote) return textAt(cursor, { escaped: skipString(cursor), from, to: cursor.at });
  skipValue(cursor, depth);
  if (first === 0x6e) return null;
  const text = isNumber(first) ? cursor.bytes.toString('latin1', from, cursor.at) : '';
  return /^\d+$/.test(text) ? text : undefined;
}

/** Reads one value and makes nothing of it. */
export function skipValue(cursor: Cursor, depth: number): void {
  const first = peek(cursor);
  if (first === sign.quote) skipString(cursor);
  else if (first === sign.objectStart || first === sign.arrayStart) skipMembers(cursor, depth, first);
  else if (isNumber(first)) skipNumber(cursor);
  else skipWord(cursor);
}

/** As {@link eachMember}, for members that nobody asks for. */
function skipMembers(cursor: Cursor, depth: number, first: number): void {
  if (depth > deepest) throw new NotJson('nested too deeply');
  const close = first === sign.objectStart ? sign.objectEnd : sign.arrayEnd;
  cursor.at += 1;
  if (peek(cursor) === close) {
    cursor.at += 1;
    return;
  }
  for (;;) {
    if (first === sign.objectStart) skipName(cursor);
    skipValue(cursor, depth + 1);
    const next = peek(cursor);
    cursor.at += 1;
    if (next === close) return;
    if (next !== sign.comma) throw new NotJson('a comma is missing');
  }
}

/** Answers whether something in it is escaped, and where it ends. */
function skipName(cursor: Cursor): { readonly escaped: boolean; readonly to: number } {
  if (peek(cursor) !== sign.quote) throw new NotJson('a name is missing');
  const escaped = skipString(cursor);
  const to = cursor.at;
  if (peek(cursor) !== sign.colon) throw new NotJson('a colon is missing');
  cursor.at += 1;
  return { escaped, to };
}

const isNumber = (first: number): boolean => first === sign.minus || isDigit(first);
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= sign.zero && byte <= sign.nine;

/** Answers whether something in it is escaped. */
function skipString(cursor: Cursor): boolean {
  const { bytes } = cursor;
  let escaped = false;
  let at = cursor.at + 1;
  for (let byte = bytes[at]; byte !== sign.quote; byte = bytes[(at += 1)]) {
    if (byte === undefined || byte < 0x20) throw new NotJson('a text does not end');
    if (byte !== sign.backslash) continue;
    escaped = true;
    at += 1;
    const kind = String.fromCharCode(bytes[at] ?? 0);
    if (!'"\\/bfnrtu'.includes(kind)) throw new NotJson('a sign is wrongly escaped');
    if (kind !== 'u') continue;
    if (!/^[\da-f]{4}$/i.test(bytes.toString('latin1', at + 1, at + 5))) throw new NotJson('a sign is wrongly escaped');
    at += 4;
  }
  cursor.at = at + 1;
  return escaped;
}

function skipNumber(cursor: Cursor): void {
  const { bytes } = cursor;
  const digits = () => {
    if (!isDigit(bytes[cursor.at])) throw new NotJson('a number is not whole');
    while (isDigit(bytes[cursor.at])) cursor.at += 1;
  };
  if (bytes[cursor.at] === sign.minus) cursor.at += 1;
  if (bytes[cursor.at] === sign.zero) cursor.at += 1;
  else digits();
  if (bytes[cursor.at] === sign.dot) {
    cursor.at += 1;
    digits();
  }
  if (((bytes[cursor.at] ?? 0) | 0x20) === 0x65) {
    cursor.at += 1;
    if (bytes[cursor.at] === 0x2b || bytes[cursor.at] === sign.minus) cursor.at += 1;
    digits();
  }
}

const words = ['true', 'false', 'null'] as const;

function skipWord(cursor: Cursor): void {
  const word = words.find((one) => cursor.bytes.toString('latin1', cursor.at, cursor.at + one.length) === one);
  if (word === undefined) throw new NotJson('no value');
  cursor.at += word.length;
}
