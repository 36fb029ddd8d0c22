import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import { type ResponsibleRow, schedulesAsSet, type StandingMeasure } from '../measures/index.ts';
import type { IntakeTables, wording } from './entities.ts';
import type { FormResponsible } from './form-responsible.ts';

/** Until the transaction ends nobody else adds items to the plan, or changes who carries out its measures and by when. */
export async function lockPlan(db: Database, plan: string): Promise<void> {
  await sql`select from plan.plan where code = ${plan} for update`.execute(db);
  await sql`select from plan.item where plan = ${plan} order by id for no key update`.execute(db);
}

/** The measures of a plan as they stand, by number. */
export async function standingMeasures(db: Database, plan: string): Promise<ReadonlyMap<string, StandingMeasure>> {
  const rows = await schedulesAsSet(db, sql`i.plan = ${plan} and i.kind = 'measure' and i.removed_at is null`);
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
  await sql`insert into plan.responsible (id, institution, name, post, from_day, to_day, act, sample, source, entered_at)
    values (${row.id}, ${row.institution}, ${row.name}, ${JSON.stringify(row.post)}, ${row.from}, ${row.to}, ${row.act},
      ${row.sample}, ${row.source}, ${row.entered_at})`.execute(db);
}

/** Corrects a term: its post, its end, the act. */
export async function updateTerm(db: Database, id: string, { post, to, act }: FormResponsible): Promise<void> {
  await sql`update plan.responsible set post = ${JSON.stringify(post)}, to_day = ${to}, act = ${act} where id = ${id}`.execute(
    db,
  );
}
