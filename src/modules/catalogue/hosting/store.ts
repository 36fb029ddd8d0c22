import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/lang.ts';
import { excepted } from '../exceptions/store.ts';
import type { EntryRef } from '../store/relations.ts';
import type { HostedKind, HostingState, StepCause } from './states.ts';

/** Steps are taken one after another: whether one may be taken depends on where others stand. Until the transaction ends. */
export async function lockHosting(db: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('catalogue.hosting'))`.execute(db);
}

export interface NewStep {
  readonly entry: string;
  readonly to: HostingState;
  readonly wave?: string | null;
  readonly cause: StepCause;
  readonly note?: string | null;
  readonly person?: string | null;
}

/** Writes steps and where their entries stand after them. Entries that have none yet begin with theirs. */
export async function writeSteps(db: Database, steps: readonly NewStep[], at: Date): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map(({ wave = null, note = null, person = null, ...step }) => ({ ...step, wave, note, person }));
  await sql`with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as t(entry uuid, "to" text, wave text, cause text, note text, person uuid)
    ), kept as (
      insert into catalogue.hosting_step (entry, seq, from_state, to_state, wave, cause, note, person, at)
      select g.entry, coalesce((select max(seq) from catalogue.hosting_step s where s.entry = g.entry), 0) + 1,
        (select state from catalogue.hosting h where h.entry = g.entry), g."to", g.wave, g.cause, g.note, g.person, ${at}
      from given g
    )
    insert into catalogue.hosting (entry, state, wave, changed_at) select entry, "to", wave, ${at} from given
    on conflict (entry) do update set state = excluded.state, wave = excluded.wave, changed_at = excluded.changed_at`.execute(
    db,
  );
}

export interface Standing {
  readonly entry: string;
  readonly state: HostingState;
  readonly wave: string | null;
  readonly changedAt: Date;
}

/** Where an entry stands; undefined for one that runs nowhere. */
export async function findStanding(db: Database, { kind, code }: EntryRef): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`select h.entry, h.state, h.wave, h.changed_at as "changedAt"
    from catalogue.hosting h join catalogue.entry e on e.id = h.entry where e.kind = ${kind} and e.code = ${code}`.execute(
    db,
  );
  return rows[0];
}

export interface StepLine {
  readonly from: HostingState | null;
  readonly to: HostingState;
  readonly wave: string | null;
  readonly cause: StepCause;
  readonly note: string | null;
  readonly at: Date;
}

/** Steps of an entry, newest first. */
export async function listSteps(db: Database, entry: string): Promise<readonly StepLine[]> {
  const { rows } = await sql<StepLine>`select from_state as "from", to_state as "to", wave, cause, note, at
    from catalogue.hosting_step where entry = ${entry} order by seq desc`.execute(db);
  return rows;
}

const localUse = sql`r.kind = 'uses' and r.channel = 'local'`;

/**
 * Of every entry, the systems that it reaches by a line of its own and that are not in the cloud: the system itself, the
 * one that holds the register, the one that provides the API.
 */
export const unmovedLinks = sql`(
  select t.source, t.target
  from (
    select r.source, r.target from catalogue.relation r where ${localUse}
    union all
    select r.source, h.source from catalogue.relation r
      join catalogue.relation h on h.target = r.target and h.kind in ('holds', 'provides') where ${localUse}
    union all
    select r.source, p.target from catalogue.relation r
      join catalogue.relation p on p.source = r.target and p.kind = 'provided_by' where ${localUse}
  ) t(source, target)
  join catalogue.entry reached on reached.id = t.target and reached.kind = 'system'
  left join catalogue.hosting far on far.entry = t.target
  where t.target <> t.source and coalesce(far.state, 'local') not in ('cloud', 'retired'))`;

export interface Named extends EntryRef {
  readonly title: Text;
}

/** Systems that keep an entry from being called moved; none where an exception in force says so. `today`: in Baku. */
export async function findBlockers(db: Database, entry: string, today: string): Promise<readonly Named[]> {
  const { rows } = await sql<Named>`select e.kind, e.code, e.title from catalogue.entry e
    where e.id in (select l.target from ${unmovedLinks} l where l.source = ${entry}::uuid) and not ${excepted('hosting', sql`${entry}::uuid`, today)}
    order by (e.title ->> 'az') collate "az-x-icu", e.code`.execute(db);
  return rows;
}

/** Entries called moved that a system on a local server now keeps from being so. */
export async function listWronglyMoved(db: Database, today: string): Promise<readonly Standing[]> {
  const { rows } =
    await sql<Standing>`select h.entry, h.state, h.wave, h.changed_at as "changedAt" from catalogue.hosting h
    where h.state = 'cloud' and not ${excepted('hosting', sql`h.entry`, today)}
      and exists (select from ${unmovedLinks} l where l.source = h.entry)`.execute(db);
  return rows;
}

const replacesIt = (portal: RawBuilder<unknown>) => sql`from catalogue.relation r
  join catalogue.entry s on s.id = case r.kind when 'replaced_by' then r.target else r.source end
  where ((r.kind = 'replaced_by' and r.source = ${portal}) or (r.kind = 'replaces' and r.target = ${portal}))
    and s.kind = 'service'`;

/** Services in use that replace a portal. */
export async function findReplacements(db: Database, portal: string): Promise<readonly Named[]> {
  const { rows } =
    await sql<Named>`select distinct s.kind, s.code, s.title ${replacesIt(sql`${portal}::uuid`)} and s.state = 'in_use'
    order by s.code`.execute(db);
  return rows;
}

interface Followed {
  readonly entry: string;
  readonly kind: HostedKind;
  readonly code: string;
  readonly finished: boolean;
  /** Null: it has no step yet. */
  readonly state: HostingState | null;
  readonly wave: string | null;
  /** It was finished in the version before, and has taken no step since. */
  readonly revived: boolean;
}

/** Of entries that run somewhere: how they stand in the catalogue, and in their hosting. */
export async function listFollowed(db: Database, refs: readonly EntryRef[]): Promise<readonly Followed[]> {
  const { rows } =
    await sql<Followed>`select e.id as entry, e.kind, e.code, e.state = 'finished' as finished, h.state, h.wave,
      e.state <> 'finished' and h.changed_at < e.updated_at and exists (select from catalogue.entry_version v
        where v.entry = e.id and v.version = e.version - 1 and v.envelope ->> 'state' = 'finished') as revived
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as t(kind text, code text)
    join catalogue.entry e on e.kind = t.kind and e.code = t.code
    left join catalogue.hosting h on h.entry = e.id`.execute(db);
  return rows;
}

export interface HostedLine extends Standing {
  readonly kind: HostedKind;
  readonly code: string;
  readonly title: Text;
  readonly institution: string;
}

/** Systems and portals of institutions, by title. */
export async function listHosted(
  db: Database,
  institutions: readonly string[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly HostedLine[]; readonly total: number }> {
  const { rows } = await sql<
    HostedLine & { total: number }
  >`select h.entry, h.state, h.wave, h.changed_at as "changedAt", e.kind,
      e.code, e.title, e.institution, count(*) over () as total
    from catalogue.hosting h join catalogue.entry e on e.id = h.entry where e.institution = any(${institutions}::text[])
    order by (e.title ->> 'az') collate "az-x-icu", e.kind, e.code limit ${limit} offset ${offset}`.execute(db);
  return { items: rows, total: rows[0]?.total ?? 0 };
}
