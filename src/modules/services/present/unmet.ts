import type { CompiledService } from '../definition/compiled.ts';
import { behind } from '../definition/types.ts';
import { judgeRequirements } from '../rules/judging.ts';
import { withoutNamedPeople } from '../rules/relation-choice.ts';
import type { CaseData } from '../rules/values.ts';
import type { RequirementView } from '../views.ts';
import type { Guide } from './guide.ts';

/**
 * Conditions that fail already, before anything is sent: by what the applicant says and registers say of them. Nothing
 * of those that rest on a person whom an answer names, or on what others have still to say.
 */
export function unmetSoFar(service: CompiledService, data: CaseData, guide: Guide): readonly RequirementView[] {
  const { fields } = service;
  const own = new Set(withoutNamedPeople(service).fields.map(({ name }) => name));
  const isKnown = (name: string) =>
    fields.some((field) => field.name === name) && behind(fields, [name]).every((one) => own.has(one));
  return judgeRequirements(service, data)
    .filter(({ sign, uses }) => sign === 'late' && uses.every(isKnown))
    .map((one) => ({ ...one, article: guide.article(one.article) }));
}
