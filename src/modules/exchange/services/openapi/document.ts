import { LineCounter, parseDocument } from 'yaml';
import * as refusals from './refusals.ts';

/* Text into a document that the rest may walk: within limits, without references outside itself. */

export const mostMegabytes = 2;
/** As the book of a gateway takes it, and so in letters. */
const mostLetters = mostMegabytes * 1_000_000;
/** Reading YAML takes a second for each megabyte, in which nobody else is served. */
const mostYamlLetters = 1_000_000;
const mostDepth = 64;
/** References that lead to one another before something stands there. */
const mostRefs = 100;

export type Branch = Readonly<Record<string, unknown>>;
export const isBranch = (value: unknown): value is Branch =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** What is written there, and never what every object has. */
export const at = (of: unknown, key: string): unknown =>
  isBranch(of) && Object.hasOwn(of, key) ? of[key] : Array.isArray(of) ? (of[Number(key)] as unknown) : undefined;

const escaped = (token: string) => token.replaceAll('~', '~0').replaceAll('/', '~1');
/** Pointer (RFC 6901) of what stands below another. */
export const below = (pointer: string, ...tokens: readonly (string | number)[]): string =>
  tokens.reduce<string>((path, token) => `${path}/${escaped(String(token))}`, pointer);

/** Reads a document, JSON or YAML. @throws the refusals of this folder */
export function readDocument(text: string): Branch {
  if (text.length > mostLetters) throw refusals.tooLarge({ megabytes: mostMegabytes });
  const plain = text.replace(/^\ufeff/, '');
  const found = /^\s*\{/.test(plain) ? fromJson(plain) : fromYaml(plain);
  if (!isBranch(found)) throw refusals.unreadable({ place: '/' });
  checkDepth(found);
  const version = at(found, 'openapi');
  if (typeof version !== 'string' || !/^3\.[01]\.\d+/.test(version)) throw refusals.wrongVersion();
  return found;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const where = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1];
    throw refusals.unreadable({ place: where === undefined ? 'JSON' : placeOf(text, Number(where)) });
  }
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function fromYaml(text: string): unknown {
  if (text.length > mostYamlLetters) throw refusals.tooLargeYaml({ megabytes: 1, json: mostMegabytes });
  refuseDeepYaml(text);
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
    const [wrong] = document.errors;
    if (wrong) throw refusals.unreadable({ place: lineOf(lineCounter, wrong.pos[0]) });
    return document.toJS({ maxAliasCount: 0 }) as unknown;
  } catch (error) {
    if (error instanceof ReferenceError) throw refusals.aliases({ place: 'YAML' });
    if (error instanceof RangeError) throw refusals.tooDeep({ place: 'YAML', most: mostDepth });
    throw error;
  }
}

function lineOf(counter: LineCounter, position: number): string {
  const { line, col } = counter.linePos(position);
  return `${line}:${col}`;
}

/** Brackets and steps in, counted before anything is built: a parser by recursion would run out of stack. */
function refuseDeepYaml(text: string): void {
  const flow = /[[{]{65}/.test(text.replaceAll(/\s/g, ''));
  const marks = /^(?:\s*- ){65}/m.test(text) || /^ *(?:\? ?|- ?){65}/m.test(text);
  if (flow || marks) throw refusals.tooDeep({ place: 'YAML', most: mostDepth });
}

/** A database keeps no text with U+0000 or half a letter, which JSON can write. */
const isKept = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

function checkDepth(document: Branch): void {
  const open: { readonly value: unknown; readonly place: string; readonly depth: number }[] = [
    { value: document, place: '', depth: 0 },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, place, depth } = next;
    if (typeof value === 'string' && !isKept(value)) throw refusals.unreadable({ place: place.slice(0, 120) });
    if (typeof value !== 'object' || value === null) continue;
    if (depth > mostDepth) throw refusals.tooDeep({ place: place.slice(0, 120), most: mostDepth });
    for (const [key, inner] of Object.entries(value)) {
      if (!isKept(key)) throw refusals.unreadable({ place: place.slice(0, 120) });
      if (typeof inner === 'string' || (typeof inner === 'object' && inner !== null))
        open.push({ value: inner, place: below(place, key), depth: depth + 1 });
    }
  }
}

/**
 * What stands at a place once its references are followed, with the place where that is.
 * @throws remoteRef, missingRef, circularRef
 */
export function resolved(
  document: Branch,
  value: unknown,
  place: string,
): { readonly value: unknown; readonly place: string } {
  const seen = new Set<string>();
  let [now, where] = [value, place];
  for (let ref = at(now, '$ref'); ref !== undefined; ref = at(now, '$ref')) {
    if (typeof ref !== 'string') throw refusals.wrongShape({ place: below(where, '$ref'), expected: '“#/…”' });
    const short = ref.slice(0, 200);
    if (!ref.startsWith('#/')) throw refusals.remoteRef({ place, ref: short });
    if (seen.has(ref) || seen.size >= mostRefs) throw refusals.circularRef({ place, ref: short });
    seen.add(ref);
    where = ref.slice(1);
    now = pointed(document, where);
    if (now === undefined) throw refusals.missingRef({ place, ref: short });
  }
  return { value: now, place: where };
}

function pointed(document: Branch, pointer: string): unknown {
  let now: unknown = document;
  for (const token of pointer.split('/').slice(1))
    now = at(now, decoded(token).replaceAll('~1', '/').replaceAll('~0', '~'));
  return now;
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

/** A line of text of the document, without control characters. */
export function line(value: unknown, most: number): string {
  if (typeof value !== 'string') return '';
  // What is cut off anyway is not looked through for each of the many who refer to it.
  const plain = value
    .slice(0, 20 * most)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return (plain.length > most ? `${plain.slice(0, most - 1)}…` : plain).toWellFormed();
}
