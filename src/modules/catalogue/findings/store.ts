import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import { firstId } from '../../../kernel/identifier.ts';
import type { Text } from '../../../language/index.ts';
import { replacesIt } from '../hosting/store.ts';
import type { EntryKind } from '../kinds.ts';
import type { EntryRef } from '../store/relations.ts';
import type { Resolution, RuleName } from './entity.ts';
import type { Cause, JudgedEntry } from './rules.ts';

export interface JudgedRow extends JudgedEntry {
  readonly id: string;
}

/** Entries as the rules look at them, by id, a part at a time; `today` decides which regulation is in force. */
export async function listJudged(
  db: Database,
  { after = firstId, limit, today }: { readonly after?: string; readonly limit: number; readonly today: string },
): Promise<readonly JudgedRow[]> {
  const { rows } =
    await sql<JudgedRow>`select e.id, e.kind, e.code, e.institution, e.state, e.confirmed_at as "confirmedAt",
      coalesce((select min(at) from catalogue.entry_version v where v.entry = e.id), e.updated_at) as "enteredAt",
      coalesce(e.contact ?| array['email', 'phone', 'unit'], false) or e.spec ? 'contact' as "hasContact",
      e.kind = 'service' and exists (select from catalogue.regulation r
        where r.service = e.code and r.in_force_from <= ${today}::date) as regulated
    from catalogue.entry e where e.id > ${after}::uuid order by e.id limit ${limit}`.execute(db);
  return rows;
}

/** Codes of institutions that have an entry in use. */
export async function enteredInstitutions(db: Database): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{
    code: string;
  }>`select code from catalogue.entry where kind = 'institution' and state <> 'finished'`.execute(db);
  return new Set(rows.map(({ code }) => code));
}

export interface Finding {
  readonly id: string;
  readonly rule: RuleName;
  readonly kind: EntryKind;
  readonly code: string;
  readonly detail: string;
  readonly institution: string;
  readonly details: Cause['details'];
  readonly foundAt: Date;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
  readonly publicOn: string;
  readonly resolvedAt: Date | null;
  readonly resolution: Resolution | null;
  readonly explanation: string | null;
  readonly explainedUntil: string | null;
  /** Title of the entry; null where there is none. */
  readonly title: Text | null;
}

const columns = sql`f.id, f.rule, f.kind, f.code, f.detail, f.institution, f.details, f.found_at as "foundAt",
  f.due_on::text as "dueOn", f.public_on::text as "publicOn", f.resolved_at as "resolvedAt", f.resolution, f.explanation,
  f.explained_until::text as "explainedUntil", e.title`;
const lasting = sql`(f.resolution is null or f.resolution = 'explained')`;
const withTitle = sql`catalogue.finding f left join catalogue.entry e on e.kind = f.kind and e.code = f.code`;

/** Findings whose cause lasted when it was last looked at: the open ones and those that were explained. */
export async function listLasting(db: Database): Promise<readonly Finding[]> {
  const { rows } = await sql<Finding>`select ${columns} from ${withTitle}
    where ${lasting} order by f.id for update of f`.execute(db);
  return rows;
}

export interface NewFinding extends Cause {
  readonly id: string;
  readonly foundAt: Date;
  readonly dueOn: string;
}

export async function insertFindings(db: Database, findings: readonly NewFinding[]): Promise<void> {
  if (findings.length === 0) return;
  const rows = findings.map(({ id, rule, kind, code, detail, institution, details, foundAt, dueOn }) => {
    return { id, rule, kind, code, detail, institution, details, found_at: foundAt, due_on: dueOn };
  });
  await sql`insert into catalogue.finding (id, rule, kind, code, detail, institution, details, found_at, due_on, public_on)
    select id, rule, kind, code, detail, institution, details, found_at, due_on, due_on
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id uuid, rule text, kind text, code text, detail text,
      institution text, details jsonb, found_at timestamptz, due_on date)`.execute(db);
}

/** What was seen of a lasting cause, as it is today. */
export async function updateDetails(
  db: Database,
  findings: readonly { readonly id: string; readonly details: Cause['details'] }[],
): Promise<void> {
  if (findings.length === 0) return;
  await sql`update catalogue.finding f set details = t.details
    from jsonb_to_recordset(${JSON.stringify(findings)}::jsonb) as t(id uuid, details jsonb) where f.id = t.id`.execute(
    db,
  );
}

const endOfExplanation = (at: Date) => sql`ended_at = case when explanation is not null then ${at}::timestamptz end,
  ended_xid = case when explanation is not null then pg_current_xact_id() end`;

/** Explanations whose last day is past: what still lasts is found anew, with a term of its own. */
export async function lapseExplanations(db: Database, today: string, at: Date): Promise<void> {
  await sql`update catalogue.finding set resolution = 'lapsed', ${endOfExplanation(at)}
    where resolution = 'explained' and explained_until < ${today}::date`.execute(db);
}

/** The cause is no more. One that was explained keeps its day and its words. */
export async function endFindings(db: Database, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`update catalogue.finding set resolution = 'gone', resolved_at = coalesce(resolved_at, ${at}),
      resolved_xid = coalesce(resolved_xid, pg_current_xact_id()), ${endOfExplanation(at)}
    where id = any(${[...ids]}::uuid[])`.execute(db);
}

/** False where the finding is no longer open. */
export async function explainFinding(
  db: Database,
  id: string,
  { text, until }: { readonly text: string; readonly until: string },
  at: Date,
): Promise<boolean> {
  const { rows } =
    await sql`update catalogue.finding set resolution = 'explained', explanation = ${text}, explained_until = ${until}::date,
      resolved_at = ${at}, resolved_xid = pg_current_xact_id()
    where id = ${id} and resolved_at is null returning id`.execute(db);
  return rows.length > 0;
}

export async function findFinding(db: Database, id: string): Promise<Finding | undefined> {
  const { rows } = await sql<Finding>`select ${columns} from ${withTitle} where f.id = ${id}`.execute(db);
  return rows[0];
}

export interface FindingPart {
  readonly limit: number;
  readonly offset: number;
}

async function list(db: Database, where: RawBuilder<unknown>, { limit, offset }: FindingPart) {
  const { rows } = await sql<Finding & { total: number }>`select ${columns}, count(*) over () as total from ${withTitle}
    where ${where} order by f.resolved_at is not null, f.due_on, f.id limit ${limit} offset ${offset}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

/** Lasting findings of institutions, all of them without a list, the open and the oldest first. */
export async function listOfInstitutions(
  db: Database,
  institutions: readonly string[] | undefined,
  part: FindingPart,
): Promise<{ readonly items: readonly Finding[]; readonly total: number }> {
  const whose = institutions === undefined ? sql`true` : sql`f.institution = any(${[...institutions]}::text[])`;
  return list(db, sql`${lasting} and ${whose}`, part);
}

/** Lasting findings that everybody may read on a day. */
export async function listPublic(
  db: Database,
  today: string,
  institutions: readonly string[] | undefined,
  part: FindingPart,
): Promise<{ readonly items: readonly Finding[]; readonly total: number }> {
  const whose = institutions === undefined ? sql`true` : sql`f.institution = any(${[...institutions]}::text[])`;
  return list(db, sql`${lasting} and f.public_on < ${today}::date and ${whose}`, part);
}

export interface InstitutionCount {
  readonly institution: string;
  readonly open: number;
  readonly explained: number;
}

/** How many of those each institution has. */
export async function countPublic(db: Database, today: string): Promise<readonly InstitutionCount[]> {
  const { rows } = await sql<InstitutionCount>`select institution, count(*) filter (where resolved_at is null) as open,
      count(*) filter (where resolution = 'explained') as explained
    from catalogue.finding f where ${lasting} and public_on < ${today}::date
    group by institution order by 2 desc, 1`.execute(db);
  return rows;
}

/** An exception to once only that has ended, without another in force for the same. */
export interface EndedException extends EntryRef {
  readonly institution: string;
  readonly concept: string;
  /** `YYYY-MM-DD` */
  readonly endedOn: string;
}

export async function listEndedExceptions(db: Database, today: string): Promise<readonly EndedException[]> {
  const { rows } = await sql<EndedException>`select e.kind, e.code, e.institution, x.concept, 
      max(case n.why when 'expired' then x.expires_on else (n.at at time zone 'Asia/Baku')::date end)::text as "endedOn"
    from catalogue.exception x join catalogue.exception_end n on n.exception = x.id join catalogue.entry e on e.id = x.entry
    where x.about = 'once_only' and e.state <> 'finished' and not exists (
      select from catalogue.exception o where o.about = x.about and o.entry = x.entry and o.concept = x.concept
        and o.expires_on >= ${today}::date and not exists (select from catalogue.exception_end m where m.exception = o.id))
    group by 1, 2, 3, 4 order by 1, 2, 4`.execute(db);
  return rows;
}

/** Portals that are closed, and that neither a service in use nor any exception stands for. */
export async function listUnreplaced(db: Database): Promise<readonly (EntryRef & { readonly institution: string })[]> {
  const { rows } = await sql<EntryRef & { institution: string }>`select e.kind, e.code, e.institution
    from catalogue.hosting h join catalogue.entry e on e.id = h.entry
    where e.kind = 'portal' and h.state = 'retired' and not exists (select ${replacesIt(sql`e.id`)} and s.state = 'in_use')
      and not exists (select from catalogue.exception x where x.entry = e.id and x.about = 'portal_closing')
    order by e.code`.execute(db);
  return rows;
}
