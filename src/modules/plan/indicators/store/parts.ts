import { sql } from 'kysely';
import type { Database } from '../../../../kernel/database.ts';
import type { MeasuredDay } from '../../../../kernel/measurement.ts';
import type { Part } from '../sheet.ts';

interface DayOfPart extends MeasuredDay {
  readonly key: string;
}

/** What was measured, by one part of it: daily totals of each institution, service, region or dimension. */
export async function measuredParts(
  db: Database,
  name: string,
  part: Part,
): Promise<ReadonlyMap<string, readonly MeasuredDay[]>> {
  const { rows } =
    await sql<DayOfPart>`select ${sql.ref(part)} as key, day::text as day, sum(numerator)::float8 as numerator,
      sum(denominator)::float8 as denominator, sum(count)::float8 as count
    from kernel.measurement where name = ${name} and ${sql.ref(part)} <> '' group by 1, 2 order by 1, 2`.execute(db);
  return Map.groupBy(rows, ({ key }) => key);
}
