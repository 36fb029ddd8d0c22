import { addDays } from '../../../language/index.ts';
import { takesChildren } from '../definition/applicants.ts';
import { capacityField, type GuardianshipKind, isOfChild } from '../definition/guardians.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { ForOthers } from '../views.ts';
import { comesOfAge } from './age.ts';
import type { Facts } from './values.ts';

/**
 * Whom a court has declared to be without legal capacity, as the register says: nobody but the guardian applies for them.
 * While the register is silent nobody is held to be.
 */
export function isIncapable(service: Pick<CompiledService, 'guardians' | 'fields'>, facts: Facts): boolean {
  const field = capacityField(service);
  const known = field === undefined ? undefined : facts[field];
  return known?.state === 'value' && known.value === ('incapable' satisfies GuardianshipKind);
}

/** What the register says of somebody whom a guardian looks after. Days `YYYY-MM-DD`. */
export interface Guardianship {
  readonly kind: string;
  readonly birthDate: string;
  /** The last day; null where none is set. */
  readonly endsOn: string | null;
  readonly payments: boolean;
}

/** The kind of guardianship by which one may apply to a service, and the first day on which one may no more. */
export interface GuardianRight {
  readonly kind: GuardianshipKind;
  /** Null: until the register says otherwise. */
  readonly until: string | null;
}

/** What a guardian may do in a service on a day; undefined: nothing. */
export function guardianRight(
  { guardians }: Pick<CompiledService, 'guardians'>,
  { kind: said, birthDate, endsOn, payments }: Guardianship,
  today: string,
): GuardianRight | undefined {
  const kind = guardians?.kinds.find((one) => one === said);
  if (!kind || (guardians?.payments && !payments)) return undefined;
  const ends = [...(endsOn === null ? [] : [addDays(endsOn, 1)]), ...(isOfChild(kind) ? [comesOfAge(birthDate)] : [])];
  const until = ends.toSorted()[0] ?? null;
  return until === null || today < until ? { kind, until } : undefined;
}

/** For whom, besides themselves, people may apply. */
export const takesOf = (service: Pick<CompiledService, 'applicants' | 'guardians'>): ForOthers => ({
  children: takesChildren(service),
  guarded: service.guardians !== undefined,
});
