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

/** Where two envelopes differ, in the order of their keys. Lists are compared as wholes, texts by language. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): readonly Difference[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], [...path, key]));
  }
  if (JSON.stringify(ordered(before)) === JSON.stringify(ordered(after))) return [];
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
