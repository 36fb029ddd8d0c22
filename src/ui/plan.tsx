import type { ComponentChildren, VNode } from 'preact';
import { formatNumber } from '../language/index.ts';
import { Knot, type Sign } from './knot.tsx';
import { Tag, type TagState } from './prose.tsx';
import { useLang, useWords } from './surroundings.tsx';
import { TableTwin } from './table.tsx';

/** How a measure stands; `unassigned`: nobody has taken the thread. */
export type MeasureState = 'done' | 'pace' | 'late' | 'nodata' | 'unassigned';

export type MeasureCounts = Readonly<Record<MeasureState, number>>;

const drawn: Readonly<Record<MeasureState, { sign: Sign; tag: TagState }>> = {
  done: { sign: 'known', tag: 'done' },
  pace: { sign: 'pace', tag: 'pace' },
  late: { sign: 'late', tag: 'late' },
  nodata: { sign: 'nodata', tag: 'wait' },
  unassigned: { sign: 'none', tag: 'none' },
};

const states = Object.keys(drawn) as MeasureState[];

/** The state of a measure as a tag; other words may replace its own, as “gecikir: 9,3 faiz bəndi”. */
export function MeasureTag({ state, children }: { state: MeasureState; children?: ComponentChildren }): VNode {
  const words = useWords();
  const { sign, tag } = drawn[state];
  return (
    <Tag state={tag} sign={sign}>
      {children ?? words.measure[state].word}
    </Tag>
  );
}

/** What the knots of the measures mean; stands once above them. */
export function MeasureKey(): VNode {
  const words = useWords();
  return (
    <ul class="key">
      {states.map((state) => (
        <li class={drawn[state].tag}>
          <Knot sign={drawn[state].sign} />
          <span>{words.measure[state].word}</span>
        </li>
      ))}
    </ul>
  );
}

/** One knot a measure, by shape as well as colour. Silent: the counts beside it say the same. */
export function MeasureKnots({ counts }: { counts: MeasureCounts }): VNode {
  return (
    <div class="measures" aria-hidden="true">
      {states.flatMap((state) =>
        Array.from({ length: counts[state] }, () => (
          <svg class={drawn[state].tag}>
            <use href={`#${drawn[state].sign}`} />
          </svg>
        )),
      )}
    </div>
  );
}

/** The same in figures and words; states that no measure is in are left out. */
export function MeasureFigures({ counts }: { counts: MeasureCounts }): VNode {
  const words = useWords();
  const lang = useLang();
  return (
    <p class="counts">
      {states
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <>
            <span>
              {words.measure[state].word}: <b>{formatNumber(counts[state], lang)}</b>
            </span>{' '}
          </>
        ))}
    </p>
  );
}

export interface Direction {
  readonly title: string;
  /** Its number in the plan, as 6.1.1. */
  readonly number: string;
  readonly counts: MeasureCounts;
  readonly href?: string | undefined;
}

/** One direction of the plan: its measures as knots and in figures. */
export function DirectionRow({ title, number, counts, href }: Direction): VNode {
  return (
    <li class="direction">
      <h3>
        {href ? <a href={href}>{title}</a> : title} <span class="small">{number}</span>
      </h3>
      <MeasureKnots counts={counts} />
      <MeasureFigures counts={counts} />
    </li>
  );
}

/** All directions, with the same figures as a table. */
export function Directions({ directions }: { directions: readonly Direction[] }): VNode {
  const words = useWords();
  const lang = useLang();
  const columns = [
    { label: words.direction },
    ...states.map((state) => ({ label: words.measure[state].short, num: true })),
    { label: words.total, num: true },
  ];
  const rows = directions.map(({ title, counts }) => {
    const total = states.reduce((sum, state) => sum + counts[state], 0);
    const figures = states.map((state) => formatNumber(counts[state], lang));
    return [title, ...figures, <strong>{formatNumber(total, lang)}</strong>];
  });
  return (
    <>
      <ul class="rows">
        {directions.map((direction) => (
          <DirectionRow {...direction} />
        ))}
      </ul>
      <TableTwin caption={words.measures} columns={columns} rows={rows} />
    </>
  );
}
