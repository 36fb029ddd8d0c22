import { type Actor, allow, permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
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
  instances,
  isGivenTo,
  type JournalEntry,
  mayHand,
  refuseInterested,
  stateOfInstance,
  titleAtDesk,
  worklist as awaited,
} from '../../process/index.ts';
import { dispatchesOf, dispatchStates } from '../../exchange/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { opinionProcess } from '../definition/opinion.ts';
import type { CaseRow, FactRow } from '../entities.ts';
import { assistanceView } from '../present/assistance.ts';
import { caseHead } from '../present/cards.ts';
import { followsView } from '../present/effects.ts';
import { feeView } from '../present/fee.ts';
import { scoreView } from '../present/score.ts';
import { quotaOf } from '../../quotas/index.ts';
import { factViews } from '../present/facts.ts';
import { type Guide, openGuide } from '../present/guide.ts';
import { appealGrounds, decisionView, deskJournal } from '../present/journal.ts';
import { awaitedText, deskOpinions } from '../present/opinions.ts';
import { answerViews } from '../present/question.ts';
import { decisionWords, reasonsView } from '../present/reasons.ts';
import { deskReviews } from '../present/reviews.ts';
import { factsAwaited, workedElsewhere } from '../refusals.ts';
import { delivers, undelivered } from '../rules/delivery.ts';
import { guardInput } from '../rules/judging.ts';
import { opinionsAwaited } from '../opinion-refusals.ts';
import * as store from '../store.ts';
import type { DeskAction, DeskCaseView, ElsewhereView, WorklistItem, WorklistView } from '../desk-views.ts';
import type { TableView } from '../views.ts';
import * as corrections from '../correction-store.ts';
import { withCorrections, withEarlier } from '../present/corrections.ts';
import { officialTook } from './acting.ts';
import { sendsBack } from './correcting.ts';
import { besidesOf, type Judged, judgeRead } from './deciding.ts';
import { partiesOfCase } from './co-applicants.ts';
import { isElsewhere, waitsForOpinions } from './desk-act.ts';
import { isLive, type LoadedCase, loadSubmitted, noteReading, serviceOfCase, subjectOf } from './loading.ts';
import { notesFor } from './noting.ts';
import { nameField } from '../rules/name-field.ts';
import { namesOfOpinions } from './opinion-desk.ts';
import { journalWithNames } from './standing-in.ts';
import { deskSignatures } from './signatures.ts';
import { signable } from './signing.ts';

/** Cases on one page of the queue. */
export const queuePage = 50;

/**
 * Cases that wait for an official of the actor's institutions, the most urgent first; `page` counts from 1. `own`: those
 * given to the actor, or to one for whom they stand in.
 */
export async function worklist(ctx: Context, page = 1, own = false): Promise<WorklistView> {
  const lines = ctx.vahid.access['services.readWorklist'] ?? [];
  const office = ctx.actor.appointments.find(({ institution }) => permitted(lines, ctx.actor, { institution }));
  allow(ctx, 'services.readWorklist', { institution: office?.institution });
  const { items: found, ...counts } = await awaited(ctx, {
    kinds: ['service', opinionProcess],
    ...(own ? { assignees: whoseCases(ctx.actor) } : {}),
    limit: queuePage,
    offset: (page - 1) * queuePage,
  });
  return { items: await listItems(ctx, found), ...counts, page, pages: Math.ceil(counts.total / queuePage) };
}

const whoseCases = ({ person, appointments }: Actor): readonly string[] => [
  ...(person === undefined ? [] : [person]),
  ...appointments.flatMap(({ instead }) => instead ?? []),
];

/** Every case that was sent, the newest first: for who examines them and decides none. */
export async function caseList(ctx: Context, page = 1): Promise<WorklistView> {
  allow(ctx, 'services.listAllCases');
  const { ids, total } = await store.listSubmitted(ctx.db, { limit: queuePage, offset: (page - 1) * queuePage });
  await audit(ctx, 'services.listAllCases');
  const items = await listItems(ctx, await instances(ctx, ids));
  return { items, total, overdue: 0, page, pages: Math.ceil(total / queuePage) };
}

async function listItems(ctx: Context, found: readonly Instance[]): Promise<readonly WorklistItem[]> {
  const names = new Map([
    ...(await applicantNames(
      ctx,
      found.filter(({ kind }) => kind === 'service'),
    )),
    ...(await namesOfOpinions(ctx, found)),
  ]);
  const guide = await openGuide(ctx);
  const items: WorklistItem[] = [];
  for (const of of found) {
    const running = await clock(ctx, of);
    const applicant = names.get(of.id);
    const given = isGivenTo(ctx.actor, of.assignee);
    const system = of.kind === opinionProcess ? undefined : (await serviceInVersion(ctx, of)).backOffice?.system;
    items.push({
      id: of.id,
      reference: of.reference,
      ...(applicant === undefined ? {} : { applicant }),
      service: of.title,
      status: of.status,
      state: titleAtDesk(await stateOfInstance(ctx, of)),
      ...(given === undefined ? {} : { given }),
      ...(system === undefined ? {} : { elsewhere: guide.system(system) }),
      ...(of.kind === opinionProcess ? { opinion: true as const } : {}),
      ...(running ? { clock: running } : {}),
    });
  }
  return items;
}

const serviceInVersion = (ctx: Context, { name, definition_version: version }: Instance) =>
  serviceOfCase(ctx, { service: name, version });

/** By case. A case and its process are of one definition, in one version. */
async function applicantNames(ctx: Context, of: readonly Instance[]): Promise<ReadonlyMap<string, string>> {
  const wanted: { instance: string; field: string }[] = [];
  for (const one of of) {
    const field = nameField(await serviceInVersion(ctx, one));
    if (field !== undefined) wanted.push({ instance: one.id, field });
  }
  const values = await store.listValues(ctx.db, wanted);
  return new Map([...values].flatMap(([id, value]) => (typeof value === 'string' ? [[id, value] as const] : [])));
}

/** The officer's page of a case: facts, provenance, conditions, reasons, journal, deadline and what may be done. @throws ownCase */
export async function deskCase(ctx: Context, { id }: { id: string }): Promise<DeskCaseView> {
  const loaded = await loadSubmitted(ctx, id, 'services.readDeskCase');
  const { row, of, service } = loaded;
  const headed = await refuseInterested(ctx, of);
  await noteReading(ctx, loaded);
  const guide = await openGuide(ctx);
  const decision = await store.lastDecision(ctx.db, id);
  const until = decision && !isLive(of) ? decision.at : undefined;
  const { now: facts, past: submitted } = await store.listFactsNowAndPast(ctx.db, id, row.submitted_at, until);
  const answers = await store.listAnswers(ctx.db, id);
  const besides = await besidesOf(ctx, service, row);
  const judged = judgeRead(service, facts, answers, besides);
  const opinions = await deskOpinions(ctx, guide, { id, service });
  const reviews = await deskReviews(ctx, guide, {
    id,
    service,
    mayRelease: permitted(ctx.vahid.access['services.releaseReviewer'] ?? [], ctx.actor, await subjectOf(ctx, row)),
  });
  const awaited = awaitedText(guide, service, besides.opinions, opinions);
  const words = await decisionWords(ctx, service, id, decision);
  const assistance = await assistanceView(ctx, guide, row);
  const notes = await notesFor(ctx, loaded);
  const corrected = await corrections.listCorrections(ctx.db, id);
  const { entries, names } = await journalWithNames(ctx, of);
  const running = await clock(ctx, of);
  const applicant = applicantIn(service, facts);
  const elsewhere = await elsewhereView(ctx, guide, loaded);
  const actions = elsewhere ? [] : await deskActions(ctx, of, service, judged, { headed, awaited });
  const reasons = await reasonsView(ctx, guide, loaded, judged, actions);
  return {
    ...caseHead(service, row, of),
    version: of.version,
    state: titleAtDesk(await stateOfInstance(ctx, of)),
    institution: guide.institution(row.institution),
    ...(applicant === undefined ? {} : { applicant }),
    ...(row.submitted_at ? { submittedAt: row.submitted_at } : {}),
    facts: factViews(service, guide, facts, submitted, answers),
    answers: withEarlier(service, corrected, answerViews(service, answers, notChanged)),
    requirements: judged.requirements.map((one) => ({ ...one, article: guide.article(one.article) })),
    table: tableView(row, judged, facts, guide),
    ...(decision ? { decision: decisionView(service, guide, decision, row.appeal_until, entries, words, names) } : {}),
    ...groundsOf(of, entries),
    ...(opinions.length > 0 ? { opinions } : {}),
    ...(reviews ? { reviews } : {}),
    ...(await partiesOfCase(ctx, loaded)),
    journal: withCorrections(service, corrected, deskJournal(entries, guide, names)),
    ...(assistance ? { assistance } : {}),
    ...(notes && !elsewhere ? { notes } : {}),
    signatures: await deskSignatures(ctx, loaded, entries),
    ...(running ? { clock: running } : {}),
    ...(elsewhere ? { elsewhere } : {}),
    actions,
    ...(reasons ? { reasons } : {}),
    ...(await amountsView(ctx, guide, loaded, { facts, answers, submittedAt: row.submitted_at })),
    ...(elsewhere ? {} : await whoseView(ctx, row, of)),
    pages: service.pages.map(({ page, question }) => ({ page, question })),
    follows: followsView(service, guide, of, await store.listEffects(ctx.db, id), { decision, entries }),
    key: newId(),
  };
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

/** Why the decision is appealed, while that is considered. */
function groundsOf(of: Instance, entries: readonly JournalEntry[]): Pick<DeskCaseView, 'grounds'> {
  const grounds = of.status === 'appealed' ? appealGrounds(entries) : undefined;
  return grounds === undefined ? {} : { grounds };
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

/** At the desk no answer is changed. */
const notChanged = () => false;

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

function applicantIn(service: CompiledService, facts: readonly FactRow[]): string | undefined {
  const field = nameField(service);
  const named = facts.find((fact) => fact.field === field);
  return named?.state === 'value' && typeof named.value === 'string' ? named.value : undefined;
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
  const main = official.find(({ grave }) => !grave)?.action;
  const late = undelivered(service, judged.data);
  const { code, text } = factsAwaited(service, late);
  const waits = (action: string) => late.length > 0 && delivers(service, action);
  const unheard = (action: string) => awaited && waitsForOpinions(service, action) && opinionsAwaited(awaited);
  return official.map((one) => {
    const why = unheard(one.action);
    const held = why ? { ...one, blocked: { code: why.code, text: why.text } } : one;
    return deskAction(
      ctx,
      service,
      waits(one.action) ? { blocked: { code, text }, ...held } : held,
      one.action === main,
    );
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
    ...signable(ctx, sign),
    weight: grave ? 'grave' : main ? 'main' : 'second',
    ...(blocked ? { blocked } : {}),
  };
}

export { refreshCase } from './refreshing.ts';
