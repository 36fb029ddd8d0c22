import type { ComponentChildren, VNode } from 'preact';
import { formatNumber } from '../language/index.ts';
import { Knot, type Sign } from './knot.tsx';
import { Tag, type TagState } from './prose.tsx';
import { useLang, useWords } from './surroundings.tsx';
import { TableTwin } from './table.tsx';

/** How a measure stands, computed. */
export type MeasureState =
  | 'done'
  | 'on_track'
  | 'soon'
  | 'late'
  | 'no_evidence'
  | 'not_assessed'
  | 'no_deadline'
  | 'no_executor';

/** How an indicator stands against the way to its target. */
export type IndicatorState = 'done' | 'pace' | 'late' | 'nodata';

export type MeasureCounts = Readonly<Record<MeasureState, number>>;

const drawn: Readonly<Record<MeasureState | IndicatorState, { sign: Sign; tag: TagState }>> = {
  done: { sign: 'known', tag: 'done' },
  on_track: { sign: 'pace', tag: 'pace' },
  soon: { sign: 'near', tag: 'wait' },
  late: { sign: 'late', tag: 'late' },
  no_evidence: { sign: 'nodata', tag: 'wait' },
  not_assessed: { sign: 'unsure', tag: 'none' },
  no_deadline: { sign: 'endless', tag: 'none' },
  no_executor: { sign: 'none', tag: 'none' },
  pace: { sign: 'pace', tag: 'pace' },
  nodata: { sign: 'nodata', tag: 'wait' },
};

const states: readonly MeasureState[] = [
  'done',
  'on_track',
  'soon',
  'late',
  'no_evidence',
  'not_assessed',
  'no_deadline',
  'no_executor',
];

/** The state of a measure or an indicator as a tag; other words may replace its own, as “gecikir: 9,3 faiz bəndi”. */
export function MeasureTag({
  state,
  children,
}: {
  state: MeasureState | IndicatorState;
  children?: ComponentChildren;
}): VNode {
  const words = useWords();
  const { sign, tag } = drawn[state];
  return (
    <Tag state={tag} sign={sign}>
      {children ?? words.measure[state].word}
    </Tag>
  );
}

/** What an institution says of its own measure: hollow, beside the computed state and never instead of it. */
export function SelfRating({ children }: { children: ComponentChildren }): VNode {
  const words = useWords();
  return (
    <span class="small">
      <Knot sign="said" /> {words.selfRated}: {children}
    </span>
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

const mostKnots = 60;

/** How many measures one knot stands for: one, unless there are so many that nobody would count them. */
export function measuresPerKnot(counts: MeasureCounts): number {
  return Math.max(Math.ceil(totalOf(counts) / mostKnots), 1);
}

/** One knot a measure, by shape as well as colour. Silent: the counts beside it say the same. */
export function MeasureKnots({ counts, per = 1 }: { counts: MeasureCounts; per?: number }): VNode {
  return (
    <div class="measures" aria-hidden="true">
      {states.flatMap((state) =>
        Array.from({ length: Math.ceil(counts[state] / per) }, () => (
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
  /** Its number in the plan, as 6.1.1; an institution has none. */
  readonly number?: string | undefined;
  readonly counts: MeasureCounts;
  readonly href?: string | undefined;
}

/** One direction of the plan, or one institution: its measures as knots and in figures. */
export function DirectionRow({ title, number, counts, href, per = 1 }: Direction & { per?: number }): VNode {
  return (
    <li class="direction">
      <h3>
        {href ? <a href={href}>{title}</a> : title}
        {number ? <span class="small"> {number}</span> : null}
      </h3>
      <MeasureKnots counts={counts} per={per} />
      <MeasureFigures counts={counts} />
    </li>
  );
}

interface DirectionsProps {
  readonly directions: readonly Direction[];
  /** What a row is, where it is not a direction. */
  readonly name?: string | undefined;
}

/** All directions, with the same figures as a table. */
export function Directions({ directions, name }: DirectionsProps): VNode {
  const words = useWords();
  const lang = useLang();
  const per = Math.max(...directions.map(({ counts }) => measuresPerKnot(counts)), 1);
  const shown = states.filter((state) => directions.some(({ counts }) => counts[state] > 0));
  const columns = [
    { label: name ?? words.direction },
    ...shown.map((state) => ({ label: words.measure[state].short, num: true })),
    { label: words.total, num: true },
  ];
  const rows = directions.map(({ title, counts }) => [
    title,
    ...shown.map((state) => formatNumber(counts[state], lang)),
    <strong>{formatNumber(totalOf(counts), lang)}</strong>,
  ]);
  return (
    <>
      {per > 1 ? <p class="small soft">{words.knotOf(per)}</p> : null}
      <ul class="rows">
        {directions.map((direction) => (
          <DirectionRow {...direction} per={per} />
        ))}
      </ul>
      <TableTwin caption={words.measures} columns={columns} rows={rows} />
    </>
  );
}

function totalOf(counts: MeasureCounts): number {
  return states.reduce((sum, state) => sum + counts[state], 0);
}
