import type { FileFinding, Spot } from './file-finding.ts';
import type { LevelKind } from './map.ts';

export type FieldName =
  | 'number'
  | 'title'
  | 'title.az'
  | 'title.en'
  | 'title.ru'
  | 'owner'
  | 'partners'
  | 'deadline'
  | 'status'
  | 'indicator'
  | 'weight';

/** One entry of a file at its level, as it is written. */
export interface FileLine {
  /** From 0, in the levels of the map. */
  readonly level: number;
  readonly kind: LevelKind;
  /** The map says where its number stands; otherwise it is numbered by its place. */
  readonly numbered: boolean;
  readonly values: ReadonlyMap<FieldName, string | readonly string[]>;
  spot(field: FieldName): Spot;
}

export type PlanFact = 'code' | 'title' | 'from' | 'to' | 'act' | 'supersedes';

/** What a file holds, entries in the order in which they stand: each behind the one it belongs to. */
export interface FileContent {
  readonly plan: ReadonlyMap<PlanFact, string>;
  readonly lines: readonly FileLine[];
  readonly findings: readonly FileFinding[];
}

interface Places {
  readonly number?: string;
  readonly title: string | { readonly az?: string; readonly en?: string; readonly ru?: string };
  readonly owner?: string;
  readonly partners?: string;
  readonly deadline?: string;
  readonly status?: string;
  readonly indicator?: string;
  readonly weight?: string;
}

/** Where each field of a level stands. */
export function placesOf(level: Places): readonly (readonly [FieldName, string])[] {
  const { title, number, owner, partners, deadline, status, indicator, weight } = level;
  const titles: readonly (readonly [FieldName, string | undefined])[] =
    typeof title === 'string'
      ? [['title', title]]
      : [
          ['title.az', title.az],
          ['title.en', title.en],
          ['title.ru', title.ru],
        ];
  const rest = Object.entries({ number, owner, partners, deadline, status, indicator, weight });
  return [...titles, ...(rest as [FieldName, string | undefined][])].flatMap(([field, place]) =>
    place === undefined ? [] : [[field, place] as const],
  );
}
