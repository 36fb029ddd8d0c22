import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import type { Figure, Measurement } from '../../../kernel/measurement.ts';

interface Window {
  readonly after: string;
  readonly before: string;
}

/** Figures by day, providing institution and service, which stands in the dimension. */
const byService = async (ctx: Context, { after, before }: Window, figures: ReturnType<typeof sql>) =>
  (
    await sql<Figure>`select (o.at at time zone 'Asia/Baku')::date::text as day, split_part(o.service, '/', 3) as institution,
        o.service as dimension, ${figures}
      from exchange.operation o where o.side = 'provider' and o.xid >= ${after}::xid8 and o.xid < ${before}::xid8
        and o.service <> '*' group by 1, 2, 3`.execute(ctx.db)
  ).rows;

const calls: Measurement = {
  name: 'exchange.calls',
  title: { az: 'Mübadilə xidmətlərinə müraciətlər', en: 'Calls of exchange services', ru: 'Вызовы сервисов обмена' },
  unit: 'count',
  collect: (ctx, window) => byService(ctx, window, sql`sum(o.succeeded + o.failed)::integer as count`),
};

/** What a provider is not to blame for: who asked had no right to it, or asked for what there is not. */
const notItsFault = sql`array['access_denied', 'invalid_request', 'unknown_service', 'unknown_member', 'missing_signature',
  'ssl_authentication_failed', 'signature_verification.invalid_signature_value']`;

const refused = sql`(select coalesce(sum(f.value::integer), 0) from jsonb_each_text(o.faults) f
  where replace(f.key, 'server.serverproxy.', '') = any(${notItsFault}))`;

const availability: Measurement = {
  name: 'exchange.availability',
  title: {
    az: 'Mübadilə xidmətlərinin əlçatanlığı',
    en: 'Availability of exchange services',
    ru: 'Доступность сервисов обмена',
  },
  unit: 'share',
  collect: (ctx, window) =>
    byService(
      ctx,
      window,
      sql`sum(o.succeeded)::integer as numerator, sum(o.succeeded + o.failed - ${refused})::integer as denominator,
        sum(o.succeeded + o.failed)::integer as count`,
    ),
};

/**
 * Published services that were asked on a day, of all that were published by then: a service counts once a day, with its
 * first exchange, and the services of an institution are counted with the first exchange of any of them.
 */
const throughExchange: Measurement = {
  name: 'exchange.services_through_exchange',
  title: {
    az: 'Mübadilə ilə işləyən xidmətlərin payı',
    en: 'Share of services through the exchange',
    ru: 'Доля сервисов, работающих через обмен',
  },
  unit: 'share',
  async collect(ctx, { after, before }) {
    const { rows } = await sql<Figure>`with seen as (
        select (o.at at time zone 'Asia/Baku')::date as day, s.institution, s.id, min(o.xid::text::numeric) as first
        from exchange.operation o join exchange.service s
          on s.system = split_part(o.service, '/', 4) and s.code = split_part(o.service, '/', 5)
        where o.side = 'provider' and o.succeeded > 0 and o.at >= (select min(n.at) - interval '1 day' from exchange.operation n
          where n.xid >= ${after}::xid8 and n.xid < ${before}::xid8)
        group by 1, 2, 3),
      fresh as (select day, institution, count(*) filter (where first >= ${after}::numeric) as services,
          min(first) >= ${after}::numeric as begins
        from seen where first < ${before}::numeric group by 1, 2)
      select f.day::text as day, f.institution, f.services::integer as numerator,
        case when f.begins then (select count(*) from exchange.service s where s.institution = f.institution
          and (s.at at time zone 'Asia/Baku')::date <= f.day) else 0 end::integer as denominator, 0 as count
      from fresh f where f.services > 0`.execute(ctx.db);
    return rows;
  },
};

export const operationMeasurements: readonly Measurement[] = [calls, availability, throughExchange];
