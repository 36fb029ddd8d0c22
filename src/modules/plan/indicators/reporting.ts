import { allow, type Appointment } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { notAllowed, notFound } from '../../../kernel/refusal.ts';
import { plainText } from '../../../kernel/text.ts';
import { bakuDate } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { notify } from '../../process/index.ts';
import { officeOf } from '../measures/index.ts';
import { compareFigures } from './discrepancies.ts';
import type { Verdict } from './entities.ts';
import { endOf } from './months.ts';
import { valuePath } from './path.ts';
import * as refusals from './refusals.ts';
import type { Frequency, Sheet } from './sheet.ts';
import * as reports from './store/reports.ts';
import { type SheetInForce, sheetsInForce } from './store/sheets.ts';
import { findValue, insertValues, lockValues, type ValueRow } from './store/values.ts';

export interface Entered {
  readonly indicator: string;
  /** `2026-11`, `2026-Q4` or `2026`, as the sheet's frequency has it. */
  readonly period: string;
  /** Exact decimal. */
  readonly value: string;
  readonly url: string;
  readonly note?: string | undefined;
}

export interface Reported extends Entered {
  readonly numerator?: string | undefined;
  readonly denominator?: string | undefined;
}

/** Who is asked for access to an indicator: the centre decides, the owner is whose it is. */
export async function subjectOf(ctx: Context, owner: string) {
  return { institution: officeOf(ctx.vahid.releases).centre, ownerInstitution: await inChargeOf(ctx, owner) };
}

/**
 * An official of the owner says what the figure of a closed period was, and where the evidence lies. It counts once another
 * person has confirmed it. Answers its id. @throws notAllowed, notFound, and the refusals of this folder
 */
export async function reportValue(ctx: Context, given: Reported): Promise<string> {
  const sheet = await sheetOf(ctx, given.indicator);
  const subject = await subjectOf(ctx, sheet.content.owner);
  allow(ctx, 'plan.enterReported', subject);
  const { person } = ctx.actor;
  if (person === undefined) throw notAllowed();
  if (sheet.content.kind !== 'measured' && sheet.content.kind !== 'reported') throw refusals.notReported();
  const ends = checkEntered(ctx, sheet.content, given);
  for (const part of [given.numerator, given.denominator])
    if (part !== undefined && !decimal.test(part)) throw refusals.wrongValue();
  return inTransaction(ctx, async (inner) => {
    if (await reports.lockWaiting(inner.db, given.indicator, given.period)) throw refusals.waitsAlready();
    const at = inner.vahid.now();
    const id = newId(at.getTime());
    await reports.insertReport(inner.db, {
      id,
      indicator: given.indicator,
      sheetVersion: sheet.version,
      period: given.period,
      ends,
      value: given.value,
      numerator: given.numerator ?? null,
      denominator: given.denominator ?? null,
      institution: subject.ownerInstitution,
      url: given.url.trim(),
      note: plainText(given.note ?? ''),
      edition: null,
      person,
      at,
    });
    await tellJudges(inner, sheet, { institution: subject.ownerInstitution, role: 'deputy_head' }, id);
    await audit(inner, 'plan.reportValue', id);
    return id;
  });
}

async function tellJudges(ctx: Context, sheet: SheetInForce, judges: Appointment, id: string): Promise<void> {
  const { title } = sheet.content;
  await notify(ctx, {
    ...judges,
    text: {
      az: `“${title.az}” göstəricisinin daxil edilmiş qiyməti təsdiq gözləyir.`,
      en: `A value entered of the indicator “${title.en}” waits for confirmation.`,
      ru: `Введённое значение показателя «${title.ru}» ожидает подтверждения.`,
    },
    link: valuePath(sheet.indicator),
    effectKey: `plan.report:${id}`,
  });
}

export interface Judged {
  readonly report: string;
  readonly verdict: Verdict;
  readonly reason?: string | undefined;
}

/**
 * Another person confirms a reported value, or rejects it with a reason. What is confirmed stands beside measured figures,
 * never in their place; where both differ too much, a discrepancy is opened. @throws ownReport, judgedAlready, reasonNeeded
 */
export async function judgeReport(ctx: Context, given: Judged): Promise<void> {
  const report = await reports.findReport(ctx.db, given.report);
  if (!report) throw notFound();
  const action = report.edition === null ? 'plan.judgeReported' : 'plan.enterExternal';
  allow(ctx, action, await subjectOf(ctx, report.institution));
  const { person } = ctx.actor;
  if (person === undefined) throw notAllowed();
  if (person === report.person) throw refusals.ownReport();
  const reason = plainText(given.reason ?? '');
  if (given.verdict === 'rejected' && reason === '') throw refusals.reasonNeeded();
  await inTransaction(ctx, async (inner) => {
    const at = inner.vahid.now();
    const verdict = { report: report.id, verdict: given.verdict, reason: reason === '' ? null : reason, person, at };
    await lockValues(inner.db);
    if (!(await reports.insertVerdict(inner.db, verdict))) throw refusals.judgedAlready();
    if (given.verdict === 'confirmed') await keepConfirmed(inner, report, at);
    await audit(inner, 'plan.judgeReport', report.id);
  });
}

async function keepConfirmed(ctx: Context, report: reports.ReportRow, at: Date): Promise<void> {
  const { indicator, period, ends, institution, edition } = report;
  const sheet = await sheetOf(ctx, indicator);
  const kind = edition === null ? 'reported' : 'external';
  const before = await findValue(ctx.db, { indicator, kind, period });
  const value: ValueRow = {
    ...nothingKnown,
    id: newId(at.getTime()),
    indicator,
    sheetVersion: report.sheetVersion,
    period,
    ends,
    kind,
    value: report.value,
    numerator: report.numerator,
    denominator: report.denominator,
    query: edition === null ? 'reported' : sheet.query,
    computedAt: at,
    supersedes: before?.id ?? null,
    institution: edition === null ? institution : null,
    edition,
    url: report.url,
    note: report.note === '' ? null : report.note,
    report: report.id,
  };
  await insertValues(ctx.db, [value]);
  if (edition === null) await compareFigures(ctx, sheet.content, [period]);
}

export const nothingKnown = {
  numerator: null,
  denominator: null,
  count: null,
  watermark: null,
  supersedes: null,
  institution: null,
  edition: null,
  url: null,
  note: null,
  report: null,
} as const;

export interface Edition extends Entered {
  readonly edition: string;
}

/**
 * The project office enters what an edition of an index says; it counts once another of them has confirmed it. A further
 * value of the same period is a correction: it says why, and takes the place of the earlier one. Answers its id.
 * @throws correctionNeeded and others
 */
export async function enterEdition(ctx: Context, given: Edition): Promise<string> {
  const sheet = await sheetOf(ctx, given.indicator);
  const subject = await subjectOf(ctx, sheet.content.owner);
  allow(ctx, 'plan.enterExternal', subject);
  const { person } = ctx.actor;
  if (person === undefined) throw notAllowed();
  if (sheet.content.kind !== 'external') throw refusals.notExternal();
  const ends = checkEntered(ctx, sheet.content, given);
  const edition = plainText(given.edition);
  if (edition === '' || edition.length > 100) throw refusals.editionNeeded();
  const note = plainText(given.note ?? '');
  return inTransaction(ctx, async (inner) => {
    const { indicator, period, value } = given;
    if (await reports.lockWaiting(inner.db, indicator, period)) throw refusals.waitsAlready();
    const before = await findValue(inner.db, { indicator, kind: 'external', period });
    if (before && note === '') throw refusals.correctionNeeded();
    const at = inner.vahid.now();
    const id = newId(at.getTime());
    const { institution } = subject;
    const parts = { numerator: null, denominator: null };
    const entered = { id, indicator, sheetVersion: sheet.version, period, ends, value, ...parts, institution };
    await reports.insertReport(inner.db, { ...entered, url: given.url.trim(), note, edition, person, at });
    await tellJudges(inner, sheet, { institution, role: 'project_office' }, id);
    await audit(inner, 'plan.enterEdition', id);
    return id;
  });
}

async function sheetOf(ctx: Context, code: string): Promise<SheetInForce> {
  const found = (await sheetsInForce(ctx.db)).find(({ indicator }) => indicator === code);
  if (!found) throw notFound();
  return found;
}

const decimal = /^-?\d{1,18}(\.\d{1,9})?$/;
const example: Readonly<Record<Frequency, string>> = { month: '2026-11', quarter: '2026-Q4', year: '2026' };

/** The last day of the period. @throws wrongPeriod, periodOpen, wrongValue, evidenceNeeded */
function checkEntered(ctx: Context, { frequency, unit }: Sheet, { period, value, url }: Entered): string {
  const ends = endOf(period, frequency);
  if (ends === undefined) throw refusals.wrongPeriod({ example: example[frequency] });
  if (ends >= bakuDate(ctx.vahid.now())) throw refusals.periodOpen();
  const fits = decimal.test(value) && Number(value) >= 0 && (unit !== 'percent' || Number(value) <= 100);
  if (!fits) throw refusals.wrongValue();
  if (!/^https?:\/\/\S+$/.test(url.trim()) || !URL.canParse(url.trim()) || url.trim().length > 500)
    throw refusals.evidenceNeeded();
  return ends;
}

/** What was reported of an indicator, for its owner, the project office and the auditor. @throws notFound */
export async function reportsOf(ctx: Context, code: string): Promise<readonly reports.ReportRow[]> {
  const { content } = await sheetOf(ctx, code);
  allow(ctx, 'plan.readReported', await subjectOf(ctx, content.owner));
  return reports.listReports(ctx.db, code);
}
