import type { CompiledPage, CompiledService } from '../definition/compiled.ts';
import { formulaTypes, programOf } from '../definition/types.ts';
import type { AnswerError } from '../views.ts';
import { fieldsOfPage, isOpen, missingPage } from './answers.ts';
import { type Answers, caseData } from './values.ts';

/**
 * Answers of a page that do not fulfil what their field asks for, given all other answers; one that rests on what is not
 * answered yet is not judged. `day`: on which the application was sent, or else today, `YYYY-MM-DD`.
 */
export function unfulfilled(
  service: Pick<CompiledService, 'fields' | 'notAsked'>,
  page: CompiledPage,
  answers: Answers,
  day: string,
): readonly AnswerError[] {
  return fieldsOfPage(service, page).flatMap((field) => {
    if (field.source !== 'applicant' || !field.check || !isOpen(service, field, answers)) return [];
    if ((answers[field.name] ?? null) === null) return [];
    const { values } = caseData(service, {}, answers, day);
    const holds = programOf(service.fields, field.check.that, formulaTypes).evaluate(values);
    return holds === false ? [{ field: field.name, text: field.check.otherwise }] : [];
  });
}

/** First of the open pages that is not rightly answered; undefined when the application may be sent. */
export function unreadyPage(
  service: CompiledService,
  answers: Answers,
  { open, day }: { readonly open: readonly string[]; readonly day: string },
): string | undefined {
  const isWrong = (page: CompiledPage) =>
    open.includes(page.page) && unfulfilled(service, page, answers, day).length > 0;
  return missingPage(service, answers) ?? service.pages.find(isWrong)?.page;
}
