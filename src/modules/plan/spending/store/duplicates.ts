import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { Resolution } from '../choices.ts';
import type { Why } from '../duplicates.ts';
import type { Frequencies, Stems } from '../similarity.ts';

/** The words of a request, kept for the comparison with those to come. */
export interface Document {
  readonly request: string;
  readonly institution: string;
  readonly titleStems: readonly string[];
  readonly stems: readonly string[];
  readonly capabilities: readonly string[];
  readonly users: readonly string[];
  readonly concepts: readonly string[];
}

const columns = sql`request, institution, title_stems as "titleStems", stems, capabilities, users, concepts`;

/** Takes a document in or writes it anew; the counts of its stems follow. `live` false: it is compared with no more. */
export async function writeDocument(
  db: Database,
  { title, all }: Stems,
  of: Omit<Document, 'titleStems' | 'stems'>,
): Promise<void> {
  const before = await sql<{
    stems: string[];
  }>`select stems from plan.spend_document where request = ${of.request} for update`.execute(db);
  const old = before.rows[0]?.stems;
  await sql`insert into plan.spend_document (request, institution, title_stems, stems, capabilities, users, concepts, live)
    values (${of.request}, ${of.institution}, ${title}, ${all}, ${of.capabilities}, ${of.users}, ${of.concepts}, true)
    on conflict (request) do update set title_stems = excluded.title_stems, stems = excluded.stems,
      capabilities = excluded.capabilities, users = excluded.users, concepts = excluded.concepts, live = true`.execute(
    db,
  );
  const gained = all.filter((stem) => !old?.includes(stem));
  const lost = (old ?? []).filter((stem) => !all.includes(stem));
  await count(db, [...gained, ...(old ? [] : [''])], 1);
  await count(db, lost, -1);
}

async function count(db: Database, stems: readonly string[], by: number): Promise<void> {
  if (stems.length === 0) return;
  // In one order, so that two requests taken in at once wait for each other instead of locking.
  await sql`insert into plan.spend_stem as s (stem, documents) select stem, greatest(${by}, 0) from unnest(${[...stems].sort()}::text[]) as t(stem)
    on conflict (stem) do update set documents = greatest(s.documents + ${by}, 0)`.execute(db);
}

export async function retireDocument(db: Database, request: string): Promise<void> {
  await sql`update plan.spend_document set live = false where request = ${request}`.execute(db);
}

export async function frequenciesOf(db: Database, stems: readonly string[]): Promise<Frequencies> {
  const { rows } = await sql<{ stem: string; documents: number }>`select stem, documents from plan.spend_stem
    where stem = any(${['', ...stems]}::text[])`.execute(db);
  const of = new Map(rows.map(({ stem, documents }) => [stem, documents]));
  return { requests: of.get('') ?? 0, of };
}

/** Weights of the stems of which another must hold one, by stem. */
export type Telling = ReadonlyMap<string, number>;

/**
 * Live requests that hold one of the telling stems, but for those of the institutions that ask; found by the index of
 * stems, and where there are more than `limit`, those first whose stems weigh most.
 */
export async function comparableDocuments(
  db: Database,
  { request, institutions }: { readonly request: string; readonly institutions: readonly string[] },
  telling: Telling,
  limit: number,
): Promise<readonly Document[]> {
  const [stems, weights] = [[...telling.keys()], [...telling.values()]];
  const { rows } = await sql<Document>`select ${columns} from plan.spend_document d
    where live and stems && ${stems}::text[] and request <> ${request} and institution <> all(${institutions}::text[])
    order by (select sum(t.weight) from unnest(${stems}::text[], ${weights}::float8[]) as t(stem, weight)
      where t.stem = any(d.stems)) desc, request
    limit ${limit}`.execute(db);
  return rows;
}

export interface DuplicateRow {
  readonly id: string;
  readonly request: string;
  readonly other: string | null;
  readonly entryKind: string | null;
  readonly entryCode: string | null;
  readonly score: string;
  readonly why: Why;
  readonly resolution: Resolution | null;
  readonly reason: string | null;
  readonly resolvedBy: string | null;
  readonly resolvedAt: Date | null;
  /** Of the other request, where it is one. */
  readonly number: string | null;
  readonly title: string | null;
  readonly institution: string | null;
  readonly state: string | null;
}

export interface Candidate {
  readonly id: string;
  readonly other: string | null;
  readonly entry_kind: string | null;
  readonly entry_code: string | null;
  readonly score: number;
  readonly why: Why;
}

/** Keeps the candidates found now. What a person has resolved stays; what is unresolved and found no more goes. */
export async function writeCandidates(
  db: Database,
  request: string,
  found: readonly Candidate[],
  at: Date,
): Promise<void> {
  const given = JSON.stringify(found);
  const rows = sql`jsonb_to_recordset(${given}::jsonb) as t(id uuid, other uuid, entry_kind text, entry_code text, score numeric, why jsonb)`;
  await sql`delete from plan.spend_duplicate d where request = ${request} and resolution is null and not exists (
      select from ${rows} where (t.other, t.entry_kind, t.entry_code) is not distinct from (d.other, d.entry_kind, d.entry_code))`.execute(
    db,
  );
  await sql`update plan.spend_duplicate d set score = t.score, why = t.why from ${rows}
    where d.request = ${request} and d.resolution is null
      and (t.other, t.entry_kind, t.entry_code) is not distinct from (d.other, d.entry_kind, d.entry_code)`.execute(db);
  await sql`insert into plan.spend_duplicate (id, request, other, entry_kind, entry_code, score, why, found_at)
    select t.id, ${request}::uuid, t.other, t.entry_kind, t.entry_code, t.score, t.why, ${at} from ${rows}
    where not exists (select from plan.spend_duplicate d where d.request = ${request}
      and (t.other, t.entry_kind, t.entry_code) is not distinct from (d.other, d.entry_kind, d.entry_code))`.execute(
    db,
  );
}

export async function listDuplicates(db: Database, request: string): Promise<readonly DuplicateRow[]> {
  const { rows } = await sql<DuplicateRow>`select d.id, d.request, d.other, d.entry_kind as "entryKind",
      d.entry_code as "entryCode", d.score, d.why, d.resolution, d.reason, d.resolved_by as "resolvedBy",
      d.resolved_at as "resolvedAt", o.number, o.title, o.institution, o.state
    from plan.spend_duplicate d left join plan.spend_request o on o.id = d.other
    where d.request = ${request} order by d.score desc, d.id`.execute(db);
  return rows;
}

/** What a person has resolved stays as they did. */
export async function resolveCandidate(
  db: Database,
  id: string,
  by: { readonly resolution: Resolution; readonly reason: string; readonly person: string; readonly at: Date },
): Promise<void> {
  await sql`update plan.spend_duplicate set resolution = ${by.resolution}, reason = ${by.reason},
    resolved_by = ${by.person}, resolved_at = ${by.at} where id = ${id} and resolution is null`.execute(db);
}
