import { daysBetween } from '../../../language/index.ts';
import type { GivenSchedule } from '../measures/index.ts';

type Title = GivenSchedule['deliverables'][number]['title'];

/** One line of two schedules: the whole measure, a milestone or a deliverable. */
export interface ComparedRow {
  readonly kind: 'measure' | 'milestone' | 'deliverable';
  readonly code: string;
  readonly title: Title | null;
  readonly change: 'added' | 'dropped' | 'changed' | 'same';
  readonly before: Dates | null;
  readonly after: Dates | null;
  /** Days by which it is due later, negative when earlier; null where one of the dates is missing. */
  readonly slip: number | null;
}

interface Dates {
  readonly starts: string | null;
  readonly due: string | null;
  readonly weight: string | null;
  readonly needs: readonly string[];
}

/** The schedule in force beside the one that is asked for. Pure. */
export function compareSchedules(before: GivenSchedule, after: GivenSchedule): readonly ComparedRow[] {
  return [
    compared({ kind: 'measure', code: '', title: null }, datesOf(before), datesOf(after)),
    ...joined('milestone', before.milestones, after.milestones),
    ...joined('deliverable', before.deliverables, after.deliverables),
  ];
}

interface Part {
  readonly code: string;
  readonly title: Title;
  readonly starts?: string | undefined;
  readonly due?: string | undefined;
  readonly weight?: string;
  readonly needs?: readonly string[] | undefined;
}

/** As asked for, then what is to be dropped. */
function joined(
  kind: 'milestone' | 'deliverable',
  before: readonly Part[],
  after: readonly Part[],
): readonly ComparedRow[] {
  const gone = before.filter(({ code }) => !after.some((one) => one.code === code));
  return [...after, ...gone].map(({ code, title }) => {
    const old = before.find((one) => one.code === code);
    const next = after.find((one) => one.code === code);
    const row = compared({ kind, code, title }, old ? datesOf(old) : null, next ? datesOf(next) : null);
    const renamed = old && next && old.title.az !== next.title.az;
    return renamed && row.change === 'same' ? { ...row, change: 'changed' } : row;
  });
}

function datesOf({ starts, due, weight, needs }: Partial<Part>): Dates {
  return { starts: starts ?? null, due: due ?? null, weight: weight ?? null, needs: [...(needs ?? [])].sort() };
}

function compared(
  row: Pick<ComparedRow, 'kind' | 'code' | 'title'>,
  before: Dates | null,
  after: Dates | null,
): ComparedRow {
  const same = JSON.stringify(before) === JSON.stringify(after);
  const change = before === null ? 'added' : after === null ? 'dropped' : same ? 'same' : 'changed';
  const slip = before?.due && after?.due ? daysBetween(before.due, after.due) : null;
  return { ...row, change, before, after, slip };
}
