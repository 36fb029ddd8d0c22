import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import type { GivenParty, ResponsibleRow, Title } from '../measures/index.ts';
import type { IntakeTables, wording } from './entities.ts';
import type { FormResponsible } from './form-responsible.ts';

interface StandingDates {
  readonly starts: string | null;
  readonly due: string | null;
}

export interface StandingMilestone extends StandingDates {
  readonly code: string;
  readonly title: Title;
  /** Decimal. */
  readonly weight: string;
  readonly deliverable: string | null;
  /** `code` of the same measure, `number/code` of another. */
  readonly needs: readonly string[];
}

/** What is entered of a measure: who, what, by when. */
export interface StandingMeasure extends StandingDates {
  readonly id: string;
  readonly number: string;
  /** Version of the dates in force; null while there are none. */
  readonly version: number | null;
  readonly parties: readonly GivenParty[];
  readonly deliverables: readonly { readonly code: string; readonly title: Title }[];
  readonly milestones: readonly StandingMilestone[];
}

/** The measures of a plan as they stand, by number. */
export async function standingMeasures(db: Database, plan: string): Promise<ReadonlyMap<string, StandingMeasure>> {
  const { rows } =
    await sql<StandingMeasure>`select i.id, i.number, b.version, d.starts::text as starts, d.due::text as due,
      coalesce((select json_agg(json_build_object('institution', p.institution, 'role', p.role)
          order by p.role desc, p.entered_at, p.id)
        from plan.party p where p.item = i.id and p.to_day is null), '[]') as parties,
      coalesce((select json_agg(json_build_object('code', t.code, 'title', t.title) order by t.position, t.code)
        from plan.deliverable t where t.item = i.id and t.removed_at is null), '[]') as deliverables,
      coalesce((select json_agg(json_build_object('code', m.code, 'title', m.title, 'weight', m.weight::text,
          'deliverable', t.code, 'starts', x.starts, 'due', x.due,
          'needs', (select coalesce(json_agg(case when n.item = m.item then n.code else o.number || '/' || n.code end
              order by o.position, n.position, n.code), '[]')
            from plan.dependency y join plan.milestone n on n.id = y.needs and n.removed_at is null
              join plan.item o on o.id = n.item where y.milestone = m.id))
          order by m.position, m.code)
        from plan.milestone m left join plan.deliverable t on t.id = m.deliverable and t.removed_at is null
          left join plan.baseline_date x on x.baseline = b.id and x.milestone = m.id
        where m.item = i.id and m.removed_at is null), '[]') as milestones
    from plan.item i
      left join lateral (select * from plan.baseline where item = i.id order by version desc limit 1) b on true
      left join plan.baseline_date d on d.baseline = b.id and d.milestone is null
    where i.plan = ${plan} and i.kind = 'measure' and i.removed_at is null order by i.position`.execute(db);
  return new Map(rows.map((row) => [row.number, row]));
}

/** Writes wordings as printed, in place of those before. */
export async function writeWordings(db: Database, rows: readonly Row<typeof wording>[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .withTables<IntakeTables>()
    .insertInto('plan.wording')
    .values([...rows])
    .onConflict((c) =>
      c.column('item').doUpdateSet((eb) => ({
        raw: eb.ref('excluded.raw'),
        source: eb.ref('excluded.source'),
        digest: eb.ref('excluded.digest'),
        stored_at: eb.ref('excluded.stored_at'),
      })),
    )
    .execute();
}

export type StandingTerm = FormResponsible & { readonly id: string };

/** Everybody who answers or answered for an institution, by institution and day. */
export async function allResponsible(db: Database): Promise<readonly StandingTerm[]> {
  const { rows } =
    await sql<StandingTerm>`select id, institution, name, post, from_day::text as "from", to_day::text as "to", act
    from plan.responsible order by institution, from_day, id`.execute(db);
  return rows;
}

export async function insertTerm(
  db: Database,
  row: FormResponsible & Pick<ResponsibleRow, 'id' | 'sample' | 'source' | 'entered_at'>,
): Promise<void> {
  await sql`insert into plan.responsible (id, institution, person, name, post, from_day, to_day, act, sample, source, entered_at)
    values (${row.id}, ${row.institution}, null, ${row.name}, ${JSON.stringify(row.post)}, ${row.from}, ${row.to}, ${row.act},
      ${row.sample}, ${row.source}, ${row.entered_at})`.execute(db);
}

/** Corrects a term: its post, its end, the act. */
export async function updateTerm(db: Database, id: string, { post, to, act }: FormResponsible): Promise<void> {
  await sql`update plan.responsible set post = ${JSON.stringify(post)}, to_day = ${to}, act = ${act} where id = ${id}`.execute(
    db,
  );
}
