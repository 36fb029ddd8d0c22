import { sql } from 'kysely';
import type { Context } from '../../kernel/context.ts';
import type { Database } from '../../kernel/database.ts';
import type { CompiledService } from './definition/compiled.ts';
import { reviewsOf } from './definition/heard.ts';
import type { CaseRow } from './entities.ts';
import type { ReviewDrawRow, ReviewLineRow, ReviewRow, ReviewTables } from './review-entities.ts';
import type { Points } from './rules/reviews.ts';

const tables = (db: Database) => db.withTables<ReviewTables>();

export async function insertReview(
  db: Database,
  row: Pick<ReviewRow, 'instance' | 'case' | 'reviewer' | 'ordinal' | 'drawn_at'>,
): Promise<void> {
  await tables(db)
    .insertInto('services.review')
    .values({ ...row, standing: 'open', given_at: null, points: null, in_time: null })
    .execute();
}

export async function findReview(db: Database, instance: string): Promise<ReviewRow | undefined> {
  return tables(db).selectFrom('services.review').selectAll().where('instance', '=', instance).executeTakeFirst();
}

/** All that were asked for within a case, in the order of drawing. */
export async function listReviews(db: Database, id: string): Promise<readonly ReviewRow[]> {
  return tables(db).selectFrom('services.review').selectAll().where('case', '=', id).orderBy('ordinal').execute();
}

export async function giveReview(
  db: Database,
  instance: string,
  { at, points, inTime }: { readonly at: Date; readonly points: Points; readonly inTime: boolean },
): Promise<void> {
  await sql`update services.review set standing = 'given', given_at = ${at}, points = ${JSON.stringify(points)}::jsonb,
    in_time = ${inTime} where instance = ${instance}`.execute(db);
}

/** Awaited again, or not to come. What was given counts no more. */
export async function setStanding(db: Database, instance: string, standing: 'open' | 'over'): Promise<void> {
  await tables(db)
    .updateTable('services.review')
    .set({ standing, given_at: null, points: null, in_time: null })
    .where('instance', '=', instance)
    .execute();
}

export async function listLines(db: Database, instances: readonly string[]): Promise<readonly ReviewLineRow[]> {
  if (instances.length === 0) return [];
  return tables(db)
    .selectFrom('services.review_line')
    .selectAll()
    .where('instance', 'in', [...instances])
    .execute();
}

export async function putLine(db: Database, row: ReviewLineRow): Promise<void> {
  const { points, words } = row;
  await tables(db)
    .insertInto('services.review_line')
    .values(row)
    .onConflict((conflict) => conflict.columns(['instance', 'criterion']).doUpdateSet({ points, words }))
    .execute();
}

/** What reviewers wrote about cases. */
export async function forgetLines(db: Database, cases: readonly string[]): Promise<void> {
  if (cases.length === 0) return;
  await sql`delete from services.review_line where instance in
    (select instance from services.review where "case" = any(${[...cases]}::uuid[]))`.execute(db);
}

/** Processes of the reviews of cases. */
export async function reviewInstances(db: Database, cases: readonly string[]): Promise<readonly string[]> {
  if (cases.length === 0) return [];
  const rows = await tables(db)
    .selectFrom('services.review')
    .select('instance')
    .where('case', 'in', [...cases])
    .execute();
  return rows.map(({ instance }) => instance);
}

/**
 * How often somebody was drawn since a moment, whatever came of it, with what waits for them still. Were it counted only
 * what is given, who declines all others would be drawn first for the project of a friend.
 */
export async function reviewLoads(
  db: Database,
  people: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ reviewer: string; count: number }>`select reviewer, count(*)::integer as count
    from services.review where reviewer = any(${[...people]}::uuid[])
      and (standing = 'open' or drawn_at >= ${since}) group by reviewer`.execute(db);
  return new Map(rows.map(({ reviewer, count }) => [reviewer, count]));
}

/** Reviews since a moment of earlier applications of the same applicant to a service, which ended before any decision. */
export async function listTakenBack(
  db: Database,
  { id, service, person, organisation }: Pick<CaseRow, 'id' | 'service' | 'person' | 'organisation'>,
  since: Date,
): Promise<readonly Pick<ReviewRow, 'instance' | 'reviewer'>[]> {
  const owner =
    organisation === null
      ? sql`c.organisation is null and c.person = ${person}`
      : sql`c.organisation = ${organisation}`;
  const { rows } = await sql<Pick<ReviewRow, 'instance' | 'reviewer'>>`select r.instance, r.reviewer
    from services.review r join services."case" c on c.id = r."case"
    where c.service = ${service} and c.id <> ${id} and ${owner} and c.outcome is null and r.drawn_at >= ${since}`.execute(
    db,
  );
  return rows;
}

export async function listDraws(db: Database, id: string): Promise<readonly ReviewDrawRow[]> {
  return tables(db).selectFrom('services.review_draw').selectAll().where('instance', '=', id).orderBy('seq').execute();
}

export async function insertDraw(db: Database, row: ReviewDrawRow): Promise<void> {
  const { instance, seq, at, seed, wanted, candidates, barred, drawn } = row;
  const json = (value: unknown) => JSON.stringify(value);
  await sql`insert into services.review_draw (instance, seq, at, seed, wanted, candidates, barred, drawn)
    values (${instance}, ${seq}, ${at}, ${seed}, ${wanted}, ${json(candidates)}::jsonb, ${json(barred)}::jsonb,
      ${json(drawn)}::jsonb)`.execute(db);
}

/** Reviews of somebody, those that wait for them first, then the newest. */
export async function listOwnReviews(db: Database, reviewer: string): Promise<readonly ReviewRow[]> {
  return tables(db)
    .selectFrom('services.review')
    .selectAll()
    .where('reviewer', '=', reviewer)
    .orderBy(sql`standing <> 'open'`)
    .orderBy('drawn_at', 'desc')
    .limit(100)
    .execute();
}

/** Whether somebody was ever drawn. */
export async function isReviewer(db: Database, person: string): Promise<boolean> {
  const all = tables(db).selectFrom('services.review').select('instance').where('reviewer', '=', person);
  return (await all.limit(1).executeTakeFirst()) !== undefined;
}

/** Points of the reviews that have come, in the order in which they came. */
export async function givenReviews(ctx: Context, service: CompiledService, id: string): Promise<readonly Points[]> {
  if (!reviewsOf(service)) return [];
  return pointsGiven(await listReviews(ctx.db, id));
}

export function pointsGiven(rows: readonly ReviewRow[]): readonly Points[] {
  return rows
    .flatMap(({ given_at: at, points }) => (at && points ? [{ at, points }] : []))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ points }) => points);
}
