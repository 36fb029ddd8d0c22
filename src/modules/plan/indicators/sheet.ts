import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import type { Text } from '../../../language/lang.ts';

const closed = { additionalProperties: false } as const;
const line = (max: number) => Type.String({ minLength: 1, maxLength: max });
const words = (max: number) => Type.Object({ az: line(max), en: line(max), ru: line(max) }, closed);
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
/** Number of a section or item of the plan. */
const section = Type.String({ pattern: '^[0-9]+(\\.[0-9]+)*$', maxLength: 40 });

/** Where the figures come from. */
export const kinds = {
  measured: { az: 'Ölçülən', en: 'Measured', ru: 'Измеряемый' },
  derived: { az: 'Törəmə', en: 'Derived', ru: 'Производный' },
  external: { az: 'Kənar mənbədən', en: 'From outside', ru: 'Внешний' },
  reported: { az: 'Hesabatla bildirilən', en: 'Reported', ru: 'По отчётам' },
} as const satisfies Record<string, Text>;
export type IndicatorKind = keyof typeof kinds;

export const units = {
  percent: { az: 'faiz', en: 'percent', ru: 'процент' },
  count: { az: 'say', en: 'count', ru: 'количество' },
  index: { az: 'bal və ya yer', en: 'score or rank', ru: 'балл или место' },
  days: { az: 'iş günü', en: 'working days', ru: 'рабочие дни' },
  money: { az: 'manat', en: 'manats', ru: 'манаты' },
} as const satisfies Record<string, Text>;
export type Unit = keyof typeof units;

export const frequencies = {
  month: { az: 'hər ay', en: 'every month', ru: 'каждый месяц' },
  quarter: { az: 'hər rüb', en: 'every quarter', ru: 'каждый квартал' },
  year: { az: 'hər il', en: 'every year', ru: 'каждый год' },
} as const satisfies Record<string, Text>;
export type Frequency = keyof typeof frequencies;

export const directions = {
  up: { az: 'artmalıdır', en: 'should rise', ru: 'должен расти' },
  down: { az: 'azalmalıdır', en: 'should fall', ru: 'должен снижаться' },
} as const satisfies Record<string, Text>;

/** By what a measured figure may be told apart. */
export const parts = ['institution', 'service', 'region', 'dimension'] as const;
export type Part = (typeof parts)[number];

/**
 * Which reading of the plan's date a target follows: `plan`, as a result of the plan; `decade`, within the next ten
 * years; `own`, a date that the sheet itself sets.
 */
export const readings = {
  plan: { az: 'planın nəticəsi kimi', en: 'as a result of the plan', ru: 'как результат плана' },
  decade: { az: 'növbəti 10 ildə', en: 'within the next 10 years', ru: 'в ближайшие 10 лет' },
  own: { az: 'vərəqə üzrə', en: 'by this sheet', ru: 'по этому паспорту' },
} as const satisfies Record<string, Text>;
export type Reading = keyof typeof readings;

const oneOf = <T extends string>(of: Readonly<Record<T, unknown>> | readonly T[]) =>
  Type.Unsafe<T>(Type.String({ enum: Array.isArray(of) ? [...of] : Object.keys(of) }));

export const codePattern = '^[a-z][a-z0-9]*(-[a-z0-9]+)*$';

const target = Type.Object(
  {
    value: Type.Number(),
    due: day,
    reading: oneOf(readings),
    /** Of the plan, where it says so. */
    section: Type.Optional(section),
  },
  closed,
);

const baseline = Type.Object({ value: Type.Number(), asOf: day, section: Type.Optional(section) }, closed);

/** A measure, result, target or goal, as `6.1.1.2.4` of the plan in force or `2026-2028/6.1.1.2.4` of another. */
const served = Type.String({ pattern: '^([A-Za-z0-9-]+/)?[1-9](\\.[0-9]+)+$', maxLength: 100 });

/** The definition sheet of one indicator: everything that has to be agreed before a figure is shown. */
export const sheetSchema = Type.Object(
  {
    code: Type.String({ pattern: codePattern, maxLength: 60 }),
    title: words(250),
    about: words(2000),
    kind: oneOf(kinds),
    /** Of `measured`: what a room measures. */
    measurement: Type.Optional(line(100)),
    /** Of `derived`: FEEL over other indicators of the same period, by their codes. */
    formula: Type.Optional(line(1000)),
    /** Of `external`: the edition that is read. */
    publication: Type.Optional(
      Type.Object({ title: words(250), url: Type.String({ pattern: '^https?://\\S+$', maxLength: 500 }) }, closed),
    ),
    unit: oneOf(units),
    better: oneOf(directions),
    numerator: Type.Optional(words(500)),
    denominator: Type.Optional(words(500)),
    /** The figure is of those who answered: it has an interval, and too few answers are no figure. */
    sampled: Type.Optional(Type.Boolean()),
    frequency: oneOf(frequencies),
    /** Institution that answers for the sheet and for what is reported. */
    owner: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }),
    baseline: Type.Optional(baseline),
    targets: Type.Optional(Type.Array(target, { minItems: 1, maxItems: 6 })),
    serves: Type.Array(served, { minItems: 1, maxItems: 30 }),
    breaks: Type.Optional(Type.Array(Type.Object({ on: day, note: words(500) }, closed), { maxItems: 20 })),
    by: Type.Optional(Type.Array(oneOf(parts), { uniqueItems: true })),
  },
  closed,
);
export type Sheet = Static<typeof sheetSchema>;
export type Target = NonNullable<Sheet['targets']>[number];

/** What figures come about by: two versions of a sheet that agree in it give the same ones. */
export function queryOf({ kind, measurement, formula, publication, unit, frequency, sampled }: Sheet): string {
  const source = measurement ?? formula ?? publication?.url ?? kind;
  const made = JSON.stringify([kind, source, unit, frequency, sampled ?? false]);
  return `${source}#${createHash('sha256').update(made).digest('hex').slice(0, 16)}`;
}

/** Of the plan's five directions the one that an indicator speaks about first; none for targets and goals of the whole. */
export function directionOf({ serves }: Pick<Sheet, 'serves'>): string | undefined {
  return serves.map((number) => /(?:^|\/)(6\.1\.\d+)\./.exec(number)?.[1]).find((found) => found !== undefined);
}
