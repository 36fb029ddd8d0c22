import type { Sheet } from '../indicators/index.ts';
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
  readonly unit: Sheet['unit'];
  /** Measured, or said by somebody. */
  readonly sign: 'known' | 'said';
  readonly value: number | null;
  readonly asOf: string | null;
  readonly target: number | null;
  readonly targetDue: string | null;
}

export type Line = MeasureLine | IndicatorLine;

/** What two editions of a plan say of one thing; undefined on the side that does not know it. */
export interface Difference {
  readonly number: string;
  readonly before: Line | undefined;
  readonly after: Line | undefined;
}
