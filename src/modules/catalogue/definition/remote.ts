import type { Static } from 'typebox';
import type { Finding, Path, Scope } from '../../../kernel/definition.ts';
import type { Json } from '../../../kernel/job.ts';
import type {
  CompiledRemote,
  Provision,
  RegisterField,
  RemoteEntry,
  RemoteField,
  RemoteOperation,
} from './compiled.ts';
import { unknownName } from './finding.ts';
import { openapiFindings } from './openapi.ts';
import { own } from './own.ts';
import { checkInstitution, systems } from './reference.ts';
import { badPlaceholder, badReading, notMapped, notRead, otherOwner, remoteOfHosted } from './remote-finding.ts';
import type { remoteSchema } from './remote-schema.ts';

type Source = Static<typeof remoteSchema>;
type Operation = Source['read'][string];

/** What of a register its section `remote` is held against. */
export interface RemoteOf {
  readonly hosted: boolean;
  readonly fields: Readonly<Record<string, RegisterField>>;
  readonly provides: readonly Provision[];
}

const path: Path = ['remote'];
/** After that one try is over; a look-up as a whole waits five seconds. */
const usualTimeout = 2.5;
const usualMost = 100;

/** Compiles `remote:` of a register and holds it against the register, the catalogue and its OpenAPI document. */
export function compileRemote(
  source: Source,
  of: RemoteOf,
  scope: Scope,
): { readonly compiled: CompiledRemote; readonly findings: readonly Finding[] } {
  const compiled = compiledOf(source);
  const findings = [
    ...(of.hosted ? [remoteOfHosted(path)] : []),
    ...serviceFindings(compiled.service, scope),
    ...operationFindings(source, of),
    ...fieldFindings(source, compiled, of),
    ...neededFindings(compiled, of),
    ...entryFindings(source, of),
  ];
  // A document is worth a look only once the section says what it means.
  return { compiled, findings: findings.length > 0 ? findings : openapiFindings(source, compiled, scope) };
}

function compiledOf(source: Source): CompiledRemote {
  const [institution = '', system = '', service = ''] = source.service.split('/');
  const operations = (from: Readonly<Record<string, Operation>>) =>
    Object.fromEntries(Object.entries(from).map(([name, one]) => [name, operationOf(one)]));
  const { absent = {}, recordedAt, cache, enter } = source;
  return {
    service: { institution, system, service },
    read: operations(source.read),
    find: operations(source.find ?? {}),
    fields: Object.fromEntries(Object.entries(source.fields).map(([name, one]) => [name, fieldOf(one)])),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    absent: { statuses: absent.status ?? [404], ...(absent.at === undefined ? {} : { at: absent.at }) },
    ...(enter ? { enter: entryOf(enter) } : {}),
    ...(cache ? { cacheSeconds: cache.seconds } : {}),
    timeoutSeconds: source.timeout ?? usualTimeout,
  };
}

function operationOf({
  method,
  path: at,
  query = {},
  body,
  most = usualMost,
  records = '',
}: Operation): RemoteOperation {
  const whole = body === undefined ? {} : { body: body as Json };
  return { method, path: at, query, ...whole, most: placeholdersOf(body).includes('keys') ? most : 1, records };
}

function fieldOf(source: Source['fields'][string]): RemoteField {
  const { at, date, as, choices } = typeof source === 'string' ? { at: source } : source;
  return { at, date: date ?? 'yyyy-mm-dd', asText: as === 'text', ...(choices ? { choices } : {}) };
}

const entryOf = ({ method, path: at, body, effectKey, record }: NonNullable<Source['enter']>): RemoteEntry => ({
  method,
  path: at,
  body: body as Json,
  effectKey: effectKey ?? 'Idempotency-Key',
  record,
});

function serviceFindings({ institution, system }: CompiledRemote['service'], scope: Scope): Finding[] {
  const at = [...path, 'service'];
  const known = systems(scope);
  const found = own(known, system);
  if (!found)
    return [...checkInstitution(scope, institution, at), unknownName('system', at, system, Object.keys(known))];
  if (found.owner === institution) return [];
  const strangers = checkInstitution(scope, institution, at);
  return strangers.length > 0 ? strangers : [otherOwner(at, system, found.owner)];
}

function operationFindings({ read, find = {} }: Source, { fields, provides }: RemoteOf): Finding[] {
  const relations = provides.flatMap(({ kind, name }) => (kind === 'relation' ? [name] : []));
  const inBraces = (kind: string, all: Readonly<Record<string, Operation>>) =>
    Object.entries(all).flatMap(([name, one]) => placeholderFindings(one, [...path, kind, name]));
  return [
    ...Object.keys(read).flatMap((by) =>
      own(fields, by) ? [] : [unknownName('field', [...path, 'read', by], by, Object.keys(fields))],
    ),
    ...Object.keys(find).flatMap((name) =>
      relations.includes(name) ? [] : [unknownName('relation', [...path, 'find', name], name, relations)],
    ),
    ...provides.flatMap(({ name, by }) => (own(read, by) ? [] : [notRead([...path, 'read'], name, by)])),
    ...inBraces('read', read),
    ...inBraces('find', find),
  ];
}

function placeholderFindings({ path: at, query = {}, body }: Operation, where: Path): Finding[] {
  const line = placeholdersOf([at, ...Object.values(query)]);
  const all = [...line, ...placeholdersOf(body)];
  const odd = [
    ...all.filter((name) => !['key', 'keys', 'asOf'].includes(name)),
    ...line.filter((name) => name === 'keys'),
    ...(holdsKeysWhole(body) ? [] : ['keys']),
  ];
  const asked = new Set(all.filter((name) => name === 'key' || name === 'keys'));
  if (odd.length === 0 && asked.size === 1) return [];
  return [badPlaceholder(where, [...new Set(odd.length > 0 ? odd : asked)], ['key', 'keys', 'asOf'])];
}

/** A list can only stand for a whole value. */
function holdsKeysWhole(body: unknown): boolean {
  if (typeof body === 'string') return body === '{keys}' || !body.includes('{keys}');
  return typeof body !== 'object' || body === null || Object.values(body).every(holdsKeysWhole);
}

function fieldFindings(
  { fields: source }: Source,
  { fields: mapped }: CompiledRemote,
  { fields }: RemoteOf,
): Finding[] {
  return Object.keys(source).flatMap((name) => {
    const at = [...path, 'fields', name];
    const field = own(fields, name);
    const one = mapped[name];
    if (!field || !one) return [unknownName('field', at, name, Object.keys(fields))];
    const given = source[name];
    const dated = typeof given === 'object' && given.date !== undefined;
    const wrongDate = dated && field.type !== 'date';
    const wrongText = one.asText && field.type !== 'number' && field.type !== 'decimal';
    const ours = Object.keys(field.choices ?? {});
    const wrongChoice =
      one.choices && (field.type !== 'choice' || Object.values(one.choices).some((value) => !ours.includes(value)));
    return wrongDate || wrongText || wrongChoice ? [badReading(at, name, field.type)] : [];
  });
}

/** Every field that an answer needs has its place. */
function neededFindings({ read, find, fields }: CompiledRemote, { provides }: RemoteOf): Finding[] {
  const needed = provides.flatMap((provision) => {
    const { kind, name, by } = provision;
    const far = kind === 'relation' ? own(find, name) : undefined;
    return [
      ...(kind === 'take' ? [provision.take] : kind === 'relation' ? [provision.to] : []),
      // Of many records at once each says whose it is.
      ...((own(read, by)?.most ?? 1) > 1 || far ? [by] : []),
    ];
  });
  return [...new Set(needed)].flatMap((name) => (own(fields, name) ? [] : [notMapped([...path, 'fields'], name)]));
}

function entryFindings({ enter, fields: mapped }: Source, { fields }: RemoteOf): Finding[] {
  if (!enter) return [];
  const used = [...placeholdersOf(enter.path), ...placeholdersOf(enter.body)];
  const known = [...Object.keys(fields), 'from'];
  const odd = used.filter((name) => !known.includes(name));
  const unmapped = used.filter((name) => own(fields, name) && !own(mapped, name));
  return [
    ...(odd.length > 0 ? [badPlaceholder([...path, 'enter'], odd, known)] : []),
    ...[...new Set(unmapped)].map((name) => notMapped([...path, 'fields'], name)),
  ];
}

/** Words in braces of a template: texts, and whatever holds them. */
export function placeholdersOf(template: unknown): readonly string[] {
  if (typeof template === 'string') return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  return typeof template === 'object' && template !== null ? Object.values(template).flatMap(placeholdersOf) : [];
}
