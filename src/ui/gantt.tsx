import type { VNode } from 'preact';
import { formatDate, formatMonth, formatNumber } from '../language/index.ts';
import { Knot, type Sign } from './knot.tsx';
import { NoWrap, Time } from './prose.tsx';
import { useLang, useWords } from './surroundings.tsx';
import { TableTwin } from './table.tsx';

/** Days "YYYY-MM-DD"; what has no start is a point in time. */
export interface GanttDates {
  readonly starts?: string | null | undefined;
  readonly due: string;
}

export interface GanttRow {
  readonly title: string;
  /** In the table; the drawing is one picture, in which nothing can be pressed. */
  readonly href?: string | undefined;
  /** The first dates (version 0), drawn thin and hollow. */
  readonly first?: GanttDates | undefined;
  /** The dates that hold now, drawn solid. */
  readonly present?: GanttDates | undefined;
  /** Day on which it was done, as verified. */
  readonly doneOn?: string | null | undefined;
}

interface GanttProps {
  readonly title: string;
  readonly rows: readonly GanttRow[];
  readonly today: string;
  /** What a row is, in the head of the table; a milestone where nothing is said. */
  readonly rowName?: string | undefined;
}

type Mark = 'done' | 'late' | 'open';

const marks: Readonly<Record<Mark, { sign: Sign; tag: string }>> = {
  done: { sign: 'known', tag: 'done' },
  late: { sign: 'late', tag: 'late' },
  open: { sign: 'pace', tag: 'pace' },
};

// Pixels of the drawing, which is never shrunk on a screen: the letters would be too small to read.
const size = { least: 880, month: 6, mostMonth: 56, head: 34, row: 46, foot: 22, side: 8, knot: 14, letter: 6.4 };
const dayLength = 86_400_000;

interface GanttScale {
  /** First day of the axis, and the first day after it. */
  readonly from: string;
  readonly end: string;
  readonly months: readonly string[];
  readonly monthWidth: number;
  readonly width: number;
  x(day: string): number;
}

/** The axis in whole months over all dates, today among them where it lies near. Nothing without any date. */
export function ganttScale(rows: readonly GanttRow[], today: string): GanttScale | undefined {
  const days = rows
    .flatMap(({ first, present, doneOn }) => [first?.starts, first?.due, present?.starts, present?.due, doneOn])
    .filter((day) => day !== undefined && day !== null)
    .toSorted();
  const [earliest, latest] = [days[0], days.at(-1)];
  if (earliest === undefined || latest === undefined) return undefined;
  const near = 92 * dayLength;
  const shown = time(today) > time(earliest) - near && time(today) < time(latest) + near ? [today] : [];
  const all = [earliest, latest, ...shown].toSorted();
  const months = monthsBetween(all[0] ?? earliest, all.at(-1) ?? latest);
  const from = `${months[0]}-01`;
  const end = `${monthAfter(months.at(-1) ?? latest.slice(0, 7))}-01`;
  const monthWidth = Math.min(Math.max(size.least / months.length, size.month), size.mostMonth);
  const width = Math.round(Math.max(size.least, months.length * monthWidth));
  const part = (day: string) => (time(day) - time(from)) / (time(end) - time(from));
  return {
    from,
    end,
    months,
    monthWidth: width / months.length,
    width,
    x: (day) => Math.round((size.side + part(day) * width) * 10) / 10,
  };
}

const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);

function monthAfter(month: string): string {
  return new Date(Date.parse(`${month}-01T00:00:00Z`) + 32 * dayLength).toISOString().slice(0, 7);
}

function monthsBetween(from: string, to: string): readonly string[] {
  const months = [from.slice(0, 7)];
  while ((months.at(-1) ?? to) < to.slice(0, 7)) months.push(monthAfter(months.at(-1) ?? to));
  return months;
}

function markOf({ doneOn, present }: GanttRow, today: string): Mark | undefined {
  if (doneOn) return 'done';
  if (!present) return undefined;
  return present.due < today ? 'late' : 'open';
}

/** Measures or milestones in time: the first dates hollow above the present ones, today as a line, the same as a table. */
export function Gantt({ title, rows, today, rowName }: GanttProps): VNode | null {
  const words = useWords();
  const scale = ganttScale(rows, today);
  if (!scale) return null;
  return (
    <figure class="stack">
      <div class="scroll" role="region" tabIndex={0} aria-label={words.gantt.name(title)}>
        <Drawing scale={scale} rows={rows} today={today} />
      </div>
      <Twin title={title} rows={rows} rowName={rowName} />
    </figure>
  );
}

interface DrawingProps {
  readonly scale: GanttScale;
  readonly rows: readonly GanttRow[];
  readonly today: string;
}

function Drawing({ scale, rows, today }: DrawingProps): VNode {
  const width = scale.width + 2 * size.side;
  const bottom = size.head + rows.length * size.row;
  const height = bottom + size.foot;
  return (
    <svg
      class="gantt"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={useSentence(scale, rows, today)}
    >
      <Axis scale={scale} bottom={bottom} />
      <Today scale={scale} today={today} bottom={bottom} />
      {rows.map((row, index) => (
        <Row scale={scale} row={row} top={size.head + index * size.row} mark={markOf(row, today)} />
      ))}
    </svg>
  );
}

/** What the drawing shows, in words. */
function useSentence({ months }: GanttScale, rows: readonly GanttRow[], today: string): string {
  const { gantt } = useWords();
  const lang = useLang();
  const count = (mark: Mark): number => rows.filter((row) => markOf(row, today) === mark).length;
  return gantt.sentence({
    rows: rows.length,
    from: formatMonth(months[0] ?? '', lang),
    to: formatMonth(months.at(-1) ?? '', lang),
    done: count('done'),
    late: count('late'),
  });
}

const quarters = ['I', 'II', 'III', 'IV'];
const leastLabel = 20;
const leastYear = 36;

/** Years above, months or quarters below them, as far as there is room. */
function Axis({ scale, bottom }: { scale: GanttScale; bottom: number }): VNode {
  const { months, monthWidth, x } = scale;
  const step = monthWidth >= leastLabel ? 1 : monthWidth * 3 >= leastLabel ? 3 : 12;
  return (
    <>
      {months.map((month, index) => {
        const number = Number(month.slice(5));
        const left = x(`${month}-01`);
        const year = number === 1 || index === 0;
        if (!year && (number - 1) % step !== 0) return null;
        const label = step === 1 ? String(number) : step === 3 ? quarters[(number - 1) / 3] : undefined;
        return (
          <>
            <line class={number === 1 ? 'year' : 'grid'} x1={left} x2={left} y1={year ? 2 : 18} y2={bottom} />
            {year && (13 - number) * monthWidth >= leastYear ? (
              <text class="strong" x={left + 4} y={12}>
                {month.slice(0, 4)}
              </text>
            ) : null}
            {label ? (
              <text x={left + 4} y={28}>
                {label}
              </text>
            ) : null}
          </>
        );
      })}
      <line class="grid" x1={size.side} x2={size.side + scale.width} y1={bottom} y2={bottom} />
    </>
  );
}

interface RowProps {
  readonly scale: GanttScale;
  readonly row: GanttRow;
  readonly top: number;
  readonly mark: Mark | undefined;
}

function Row({ scale, row, top, mark }: RowProps): VNode {
  const { title, first, present, doneOn } = row;
  const most = Math.floor(scale.width / size.letter);
  const text = title.length > most ? `${title.slice(0, most - 1)}…` : title;
  const end = doneOn ?? present?.due;
  return (
    <>
      <rect class="ground" x={0} y={top + 2} width={scale.width + 2 * size.side} height={18} />
      <text class="strong" x={size.side} y={top + 15}>
        {text}
      </text>
      {first?.starts ? <Bar scale={scale} dates={first} y={top + 22} height={5} name="first" /> : null}
      {present?.starts ? (
        <Bar scale={scale} dates={present} y={top + 30} height={9} name={`bar ${mark ?? 'open'}`} />
      ) : null}
      {first && !first.starts ? <path class="first" d={diamond(scale.x(first.due), top + 25)} /> : null}
      {end && mark ? (
        <svg
          class={marks[mark].tag}
          aria-hidden="true"
          x={scale.x(end) - size.knot / 2}
          y={top + 34.5 - size.knot / 2}
          width={size.knot}
          height={size.knot}
        >
          <use href={`#${marks[mark].sign}`} />
        </svg>
      ) : null}
    </>
  );
}

interface BarProps {
  readonly scale: GanttScale;
  readonly dates: GanttDates;
  readonly y: number;
  readonly height: number;
  readonly name: string;
}

function Bar({ scale, dates: { starts, due }, y, height, name }: BarProps): VNode {
  const left = scale.x(starts ?? due);
  const width = Math.max(Math.round((scale.x(due) - left) * 10) / 10, 1);
  return <rect class={name} x={left} y={y} width={width} height={height} />;
}

const diamond = (x: number, y: number): string => `M${x} ${y - 4}l4 4l-4 4l-4 -4z`;

function Today({ scale, today, bottom }: { scale: GanttScale; today: string; bottom: number }): VNode | null {
  const { gantt } = useWords();
  const lang = useLang();
  if (today < scale.from || today >= scale.end) return null;
  const x = scale.x(today);
  const label = `${gantt.today}, ${formatDate(today, lang)}`;
  // Near an edge the words lean inwards.
  const anchor = x < 80 ? 'start' : x > scale.width - 80 ? 'end' : 'middle';
  return (
    <>
      <line class="today" x1={x} x2={x} y1={18} y2={bottom + 4} />
      <text class="strong" x={x} y={bottom + 17} text-anchor={anchor}>
        {label}
      </text>
    </>
  );
}

/** The same dates as a table. */
function Twin({ title, rows, rowName }: Omit<GanttProps, 'today'>): VNode {
  const { gantt } = useWords();
  const lang = useLang();
  const none = <span class="soft">{gantt.none}</span>;
  const day = (at: string | null | undefined) => (at ? <Time at={at} /> : none);
  const columns = gantt.columns.map((label, index) => ({
    label: index === 0 ? (rowName ?? label) : label,
    num: index === 4,
  }));
  return (
    <TableTwin
      caption={title}
      columns={columns}
      rows={rows.map((row) => {
        const slip = slipOf(row);
        return [
          row.href ? <a href={row.href}>{row.title}</a> : row.title,
          day(row.present?.starts ?? row.first?.starts),
          day(row.first?.due),
          day(row.present?.due),
          slip === undefined ? none : formatNumber(slip, lang),
          day(row.doneOn),
        ];
      })}
    />
  );
}

/** Days from the first due date to the present one. */
function slipOf({ first, present }: GanttRow): number | undefined {
  return first && present ? Math.round((time(present.due) - time(first.due)) / dayLength) : undefined;
}

/** What bars and knots of a Gantt chart mean; stands once above it. */
export function GanttKey(): VNode {
  const { gantt } = useWords();
  return (
    <ul class="key">
      <li>
        <svg class="gantt" width="28" height="8" aria-hidden="true">
          <rect class="first" x="1" y="1" width="26" height="5" />
        </svg>
        <span>{gantt.first}</span>
      </li>
      <li>
        <svg class="gantt" width="28" height="9" aria-hidden="true">
          <rect class="bar open" width="28" height="9" />
        </svg>
        <span>{gantt.present}</span>
      </li>
      {(['done', 'late', 'open'] as const).map((mark) => (
        <li class={marks[mark].tag}>
          <Knot sign={marks[mark].sign} />
          <span>
            <NoWrap>{gantt[mark]}</NoWrap>
          </span>
        </li>
      ))}
    </ul>
  );
}
