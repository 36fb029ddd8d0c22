import { bakuDate } from '../../../language/index.ts';
import type { GrantedRight } from '../../../protocols/gateway/book.ts';
import type { Step } from './entities.ts';

/** How a consent stands now; `expired`: its last day is over, or nobody answered for too long. */
export type Standing = Step | 'expired';

const dayMs = 86_400_000;
/** Whoever does not answer within that time has not agreed. */
export const answerDays = 60;
/** So long nobody may ask again what was refused or taken back. */
export const restDays = 30;

interface Stands {
  readonly standing: Step;
  readonly until: string;
  readonly asked_at: Date;
}

export function standingAt({ standing, until, asked_at: asked }: Stands, at: Date): Standing {
  if (standing !== 'asked' && standing !== 'granted') return standing;
  const isOver = until < bakuDate(at) || (standing === 'asked' && at.getTime() - asked.getTime() > answerDays * dayMs);
  return isOver ? 'expired' : standing;
}

/** What may be done with a consent that stands so. */
export const decisions = { grant: 'granted', refuse: 'refused', withdraw: 'withdrawn' } as const satisfies Record<
  string,
  Step
>;
export type Decision = keyof typeof decisions;

export function openDecisions(standing: Standing): readonly Decision[] {
  if (standing === 'asked') return ['grant', 'refuse'];
  return standing === 'granted' ? ['withdraw'] : [];
}

/** Fields that a right by consent lets through, of several for one purpose together; null: the whole answer. */
export function fieldsOf(rights: readonly Pick<GrantedRight, 'fields'>[]): readonly string[] | null {
  if (rights.some(({ fields }) => fields === undefined)) return null;
  return [...new Set(rights.flatMap(({ fields = [] }) => fields))];
}

/** Whether who agreed to `given` agreed to all of `asked`. Who agreed to some fields did not agree to a right that grew. */
export function covers(given: readonly string[] | null, asked: readonly string[] | null): boolean {
  if (given === null) return true;
  return asked !== null && asked.every((field) => given.includes(field));
}

export const addDays = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);
