import { sql } from 'kysely';
import { appRole, type Database, retentionRole } from '../../../kernel/database.ts';

/** Numbers of the measures of which somebody has entered anything in earnest. */
export async function takenInEarnest(db: Database, plan: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ number: string }>`select i.number from plan.item i where i.plan = ${plan} and (
      exists (select 1 from plan.party p where p.item = i.id and not p.sample)
      or exists (select 1 from plan.milestone m where m.item = i.id and not m.sample)
      or exists (select 1 from plan.deliverable d where d.item = i.id and not d.sample)
      or exists (select 1 from plan.baseline b where b.item = i.id and not b.sample))`.execute(db);
  return new Set(rows.map(({ number }) => number));
}

/** Items of which something is marked as a sample. */
export async function sampledItems(db: Database): Promise<readonly { readonly plan: string; readonly item: string }[]> {
  const { rows } = await sql<{ plan: string; item: string }>`select i.plan, i.id as item from plan.item i
    where exists (select 1 from plan.party p where p.item = i.id and p.sample)
      or exists (select 1 from plan.milestone m where m.item = i.id and m.sample)
      or exists (select 1 from plan.deliverable d where d.item = i.id and d.sample)
      or exists (select 1 from plan.baseline b where b.item = i.id and b.sample)`.execute(db);
  return rows;
}

export interface RemovedSamples {
  readonly removed: number;
  /** Samples that stay because something entered in earnest hangs on them. */
  readonly kept: number;
}

/** Deletes the rows marked as samples; call it in a transaction that holds the items. */
export async function removeSamples(db: Database): Promise<RemovedSamples> {
  let removed = await deleted(
    db,
    sql`delete from plan.party p where p.sample and not exists (select 1 from plan.evidence e where e.item = p.item)`,
  );
  removed += await deleted(
    db,
    sql`delete from plan.responsible r where r.sample
      and not exists (select 1 from plan.competence c where c.responsible = r.id)
      and not exists (select 1 from plan.training t where t.responsible = r.id)`,
  );
  removed += await removeBaselines(db);
  await sql`delete from plan.dependency d using plan.milestone m, plan.milestone n
    where m.id = d.milestone and n.id = d.needs and m.sample and n.sample
      and not exists (select 1 from plan.evidence e where e.milestone in (m.id, n.id))`.execute(db);
  removed += await deleted(
    db,
    sql`delete from plan.milestone m where m.sample
      and not exists (select 1 from plan.evidence e where e.milestone = m.id)
      and not exists (select 1 from plan.piece p where p.milestone = m.id)
      and not exists (select 1 from plan.baseline_date d where d.milestone = m.id)
      and not exists (select 1 from plan.dependency d where m.id in (d.milestone, d.needs))`,
  );
  removed += await deleted(
    db,
    sql`delete from plan.deliverable d where d.sample
      and not exists (select 1 from plan.evidence e where e.deliverable = d.id)
      and not exists (select 1 from plan.piece p where p.deliverable = d.id)
      and not exists (select 1 from plan.milestone m where m.deliverable = d.id)`,
  );
  const { rows } = await sql<{ kept: number }>`select ((select count(*) from plan.milestone where sample)
    + (select count(*) from plan.deliverable where sample) + (select count(*) from plan.baseline where sample)
    + (select count(*) from plan.responsible where sample) + (select count(*) from plan.party where sample))::integer as kept`.execute(
    db,
  );
  return { removed, kept: rows[0]?.kept ?? 0 };
}

/** Only the retention role may; the first dates stay where later ones were set in earnest, or evidence hangs on a step. */
async function removeBaselines(db: Database): Promise<number> {
  const gone = sql`select b.id from plan.baseline b where b.sample
    and not exists (select 1 from plan.baseline o where o.item = b.item and not o.sample)
    and not exists (select 1 from plan.evidence e where e.item = b.item)`;
  const { rows } = await sql<{ id: string }>`${gone}`.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`set local role ${sql.id(retentionRole)}`.execute(db);
  await sql`delete from plan.baseline_date where baseline = any(${ids}::uuid[])`.execute(db);
  const removed = await deleted(db, sql`delete from plan.baseline where id = any(${ids}::uuid[])`);
  await sql`set local role ${sql.id(appRole)}`.execute(db);
  return removed;
}

async function deleted(db: Database, statement: ReturnType<typeof sql>): Promise<number> {
  const { numAffectedRows = 0n } = await statement.execute(db);
  return Number(numAffectedRows);
}
