import { sql } from 'kysely';
import type { Figure, Measurement } from '../../../kernel/measurement.ts';

/** Deliveries that came to an end in a window, by day and publishing institution, which stands in the type. */
const ended = (after: string, before: string, figures: ReturnType<typeof sql>) => sql<Figure>`
  select (n.at at time zone 'Asia/Baku')::date::text as day, split_part(s.type, '.', 3) as institution, ${figures}
  from exchange.delivery_end n join exchange.subscription s on s.id = n.subscription
  where n.xid >= ${after}::xid8 and n.xid < ${before}::xid8 and n.outcome in ('acknowledged', 'expired') group by 1, 2`;

const inTime: Measurement = {
  name: 'exchange.events_in_time',
  title: {
    az: 'Vaxtında təsdiqlənən hadisələrin payı',
    en: 'Share of events acknowledged in time',
    ru: 'Доля событий, подтверждённых в срок',
  },
  unit: 'share',
  async collect(ctx, { after, before }) {
    const figures = sql`count(*) filter (where n.in_time)::integer as numerator, count(*)::integer as denominator`;
    return (await ended(after, before, figures).execute(ctx.db)).rows;
  },
};

const delivered: Measurement = {
  name: 'exchange.events_delivered',
  title: { az: 'Çatdırılan hadisələr', en: 'Events delivered', ru: 'Доставленные события' },
  unit: 'count',
  async collect(ctx, { after, before }) {
    const figures = sql`count(*) filter (where n.outcome = 'acknowledged')::integer as count`;
    return (await ended(after, before, figures).execute(ctx.db)).rows;
  },
};

export const eventMeasurements: readonly Measurement[] = [inTime, delivered];
