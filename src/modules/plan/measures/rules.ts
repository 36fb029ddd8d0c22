import { addDays, daysBetween as daysFrom } from '../../../language/index.ts';
import { periodStart } from './periods.ts';
import type { MeasureState, SelfRating } from './states.ts';

/** Days are `YYYY-MM-DD` in Baku. */
export interface MilestonePicture {
  readonly code: string;
  /** Against the other milestones of the measure; above 0. */
  readonly weight: number;
  readonly starts: string | null;
  readonly due: string | null;
  /** Day on which the evidence was submitted that was then verified. */
  readonly doneOn: string | null;
  /** Milestones that must be reached before, of any measure, that are not reached yet. */
  readonly openNeeds: readonly string[];
}

export interface MeasurePicture {
  readonly executor: string | null;
  readonly starts: string | null;
  /** Day on which it first had an executor, or dates. */
  readonly takenUp: string | null;
  /** By the first dates; what was left out since counts. */
  readonly dueFirst: string | null;
  readonly due: string | null;
  /** By the deadline that the plan itself writes. */
  readonly duePlan: string | null;
  readonly milestones: readonly MilestonePicture[];
  readonly deliverables: readonly { readonly code: string; readonly doneOn: string | null }[];
  /** The newest period for which a report was submitted, and for which evidence was verified. */
  readonly lastReport: string | null;
  readonly lastEvidence: string | null;
  readonly selfRating: SelfRating | null;
  /** Evidence or a report that the project office has not yet judged. */
  readonly unjudged: boolean;
}

/** Why a measure stands as it does; the words are the pages'. */
export type Reason =
  | { readonly code: 'milestone_late'; readonly milestone: string; readonly due: string; readonly days: number }
  | { readonly code: 'measure_late'; readonly due: string; readonly days: number }
  | { readonly code: 'open_predecessor'; readonly milestone: string; readonly due: string; readonly needs: string }
  | { readonly code: 'no_report'; readonly period: string; readonly due: string }
  | { readonly code: 'no_evidence'; readonly period: string }
  | { readonly code: 'milestone_without_date'; readonly milestone: string }
  | { readonly code: 'no_executor' | 'no_deadline' | 'no_milestones' }
  | { readonly code: 'beyond_plan'; readonly due: string; readonly days: number };

/** Who acts next. */
export type NextStep = 'name_executor' | 'set_schedule' | 'report' | 'verify' | 'carry_out';

export interface Standing {
  readonly state: MeasureState;
  readonly reasons: readonly Reason[];
  /** Weight of the milestones reached, 0 to 1; null where there are none. */
  readonly progress: number | null;
  readonly dueFirst: string | null;
  readonly due: string | null;
  /** Days by which the end is later than the first dates, the present ones, or the plan's own deadline say. */
  readonly slipFirst: number | null;
  readonly slip: number | null;
  readonly slipPlan: number | null;
  readonly nextDue: string | null;
  readonly waitsFor: NextStep | null;
}

/** Days before a date in which it comes near. */
export const soonDays = 30;

/**
 * How a measure stands on a day; `period` is the last one whose reports are judged by then. Done is what has all its deliverables verified (where it names none, all milestones);
 * late is what has passed a present due date without verified evidence; what has no milestones is never on track.
 */
export function standingOf(picture: MeasurePicture, today: string, period: string): Standing {
  const due = picture.due ?? lastOf(picture.milestones.map((one) => one.due));
  const { dueFirst, duePlan } = picture;
  const done = doneOn(picture);
  const findings = { ...picture, due };
  const reasons = done === null ? allReasons(findings, today, period) : [];
  const state = done === null ? stateFrom(reasons) : 'done';
  const finish = done ?? (due !== null && due < today ? today : due);
  return {
    state,
    reasons,
    progress: progressOf(picture.milestones),
    dueFirst,
    due,
    slipFirst: daysBetween(dueFirst, finish),
    slip: daysBetween(due, finish),
    slipPlan: daysBetween(duePlan, finish),
    nextDue: done === null ? nextDue(picture, due) : null,
    waitsFor: done === null ? nextStep(picture, reasons) : null,
  };
}

function doneOn({ deliverables, milestones }: MeasurePicture): string | null {
  const parts = deliverables.length > 0 ? deliverables : milestones;
  if (parts.length === 0 || parts.some((part) => part.doneOn === null)) return null;
  return lastOf(parts.map((part) => part.doneOn));
}

// In the order in which they decide; the first that is found gives the state. Dates beyond the plan's own deadline were agreed to:
// they are said, and decide nothing.
const stateOfReason: Readonly<Record<Reason['code'], MeasureState>> = {
  milestone_late: 'late',
  measure_late: 'late',
  no_executor: 'no_executor',
  no_deadline: 'no_deadline',
  milestone_without_date: 'no_deadline',
  no_milestones: 'not_assessed',
  open_predecessor: 'soon',
  no_report: 'soon',
  no_evidence: 'no_evidence',
  beyond_plan: 'on_track',
};
const order = Object.keys(stateOfReason) as readonly Reason['code'][];

function stateFrom(reasons: readonly Reason[]): MeasureState {
  const [first] = reasons;
  return first ? stateOfReason[first.code] : 'on_track';
}

function allReasons(picture: MeasurePicture, today: string, period: string): readonly Reason[] {
  const found = [
    ...lateReasons(picture, today),
    ...missingReasons(picture),
    ...soonReasons(picture, today, period),
    ...evidenceReasons(picture, period),
    ...planReasons(picture),
  ];
  return found.toSorted((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
}

function lateReasons({ milestones, due }: MeasurePicture, today: string): readonly Reason[] {
  const passed = milestones.flatMap((one) =>
    one.doneOn === null && one.due !== null && one.due < today
      ? [{ code: 'milestone_late' as const, milestone: one.code, due: one.due, days: daysBetween(one.due, today) ?? 0 }]
      : [],
  );
  if (due === null || due >= today) return passed;
  return [...passed, { code: 'measure_late', due, days: daysBetween(due, today) ?? 0 }];
}

function missingReasons({ executor, due, milestones }: MeasurePicture): readonly Reason[] {
  return [
    ...(executor === null ? [{ code: 'no_executor' as const }] : []),
    ...(due === null ? [{ code: 'no_deadline' as const }] : []),
    ...milestones.flatMap((one) =>
      one.due === null && one.doneOn === null ? [{ code: 'milestone_without_date' as const, milestone: one.code }] : [],
    ),
    ...(milestones.length === 0 ? [{ code: 'no_milestones' as const }] : []),
  ];
}

/** Due within 30 days, while something it needs is open or nothing was reported for the period. */
function soonReasons(picture: MeasurePicture, today: string, period: string): readonly Reason[] {
  const limit = addDays(today, soonDays);
  const near = picture.milestones.filter(
    (one) => one.doneOn === null && one.due !== null && one.due >= today && one.due <= limit,
  );
  const open = near.flatMap((one) =>
    one.openNeeds.map((needs) => ({
      code: 'open_predecessor' as const,
      milestone: one.code,
      due: one.due ?? '',
      needs,
    })),
  );
  const dates = [...near.map((one) => one.due), picture.due].filter(
    (one): one is string => one !== null && one >= today && one <= limit,
  );
  const nearest = dates.toSorted()[0];
  const unreported = ranIn(picture, period) && (picture.lastReport === null || picture.lastReport < period);
  return [
    ...open,
    ...(nearest !== undefined && unreported ? [{ code: 'no_report' as const, period, due: nearest }] : []),
  ];
}

/** The dates in force lie beyond the deadline that the plan itself writes. */
function planReasons({ due, duePlan }: MeasurePicture): readonly Reason[] {
  if (due === null || duePlan === null || due <= duePlan) return [];
  return [{ code: 'beyond_plan', due: duePlan, days: daysBetween(duePlan, due) ?? 0 }];
}

/** The measure ran in all of the period, and nothing was verified for it or since. */
function evidenceReasons(picture: MeasurePicture, period: string): readonly Reason[] {
  const proven = picture.lastEvidence !== null && picture.lastEvidence >= period;
  return ranIn(picture, period) && !proven ? [{ code: 'no_evidence', period }] : [];
}

/**
 * Did the measure run in all of the period? Where nobody said when it starts, it runs since it was first taken up or
 * dated: to leave the start empty frees nobody from reporting.
 */
export function ranIn(
  { starts, milestones, takenUp }: Pick<MeasurePicture, 'starts' | 'milestones' | 'takenUp'>,
  period: string,
): boolean {
  const began = starts ?? firstOf([takenUp, ...milestones.map((one) => one.starts)]);
  return began !== null && began <= periodStart(period);
}

function nextDue({ milestones }: MeasurePicture, due: string | null): string | null {
  return firstOf(milestones.flatMap((one) => (one.doneOn === null ? [one.due] : []))) ?? due;
}

function nextStep({ executor, milestones, unjudged }: MeasurePicture, reasons: readonly Reason[]): NextStep {
  if (executor === null) return 'name_executor';
  if (unjudged) return 'verify';
  if (milestones.length === 0 || reasons.some(({ code }) => stateOfReason[code] === 'no_deadline'))
    return 'set_schedule';
  return reasons.some(({ code }) => code === 'no_report' || code === 'no_evidence') ? 'report' : 'carry_out';
}

function progressOf(milestones: readonly MilestonePicture[]): number | null {
  const all = milestones.reduce((sum, { weight }) => sum + weight, 0);
  if (all <= 0) return null;
  const reached = milestones.reduce((sum, { weight, doneOn: day }) => sum + (day === null ? 0 : weight), 0);
  return reached / all;
}

function lastOf(days: readonly (string | null)[]): string | null {
  return (
    days
      .filter((one) => one !== null)
      .toSorted()
      .at(-1) ?? null
  );
}

function firstOf(days: readonly (string | null)[]): string | null {
  return days.filter((one) => one !== null).toSorted()[0] ?? null;
}

/** Days from the first to the second, where both are known; negative when that lies before. */
function daysBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : daysFrom(from, to);
}
