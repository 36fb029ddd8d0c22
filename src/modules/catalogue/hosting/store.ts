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
    insert into catalogue.hosting (entry, state, wave, blocked, changed_at) select entry, "to", wave, false, ${at} from given
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

/** The last hundred steps of an entry, newest first. */
export async function listSteps(db: Database, entry: string): Promise<readonly StepLine[]> {
  const { rows } = await sql<StepLine>`select from_state as "from", to_state as "to", wave, cause, note, at
    from catalogue.hosting_step where entry = ${entry} order by seq desc limit 100`.execute(db);
  return rows;
}

const inUse = sql`s.kind = 'system' and s.state <> 'finished'`;
const unmoved = sql`${inUse} and s.id not in (select entry from catalogue.hosting where state = 'cloud')`;

/**
 * Things that are not in the cloud, and because of what: a system itself; a register or an API because of who holds or
 * provides it, or itself where no system in use does; a hosting that is another. What is out of use is in nobody's way.
 */
const unmovedThings = sql`(
  select s.id as thing, s.id as because from catalogue.entry s where ${unmoved}
  union all
  select h.target, s.id from catalogue.relation h join catalogue.entry s on s.id = h.source
    where h.kind in ('holds', 'provides') and ${unmoved}
  union all
  select h.source, s.id from catalogue.relation h join catalogue.entry s on s.id = h.target where h.kind = 'provided_by' and ${unmoved}
  union all
  select e.id, e.id from catalogue.entry e where e.kind in ('register', 'api') and e.state <> 'finished'
    and not exists (select from catalogue.relation h join catalogue.entry s on s.id = h.source
      where h.target = e.id and h.kind in ('holds', 'provides') and ${inUse})
    and not exists (select from catalogue.relation h join catalogue.entry s on s.id = h.target
      where h.source = e.id and h.kind = 'provided_by' and ${inUse})
  union all
  select e.id, e.id from catalogue.entry e
    where e.kind = 'hosting' and e.state <> 'finished' and e.spec ->> 'place' is distinct from 'government_cloud')`;

const asLocal = sql`((r.kind = 'uses' and r.channel = 'local') or r.kind = 'hosted_on')`;

export interface Named extends EntryRef {
  readonly title: Text;
}

/**
 * What keeps an entry from being called moved: what is not in the cloud and it uses by a line of its own or runs on; nothing
 * where an exception in force says so. `today`: in Baku.
 */
export async function findBlockers(db: Database, entry: string, today: string): Promise<readonly Named[]> {
  // Of each of its own few links, not of all things there are.
  const { rows } =
    await sql<Named>`select distinct e.kind, e.code, e.title, (e.title ->> 'az') collate "az-x-icu" as sorted
    from catalogue.relation r
    cross join lateral (select u.because from ${unmovedThings} u where u.thing = r.target offset 0) u
    join catalogue.entry e on e.id = u.because
    where r.source = ${entry}::uuid and ${asLocal} and u.because <> r.source and not ${excepted('hosting', sql`${entry}::uuid`, today)}
    order by sorted, e.code`.execute(db);
  return rows.map(({ kind, code, title }) => ({ kind, code, title }));
}

/**
 * Writes of every entry whether something keeps it from being called moved, in the caller's transaction. All is read, so
 * loops within loops are never right, and right after an import the planner does not know how much all is.
 */
export async function markBlocked(db: Database, today: string): Promise<void> {
  await sql`select set_config('enable_nestloop', 'off', true)`.execute(db);
  await sql`with linked as materialized (
      select distinct r.source from catalogue.relation r join ${unmovedThings} u on u.thing = r.target
      where ${asLocal} and u.because <> r.source
    ),
    stands as (
      select h.entry, h.state <> 'retired' and l.source is not null and not ${excepted('hosting', sql`h.entry`, today)} as blocked
      from catalogue.hosting h left join linked l on l.source = h.entry
    )
    update catalogue.hosting h set blocked = n.blocked from stands n where n.entry = h.entry and n.blocked <> h.blocked`.execute(
    db,
  );
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(db);
}

/** Entries called moved that something now keeps from being so. */
export async function listWronglyMoved(
  db: Database,
): Promise<readonly { readonly entry: string; readonly wave: string | null }[]> {
  const { rows } = await sql<{
    entry: string;
    wave: string | null;
  }>`select entry, wave from catalogue.hosting where state = 'cloud' and blocked`.execute(db);
  return rows;
}

/** Services that replace a portal, as `s`. */
export const replacesIt = (portal: RawBuilder<unknown>) => sql`from catalogue.relation r
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

interface Unplaced extends EntryRef {
  readonly entry: string;
  readonly finished: boolean;
}

/** Those of the entries that have no step yet. */
export async function listUnplaced(db: Database, refs: readonly EntryRef[]): Promise<readonly Unplaced[]> {
  const { rows } = await sql<Unplaced>`select e.id as entry, e.kind, e.code, e.state = 'finished' as finished
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as t(kind text, code text)
    join catalogue.entry e on e.kind = t.kind and e.code = t.code
    where not exists (select from catalogue.hosting h where h.entry = e.id)`.execute(db);
  return rows;
}

/** Steps due because an entry is out of use, or in use again. */
export async function listTurned(db: Database, today: string): Promise<readonly NewStep[]> {
  const { rows } = await sql<NewStep>`select h.entry, 'retired' as "to", h.wave, 'finished' as cause
    from catalogue.entry e join catalogue.hosting h on h.entry = e.id
    where e.state = 'finished' and h.state <> 'retired' and (e.kind = 'system' or ${excepted('portal_closing', sql`e.id`, today)}
      or exists (select ${replacesIt(sql`e.id`)} and s.state = 'in_use'))
    union all
    select h.entry, 'local', null, 'revived' from catalogue.hosting h join catalogue.entry e on e.id = h.entry
    where h.state = 'retired' and e.state <> 'finished'`.execute(db);
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
