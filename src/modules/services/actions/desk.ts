import { allow, permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notAllowed } from '../../../kernel/refusal.ts';
import { headedNow } from '../../identity/index.ts';
import {
  type Act,
  act,
  type AvailableAction,
  availableActions,
  clock,
  type Instance,
  instances,
  journal,
  refuseInterested,
  stateOfInstance,
  titleAtDesk,
  worklist as awaited,
} from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { CaseRow, FactRow } from '../entities.ts';
import { caseHead } from '../present/cards.ts';
import { followsView } from '../present/effects.ts';
import { factViews } from '../present/facts.ts';
import { openGuide } from '../present/guide.ts';
import { appealGrounds, decisionView, deskJournal } from '../present/journal.ts';
import { answerViews } from '../present/question.ts';
import { decidedBeside, factsAwaited, noteAndPagesNeeded, pagesNeeded } from '../refusals.ts';
import { delivers, undelivered } from '../rules/delivery.ts';
import { guardInput } from '../rules/judging.ts';
import * as store from '../store.ts';
import type { DeskAction, DeskCaseView, WorklistItem, WorklistView } from '../desk-views.ts';
import type { TableView } from '../views.ts';
import { keyOf, officialTook, tookPlace } from './acting.ts';
import { judge, type Judged, judgeRead, outcomeOf, recordDecision } from './deciding.ts';
import { isLive, type LoadedCase, loadSubmitted, noteReading, serviceOfCase, subjectOf } from './loading.ts';
import { nameField } from './offer.ts';
import { approvedBeside } from './once.ts';
import { renewFacts } from './refreshing.ts';

/** Cases on one page of the queue. */
export const queuePage = 50;

/** Cases that wait for an official of the actor's institutions, the most urgent first; `page` counts from 1. */
export async function worklist(ctx: Context, page = 1): Promise<WorklistView> {
  const lines = ctx.vahid.access['services.readWorklist'] ?? [];
  const office = ctx.actor.appointments.find(({ institution }) => permitted(lines, ctx.actor, { institution }));
  allow(ctx, 'services.readWorklist', { institution: office?.institution });
  const { items: found, ...counts } = await awaited(ctx, {
    kinds: ['service'],
    limit: queuePage,
    offset: (page - 1) * queuePage,
  });
  return { items: await listItems(ctx, found), ...counts, page, pages: Math.ceil(counts.total / queuePage) };
}

/** Every case that was sent, the newest first: for who examines them and decides none. */
export async function caseList(ctx: Context, page = 1): Promise<WorklistView> {
  allow(ctx, 'services.listAllCases');
  const { ids, total } = await store.listSubmitted(ctx.db, { limit: queuePage, offset: (page - 1) * queuePage });
  await audit(ctx, 'services.listAllCases');
  const items = await listItems(ctx, await instances(ctx, ids));
  return { items, total, overdue: 0, page, pages: Math.ceil(total / queuePage) };
}

async function listItems(ctx: Context, found: readonly Instance[]): Promise<readonly WorklistItem[]> {
  const names = await applicantNames(ctx, found);
  const items: WorklistItem[] = [];
  for (const of of found) {
    const running = await clock(ctx, of);
    const applicant = names.get(of.id);
    items.push({
      id: of.id,
      reference: of.reference,
      ...(applicant === undefined ? {} : { applicant }),
      service: of.title,
      status: of.status,
      state: titleAtDesk(await stateOfInstance(ctx, of)),
      ...(running ? { clock: running } : {}),
    });
  }
  return items;
}

/** By case. A case and its process are of one definition, in one version. */
async function applicantNames(ctx: Context, of: readonly Instance[]): Promise<ReadonlyMap<string, string>> {
  const wanted: { instance: string; field: string }[] = [];
  for (const { id, name, definition_version: version } of of) {
    const field = nameField(await serviceOfCase(ctx, { service: name, version }));
    if (field !== undefined) wanted.push({ instance: id, field });
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
  const judged = judgeRead(service, facts, answers);
  const entries = await journal(ctx, of);
  const running = await clock(ctx, of);
  const grounds = of.status === 'appealed' ? appealGrounds(entries) : undefined;
  const applicant = applicantIn(service, facts);
  const { pages } = service;
  return {
    ...caseHead(service, row, of),
    version: of.version,
    state: titleAtDesk(await stateOfInstance(ctx, of)),
    institution: guide.institution(row.institution),
    ...(applicant === undefined ? {} : { applicant }),
    ...(row.submitted_at ? { submittedAt: row.submitted_at } : {}),
    facts: factViews(service, guide, facts, submitted, answers),
    answers: answerViews(service, answers, () => false),
    requirements: judged.requirements.map((one) => ({ ...one, article: guide.article(one.article) })),
    table: tableView(row, judged, facts, guide),
    ...(decision ? { decision: decisionView(service, guide, decision, row.appeal_until, entries) } : {}),
    ...(grounds === undefined ? {} : { grounds }),
    journal: deskJournal(entries),
    ...(running ? { clock: running } : {}),
    actions: await deskActions(ctx, of, service, judged, { headed }),
    ...((await isAwaited(ctx, row, of)) ? { mine: of.assignee !== null && of.assignee === ctx.actor.person } : {}),
    pages: pages.map(({ page, question }) => ({ page, question })),
    follows: followsView(service, guide, of, await store.listEffects(ctx.db, id), { decision, entries }),
    key: newId(),
  };
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

function tableView(
  row: CaseRow,
  { verdict }: Judged,
  facts: readonly FactRow[],
  guide: Awaited<ReturnType<typeof openGuide>>,
): TableView {
  const at = facts.reduce((latest, fact) => (fact.read_at > latest ? fact.read_at : latest), row.created_at);
  const reasons = verdict.reasons.map(({ sign, text, article }) => ({ sign, text, article: guide.article(article) }));
  return { version: row.version, outcome: verdict.outcome, reasons, at };
}

async function deskActions(
  ctx: Context,
  of: Instance,
  service: CompiledService,
  judged: Judged,
  interest: NonNullable<Act['interest']>,
): Promise<readonly DeskAction[]> {
  const found = await availableActions(ctx, of, guardInput(judged.requirements, judged.data), interest);
  // An auditor reads everything and does nothing; an applicant's own actions have no place at the desk.
  const official = found.filter(
    ({ action }) => service.process.actions.find(({ name }) => name === action)?.actor !== 'applicant',
  );
  const main = official.find(({ grave }) => !grave)?.action;
  const late = undelivered(service, judged.data);
  const { code, text } = factsAwaited(service, late);
  const waits = (action: string) => late.length > 0 && delivers(service, action);
  return official.map((one) =>
    deskAction(service, waits(one.action) ? { blocked: { code, text }, ...one } : one, one.action === main),
  );
}

function deskAction(
  service: CompiledService,
  { action, title, note, grave, blocked }: AvailableAction,
  main: boolean,
): DeskAction {
  return {
    action,
    title,
    note,
    asksPages: sendsBack(service, action),
    weight: grave ? 'grave' : main ? 'main' : 'second',
    ...(blocked ? { blocked } : {}),
  };
}

/** The action puts the case back into the applicant's hands. */
function sendsBack({ process }: CompiledService, action: string): boolean {
  const to = process.actions.find(({ name }) => name === action)?.to;
  return process.states.find(({ name }) => name === to)?.status === 'waiting_for_applicant';
}

interface DeskAct {
  readonly id: string;
  readonly action: string;
  /** As shown on the page. */
  readonly version: number;
  readonly note: string;
  /** Pages to correct, with an action that sends the case back. */
  readonly pages?: readonly string[];
  readonly key: string;
}

/**
 * An official acts. A decision is written with its reasons and articles in the same transaction; before an approval the
 * registers are asked anew, so that it rests on what holds now.
 * @throws pagesNeeded, noteAndPagesNeeded, factsAwaited, decidedBeside, and the refusals of process
 */
export async function actOnCase(ctx: Context, input: DeskAct): Promise<void> {
  const { interest, askedAt } = await askBefore(ctx, input);
  await inTransaction(ctx, async (inner) => {
    const loaded = await loadSubmitted(inner, input.id, 'services.actOnCase', true);
    const { of, service } = loaded;
    const action = service.process.actions.find(({ name }) => name === input.action);
    // An official's own case as applicant is acted upon in the portal, with the checks that are made there.
    if (action && !officialTook(action.actor)) throw notAllowed();
    const judged = await judge(inner, service, input.id);
    const late = delivers(service, input.action) ? undelivered(service, judged.data) : [];
    const pages = pagesToCorrect(loaded, input);
    const acted = await act(inner, {
      instance: input.id,
      action: input.action,
      version: input.version,
      note: input.note,
      guardInput: guardInput(judged.requirements, judged.data),
      key: keyOf(input.action, input.key),
      interest,
      details: pages.length > 0 ? { pages: [...pages] } : {},
    });
    if (!tookPlace(acted, of)) return;
    // Asked only now: what barred the action itself is said first, and a repeat is answered like the first.
    if (late.length > 0) throw factsAwaited(service, late);
    if (pages.length > 0) await store.updateCase(inner.db, input.id, { correct_pages: [...pages] });
    const outcome = outcomeOf(service, input.action);
    if (outcome === 'approved' && (await approvedBeside(inner, loaded.row, askedAt))) throw decidedBeside();
    if (outcome)
      await recordDecision(inner, loaded, {
        seq: acted.seq,
        outcome,
        by: 'official',
        requirements: judged.requirements,
      });
    await audit(inner, 'services.actOnCase', input.id);
  });
}

/**
 * What the actor heads, and before an approval the facts, where that will count: asked before the case is locked,
 * because a register may take its time.
 */
async function askBefore(
  ctx: Context,
  { id, action: name }: DeskAct,
): Promise<{ readonly interest: Act['interest']; readonly askedAt: Date }> {
  const askedAt = ctx.vahid.now();
  const loaded = await loadSubmitted(ctx, id, 'services.actOnCase');
  const { row, of, service } = loaded;
  const action = service.process.actions.find((one) => one.name === name);
  if (!action?.from.includes(of.state) || !officialTook(action.actor)) return { interest: undefined, askedAt };
  const headed = of.owner_organisation === null ? [] : await headedNow(ctx);
  const may = permitted([{ who: action.actor, where: 'own' }], ctx.actor, await subjectOf(ctx, row));
  if (may && headed && outcomeOf(service, name) === 'approved' && isLive(of)) await renewFacts(ctx, loaded);
  return { interest: { headed }, askedAt };
}

function pagesToCorrect({ service }: LoadedCase, { action, note, pages = [] }: DeskAct): readonly string[] {
  if (!sendsBack(service, action)) return [];
  const known = service.pages.map(({ page }) => page).filter((page) => pages.includes(page));
  if (known.length === 0 && note.trim() === '') throw noteAndPagesNeeded();
  if (known.length === 0) throw pagesNeeded();
  return known;
}

export { refreshCase } from './refreshing.ts';
