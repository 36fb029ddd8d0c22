import type { Calendar } from '../../../kernel/calendar.ts';
import type { Instance } from '../../process/index.ts';
import { changedIn } from './states.ts';

/** Clocks that run while a request lies with the office that decides. */
const ofOffice = ['triage', 'assessment', 'decision'];
const ofChange = ['change'];

/** The day so many calendar months later; the last of the month where there is no such day. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Working days in which a request lay with the office, and whether none of its times had run out. */
export function officeDays(
  calendar: Calendar,
  { clocks, state, due_at }: Pick<Instance, 'clocks' | 'state' | 'due_at'>,
  today: string,
  now: Date,
): { readonly days: number; readonly inTime: boolean } {
  const isChange = changedIn.includes(state);
  const names = isChange ? ofChange : ofOffice;
  const own = names.flatMap((name) => clocks[name] ?? []);
  const spans = own.flatMap(({ spans: ran }) => (isChange ? ran.slice(-1) : ran));
  const days = spans.reduce((sum, { from, to }) => sum + calendar.workingDaysBetween(from, to ?? today), 0);
  const late = own.some((clock) => clock.late !== undefined) || (due_at !== null && due_at <= now);
  return { days, inTime: !late };
}
