import { createHash } from 'node:crypto';
import type { Text } from '../../language/index.ts';
import type {
  Channel,
  Contact,
  Criticality,
  EntryKind,
  EntryState,
  RelationKind,
  ServiceLevel,
  Spec,
} from './kinds.ts';

/** A tie to another entry, as the envelope of the source names it. */
export interface EnvelopeRelation {
  readonly kind: RelationKind;
  readonly to: { readonly kind: EntryKind; readonly code: string };
  readonly channel?: Channel;
  /** Names of the dictionary that go this way. */
  readonly concepts?: readonly string[];
}

/** All that the register says of an entry: what a version keeps, an approval decides on and the API answers. */
export interface Envelope {
  readonly kind: EntryKind;
  /** Unique within the kind. */
  readonly code: string;
  readonly title: Text;
  /** Code of the institution that answers for it. */
  readonly institution: string;
  readonly about?: Text;
  readonly state: EntryState;
  readonly criticality?: Criticality;
  readonly contact?: Contact;
  readonly serviceLevel?: ServiceLevel;
  /** Acts on which it rests, as definitions write them: `technopark-rules 4.3`. */
  readonly acts: readonly string[];
  /** What its kind says besides; `specs` gives the shape. */
  readonly spec: Spec;
  readonly relations: readonly EnvelopeRelation[];
}

/** Keys in one order at every level, so that the same content gives the same text. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}

/** SHA-256 of an envelope's content and whatever else is written with it, hexadecimal. */
export function digestOf(...parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map(ordered)))
    .digest('hex');
}

/** One place where two versions differ: keys from the envelope inwards, and what stood and stands there. */
export interface Difference {
  readonly path: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * Where two versions of an entry differ, in the order of their keys. A relation is found by its kind and target
 * (`uses system/tax`), a data object and a field by its name; other lists are compared as wholes.
 */
export function differences(before: Envelope, after: Envelope): readonly Difference[] {
  return compare(byName(before), byName(after), []);
}

/** All that an entry says, as it differs from nothing; each field of a register by itself. */
export function contents(after: Envelope): readonly Difference[] {
  const objects = 'objects' in after.spec ? (after.spec.objects ?? []) : [];
  const empty = Object.fromEntries(objects.map(({ name }) => [name, { fields: {} }]));
  return compare({ spec: { objects: empty }, relations: {} }, byName(after), []).filter(
    ({ after: value }) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
}

function byName({ relations, spec, ...rest }: Envelope): Readonly<Record<string, unknown>> {
  const ties = relations.map(({ kind, to, ...tie }) => [`${kind} ${to.kind}/${to.code}`, tie]);
  const objects = 'objects' in spec ? { objects: named(spec.objects ?? [], named) } : {};
  return { ...rest, spec: { ...spec, ...objects }, relations: Object.fromEntries(ties) };
}

interface Named {
  readonly name: string;
  readonly fields?: readonly Named[];
}

function named(items: readonly Named[], inner?: typeof named): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    items.map(({ name, ...item }) => [name, inner && item.fields ? { ...item, fields: inner(item.fields) } : item]),
  );
}

function compare(before: unknown, after: unknown, path: readonly string[]): readonly Difference[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => compare(before[key], after[key], [...path, key]));
  }
  if (JSON.stringify(ordered(before)) === JSON.stringify(ordered(after))) return [];
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
