import type { KeyObject } from 'node:crypto';
import { compactVerify, CompactSign } from 'jose';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { printClientId, printServiceId, readClientId, readServiceId } from '../x-road/identifier.ts';
import { ConfigurationRefused, longestHours } from './configuration.ts';

/*
 * What one gateway lets through: the services behind it, where in them the data of people stand, and who may call them.
 * Its institution declares and grants this at the centre of the exchange, which signs it (JWS, RFC 7515, by Ed25519)
 * with a day on which it ends, as it does the configuration.
 */

const strict = { additionalProperties: false } as const;
const name = Type.String({ minLength: 1, maxLength: 1500 });
const code = Type.String({ minLength: 1, maxLength: 63 });
const moment = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z$',
  description: 'a moment as 2027-12-31T20:00:00Z',
});
const pointer = Type.String({ pattern: '^(?:/[^/]*)*$', maxLength: 400 });

export const subjectPlace = Type.Object(
  {
    entity: Type.Union([Type.Literal('person'), Type.Literal('organisation')]),
    in: Type.Enum(['path', 'query', 'body', 'answer']),
    /** Name of a part of the path or of a parameter of the query; in a body a JSON pointer (RFC 6901), `*` for every member. */
    at: Type.String({ minLength: 1, maxLength: 400 }),
  },
  strict,
);

export const endpoint = Type.Object(
  {
    method: Type.Enum(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']),
    /** Path below the service, as OpenAPI writes it: `/people/{fin}`. */
    path: Type.String({ pattern: '^/', maxLength: 1000, description: 'a path that begins with /' }),
    /** Whose data it is about. Empty: nobody's, so it may stand only in a service without personal data. */
    subjects: Type.Array(subjectPlace, { maxItems: 20 }),
  },
  strict,
);

export const bookService = Type.Object(
  {
    service: name,
    /** Whether it holds personal data: then only declared endpoints that say whose may be called. */
    personal: Type.Boolean(),
    endpoints: Type.Array(endpoint, { maxItems: 500 }),
    openapi: Type.Optional(Type.String({ maxLength: 2_000_000 })),
    /** Last moment of the service. */
    until: Type.Optional(moment),
  },
  strict,
);

export const grantedRight = Type.Object(
  {
    client: name,
    service: name,
    /** Method of HTTP, or `*` for all. */
    method: Type.String({ pattern: '^(?:\\*|[A-Z]{3,7})$' }),
    /** Pattern of the path below the service, as X-Road matches them. */
    path: Type.String({ maxLength: 1000 }),
    purpose: code,
    act: code,
    article: Type.String({ minLength: 1, maxLength: 40 }),
    /** Used where the client names no purpose. */
    byDefault: Type.Optional(Type.Boolean()),
    /** Members of a JSON answer that go through (RFC 6901, `*` for every member); absent: all of it. */
    fields: Type.Optional(Type.Array(pointer, { maxItems: 500 })),
    /** Days for which those concerned are not shown that they were looked up, where an act says so. */
    hiddenDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
    /** Whether a run over many people may be told as one public entry (`X-Vahid-Run`). */
    massRun: Type.Optional(Type.Boolean()),
    /** Whether each person must have agreed, no act giving the right. */
    consent: Type.Optional(Type.Boolean()),
    /** Last moment of the right. */
    until: Type.Optional(moment),
  },
  strict,
);

/** A system that calls through this gateway without one of its institution's own, and the certificate that it shows. */
export const bookClient = Type.Object(
  {
    client: name,
    /** SHA-256 of the certificate, in hexadecimal. Several stand here while one follows another. */
    certificate: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  strict,
);

const shape = Type.Object(
  {
    gateway: name,
    issuedAt: moment,
    expiresAt: moment,
    services: Type.Array(bookService),
    rights: Type.Array(grantedRight),
    clients: Type.Optional(Type.Array(bookClient)),
  },
  strict,
);

export type SubjectPlace = Static<typeof subjectPlace>;
export type Endpoint = Static<typeof endpoint>;
export type BookService = Static<typeof bookService>;
export type GrantedRight = Static<typeof grantedRight>;
export type BookClient = Static<typeof bookClient>;
export type Book = Static<typeof shape>;

const compiled = Compile(shape);
const type = 'vahid-exchange-book+jws';

/** A book as it is published. */
export const signBook = (book: Book, key: KeyObject): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(book))).setProtectedHeader({ alg: 'EdDSA', typ: type }).sign(key);

/** Reads the published book of a gateway with the key of the centre, in force or not. Throws {@link ConfigurationRefused}. */
export async function readBook(published: string, gateway: string, key: KeyObject): Promise<Book> {
  const value = await payloadOf(published, key);
  if (!compiled.Check(value) || value.gateway !== gateway)
    throw new ConfigurationRefused('shape', `this is no book of ${gateway}`);
  const odd = [
    ...value.services.flatMap(({ service }) => (isPrinted(service, printService) ? [] : [service])),
    ...[...value.rights, ...(value.clients ?? [])].flatMap(({ client }) =>
      isPrinted(client, printClient) ? [] : [client],
    ),
  ][0];
  if (odd !== undefined) throw new ConfigurationRefused('shape', `no identifier in ${JSON.stringify(odd)}`);
  return value;
}

/** Reads a book that is in force, and no older than the one before. Throws {@link ConfigurationRefused}. */
export async function openBook(
  published: string,
  gateway: string,
  key: KeyObject,
  { now, before }: { readonly now: Date; readonly before?: Book },
): Promise<Book> {
  const value = await readBook(published, gateway, key);
  const [issued, expires] = [Date.parse(value.issuedAt), Date.parse(value.expiresAt)];
  if (expires <= now.getTime() || issued > now.getTime() + 60_000 || expires - issued > longestHours * 3_600_000)
    throw new ConfigurationRefused('expired', `the book holds from ${value.issuedAt} to ${value.expiresAt}`);
  if (before !== undefined && issued < Date.parse(before.issuedAt))
    throw new ConfigurationRefused('older', 'the book is older than the one in force');
  return value;
}

const printClient = (text: string) => printClientId(readClientId(text));
const printService = (text: string) => printServiceId(readServiceId(text));

function isPrinted(text: string, printed: (text: string) => string): boolean {
  try {
    return printed(text) === text;
  } catch {
    return false;
  }
}

async function payloadOf(published: string, key: KeyObject): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await compactVerify(published, key, { algorithms: ['EdDSA'] });
    if (protectedHeader.typ !== type) throw new Error(`it is a ${protectedHeader.typ}`);
    return JSON.parse(Buffer.from(payload).toString('utf8')) as unknown;
  } catch (cause) {
    throw new ConfigurationRefused('signature', 'the centre did not sign this book', { cause });
  }
}
