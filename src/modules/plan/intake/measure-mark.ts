import { createHash } from 'node:crypto';
import type { GivenParty, Title } from '../measures/index.ts';

interface Dates {
  readonly starts?: string | null | undefined;
  readonly due?: string | null | undefined;
}

interface Schedule extends Dates {
  readonly deliverables: readonly { readonly code: string; readonly title: Title }[];
  readonly milestones: readonly (Dates & {
    readonly code: string;
    readonly title: Title;
    readonly weight: string;
    readonly deliverable?: string | null | undefined;
    readonly needs?: readonly string[] | undefined;
  })[];
}

/** All that a schedule says, written alike whether it was read from a file or stands in the plan. */
function plainSchedule({ starts, due, deliverables, milestones }: Schedule): unknown {
  return [
    [starts ?? null, due ?? null],
    deliverables.map((one) => [one.code, plainTitle(one.title)]),
    milestones.map((one) => [
      one.code,
      plainTitle(one.title),
      Number(one.weight).toFixed(3),
      [one.starts ?? null, one.due ?? null],
      one.deliverable ?? null,
      (one.needs ?? []).toSorted(),
    ]),
  ];
}

const plainTitle = ({ az, en, ru }: Title) => [az, en, ru].map((text) => text?.trim() ?? null);

export const sameSchedule = (a: Schedule, b: Schedule): boolean =>
  JSON.stringify(plainSchedule(a)) === JSON.stringify(plainSchedule(b));

/** A measure as a form holds it. */
export interface MarkedMeasure {
  readonly title: Title;
  readonly deadlineText: string | null;
  readonly parties: readonly GivenParty[];
  readonly schedule: Schedule;
}

/** Short, and another as soon as anything of the measure is: so a form tells what was changed since it was taken. */
export function markOf({ title, deadlineText, parties, schedule }: MarkedMeasure): string {
  const who = parties.map(({ institution, role }) => `${role} ${institution}`).toSorted();
  const plain = [plainTitle(title), deadlineText?.trim() ?? null, who, plainSchedule(schedule)];
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex').slice(0, 16);
}
