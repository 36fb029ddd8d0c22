import { sql } from 'kysely';
import { appRole, type Database, retentionRole } from '../../kernel/database.ts';
import type { Json } from '../../kernel/job.ts';
import type {
  AnswerRow,
  CaseRow,
  DecisionRow,
  EffectRow,
  FactRow,
  FeeRow,
  Outcome,
  ServiceTables,
  OwnReasonRow,
  SignatureRow,
} from './entities.ts';
import { keepScores, takeCommented } from './rating-store.ts';
import type { FactState } from './views.ts';

const tables = (db: Database) => db.withTables<ServiceTables>();

/** Next number of a service in a year, from 1. Two at once take turns, and an abandoned transaction gives its number back. */
export async function nextNumber(db: Database, service: string, year: number): Promise<number> {
  const { rows } = await sql<{
    last: number;
  }>`insert into services.counter as c (service, year, last) values (${service}, ${year}, 1)
    on conflict (service, year) do update set last = c.last + 1 returning last`.execute(db);
  return rows[0]?.last ?? 1;
}

/** Lets only one draft of an applicant for a service be opened at a time. */
export async function lockApplicant(db: Database, service: string, applicant: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`services:${service}:${applicant}`}, 0))`.execute(db);
}

export async function insertCase(db: Database, row: CaseRow): Promise<void> {
  await tables(db).insertInto('services.case').values(row).execute();
}

export async function findCase(db: Database, id: string): Promise<CaseRow | undefined> {
  return tables(db).selectFrom('services.case').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function findCaseByReference(db: Database, reference: string): Promise<CaseRow | undefined> {
  return tables(db).selectFrom('services.case').selectAll().where('reference', '=', reference).executeTakeFirst();
}

export async function findCases(db: Database, ids: readonly string[]): Promise<readonly CaseRow[]> {
  if (ids.length === 0) return [];
  return tables(db)
    .selectFrom('services.case')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/** Cases that were sent, of all institutions, the newest first. */
export async function listSubmitted(
  db: Database,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly ids: readonly string[]; readonly total: number }> {
  const submitted = tables(db).selectFrom('services.case').where('submitted_at', 'is not', null);
  const found = await submitted
    .select('id')
    .orderBy('submitted_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  const { total } = await submitted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { ids: found.map(({ id }) => id), total };
}

export async function lockCase(db: Database, id: string): Promise<CaseRow | undefined> {
  return tables(db).selectFrom('services.case').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** As `lockCase`, but undefined while somebody else holds the row. */
export async function tryLockCase(db: Database, id: string): Promise<CaseRow | undefined> {
  return tables(db)
    .selectFrom('services.case')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Locks those of many cases that nobody else holds; which these are. */
export async function lockFree(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const of = tables(db)
    .selectFrom('services.case')
    .select('id')
    .where('id', 'in', [...ids]);
  return new Set((await of.forNoKeyUpdate().skipLocked().execute()).map(({ id }) => id));
}

/** The applicant's cases of a service that were never submitted, the newest first. */
export async function findDrafts(
  db: Database,
  service: string,
  owner: { person: string; organisation: string | null },
): Promise<readonly CaseRow[]> {
  return tables(db)
    .selectFrom('services.case')
    .selectAll()
    .where('service', '=', service)
    .where('submitted_at', 'is', null)
    .where((where) =>
      owner.organisation === null
        ? where.and([where('person', '=', owner.person), where('organisation', 'is', null)])
        : where('organisation', '=', owner.organisation),
    )
    .orderBy('created_at', 'desc')
    .execute();
}

/** Other cases of the same applicant for the same service that were sent. */
export async function findSentBeside(db: Database, row: CaseRow): Promise<readonly string[]> {
  const { id, service, person, organisation } = row;
  const { rows } = await sql<{ id: string }>`select id from services.case
    where service = ${service} and id <> ${id} and submitted_at is not null
      and ${organisation === null ? sql`person = ${person} and organisation is null` : sql`organisation = ${organisation}`}`.execute(
    db,
  );
  return rows.map((found) => found.id);
}

export async function updateCase(db: Database, id: string, set: Partial<Omit<CaseRow, 'id'>>): Promise<void> {
  await tables(db).updateTable('services.case').set(set).where('id', '=', id).execute();
}

export async function listAnswers(db: Database, instance: string): Promise<readonly AnswerRow[]> {
  return tables(db).selectFrom('services.answer').selectAll().where('instance', '=', instance).execute();
}

export async function listAnswersOf(db: Database, instances: readonly string[]): Promise<readonly AnswerRow[]> {
  if (instances.length === 0) return [];
  return tables(db)
    .selectFrom('services.answer')
    .selectAll()
    .where('instance', 'in', [...instances])
    .execute();
}

/** Keeps answers; null takes one away. An answer that stays the same keeps its times. */
export async function writeAnswers(
  db: Database,
  instance: string,
  answers: Readonly<Record<string, Json>>,
  now: Date,
  submitted: boolean,
): Promise<void> {
  for (const [field, value] of Object.entries(answers)) {
    if (value === null) {
      await tables(db)
        .deleteFrom('services.answer')
        .where('instance', '=', instance)
        .where('field', '=', field)
        .execute();
      continue;
    }
    const changed = submitted ? now : null;
    await sql`insert into services.answer as a (instance, field, value, answered_at, changed_at)
      values (${instance}, ${field}, ${JSON.stringify(value)}::jsonb, ${now}, ${changed})
      on conflict (instance, field) do update set value = excluded.value, changed_at = excluded.changed_at,
        answered_at = case when ${submitted} then a.answered_at else excluded.answered_at end
      where a.value is distinct from excluded.value`.execute(db);
  }
}

export interface NewFact {
  readonly id: string;
  readonly field: string;
  readonly state: FactState;
  readonly value: Json;
  readonly recordedAt: string | null;
  readonly readAt: string;
  readonly retryAt: string | null;
}

export async function insertFacts(db: Database, instance: string, facts: readonly NewFact[]): Promise<void> {
  await sql`insert into services.fact (id, instance, field, state, value, recorded_at, read_at, retry_at)
    select id, ${instance}, field, state, value, "recordedAt", "readAt", "retryAt"
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
      as t(id uuid, field text, state text, value jsonb, "recordedAt" timestamptz, "readAt" timestamptz, "retryAt" timestamptz)`.execute(
    db,
  );
}

/** The newest fact of each field. */
export async function listFacts(db: Database, instance: string): Promise<readonly FactRow[]> {
  return (await listFactsNowAndPast(db, instance, null)).now;
}

/** Of cases that were sent, the newest fact of each field when they were. */
export async function listFactsSent(db: Database, instances: readonly string[]): Promise<readonly FactRow[]> {
  const { rows } = await sql<FactRow>`select distinct on (f.instance, f.field) f.* from services.fact f
    join services."case" c on c.id = f.instance and f.read_at <= c.submitted_at
    where f.instance = any(${instances}::uuid[]) order by f.instance, f.field, f.read_at desc, f.id desc`.execute(db);
  return rows;
}

/** The newest fact of each field, or those that were the newest `until` a moment; and those of an earlier moment. */
export async function listFactsNowAndPast(
  db: Database,
  instance: string,
  moment: Date | null,
  until?: Date,
): Promise<{ readonly now: readonly FactRow[]; readonly past: readonly FactRow[] }> {
  const { rows } = await sql<FactRow & { past: boolean }>`select distinct on (u.past, f.field) f.*, u.past
    from (values (false, coalesce(${until ?? null}::timestamptz, 'infinity')), (true, ${moment}::timestamptz)) as u(past, until)
    join services.fact f on f.read_at <= u.until
    where f.instance = ${instance} order by u.past, f.field, f.read_at desc, f.id desc`.execute(db);
  const of = (wanted: boolean) => rows.flatMap(({ past, ...row }) => (past === wanted ? [row] : []));
  return { now: of(false), past: of(true) };
}

/** Newest value of one field for each of many cases: the names in a list. */
export async function listValues(
  db: Database,
  wanted: readonly { instance: string; field: string }[],
): Promise<ReadonlyMap<string, Json>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ instance: string; value: Json }>`select w.instance, f.value
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w(instance uuid, field text)
    cross join lateral (select state, value from services.fact f where f.instance = w.instance and f.field = w.field
      order by read_at desc, id desc limit 1) f where f.state = 'value'`.execute(db);
  return new Map(rows.map(({ instance, value }) => [instance, value]));
}

export interface NewSubmission {
  readonly instance: string;
  readonly at: Date;
  readonly service: string;
  readonly institution: string;
  readonly fields_asked: number;
  readonly fields_known: number;
  readonly verdict: 'approve' | 'officer' | 'refuse';
}

export async function insertSubmission(db: Database, row: NewSubmission): Promise<void> {
  await tables(db).insertInto('services.submission').values(row).execute();
}

export type NewDecision = Omit<DecisionRow, 'xid'>;

/** A decision once for each step of the process; false when it stood there already. */
export async function insertDecision(db: Database, row: NewDecision): Promise<boolean> {
  const { rows } =
    await sql`insert into services.decision (instance, seq, at, service, institution, origin, outcome, decided_by, reasons)
    select ${row.instance}, ${row.seq}, ${row.at}, ${row.service}, ${row.institution}, ${row.origin}, ${row.outcome},
      ${row.decided_by}, ${JSON.stringify(row.reasons)}::jsonb
    where not exists (select from services.decision where instance = ${row.instance} and seq = ${row.seq}) returning seq`.execute(
      db,
    );
  return rows.length > 0;
}

/** The last decision of a case; with `outcome`, the last of that kind. Partitions before it began are spared. */
export async function lastDecision(
  db: Database,
  { id, created_at: since }: Pick<CaseRow, 'id' | 'created_at'>,
  outcome?: Outcome,
): Promise<DecisionRow | undefined> {
  const ours = tables(db).selectFrom('services.decision').selectAll().where('instance', '=', id);
  const all = ours.where('at', '>=', since);
  return (outcome === undefined ? all : all.where('outcome', '=', outcome))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function listEffects(db: Database, instance: string): Promise<readonly EffectRow[]> {
  return tables(db).selectFrom('services.effect').selectAll().where('instance', '=', instance).orderBy('seq').execute();
}

/** Claims an effect; false when it was done before. */
export async function insertEffect(db: Database, row: EffectRow): Promise<boolean> {
  const done = await tables(db)
    .insertInto('services.effect')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('seq')
    .execute();
  return done.length > 0;
}

export type NewFee = Pick<FeeRow, 'instance' | 'seq' | 'at' | 'state'> &
  Partial<Pick<FeeRow, 'amount' | 'reason' | 'article' | 'bill'>>;

export async function insertFee(db: Database, { reason = null, ...row }: NewFee): Promise<void> {
  await tables(db)
    .insertInto('services.fee')
    .values({ ...row, reason: reason && sql`${JSON.stringify(reason)}::jsonb` })
    .execute();
}

/** Each time that the fee of a case was worked out, in that order. */
export async function listFees(db: Database, instance: string): Promise<readonly FeeRow[]> {
  return tables(db).selectFrom('services.fee').selectAll().where('instance', '=', instance).orderBy('seq').execute();
}

export async function insertOwnReason(db: Database, row: OwnReasonRow): Promise<void> {
  await tables(db).insertInto('services.own_reason').values(row).execute();
}

/** What the official wrote beside the decision of a step. */
export async function findOwnReason(db: Database, instance: string, seq: number): Promise<string | undefined> {
  const all = tables(db).selectFrom('services.own_reason').select('words');
  return (await all.where('instance', '=', instance).where('seq', '=', seq).executeTakeFirst())?.words;
}

export async function insertSignature(db: Database, row: SignatureRow): Promise<void> {
  await tables(db).insertInto('services.signature').values(row).execute();
}

/** In the order of the process. */
export async function listSignatures(db: Database, instance: string): Promise<readonly SignatureRow[]> {
  const all = tables(db).selectFrom('services.signature').selectAll();
  return all.where('instance', '=', instance).orderBy('seq').execute();
}

export async function findCaseOfDocument(db: Database, document: string): Promise<CaseRow | undefined> {
  return tables(db).selectFrom('services.case').selectAll().where('document', '=', document).executeTakeFirst();
}

/** Deletes answers, facts, corrections, amendments, notes, officials' own reasons, signatures, comments and what says which fields went before for good; a rating keeps its score. Call it in a transaction: only the retention role may delete most. */
export async function forget(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from services.answer where instance = any(${ids}::uuid[])`.execute(db);
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  for (const table of [
    'fact',
    'correction',
    'amendment',
    'note',
    'own_reason',
    'signature',
    'review_draw',
    'forgotten',
  ])
    await sql`delete from ${sql.table(`services.${table}`)} where instance = any(${ids}::uuid[])`.execute(db);
  const scores = await takeCommented(db, ids);
  await sql`set local role ${sql.id(appRole)}`.execute(db);
  await keepScores(db, scores);
}

/** Cases of each service that were submitted, or begun by the state, since a moment. */
export async function countCasesSince(db: Database, since: Date): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ service: string; count: number }>`select service, count(*)::integer as count
    from services.case where submitted_at >= ${since} or (origin = 'state' and created_at >= ${since}) group by service`.execute(
    db,
  );
  return new Map(rows.map(({ service, count }) => [service, count]));
}

/** Cases of a service in earlier versions, in the order of their keys, which is that of time. */
export async function listInVersions(
  db: Database,
  { service, versions, after }: { service: string; versions: readonly number[]; after?: string | undefined },
  limit: number,
): Promise<readonly CaseRow[]> {
  let found = tables(db)
    .selectFrom('services.case')
    .selectAll()
    .where('service', '=', service)
    .where('version', 'in', [...versions]);
  if (after !== undefined) found = found.where('id', '>', after);
  return found.orderBy('id').limit(limit).execute();
}

/** Answers under the names that their fields have now; those that are needed no more are deleted. */
export async function renameAnswers(
  db: Database,
  instance: string,
  { answers, drops }: { readonly answers: Readonly<Record<string, string>>; readonly drops: readonly string[] },
): Promise<void> {
  const gone = [...drops];
  await sql`delete from services.answer where instance = ${instance} and field = any(${gone}::text[])`.execute(db);
  const [earlier, now] = [Object.keys(answers), Object.values(answers)];
  await sql`update services.answer a set field = n.now
    from unnest(${earlier}::text[], ${now}::text[]) as n(earlier, now)
    where a.instance = ${instance} and a.field = n.earlier`.execute(db);
}
