import type { GivenParty, GivenSchedule, NewItem, PlanRow, Title } from '../measures/index.ts';
import type { DeadlineReading } from './deadline.ts';

/** A measure as a file gives it: who carries it out and by when. */
export interface DraftMeasure {
  readonly number: string;
  readonly parties: readonly GivenParty[];
  readonly schedule: GivenSchedule;
}

/** A plan, read from a file and ready to be entered. */
export interface PlanDraft {
  readonly plan: Omit<PlanRow, 'entered_at'>;
  /** In their order, each behind the one it belongs to. */
  readonly items: readonly NewItem[];
  readonly measures: readonly DraftMeasure[];
}

/** The reading as it is kept beside the text. */
export function keptReading(reading: DeadlineReading | undefined): NewItem['deadline'] {
  if (!reading) return undefined;
  const { from, due, precision = 'ongoing', ongoing } = reading;
  return {
    ...(from === undefined ? {} : { from }),
    ...(due === undefined ? {} : { due }),
    precision: ongoing && due === undefined ? 'ongoing' : precision,
  };
}

/** A title in Azerbaijani is always there: where a plan has none, what there is stands for it. */
export function titleOf(given: Partial<Title>): Title | undefined {
  const az = given.az ?? given.en ?? given.ru;
  if (az === undefined) return undefined;
  return {
    az,
    ...(given.en === undefined ? {} : { en: given.en }),
    ...(given.ru === undefined ? {} : { ru: given.ru }),
  };
}
