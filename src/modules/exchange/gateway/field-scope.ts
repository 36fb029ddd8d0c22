import type { Header } from '../../../protocols/x-road/index.ts';
import { bodyOf, type Hold, TooMuchUnderWay } from './body.ts';
import { serverFault } from './fault.ts';
import { compilePlaces, keepPlaces } from './json-place.ts';
import { NotJson } from './json-text.ts';
import type { ProviderAnswer } from './provider-call.ts';

/*
 * What of an answer goes through, where a right names its fields, or where the answer itself must say whose data it is.
 * Such an answer is JSON, whole and unpacked, or does not go through at all.
 */

/** Headers that say nothing of the content but how it may be read and kept. */
const harmless: ReadonlySet<string> = new Set([
  'age',
  'cache-control',
  'content-language',
  'content-type',
  'date',
  'expires',
  'pragma',
  'retry-after',
  'vary',
]);

/** Headers by which a client would get a part of the answer, one packed, or only whether it is another than before. */
const ofParts: ReadonlySet<string> = new Set([
  'accept-encoding',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'range',
]);

/** Headers of a request whose answer must come whole. */
export const askingWhole = (headers: readonly Header[]): readonly Header[] => [
  ...headers.filter(([name]) => !ofParts.has(name.toLowerCase())),
  ['Accept-Encoding', 'identity'],
];

export const isSuccess = ({ status }: Pick<ProviderAnswer, 'status'>): boolean => status >= 200 && status < 300;

/** Values of a header, whatever its case. */
const valuesOf = (headers: readonly Header[], name: string): readonly string[] =>
  headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value.trim());

/** Whether headers say that a body is JSON in UTF-8, not packed, and say so once. */
export function isPlainJson(headers: readonly Header[]): boolean {
  const [type = '', ...more] = valuesOf(headers, 'content-type');
  const [media = '', ...parameters] = type.split(';').map((part) => part.trim().toLowerCase());
  const charsets = parameters.filter((one) => one.startsWith('charset'));
  return (
    more.length === 0 &&
    /^application\/(?:[\w.!#$&^-]+\+)?json$/.test(media) &&
    charsets.every((one) => /^charset="?utf-8"?$/.test(one)) &&
    charsets.length <= 1 &&
    valuesOf(headers, 'content-encoding').every((one) => one.toLowerCase() === 'identity')
  );
}

/** A successful answer that must be read. Throws `service_failed` where it is a part, packed or no JSON. */
export function checkWhole({ status, headers, body }: ProviderAnswer): void {
  if (status === 206 || status === 226) throw serverFault('service_failed', 'The provider answers with a part');
  if (body !== undefined && !isPlainJson(headers))
    throw serverFault('service_failed', 'The answer is not JSON, which this right or endpoint needs');
}

/** The answer with only what the right names; all of it where the right names nothing. Throws `service_failed`. */
export function inScope(
  answer: ProviderAnswer,
  { fields, hold }: { readonly fields: readonly string[] | undefined; readonly hold: Hold },
): ProviderAnswer {
  if (fields === undefined) return answer;
  if (!isSuccess(answer)) return errorAlone(answer);
  checkWhole(answer);
  const headers = answer.headers.filter(([name]) => harmless.has(name.toLowerCase()));
  const { status, reason, body } = answer;
  if (body === undefined) return { status, reason, headers };
  return { status, reason, headers, body: bodyOf(kept(body.bytes, fields, hold)) };
}

function kept(bytes: Buffer, fields: readonly string[], hold: Hold): Buffer {
  try {
    hold.add(bytes.length);
    const found = keepPlaces(bytes, compilePlaces(fields));
    if (found !== undefined) return found;
  } catch (cause) {
    if (cause instanceof TooMuchUnderWay) throw serverFault('io_error', 'Too much is under way', cause);
    if (!(cause instanceof NotJson)) throw cause;
    throw serverFault('service_failed', 'The answer is not JSON, which this right needs', cause);
  }
  throw serverFault('service_failed', 'The answer has no members, of which this right lets some through');
}

/** What an error says of its kind (RFC 9457). `detail` and `instance` are of this very case, and so of somebody. */
const ofKind = compilePlaces(['/type', '/title', '/status']);

/** An answer that is no success, without anything that could be out of the register: its status, and what kind of error it is. */
export function errorAlone({ status, reason, headers, body }: ProviderAnswer): ProviderAnswer {
  const isProblem = valuesOf(headers, 'content-type').every((one) => /^application\/problem\+json\b/i.test(one));
  const problem = body && isProblem && isPlainJson(headers) ? problemOf(body.bytes) : undefined;
  const safe = headers.filter(([name]) => harmless.has(name.toLowerCase()));
  return problem
    ? { status, reason, headers: safe, body: bodyOf(problem) }
    : { status, reason, headers: safe.filter(([name]) => name.toLowerCase() !== 'content-type') };
}

function problemOf(bytes: Buffer): Buffer | undefined {
  try {
    return keepPlaces(bytes, ofKind);
  } catch {
    return undefined;
  }
}
