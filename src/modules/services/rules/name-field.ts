import type { CompiledService } from '../definition/compiled.ts';

/** The field that holds the applicant's own name. */
export function nameField({ fields, audience }: Pick<CompiledService, 'fields' | 'audience'>): string | undefined {
  const concepts = audience === 'business' ? ['organisation.name'] : ['person.name', 'person.passportName'];
  return fields.find(
    (field) => field.source === 'register' && concepts.includes(field.concept) && field.path.length === 0,
  )?.name;
}
