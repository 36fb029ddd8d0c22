import type { VNode } from 'preact';
import { leastPublished } from '../../../kernel/measurement.ts';
import { formatDateTime, formatNumber, formatPercent, pick, suffixed } from '../../../language/index.ts';
import { type Frame, LineChart } from '../../../ui/index.ts';
import type { IndicatorView } from '../actions.ts';
import { t } from '../text/index.ts';

type Lang = Frame['lang'];

const planStart = '2026-01';
const planEnd = '2028-12';

/** An indicator as the plan page shows it: its figure, what that is a share of, and its way; to a target where the plan gives one. */
export function IndicatorFigure({ frame, view }: { frame: Frame; view: IndicatorView }): VNode {
  const { lang } = frame;
  const { indicator, months, value, withheld, measuredAt } = view;
  const when = measuredAt ? t(lang, 'measuredAt', { date: formatDateTime(measuredAt, lang) }) : t(lang, 'notMeasured');
  return (
    <LineChart
      title={pick(indicator.title, lang)}
      unit={indicator.unit === 'percent' ? '%' : t(lang, 'cases')}
      digits={indicator.unit === 'percent' ? 1 : 0}
      from={planStart}
      to={indicator.target?.by ?? planEnd}
      way={indicator.target && { base: 0, target: indicator.target.value }}
      points={months.flatMap((month) =>
        month.value === undefined ? [] : [{ month: month.month, value: month.value, sign: 'known' as const }],
      )}
      {...(value === undefined ? { state: 'nodata' as const } : {})}
      {...(withheld ? { standing: few(lang) } : {})}
      about={
        <>
          {aboutFigure(view, lang)} {when}.{' '}
          <a href={frame.href(`/plan/gosterici/${indicator.code}`)}>{t(lang, 'howMeasured')}</a>
        </>
      }
    />
  );
}

/** What the figure is a share of, or why there is none. */
export function aboutFigure(view: IndicatorView, lang: Lang): string {
  if (view.withheld) return t(lang, 'withheld');
  return view.value === undefined ? t(lang, 'notMeasuredYet') : ofWhat(view, lang);
}

/** “5-dən az hal”: so few that the figure is not published. */
export function few(lang: Lang): string {
  return t(lang, 'few', { least: lang === 'az' ? suffixed(leastPublished, 'ablative') : leastPublished });
}

/** The value with its unit, one decimal for shares. */
export function figureText({ indicator }: Pick<IndicatorView, 'indicator'>, value: number, lang: Lang): string {
  return indicator.unit === 'percent' ? formatPercent(value / 100, lang, 1) : formatNumber(value, lang);
}

function ofWhat({ indicator, numerator = 0, denominator = 0 }: IndicatorView, lang: Lang): string {
  if (indicator.unit !== 'percent') return '';
  const key = indicator.code === 'once-only' ? 'ofThese' : 'ofDeliveries';
  return `${t(lang, key, { numerator: formatNumber(numerator, lang), denominator: formatNumber(denominator, lang) })}.`;
}
