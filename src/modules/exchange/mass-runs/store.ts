import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import type { Place } from '../place.ts';
import type { massRun } from './entities.ts';

export type MassRunRow = Row<typeof massRun>;

/** Adds runs, or lets those that are there grow; answers how many of them told something new. */
export async function tellRuns(db: Database, runs: readonly MassRunRow[]): Promise<number> {
  // One statement may touch a line only once, and a batch may name a run twice.
  let told = 0;
  for (const run of runs) told += await tell(db, run);
  return told;
}

async function tell(db: Database, run: MassRunRow): Promise<number> {
  const { rows } =
    await sql`insert into exchange.mass_run as r (id, run, gateway, client, service, consumer, purpose, act,
      article, started_at, reached_at, people, final)
    values (${run.id}, ${run.run}, ${run.gateway}, ${run.client}, ${run.service}, ${run.consumer}, ${run.purpose},
      ${run.act}, ${run.article}, ${run.started_at}, ${run.reached_at}, ${run.people}, ${run.final})
    on conflict (run, gateway, client, service) do update
      set reached_at = greatest(r.reached_at, excluded.reached_at), people = greatest(r.people, excluded.people),
        final = excluded.final
      where not r.final and (excluded.people > r.people or excluded.reached_at > r.reached_at or excluded.final)
    returning r.id`.execute(db);
  return rows.length;
}

/** Runs, newest first. */
export async function readRuns(db: Database, limit: number, after: Place | undefined): Promise<readonly MassRunRow[]> {
  const { rows } = await sql<MassRunRow>`select id, run, gateway, client, service, consumer, purpose, act, article,
      started_at, reached_at, people, final from exchange.mass_run
    where ${after ? sql`(started_at, id) < (${after.at}, ${after.id}::uuid)` : sql`true`}
    order by started_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}
