import type { RestRequest } from '../../../protocols/x-road/index.ts';
import type { Body } from './body.ts';
import type { Met } from './endpoint.ts';
import { serverFault } from './fault.ts';
import { alike } from './json-place.ts';
import { eachMember, end, NotJson, openJson, peek, readPlain, sign } from './json-text.ts';

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
  const inQuery = new Set(places.query.map(({ at }) => at));
  if (inQuery.size > 0 && query?.includes(';')) throw badRequest('The query holds a semicolon, which some take for &');
  const inBody = places.body.map(({ at }) => at.split('/')[1] ?? '').filter((name) => name !== '*');
  const inPath = places.path.map(({ at }) => at);
  const names = new Set([...inQuery, ...inPath, ...inBody].map(alike));
  const isTaken = (name: string) => names.has(alike(name)) || names.has(alike(name.replace(/[[.].*$/s, '')));
  const asked = parametersOf(query).map(([name]) => name);
  const inForm = formNames(headers, body);
  const others = [...asked.filter((name) => !inQuery.has(name)), ...inForm, ...cookieNames(headers)];
  if (others.some(isTaken)) throw badRequest('A parameter bears the name of another that says whose data is asked for');
  // By it a form asks for another method than that of the request, for which the right was asked.
  if ([...asked, ...inForm].some((name) => /^_method$/i.test(name)))
    throw badRequest('A parameter names another method');
  const values = new Map([
    ...inPath.map((name) => [alike(name), [parts.get(name) ?? '']] as const),
    ...[...inQuery].map((name) => [alike(name), valuesOf(query, name)] as const),
  ]);
  if (places.body.length === 0 && body !== undefined) checkJson(headers, body, values);
}

const valuesOf = (query: string | undefined, wanted: string): readonly string[] =>
  parametersOf(query).flatMap(([name, value]) => (name === wanted ? [value] : []));

const headersOf = (headers: RestRequest['headers'], wanted: string): readonly string[] =>
  headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value.toLowerCase());

/** Names of the fields of a form. */
function formNames(headers: RestRequest['headers'], body: Body | undefined): readonly string[] {
  const types = headersOf(headers, 'content-type');
  if (body === undefined) return [];
  const text = () => body.bytes.toString('latin1');
  if (types.some((one) => one.includes('urlencoded'))) return [...new URLSearchParams(text()).keys()];
  if (!types.some((one) => one.includes('multipart'))) return [];
  return [...text().matchAll(/name\*?\s*=\s*"?([^";\r\n]{0,200})/gi)].map(([, name = '']) => name);
}

const cookieNames = (headers: RestRequest['headers']): readonly string[] =>
  headersOf(headers, 'cookie').flatMap((line) => line.split(/[;,]/).map((one) => (one.split('=')[0] ?? '').trim()));

/** A body that says again who is meant may do so, if it says the same. */
function checkJson(
  headers: RestRequest['headers'],
  { bytes }: Body,
  values: ReadonlyMap<string, readonly string[]>,
): void {
  if (!headersOf(headers, 'content-type').some((one) => one.includes('json'))) return;
  const odd: string[] = [];
  try {
    const cursor = openJson(bytes);
    if (peek(cursor) !== sign.objectStart) return;
    eachMember(cursor, 1, ({ key }) => {
      const value = readPlain(cursor, 2);
      const wanted = values.get(alike(key));
      if (wanted && !wanted.includes(value ?? '')) odd.push(key);
    });
    end(cursor);
  } catch (cause) {
    throw cause instanceof NotJson ? badRequest('The body must be JSON in UTF-8', cause) : cause;
  }
  if (odd.length > 0) throw badRequest('The body says otherwise whose data is asked for');
}
