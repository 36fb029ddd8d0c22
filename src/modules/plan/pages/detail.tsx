import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../kernel/http/route.ts';
import { formatDateTime, formatMonth, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { Back, KeyFacts, MeasureTag, Page, Table } from '../../../ui/index.ts';
import { servingPort } from '../../catalogue/index.ts';
import { type IndicatorView, indicatorView, indicatorViews, measureOf, planInForce } from '../actions.ts';
import { t } from '../text/index.ts';
import { aboutFigure, few, figureText, IndicatorFigure } from './figure.tsx';

export const measurePage = route({
  method: 'GET',
  path: '/plan/tedbir/:number',
  access: 'plan.readPlan',
  common: true,
  params: Type.Object({ number: Type.String({ pattern: '^[0-9.]{5,20}$' }) }),
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const { direction, measure } = measureOf(request, request.params.number);
    const views = (await indicatorViews(request)).filter(({ indicator }) => indicator.serves.includes(measure.number));
    const serving = servingPort.of(request.vahid)(request, measure.number);
    const missing = <span class="soft">{t(lang, 'notInPlan')}</span>;
    return page(
      <Page frame={frame} title={`${measure.number} ${pick(measure.title, lang)}`}>
        <Back href={frame.href('/plan')}>{t(lang, 'allMeasures')}</Back>
        <div class="split">
          <div class="stack">
            <p class="soft small">{t(lang, 'measure', { number: measure.number })}</p>
            <h1>{pick(measure.title, lang)}</h1>
            {views.length === 0 ? (
              <p>{t(lang, 'noIndicator')}</p>
            ) : (
              views.map((view) => <IndicatorFigure frame={frame} view={view} />)
            )}
          </div>
          <KeyFacts
            facts={[
              { term: t(lang, 'state'), value: <MeasureTag state="unassigned" /> },
              { term: t(lang, 'executor'), value: missing },
              { term: t(lang, 'deadline'), value: missing },
              { term: t(lang, 'direction'), value: `${direction.number} ${pick(direction.title, lang)}` },
              ...serving.map(({ path, title }) => ({
                term: t(lang, 'service'),
                value: <a href={frame.href(path)}>{pick(title, lang)}</a>,
              })),
            ]}
          />
        </div>
      </Page>,
    );
  },
});

export const indicatorPage = route({
  method: 'GET',
  path: '/plan/gosterici/:code',
  access: 'plan.readIndicator',
  common: true,
  params: Type.Object({ code: Type.String({ pattern: '^[a-z-]{1,60}$' }) }),
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const view = await indicatorView(request, request.params.code);
    const { indicator, measuredAt, value } = view;
    const numbers = new Map(
      planInForce(request).directions.flatMap(({ measures }) =>
        measures.map((one) => [one.number, one.title] as const),
      ),
    );
    return page(
      <Page frame={frame} title={pick(indicator.title, lang)}>
        <Back href={frame.href('/plan')}>{t(lang, 'plan')}</Back>
        <div class="split">
          <div class="stack">
            <h1>{pick(indicator.title, lang)}</h1>
            <p class="lead">{pick(indicator.about, lang)}</p>
            {value === undefined ? <p>{aboutFigure(view, lang)}</p> : null}
            <MonthTable view={view} lang={lang} />
          </div>
          <KeyFacts
            facts={[
              {
                term: t(lang, 'value'),
                value:
                  value === undefined ? (
                    <MeasureTag state="nodata">{view.withheld ? few(lang) : undefined}</MeasureTag>
                  ) : (
                    figureText(view, value, lang)
                  ),
                ...(value === undefined ? {} : { note: aboutFigure(view, lang) }),
              },
              {
                term: t(lang, 'source'),
                value: measurementTitle(request, indicator.measurement),
                note: measuredAt
                  ? t(lang, 'measuredAt', { date: formatDateTime(measuredAt, lang) })
                  : t(lang, 'notMeasured'),
              },
              {
                term: t(lang, 'serves'),
                value: indicator.serves.map((number, index) => {
                  const title = numbers.get(number);
                  return (
                    <>
                      {index > 0 ? ', ' : ''}
                      {title ? <a href={frame.href(`/plan/tedbir/${number}`)}>{number}</a> : number}
                    </>
                  );
                }),
              },
            ]}
          />
        </div>
      </Page>,
    );
  },
});

/** What a measurement is called by the room that makes it. */
function measurementTitle({ vahid, lang }: Request, name: string): string {
  const found = vahid.rooms.flatMap(({ measurements = [] }) => measurements).find((one) => one.name === name);
  return found ? pick(found.title, lang) : name;
}

function MonthTable({ view, lang }: { view: IndicatorView; lang: Lang }): VNode | null {
  if (view.months.length === 0) return null;
  return (
    <Table
      caption={t(lang, 'byMonth')}
      columns={[
        { label: t(lang, 'month') },
        { label: t(lang, 'numerator'), num: true, onPhone: t(lang, 'numerator') },
        { label: t(lang, 'denominator'), num: true, onPhone: t(lang, 'denominator') },
        { label: t(lang, 'value'), num: true, onPhone: t(lang, 'value') },
      ]}
      rows={view.months.map((month) => [
        formatMonth(month.month, lang),
        ...(month.value === undefined
          ? [few(lang), few(lang), few(lang)]
          : [
              formatNumber(month.numerator ?? 0, lang),
              formatNumber(month.denominator ?? 0, lang),
              figureText(view, month.value, lang),
            ]),
      ])}
    />
  );
}
