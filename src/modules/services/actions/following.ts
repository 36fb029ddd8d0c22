import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notAllowed } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate, formatDate } from '../../../language/index.ts';
import { standingDocument } from '../../documents/index.ts';
import { act, type AvailableAction, availableActions, journal, ownInstances } from '../../process/index.ts';
import { amendmentViews, replacedViews } from '../present/amending.ts';
import { correctingView } from '../present/correcting.ts';
import { assistanceView } from '../present/assistance.ts';
import { caseCard, caseCards } from '../present/cards.ts';
import { actionAt, effectViews } from '../present/effects.ts';
import { feeView } from '../present/fee.ts';
import { scoreView } from '../present/score.ts';
import { quotaOf } from '../../quotas/index.ts';
import { ownFactViews } from '../present/facts.ts';
import { flagTitles } from '../present/flags.ts';
import { type Guide, openGuide } from '../present/guide.ts';
import { decisionView, ownJournal, returnNote } from '../present/journal.ts';
import { askedInquiries } from '../present/inquiries.ts';
import { askedOpinions, deskOpinions } from '../present/opinions.ts';
import { answerViews } from '../present/question.ts';
import { decisionWords } from '../present/reasons.ts';
import { applicantName, representationView } from '../present/representation.ts';
import { caseReviews } from '../present/reviews.ts';
import {
  appealTooLate,
  commentTooLong,
  groundsNeeded,
  groundsTooLong,
  notDecidedYet,
  ratedAlready,
} from '../refusals.ts';
import * as corrections from '../correction-store.ts';
import { remarksOf, withCorrections } from '../present/corrections.ts';
import { findRating, insertRating } from '../rating-store.ts';
import * as store from '../store.ts';
import type { CaseStatus, CaseView, OwnCasesView } from '../views.ts';
import { keyOf, tookPlace } from './acting.ts';
import { followAgreements } from './agreements.ts';
import { partiesOfCase } from './co-applicants.ts';
import { openPages } from './answers.ts';
import { dropEvidence } from './evidence.ts';
import { asApplicant, type LoadedCase, loadCase, noteGuardian } from './loading.ts';
import { followInquiries } from './inquiries.ts';
import { followOpinions } from './opinions.ts';
import { followReviews } from './reviews.ts';
import { ownSteps } from './own-step.ts';
import { refreshSoon } from './refreshing.ts';
import { ownSignatures } from './signatures.ts';

/** Cases on one page of a list. */
const casesPage = 50;

/** Cases of the signed-in person, or of the company one acts for; those that wait for an answer first. */
export async function myCases(
  ctx: Context,
  { page = 1, without = [] }: { page?: number; without?: readonly CaseStatus[] } = {},
): Promise<OwnCasesView> {
  allow(ctx, 'services.readOwnCases');
  const { items, total, waiting } = await ownInstances(ctx, {
    kind: 'service',
    without: ['withdrawn', ...without],
    limit: casesPage,
    offset: (page - 1) * casesPage,
  });
  return { items: await caseCards(ctx, items), total, waiting, page, pages: Math.ceil(total / casesPage) };
}

/** The applicant's page of a case. */
export async function caseView(ctx: Context, { id }: { id: string }): Promise<CaseView> {
  const loaded = await loadCase(ctx, id, 'services.readCase');
  // A clerk sees the questions that they answer for somebody, not the case.
  if (loaded.assists) throw notAllowed();
  await noteGuardian(ctx, loaded);
  const { row, of, service } = loaded;
  const guide = await openGuide(ctx);
  const read = await readForOwner(ctx, loaded);
  const { entries, decision, rating, answers, corrected, facts } = read;
  const open = openPages(loaded);
  const { card, payment, quota, opinions, reviews, words, ...views } = await viewsForOwner(ctx, guide, loaded, read);
  const note = of.status === 'waiting_for_applicant' && !card.toPay ? returnNote(entries) : undefined;
  const score = scoreView(service, guide, { facts, answers, submittedAt: row.submitted_at });
  const possible = await availableActions(ctx, of);
  return {
    ...card,
    ...(payment ? { payment } : {}),
    ...(row.submitted_at ? { submittedAt: row.submitted_at } : {}),
    ...(score ? { score } : {}),
    ...(quota ? { quota } : {}),
    facts: ownFactViews(service, guide, facts, [], answers),
    answers: answerViews(service, answers, (page) => open.includes(page)),
    ...(opinions.length > 0 ? { opinions } : {}),
    ...(reviews ? { reviews } : {}),
    journal: withCorrections(service, corrected, ownJournal(service, guide, entries)),
    ...(decision ? { decision: decisionView(service, guide, decision, row.appeal_until, entries, words) } : {}),
    ...views,
    ...(note === undefined ? {} : { returned: { note, pages: open, remarks: remarksOf(corrected) } }),
    steps: ownSteps(service, possible),
    may: mayOf(ctx, loaded, possible, rating !== undefined),
    ...(rating ? { rating } : {}),
    key: newId(),
  };
}

/** What the page of a case is made of. Nothing of it waits for another, so that it is asked at once. */
async function readForOwner(ctx: Context, { row, of }: LoadedCase) {
  const { id, outcome } = row;
  const [entries, answers, corrected, facts, decision, rating] = await Promise.all([
    journal(ctx, of),
    store.listAnswers(ctx.db, id),
    corrections.listCorrections(ctx.db, id),
    store.listFacts(ctx.db, id),
    // Before the first decision there is neither.
    outcome === null ? undefined : store.lastDecision(ctx.db, row),
    outcome === null ? undefined : findRating(ctx.db, id),
  ]);
  return { entries, answers, corrected, facts, decision, rating };
}

type Read = Awaited<ReturnType<typeof readForOwner>>;

/** What others said to a case, what it costs and what came of it; each absent where there is none. */
async function viewsForOwner(ctx: Context, guide: Guide, loaded: LoadedCase, read: Read) {
  const { entries, decision } = read;
  const { row, of, service } = loaded;
  const { id } = row;
  const [
    card,
    payment,
    quota,
    asked,
    inquiries,
    reviews,
    words,
    assistance,
    others,
    signatures,
    effects,
    issued,
    amendments,
    correcting,
    flags,
  ] = await Promise.all([
    caseCard(ctx, guide, row, of, service),
    feeView(ctx, guide, service, id),
    service.quota && quotaOf(ctx, id),
    deskOpinions(ctx, guide, { id, service }),
    askedInquiries(ctx, guide, loaded),
    caseReviews(ctx, guide, { id, service, decided: decision !== undefined }),
    decisionWords(ctx, service, id, decision),
    assistanceView(ctx, guide, row),
    othersOf(ctx, loaded, read),
    ownSignatures(ctx, loaded, entries),
    effectsOf(ctx, guide, loaded, read),
    documentOf(ctx, loaded),
    amendmentViews(ctx, guide, loaded, entries),
    correctingView(ctx, guide, loaded, entries),
    flagTitles(ctx, of),
  ]);
  const more = {
    ...others,
    amendments,
    ...correcting,
    ...flags,
    signatures,
    effects,
    ...issued,
    ...(assistance ? { assistance } : {}),
    ...(inquiries.length > 0 ? { inquiries } : {}),
  };
  return { card, payment, quota, opinions: askedOpinions(asked), reviews, words, ...more };
}

/** What an approval set going. */
async function effectsOf(ctx: Context, guide: Guide, { row, service }: LoadedCase, { decision, entries }: Read) {
  if (decision?.outcome !== 'approved') return [];
  const { seq } = decision;
  return effectViews(service, guide, await store.listEffects(ctx.db, row.id), { seq, action: actionAt(entries, seq) });
}

/** Who else has to do with a case: those who have to agree, and the child or the ward for whom somebody conducts it. */
async function othersOf(
  ctx: Context,
  loaded: LoadedCase,
  { facts, entries }: Read,
): Promise<Pick<CaseView, 'agreements' | 'ward' | 'representation'>> {
  const representation = await representationView(ctx, loaded, { facts, entries });
  return {
    ...(await partiesOfCase(ctx, loaded)),
    ...(representation ? { representation, ward: applicantName(loaded.service, facts) } : {}),
  };
}

/** What was issued, and whether it holds still. */
async function documentOf(ctx: Context, { row, service }: LoadedCase): Promise<Pick<CaseView, 'document'>> {
  const { document } = service;
  if (row.document_code === null || !document) return {};
  const stands = row.document === null ? undefined : await standingDocument(ctx, row.document);
  const { number, revokedAt } = stands ?? { number: row.reference, revokedAt: null };
  const replaced = stands ? replacedViews(stands) : [];
  const shown = { code: row.document_code, title: document.title, number, replaced };
  return { document: { ...shown, ...(revokedAt ? { revokedAt } : {}) } };
}

function mayOf(
  ctx: Context,
  { row, of }: LoadedCase,
  available: readonly AvailableAction[],
  rated: boolean,
): CaseView['may'] {
  const possible = new Set(available.map(({ action }) => action));
  const inTime = row.appeal_until !== null && bakuDate(ctx.vahid.now()) <= row.appeal_until;
  return {
    continue: of.status === 'draft',
    answer: possible.has('answer'),
    withdraw: possible.has('withdraw') || possible.has('discard'),
    appeal: possible.has('appeal') && inTime,
    rate: row.outcome !== null && !rated,
  };
}

/** Takes an application back, or drops a draft; sent again with the same key it does nothing. `assisted`: a clerk did. */
export async function withdrawCase(
  ctx: Context,
  { id, key }: { id: string; key: string },
): Promise<{ assisted: boolean }> {
  return inTransaction(ctx, async (inner) => {
    const loaded = await loadCase(inner, id, 'services.withdrawCase', true);
    const { row, of } = loaded;
    const assisted = loaded.assists !== undefined;
    const action = row.submitted_at === null ? 'discard' : 'withdraw';
    const own = loaded.assists ? asApplicant(inner, row) : inner;
    if (!tookPlace(await act(own, { instance: id, action, key: keyOf(action, key) }), of)) return { assisted };
    // What was never sent is nobody's evidence.
    if (action === 'discard') await dropEvidence(inner, loaded);
    await followOpinions(inner, loaded);
    await followInquiries(inner, loaded);
    await followAgreements(inner, loaded);
    await followReviews(inner, loaded);
    await audit(inner, 'services.withdrawCase', id);
    return { assisted };
  });
}

const longestGrounds = 2000;

/**
 * Within the days the service gives; sent again with the same key it does nothing.
 * @throws groundsNeeded, groundsTooLong, appealTooLate, and the refusals of process
 */
export async function appealDecision(
  ctx: Context,
  { id, grounds, key }: { id: string; grounds: string; key: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { row, of } = await loadCase(inner, id, 'services.appealDecision', true);
    const note = plainText(grounds);
    if (note === '') throw groundsNeeded();
    if (note.length > longestGrounds) throw groundsTooLong({ max: longestGrounds });
    if (!tookPlace(await act(inner, { instance: id, action: 'appeal', note, key: keyOf('appeal', key) }), of)) return;
    // Asked only now: an appeal that was made in time is answered alike when it comes again later.
    const until = row.appeal_until;
    if (until !== null && bakuDate(inner.vahid.now()) > until) throw appealTooLate({ date: formatDate(until, 'az') });
    await audit(inner, 'services.appealDecision', id);
    await refreshSoon(inner, id);
  });
}

const longestComment = 1000;

/** Once a case, after its decision. @throws notDecidedYet, ratedAlready, commentTooLong */
export async function rateService(
  ctx: Context,
  { id, score, comment }: { id: string; score: number; comment: string },
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { row } = await loadCase(inner, id, 'services.rateService');
    if (row.outcome === null) throw notDecidedYet();
    const words = plainText(comment);
    if (words.length > longestComment) throw commentTooLong({ max: longestComment });
    const { service, institution } = row;
    const given = { instance: id, at: inner.vahid.now(), service, institution, score, comment: words || null };
    if (!(await insertRating(inner.db, given))) throw ratedAlready();
    await audit(inner, 'services.rateService', id);
  });
}
