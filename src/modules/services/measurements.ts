import { sql } from 'kysely';
import type { Context } from '../../kernel/context.ts';
import type { Figure, Measurement } from '../../kernel/measurement.ts';
import { fallbacksIn } from '../exchange/index.ts';
import { label } from './text/index.ts';

interface Window {
  readonly after: string;
  readonly before: string;
}

async function figures(ctx: Context, query: ReturnType<typeof sql<Figure>>): Promise<readonly Figure[]> {
  return (await query.execute(ctx.db)).rows;
}

/** Fields that registers filled, of all the fields that submitted cases needed. */
const fieldsFromRegisters: Measurement = {
  name: 'services.fields_from_registers',
  title: label('measureFields'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, { after, before }: Window) =>
    figures(
      ctx,
      sql<Figure>`select (at at time zone 'Asia/Baku')::date::text as day, institution, service,
        sum(fields_known)::integer as numerator, sum(fields_asked)::integer as denominator, count(*)::integer as count
      from services.submission where xid >= ${after}::xid8 and xid < ${before}::xid8 group by 1, 2, 3`,
    ),
};

/** Deliveries that the state began, of all deliveries. A delivery is an approval. */
const proactive: Measurement = {
  name: 'services.proactive',
  title: label('measureProactive'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, { after, before }: Window) =>
    figures(
      ctx,
      sql<Figure>`select (at at time zone 'Asia/Baku')::date::text as day, institution, service,
        count(*) filter (where origin = 'state')::integer as numerator, count(*)::integer as denominator, count(*)::integer as count
      from services.decision where outcome = 'approved' and xid >= ${after}::xid8 and xid < ${before}::xid8 group by 1, 2, 3`,
    ),
};

/** Ratings: points given of the points that could be given. */
const satisfaction: Measurement = {
  name: 'services.satisfaction',
  title: label('measureSatisfaction'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, { after, before }: Window) =>
    figures(
      ctx,
      sql<Figure>`select (at at time zone 'Asia/Baku')::date::text as day, institution, service,
        sum(score)::integer as numerator, (count(*) * 5)::integer as denominator, count(*)::integer as count
      from services.rating where xid >= ${after}::xid8 and xid < ${before}::xid8 group by 1, 2, 3`,
    ),
};

/** Cases in which the applicant was asked in place of a register, of all cases that were sent. */
const fallbacks: Measurement = {
  name: 'exchange.fallbacks',
  title: label('measureFallbacks'),
  unit: 'share',
  ofCases: true,
  async collect(ctx, window: Window) {
    const { after, before } = window;
    const sent = sql<Figure>`select (at at time zone 'Asia/Baku')::date::text as day, institution, service,
        count(*)::integer as denominator, count(*)::integer as count
      from services.submission where xid >= ${after}::xid8 and xid < ${before}::xid8 group by 1, 2, 3`;
    return [...(await figures(ctx, sent)), ...(await fallbacksIn(ctx, window))];
  },
};

/** Opinions that came in time, of all that were given or taken as given by silence; by the institution asked. */
const opinionsInTime: Measurement = {
  name: 'services.opinions_in_time',
  title: label('measureOpinions'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, { after, before }: Window) =>
    figures(
      ctx,
      sql<Figure>`select (at at time zone 'Asia/Baku')::date::text as day, institution, service, name as dimension,
        count(*) filter (where in_time)::integer as numerator, count(*)::integer as denominator, count(*)::integer as count
      from services.opinion_given where xid >= ${after}::xid8 and xid < ${before}::xid8 group by 1, 2, 3, 4`,
    ),
};

/** Applications sent, by the channel by which they came. */
const takeUp: Measurement = {
  name: 'services.applications',
  title: label('measureTakeUp'),
  unit: 'count',
  ofCases: true,
  collect: (ctx, { after, before }: Window) =>
    figures(
      ctx,
      sql<Figure>`select (s.at at time zone 'Asia/Baku')::date::text as day, s.institution, s.service,
        c.channel as dimension, count(*)::integer as count
      from services.submission s join services.case c on c.id = s.instance
      where s.xid >= ${after}::xid8 and s.xid < ${before}::xid8 group by 1, 2, 3, 4`,
    ),
};

/** Drafts sent within thirty days of all that were begun, by channel; of the day on which the thirty are over. */
const draftsSent: Measurement = {
  name: 'services.drafts_sent',
  title: label('measureDrafts'),
  unit: 'share',
  ofCases: true,
  collect: (ctx, { after, before }: Window) =>
    figures(
      ctx,
      sql<Figure>`select (at at time zone 'Asia/Baku')::date::text as day, institution, service,
        channel as dimension, count(*) filter (where sent)::integer as numerator, count(*)::integer as denominator,
        count(*)::integer as count
      from services.draft_outcome where xid >= ${after}::xid8 and xid < ${before}::xid8 group by 1, 2, 3, 4`,
    ),
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
