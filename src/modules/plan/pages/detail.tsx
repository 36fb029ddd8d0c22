import type { VNode } from 'preact';
import { Type } from 'typebox';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, route } from '../../../kernel/http/route.ts';
import { formatDateTime, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { Back, KeyFacts, MeasureTag, Page, Table } from '../../../ui/index.ts';
import { type IndicatorView, indicatorView, indicatorViews, measureOf, planInForce } from '../actions.ts';
import { t } from '../text/index.ts';
import { figureText, IndicatorFigure, ofWhat } from './figure.tsx';

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
            {value === undefined ? <p>{t(lang, 'notMeasuredYet')}</p> : null}
            <MonthTable view={view} lang={lang} />
          </div>
          <KeyFacts
            facts={[
              {
                term: t(lang, 'value'),
                value: value === undefined ? <MeasureTag state="nodata" /> : figureText(view, lang),
                ...(value === undefined ? {} : { note: ofWhat(view, lang) }),
              },
              {
                term: t(lang, 'source'),
                value: <code>{indicator.measurement}</code>,
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
        month.month.split('-').toReversed().join('.'),
        formatNumber(month.numerator, lang),
        formatNumber(month.denominator, lang),
        figureText({ ...view, value: month.value }, lang),
      ])}
    />
  );
}
