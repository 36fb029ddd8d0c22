import { sql } from 'kysely';
import { exceptionMeasurements } from './exceptions/measurements.ts';
import { findingsExplained, findingsOpen } from './findings/measurements.ts';
import { hostingMeasurements } from './hosting/measurements.ts';
import type { Figure, Measurement } from '../../kernel/measurement.ts';

/**
 * Services in use whose regulation is kept, of all services in use in the register. How it stands is the sum of what
 * happened: +1 for a service that came into use, −1 for one that is no more, or that another institution took over; and
 * in the numerator the same for each that had its regulation by then, and +1 where the first regulation came afterwards.
 * Both journals are read in one order, that of their transactions, so that whichever window an event falls into, it is
 * counted once and against what came before it.
 */
const servicesWithRegulation: Measurement = {
  name: 'catalogue.services_with_regulation',
  title: {
    az: 'Reqlamenti olan elektron xidmətlərin payı',
    en: 'Share of e-services with a regulation in force',
    ru: 'Доля электронных услуг с действующим регламентом',
  },
  unit: 'share',
  async collect(ctx, { after, before }) {
    const { rows } = await sql<Figure>`with entered as (
        select v.at, v.xid, v.envelope as now, p.envelope as former
        from catalogue.entry_version v
        left join catalogue.entry_version p on p.entry = v.entry and p.version = v.version - 1
        where v.xid >= ${after}::xid8 and v.xid < ${before}::xid8 and v.envelope ->> 'kind' = 'service'
          and (p.envelope is null or (p.envelope -> 'state', p.envelope -> 'institution') <> (v.envelope -> 'state', v.envelope -> 'institution'))
      ), turned as (
        select at, xid, now as envelope, 1 as change from entered where now ->> 'state' = 'in_use'
        union all
        select at, xid, former, -1 from entered where former ->> 'state' = 'in_use'
      ), events as (
        select at, envelope ->> 'institution' as institution, envelope ->> 'code' as service, change as denominator,
          change * (exists (select from catalogue.regulation r where r.service = envelope ->> 'code' and r.xid < turned.xid))::integer as numerator
        from turned
        union all
        select r.at, s.envelope ->> 'institution', r.service, 0, 1
        from catalogue.regulation r
        cross join lateral (
          select v.envelope from catalogue.entry e join catalogue.entry_version v on v.entry = e.id
          where e.kind = 'service' and e.code = r.service and v.xid <= r.xid order by v.version desc limit 1
        ) s
        where r.version = 1 and r.xid >= ${after}::xid8 and r.xid < ${before}::xid8 and s.envelope ->> 'state' = 'in_use'
      )
      select (at at time zone 'Asia/Baku')::date::text as day, institution, service, sum(numerator)::integer as numerator,
        sum(denominator)::integer as denominator, sum(denominator)::integer as count
      from events group by 1, 2, 3`.execute(ctx.db);
    return rows;
  },
};

export const measurements: readonly Measurement[] = [
  servicesWithRegulation,
  ...hostingMeasurements,
  ...exceptionMeasurements,
  findingsOpen,
  findingsExplained,
];
