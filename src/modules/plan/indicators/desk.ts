import { allow, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { bakuDate } from '../../../language/index.ts';
import { type Institution, institutions, isClosed } from '../../identity/index.ts';
import { type AvailableAction, availableActions, instance, type Progress, progressOf } from '../../process/index.ts';
import { officeOf } from '../measures/index.ts';
import { subjectOf } from './reporting.ts';
import { type DiscrepancyView, openDiscrepancies } from './store/discrepancies.ts';
import { type DraftRow, findDraft, listDrafts } from './store/drafts.ts';
import { countWaiting, listReports, type ReportRow } from './store/reports.ts';
import { sheetsInForce, type SheetInForce } from './store/sheets.ts';

/** What an official has to do with indicators. */
export interface DeskView {
  readonly drafts: readonly DraftRow[];
  readonly sheets: readonly SheetInForce[];
  /** Reported values of each indicator that wait to be judged. */
  readonly waiting: ReadonlyMap<string, number>;
  readonly discrepancies: readonly DiscrepancyView[];
  /** For which institutions the reader may begin a sheet. */
  readonly mayDraftFor: readonly Institution[];
}

/** The project office and the auditor see everything, others what their institution answers for. */
export async function deskView(ctx: Context): Promise<DeskView> {
  allow(ctx, 'plan.openIndicatorDesk');
  const { appointments } = ctx.actor;
  const { centre } = officeOf(ctx.vahid.releases);
  const everything = appointments.some(
    ({ role, institution: at }) => role === 'auditor' || (role === 'project_office' && at === centre),
  );
  const own = [...new Set(appointments.map((one) => one.institution))];
  const mine = (code: string) => everything || own.includes(code);
  const waiting = await countWaiting(ctx.db);
  return {
    drafts: await listDrafts(ctx.db, everything ? undefined : own),
    sheets: (await sheetsInForce(ctx.db)).filter(({ content }) => mine(content.owner)),
    waiting,
    discrepancies: await openDiscrepancies(ctx.db, everything ? undefined : own),
    mayDraftFor: await draftable(ctx, centre),
  };
}

async function draftable(ctx: Context, centre: string): Promise<readonly Institution[]> {
  const today = bakuDate(ctx.vahid.now());
  const lines = ctx.vahid.access['plan.draftIndicator'] ?? [];
  return (await institutions(ctx)).filter(
    (one) => !isClosed(one, today) && permitted(lines, ctx.actor, { institution: centre, ownerInstitution: one.code }),
  );
}

/** A sheet on its way to approval, with everything its page shows. */
export interface DraftView extends Progress {
  readonly draft: DraftRow;
  readonly actions: readonly AvailableAction[];
  readonly writable: boolean;
}

/** @throws notFound, notAllowed */
export async function draftView(ctx: Context, id: string): Promise<DraftView> {
  allow(ctx, 'plan.openIndicatorDesk');
  const draft = await findDraft(ctx.db, id);
  if (!draft) throw notFound();
  const of = await instance(ctx, id);
  const lines = ctx.vahid.access['plan.draftIndicator'] ?? [];
  const mayWrite = permitted(lines, ctx.actor, await subjectOf(ctx, draft.institution));
  return {
    draft,
    ...(await progressOf(ctx, of)),
    actions: await availableActions(ctx, of),
    writable: mayWrite && of.state === 'draft',
  };
}

/** What is entered by hand of one indicator, and what the reader may do about it. */
export interface ValuesView {
  readonly sheet: SheetInForce;
  readonly reports: readonly ReportRow[];
  readonly mayReport: boolean;
  readonly mayEnter: boolean;
  /** Ids of the reports that the reader may judge. */
  readonly mayJudge: ReadonlySet<string>;
}

/** @throws notFound, notAllowed */
export async function valuesView(ctx: Context, code: string): Promise<ValuesView> {
  allow(ctx, 'plan.openIndicatorDesk');
  const sheet = (await sheetsInForce(ctx.db)).find(({ indicator }) => indicator === code);
  if (!sheet) throw notFound();
  const { kind, owner } = sheet.content;
  const subject = await subjectOf(ctx, owner);
  allow(ctx, 'plan.readReported', subject);
  const may = (action: string) => permitted(ctx.vahid.access[action] ?? [], ctx.actor, subject);
  const reports = await listReports(ctx.db, code);
  const open = reports.filter(({ verdict, person }) => verdict === null && person !== ctx.actor.person);
  return {
    sheet,
    reports,
    mayReport: (kind === 'measured' || kind === 'reported') && may('plan.enterReported'),
    mayEnter: kind === 'external' && may('plan.enterExternal'),
    mayJudge: new Set(
      may(kind === 'external' ? 'plan.enterExternal' : 'plan.judgeReported') ? open.map(({ id }) => id) : [],
    ),
  };
}
