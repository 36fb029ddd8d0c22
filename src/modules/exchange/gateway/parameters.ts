import type { RestRequest } from '../../../protocols/x-road/index.ts';
import type { Body } from './body.ts';
import type { Met } from './endpoint.ts';
import { serverFault } from './fault.ts';
import { alike } from './json-place.ts';
import {
  eachMemberOf,
  fieldsOf,
  headersOf,
  isForm,
  isJson,
  isPacked,
  isWrittenIn,
  likeAscii,
  mayNameMethod,
  namesMethod,
  utf8,
} from './request-names.ts';

/*
 * What says whose data is asked for must say so alone. Programs take parameters of paths, queries, forms and bodies for one
 * another, and names for others that look like them: of two that could be meant, the line would be about the wrong person.
 */

type Parameter = readonly [name: string, value: string];

const badRequest = (why: string, cause?: unknown) => serverFault('invalid_request', why, cause);

/** Parameters of a query, decoded. Throws `invalid_request` where they are no UTF-8. */
export function parametersOf(query = ''): readonly Parameter[] {
  return query.split('&').map((pair): Parameter => {
    const at = pair.indexOf('=');
    return at < 0 ? [decoded(pair), ''] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw badRequest('The query is not percent-encoded UTF-8', cause);
  }
}

/** Throws `invalid_request` where something beside the places of the subjects could be taken for them. */
export function checkParameters({ places, parts }: Met, request: RestRequest, body: Body | undefined): void {
  const { query, headers } = request;
  if (body !== undefined) checkWriting(headers);
  const inQuery = new Set(places.query.map(({ at }) => at));
  if (inQuery.size > 0 && query?.includes(';')) throw badRequest('The query holds a semicolon, which some take for &');
  const inBody = places.body.map(({ at }) => at.split('/')[1] ?? '').filter((name) => name !== '*');
  const inPath = places.path.map(({ at }) => at);
  const names = new Set([...inQuery, ...inPath, ...inBody].map(alike));
  const isTaken = (name: string) => names.has(alike(name)) || names.has(alike(name.replace(/[[.].*$/s, '')));
  const asked = parametersOf(query).map(([name]) => name);
  const inForm = body === undefined ? [] : fieldsOf(headers, body);
  const others = [...asked.filter((name) => !inQuery.has(name)), ...inForm, ...cookieNames(headers)];
  if (others.some(isTaken)) throw badRequest('A parameter bears the name of another that says whose data is asked for');
  // By it a form says that its values are in another charset (HTML 4.10.21.5).
  if (inForm.some((name) => /^_charset_$/i.test(name))) throw badRequest('A form must be in UTF-8, without _charset_');
  const values = new Map([
    ...inPath.map((name) => [alike(name), [parts.get(name) ?? '']] as const),
    ...[...inQuery].map((name) => [alike(name), valuesOf(query, name)] as const),
  ]);
  // What stands at a place of the body is somebody who is told, whoever else is meant.
  for (const name of inBody) values.delete(alike(name));
  if (values.size > 0 && body !== undefined) checkMembers(headers, body, values);
}

const valuesOf = (query: string | undefined, wanted: string): readonly string[] =>
  parametersOf(query).flatMap(([name, value]) => (name === wanted ? [value] : []));

/** What of a body about people could not be read as its provider might read it. */
function checkWriting(headers: RestRequest['headers']): void {
  if (isPacked(headers)) throw badRequest('A body about people must not be packed: send it without Content-Encoding');
  if ((isForm(headers) || isJson(headers)) && !isWrittenIn(headers, utf8))
    throw badRequest(`${isForm(headers) ? 'A form' : 'JSON'} must be in UTF-8`);
}

const cookieNames = (headers: RestRequest['headers']): readonly string[] =>
  headersOf(headers, 'cookie').flatMap((line) => line.split(/[;,]/).map((one) => (one.split('=')[0] ?? '').trim()));

/** A body that says again who is meant may do so, if it says the same. */
function checkMembers(
  headers: RestRequest['headers'],
  body: Body,
  values: ReadonlyMap<string, readonly string[]>,
): void {
  let isOdd = false;
  eachMemberOf(headers, body, (name, value) => {
    const wanted = values.get(alike(name));
    if (wanted && !wanted.includes(value() ?? '')) isOdd = true;
  });
  if (isOdd) throw badRequest('The body says otherwise whose data is asked for');
}

/**
 * Throws `access_denied` where a form or JSON asks for another method than that of the request, for which the right was
 * asked; `invalid_request` where it could not be seen whether a form does.
 */
export function checkMethod({ headers }: RestRequest, body: Body): void {
  const packed = isPacked(headers);
  if (isForm(headers)) {
    if (packed) throw badRequest('A form must not be packed: send it without Content-Encoding');
    if (!isWrittenIn(headers, likeAscii)) throw badRequest('A form must be in UTF-8');
  }
  let asks = fieldsOf(headers, body).some(namesMethod);
  if (!packed && mayNameMethod(headers, body))
    eachMemberOf(headers, body, (name) => {
      asks ||= namesMethod(name);
    });
  if (asks)
    throw serverFault('access_denied', 'Request is not allowed: the body asks for another method than the request');
}
