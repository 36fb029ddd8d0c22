import { type Static, Type } from 'typebox';
import type { Text } from '../language/lang.ts';

const name = Type.Object({ az: Type.String(), en: Type.String(), ru: Type.String() });
const isoDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** `definitions/calendar.yaml`: the working days of the state. Labour Code, articles 105 and 106. */
export const calendarSchema = Type.Object(
  {
    weekend: Type.Array(Type.Enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])),
    shiftWeekend: Type.Boolean(),
    source: Type.Optional(Type.String()),
    verified: Type.Optional(Type.Boolean()),
    fixed: Type.Array(
      Type.Object({
        month: Type.Integer({ minimum: 1, maximum: 12 }),
        day: Type.Integer({ minimum: 1, maximum: 31 }),
        name,
        /** False: on a weekend it gives no other day off. */
        moves: Type.Optional(Type.Boolean()),
        source: Type.Optional(Type.String()),
        verified: Type.Optional(Type.Boolean()),
      }),
    ),
    yearly: Type.Array(
      Type.Object({
        code: Type.String(),
        name,
        days: Type.Integer(),
        dates: Type.Record(
          Type.String({ pattern: '^\\d{4}$' }),
          Type.Object({ days: Type.Array(isoDay), source: Type.String(), verified: Type.Optional(Type.Boolean()) }),
        ),
      }),
    ),
    moved: Type.Optional(Type.Array(Type.Object({ off: isoDay, on: Type.Optional(isoDay), source: Type.String() }))),
  },
  { additionalProperties: false },
);
export type CalendarDefinition = Static<typeof calendarSchema>;

/** Answers questions about working days. Days are `YYYY-MM-DD` in Baku. */
export interface Calendar {
  isWorkingDay(day: string): boolean;
  holiday(day: string): Text | undefined;
  /** The day that is `count` working days after `day`; the day itself does not count. */
  addWorkingDays(day: string, count: number): string;
  /** Working days after `from` up to and including `to`; negative when `to` lies before. */
  workingDaysBetween(from: string, to: string): number;
  /** Movable holidays not entered for a year: shown to users, because deadlines then may move. */
  missing(year: number): readonly { code: string; name: Text }[];
}

/** Movable holidays not entered for the years that a deadline set today can reach. */
export function calendarGaps(
  calendar: Calendar,
  today: string,
): readonly { readonly year: number; readonly names: readonly Text[] }[] {
  const years = new Set([today, later(today, reachDays)].map((day) => Number(day.slice(0, 4))));
  return [...years].flatMap((year) => {
    const names = calendar.missing(year).map(({ name: label }) => label);
    return names.length === 0 ? [] : [{ year, names }];
  });
}

// Thirty working days, the longest deadline of a service, take about this many days with holidays between.
const reachDays = 60;

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const dayLength = 86_400_000;

function later(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * dayLength).toISOString().slice(0, 10);
}

const next = remembered((day) => later(day, 1));

/** Keeps the answers for the days that were asked about; they are few and never change. */
function remembered<T>(answer: (day: string) => T): (day: string) => T {
  const known = new Map<string, T>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const now = answer(day);
    if (known.size < 10_000) known.set(day, now);
    return now;
  };
}

function weekday(day: string): (typeof dayNames)[number] {
  return dayNames[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sun';
}

export function buildCalendar(definition: CalendarDefinition): Calendar {
  const ofYear = remembered((year) => holidaysOf(definition, Number(year)));
  const holiday = (day: string) => ofYear(day.slice(0, 4)).get(day);
  const worked = new Set(definition.moved?.flatMap((move) => (move.on ? [move.on] : [])));
  // Every page with a clock walks over the same few hundred days.
  const isWorkingDay = remembered(
    (day) => worked.has(day) || (!holiday(day) && !definition.weekend.includes(weekday(day))),
  );

  return {
    isWorkingDay,
    holiday,
    addWorkingDays(day, count) {
      let at = day;
      for (let left = count; left > 0; ) {
        at = next(at);
        if (isWorkingDay(at)) left -= 1;
      }
      return at;
    },
    workingDaysBetween(from, to) {
      if (to < from) return -this.workingDaysBetween(to, from);
      let count = 0;
      for (let at = from; at < to; ) {
        at = next(at);
        if (isWorkingDay(at)) count += 1;
      }
      return count;
    },
    missing: (year) =>
      definition.yearly.filter((holiday) => !holiday.dates[String(year)]).map(({ code, name }) => ({ code, name })),
  };
}

/**
 * Fixed and entered holidays of a year; those on a weekend, or on another holiday, give the next working day off as
 * well. The years beside it are laid out too: the last day of a year can move into the next.
 */
function holidaysOf(definition: CalendarDefinition, year: number): ReadonlyMap<string, Text> {
  const days = new Map<string, Text>();
  const clashes: [string, Text][] = [];
  const place = (day: string, label: Text, moves = true) => {
    if (moves && definition.shiftWeekend && (definition.weekend.includes(weekday(day)) || days.has(day)))
      clashes.push([day, label]);
    days.set(day, label);
  };
  for (const near of [year - 1, year, year + 1]) {
    for (const { month, day, name: label, moves } of definition.fixed) {
      place(`${near}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, label, moves);
    }
    for (const { dates, name: label } of definition.yearly) {
      for (const day of dates[String(near)]?.days ?? []) place(day, label);
    }
  }
  for (const [day, label] of clashes.sort(([a], [b]) => a.localeCompare(b))) {
    let free = next(day);
    while (days.has(free) || definition.weekend.includes(weekday(free))) free = next(free);
    days.set(free, label);
  }
  for (const { off } of definition.moved ?? []) {
    days.set(off, { az: 'Köçürülmüş istirahət günü', en: 'Transferred day off', ru: 'Перенесённый выходной' });
  }
  return days;
}
