import type { Text } from '../../../language/lang.ts';
import { readDate, readNumber } from '../../../ui/index.ts';
import type { GivenSchedule } from '../measures/index.ts';

/** A step as it was typed. */
export interface TypedStep {
  readonly code: string;
  readonly title: string;
  readonly weight: string;
  readonly deliverable: string;
  readonly starts: string;
  readonly due: string;
  /** Codes, one after another. */
  readonly needs: string;
  /** Asked to be left out. */
  readonly gone: boolean;
}

export interface TypedDeliverable {
  readonly code: string;
  readonly title: string;
  readonly gone: boolean;
}

/** The schedule that is asked for, as it was typed. */
export interface DateDraft {
  readonly reason: string;
  readonly starts: string;
  readonly due: string;
  readonly deliverables: readonly TypedDeliverable[];
  readonly milestones: readonly TypedStep[];
}

/** What must be mended before it can be sent: at which input, and what to do. */
export interface DateProblem {
  readonly name: string;
  readonly text: Text;
}

/** Steps and deliverables of one measure at most. */
export const mostRows = 40;

const emptyStep: TypedStep = {
  code: '',
  title: '',
  weight: '',
  deliverable: '',
  starts: '',
  due: '',
  needs: '',
  gone: false,
};

/** The schedule in force, to be changed. */
export function draftOf({ starts = '', due = '', deliverables, milestones }: GivenSchedule): DateDraft {
  return {
    reason: '',
    starts,
    due,
    deliverables: deliverables.map(({ code, title }) => ({ code, title: title.az, gone: false })),
    milestones: milestones.map((one) => ({
      ...emptyStep,
      code: one.code,
      title: one.title.az,
      // As it is read: with a comma, and no zeros behind it.
      weight: String(Number(one.weight)).replace('.', ','),
      deliverable: one.deliverable ?? '',
      starts: one.starts ?? '',
      due: one.due ?? '',
      needs: (one.needs ?? []).join(', '),
    })),
  };
}

const isTyped = (row: TypedStep | TypedDeliverable) =>
  Object.values(row).some((value) => typeof value === 'string' && value !== '');

/** Rows that hold something; what stands in none of their inputs is no row. */
export function withoutEmpty(draft: DateDraft): DateDraft {
  return {
    ...draft,
    deliverables: draft.deliverables.filter(isTyped),
    milestones: draft.milestones.filter(isTyped),
  };
}

/** Reads what was typed as a schedule. Titles in other languages are kept where the Azerbaijani one stayed the same. */
export function readDraft(
  typed: DateDraft,
  present: GivenSchedule,
): { readonly schedule?: GivenSchedule; readonly problems: readonly DateProblem[] } {
  const draft = withoutEmpty(typed);
  const problems: DateProblem[] = [];
  if (draft.reason.trim() === '') problems.push({ name: 'reason', text: words.reason });
  const dates = readDates(draft, '', problems);
  if (dates.due === undefined && draft.due.trim() === '') problems.push({ name: 'due', text: words.due });
  const deliverables = draft.deliverables.flatMap((one, index) =>
    one.gone ? [] : [readDeliverable(one, index, present, problems)],
  );
  const milestones = draft.milestones.flatMap((one, index) =>
    one.gone ? [] : [readStep(one, index, present, problems)],
  );
  if (milestones.length === 0) problems.push({ name: 'm0_title', text: words.oneStep });
  problems.push(...twice('d', draft.deliverables), ...twice('m', draft.milestones));
  problems.push(...outside(draft, dates.due), ...unknown(draft));
  return problems.length > 0 ? { problems } : { schedule: { ...dates, deliverables, milestones }, problems };
}

function readDates(
  { starts, due }: Pick<TypedStep, 'starts' | 'due'>,
  prefix: string,
  problems: DateProblem[],
): { starts?: string; due?: string } {
  const read = (name: 'starts' | 'due', value: string) => {
    const found = readDate(value);
    if (value.trim() !== '' && found === undefined) problems.push({ name: `${prefix}${name}`, text: words.date });
    return found === undefined ? {} : { [name]: found };
  };
  const dates: { starts?: string; due?: string } = { ...read('starts', starts), ...read('due', due) };
  if (dates.starts !== undefined && dates.due !== undefined && dates.starts > dates.due)
    problems.push({ name: `${prefix}due`, text: words.order });
  return dates;
}

function readDeliverable(
  { code, title }: TypedDeliverable,
  index: number,
  present: GivenSchedule,
  problems: DateProblem[],
): GivenSchedule['deliverables'][number] {
  checkNames(`d${index}_`, code, title, problems);
  const before = present.deliverables.find((one) => one.code === code);
  return { code, title: before?.title.az === title ? before.title : { az: title } };
}

function readStep(
  typed: TypedStep,
  index: number,
  present: GivenSchedule,
  problems: DateProblem[],
): GivenSchedule['milestones'][number] {
  const prefix = `m${index}_`;
  const { code, title, deliverable } = typed;
  checkNames(prefix, code, title, problems);
  const weight = typed.weight.trim() === '' ? '1' : readNumber(typed.weight, 'az');
  if (weight === undefined || !(Number(weight) > 0) || weight.length > 12)
    problems.push({ name: `${prefix}weight`, text: words.weight });
  const dates = readDates(typed, prefix, problems);
  if (typed.due.trim() === '') problems.push({ name: `${prefix}due`, text: words.due });
  const before = present.milestones.find((one) => one.code === code);
  return {
    code,
    title: before?.title.az === title ? before.title : { az: title },
    weight: weight ?? '1',
    needs: needsOf(typed),
    ...dates,
    ...(deliverable === '' ? {} : { deliverable }),
  };
}

const codePattern = /^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/;

function checkNames(prefix: string, code: string, title: string, problems: DateProblem[]): void {
  if (!codePattern.test(code)) problems.push({ name: `${prefix}code`, text: words.code });
  if (title.trim() === '' || title.length > 500) problems.push({ name: `${prefix}title`, text: words.title });
}

function needsOf({ needs }: TypedStep): readonly string[] {
  return [...new Set(needs.split(/[\s,;]+/).filter((one) => one !== ''))];
}

function twice(prefix: string, rows: readonly { readonly code: string }[]): readonly DateProblem[] {
  const codes = rows.map(({ code }) => code);
  return codes.flatMap((code, index) =>
    code !== '' && codes.indexOf(code) < index ? [{ name: `${prefix}${index}_code`, text: words.twice }] : [],
  );
}

/** No step is due later than the measure, whose dates would else say nothing. */
function outside({ milestones }: DateDraft, due: string | undefined): readonly DateProblem[] {
  return milestones.flatMap((one, index) => {
    const own = readDate(one.due);
    return !one.gone && due !== undefined && own !== undefined && own > due
      ? [{ name: `m${index}_due`, text: words.outside }]
      : [];
  });
}

/** What names a step or deliverable of this measure that is not there, or is to be left out. */
function unknown({ milestones, deliverables }: DateDraft): readonly DateProblem[] {
  const kept = (rows: readonly { readonly code: string; readonly gone: boolean }[]) =>
    new Set(rows.filter(({ gone }) => !gone).map(({ code }) => code));
  const steps = kept(milestones);
  const things = kept(deliverables);
  return milestones.flatMap((one, index) => [
    ...(one.gone || one.deliverable === '' || things.has(one.deliverable)
      ? []
      : [{ name: `m${index}_deliverable`, text: words.noDeliverable }]),
    ...(one.gone || needsOf(one).every((name) => name.includes('/') || (steps.has(name) && name !== one.code))
      ? []
      : [{ name: `m${index}_needs`, text: words.noStep }]),
  ]);
}

const words = {
  reason: {
    az: 'Tarixlərin səbəbini yazın.',
    en: 'Write the reason for these dates.',
    ru: 'Укажите причину этих сроков.',
  },
  due: { az: 'Son tarixi yazın.', en: 'Write the date when it is due.', ru: 'Укажите срок.' },
  date: {
    az: 'Tarixi 22.11.2026 kimi yazın.',
    en: 'Write the date like 22.11.2026.',
    ru: 'Напишите дату в виде 22.11.2026.',
  },
  order: {
    az: 'Son tarix başlanğıcdan əvvəl ola bilməz.',
    en: 'It cannot be due before it starts.',
    ru: 'Срок не может быть раньше начала.',
  },
  outside: {
    az: 'Mərhələ tədbirin son tarixindən gec bitə bilməz. Birini dəyişin.',
    en: 'A milestone cannot be due later than the measure. Change one of the dates.',
    ru: 'Срок этапа не может быть позже срока мероприятия. Измените одну из дат.',
  },
  title: {
    az: 'Adını 500 simvola qədər yazın.',
    en: 'Write a title of up to 500 letters.',
    ru: 'Укажите название до 500 знаков.',
  },
  code: {
    az: 'Kodu latın hərfləri və rəqəmlərlə yazın: M1.',
    en: 'Write a code of Latin letters and digits: M1.',
    ru: 'Укажите код латинскими буквами и цифрами: M1.',
  },
  weight: { az: 'Çəkini 0-dan böyük ədədlə yazın.', en: 'Write a weight above 0.', ru: 'Укажите вес больше 0.' },
  twice: {
    az: 'Bu kod artıq var. Başqasını yazın.',
    en: 'This code stands twice. Write another one.',
    ru: 'Такой код уже есть. Укажите другой.',
  },
  oneStep: {
    az: 'Ən azı bir mərhələ yazın.',
    en: 'Write at least one milestone.',
    ru: 'Укажите хотя бы один этап.',
  },
  noDeliverable: {
    az: 'Belə çıxış nəticəsi yoxdur və ya çıxarılır. Kodunu yoxlayın.',
    en: 'There is no such deliverable, or it is being dropped. Check its code.',
    ru: 'Такого результата нет, или он исключается. Проверьте код.',
  },
  noStep: {
    az: 'Belə mərhələ yoxdur və ya çıxarılır. Kodunu yoxlayın.',
    en: 'There is no such milestone, or it is being dropped. Check its code.',
    ru: 'Такого этапа нет, или он исключается. Проверьте код.',
  },
} as const satisfies Record<string, Text>;
