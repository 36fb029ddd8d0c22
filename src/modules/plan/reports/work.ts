import { allow, permitted } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { bakuDate, type Text } from '../../../language/index.ts';
import { answersFor } from '../../identity/index.ts';
import { type Instance, instances, stateOfInstance, titleAtDesk, worklist } from '../../process/index.ts';
import { officeOf, periodOf, subjectFor } from '../measures/index.ts';
import { reportingRoles } from './access.ts';
import { openDatesOf } from './dates-store.ts';
import { datesProcess, reportProcess } from './processes.ts';
import * as store from './store.ts';

/** One line of the list of what waits, or of reports. */
export interface WorkLine {
  readonly of: Instance;
  readonly state: Text;
}

/** A measure that one's institution carries out, or helps to, with what it has to do with it now. */
export interface OwnMeasure extends store.MeasureLine {
  /** Its report of the present period, and the request about its dates that is under way. */
  readonly report: string | undefined;
  readonly dates: string | undefined;
}

export interface Work {
  /** Waits for one of the reader's offices, the most urgent first. */
  readonly waiting: readonly WorkLine[];
  readonly measures: readonly OwnMeasure[];
  readonly reports: readonly WorkLine[];
  readonly period: string;
  /** Codes of the institutions whose measures these are. */
  readonly institutions: readonly string[];
  /** Of those, the ones for which the reader begins reports and asks for dates. */
  readonly begins: boolean;
  readonly atCentre: boolean;
}

const most = 200;

/** What somebody of an institution, or of the centre, has to do with the measures of the plans. @throws notAllowed */
export async function workOf(ctx: Context): Promise<Work> {
  const { appointments } = ctx.actor;
  const { centre, period: length } = officeOf(ctx.vahid.releases);
  const { institution: atCentre } = await subjectFor(ctx, centre);
  const lines = ctx.vahid.access['plan.openWork'] ?? [];
  const opens = appointments.find(({ institution }) =>
    permitted(lines, ctx.actor, { institution: atCentre, ownerInstitution: institution }),
  );
  allow(ctx, 'plan.openWork', { institution: atCentre, ownerInstitution: opens?.institution });
  const own = appointments.filter(({ role }) => (reportingRoles as readonly string[]).includes(role));
  const codes = [...new Set(own.map(({ institution }) => institution))];
  const institutions = [...new Set((await Promise.all(codes.map((code) => answersFor(ctx, code)))).flat())];
  const period = periodOf(bakuDate(ctx.vahid.now()), length);
  return {
    waiting: await waitingFor(ctx),
    measures: await ownMeasures(ctx, institutions, period),
    reports: await ownReports(ctx, institutions),
    period,
    institutions: codes,
    begins: own.some(({ role }) => role === 'deputy_head'),
    atCentre: appointments.some(({ institution, role }) => institution === atCentre && role === 'project_office'),
  };
}

async function waitingFor(ctx: Context): Promise<readonly WorkLine[]> {
  if (ctx.actor.appointments.every(({ role }) => role === 'auditor')) return [];
  const { items } = await worklist(ctx, { kinds: [reportProcess, datesProcess], limit: most });
  return linesOf(ctx, items);
}

async function linesOf(ctx: Context, items: readonly Instance[]): Promise<readonly WorkLine[]> {
  const lines: WorkLine[] = [];
  for (const of of items) lines.push({ of, state: titleAtDesk(await stateOfInstance(ctx, of)) });
  return lines;
}

async function ownMeasures(
  ctx: Context,
  institutions: readonly string[],
  period: string,
): Promise<readonly OwnMeasure[]> {
  const measures = await store.measuresOf(ctx.db, institutions, most);
  const ids = measures.map(({ id }) => id);
  const reports = await store.reportsFor(ctx.db, ids, period);
  const dates = await openDatesOf(ctx.db, ids);
  return measures.map((one) => ({
    ...one,
    report: reports.find(
      ({ item, institution }) => item === one.id && (one.helps || institutions.includes(institution)),
    )?.id,
    dates: one.helps ? undefined : dates.get(one.id),
  }));
}

async function ownReports(ctx: Context, institutions: readonly string[]): Promise<readonly WorkLine[]> {
  const rows = await store.reportsOfInstitutions(ctx.db, institutions, most);
  const found = await instances(
    ctx,
    rows.map(({ id }) => id),
  );
  const byId = new Map(found.map((of) => [of.id, of]));
  return linesOf(
    ctx,
    rows.flatMap(({ id }) => byId.get(id) ?? []),
  );
}
