import type { Json } from '../../kernel/job.ts';

/** The entities that facts are about. */
export type EntityName = 'person' | 'organisation';

/** What is asked: leaves of an entity and, through relations, of others. `{name: true, headedBy: {name: true}}`. */
export interface Shape {
  readonly [leafOrRelation: string]: true | Shape;
}

/** Where a fact comes from. */
export interface Source {
  readonly register: string;
  /** When the register recorded it; where it holds no record, when it was asked. ISO 8601. */
  readonly recordedAt: string;
  /** When it was read. ISO 8601. */
  readonly readAt: string;
}

/** No fact without a value: the register says there is none, or does not know, or did not answer, or may not. */
export type NoFact =
  | { readonly state: 'none' | 'unknown'; readonly source?: Source }
  | { readonly state: 'unavailable'; readonly source?: Source; readonly retryAt: string }
  | { readonly state: 'refused' };

export type Fact = { readonly state: 'value'; readonly value: Json; readonly source: Source } | NoFact;

export type Related =
  | { readonly state: 'value'; readonly source: Source; readonly entities: readonly EntityFacts[] }
  | NoFact;

export interface EntityFacts {
  readonly entity: EntityName;
  /** Id in identity; null when the one asked about has no identity there. */
  readonly id: string | null;
  /** By leaf, `name`. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** By relation, `headedBy`. */
  readonly relations: Readonly<Record<string, Related>>;
}

export interface SubjectRef {
  readonly entity: EntityName;
  /** Id in identity. */
  readonly id: string;
}

export interface Basis {
  readonly act: string;
  readonly article: string;
}

export interface FactsRequest {
  /** Code of the institution that asks. */
  readonly consumer: string;
  readonly subjects: readonly SubjectRef[];
  readonly shape: Shape;
  /** Day `YYYY-MM-DD`; today in Baku when absent. */
  readonly asOf?: string;
  readonly purpose: string;
  readonly basis: Basis;
  /** Reference number of the case, shown to the person looked at. */
  readonly reference?: string;
}

export interface EntryRequest {
  readonly consumer: string;
  readonly register: string;
  readonly entry: Readonly<Record<string, Json>>;
  /** The record is there, and keeps what `entry` does not say. Only of registers that are hosted. */
  readonly changes?: boolean | undefined;
  /** Of a change: the first day for which it speaks, `YYYY-MM-DD`; today in Baku when absent. */
  readonly from?: string | undefined;
  /** Of a change: only if the record still says of these fields what it said at this moment. */
  readonly unchangedSince?: Date | undefined;
  readonly effectKey: string;
  readonly purpose: string;
  readonly basis: Basis;
  readonly reference?: string;
}
