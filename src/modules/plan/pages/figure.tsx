import type { VNode } from 'preact';
import type { Frame } from '../../../ui/index.ts';
import { formatDateTime, formatNumber, pick } from '../../../language/index.ts';
import { Knot, LineChart, MeasureTag, NoWrap } from '../../../ui/index.ts';
import type { IndicatorView } from '../actions.ts';
import { t } from '../text/index.ts';

const planStart = '2026-01';

/** An indicator as the plan page shows it: the drawn line where the plan gives a target, else the bare figure. */
export function IndicatorFigure({ frame, view }: { frame: Frame; view: IndicatorView }): VNode {
  const { lang } = frame;
  const { indicator, months, value, measuredAt } = view;
  const title = pick(indicator.title, lang);
  const when = measuredAt ? t(lang, 'measuredAt', { date: formatDateTime(measuredAt, lang) }) : t(lang, 'notMeasured');
  if (!indicator.target) return <BareFigure frame={frame} view={view} when={when} />;
  return (
    <LineChart
      title={title}
      unit="%"
      from={planStart}
      to={indicator.target.by}
      base={0}
      target={indicator.target.value}
      points={months.map((month) => ({ month: month.month, value: month.value, sign: 'known' as const }))}
      {...(value === undefined ? { state: 'nodata' as const } : {})}
      about={
        <>
          {when}. <a href={frame.href(`/plan/gosterici/${indicator.code}`)}>{t(lang, 'howMeasured')}</a>
        </>
      }
    />
  );
}

function BareFigure({ frame, view, when }: { frame: Frame; view: IndicatorView; when: string }): VNode {
  const { lang } = frame;
  const { indicator, value } = view;
  return (
    <figure class="chart">
      <figcaption>
        <h3>{pick(indicator.title, lang)}</h3>
        <p class="figure">
          {value === undefined ? (
            <MeasureTag state="nodata" />
          ) : (
            <>
              <b>{figureText(view, lang)}</b> <Knot sign="known" />
            </>
          )}
        </p>
        <p class="small soft">
          {value === undefined ? t(lang, 'notMeasuredYet') : ofWhat(view, lang)} <NoWrap>{when}.</NoWrap>{' '}
          <a href={frame.href(`/plan/gosterici/${indicator.code}`)}>{t(lang, 'howMeasured')}</a>
        </p>
      </figcaption>
    </figure>
  );
}

/** The value with its unit, one decimal for shares. */
export function figureText({ indicator, value = 0 }: IndicatorView, lang: Frame['lang']): string {
  return indicator.unit === 'percent'
    ? `${formatNumber(value, lang, 1)}${lang === 'en' ? '' : '\u00a0'}%`
    : formatNumber(value, lang);
}

/** What the figure is a share of. */
export function ofWhat({ indicator, numerator, denominator }: IndicatorView, lang: Frame['lang']): string {
  if (indicator.unit !== 'percent') return '';
  const key = indicator.code === 'once-only' ? 'ofThese' : 'ofDeliveries';
  return `${t(lang, key, { numerator: formatNumber(numerator, lang), denominator: formatNumber(denominator, lang) })}.`;
}
