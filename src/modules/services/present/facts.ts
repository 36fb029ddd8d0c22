import type { CompiledService, RegisterField } from '../definition/compiled.ts';
import { factsByField } from '../actions/facts.ts';
import type { AnswerRow, FactRow } from '../entities.ts';
import { toldName } from '../rules/fallback.ts';
import { withoutNamedPeople } from '../rules/relation-choice.ts';
import { shownValue } from '../rules/showing.ts';
import { caseData } from '../rules/values.ts';
import type { FactView } from '../views.ts';
import type { Guide } from './guide.ts';

type Known = Pick<FactRow, 'field' | 'state' | 'value' | 'read_at' | 'retry_at'>;

/** Facts of a case in the order of the definition; one that was never read is not known. */
export function factViews(
  service: CompiledService,
  guide: Guide,
  facts: readonly Known[],
  atSubmission: readonly Known[] = [],
  answers: readonly Pick<AnswerRow, 'field' | 'value'>[] = [],
): readonly FactView[] {
  const given = Object.fromEntries(answers.map(({ field, value }) => [field, value]));
  const { told } = caseData(service, factsByField(facts), given);
  return service.fields.flatMap((field): FactView[] => {
    if (field.source !== 'register') return [];
    const found = facts.find((fact) => fact.field === field.name);
    // Nobody is chosen yet whom it would be about.
    if (field.of !== undefined && !found && !service.forgotten?.has(field.name)) return [];
    const register = found?.state === 'unavailable' ? silentOf(service, guide, field, facts) : field.register;
    const about = { field: field.name, label: field.label, register: guide.register(register) };
    const forgottenAt = service.forgotten?.get(field.name);
    if (!found) return [{ ...about, state: 'unknown', ...(forgottenAt ? { forgottenAt } : {}) }];
    const shown = found.state === 'value' ? shownValue(field, found.value ?? undefined) : undefined;
    const before = atSubmission.find((fact) => fact.field === field.name);
    const earlier = before?.state === 'value' ? shownValue(field, before.value ?? undefined) : undefined;
    if (service.keptFrom?.has(field.name) && (shown ?? earlier ?? given[toldName(field.name)] ?? null) !== null)
      return [{ ...about, state: 'value', withheld: true, readAt: found.read_at }];
    const word = told.has(field.name) ? shownValue(field, given[toldName(field.name)]) : undefined;
    return [
      {
        ...about,
        // A value of nothing is none.
        state: found.state === 'value' && !shown ? 'none' : found.state,
        ...(found.value !== null && shown ? { value: found.value, shown } : {}),
        readAt: found.read_at,
        ...(found.retry_at ? { retryAt: found.retry_at } : {}),
        ...(earlier && earlier.az !== shown?.az ? { atSubmission: earlier } : {}),
        ...(word ? { told: word } : {}),
      },
    ];
  });
}

/** As others than the officials read them: nothing of a person whom an answer names. */
export function ownFactViews(...given: Parameters<typeof factViews>): readonly FactView[] {
  const told = new Set(withoutNamedPeople(given[0]).fields.map(({ name }) => name));
  return factViews(...given).filter(({ field }) => told.has(field));
}

/**
 * The register that did not answer. On the way to whom a fact is about stand the registers of the relations: where one of
 * them is silent in what is asked of it alone, the last is not to blame.
 */
function silentOf(
  { fields }: CompiledService,
  guide: Guide,
  { path, register }: RegisterField,
  facts: readonly Known[],
): string {
  const silent = new Set(
    fields.flatMap((field) => {
      if (field.source !== 'register' || field.path.length > 0) return [];
      return facts.some((fact) => fact.field === field.name && fact.state === 'unavailable') ? [field.register] : [];
    }),
  );
  return path.flatMap((relation) => guide.sourceOf(relation) ?? []).find((name) => silent.has(name)) ?? register;
}
