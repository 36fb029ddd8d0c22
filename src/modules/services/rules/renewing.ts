import type { Json } from '../../../kernel/job.ts';
import type { FactRow } from '../entities.ts';
import type { FactState } from '../views.ts';

/** A fact as a register has just answered for it, or has not. Moments in ISO 8601. */
export interface ReadFact {
  readonly field: string;
  readonly state: FactState;
  readonly value: Json;
  readonly recordedAt: string | null;
  readonly readAt: string;
  /** When the register is asked again; beside a value: that value was known before and could not be renewed. */
  readonly retryAt: string | null;
}

export type KnownRow = Pick<FactRow, 'field' | 'state' | 'value' | 'recorded_at' | 'read_at'>;

/**
 * What is known once the registers have been asked again. An answer takes the place of the one before; silence takes
 * nothing away: what the register had said stands, with its time, and with the time of the next try.
 */
export function keepKnown<F extends ReadFact>(known: readonly KnownRow[], read: readonly F[]): readonly F[] {
  return read.map((fact) => {
    if (fact.state !== 'unavailable') return fact;
    const before = known.find(({ field }) => field === fact.field);
    if (before?.state !== 'value' && before?.state !== 'none') return fact;
    const { state, value, recorded_at: recordedAt, read_at: readAt } = before;
    return {
      ...fact,
      state,
      value,
      recordedAt: recordedAt?.toISOString() ?? null,
      readAt: readAt.toISOString(),
    };
  });
}
