import { type MeasureState, measureStateNames } from '../measures/index.ts';

export type Counts = Readonly<Record<MeasureState, number>>;

interface Counted {
  readonly state: MeasureState | null;
  readonly count: number;
}

/** How many measures are in each state, those that none is in too. */
export function countsOf(rows: readonly Counted[]): Counts {
  return Object.fromEntries(
    measureStateNames.map((state) => [
      state,
      rows.reduce((sum, row) => (row.state === state ? sum + row.count : sum), 0),
    ]),
  ) as Counts;
}

export function totalOf(counts: Counts): number {
  return measureStateNames.reduce((sum, state) => sum + counts[state], 0);
}

/** States in which nobody can say how the measure goes. */
export const unknownStates = ['no_evidence', 'not_assessed', 'no_deadline', 'no_executor'] as const;

export function unknownOf(counts: Counts): number {
  return unknownStates.reduce((sum, state) => sum + counts[state], 0);
}
