import { plainCell, type RegulationClause, type RegulationDocument, type RegulationPoint } from './document.ts';

/** One part of a regulation that another version has not, has otherwise, or has in another place. */
export interface RegulationChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly key: string;
  /** As in the version in which it stands; of a changed or moved part, in the newer one. */
  readonly number: string;
  /** Number in the older version, where it is another one. */
  readonly formerly?: string;
  readonly before?: string;
  readonly after?: string;
}

/** A part that is compared as a whole: the title, a section's title, a clause, a point, a row of a table. */
interface Part {
  readonly key: string;
  readonly number: string;
  readonly text: string;
}

/**
 * What changed between two versions, part by part, in the order of the newer one; what was removed stands last. A part
 * that only has another number, because something before it came or went, has not changed; one that changed places
 * with others has moved.
 */
export function changesBetween(older: RegulationDocument, newer: RegulationDocument): readonly RegulationChange[] {
  const [before, after] = [partsOf(older), partsOf(newer)];
  const old = new Map(before.map((part) => [part.key, part]));
  const kept = new Set(after.map(({ key }) => key));
  const inPlace = stillInOrder(
    after.flatMap(({ key }) => {
      const place = before.findIndex((part) => part.key === key);
      return place < 0 ? [] : [{ key, place }];
    }),
  );
  return [
    ...after.flatMap((part) => changeOf(part, old.get(part.key), inPlace) ?? []),
    ...before.flatMap(({ key, number, text }): RegulationChange[] =>
      kept.has(key) ? [] : [{ kind: 'removed', key, number, before: text }],
    ),
  ];
}

function changeOf(
  { key, number, text }: Part,
  was: Part | undefined,
  inPlace: ReadonlySet<string>,
): RegulationChange | undefined {
  if (!was) return { kind: 'added', key, number, after: text };
  const formerly = was.number === number ? {} : { formerly: was.number };
  if (was.text !== text) return { kind: 'changed', key, number, ...formerly, before: was.text, after: text };
  return inPlace.has(key) ? undefined : { kind: 'moved', key, number, ...formerly, after: text };
}

function partsOf({ title, sections }: RegulationDocument): readonly Part[] {
  return [
    { key: 'title', number: '', text: title },
    ...sections.flatMap((section) => [
      { key: section.key, number: section.number, text: section.title },
      ...section.clauses.flatMap(partsOfClause),
    ]),
  ];
}

function partsOfClause(clause: RegulationClause): readonly Part[] {
  const { table, number } = clause;
  return [
    partOf(clause),
    ...clause.points.map(partOf),
    ...(table?.rows ?? []).map(({ key, cells }) => ({
      key: `${clause.key}/${key}`,
      number,
      text: cells.map((cell, index) => `${table?.columns[index] ?? ''}: ${plainCell(cell)}`).join('. '),
    })),
  ];
}

const partOf = ({ key, number, text, grounds }: RegulationPoint): Part => ({
  key,
  number,
  text: [text, ...grounds.map(plainCell)].filter((part) => part !== '').join(' – '),
});

/** Keys of the longest run whose places still ascend: these stayed, the others moved past them. */
function stillInOrder(parts: readonly { readonly key: string; readonly place: number }[]): ReadonlySet<string> {
  const best = parts.map((): { readonly length: number; readonly from: number } => ({ length: 1, from: -1 }));
  let last = -1;
  for (const [index, { place }] of parts.entries()) {
    for (let earlier = 0; earlier < index; earlier += 1) {
      const length = (best[earlier]?.length ?? 0) + 1;
      if ((parts[earlier]?.place ?? place) < place && length > (best[index]?.length ?? 0))
        best[index] = { length, from: earlier };
    }
    if ((best[index]?.length ?? 0) > (best[last]?.length ?? 0)) last = index;
  }
  const kept = new Set<string>();
  for (let at = last; at >= 0; at = best[at]?.from ?? -1) kept.add(parts[at]?.key ?? '');
  return kept;
}
