import { type Static, Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../../kernel/http/route.ts';
import { formatNumber, formatPercent, type Lang } from '../../../../language/index.ts';
import { Back, Page, Table } from '../../../../ui/index.ts';
import { indicatorsPath, indicatorSummaries } from '../../indicators/index.ts';
import { lastPeriod, planQuality, type ShownPlan, shownPlan } from '../actions.ts';
import { csvFile } from '../../csv.ts';
import { lacks } from '../store/lacks.ts';
import { t } from '../text/index.ts';
import { periodText } from '../words.ts';
import { CsvLink, listAddress, planName, planPath } from './parts.tsx';

/** A plan's code in the query, where it is not the plan in force. */
export const planQuery = Type.Object({
  plan: Type.Optional(Type.String({ pattern: '^([a-z0-9][a-z0-9-]{0,59})?$' })),
});

export function queriedPlan(request: Request<unknown, Static<typeof planQuery>>): Promise<ShownPlan> {
  const { plan } = request.query;
  return shownPlan(request, plan === '' ? undefined : plan);
}

/** Address of a page that takes a plan in its query. */
export function withPlan({ plan, inForce }: ShownPlan, path: string): string {
  return inForce ? path : `${path}?plan=${encodeURIComponent(plan.code)}`;
}

interface Line {
  readonly what: string;
  readonly why: string;
  readonly count: number;
  readonly of: number;
  /** List of what lacks it, without language. */
  readonly list: string;
}

async function linesOf(request: Request, shown: ShownPlan): Promise<readonly Line[]> {
  const { lang } = request;
  const quality = await planQuality(request, shown.plan.code);
  const period = periodText(lastPeriod(request).name, lang);
  const lines = lacks.map((lack) => ({
    what: t(lang, `lack_${lack}`),
    why: t(lang, `lackWhy_${lack}`, { period }),
    count: quality[lack],
    of: quality.measures,
    list: listAddress(shown, { catismir: lack }),
  }));
  if (!shown.inForce) return lines;
  const indicators = await indicatorSummaries(request);
  return [
    ...lines,
    {
      what: t(lang, 'qualityIndicators'),
      why: t(lang, 'qualityIndicatorsWhy'),
      count: indicators.filter(({ value }) => value === undefined).length,
      of: indicators.length,
      list: indicatorsPath,
    },
  ];
}

const shareOf = ({ count, of }: Line, lang: Lang): string =>
  of === 0 ? t(lang, 'none') : formatPercent(count / of, lang, 0);

/** What is missing, so that nobody can tell how the plan goes. */
export const qualityPage = route({
  method: 'GET',
  path: '/plan/keyfiyyet',
  access: 'plan.readOverview',
  common: true,
  query: planQuery,
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const shown = await queriedPlan(request);
    const lines = await linesOf(request, shown);
    return page(
      <Page frame={frame} title={t(lang, 'qualityTitle')}>
        <Back href={frame.href(planPath(shown))}>{planName(shown.plan, lang)}</Back>
        <div class="stack">
          <h1>{t(lang, 'qualityTitle')}</h1>
          <p class="lead">{t(lang, 'qualityLead')}</p>
          <Table
            caption={t(lang, 'qualityTitle')}
            quiet
            columns={[
              { label: t(lang, 'qualityWhat') },
              { label: t(lang, 'qualityCount'), num: true, onPhone: t(lang, 'qualityCount') },
              { label: t(lang, 'qualityShare'), num: true, onPhone: t(lang, 'qualityShare') },
              { label: t(lang, 'qualityWhy') },
            ]}
            rows={lines.map((line) => [
              line.count === 0 ? line.what : <a href={frame.href(line.list)}>{line.what}</a>,
              formatNumber(line.count, lang),
              shareOf(line, lang),
              line.why,
            ])}
          />
          <CsvLink frame={frame} path={withPlan(shown, '/plan/keyfiyyet/csv')} />
        </div>
      </Page>,
    );
  },
});

export const qualityCsv = route({
  method: 'GET',
  path: '/plan/keyfiyyet/csv',
  access: 'plan.readOverview',
  query: planQuery,
  async handler(request) {
    const { lang } = request;
    const shown = await queriedPlan(request);
    const lines = await linesOf(request, shown);
    return csvFile(
      `plan-${shown.plan.code}-keyfiyyet`,
      [t(lang, 'qualityWhat'), t(lang, 'qualityCount'), t(lang, 'total'), t(lang, 'qualityWhy')],
      lines.map(({ what, count, of, why }) => [what, count, of, why]),
    );
  },
});
