import { sql } from 'kysely';
import type { Text } from '../language/lang.ts';
import type { Context } from './context.ts';
import { inTransaction, systemContext } from './context.ts';
import type { Vahid } from './vahid.ts';

/** One bundle of figures: for a day, and where known an institution, a service, a region and one dimension. */
export interface Figure {
  readonly day: string;
  readonly institution?: string;
  readonly service?: string;
  readonly region?: string;
  readonly dimension?: string;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly count?: number;
  /** Counts per bucket, as many as `buckets` has limits plus one for the rest. */
  readonly histogram?: readonly number[];
}

/** A thing a room can measure from its own journal. Anyone may choose it as an indicator; no code is needed there. */
export interface Measurement {
  readonly name: string;
  readonly title: Text;
  readonly unit: 'share' | 'count' | 'working days';
  /** Each one counted is somebody's case: what is published may not tell how a single one went. */
  readonly ofCases?: true;
  /** Upper limits of the histogram's buckets, where a quantile is wanted. */
  readonly buckets?: readonly number[];
  /**
   * Figures from journal rows written by transactions `after <= xid < before`. Both are xid8 as text; rows of
   * transactions still open are never in the window, so nothing is skipped and nothing counted twice.
   */
  collect(ctx: Context, window: { readonly after: string; readonly before: string }): Promise<readonly Figure[]>;
}

/** Adds what happened since the last time, one transaction per measurement. Safe to run anywhere, any time. */
export async function measureAll(vahid: Vahid): Promise<void> {
  for (const room of vahid.rooms) {
    for (const measurement of room.measurements ?? []) {
      await inTransaction(systemContext(vahid, `measure-${measurement.name}`), (ctx) => measure(ctx, measurement));
    }
  }
}

async function measure(ctx: Context, measurement: Measurement): Promise<void> {
  // The row lock makes two processes take turns; the second finds an empty window. Only a statement after the lock is
  // sure to see as far as the one who held it.
  await sql`insert into kernel.watermark (measurement, reached) values (${measurement.name}, '0'::xid8) on conflict do nothing`.execute(
    ctx.db,
  );
  await sql`select from kernel.watermark where measurement = ${measurement.name} for update`.execute(ctx.db);
  const { rows } = await sql<{ after: string; before: string }>`select reached::text as after,
    pg_snapshot_xmin(pg_current_snapshot())::text as before from kernel.watermark where measurement = ${measurement.name}`.execute(
    ctx.db,
  );
  const window = rows[0];
  if (!window || window.after === window.before) return;
  for (const figure of await measurement.collect(ctx, window)) await add(ctx, measurement.name, figure);
  await sql`update kernel.watermark set reached = ${window.before}::xid8, measured_at = ${ctx.vahid.now()} where measurement = ${measurement.name}`.execute(
    ctx.db,
  );
}

async function add(ctx: Context, name: string, figure: Figure): Promise<void> {
  const histogram = figure.histogram ? `{${figure.histogram.join(',')}}` : null;
  await sql`insert into kernel.measurement as m (name, day, institution, service, region, dimension, numerator, denominator, count, histogram)
    values (${name}, ${figure.day}, ${figure.institution ?? ''}, ${figure.service ?? ''}, ${figure.region ?? ''}, ${figure.dimension ?? ''},
      ${figure.numerator ?? 0}, ${figure.denominator ?? 0}, ${figure.count ?? 0}, ${histogram}::bigint[])
    on conflict (name, day, institution, service, region, dimension) do update set
      numerator = m.numerator + excluded.numerator, denominator = m.denominator + excluded.denominator, count = m.count + excluded.count,
      histogram = case when excluded.histogram is null then m.histogram when m.histogram is null then excluded.histogram
        else (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by i) from unnest(m.histogram, excluded.histogram) with ordinality as t(a, b, i)) end`.execute(
    ctx.db,
  );
}

/** A figure that fewer cases than these stand behind could tell of somebody in particular, and is not published. */
export const leastPublished = 5;

/** May a figure about so many cases not be published? None at all is no figure, and tells of nobody. */
export function isSmallCount(cases: number): boolean {
  return cases > 0 && cases < leastPublished;
}

export interface MeasuredTotal {
  readonly numerator: number;
  readonly denominator: number;
  readonly count: number;
}

export interface MeasuredDay extends MeasuredTotal {
  readonly day: string;
}

export interface Measured {
  /** Daily totals, oldest first. */
  readonly days: readonly MeasuredDay[];
  /** When the measurement last ran, and up to which transaction; absent before the first time. */
  readonly mark?: { readonly reached: string; readonly measuredAt: Date };
}

interface MeasuredRow {
  readonly name: string;
  readonly reached: string | null;
  readonly measuredAt: Date | null;
  readonly days: readonly MeasuredDay[];
}

/** What was measured, by name, as it stands at one moment. The only place from which the plan takes figures. */
export async function measured(ctx: Context, names: readonly string[]): Promise<ReadonlyMap<string, Measured>> {
  const { rows } = await sql<MeasuredRow>`select n.name, w.reached::text as reached, w.measured_at as "measuredAt",
      coalesce((select json_agg(d order by d.day) from (select day::text as day, sum(numerator)::bigint as numerator,
        sum(denominator)::bigint as denominator, sum(count)::bigint as count
        from kernel.measurement m where m.name = n.name group by day) d), '[]') as days
    from unnest(${[...new Set(names)]}::text[]) as n(name) left join kernel.watermark w on w.measurement = n.name`.execute(
    ctx.db,
  );
  return new Map(
    rows.map(({ name, days, reached, measuredAt }) => {
      const mark = reached === null || measuredAt === null ? undefined : { reached, measuredAt };
      return [name, { days, ...(mark ? { mark } : {}) }];
    }),
  );
}

/** Daily totals of one measurement, oldest first. */
export async function measuredDays(ctx: Context, name: string): Promise<readonly MeasuredDay[]> {
  return (await measured(ctx, [name])).get(name)?.days ?? [];
}
