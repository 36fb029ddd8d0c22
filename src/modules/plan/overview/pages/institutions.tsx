import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, pageQuery, type Request, route } from '../../../../kernel/http/route.ts';
import { compare, formatNumber, pick } from '../../../../language/index.ts';
import { Back, Directions, EmptyState, type Frame, MeasureKey, Page, Pagination } from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { institutionStandings, type InstitutionStanding, rowsOnPage, type ShownPlan } from '../actions.ts';
import { csvFile } from '../../csv.ts';
import { countsTable } from '../tables.ts';
import { t } from '../text/index.ts';
import { CsvLink, planName, planPath } from './parts.tsx';
import { planQuery, queriedPlan, withPlan } from './quality.tsx';

interface Named extends InstitutionStanding {
  readonly name: string;
}

async function named(request: Request, plan: string): Promise<readonly Named[]> {
  const all = await institutionsByCode(request);
  const rows = await institutionStandings(request, plan);
  return rows
    .map((row) => {
      const found = all.get(row.code);
      return { ...row, name: found ? pick(found.name, request.lang) : row.code };
    })
    .sort((a, b) => compare(request.lang)(a.name, b.name));
}

/** Institutions that carry out a plan, with how their measures stand. */
export const institutionsPage = route({
  method: 'GET',
  path: '/plan/qurumlar',
  access: 'plan.readOverview',
  common: true,
  query: Type.Object({ plan: planQuery.properties.plan, s: pageQuery.properties.s }),
  async handler(request) {
    const { lang, query } = request;
    const frame = frameOf(request, 'plan');
    const shown = await queriedPlan(request);
    const rows = await named(request, shown.plan.code);
    return page(
      <Page frame={frame} title={t(lang, 'institutionsTitle')}>
        <Back href={frame.href(planPath(shown))}>{planName(shown.plan, lang)}</Back>
        <div class="stack">
          <h1>{t(lang, 'institutionsTitle')}</h1>
          <h2 class="hidden">{t(lang, 'institutionsTitle')}</h2>
          {rows.length === 0 ? (
            <EmptyState>{t(lang, 'institutionsNone')}</EmptyState>
          ) : (
            <List frame={frame} shown={shown} rows={rows} at={Number(query.s ?? 1)} />
          )}
        </div>
      </Page>,
    );
  },
});

export const institutionsCsv = route({
  method: 'GET',
  path: '/plan/qurumlar/csv',
  access: 'plan.readOverview',
  query: planQuery,
  async handler(request) {
    const { lang } = request;
    const { plan } = await queriedPlan(request);
    const rows = await named(request, plan.code);
    const table = countsTable(
      rows.map(({ code, name, counts }) => ({ number: code, title: name, counts })),
      t(lang, 'institution'),
      lang,
    );
    return csvFile(`plan-${plan.code}-qurumlar`, table.columns, table.rows);
  },
});

interface ListProps {
  readonly frame: Frame;
  readonly shown: ShownPlan;
  readonly rows: readonly Named[];
  readonly at: number;
}

function List({ frame, shown, rows, at }: ListProps): VNode {
  const { lang } = frame;
  const address = withPlan(shown, '/plan/qurumlar');
  const more = address.includes('?') ? '&' : '?';
  return (
    <>
      <p class="lead">{t(lang, 'institutionsLead', { count: formatNumber(rows.length, lang) })}</p>
      <MeasureKey />
      <Directions
        name={t(lang, 'institution')}
        directions={rows.slice((at - 1) * rowsOnPage, at * rowsOnPage).map(({ code, name, counts }) => ({
          title: name,
          counts,
          href: frame.href(`/plan/qurum/${code}`),
        }))}
      />
      <Pagination
        page={at}
        pages={Math.max(Math.ceil(rows.length / rowsOnPage), 1)}
        href={(n) => frame.href(n === 1 ? address : `${address}${more}s=${n}`)}
      />
      <CsvLink frame={frame} path={withPlan(shown, '/plan/qurumlar/csv')} />
    </>
  );
}
