import { normalPaths } from '../../../../protocols/x-road/glob.ts';
import type { SubjectPlace } from '../../../../protocols/gateway/book.ts';
import type { DescribedEndpoint, FieldLine, Method, Parameter } from './described.ts';
import { at, below, type Branch, isBranch, line, readDocument, resolved } from './document.ts';
import * as refusals from './refusals.ts';
import { type Marked, markOf, type ReadField, SchemaReader } from './schema.ts';
import { guessed, lastName } from './subjects.ts';

/** As the book of a gateway takes them. */
export const mostEndpoints = 500;
const mostFieldsInAll = 30_000;

const methods: Readonly<Record<string, Method>> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
  head: 'HEAD',
  patch: 'PATCH',
  trace: 'TRACE',
};

/** What a document says of itself, and the endpoints that it proposes. */
export interface ReadService {
  readonly title: string;
  readonly about: string;
  readonly endpoints: readonly DescribedEndpoint[];
}

interface Operation {
  readonly method: Method;
  readonly path: string;
  readonly place: string;
  readonly operation: unknown;
  readonly shared: unknown;
}

/** Reads an OpenAPI document, 3.0 or 3.1, JSON or YAML. @throws the refusals of this folder */
export function readOpenApi(text: string): ReadService {
  const document = readDocument(text);
  const operations = operationsOf(document);
  const schemas = new SchemaReader(document);
  const endpoints: DescribedEndpoint[] = [];
  let fields = 0;
  for (const operation of operations) {
    const found = endpointOf(document, schemas, operation);
    fields += (found.answer?.length ?? 0) + (found.body?.length ?? 0);
    if (fields > mostFieldsInAll) throw refusals.tooManyFields({ place: '/paths', most: mostFieldsInAll });
    endpoints.push(found);
  }
  const info = at(document, 'info');
  return { title: line(at(info, 'title'), 200), about: line(at(info, 'description'), 1000), endpoints };
}

function operationsOf(document: Branch): readonly Operation[] {
  const paths = at(document, 'paths');
  if (!isBranch(paths)) throw refusals.nothingToCall();
  const shapes = new Map<string, string>();
  const found: Operation[] = [];
  for (const [path, given] of Object.entries(paths)) {
    if (path.startsWith('x-')) continue;
    checkPath(path);
    const shape = path.replaceAll(/\{[^}]*\}/g, '{}');
    const other = shapes.get(shape);
    if (other !== undefined) throw refusals.samePath({ place: path, other });
    shapes.set(shape, path);
    const { value, place } = resolved(document, given, below('/paths', path));
    if (!isBranch(value)) throw refusals.wrongShape({ place, expected: 'Path Item' });
    for (const [name, operation] of Object.entries(value)) {
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
      if (method) found.push({ method, path, place: below(place, name), operation, shared: at(value, 'parameters') });
    }
  }
  if (found.length === 0) throw refusals.nothingToCall();
  if (found.length > mostEndpoints) throw refusals.tooManyEndpoints({ count: found.length, most: mostEndpoints });
  return found;
}

const namesIn = (path: string): readonly string[] => [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);

function checkPath(path: string): void {
  const names = namesIn(path);
  const rest = path.replaceAll(/\{[^{}]+\}/g, 'x');
  const isSound =
    path.length <= 1000 &&
    path.startsWith('/') &&
    !/[{}?#\\*\s\p{Cc}]/u.test(rest) &&
    normalPaths(rest)?.[0] === rest &&
    new Set(names).size === names.length &&
    // Where one part holds two names, nobody can tell where the first ends.
    path.split('/').every((segment) => namesIn(segment).length <= 1);
  if (!isSound) throw refusals.wrongPath({ place: path.slice(0, 200) });
}

function endpointOf(document: Branch, schemas: SchemaReader, given: Operation): DescribedEndpoint {
  const { method, path, place, operation } = given;
  if (!isBranch(operation)) throw refusals.wrongShape({ place, expected: 'Operation' });
  const parameters = parametersOf(document, schemas, given);
  for (const name of namesIn(path))
    if (!parameters.some((one) => one.in === 'path' && one.name === name))
      throw refusals.missingParameter({ place: path, name });
  const body = bodyOf(document, schemas, operation, place);
  const answer = answerOf(document, schemas, operation, place);
  const named = namedIn(parameters, body?.fields ?? [], answer ?? []);
  return {
    method,
    path,
    summary: line(at(operation, 'summary') ?? at(operation, 'description'), 300),
    parameters: parameters.map(unmarked),
    ...(body
      ? { body: body.fields.map(plain), ...(body.example === undefined ? {} : { bodyExample: body.example }) }
      : {}),
    ...(answer ? { answer: answer.map(plain) } : {}),
    places: named.map(({ place }) => place),
    subjects: proposed(named),
  };
}

/** As it is kept: what the document says of whose it is stands in the places. */
function unmarked<T extends { readonly mark?: unknown }>(given: T): Omit<T, 'mark'> {
  const { mark: _, ...rest } = given;
  return rest;
}
const plain = (field: ReadField): FieldLine => unmarked(field);

type ReadParameter = Parameter & { readonly mark?: ReadField['mark'] };

function parametersOf(document: Branch, schemas: SchemaReader, { operation, shared, place }: Operation) {
  const found = new Map<string, ReadParameter>();
  for (const [list, where] of [
    [shared, place],
    [at(operation, 'parameters'), below(place, 'parameters')],
  ] as const)
    for (const [index, given] of (Array.isArray(list) ? list : []).entries()) {
      const one = parameterOf(document, schemas, given, below(where, index));
      if (one) found.set(`${one.in} ${one.name}`, one);
    }
  return [...found.values()];
}

function parameterOf(
  document: Branch,
  schemas: SchemaReader,
  given: unknown,
  where: string,
): ReadParameter | undefined {
  const { value, place } = resolved(document, given, where);
  const [kind, name] = [at(value, 'in'), at(value, 'name')];
  if (typeof name !== 'string' || name === '' || name.length > 200 || typeof kind !== 'string')
    throw refusals.wrongShape({ place, expected: 'Parameter (name, in)' });
  if (kind !== 'path' && kind !== 'query' && kind !== 'header') return undefined;
  const schema = at(value, 'schema');
  const of = schema === undefined ? undefined : schemas.schema(schema, below(place, 'schema'));
  const about = line(at(value, 'description'), 300);
  const example = exampleOf(value) ?? exampleOf(of) ?? scalar(at(of, 'default')) ?? scalar(at(at(of, 'enum'), '0'));
  const mark = markOf(value) ?? markOf(of);
  return {
    in: kind,
    name,
    type: schema === undefined ? 'any' : schemas.type(schema, below(place, 'schema')),
    required: kind === 'path' || at(value, 'required') === true,
    ...(about === '' ? {} : { about }),
    ...(example === undefined ? {} : { example: example.slice(0, 200) }),
    ...(mark === undefined ? {} : { mark }),
  };
}

const scalar = (value: unknown): string | undefined =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;

/** Of a parameter or a schema: its example, or the first of several. */
function exampleOf(of: unknown): string | undefined {
  const examples = at(of, 'examples');
  const first = Array.isArray(examples)
    ? (examples[0] as unknown)
    : isBranch(examples)
      ? at(Object.values(examples)[0], 'value')
      : undefined;
  return scalar(at(of, 'example')) ?? scalar(first);
}

/** The JSON among the kinds of content, with its place. */
function jsonOf(content: unknown, place: string): { readonly value: unknown; readonly place: string } | undefined {
  if (!isBranch(content)) return undefined;
  const name = Object.keys(content).find((one) => /^application\/(?:[\w.-]+\+)?json\b/i.test(one));
  return name === undefined ? undefined : { value: at(content, name), place: below(place, 'content', name) };
}

function bodyOf(document: Branch, schemas: SchemaReader, operation: unknown, where: string) {
  const given = at(operation, 'requestBody');
  if (given === undefined) return undefined;
  const { value, place } = resolved(document, given, below(where, 'requestBody'));
  const json = jsonOf(at(value, 'content'), place);
  const schema = at(json?.value, 'schema');
  if (!json || schema === undefined) return undefined;
  const fields = schemas.fields(schema, below(json.place, 'schema'));
  const example =
    whole(at(json.value, 'example')) ??
    whole(firstValue(at(json.value, 'examples'))) ??
    whole(at(schemas.schema(schema, json.place), 'example'));
  return { fields, example };
}

const firstValue = (examples: unknown): unknown =>
  isBranch(examples) ? at(Object.values(examples)[0], 'value') : undefined;

function whole(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value, null, 2);
  return text.length > 8000 ? undefined : text;
}

/** Of the answer that says that it went well. */
function answerOf(document: Branch, schemas: SchemaReader, operation: unknown, where: string) {
  const responses = at(operation, 'responses');
  if (!isBranch(responses)) return undefined;
  const codes = Object.keys(responses);
  const code = codes.find((one) => /^2(?:\d\d|XX)$/i.test(one)) ?? codes.find((one) => one === 'default');
  if (code === undefined) return undefined;
  const { value, place } = resolved(document, at(responses, code), below(where, 'responses', code));
  const json = jsonOf(at(value, 'content'), place);
  const schema = at(json?.value, 'schema');
  return json && schema !== undefined ? schemas.fields(schema, below(json.place, 'schema')) : undefined;
}

const mostPlaces = 20;

/** Where somebody may be named; `isSaid` where the document itself says so. */
interface Named {
  readonly place: SubjectPlace;
  readonly isSaid: boolean;
}

/** Everything by which somebody may be named, request first. */
function namedIn(parameters: readonly ReadParameter[], body: readonly ReadField[], answer: readonly ReadField[]) {
  const named: Named[] = [];
  const put = (place: SubjectPlace, mark: Marked | undefined) => named.push({ place, isSaid: mark !== undefined });
  for (const { in: where, name, mark } of parameters) {
    const entity = guessed(name, mark);
    if (entity && where !== 'header') put({ entity, in: where, at: name }, mark);
  }
  for (const [where, fields] of [
    ['body', body],
    ['answer', answer],
  ] as const)
    for (const { at: pointer, mark } of fields) {
      const entity = guessed(lastName(pointer), mark);
      if (entity && pointer !== '') put({ entity, in: where, at: pointer }, mark);
    }
  // Where they are too many, those that the document names itself are not the ones left out.
  return named.length > mostPlaces
    ? named.toSorted((a, b) => Number(b.isSaid) - Number(a.isSaid)).slice(0, mostPlaces)
    : named;
}

/**
 * Who is asked about in the request, and whom the answer names besides by the document’s own word; where the request
 * names nobody, all whom the answer names.
 */
function proposed(named: readonly Named[]): SubjectPlace[] {
  const isAsked = ({ place }: Named) => place.in !== 'answer';
  const some = named.some(isAsked) ? named.filter((one) => isAsked(one) || one.isSaid) : named;
  return some.map(({ place }) => place);
}
