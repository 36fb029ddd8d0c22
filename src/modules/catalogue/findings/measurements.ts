import { sql } from 'kysely';
import type { Figure, Measurement } from '../../../kernel/measurement.ts';

/** How many findings are open is the sum of what happened: +1 for each found, −1 for each resolved; the dimension is the rule. */
export const findingsOpen: Measurement = {
  name: 'catalogue.findings_open',
  title: {
    az: 'Kataloqda həll olunmamış uyğunsuzluqların sayı',
    en: 'Open findings in the catalogue',
    ru: 'Количество неустранённых расхождений в каталоге',
  },
  unit: 'count',
  async collect(ctx, { after, before }) {
    const { rows } = await sql<Figure>`with events as (
        select found_at as at, institution, rule, 1 as change from catalogue.finding
        where found_xid >= ${after}::xid8 and found_xid < ${before}::xid8
        union all
        select resolved_at, institution, rule, -1 from catalogue.finding
        where resolved_xid >= ${after}::xid8 and resolved_xid < ${before}::xid8
      )
      select (at at time zone 'Asia/Baku')::date::text as day, institution, rule as dimension, sum(change)::integer as count
      from events group by 1, 2, 3`.execute(ctx.db);
    return rows;
  },
};

/** Findings that stand explained: +1 for each that is, −1 when its explanation or its cause ends; the dimension is the rule. */
export const findingsExplained: Measurement = {
  name: 'catalogue.findings_explained',
  title: {
    az: 'Kataloqda izah edilmiş uyğunsuzluqların sayı',
    en: 'Findings in the catalogue that stand explained',
    ru: 'Количество расхождений в каталоге, по которым дано объяснение',
  },
  unit: 'count',
  async collect(ctx, { after, before }) {
    const { rows } = await sql<Figure>`with events as (
        select resolved_at as at, institution, rule, 1 as change from catalogue.finding
        where explanation is not null and resolved_xid >= ${after}::xid8 and resolved_xid < ${before}::xid8
        union all
        select ended_at, institution, rule, -1 from catalogue.finding
        where ended_xid >= ${after}::xid8 and ended_xid < ${before}::xid8
      )
      select (at at time zone 'Asia/Baku')::date::text as day, institution, rule as dimension, sum(change)::integer as count
      from events group by 1, 2, 3`.execute(ctx.db);
    return rows;
  },
};
