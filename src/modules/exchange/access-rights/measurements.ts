import { sql } from 'kysely';
import type { Figure, Measurement } from '../../../kernel/measurement.ts';

/**
 * Response fields that rights in force leave out, of all that the endpoints have which they let through: with each step
 * of a right what it is now, less what it was before. By the institution that calls.
 */
const fieldsLeftOut: Measurement = {
  name: 'exchange.fields_left_out',
  title: {
    az: 'Mübadilədə soruşulmayan sahələrin payı',
    en: 'Share of fields not asked for in the exchange',
    ru: 'Доля незапрашиваемых полей в обмене',
  },
  unit: 'share',
  async collect(ctx, { after, before }) {
    const { rows } = await sql<Figure>`select (s.at at time zone 'Asia/Baku')::date::text as day, r.institution,
        sum(s.fields_left_out - coalesce(p.fields_left_out, 0))::integer as numerator,
        sum(s.fields - coalesce(p.fields, 0))::integer as denominator
      from exchange.access_right_step s join exchange.access_right r on r.id = s.access_right
      left join lateral (select b.fields, b.fields_left_out from exchange.access_right_step b
        where b.access_right = s.access_right and b.seq < s.seq order by b.seq desc limit 1) p on true
      where s.xid >= ${after}::xid8 and s.xid < ${before}::xid8
      group by 1, 2`.execute(ctx.db);
    return rows;
  },
};

export const rightMeasurements: readonly Measurement[] = [fieldsLeftOut];
