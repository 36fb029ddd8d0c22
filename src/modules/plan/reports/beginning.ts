import { allow } from '../../../kernel/access.ts';
import { audit } from '../../../kernel/audit.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { bakuDate } from '../../../language/index.ts';
import { inChargeOf } from '../../identity/index.ts';
import { startProcess } from '../../process/index.ts';
import {
  type ItemRow,
  lockItems,
  measureById,
  note,
  officeOf,
  partiesNow,
  periodOf,
  subjectFor,
  titleIn,
} from '../measures/index.ts';
import { inAll, periodName } from './period.ts';
import { releasedProcess, reportProcess } from './processes.ts';
import * as refusals from './refusals.ts';
import * as store from './store.ts';

/** Code of the institution in charge today of carrying it out. @throws noExecutor */
export async function executorOf(ctx: Context, item: string): Promise<string> {
  const found = (await partiesNow(ctx.db, item)).find(({ role }) => role === 'executor');
  if (!found) throw refusals.noExecutor();
  return inChargeOf(ctx, found.institution);
}

/** Begins the report of the present period, or answers the one that there is. @throws notFound, noExecutor, notAllowed */
export async function beginReport(ctx: Context, item: string): Promise<string> {
  const measure = await measureById(ctx, item);
  const institution = await executorOf(ctx, item);
  allow(ctx, 'plan.beginReport', await subjectFor(ctx, institution));
  const period = periodOf(bakuDate(ctx.vahid.now()), officeOf(ctx.vahid.releases).period);
  return inTransaction(ctx, async (inner) => {
    const { id, begun } = await openReport(inner, measure, { institution, period, owed: false });
    if (begun) await audit(inner, 'plan.beginReport', id);
    return id;
  });
}

/**
 * The report of an institution for a measure and a period, begun where there is none, in the caller's transaction;
 * checks no access. One that is owed still has to fall due: that is a step of its process.
 */
export async function openReport(
  ctx: Context,
  item: ItemRow,
  { institution, period, owed }: { readonly institution: string; readonly period: string; readonly owed: boolean },
): Promise<{ readonly id: string; readonly begun: boolean }> {
  await lockItems(ctx.db, [item.id]);
  for (const there of await store.reportsFor(ctx.db, [item.id], period))
    if ((await inChargeOf(ctx, there.institution)) === institution) return { id: there.id, begun: false };
  const { version, process } = releasedProcess(ctx.vahid.releases, reportProcess);
  const id = await startProcess(ctx, {
    process: { kind: reportProcess, name: reportProcess, version },
    definition: process,
    institution: await inChargeOf(ctx, officeOf(ctx.vahid.releases).centre),
    owner: { institution },
    reference: `${item.number} ${period}`.slice(0, 100),
    title: inAll((lang) => `${periodName(period, lang)}: ${titleIn(item.title, lang)}`.slice(0, 500)),
  });
  const openedAt = ctx.vahid.now();
  const owedAt = owed ? openedAt : null;
  await store.insertReport(ctx.db, { id, item: item.id, period, institution, openedAt, owedAt });
  // That a draft was begun is its institution's own affair; the public history tells what is owed and what was sent.
  if (owed) await note(ctx, item.plan, [{ item: item.id, what: 'report_owed', details: { period } }]);
  return { id, begun: true };
}
