import type { CompiledPage, CompiledService } from '../definition/compiled.ts';
import { programOf } from '../definition/types.ts';
import { checkPage, fieldsOfPage } from './answers.ts';
import { type Answers, caseData, type Facts } from './values.ts';

/*
 * A page may be asked of some applicants only: its `when` looks at facts and at answers of the pages before it. What is
 * not asked counts as not answered, whatever was typed there before. While the applicant writes, that is kept, so that
 * who changes their mind has it back; it is deleted when the case is sent.
 */

type Asking = Pick<CompiledService, 'fields' | 'pages'>;

/** Pages that are asked, and those that are not, given these facts and answers. */
export function splitPages(
  service: Asking,
  facts: Facts,
  answers: Answers,
): { readonly asked: readonly CompiledPage[]; readonly skipped: readonly CompiledPage[] } {
  const asked: CompiledPage[] = [];
  const skipped: CompiledPage[] = [];
  for (const page of service.pages) {
    const known = withoutAnswers(answers, namesOn(service, skipped));
    (isAskedNow(service, page, facts, known) ? asked : skipped).push(page);
  }
  return { asked, skipped };
}

function isAskedNow({ fields }: Asking, { when }: CompiledPage, facts: Facts, answers: Answers): boolean {
  return when === undefined || programOf(fields, when).evaluate(caseData({ fields }, facts, answers).values) === true;
}

/** Names of what the pages ask. */
export const namesOn = (service: Asking, pages: readonly CompiledPage[]): ReadonlySet<string> =>
  new Set(pages.flatMap((page) => fieldsOfPage(service, page).map(({ name }) => name)));

function withoutAnswers(answers: Answers, names: ReadonlySet<string>): Answers {
  if (names.size === 0) return answers;
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !names.has(name)));
}

/** Is any of its pages asked of some applicants only? */
export const asksSome = ({ pages }: Pick<CompiledService, 'pages'>): boolean =>
  pages.some(({ when }) => when !== undefined);

/** The pages that the applicant is to correct; absent of a draft. None: the case is in the hands of officials. */
export type ToCorrect = readonly string[] | undefined;

/**
 * The service with the pages that are asked in a case. Once it was sent nobody has to answer what was not asked then: of
 * a returned case a page comes in where it is among those to correct. While officials have it, what was answered stays
 * asked, whatever registers say since, and what would be asked now is shown to them as open.
 */
export function withAskedPages<T extends CompiledService>(
  service: T,
  { facts, answers, toCorrect }: { readonly facts: Facts; readonly answers: Answers; readonly toCorrect: ToCorrect },
): T {
  if (!asksSome(service)) return service;
  const now = new Set(splitPages(service, facts, answers).asked);
  const isAnswered = (page: CompiledPage) =>
    fieldsOfPage(service, page).some(({ name }) => (answers[name] ?? null) !== null || service.forgotten?.has(name));
  const pages = service.pages.filter((page) => {
    if (page.when === undefined || toCorrect === undefined) return now.has(page);
    if (toCorrect.length === 0) return now.has(page) || isAnswered(page);
    return now.has(page) && (isAnswered(page) || toCorrect.includes(page.page));
  });
  const notAsked = namesOn(
    service,
    service.pages.filter((page) => !pages.includes(page)),
  );
  return { ...service, pages, notAsked };
}

/** Answers without those to questions that are not put to this applicant. */
export const askedAnswers = (
  { notAsked }: { readonly notAsked?: ReadonlySet<string> | undefined },
  answers: Answers,
): Answers => (notAsked ? withoutAnswers(answers, notAsked) : answers);

/** Pages asked of some applicants only that these answers have opened, and that are not answered. */
export function newlyAsked(service: Asking, facts: Facts, answers: Answers): readonly string[] {
  const open = splitPages(service, facts, answers).asked.filter(({ when }) => when !== undefined);
  return open.filter((page) => checkPage(service, page, answers).errors.length > 0).map(({ page }) => page);
}
