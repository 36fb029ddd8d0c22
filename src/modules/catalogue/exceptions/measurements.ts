import { sql } from 'kysely';
import type { Figure, Measurement } from '../../../kernel/measurement.ts';

/** Exceptions to once-only in force: one more with each that is granted, one less with each that ends. */
const onceOnlyExceptions: Measurement = {
  name: 'catalogue.once_only_exceptions',
  title: {
    az: 'Qüvvədə olan “bir dəfə” istisnaları',
    en: 'Exceptions to once-only in force',
    ru: 'Действующие исключения из правила «один раз»',
  },
  unit: 'count',
  async collect(ctx, { after, before }) {
    const { rows } = await sql<Figure>`with events as (
        select x.granted_at as at, x.entry, x.xid, 1 as change from catalogue.exception x
        where x.about = 'once_only' and x.xid >= ${after}::xid8 and x.xid < ${before}::xid8
        union all
        select n.at, x.entry, x.xid, -1 from catalogue.exception_end n join catalogue.exception x on x.id = n.exception
        where x.about = 'once_only' and n.xid >= ${after}::xid8 and n.xid < ${before}::xid8
      )
      select (at at time zone 'Asia/Baku')::date::text as day, o.institution, sum(change)::integer as count
      from events e cross join lateral (select v.envelope ->> 'institution' as institution from catalogue.entry_version v
        where v.entry = e.entry and v.xid <= e.xid order by v.version desc limit 1) o
      group by 1, 2`.execute(ctx.db);
    return rows;
  },
};

export const exceptionMeasurements: readonly Measurement[] = [onceOnlyExceptions];
