import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/index.ts';
import type { Proposed } from './draft.ts';

export interface ProposalRow {
  readonly id: string;
  /** Full name of the concept: `organisation.sector`. */
  readonly concept: string;
  readonly institution: string;
  readonly draft: Proposed;
  readonly open: boolean;
  /** Persons who wrote any of it, or sent it. */
  readonly writers: readonly string[];
  readonly changedAt: Date;
}

const columns = sql`id, concept, institution, draft, open, writers, changed_at as "changedAt"`;

export async function insertProposal(db: Database, row: ProposalRow): Promise<void> {
  await sql`insert into catalogue.concept_proposal (id, concept, institution, draft, open, writers, changed_at)
    values (${row.id}, ${row.concept}, ${row.institution}, ${JSON.stringify(row.draft)}::jsonb, ${row.open}, ${row.writers},
      ${row.changedAt})`.execute(db);
}

export async function findProposal(db: Database, id: string): Promise<ProposalRow | undefined> {
  const { rows } = await sql<ProposalRow>`select ${columns} from catalogue.concept_proposal where id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** One at a time writes or acts on a proposal: what is decided on is what was read. */
export async function lockProposal(db: Database, id: string): Promise<ProposalRow | undefined> {
  const { rows } =
    await sql<ProposalRow>`select ${columns} from catalogue.concept_proposal where id = ${id} for update`.execute(db);
  return rows[0];
}

/** Whether a concept has a proposal that is not yet ended. */
export async function hasOpenProposal(db: Database, concept: string): Promise<boolean> {
  const { rows } = await sql`select from catalogue.concept_proposal where open and concept = ${concept}`.execute(db);
  return rows.length > 0;
}

/** Proposals of institutions, those under way first, then the newest. */
export async function listProposals(
  db: Database,
  institutions: readonly string[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly ProposalRow[]; readonly total: number }> {
  const { rows } = await sql<ProposalRow & { total: number }>`select ${columns}, count(*) over () as total
    from catalogue.concept_proposal where institution = any(${[...institutions]}::text[])
    order by open desc, changed_at desc, id limit ${limit} offset ${offset}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}

export async function updateProposal(db: Database, id: string, draft: Proposed, at: Date): Promise<void> {
  await sql`update catalogue.concept_proposal set draft = ${JSON.stringify(draft)}::jsonb, changed_at = ${at}
    where id = ${id}`.execute(db);
}

/** From now on this person has written of the proposal. */
export async function addProposalWriter(db: Database, id: string, person: string): Promise<void> {
  await sql`update catalogue.concept_proposal set writers = array_append(writers, ${person})
    where id = ${id} and not writers @> array[${person}]`.execute(db);
}

export async function closeProposal(db: Database, id: string): Promise<void> {
  await sql`update catalogue.concept_proposal set open = false where id = ${id}`.execute(db);
}

/** Decisions on concepts are taken one after another until the transaction ends, each by the definitions in force then. */
export async function lockConcepts({ db, vahid }: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('catalogue.concept'))`.execute(db);
  // What was waited for may have been a release.
  await vahid.releases.refresh(db);
}

/** Registers in use by code. */
export async function findRegisters(
  db: Database,
  codes: readonly string[],
): Promise<readonly { readonly code: string; readonly title: Text; readonly institution: string }[]> {
  if (codes.length === 0) return [];
  const { rows } = await sql<{ code: string; title: Text; institution: string }>`select code, title, institution
    from catalogue.entry where kind = 'register' and code = any(${[...codes]}::text[]) and state <> 'finished'`.execute(
    db,
  );
  return rows;
}

export interface ClaimRow {
  readonly concept: string;
  readonly register: string;
  readonly title: Text;
  readonly institution: string;
}

/** Registers in use whose fields say that they are the primary source of one of these concepts. */
export async function listClaims(db: Database, concepts: readonly string[]): Promise<readonly ClaimRow[]> {
  if (concepts.length === 0) return [];
  const { rows } = await sql<ClaimRow>`select c.concept, e.code as register, e.title, e.institution
    from unnest(${[...concepts]}::text[]) as c(concept) cross join lateral (
      select code, title, institution from catalogue.entry where kind = 'register' and state <> 'finished' and spec @>
        jsonb_build_object('objects', jsonb_build_array(jsonb_build_object('fields',
          jsonb_build_array(jsonb_build_object('concept', c.concept, 'primary', true))))) offset 0
    ) e order by c.concept, e.code`.execute(db);
  return rows;
}
