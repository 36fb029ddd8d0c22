import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Text } from '../../../language/index.ts';
import type { Channel, EntryKind, EntryState, RelationKind } from '../kinds.ts';

/** Names an entry: the code is unique within the kind. */
export interface EntryRef {
  readonly kind: EntryKind;
  readonly code: string;
}

export interface NewRelation {
  readonly from: EntryRef;
  readonly kind: RelationKind;
  readonly to: EntryRef;
  readonly concepts: readonly string[];
  readonly channel?: Channel | undefined;
}

/**
 * Makes the relations that go out from these entries those given; an end that has no entry is left out. The counter of
 * the graph moves only when something changed; answers whether it did.
 */
export async function writeRelations(
  db: Database,
  from: readonly EntryRef[],
  relations: readonly NewRelation[],
): Promise<boolean> {
  const rows = relations.map(({ from: source, kind, to, concepts, channel = null }) => ({
    from_kind: source.kind,
    from_code: source.code,
    kind,
    to_kind: to.kind,
    to_code: to.code,
    concepts,
    channel,
  }));
  const { rows: counted } = await sql`with given as (
      select s.id as source, r.kind, t.id as target, r.concepts, r.channel
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(from_kind text, from_code text, kind text, to_kind text, to_code text, concepts text[], channel text)
      join catalogue.entry s on s.kind = r.from_kind and s.code = r.from_code
      join catalogue.entry t on t.kind = r.to_kind and t.code = r.to_code
    ), gone as (
      delete from catalogue.relation o using catalogue.entry e, jsonb_to_recordset(${JSON.stringify(from)}::jsonb) as f(kind text, code text)
      where e.kind = f.kind and e.code = f.code and o.source = e.id
        and not exists (select from given g where (g.source, g.kind, g.target) = (o.source, o.kind, o.target))
      returning 1
    ), written as (
      insert into catalogue.relation as o (source, kind, target, concepts, channel) select * from given
      on conflict (source, kind, target) do update set concepts = excluded.concepts, channel = excluded.channel
      where (o.concepts, o.channel) is distinct from (excluded.concepts, excluded.channel)
      returning 1
    )
    update catalogue.counter set value = value + 1
    where name = 'relations' and (exists (select from gone) or exists (select from written)) returning name`.execute(
    db,
  );
  return counted.length > 0;
}

export interface RelatedRow {
  readonly direction: 'out' | 'in';
  readonly relation: RelationKind;
  readonly channel: Channel | null;
  readonly kind: EntryKind;
  readonly code: string;
  readonly title: Text;
  readonly state: EntryState;
  readonly concepts: readonly string[];
}

/** What an entry uses and what uses it, `limit` of each direction and relation; `total` tells how many there are. */
export async function findRelated(
  db: Database,
  { kind, code }: EntryRef,
  limit: number,
): Promise<readonly (RelatedRow & { readonly total: number })[]> {
  const { rows } = await sql<RelatedRow & { total: number }>`
    with mine as (select id from catalogue.entry where kind = ${kind} and code = ${code}),
    ties as (
      select 'out' as direction, r.kind, r.target as other, r.concepts, r.channel
      from catalogue.relation r join mine on r.source = mine.id
      union all
      select 'in', r.kind, r.source, r.concepts, r.channel from catalogue.relation r join mine on r.target = mine.id
    ), numbered as (
      select t.direction, t.kind as relation, t.channel, o.kind, o.code, o.title, o.state, t.concepts,
        row_number() over (partition by t.direction, t.kind order by (o.title ->> 'az') collate "az-x-icu", o.code) as n,
        count(*) over (partition by t.direction, t.kind) as total
      from ties t join catalogue.entry o on o.id = t.other
    )
    select direction, relation, channel, kind, code, title, state, concepts, total from numbered where n <= ${limit}
    order by direction desc, relation, n`.execute(db);
  return rows;
}

/** Times the relations have changed, or whether something that may have some is in use. */
export async function graphChanges(db: Database): Promise<number> {
  const { rows } = await sql<{
    changes: number;
  }>`select value as changes from catalogue.counter where name = 'relations'`.execute(db);
  return rows[0]?.changes ?? 0;
}

export interface Edge {
  readonly source: string;
  readonly kind: RelationKind;
  readonly target: string;
}

/** Kind of every entry that a relation touches, by id. */
export async function relatedKinds(db: Database): Promise<ReadonlyMap<string, EntryKind>> {
  const { rows } = await sql<{ id: string; kind: EntryKind }>`select id, kind from catalogue.entry e
    where exists (select from catalogue.relation where source = e.id) or exists (select from catalogue.relation where target = e.id)`.execute(
    db,
  );
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}

/** Every relation between things of which neither is out of use, ends as ids. */
export async function allEdges(db: Database): Promise<readonly Edge[]> {
  const { rows } = await sql<Edge>`select r.source, r.kind, r.target from catalogue.relation r
    join catalogue.entry s on s.id = r.source join catalogue.entry t on t.id = r.target
    where s.state <> 'finished' and t.state <> 'finished'`.execute(db);
  return rows;
}
