import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import type { Figure, Measurement } from '../../../kernel/measurement.ts';
import type { HostedKind } from './states.ts';

/** An entry as it was described when a transaction wrote about it. */
const ownerThen = sql`cross join lateral (select v.envelope ->> 'institution' as institution, v.envelope ->> 'kind' as kind
  from catalogue.entry_version v where v.entry = s.entry and v.xid <= s.xid order by v.version desc limit 1) o`;

type Counted = (state: RawBuilder<unknown>) => RawBuilder<number>;

/**
 * How things of a kind stand, by institution. Each step adds to one or takes from it; what another institution takes over
 * goes with its standing of that moment.
 */
async function standing(
  { db }: Context,
  { after, before }: { readonly after: string; readonly before: string },
  { kind, numerator, denominator }: { readonly kind: HostedKind; numerator: Counted; denominator: Counted },
): Promise<readonly Figure[]> {
  const [from, to, stood] = [sql`s.from_state`, sql`s.to_state`, sql`stood.to_state`];
  const { rows } = await sql<Figure>`with events as (
      select s.at, o.institution, ${numerator(to)} - coalesce(${numerator(from)}, 0) as numerator,
        ${denominator(to)} - coalesce(${denominator(from)}, 0) as denominator
      from catalogue.hosting_step s ${ownerThen}
      where s.xid >= ${after}::xid8 and s.xid < ${before}::xid8 and o.kind = ${kind}
      union all
      select v.at, i.institution, i.sign * ${numerator(stood)}, i.sign * ${denominator(stood)}
      from catalogue.entry_version v
      join catalogue.entry_version p on p.entry = v.entry and p.version = v.version - 1
      cross join lateral (select s.to_state from catalogue.hosting_step s
        where s.entry = v.entry and s.xid < v.xid order by s.seq desc limit 1) stood
      cross join lateral (values (p.envelope ->> 'institution', -1), (v.envelope ->> 'institution', 1)) as i(institution, sign)
      where v.xid >= ${after}::xid8 and v.xid < ${before}::xid8 and v.envelope ->> 'kind' = ${kind}
        and p.envelope -> 'institution' <> v.envelope -> 'institution'
    )
    select (at at time zone 'Asia/Baku')::date::text as day, institution, sum(numerator)::integer as numerator,
      sum(denominator)::integer as denominator, sum(denominator)::integer as count
    from events group by 1, 2`.execute(db);
  return rows;
}

/** Systems in the government cloud, of all that are not retired. */
export const systemsInCloud: Measurement = {
  name: 'catalogue.systems_in_cloud',
  title: {
    az: 'Hökumət buludunda olan sistemlərin payı',
    en: 'Share of systems in the government cloud',
    ru: 'Доля систем в правительственном облаке',
  },
  unit: 'share',
  collect: (ctx, window) =>
    standing(ctx, window, {
      kind: 'system',
      numerator: (state) => sql`(${state} = 'cloud')::integer`,
      denominator: (state) => sql`(${state} <> 'retired')::integer`,
    }),
};

/** Portals and apps that are closed, of all that were ever entered. */
const portalsClosed: Measurement = {
  name: 'catalogue.portals_closed',
  title: {
    az: 'Bağlanmış portal və tətbiqlərin payı',
    en: 'Share of portals and apps closed',
    ru: 'Доля закрытых порталов и приложений',
  },
  unit: 'share',
  collect: (ctx, window) =>
    standing(ctx, window, {
      kind: 'portal',
      numerator: (state) => sql`(${state} = 'retired')::integer`,
      denominator: (state) => sql`(${state} is not null)::integer`,
    }),
};

/** Services in use that read a register through the exchange, of all services in use; by the versions of their entries. */
const servicesThroughExchange: Measurement = {
  name: 'catalogue.services_through_exchange',
  title: {
    az: 'EHİS ilə məlumat alan xidmətlərin payı',
    en: 'Share of services that read through EHİS',
    ru: 'Доля услуг, получающих сведения через EHİS',
  },
  unit: 'share',
  async collect(ctx, { after, before }) {
    const { rows } = await sql<Figure>`with versions as (
        select v.at, v.envelope, 1 as sign from catalogue.entry_version v
        where v.xid >= ${after}::xid8 and v.xid < ${before}::xid8 and v.envelope ->> 'kind' = 'service'
        union all
        select v.at, p.envelope, -1 from catalogue.entry_version v
        join catalogue.entry_version p on p.entry = v.entry and p.version = v.version - 1
        where v.xid >= ${after}::xid8 and v.xid < ${before}::xid8 and v.envelope ->> 'kind' = 'service'
      )
      select (at at time zone 'Asia/Baku')::date::text as day, envelope ->> 'institution' as institution,
        envelope ->> 'code' as service,
        sum(sign * (envelope -> 'relations' @> '[{"kind": "reads", "channel": "exchange"}]')::integer)::integer as numerator,
        sum(sign)::integer as denominator, sum(sign)::integer as count
      from versions where envelope ->> 'state' = 'in_use' group by 1, 2, 3`.execute(ctx.db);
    return rows;
  },
};

export const hostingMeasurements: readonly Measurement[] = [systemsInCloud, portalsClosed, servicesThroughExchange];
