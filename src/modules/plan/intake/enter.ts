import type { Context } from '../../../kernel/context.ts';
import { refusal } from '../../../kernel/refusal.ts';
import { enterPlan, findItem, findPlan, setParties, setSchedule, type StandingMeasure } from '../measures/index.ts';
import type { DraftMeasure, PlanDraft } from './draft.ts';
import { sameSchedule } from './measure-mark.ts';
import { lockPlan, standingMeasures } from './store.ts';

export const keptByDefinition = refusal('plan.kept_by_definition', 409, {
  az: '“{plan}” planı tərif faylında saxlanılır. Onun icraçılarını və tarixlərini .xlsx forması ilə daxil edin.',
  en: 'The plan “{plan}” is kept as a definition. Enter its executors and dates with the .xlsx form.',
  ru: 'План «{plan}» хранится как определение. Вносите исполнителей и сроки по форме .xlsx.',
});

export const reasonNeeded = refusal('plan.reason_needed', 422, {
  az: '{number} tədbirinin tarixləri dəyişir. Səbəbini yazın.',
  en: 'The dates of measure {number} change. Write the reason.',
  ru: 'Сроки мероприятия {number} меняются. Укажите причину.',
});

export const datesByRequest = refusal('plan.dates_by_request', 409, {
  az: 'Forma {number} tədbirinin təyin olunmuş təqvimini dəyişir: tarixlərini, mərhələlərini, çəkilərini və ya çıxış nəticələrini. Onları formada olduğu kimi saxlayın: təqvimi tədbirin icraçısı müraciətlə dəyişir və qərarı iki nəfər verir.',
  en: 'The form changes the schedule of measure {number} that was set: its dates, milestones, weights or deliverables. Leave them in the form as they are: the executor asks for another schedule, and two people decide.',
  ru: 'Форма меняет установленный график мероприятия {number}: сроки, этапы, веса или результаты. Оставьте их в форме как есть: график меняется по заявке исполнителя, решение принимают двое.',
});

export const wrongSuccession = refusal('plan.wrong_succession', 422, {
  az: '“{plan}” adlı milli plan yoxdur və ya daxil edilən plandan əvvəl başlamır. Əvəz olunan planın kodunu yoxlayın.',
  en: 'There is no national plan “{plan}”, or it does not begin before the one that is entered. Check the code of the plan that is replaced.',
  ru: 'Национального плана «{plan}» нет, или он начинается не раньше вносимого. Проверьте код заменяемого плана.',
});

export interface EnterOptions {
  /** Why dates change that were set before. */
  readonly reason?: string | undefined;
  readonly source: string;
  readonly sample?: boolean | undefined;
  /** One person enters it: of a measure whose dates were set the schedule stays. */
  readonly alone?: boolean | undefined;
}

/** What was new or changed. */
export interface Entered {
  readonly items: number;
  readonly parties: number;
  readonly schedules: number;
  /** Terms of who answers for an institution. */
  readonly responsible: number;
}

/**
 * Enters a plan of a file, in the caller's transaction. Checks no access.
 * @throws keptByDefinition, wrongSuccession, reasonNeeded, unknownMilestone, circularMilestones
 */
export async function enterDraft(ctx: Context, draft: PlanDraft, options: EnterOptions): Promise<Entered> {
  const { code } = draft.plan;
  await lockPlan(ctx.db, code);
  if ((await findPlan(ctx.db, code))?.origin === 'definition') throw keptByDefinition({ plan: code });
  const { supersedes, period_from } = draft.plan;
  const replaced = supersedes === null ? undefined : await findPlan(ctx.db, supersedes);
  if (supersedes !== null && (replaced?.kind !== 'national' || replaced.period_from >= period_from))
    throw wrongSuccession({ plan: supersedes });
  const items = await enterPlan(ctx, draft.plan, draft.items);
  return { items, ...(await enterMeasures(ctx, code, draft.measures, options)), responsible: 0 };
}

/** Enters who carries out measures of a plan and by when. */
export async function enterMeasures(
  ctx: Context,
  plan: string,
  measures: readonly DraftMeasure[],
  options: EnterOptions,
): Promise<Pick<Entered, 'parties' | 'schedules'>> {
  const before = await standingMeasures(ctx.db, plan);
  let [parties, schedules] = [0, 0];
  const later: DraftMeasure[] = [];
  for (const measure of measures) {
    const item = await findItem(ctx.db, plan, measure.number);
    if (!item) throw new Error(`measure ${measure.number} was not entered`);
    if (await setParties(ctx, item, measure.parties, options)) parties += 1;
    const schedule = withDatesBefore(measure.schedule, before.get(measure.number));
    const outside = schedule.milestones.some(({ needs = [] }) => needs.some((one) => one.includes('/')));
    // A milestone of another measure must be there before it is pointed to.
    if (outside) later.push({ ...measure, schedule });
    const first = outside ? { ...schedule, milestones: schedule.milestones.map(withoutOutside) } : schedule;
    const standing = before.get(measure.number);
    if (options.alone && standing?.version != null && !sameSchedule(schedule, standing))
      throw datesByRequest({ number: measure.number });
    const reason = reasonOf(measure.number, schedule, standing, options);
    if (
      await setSchedule(ctx, item, outside ? keepNeeds(first, before.get(measure.number)) : first, {
        ...options,
        reason,
      })
    )
      schedules += 1;
  }
  for (const { number, schedule } of later) {
    const item = await findItem(ctx.db, plan, number);
    const reason = reasonOf(number, schedule, before.get(number), options);
    if (item && (await setSchedule(ctx, item, schedule, { ...options, reason }))) schedules += 1;
  }
  return { parties, schedules };
}

type Schedule = DraftMeasure['schedule'];

const withoutOutside = (one: Schedule['milestones'][number]) => ({
  ...one,
  needs: (one.needs ?? []).filter((need) => !need.includes('/')),
});

/** Where nothing is new, the dependencies stay as they are, so that the same file changes nothing. */
function keepNeeds(schedule: Schedule, before: StandingMeasure | undefined): Schedule {
  const known = new Map(before?.milestones.map(({ code, needs }) => [code, needs]));
  return {
    ...schedule,
    milestones: schedule.milestones.map((one) => ({
      ...one,
      needs: [...(one.needs ?? []), ...(known.get(one.code) ?? []).filter((need) => need.includes('/'))],
    })),
  };
}

/** A date that was set stays where the file has none: dates are moved, and never lost. */
function withDatesBefore(schedule: Schedule, before: StandingMeasure | undefined): Schedule {
  if (!before) return schedule;
  const dates = (
    given: Pick<Schedule, 'starts' | 'due'>,
    old: { starts: string | null; due: string | null } | undefined,
  ) => (given.due !== undefined || !old?.due ? {} : { starts: given.starts ?? old.starts ?? undefined, due: old.due });
  const known = new Map(before.milestones.map((one) => [one.code, one]));
  return {
    ...schedule,
    ...dates(schedule, before),
    milestones: schedule.milestones.map((one) => ({ ...one, ...dates(one, known.get(one.code)) })),
  };
}

const firstReason = 'İlk tarixlər';

function reasonOf(
  number: string,
  schedule: Schedule,
  before: StandingMeasure | undefined,
  { reason }: EnterOptions,
): string {
  if (!before || before.version === null) return reason ?? firstReason;
  const known = new Map(before.milestones.map((one) => [one.code, one]));
  const same =
    (schedule.due ?? null) === before.due &&
    (schedule.starts ?? null) === before.starts &&
    // A step left out takes its date along.
    before.milestones.every(({ code, due }) => due === null || schedule.milestones.some((one) => one.code === code)) &&
    schedule.milestones.every(
      (one) =>
        (one.due ?? null) === (known.get(one.code)?.due ?? null) &&
        (one.starts ?? null) === (known.get(one.code)?.starts ?? null),
    );
  if (reason === undefined && !same) throw reasonNeeded({ number });
  return reason ?? firstReason;
}
