import { sql } from 'kysely';
import type { Context } from '../../kernel/context.ts';
import type { Figure, Measurement } from '../../kernel/measurement.ts';

interface Decided {
  readonly day: string;
  readonly institution: string;
  readonly service: string;
  readonly dimension: string;
  readonly spent: number;
  readonly late: number;
  readonly count: number;
}

/** Decisions that a clock timed, by the working days it had run. A decision on an appeal is one more. */
async function decisions(ctx: Context, window: { after: string; before: string }): Promise<readonly Decided[]> {
  const { rows } = await sql<Decided>`select (j.at at time zone 'Asia/Baku')::date::text as day, i.institution,
      i.name as service, i.kind as dimension, (j.clock ->> 'spent')::integer as spent,
      count(*) filter (where (j.clock ->> 'late')::boolean) as late, count(*) as count
    from process.journal j join process.instance i on i.id = j.instance
    where j.to_status = 'decided' and j.from_status <> 'decided' and j.clock is not null
      and j.xid >= ${window.after}::xid8 and j.xid < ${window.before}::xid8
    group by 1, 2, 3, 4, 5`.execute(ctx.db);
  return rows;
}

const place = ({ day, institution, service, dimension }: Decided) => ({ day, institution, service, dimension });

const decidedInTime: Measurement = {
  name: 'process.decided_in_time',
  title: {
    az: 'Müddətində qəbul edilmiş qərarlar',
    en: 'Decisions made within the deadline',
    ru: 'Решения, принятые в срок',
  },
  unit: 'share',
  ofCases: true,
  async collect(ctx, window): Promise<readonly Figure[]> {
    const found = await decisions(ctx, window);
    return found.map((of) => ({ ...place(of), numerator: of.count - of.late, denominator: of.count, count: of.count }));
  },
};

const buckets = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30];

const daysToDecision: Measurement = {
  name: 'process.days_to_decision',
  title: {
    az: 'Qərara qədər keçən iş günləri',
    en: 'Working days to a decision',
    ru: 'Рабочие дни до решения',
  },
  unit: 'working days',
  ofCases: true,
  buckets,
  /** Numerator: working days in all. Denominator: decisions. */
  async collect(ctx, window): Promise<readonly Figure[]> {
    const found = await decisions(ctx, window);
    return found.map((of) => ({
      ...place(of),
      numerator: of.spent * of.count,
      denominator: of.count,
      count: of.count,
      histogram: histogram(of),
    }));
  },
};

function histogram({ spent, count }: Decided): number[] {
  const bucket = buckets.findIndex((limit) => spent <= limit);
  const counts = Array.from({ length: buckets.length + 1 }, () => 0);
  counts[bucket < 0 ? buckets.length : bucket] = count;
  return counts;
}

export const measurements: readonly Measurement[] = [decidedInTime, daysToDecision];
