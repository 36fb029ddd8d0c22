import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../kernel/context.ts';
import type { Figure, Measurement } from '../../kernel/measurement.ts';
import { fallbacksIn } from '../exchange/index.ts';
import { label } from './text/index.ts';

interface Window {
  readonly after: string;
  readonly before: string;
}

interface Counted {
  /** Table with `at`, `institution`, `service` and `xid`, or a subquery that has them. */
  readonly from: RawBuilder<unknown>;
  /** What is added up: `numerator` and `denominator`; nothing where rows are counted alone. */
  readonly sums?: RawBuilder<unknown>;
  readonly where?: RawBuilder<unknown>;
  /** Column by which each service is told apart further. */
  readonly dimension?: RawBuilder<unknown>;
}

/** Figures by day, institution and service, of the rows that were committed within a window. */
async function counted(
  ctx: Context,
  { after, before }: Window,
  { from, sums, where = sql`true`, dimension }: Counted,
): Promise<readonly Figure[]> {
  const { rows } = await sql<Figure>`select (at at time zone 'Asia/Baku')::date::text as day, institution, service,
      ${dimension ? sql`${dimension} as dimension,` : sql``} ${sums ? sql`${sums},` : sql``} count(*)::integer as count
    from ${from} where ${where} and xid >= ${after}::xid8 and xid < ${before}::xid8
    group by 1, 2, 3 ${dimension ? sql`, 4` : sql``}`.execute(ctx.db);
  return rows;
}

/** Fields that registers filled, of all the fields that submitted cases needed. */
const fieldsFromRegisters: Measurement = {
  name: 'services.fields_from_registers',
  title: label('measureFields'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, window: Window) =>
    counted(ctx, window, {
      from: sql`services.submission`,
      sums: sql`sum(fields_known)::integer as numerator, sum(fields_asked)::integer as denominator`,
    }),
};

/** Deliveries that the state began, of all deliveries. A delivery is an approval. */
const proactive: Measurement = {
  name: 'services.proactive',
  title: label('measureProactive'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, window: Window) =>
    counted(ctx, window, {
      from: sql`services.decision`,
      where: sql`outcome = 'approved'`,
      sums: sql`count(*) filter (where origin = 'state')::integer as numerator, count(*)::integer as denominator`,
    }),
};

/** Ratings: points given of the points that could be given. */
const satisfaction: Measurement = {
  name: 'services.satisfaction',
  title: label('measureSatisfaction'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, window: Window) =>
    counted(ctx, window, {
      from: sql`services.rating`,
      sums: sql`sum(score)::integer as numerator, (count(*) * 5)::integer as denominator`,
    }),
};

/** Cases in which the applicant was asked in place of a register, of all cases that were sent. */
const fallbacks: Measurement = {
  name: 'exchange.fallbacks',
  title: label('measureFallbacks'),
  unit: 'share',
  ofCases: true,
  async collect(ctx, window: Window) {
    const sent = { from: sql`services.submission`, sums: sql`count(*)::integer as denominator` };
    return [...(await counted(ctx, window, sent)), ...(await fallbacksIn(ctx, window))];
  },
};

/** Opinions that came in time, of all that were given or taken as given by silence; by the institution asked. */
const opinionsInTime: Measurement = {
  name: 'services.opinions_in_time',
  title: label('measureOpinions'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, window: Window) =>
    counted(ctx, window, {
      from: sql`services.opinion_given`,
      dimension: sql`name`,
      sums: sql`count(*) filter (where in_time)::integer as numerator, count(*)::integer as denominator`,
    }),
};

/** Applications sent, by the channel by which they came. */
const takeUp: Measurement = {
  name: 'services.applications',
  title: label('measureTakeUp'),
  unit: 'count',
  ofCases: true,
  collect: (ctx, window: Window) =>
    counted(ctx, window, {
      from: sql`(select s.at, s.institution, s.service, s.xid, c.channel
        from services.submission s join services.case c on c.id = s.instance) as sent`,
      dimension: sql`channel`,
    }),
};

/** Drafts sent within thirty days of all that were begun, by channel; of the day on which the thirty are over. */
const draftsSent: Measurement = {
  name: 'services.drafts_sent',
  title: label('measureDrafts'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, window: Window) =>
    counted(ctx, window, {
      from: sql`services.draft_outcome`,
      dimension: sql`channel`,
      sums: sql`count(*) filter (where sent)::integer as numerator, count(*)::integer as denominator`,
    }),
};

export const measurements: readonly Measurement[] = [
  fieldsFromRegisters,
  proactive,
  satisfaction,
  fallbacks,
  opinionsInTime,
  takeUp,
  draftsSent,
];
