import { sql } from 'kysely';
import type { Context } from '../../src/kernel/context.ts';
import { compareFigures } from '../../src/modules/plan/indicators/discrepancies.ts';
import { sheetsInForce } from '../../src/modules/plan/indicators/store/sheets.ts';

/** With those of the definitions; half measured, a quarter each reported and external. */
const indicators = 200;
const values = 100_000;
const months = 300;

/** Sheets like those of the definitions, their figures of 25 years by month, each with what it took the place of. */
export async function writeIndicators(ctx: Context, officer: string): Promise<void> {
  const { db } = ctx;
  await sql`create temporary table proof_sheet on commit drop as
    select 'proof-' || n as code, m.owner, m.version, m.query, m.source, m.release, m.approved_at, k.kind,
      m.content || jsonb_build_object('code', 'proof-' || n, 'kind', k.kind, 'frequency', 'month', 'unit', 'percent', 'better', 'up',
        'serves', jsonb_build_array('6.1.' || 1 + n % 20 || '.2.1'),
        'title', jsonb_build_object('az', 'Göstərici ' || n, 'en', 'Indicator ' || n, 'ru', 'Показатель ' || n)) - 'formula' as content
    from generate_series(1, ${indicators} - (select count(*)::integer from plan.indicator)) n
      cross join lateral (select (array['measured', 'reported', 'measured', 'external'])[1 + n % 4] as kind) k
      cross join lateral (select i.owner, s.* from plan.indicator i join plan.indicator_sheet s on s.indicator = i.code and s.version = i.version
        where s.release is not null and s.content ->> 'kind' = k.kind
        order by (abs(hashtext(i.code)) + n) % 7, i.code limit 1) m`.execute(db);
  await sql`insert into plan.indicator (code, owner, origin, version) select code, owner, 'desk', version from proof_sheet`.execute(
    db,
  );
  await sql`insert into plan.indicator_sheet (indicator, version, content, query, source, release, approved_at)
    select code, version, content, query, source, release, approved_at from proof_sheet`.execute(db);
  await sql`insert into plan.indicator_report (id, indicator, sheet_version, period, ends, value, institution, url, note, person, at)
    select uuidv7(), code, version, to_char(month, 'YYYY-MM'), (month + interval '1 month - 1 day')::date, 40 + k % 50, owner,
      'https://example.gov.az/', 'proof', ${officer}, now() - k * interval '30 days'
    from proof_sheet, generate_series(1, ${months}) k, lateral (select date_trunc('month', now() - k * interval '1 month') as month) m
    where kind in ('measured', 'reported')`.execute(db);
  await sql`insert into plan.indicator_verdict (report, verdict, person, at)
    select r.id, 'confirmed', ${officer}, r.at from plan.indicator_report r join proof_sheet s on s.code = r.indicator
    where r.ends < current_date - 40`.execute(db);
  await writeValues(db);
  const sheets = (await sheetsInForce(db))
    .filter(({ indicator, content: { kind } }) => kind === 'measured' && indicator.startsWith('proof-'))
    .slice(0, 20);
  const { rows: periods } = await sql<{
    period: string;
  }>`select to_char(now() - k * interval '1 month', 'YYYY-MM') as period
    from generate_series(1, 10) k`.execute(db);
  for (const { content } of sheets)
    await compareFigures(
      ctx,
      content,
      periods.map(({ period }) => period),
    );
}

async function writeValues(db: Context['db']): Promise<void> {
  await sql`insert into plan.indicator_value (id, indicator, sheet_version, period, ends, kind, value, numerator, denominator, count, query,
      computed_at, institution, report, url, note)
    select uuidv7(), s.code, s.version, r.period, r.ends, 'reported', r.value, null, null, null, s.query, r.at, r.institution, r.id, r.url, r.note
    from proof_sheet s join plan.indicator_report r on r.indicator = s.code join plan.indicator_verdict v on v.report = r.id`.execute(
    db,
  );
  await sql`insert into plan.indicator_value (id, indicator, sheet_version, period, ends, kind, value, numerator, denominator, count, query,
      computed_at, edition, url)
    select uuidv7(), code, version, to_char(month, 'YYYY-MM'), (month + interval '1 month - 1 day')::date, kind, 30 + k % 60, 30 + k % 60, 100, 100,
      query, now() - k * interval '30 days', case kind when 'external' then 'proof' end, case kind when 'external' then 'https://example.org/' end
    from proof_sheet, generate_series(1, ${months}) k, lateral (select date_trunc('month', now() - k * interval '1 month') as month) m
    where kind in ('measured', 'external')`.execute(db);
  // Later ones take the place of earlier ones, until there are as many as there shall be.
  await sql`with more as (select uuidv7() as id, v.id as before, row_number() over (order by v.ends desc, v.id) as n
      from plan.indicator_value v join proof_sheet s on s.code = v.indicator where v.report is null and v.supersedes is null)
    insert into plan.indicator_value select (jsonb_populate_record(v, jsonb_build_object('id', m.id, 'supersedes', v.id, 'value', v.value + 1))).*
    from more m join plan.indicator_value v on v.id = m.before
    where m.n <= ${values} - (select count(*) from plan.indicator_value)`.execute(db);
}
