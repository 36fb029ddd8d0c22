import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import type { Figure, Measurement } from '../../../kernel/measurement.ts';

interface Decided {
  readonly day: string;
  readonly institution: string;
  readonly office: string;
  readonly days: number;
  readonly late: number;
  readonly count: number;
}

type Window = { readonly after: string; readonly before: string };

/** Decisions of the office by the day, the institution that asked and the one that decided. */
async function decided(ctx: Context, { after, before }: Window): Promise<readonly Decided[]> {
  const { rows } =
    await sql<Decided>`select day, institution, office, days, count(*) filter (where not in_time) as late,
      count(*) as count
    from plan.spend_decision where xid >= ${after}::xid8 and xid < ${before}::xid8
    group by 1, 2, 3, 4`.execute(ctx.db);
  return rows;
}

const place = ({ day, institution, office }: Decided) => ({ day, institution, dimension: office });

const inTime: Measurement = {
  name: 'plan.spending_decided_in_time',
  title: {
    az: 'Müddətində verilmiş xərc qərarları',
    en: 'Spending decisions made in time',
    ru: 'Решения о расходах, принятые в срок',
  },
  unit: 'share',
  async collect(ctx, window): Promise<readonly Figure[]> {
    const found = await decided(ctx, window);
    return found.map((of) => ({ ...place(of), numerator: of.count - of.late, denominator: of.count, count: of.count }));
  },
};

const buckets = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30];

const daysToDecision: Measurement = {
  name: 'plan.spending_days_to_decision',
  title: {
    az: 'Xərc qərarına qədər iş günləri',
    en: 'Working days to a spending decision',
    ru: 'Рабочие дни до решения о расходах',
  },
  unit: 'working days',
  buckets,
  /** Numerator: working days in all. Denominator: decisions. */
  async collect(ctx, window): Promise<readonly Figure[]> {
    const found = await decided(ctx, window);
    return found.map((of) => ({
      ...place(of),
      numerator: of.days * of.count,
      denominator: of.count,
      count: of.count,
      histogram: histogram(of),
    }));
  },
};

function histogram({ days, count }: Decided): number[] {
  const bucket = buckets.findIndex((limit) => days <= limit);
  const counts = Array.from({ length: buckets.length + 1 }, () => 0);
  counts[bucket < 0 ? buckets.length : bucket] = count;
  return counts;
}

/** Of what was approved, the part that passes every check of the unified architecture without a waiver: result 6.1.5.3.2. */
const conforming: Measurement = {
  name: 'plan.spending_conforming',
  title: {
    az: 'Vahid arxitekturaya tam uyğun təsdiqlər',
    en: 'Approvals that conform to the unified architecture in full',
    ru: 'Утверждения, полностью отвечающие единой архитектуре',
  },
  unit: 'share',
  async collect(ctx, { after, before }): Promise<readonly Figure[]> {
    const { rows } = await sql<{ day: string; institution: string; whole: number; count: number }>`
      select day, institution, count(*) filter (where conforming = checks) as whole, count(*) as count
      from plan.spend_decision
      where verdict in ('approved', 'approved_with_conditions') and xid >= ${after}::xid8 and xid < ${before}::xid8
      group by 1, 2`.execute(ctx.db);
    return rows.map(({ day, institution, whole, count }) => ({
      day,
      institution,
      numerator: whole,
      denominator: count,
      count,
    }));
  },
};

export const spendingMeasurements: readonly Measurement[] = [inTime, daysToDecision, conforming];
