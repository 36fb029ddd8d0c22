import type { Json } from '../../../kernel/job.ts';
import type { ValueType } from '../../catalogue/index.ts';
import type { CompiledField, CompiledService } from '../definition/compiled.ts';
import { formulaOf } from '../definition/types.ts';
import type { FactState } from '../views.ts';
import { evidenceIn } from './evidence.ts';
import { saysTheSame, toldName } from './fallback.ts';

/** A fact as the case keeps it. */
export interface KnownFact {
  readonly state: FactState;
  readonly value?: Json;
  /** Known from before: the register was silent when it was last asked. */
  readonly unrenewed?: boolean;
}

export type Facts = Readonly<Record<string, KnownFact | undefined>>;
export type Answers = Readonly<Record<string, Json | undefined>>;

/** Everything known about a case, ready for expressions. */
export interface CaseData {
  readonly values: Readonly<Record<string, Json>>;
  /** Fields of registers that have not been received: nothing may be concluded from their absence. */
  readonly missing: ReadonlySet<string>;
  /** Those of them whose register has not answered, or was not asked yet. */
  readonly awaited: ReadonlySet<string>;
  /** Fields that stand as they were known before, or rest on such: an official may weigh them, the program may not. */
  readonly unrenewed: ReadonlySet<string>;
  /** Fields of registers that the applicant has told in their place, or otherwise than the register since. */
  readonly told: ReadonlyMap<string, 'instead' | 'otherwise'>;
}

/**
 * Puts facts, answers and computed values together. A fact of state `none` is known to be nothing. `submittedOn`: the day
 * in Baku from which formulas count; null where nothing is decided.
 */
export function caseData(
  { fields, notAsked, forgotten }: Pick<CompiledService, 'fields' | 'notAsked' | 'forgotten'>,
  facts: Facts,
  answers: Answers,
  submittedOn: string | null = null,
): CaseData {
  const values: Record<string, Json> = { submittedOn };
  const missing = new Set<string>();
  const awaited = new Set<string>();
  const unrenewed = new Set<string>();
  const told = new Map<string, 'instead' | 'otherwise'>();
  for (const field of fields) {
    if (field.source === 'computed') {
      const program = formulaOf(fields, field);
      const open = program.inputs.some((name) => missing.has(name));
      if (open) missing.add(field.name);
      if (program.inputs.some((name) => awaited.has(name))) awaited.add(field.name);
      if (program.inputs.some((name) => unrenewed.has(name))) unrenewed.add(field.name);
      values[field.name] = open ? null : program.evaluate(values);
    } else if (field.source === 'register') {
      const fact = facts[field.name];
      const word = field.ifUnavailable && answers[toldName(field.name)];
      if (word !== undefined && word !== null && (!fact || fact.state === 'unavailable')) {
        told.set(field.name, 'instead');
        values[field.name] = word;
        continue;
      }
      if (!fact || fact.state === 'unavailable') awaited.add(field.name);
      const usable = fact?.state === 'value' && fits(field, fact.value ?? null);
      if (!usable && fact?.state !== 'none') missing.add(field.name);
      else if (fact.unrenewed) unrenewed.add(field.name);
      values[field.name] = usable ? (fact.value ?? null) : null;
      if (word !== undefined && word !== null && !saysTheSame(field, values[field.name] ?? null, word))
        told.set(field.name, 'otherwise');
    } else if (forgotten?.has(field.name) && (answers[field.name] ?? null) === null) {
      // It was there when it was decided: that it is gone says nothing.
      missing.add(field.name);
      values[field.name] = null;
    } else if (notAsked?.has(field.name)) {
      values[field.name] = null;
    } else if (field.source === 'file') {
      values[field.name] = evidenceIn(answers[field.name]).length > 0 ? true : null;
    } else {
      values[field.name] = answers[field.name] ?? null;
    }
  }
  return { values, missing, awaited, unrenewed, told };
}

const number = /^-?\d+(\.\d+)?$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

const kinds: Readonly<Record<ValueType, (value: Json) => boolean>> = {
  text: (value) => typeof value === 'string',
  choice: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' || (typeof value === 'string' && number.test(value)),
  decimal: (value) => typeof value === 'number' || (typeof value === 'string' && number.test(value)),
  date: (value) => typeof value === 'string' && day.test(value),
  yesno: (value) => typeof value === 'boolean',
};

/** A value of another type than the dictionary says is as good as none: a register may err, a case may not. */
function fits(field: Extract<CompiledField, { source: 'register' }>, value: Json): boolean {
  if (field.many) return Array.isArray(value) && value.every((item: Json) => kinds[field.type](item));
  return kinds[field.type](value);
}
