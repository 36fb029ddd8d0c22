import { unescape } from 'node:querystring';
import type { Header } from '../../../protocols/x-road/index.ts';
import type { Body } from './body.ts';
import { serverFault } from './fault.ts';
import { type Cursor, eachMember, end, NotJson, openJson, peek, readPlain, sign, skipValue } from './json-text.ts';

/*
 * Names that a request bears beside its path: parameters of its query, fields of a form, members at the top of a JSON
 * object. Programs take them for one another, so they are all read here, in every way in which one of them might.
 */

const badRequest = (why: string, cause?: unknown) => serverFault('invalid_request', why, cause);

/** Values of a header in small letters, whatever the case of its name. */
export const headersOf = (headers: readonly Header[], wanted: string): readonly string[] =>
  headers
    .filter(([name]) => name.length === wanted.length && name.toLowerCase() === wanted)
    .map(([, value]) => value.toLowerCase());

const isOfType = (headers: readonly Header[], part: string): boolean =>
  headersOf(headers, 'content-type').some((one) => one.includes(part));

export const isForm = (headers: readonly Header[]): boolean =>
  isOfType(headers, 'urlencoded') || isOfType(headers, 'multipart');

export const isJson = (headers: readonly Header[]): boolean => isOfType(headers, 'json');

/** Whether the bytes of a body are others than those that its type speaks of. */
export const isPacked = (headers: readonly Header[]): boolean =>
  headersOf(headers, 'content-encoding').some((line) =>
    line.split(',').some((one) => !['', 'identity'].includes(one.trim())),
  );

/** Whether every charset that the type names is one of those. */
export const isWrittenIn = (headers: readonly Header[], charsets: RegExp): boolean =>
  headersOf(headers, 'content-type')
    .flatMap((type) => [...type.matchAll(/charset([^=;,]*)=\s*["']?([^"';,\s]*)/g)])
    .every(([, odd = '', charset = '']) => odd.trim() === '' && charsets.test(charset));

export const utf8 = /^(?:utf-?8|(?:us-)?ascii)$/;
/** Those in which a name of Latin letters is the same bytes as in ASCII. */
export const likeAscii = /^(?:utf-?8|(?:us-)?ascii|iso-8859-\d+|windows-125\d|koi8-[ru])$/;

/** What programs take as fields of one form ends far below. */
const mostFields = 10_000;

const tooMany = () => badRequest(`A form must have no more than ${mostFields} fields`);

/** Names in a query or a form, decoded as far as they can be. Some programs take `;` for `&`. */
export function namesIn(text = ''): readonly string[] {
  const pairs = text.split(/[&;]/, mostFields + 1);
  if (pairs.length > mostFields) throw tooMany();
  return pairs.map((pair) => unescape((pair.split('=', 1)[0] ?? '').replaceAll('+', ' ')));
}

/** Names of the fields of a form; none of another body. Throws `invalid_request` where they are not written plainly. */
export function fieldsOf(headers: readonly Header[], { bytes }: Body): readonly string[] {
  return [
    ...(isOfType(headers, 'urlencoded') ? namesIn(bytes.toString('utf8')) : []),
    ...(isOfType(headers, 'multipart') ? namesOfParts(bytes.toString('latin1')) : []),
  ];
}

/** Heads of parts that can name it, with the lines that go on after a break (RFC 5322 §2.2.3). */
const heads = /content-(?:disposition|type)\s*:[^]*?(?:[\r\n](?![ \t\n])|$)/gi;

/** A name in pieces or by another charset (RFC 2231 §3, §4). */
const oddName = /(?<![\w*-])name\s*\*[\d\s*]*=/i;

function namesOfParts(text: string): readonly string[] {
  const names: string[] = [];
  let count = 0;
  for (const [head] of text.matchAll(heads)) {
    if ((count += 1) > mostFields) throw tooMany();
    let isOdd = oddName.test(head);
    for (const [, bytes = ''] of head.matchAll(/(?<![\w*-])name\s*=\s*"?([^";\r\n]*)/gi)) {
      if (names.length >= mostFields) throw tooMany();
      const name = Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\\', '');
      names.push(unescape(name));
      // Some read encoded words in a name (RFC 2047).
      isOdd ||= name.includes('=?');
    }
    if (isOdd && /content-disposition/i.test(head))
      throw badRequest('Names of a multipart form must be written plainly, as name="…"');
  }
  return names;
}

/** A member at the top of an object: its name, and its value where it is a text or a whole number. */
type Each = (name: string, value: () => string | null | undefined) => void;

/**
 * Goes through the members of a body that is a JSON object, whatever its type says. Throws `invalid_request` where it says
 * JSON and is none; what calls itself otherwise may be anything.
 */
export function eachMemberOf(headers: readonly Header[], { bytes }: Body, each: Each): void {
  const isSaid = isJson(headers);
  const start = objectStart(bytes);
  if (!isSaid && start === undefined) return;
  if (start !== undefined && isWide(bytes, start)) throw badRequest('JSON must be in UTF-8');
  try {
    const cursor = isSaid ? openJson(bytes) : { bytes, at: start ?? 0 };
    const first = peek(cursor);
    if (first === -1) return;
    if (first === sign.objectStart) eachMember(cursor, 1, ({ key }) => readMember(cursor, key, each));
    else skipValue(cursor, 1);
    end(cursor);
  } catch (cause) {
    if (!(cause instanceof NotJson)) throw cause;
    if (isSaid) throw badRequest('The body must be JSON in UTF-8', cause);
  }
}

function readMember(cursor: Cursor, key: string, each: Each): void {
  const { bytes, at } = cursor;
  each(key, () => readPlain({ bytes, at }, 2));
  skipValue(cursor, 2);
}

/** Blanks, and bytes of a mark of the byte order. */
const before: ReadonlySet<number> = new Set([0, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);

/** Where an object begins that may be JSON; undefined of all else. */
function objectStart(bytes: Buffer): number | undefined {
  const at = bytes.findIndex((byte) => !before.has(byte));
  return bytes[at] === sign.objectStart ? at : undefined;
}

/** Whether the sign there is one of UTF-16 or UTF-32, which some programs tell from the bytes alone. */
const isWide = (bytes: Buffer, at: number): boolean => bytes[at + 1] === 0 || bytes.subarray(0, at).includes(0);

/** Headers, and parameters called like them, by which some servers take another path or method than those of the request. */
export const redirecting =
  /^x[-_](?:original[-_]ur[il]|rewrite[-_]url|http[-_]method(?:[-_]override)?|method[-_]override)$/i;

/** A name by which some frameworks take another method; PHP reads `.` and `[` at its beginning as `_`. */
export const namesMethod = (name: string): boolean =>
  /^\s*[_.[]method(?:[\0[].*)?$/is.test(name) || redirecting.test(name);

/** Whether `_method` stands somewhere in what may be a JSON object, be it escaped or in UTF-16: others need not be read. */
export const mayNameMethod = (headers: readonly Header[], { bytes }: Body): boolean =>
  (isJson(headers) || objectStart(bytes) !== undefined) &&
  /_\0*m\0*e\0*t\0*h\0*o\0*d|\\\0*u\0*0\0*0\0*[4-7]/i.test(bytes.toString('latin1'));
