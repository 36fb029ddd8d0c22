import { allow, permitted } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import {
  act,
  type AvailableAction,
  availableActions,
  clock,
  type Instance,
  journal,
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
import { decisionView, deskJournal } from '../present/journal.ts';
import { answerViews } from '../present/question.ts';
import { pagesNeeded } from '../refusals.ts';
import { guardInput } from '../rules/judging.ts';
import * as store from '../store.ts';
import type { DeskAction, DeskCaseView, WorklistItem, WorklistView } from '../desk-views.ts';
import type { TableView } from '../views.ts';
import { tookPlace } from './acting.ts';
import { judge, type Judged, outcomeOf, recordDecision } from './deciding.ts';
import { type LoadedCase, loadSubmitted, serviceOfCase } from './loading.ts';
import { nameField } from './offer.ts';

/** Cases that wait for an official of the actor's institutions, the most urgent first. */
export async function worklist(ctx: Context): Promise<WorklistView> {
  const lines = ctx.vahid.access['services.readWorklist'] ?? [];
  const office = ctx.actor.appointments.find(({ institution }) => permitted(lines, ctx.actor, { institution }));
  allow(ctx, 'services.readWorklist', { institution: office?.institution });
  const found = await awaited(ctx, { kind: 'service' });
  const rows = new Map(
    (
      await store.findCases(
        ctx.db,
        found.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const names = await applicantNames(ctx, [...rows.values()]);
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
      mine: of.assignee !== null && of.assignee === ctx.actor.person,
    });
  }
  return { items, overdue: items.filter((item) => item.clock?.overdue).length };
}

async function applicantNames(ctx: Context, rows: readonly CaseRow[]): Promise<ReadonlyMap<string, string>> {
  const wanted: { instance: string; field: string }[] = [];
  for (const row of rows) {
    const field = nameField(await serviceOfCase(ctx, row));
    if (field !== undefined) wanted.push({ instance: row.id, field });
  }
  const values = await store.listValues(ctx.db, wanted);
  return new Map([...values].flatMap(([id, value]) => (typeof value === 'string' ? [[id, value] as const] : [])));
}

/** The officer's page of a case: facts, provenance, conditions, reasons, journal, deadline and what may be done. */
export async function deskCase(ctx: Context, { id }: { id: string }): Promise<DeskCaseView> {
  const loaded = await loadSubmitted(ctx, id, 'services.readDeskCase');
  const { row, of, service } = loaded;
  const guide = await openGuide(ctx);
  const facts = await store.listFacts(ctx.db, id);
  const submitted = row.submitted_at ? await store.listFacts(ctx.db, id, row.submitted_at) : [];
  const judged = await judge(ctx, service, id);
  const entries = await journal(ctx, of);
  const decision = await store.lastDecision(ctx.db, id);
  const running = await clock(ctx, of);
  const applicant = (await applicantNames(ctx, [row])).get(id);
  const { pages } = service;
  return {
    ...caseHead(service, row, of),
    version: of.version,
    state: titleAtDesk(await stateOfInstance(ctx, of)),
    institution: guide.institution(row.institution),
    ...(applicant === undefined ? {} : { applicant }),
    ...(row.submitted_at ? { submittedAt: row.submitted_at } : {}),
    facts: factViews(service, guide, facts, submitted),
    answers: answerViews(service, await store.listAnswers(ctx.db, id), () => false),
    requirements: judged.requirements.map((one) => ({ ...one, article: guide.article(one.article) })),
    table: tableView(row, judged, facts, guide),
    ...(decision ? { decision: decisionView(service, guide, decision, row.appeal_until, entries) } : {}),
    journal: deskJournal(entries),
    ...(running ? { clock: running } : {}),
    actions: await deskActions(ctx, of, service, judged),
    pages: pages.map(({ page, question }) => ({ page, question })),
    follows: followsView(service, guide, of, await store.listEffects(ctx.db, id), { decision, entries }),
    key: newId(),
  };
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
): Promise<readonly DeskAction[]> {
  const found = await availableActions(ctx, of, guardInput(judged.requirements, judged.data));
  // An auditor reads everything and does nothing; an applicant's own actions have no place at the desk.
  const official = found.filter(
    ({ action }) => service.process.actions.find(({ name }) => name === action)?.actor !== 'applicant',
  );
  const main = official.find(({ grave }) => !grave)?.action;
  return official.map((one) => deskAction(service, one, one.action === main));
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
 * An official acts. A decision is written with its reasons and articles in the same transaction.
 * @throws pagesNeeded, and the refusals of process
 */
export async function actOnCase(ctx: Context, input: DeskAct): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const loaded = await loadSubmitted(inner, input.id, 'services.actOnCase', true);
    const { of, service } = loaded;
    const judged = await judge(inner, service, input.id);
    const pages = pagesToCorrect(loaded, input);
    const acted = await act(inner, {
      instance: input.id,
      action: input.action,
      version: input.version,
      note: input.note,
      guardInput: guardInput(judged.requirements, judged.data),
      key: `${input.action}:${input.key}`,
      details: pages.length > 0 ? { pages: [...pages] } : {},
    });
    if (!tookPlace(acted, of)) return;
    if (pages.length > 0) await store.updateCase(inner.db, input.id, { correct_pages: [...pages] });
    const outcome = outcomeOf(service, input.action);
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

function pagesToCorrect({ service }: LoadedCase, { action, pages = [] }: DeskAct): readonly string[] {
  if (!sendsBack(service, action)) return [];
  const known = service.pages.map(({ page }) => page).filter((page) => pages.includes(page));
  if (known.length === 0) throw pagesNeeded();
  return known;
}

export { refreshCase } from './refreshing.ts';
