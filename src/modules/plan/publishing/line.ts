import type { MeasureState, NextStep, Reason, SelfRating, Title } from '../measures/index.ts';

/** How a measure stood. The order of the names is part of the format: the digest counts the line as it is written. */
export interface MeasureLine {
  readonly kind: 'measure';
  readonly number: string;
  readonly parent: string | null;
  readonly title: Title;
  readonly executor: string | null;
  readonly coExecutors: readonly string[];
  /** The post, in Azerbaijani; no name is kept for ever. */
  readonly responsible: string | null;
  readonly state: MeasureState;
  readonly selfRating: SelfRating | null;
  /** 0 to 1. */
  readonly progress: number | null;
  readonly dueFirst: string | null;
  readonly due: string | null;
  readonly slipFirst: number | null;
  readonly slip: number | null;
  readonly nextDue: string | null;
  readonly milestones: number;
  readonly reached: number;
  readonly evidence: number;
  readonly lastReport: string | null;
  readonly reasons: readonly Reason['code'][];
  readonly waitsFor: NextStep | null;
}

export interface IndicatorLine {
  readonly kind: 'indicator';
  readonly number: string;
  readonly title: Title;
  readonly unit: string;
  /** Measured, or said by somebody. */
  readonly sign: 'known' | 'said';
  readonly value: number | null;
  readonly asOf: string | null;
  readonly target: number | null;
  readonly targetDue: string | null;
}

export type Line = MeasureLine | IndicatorLine;

/** What an edition of a plan says of one thing and another no longer, or otherwise. */
export interface Difference {
  readonly number: string;
  readonly before: MeasureLine | undefined;
  readonly after: MeasureLine | undefined;
}

/** Measures of two editions that do not stand alike: other state, progress, dates, executor; new ones and ones left out. */
export function differences(before: readonly MeasureLine[], after: readonly MeasureLine[]): readonly Difference[] {
  const old = new Map(before.map((line) => [line.number, line]));
  const now = new Map(after.map((line) => [line.number, line]));
  const numbers = [...new Set([...now.keys(), ...old.keys()])];
  return numbers
    .map((number) => ({ number, before: old.get(number), after: now.get(number) }))
    .filter((one) => !one.before || !one.after || differs(one.before, one.after));
}

const compared = ['state', 'progress', 'due', 'executor', 'slipFirst'] as const;

function differs(a: MeasureLine, b: MeasureLine): boolean {
  return compared.some((name) => a[name] !== b[name]);
}
