import { Type } from 'typebox';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, pageQuery, type Request, route } from '../../../../kernel/http/route.ts';
import { formatDate, formatDateTime, pick } from '../../../../language/index.ts';
import { Back, type KeyFact, KeyFacts, MeasureTag, Page, Thread } from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { csvFile } from '../../csv.ts';
import { indicatorPath, indicatorsPath } from '../path.ts';
import { detailsOf, type IndicatorDetails } from '../details.ts';
import { codePattern } from '../sheet.ts';
import { t } from '../text/index.ts';
import { measurementsOf } from '../views.ts';
import { aboutFigure, BandTag, few, figureText, IndicatorChart, signOf } from './figure.tsx';
import { Discrepancies, Parts, Periods, Replaced, Way } from './figures.tsx';
import { SheetFacts, Versions } from './sheet-facts.tsx';

const params = Type.Object({ code: Type.String({ pattern: codePattern, maxLength: 60 }) });

/** One indicator: its figure and way, what it is made of, the sheet it follows, and where others say otherwise. */
export const indicatorPage = route({
  method: 'GET',
  path: '/plan/gosterici/:code',
  access: 'plan.readIndicator',
  common: true,
  params,
  query: pageQuery,
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const details = await detailsOf(request, request.params.code);
    const { view } = details;
    const { indicator } = view;
    const names = await institutionsByCode(request);
    const props = { frame, details, names };
    return page(
      <Page frame={frame} title={pick(indicator.title, lang)}>
        <Back href={frame.href(indicatorsPath)}>{t(lang, 'indicators')}</Back>
        <div class="split">
          <div class="stack">
            <h1>{pick(indicator.title, lang)}</h1>
            <p class="lead">{pick(indicator.about, lang)}</p>
            {view.value === undefined ? <p>{aboutFigure(view, lang)}</p> : null}
            <h2 class="hidden">{t(lang, 'values')}</h2>
            <IndicatorChart view={view} lang={lang} />
          </div>
          <KeyFacts facts={keyFacts(request, details)} />
          <div class="stack rest">
            {view.reported.length > 0 ? <Thread sign="said">{t(lang, 'reportedBeside')}</Thread> : null}
            <Way {...props} />
            <Discrepancies {...props} />
            <Periods {...props} page={Number(request.query.s ?? 1)} />
            <Parts {...props} />
            <SheetFacts {...props} measurement={measurementTitle(request, indicator.measurement)} />
            <Versions {...props} />
            <Replaced {...props} />
            <p>
              <a href={frame.href(`${indicatorPath(indicator.code)}/csv`)}>{t(lang, 'csv')}</a>{' '}
              <a href={`/api/v1/plan/indicators/${indicator.code}`}>{t(lang, 'json')}</a>
            </p>
          </div>
        </div>
      </Page>,
    );
  },
});

function keyFacts(request: Request, { view }: IndicatorDetails): KeyFact[] {
  const { lang } = request;
  const { indicator, value, measuredAt, asOf, watermark } = view;
  const frame = frameOf(request, 'plan');
  const when =
    indicator.kind === 'measured'
      ? measuredAt
        ? t(lang, 'measuredAt', { date: formatDateTime(measuredAt, lang) })
        : t(lang, 'notMeasured')
      : asOf && formatDate(asOf, lang);
  return [
    {
      term: t(lang, 'value'),
      value:
        value === undefined ? (
          <MeasureTag state="nodata">{view.withheld ? few(view, lang) : undefined}</MeasureTag>
        ) : (
          figureText(indicator, value, lang)
        ),
      ...(value === undefined ? {} : { note: aboutFigure(view, lang) }),
    },
    { term: t(lang, 'state'), value: <BandTag view={view} lang={lang} /> },
    {
      term: t(lang, 'source'),
      value: (
        <Thread sign={signOf(indicator)}>
          {measurementTitle(request, indicator.measurement) ??
            (indicator.publication ? pick(indicator.publication.title, lang) : undefined) ??
            indicator.formula ??
            t(lang, 'said')}
        </Thread>
      ),
      ...(when
        ? { note: [when, watermark && t(lang, 'watermark', { mark: watermark })].filter(Boolean).join('. ') }
        : {}),
    },
    {
      term: t(lang, 'serves'),
      value: indicator.serves.map((number, index) => (
        <>
          {index > 0 ? ', ' : ''}
          {/^6\.1\.\d+\.2\.\d+$/.test(number) ? <a href={frame.href(`/plan/tedbir/${number}`)}>{number}</a> : number}
        </>
      )),
    },
  ];
}

/** What a measurement is called by the room that makes it. */
function measurementTitle(request: Request, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const found = measurementsOf(request).get(name);
  return found ? pick(found.title, request.lang) : name;
}

/** Every figure of an indicator, for programs. */
export const indicatorCsv = route({
  method: 'GET',
  path: '/plan/gosterici/:code/csv',
  access: 'plan.readIndicator',
  params,
  async handler(request) {
    const { view } = await detailsOf(request, request.params.code);
    const { indicator, points, reported } = view;
    const head = [
      'period',
      'ends',
      'kind',
      'value',
      'numerator',
      'denominator',
      'low',
      'high',
      'edition',
      'url',
      'kept_at',
    ];
    const all = [
      ...points.map((point) => [indicator.kind, point] as const),
      ...reported.map((point) => ['reported', point] as const),
    ];
    const rows = all.map(([kind, { period, ends, value, numerator, denominator, interval, kept }]) => [
      period,
      ends,
      kind,
      value,
      numerator,
      denominator,
      interval?.low,
      interval?.high,
      kept?.edition,
      kept?.url,
      kept?.computedAt.toISOString(),
    ]);
    return csvFile(indicator.code, head, rows);
  },
});
