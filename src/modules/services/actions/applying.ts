import { countAttempt } from '../../../kernel/attempt.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { FormBody } from '../../../kernel/http/route.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import type { Lang } from '../../../language/lang.ts';
import { journal } from '../../process/index.ts';
import type { CompiledPage, CompiledService } from '../definition/compiled.ts';
import type { FactRow } from '../entities.ts';
import { caseHead } from '../present/cards.ts';
import { declarationView } from '../present/declaration.ts';
import { expectedView } from '../present/expected.ts';
import { ownFactViews } from '../present/facts.ts';
import { openGuide } from '../present/guide.ts';
import { returnNote } from '../present/journal.ts';
import { wardConducted } from '../present/representation.ts';
import { unmetSoFar } from '../present/unmet.ts';
import { answerViews, fieldViews, whyViews } from '../present/question.ts';
import { type ReadForm, readForm } from '../reading-form.ts';
import { answeredElsewhere, InvalidAnswers, notOpenNow } from '../refusals.ts';
import { asAsked, checkPage, fieldsOfPage, pageOf } from '../rules/answers.ts';
import { unfulfilled, unreadyPage } from '../rules/field-checks.ts';
import { asksSome, newlyAsked } from '../rules/asked-pages.ts';
import { type Answers, caseData } from '../rules/values.ts';
import { namingFields } from '../rules/relation-choice.ts';
import { isStored, versionOf } from '../rules/version.ts';
import { listCorrections } from '../correction-store.ts';
import { remarksOf } from '../present/corrections.ts';
import * as store from '../store.ts';
import type { Assisting } from '../assistance-views.ts';
import type { CheckView, QuestionView } from '../views.ts';
import { followAgreements } from './agreements.ts';
import { answersOf, openPage, openPages } from './answers.ts';
import { partiesOfCase } from './co-applicants.ts';
import { dropFactsOfOthers } from './chosen.ts';
import { submissionDay } from './deciding.ts';
import { withEvidence } from './evidence.ts';
import { factsByField } from './facts.ts';
import { type LoadedCase, loadCase, noteAssisting, noteGuardian, serviceOfCase } from './loading.ts';
import { nameIn } from '../rules/name-field.ts';
import { ensureFacts, readAboutChosen } from './starting.ts';
import { signable } from './signing.ts';

/** A page of questions with what is answered so far. @throws notFound, notOpenNow */
export async function questionPage(ctx: Context, input: { id: string; page: string }): Promise<QuestionView> {
  const loaded = await loadCase(ctx, input.id, 'services.answerCase');
  const page = openPage(loaded, input.page);
  const [facts, values] = await Promise.all([ensureFacts(ctx, loaded), answersOf(ctx, input.id)]);
  return questionView(ctx, loaded, page, { values, facts, errors: [] });
}

/** The same page with what was typed, and what is wrong with it. */
export async function questionAgain(
  ctx: Context,
  input: { id: string; page: string; typed: Readonly<Record<string, Json>>; errors: QuestionView['errors'] },
): Promise<QuestionView> {
  const loaded = await loadCase(ctx, input.id, 'services.answerCase');
  const page = openPage(loaded, input.page);
  const [facts, stored] = await Promise.all([store.listFacts(ctx.db, input.id), answersOf(ctx, input.id)]);
  const values = { ...stored, ...input.typed };
  const view = await questionView(ctx, loaded, page, { values, facts, errors: input.errors });
  return { ...view, version: versionOf(loaded.service, page, stored) };
}

/** The same page with what was typed beside what has been stored meanwhile. */
export async function questionElsewhere(
  ctx: Context,
  input: { id: string; page: string; typed: Readonly<Record<string, Json>> },
): Promise<QuestionView> {
  const view = await questionAgain(ctx, { ...input, errors: [] });
  const { service } = await loadCase(ctx, input.id, 'services.answerCase');
  const rows = answerViews(service, await store.listAnswers(ctx.db, input.id), () => false);
  return { ...view, stored: rows.filter(({ page }) => page === input.page) };
}

interface Answered extends Pick<QuestionView, 'errors'> {
  readonly values: Answers;
  readonly facts: readonly FactRow[];
}

async function questionView(
  ctx: Context,
  loaded: LoadedCase,
  page: CompiledPage,
  { values, facts, errors }: Answered,
): Promise<QuestionView> {
  const { row, of, service } = loaded;
  const guide = await openGuide(ctx);
  const open = openPages(loaded);
  const at = open.indexOf(page.page);
  const previous = open[at - 1];
  const isReturned = of.status === 'waiting_for_applicant';
  const note = isReturned ? returnNote(await journal(ctx, of)) : undefined;
  const remark = isReturned ? remarksOf(await listCorrections(ctx.db, row.id))[page.page] : undefined;
  return {
    case: caseHead(service, row, of),
    page: page.page,
    number: at + 1,
    of: open.length,
    question: page.question,
    ...(page.hint ? { hint: page.hint } : {}),
    fields: fieldViews(service, page, values),
    why: whyViews(service, page, guide),
    facts: ownFactViews(service, guide, facts),
    ...(previous === undefined ? {} : { previous }),
    ...(note === undefined ? {} : { note }),
    ...(remark === undefined ? {} : { remark }),
    ...(loaded.assists ? { assists: await assisting(ctx, loaded, loaded.assists.centre) } : {}),
    ...wardConducted(ctx, loaded, facts),
    version: versionOf(service, page, values),
    errors,
  };
}

/** Reads a page's form into values. `resize`: a button of a group was pressed, so draw the page again. */
export async function readAnswers(
  ctx: Context,
  input: { id: string; page: string; body: FormBody; lang: Lang },
): Promise<ReadForm> {
  const loaded = await loadCase(ctx, input.id, 'services.answerCase');
  return readForm(loaded.service, openPage(loaded, input.page), input.body, input.lang);
}

/**
 * Keeps the answers of one page. `next`: the page after it that is still open, or `yoxlama`. `over`: the version of the
 * page on which they were typed, where it may have been answered elsewhere since.
 * @throws notFound, notOpenNow, InvalidAnswers, answeredElsewhere, tooManyAttempts
 */
export async function saveAnswers(
  ctx: Context,
  input: { id: string; page: string; values: Readonly<Record<string, Json>>; over?: string | undefined },
): Promise<{ next: string }> {
  const { next, changed } = await inTransaction(ctx, async (inner) => {
    const { loaded, page } = await loadPage(inner, input, true);
    const values = await withEvidence(inner, loaded, page, input.values);
    const { kept, errors } = checkPage(asAsked(loaded.service, page), page, values);
    const stored = await answersOf(inner, input.id);
    const day = submissionDay(inner, loaded.row);
    const wrong = [...errors, ...unfulfilled(loaded.service, page, { ...stored, ...kept }, day)];
    if (wrong.length > 0) throw new InvalidAnswers(wrong);
    if (input.over !== undefined) {
      const isSame = versionOf(loaded.service, page, stored) === input.over;
      if (!isSame && !isStored(kept, stored)) throw answeredElsewhere();
    }
    const changed = await dropFactsOfOthers(inner, input.id, loaded.service, kept);
    if (changed && namingFields(loaded.service).some(({ name }) => typeof kept[name] === 'string'))
      await countNaming(inner, loaded.row);
    await store.writeAnswers(inner.db, input.id, kept, inner.vahid.now(), loaded.row.submitted_at !== null);
    await followAgreements(inner, loaded);
    await audit(inner, 'services.saveAnswers', input.id);
    return { next: await nextPage(inner, loaded, page), changed };
  });
  if (!changed) return { next };
  await readAboutChosen(ctx, input.id);
  const { loaded, page } = await loadPage(ctx, input);
  return { next: await nextPage(ctx, loaded, page) };
}

async function loadPage(ctx: Context, input: { id: string; page: string }, lock = false) {
  const loaded = await loadCase(ctx, input.id, 'services.answerCase', lock);
  return { loaded, page: openPage(loaded, input.page) };
}

const namings = { limit: 30, minutes: 60 };

/** For each organisation that is named registers are asked: an application is no way to go through all of them. */
async function countNaming(ctx: Context, { person, organisation }: LoadedCase['row']): Promise<void> {
  await countAttempt(ctx, `named ${organisation ?? person}`, namings.limit, namings.minutes);
}

const checkPath = 'yoxlama';

/** A draft goes on to the next page without an answer; a change made from the check goes back there. */
async function nextPage(ctx: Context, before: LoadedCase, { page }: CompiledPage): Promise<string> {
  const loaded = await withPagesAsked(ctx, before);
  const answers = await answersOf(ctx, loaded.row.id);
  const open = openPages(loaded);
  const later = open.slice(open.indexOf(page) + 1);
  if (loaded.of.status === 'waiting_for_applicant') return later[0] ?? checkPath;
  const untouched = later.find((name) => !isTouched(loaded.service, name, answers));
  const day = submissionDay(ctx, loaded.row);
  return untouched ?? unreadyPage(loaded.service, answers, { open, day }) ?? checkPath;
}

/** The case after an answer, which may have brought in pages that are asked of some; of a returned case to be answered too. */
async function withPagesAsked(ctx: Context, loaded: LoadedCase): Promise<LoadedCase> {
  const { id, submitted_at: sentAt, correct_pages: pages } = loaded.row;
  const service = await serviceOfCase(ctx, loaded.row);
  if (!asksSome(service)) return loaded;
  if (sentAt !== null) {
    const facts = factsByField(await store.listFacts(ctx.db, id));
    const added = newlyAsked(service, facts, await answersOf(ctx, id)).filter((page) => !pages.includes(page));
    if (added.length > 0) await store.updateCase(ctx.db, id, { correct_pages: [...pages, ...added] });
  }
  return loadCase(ctx, id, 'services.answerCase');
}

function isTouched(service: CompiledService, name: string, answers: Answers): boolean {
  return pageOf(service, name)?.fields.some((field) => answers[field] !== undefined) ?? false;
}

/** All answers and facts before they are sent. @throws notOpenNow */
export async function checkAnswers(ctx: Context, input: { id: string }): Promise<CheckView> {
  const loaded = await loadCase(ctx, input.id, 'services.answerCase');
  const { row, of, service } = loaded;
  const open = openPages(loaded);
  if (open.length === 0) throw notOpenNow();
  await noteGuardian(ctx, loaded);
  const [facts, answers] = await Promise.all([ensureFacts(ctx, loaded), store.listAnswers(ctx.db, input.id)]);
  const action = of.status === 'draft' ? 'submit' : 'answer';
  const given = Object.fromEntries(answers.map(({ field, value }) => [field, value]));
  const missing = unreadyPage(service, given, { open, day: submissionDay(ctx, row) });
  const guide = await openGuide(ctx);
  const data = caseData(service, factsByField(facts), given, submissionDay(ctx, row));
  const unmet = missing === undefined ? unmetSoFar(service, data, guide) : [];
  return {
    case: caseHead(service, row, of),
    answers: answerViews(service, answers, (page) => open.includes(page)).filter(
      // Who corrects looks through what was asked, not through all again.
      ({ changeable }) => of.status === 'draft' || changeable,
    ),
    facts: ownFactViews(service, guide, facts),
    ...(action === 'submit' && missing === undefined ? { expected: expectedView(service, guide, data) } : {}),
    ...(unmet.length > 0 ? { unmet } : {}),
    declaration: await declarationView(ctx, loaded, action),
    key: newId(),
    ...(missing === undefined ? {} : { missing }),
    ...(await typedInVain(ctx, loaded)),
    ...(await partiesOfCase(ctx, loaded)),
    ...(loaded.assists ? { assists: await assisting(ctx, loaded, loaded.assists.centre) } : {}),
    ...wardConducted(ctx, loaded, facts),
    action,
    ...(loaded.assists ? {} : signable(ctx, service.process.actions.find(({ name }) => name === action)?.sign)),
  };
}

/** Questions that were answered and are not put to this applicant any more, as their pages ask them. */
async function typedInVain(ctx: Context, { row, service }: LoadedCase): Promise<Pick<CheckView, 'notSent'>> {
  const answers = await answersOf(ctx, row.id);
  const typed = [...(service.notAsked ?? [])].filter((name) => (answers[name] ?? null) !== null);
  if (typed.length === 0) return {};
  const whole = await serviceOfCase(ctx, row);
  const pages = whole.pages.filter((page) => fieldsOfPage(whole, page).some(({ name }) => typed.includes(name)));
  return { notSent: pages.map(({ question }) => question) };
}

/** What a clerk has before them is noted where the applicant reads it. */
async function assisting(ctx: Context, loaded: LoadedCase, centre: string): Promise<Assisting> {
  const { row, service } = loaded;
  await noteAssisting(ctx, loaded, centre);
  const applicant = nameIn(service, await store.listFacts(ctx.db, row.id));
  return applicant === undefined ? {} : { applicant };
}

export { startCase } from './starting.ts';
export { submitCase } from './submitting.ts';
