import type { Context } from '../../../kernel/context.ts';
import type { CompiledDefinition, Finding, Judgement } from '../../../kernel/definition.ts';
import type { Json, JobKind } from '../../../kernel/job.ts';
import { NotYet } from '../../../kernel/job.ts';
import { instance, instances, journal, mayMigrate, migrateInstance, migrationGaps } from '../../process/index.ts';
import type { CompiledMigration, CompiledService } from '../definition/compiled.ts';
import { opinionsOf, reviewsOf } from '../definition/heard.ts';
import { inquiriesOf } from '../definition/inquiry.ts';
import { answerLost, answerMissing, answersLost, lostInMigration, unknownVersion } from '../definition/migrate.ts';
import type { CaseRow } from '../entities.ts';
import * as inquiries from '../inquiry-store.ts';
import * as opinions from '../opinion-store.ts';
import * as reviews from '../review-store.ts';
import { checkPage } from '../rules/answers.ts';
import { withAskedPages } from '../rules/asked-pages.ts';
import * as store from '../store.ts';
import { asProgram } from './acting.ts';
import { moveEvidence } from './evidence.ts';
import { factsByField } from './facts.ts';
import { followOpinions } from './opinions.ts';
import { refreshSoon } from './refreshing.ts';
import { endReviews } from './reviews.ts';
import { stepWithin } from './within.ts';

const kind = 'services.migrate';
const atOnce = 500;

type Migrating = CompiledService & { readonly migrate: CompiledMigration };
const migrates = (service: CompiledService): service is Migrating => service.migrate !== undefined;

/**
 * Holds services that take over cases of earlier versions against these versions and cases: a release in which a case
 * would lose its way is not made. For `Room.judge`.
 */
export async function judgeMigrations(ctx: Context, definitions: readonly CompiledDefinition[]): Promise<Judgement> {
  const judged = new Map<string, readonly Finding[]>();
  for (const { kind: of, file, compiled } of definitions) {
    if (of !== 'service' || !migrates(compiled as CompiledService)) continue;
    const found = await judgeMigration(ctx, compiled as Migrating);
    if (found.length > 0) judged.set(file, found);
  }
  return judged;
}

async function judgeMigration(ctx: Context, later: Migrating): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const { from, states } = later.migrate;
  for (const [index, version] of from.entries()) {
    const earlier = await ctx.vahid.releases.version<CompiledService>('service', later.name, version);
    if (!earlier) {
      const last = ctx.vahid.releases.get('service', later.name)?.version ?? 0;
      findings.push(unknownVersion(index, version, last));
      continue;
    }
    const gaps = migrationGaps(earlier.process, later.process, states);
    findings.push(...gaps.map((gap) => lostInMigration(version, gap)));
    findings.push(...answersLost(earlier, later, later.migrate).map((name) => answerLost(version, name)));
  }
  return findings.length > 0 ? findings : tryAnswers(ctx, later);
}

/**
 * Tries the answers of every case that was sent and is under way on the questions of the later version: those that it
 * asks by the facts that were known when it was sent, and those that are answered.
 */
async function tryAnswers(ctx: Context, later: Migrating): Promise<readonly Finding[]> {
  const missing = new Map<string, number>();
  await eachLive(ctx, later, async (rows) => {
    const sent = rows.flatMap(({ id, submitted_at: at }) => (at === null ? [] : [id]));
    const given = Map.groupBy(await store.listAnswersOf(ctx.db, sent), ({ instance }) => instance);
    const known = Map.groupBy(await store.listFactsSent(ctx.db, sent), ({ instance }) => instance);
    for (const id of sent) {
      const answers = renamed(given.get(id) ?? [], later.migrate);
      const { pages } = withAskedPages(later, { facts: factsByField(known.get(id) ?? []), answers, toCorrect: [] });
      const wrong = pages.flatMap((page) => checkPage(later, page, answers).errors);
      for (const field of new Set(wrong.map((one) => one.field))) missing.set(field, (missing.get(field) ?? 0) + 1);
    }
  });
  return [...missing].map(([field, count]) => answerMissing(field, count));
}

function renamed(
  rows: readonly { readonly field: string; readonly value: Json }[],
  { answers, drops }: CompiledMigration,
): Readonly<Record<string, Json>> {
  const kept = rows.filter(({ field }) => !drops.includes(field));
  return Object.fromEntries(kept.map(({ field, value }) => [answers[field] ?? field, value]));
}

/** Live cases of the earlier versions, some hundreds at a time. */
async function eachLive(
  ctx: Context,
  { name, migrate }: Migrating,
  look: (rows: readonly CaseRow[]) => Promise<void>,
): Promise<void> {
  let after: string | undefined;
  for (;;) {
    const rows = await store.listInVersions(ctx.db, { service: name, versions: migrate.from, after }, atOnce);
    const ids = rows.map(({ id }) => id);
    const live = new Set((await instances(ctx, ids)).filter(mayMigrate).map(({ id }) => id));
    await look(rows.filter(({ id }) => live.has(id)));
    after = ids.at(-1);
    if (rows.length < atOnce) return;
  }
}

/** After a release: every live case of the versions named gets a job of its own. Those that went over are left alone. */
export async function scheduleMigrations(ctx: Context): Promise<void> {
  for (const { compiled, version } of ctx.vahid.releases.all<CompiledService>('service')) {
    if (!migrates(compiled)) continue;
    const earlier = {
      ...compiled,
      migrate: { ...compiled.migrate, from: compiled.migrate.from.filter((v) => v < version) },
    };
    if (earlier.migrate.from.length === 0) continue;
    await eachLive(ctx, earlier, async (rows) => {
      for (const { id } of rows)
        await ctx.vahid.jobs.schedule(ctx, { kind, key: `${kind}:${id}`, at: ctx.vahid.now(), payload: { case: id } });
    });
  }
}

/** One case goes over to the version in force, once what its last step asked for has been carried out. */
export const migrateJob: JobKind = {
  kind,
  async run(ctx, payload) {
    const { case: id } = payload as { case: string };
    const row = await store.tryLockCase(ctx.db, id);
    if (!row) throw new NotYet(`case ${id} is at work`, new Date(ctx.vahid.now().getTime() + 1000));
    const found = ctx.vahid.releases.get<CompiledService>('service', row.service);
    if (!found || !migrates(found.compiled) || !found.compiled.migrate.from.includes(row.version)) return;
    if (await hasOpenEffects(ctx, id)) throw new NotYet(`effects of case ${id} are under way`);
    const { migrate, pages } = found.compiled;
    const { version } = found;
    if (!(await migrateInstance(ctx, { instance: id, version, states: migrate.states }))) return;
    await store.renameAnswers(ctx.db, id, migrate);
    await moveEvidence(ctx, id, migrate);
    await inquiries.renameSeen(ctx.db, id, migrate.answers);
    const correct = row.correct_pages.filter((name) => pages.some(({ page }) => page === name));
    await store.updateCase(ctx.db, id, { version, correct_pages: correct });
    await endDropped(ctx, id, found.compiled);
    await followOpinions(ctx, { row: { ...row, version }, service: found.compiled });
    if (row.submitted_at !== null) await refreshSoon(ctx, id);
  },
};

/** Whom the later version asks nothing any more, waits with no question before them. */
async function endDropped(ctx: Context, id: string, later: CompiledService): Promise<void> {
  const asked = new Set(opinionsOf(later).map(({ name }) => name));
  const dropped = [
    ...(await opinions.listOpinions(ctx.db, [id])).filter(({ name }) => !asked.has(name)),
    ...(inquiriesOf(later) ? [] : await inquiries.listInquiries(ctx.db, [id])),
  ];
  for (const { instance: one } of dropped) await stepWithin(asProgram(ctx), one, 'close', ['asked', 'confirm']);
  if (!reviewsOf(later)) await endReviews(asProgram(ctx), await reviews.listReviews(ctx.db, id));
}

/** What a step asked for is carried out by the names of the version in which the step was taken. */
async function hasOpenEffects(ctx: Context, id: string): Promise<boolean> {
  const due = (await journal(ctx, await instance(ctx, id))).flatMap(({ effects }) => effects);
  return due.length > (await store.listEffects(ctx.db, id)).length;
}
