import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { Row } from '../../kernel/entity.ts';
import type { Text } from '../../language/lang.ts';
import type { lookUp } from './entities.ts';
import type { Place } from './place.ts';

export type LookUpRow = Row<typeof lookUp>;

/** Look-ups by which a person came in, which say nothing to themselves. */
export interface Entrance {
  readonly person: string | undefined;
  readonly purpose: string;
}

/** Which lines about somebody are asked for. `now` decides what is hidden from them: nobody asks without it. */
export interface Asked {
  readonly subject: string;
  readonly now: Date;
  readonly consumer?: string | undefined;
  readonly from?: Date | undefined;
  /** Moment before which. */
  readonly to?: Date | undefined;
  readonly after?: Place | undefined;
  /** Only those that were hidden until some time ago. */
  readonly late?: boolean | undefined;
  readonly without?: Entrance | undefined;
  /** Without what a gateway tells of a look-up that the platform made itself: that stands beside it. */
  readonly once?: boolean | undefined;
}

const nothing = sql<boolean>`true`;

/** Every reading of lines about somebody goes through this: what is hidden is not there, for whatever purpose. */
const visible = (asked: Asked): RawBuilder<boolean> => sql<boolean>`${indexed(asked)} and ${beyond(asked)}`;

/** What the index of somebody's lines tells. */
function indexed({ subject, now, consumer, from, to, after, late }: Asked): RawBuilder<boolean> {
  const conditions = [
    sql<boolean>`subject = ${subject} and (hidden_until is null or hidden_until <= ${now}) and at <= ${ahead(now)}`,
    late ? sql<boolean>`hidden_until is not null` : nothing,
    consumer === undefined ? nothing : sql<boolean>`consumer = ${consumer}`,
    from === undefined ? nothing : sql<boolean>`at >= ${from}`,
    to === undefined ? nothing : sql<boolean>`at < ${to}`,
    // The first half lets whole months be left out.
    after ? sql<boolean>`at <= ${after.at} and (at, id) < (${after.at}, ${after.id}::uuid)` : nothing,
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/**
 * No line is of a later time: what gateways tell is taken up to five minutes ahead. The months to come, of which some are
 * always there, need not be planned for, which takes longer than to read one.
 */
const ahead = (now: Date): Date => new Date(now.getTime() + 86_400_000);

/** What only the line itself tells; of those shown late each stands alone. */
function beyond({ now, from, to, late, without, once }: Asked): RawBuilder<boolean> {
  const conditions = [
    without
      ? sql<boolean>`not (purpose = ${without.purpose} and actor_person is not distinct from ${without.person ?? null}::uuid)`
      : nothing,
    once && !late ? sql<boolean>`(source <> 'gateway' or not exists (${ofPlatform({ now, from, to })}))` : nothing,
  ];
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** Between the line of a gateway and that of the platform: the clocks of both, and the patience of a look-up. */
const apart = sql`interval '2 minutes'`;

/** The platform's own line of the look-up of which a gateway tells, among those that are asked for. */
const ofPlatform = ({ now, from, to }: Pick<Asked, 'now' | 'from' | 'to'>) => sql`select from exchange.look_up own
  where own.subject = look_up.subject and own.at between look_up.at - ${apart} and look_up.at + ${apart}
    and own.consumer = look_up.consumer and own.source = 'platform' and own.hidden_until is null
    and look_up.request_id = any(string_to_array(own.requests, ' ')) and own.at <= ${ahead(now)}
    ${from === undefined ? sql`` : sql`and own.at >= ${from}`} ${to === undefined ? sql`` : sql`and own.at < ${to}`}`;

/** What gateways tell of a look-up of the platform. */
export async function toldOf(db: Database, row: LookUpRow, now: Date): Promise<readonly LookUpRow[]> {
  if (row.requests === null) return [];
  const { rows } = await sql<LookUpRow>`select * from exchange.look_up where ${visible({ subject: row.subject, now })}
    and at between ${row.at}::timestamptz - ${apart} and ${row.at}::timestamptz + ${apart}
    and source = 'gateway' and consumer = ${row.consumer} and request_id = any(string_to_array(${row.requests}, ' '))
    order by at, id`.execute(db);
  return rows;
}

/**
 * Lines about one subject, newest first. Those that the index leaves out are never read: of an institution that asked once
 * among many thousands, that one. The second `offset 0` has each line looked up by itself, whatever the planner expects.
 */
const lines = (asked: Asked): RawBuilder<LookUpRow> => sql<LookUpRow>`
  (select id, at from exchange.look_up where ${indexed(asked)} order by at desc, id desc offset 0) chosen
  join lateral (select * from exchange.look_up where id = chosen.id and at = chosen.at
    and at <= ${ahead(asked.now)} and ${beyond(asked)} offset 0) l on true`;

export async function readLookUps(
  db: Database,
  asked: Asked,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly LookUpRow[]> {
  const { rows } = await sql<LookUpRow>`select l.* from ${lines(asked)}
    order by chosen.at desc, chosen.id desc limit ${limit} offset ${offset}`.execute(db);
  return rows;
}

/** One line about a subject; undefined where there is none for them. */
export async function findLookUp(db: Database, id: string, asked: Asked): Promise<LookUpRow | undefined> {
  const { rows } =
    await sql<LookUpRow>`select * from exchange.look_up where id = ${id} and ${visible(asked)} limit 1`.execute(db);
  return rows[0];
}

/** How many lines there are about a subject, counted up to `most`. */
export async function countLookUps(db: Database, asked: Asked, most: number | null = null): Promise<number> {
  const byIndex = asked.without === undefined && (!asked.once || asked.late);
  const from = byIndex ? sql`exchange.look_up where ${indexed(asked)}` : lines(asked);
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from (select from ${from} limit ${most}) l`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The same, and how many of those counted somebody caused by their own acts. */
export async function countWithOwn(
  db: Database,
  asked: Asked,
  person: string | undefined,
  most: number,
): Promise<{ readonly count: number; readonly own: number }> {
  const { rows } = await sql<{ count: number; own: number }>`select count(*) as count,
      count(*) filter (where actor_person = ${person ?? null}) as own
    from (select l.actor_person from ${lines(asked)} limit ${most}) l`.execute(db);
  return rows[0] ?? { count: 0, own: 0 };
}

/** Consumers that asked since a moment, whatever the answer. */
export async function callersSince(
  db: Database,
  since: Date,
): Promise<readonly { readonly institution: string; readonly count: number; readonly last: Date }[]> {
  const { rows } = await sql<{ institution: string; count: number; last: Date }>`
    select consumer as institution, count(*) as count, max(at) as last from exchange.look_up
    where at >= ${since} and operation <> 'case' group by consumer order by consumer`.execute(db);
  return rows;
}

/** How often each concept and relation was read or entered since a moment; refused look-ups are no use. */
export async function conceptsSince(
  db: Database,
  since: Date,
): Promise<readonly { readonly concept: string; readonly count: number }[]> {
  const { rows } = await sql<{ concept: string; count: number }>`
    select c.concept, count(*) as count from exchange.look_up l, jsonb_array_elements_text(l.concepts) as c(concept)
    where l.at >= ${since} and l.operation in ('read', 'entry') and l.outcome <> 'refused' group by 1 order by 1`.execute(
    db,
  );
  return rows;
}

/** How often services of the exchange gave out somebody's data since a moment. */
export async function servicesSince(
  db: Database,
  since: Date,
): Promise<readonly { readonly service: string; readonly count: number }[]> {
  const { rows } = await sql<{ service: string; count: number }>`select service, count(*) as count from exchange.look_up
    where at >= ${since} and source = 'gateway' and outcome = 'granted' group by service order by service`.execute(db);
  return rows;
}

/** Titles of published services, by the codes of their systems and their own; the newest words count. */
export async function serviceTitles(
  db: Database,
  names: readonly { readonly system: string; readonly code: string }[],
): Promise<readonly { readonly system: string; readonly code: string; readonly title: Text }[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<{ system: string; code: string; title: Text }>`select s.system, s.code, v.title
    from jsonb_to_recordset(${JSON.stringify(names)}::jsonb) as n(system text, code text)
    join exchange.service s on s.system = n.system and s.code = n.code
    join lateral (select title from exchange.service_version where service = s.id order by version desc limit 1) v
      on true`.execute(db);
  return rows;
}
