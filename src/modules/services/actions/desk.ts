import { permitted } from '../../../kernel/access.ts';
import { type Context } from '../../../kernel/context.ts';
import { signInNeeded } from '../../../kernel/refusal.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Text } from '../../../language/lang.ts';
import {
  type Act,
  assign,
  type AvailableAction,
  availableActions,
  clock,
  handCasePath,
  type Instance,
  isGivenTo,
  type JournalEntry,
  mayHand,
  refuseInterested,
  stateOfInstance,
  titleAtDesk,
  toldOwner,
} from '../../process/index.ts';
import { headedLately } from '../../identity/index.ts';
import { dispatchesOf, dispatchStates } from '../../exchange/index.ts';
import { proposesAmendment } from '../definition/amending.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { CaseRow, FactRow } from '../entities.ts';
import { deskAmendments } from '../present/amending.ts';
import { assistanceView } from '../present/assistance.ts';
import { caseHead } from '../present/cards.ts';
import { flagTitles } from '../present/flags.ts';
import { followsView } from '../present/effects.ts';
import { feeView } from '../present/fee.ts';
import { scoreView } from '../present/score.ts';
import { quotaOf } from '../../quotas/index.ts';
import { factViews } from '../present/facts.ts';
import { type Guide, openGuide } from '../present/guide.ts';
import { appealGrounds, decisionView, deskJournal } from '../present/journal.ts';
import { deskInquiries } from '../present/inquiries.ts';
import { awaitedText, deskOpinions } from '../present/opinions.ts';
import { answerFacts } from '../present/question.ts';
import { decisionWords, reasonsView } from '../present/reasons.ts';
import { removedView } from '../present/removed-files.ts';
import { representationView } from '../present/representation.ts';
import { deskReviews } from '../present/reviews.ts';
import { factsAwaited, feeAwaited, workedElsewhere } from '../refusals.ts';
import { delivers, undelivered } from '../rules/delivery.ts';
import { guardInput } from '../rules/judging.ts';
import { opinionsAwaited } from '../opinion-refusals.ts';
import * as store from '../store.ts';
import type { DeskAction, DeskCaseView, ElsewhereView } from '../desk-views.ts';
import type { TableView } from '../views.ts';
import * as corrections from '../correction-store.ts';
import { withCorrections, withEarlier } from '../present/corrections.ts';
import { officialTook } from './acting.ts';
import { sendsBack } from './correcting.ts';
import { besidesOf, type Judged, judgeRead, outcomeOf } from './deciding.ts';
import { owesFee } from './fee.ts';
import { partiesOfCase } from './co-applicants.ts';
import { isElsewhere, waitsForOpinions } from './desk-act.ts';
import { isLive, type LoadedCase, loadSubmitted, noteReading, subjectOf } from './loading.ts';
import { notesFor } from './noting.ts';
import { nameIn } from '../rules/name-field.ts';
import { journalWithNames } from './standing-in.ts';
import { deskSignatures } from './signatures.ts';
import { signable } from './signing.ts';

/** The officer's page of a case: facts, provenance, conditions, reasons, journal, deadline and what may be done. @throws ownCase */
export async function deskCase(ctx: Context, { id }: { id: string }): Promise<DeskCaseView> {
  const loaded = await loadSubmitted(ctx, id, 'services.readDeskCase');
  const { row, of, service } = loaded;
  const headed = await refuseInterested(ctx, of, headedLately);
  const guide = await openGuide(ctx);
  // What is read of a case is shown only once it is noted that it was read.
  const [read] = await Promise.all([readForDesk(ctx, loaded), noteReading(ctx, loaded)]);
  const { decision, facts, answers, corrected, entries, names } = read;
  const judged = judgeRead(service, facts, answers, read.besides);
  const { opinions, reviews, words, notes, elsewhere, ...views } = await viewsForDesk(ctx, guide, loaded, read);
  const awaited = awaitedText(guide, service, read.besides.opinions, opinions);
  const running = await clock(ctx, of);
  const applicant = nameIn(service, facts);
  const actions = elsewhere ? [] : await deskActions(ctx, of, service, judged, { headed, awaited });
  const reasons = await reasonsView(ctx, guide, loaded, judged, actions);
  const amendments = await deskAmendments(ctx, guide, loaded, { entries, actions });
  return {
    ...caseHead(service, row, of),
    version: of.version,
    state: titleAtDesk(await stateOfInstance(ctx, of)),
    institution: guide.institution(row.institution),
    ...(applicant === undefined ? {} : { applicant }),
    ...(row.submitted_at ? { submittedAt: row.submitted_at } : {}),
    facts: factViews(service, guide, facts, read.submitted, answers),
    answers: withEarlier(service, corrected, answerFacts(service, answers)),
    requirements: judged.requirements.map((one) => ({ ...one, article: guide.article(one.article) })),
    table: tableView(row, judged, facts, guide),
    ...(decision ? { decision: decisionView(service, guide, decision, row.appeal_until, entries, words, names) } : {}),
    ...(opinions.length > 0 ? { opinions } : {}),
    ...(reviews ? { reviews } : {}),
    journal: withCorrections(service, corrected, deskJournal(entries, guide, names)),
    ...views,
    ...(notes && !elsewhere ? { notes } : {}),
    ...(running ? { clock: running } : {}),
    ...(elsewhere ? { elsewhere } : {}),
    actions,
    ...(reasons ? { reasons } : {}),
    ...(amendments ? { amendments } : {}),
    ...(elsewhere ? {} : await whoseView(ctx, row, of)),
    pages: service.pages.map(({ page, question }) => ({ page, question })),
    follows: followsView(service, guide, of, read.effects, { decision, entries }),
    key: newId(),
  };
}

/** Who else has to do with the case: those who have to agree, and who conducts it for the applicant. */
async function besideApplicant(
  ctx: Context,
  loaded: LoadedCase,
  read: Pick<Read, 'facts' | 'entries'>,
): Promise<Pick<DeskCaseView, 'agreements' | 'representation'>> {
  const representation = await representationView(ctx, loaded, read);
  return { ...(await partiesOfCase(ctx, loaded)), ...(representation ? { representation } : {}) };
}

/** What the page of a case is made of. Nothing of it waits for another, so that it is asked at once. */
async function readForDesk(ctx: Context, { row, of, service }: LoadedCase) {
  const { id } = row;
  const decision = row.outcome === null ? undefined : await store.lastDecision(ctx.db, row);
  const until = decision && !isLive(of) ? decision.at : undefined;
  const [{ now: facts, past: submitted }, answers, besides, corrected, { entries, names }, effects] = await Promise.all(
    [
      store.listFactsNowAndPast(ctx.db, id, row.submitted_at, until),
      store.listAnswers(ctx.db, id),
      besidesOf(ctx, service, row),
      corrections.listCorrections(ctx.db, id),
      journalWithNames(ctx, of),
      decision ? store.listEffects(ctx.db, id) : [],
    ],
  );
  return { decision, facts, submitted, answers, besides, corrected, entries, names, effects };
}

type Read = Awaited<ReturnType<typeof readForDesk>>;

/** What others said and noted about a case, and what it costs; each absent where there is none. */
async function viewsForDesk(
  ctx: Context,
  guide: Guide,
  loaded: LoadedCase,
  { decision, facts, answers, entries }: Read,
) {
  const { row, of, service } = loaded;
  const { id } = row;
  const [
    opinions,
    inquiries,
    reviews,
    words,
    notes,
    elsewhere,
    assistance,
    signatures,
    beside,
    said,
    amounts,
    removed,
  ] = await Promise.all([
    deskOpinions(ctx, guide, { id, service }),
    deskInquiries(ctx, guide, loaded),
    reviewsView(ctx, guide, loaded),
    decisionWords(ctx, service, id, decision),
    notesFor(ctx, loaded),
    elsewhereView(ctx, guide, loaded),
    assistanceView(ctx, guide, row),
    deskSignatures(ctx, loaded, entries),
    besideApplicant(ctx, loaded, { facts, entries }),
    saidView(ctx, of, entries),
    amountsView(ctx, guide, loaded, { facts, answers, submittedAt: row.submitted_at }),
    removedView(ctx, loaded),
  ]);
  const asked = inquiries ? { inquiries } : {};
  const more = {
    ...beside,
    ...asked,
    ...said,
    ...removed,
    ...(assistance ? { assistance } : {}),
    signatures,
    ...amounts,
  };
  return { opinions, reviews, words, notes, elsewhere, ...more };
}

async function reviewsView(ctx: Context, guide: Guide, { row, service }: LoadedCase) {
  const mayRelease = permitted(
    ctx.vahid.access['services.releaseReviewer'] ?? [],
    ctx.actor,
    await subjectOf(ctx, row),
  );
  return deskReviews(ctx, guide, { id: row.id, service, mayRelease });
}

/** What the case costs, how it is scored and what it gives to use; each absent where there is none. */
async function amountsView(
  ctx: Context,
  guide: Guide,
  { row, service }: LoadedCase,
  read: Parameters<typeof scoreView>[2],
): Promise<Pick<DeskCaseView, 'payment' | 'score' | 'quota'>> {
  const payment = await feeView(ctx, guide, service, row.id);
  const score = scoreView(service, guide, read);
  const quota = service.quota && (await quotaOf(ctx, row.id));
  return { ...(payment ? { payment } : {}), ...(score ? { score } : {}), ...(quota ? { quota } : {}) };
}

/** The flags that stand on it; why the decision is appealed, while that is considered; what the applicant was last told. */
async function saidView(
  ctx: Context,
  of: Instance,
  entries: readonly JournalEntry[],
): Promise<Pick<DeskCaseView, 'flags' | 'grounds' | 'told'>> {
  const grounds = of.status === 'appealed' ? appealGrounds(entries) : undefined;
  const [flags, told] = await Promise.all([flagTitles(ctx, of), toldOwner(ctx, of)]);
  return { ...flags, ...(grounds === undefined ? {} : { grounds }), ...(told ? { told } : {}) };
}

type Whose = Pick<DeskCaseView, 'mine' | 'standsIn' | 'hand'>;

/** Whether it is the reader's own, where it waits for one of their offices; and where they may give it to somebody. */
async function whoseView(ctx: Context, row: CaseRow, of: Instance): Promise<Whose> {
  const given = isGivenTo(ctx.actor, of.assignee);
  const { institution = '' } = await subjectOf(ctx, row);
  return {
    ...(mayHand(ctx.actor, of, institution) ? { hand: handCasePath(of.id) } : {}),
    ...((await isAwaited(ctx, row, of)) ? { mine: given !== undefined } : {}),
    ...(given === 'instead' ? { standsIn: true as const } : {}),
  };
}

async function elsewhereView(
  ctx: Context,
  guide: Guide,
  { row, service }: LoadedCase,
): Promise<ElsewhereView | undefined> {
  if (!service.backOffice) return undefined;
  const sent = await dispatchesOf(ctx, row.reference);
  return {
    system: guide.system(service.backOffice.system),
    sent: sent.map(({ at, state, attempts, problem }) => ({
      at,
      state,
      title: dispatchStates[state],
      attempts,
      problem,
    })),
  };
}

/** An official takes a case to work on. @throws workedElsewhere, and the refusals of process */
export async function takeCase(ctx: Context, { id }: { id: string }): Promise<void> {
  const { service } = await loadSubmitted(ctx, id, 'services.actOnCase');
  if (isElsewhere(ctx, service)) throw workedElsewhere();
  if (ctx.actor.person === undefined) throw signInNeeded();
  await assign(ctx, { instance: id, to: ctx.actor.person });
}

/** Does the case wait for an office of the actor's? */
async function isAwaited(ctx: Context, row: CaseRow, { awaits }: Instance): Promise<boolean> {
  const subject = await subjectOf(ctx, row);
  return awaits.filter(officialTook).some((who) => permitted([{ who, where: 'own' }], ctx.actor, subject));
}

function tableView(row: CaseRow, { verdict }: Judged, facts: readonly FactRow[], guide: Guide): TableView {
  const at = facts.reduce((latest, fact) => (fact.read_at > latest ? fact.read_at : latest), row.created_at);
  const reasons = verdict.reasons.map(({ sign, text, article }) => ({ sign, text, article: guide.article(article) }));
  return { version: row.version, outcome: verdict.outcome, reasons, at };
}

/** What may be done with a case now, in the offices of the actor; what may not, with the reason. */
export async function deskActions(
  ctx: Context,
  of: Instance,
  service: CompiledService,
  judged: Judged,
  { headed, awaited }: NonNullable<Act['interest']> & { readonly awaited: Text | undefined },
): Promise<readonly DeskAction[]> {
  const found = await availableActions(ctx, of, guardInput(service, judged.requirements, judged.data), { headed });
  // An auditor reads everything and does nothing; an applicant's own actions have no place at the desk.
  const official = found.filter(
    ({ action }) => service.process.actions.find(({ name }) => name === action)?.actor !== 'applicant',
  );
  // Nobody expects a slip: to propose a correction is never the way forward.
  const main = official.find(({ action, grave }) => !grave && !proposesAmendment(service, action))?.action;
  const late = undelivered(service, judged.data);
  const { code, text } = factsAwaited(service, late);
  const owes = (await owesFee(ctx, { of, service }, judged)) ? feeAwaited() : undefined;
  const waits = (action: string) => {
    if (late.length > 0 && delivers(service, action)) return { blocked: { code, text } };
    if (!owes || outcomeOf(service, action) !== 'approved') return {};
    return { blocked: { code: owes.code, text: owes.text } };
  };
  const unheard = (action: string) => awaited && waitsForOpinions(service, action) && opinionsAwaited(awaited);
  return official.map((one) => {
    const why = unheard(one.action);
    const held = why ? { ...one, blocked: { code: why.code, text: why.text } } : one;
    return deskAction(ctx, service, { ...waits(one.action), ...held }, one.action === main);
  });
}

function deskAction(
  ctx: Context,
  service: CompiledService,
  { action, title, note, grave, blocked, sign }: AvailableAction,
  main: boolean,
): DeskAction {
  return {
    action,
    title,
    note,
    asksPages: sendsBack(service, action),
    proposesAmendment: proposesAmendment(service, action),
    ...signable(ctx, sign),
    weight: grave ? 'grave' : main ? 'main' : 'second',
    ...(blocked ? { blocked } : {}),
  };
}

export { refreshCase } from './refreshing.ts';
