import { Type } from 'typebox';
import type { DefinitionKind, Finding, Path, Scope } from '../../../kernel/definition.ts';
import type { CompiledRemote } from './compiled.ts';
import { own } from './own.ts';
import { noOpenapi, notInOpenapi } from './remote-finding.ts';

type Tree = Readonly<Record<string, unknown>>;

const openapiSchema = Type.Object({
  openapi: Type.String({ pattern: '^3\\.' }),
  paths: Type.Record(Type.String(), Type.Unknown()),
});

/** `registers/<name>.openapi.yaml`: the document that the institution itself has published of its service. */
export const openapiKind: DefinitionKind<typeof openapiSchema, Tree> = {
  kind: 'openapi',
  files: /^registers\/([a-z][a-z0-9-]*)\.openapi\.yaml$/,
  schema: openapiSchema,
  needs: [],
  compile: (source) => ({ compiled: source, findings: [] }),
};

interface Called {
  readonly at: Path;
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly body?: unknown;
  /** Pointers into the answer that are to lead somewhere. */
  readonly pointers: readonly (readonly [Path, string])[];
}

/** Operations, parameters and fields that the OpenAPI document beside the register does not have. */
export function openapiFindings(
  { openapi: file }: { readonly openapi?: string | undefined },
  remote: CompiledRemote,
  scope: Scope,
): Finding[] {
  if (file === undefined) return [];
  const document = scope.get<Tree>('openapi', file.replace(/\.openapi\.yaml$/, ''));
  if (!document) return [noOpenapi(['remote', 'openapi'], file)];
  return calledBy(remote).flatMap((called) => calledFindings(document, called, file));
}

function calledBy({ read, find, fields, recordedAt, absent, enter }: CompiledRemote): readonly Called[] {
  const asked = [
    ...Object.entries(read).map(([name, one]) => [['remote', 'read', name], one] as const),
    ...Object.entries(find).map(([name, one]) => [['remote', 'find', name], one] as const),
  ].map(([at, { method, path, query, body, records }]) => ({
    at,
    method,
    path,
    query: Object.keys(query),
    body,
    pointers: [
      [[...at, 'records'], records] as const,
      ...Object.entries(fields).map(([name, field]) => [['remote', 'fields', name], `${records}${field.at}`] as const),
      ...(recordedAt === undefined ? [] : [[['remote', 'recordedAt'], `${records}${recordedAt}`] as const]),
      ...(absent.at === undefined ? [] : [[['remote', 'absent', 'at'], absent.at] as const]),
    ],
  }));
  if (!enter) return asked;
  const { method, path, body, record } = enter;
  const at = ['remote', 'enter'];
  return [...asked, { at, method, path, query: [], body, pointers: [[[...at, 'record'], record]] }];
}

function calledFindings(document: Tree, { at, method, path, query, body, pointers }: Called, file: string): Finding[] {
  const found = operationIn(document, method, path);
  if (!found) return [notInOpenapi(at, `${method} ${path}`, file)];
  const missing = query
    .filter((name) => !found.query.includes(name))
    .map((name) => notInOpenapi([...at, 'query', name], `${method} ${path}?${name}=`, file));
  const sent = body === undefined ? [] : bodyFindings(document, contentOf(document, found.body), { at, body, file });
  const schema = contentOf(document, found.answer);
  const wrong = pointers
    .filter(([, pointer]) => !leads(document, schema, pointer))
    .map(([where, pointer]) => notInOpenapi(where, `${method} ${path} → ${pointer}`, file));
  return [...missing, ...sent, ...wrong];
}

/** Members of the body that the document does not describe. */
function bodyFindings(
  document: Tree,
  schema: Tree | undefined,
  { at, body, file }: { readonly at: Path; readonly body: unknown; readonly file: string },
): Finding[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  return Object.keys(body)
    .filter((name) => !leads(document, schema, `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`))
    .map((name) => notInOpenapi([...at, 'body', name], name, file));
}

interface FoundOperation {
  readonly query: readonly string[];
  readonly body: unknown;
  readonly answer: unknown;
}

function operationIn(document: Tree, method: string, path: string): FoundOperation | undefined {
  const named = Object.keys(document.paths as Tree).find((one) => sameShape(one, path));
  const item = named === undefined ? undefined : treeOf(document, (document.paths as Tree)[named]);
  const operation = treeOf(document, item?.[method.toLowerCase()]);
  if (!item || !operation) return undefined;
  const parameters = [item.parameters, operation.parameters].flatMap((list) => (Array.isArray(list) ? list : []));
  const query = parameters
    .map((one) => treeOf(document, one))
    .flatMap((one) => (one?.in === 'query' && typeof one.name === 'string' ? [one.name] : []));
  const answers = treeOf(document, operation.responses) ?? {};
  const good = ['200', '201', '202', '2XX', 'default'].find((status) => own(answers, status) !== undefined) ?? '';
  return { query, body: operation.requestBody, answer: answers[good] };
}

/** Two templates of a path are the same whatever their parameters are called. */
const sameShape = (a: string, b: string): boolean => shapeOf(a) === shapeOf(b);
const shapeOf = (path: string): string => path.replace(/\{[^{}]*\}/g, '{}');

/** Schema of the JSON that a body or an answer holds. */
function contentOf(document: Tree, holder: unknown): Tree | undefined {
  const content = treeOf(document, treeOf(document, holder)?.content) ?? {};
  const json = Object.keys(content).find((type) => /^application\/(?:[\w.-]+\+)?json\b/.test(type));
  return json === undefined ? undefined : treeOf(document, treeOf(document, content[json])?.schema);
}

/** Does a pointer lead somewhere in what a schema describes? The way into a list needs no number. */
function leads(document: Tree, schema: Tree | undefined, pointer: string, depth = 0): boolean {
  if (!schema || depth > 20) return false;
  const variants = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []));
  if (variants.some((one) => leads(document, treeOf(document, one), pointer, depth + 1))) return true;
  if (pointer === '') return true;
  if (schema.items !== undefined) {
    const below = /^\/\d+(?=\/|$)/.exec(pointer)?.[0] ?? '';
    return leads(document, treeOf(document, schema.items), pointer.slice(below.length), depth + 1);
  }
  const [, part = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(pointer) ?? [];
  const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
  const below = own(treeOf(document, schema.properties) ?? {}, name);
  return below !== undefined && leads(document, treeOf(document, below), rest, depth + 1);
}

/** A part of the document, whatever references lead to it. */
function treeOf(document: Tree, value: unknown): Tree | undefined {
  let found = value;
  for (let steps = 0; steps < 20; steps += 1) {
    if (typeof found !== 'object' || found === null) return undefined;
    const { $ref: reference } = found as Tree;
    if (typeof reference !== 'string') return found as Tree;
    if (!reference.startsWith('#/')) return undefined;
    found = reference
      .slice(2)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>(
        (at, part) => (typeof at === 'object' && at !== null ? own(at as Tree, part) : undefined),
        document,
      );
  }
  return undefined;
}
