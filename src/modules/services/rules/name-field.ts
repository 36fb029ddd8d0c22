import type { CompiledService } from '../definition/compiled.ts';
import type { FactRow } from '../entities.ts';

/** The applicant's own name as registers have told it; undefined where it was not received. */
export function nameIn(
  service: Pick<CompiledService, 'fields' | 'audience'>,
  facts: readonly Pick<FactRow, 'field' | 'value'>[],
): string | undefined {
  const field = nameField(service);
  const name = facts.find((fact) => fact.field === field)?.value;
  return typeof name === 'string' ? name : undefined;
}

/** The field that holds the applicant's own name. */
export function nameField({ fields, audience }: Pick<CompiledService, 'fields' | 'audience'>): string | undefined {
  const concepts = audience === 'business' ? ['organisation.name'] : ['person.name', 'person.passportName'];
  return fields.find(
    (field) => field.source === 'register' && concepts.includes(field.concept) && field.path.length === 0,
  )?.name;
}
