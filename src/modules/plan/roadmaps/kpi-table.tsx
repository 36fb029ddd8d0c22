import type { VNode } from 'preact';
import { formatDate, formatNumber, formatPercent, pick } from '../../../language/index.ts';
import { type Frame, Knot, Table } from '../../../ui/index.ts';
import { indicatorPath, signOf, valueText } from '../indicators/index.ts';
import { titleIn } from '../measures/index.ts';
import type { KpiUnit } from './entities.ts';
import { t } from './text.ts';
import type { KpiView } from './views.ts';

interface KpiTableProps {
  readonly frame: Frame;
  readonly kpis: readonly KpiView[];
  /** Name of the roadmap that a figure is of, where there are several. */
  readonly of?: ((kpi: KpiView) => VNode | string) | undefined;
  /** What can be done with a figure at the desk. */
  readonly acts?: ((kpi: KpiView) => VNode) | undefined;
}

/** What roadmaps want to reach, by when, and what is measured of it; that nothing measures it is said. */
export function KpiTable({ frame, kpis, of, acts }: KpiTableProps): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={t(lang, 'kpis')}
      quiet
      columns={[
        { label: t(lang, 'kpiTitle') },
        ...(of ? [{ label: t(lang, 'roadmap'), onPhone: t(lang, 'roadmap') }] : []),
        { label: t(lang, 'baseline'), num: true, onPhone: t(lang, 'baseline') },
        { label: t(lang, 'target'), num: true, onPhone: t(lang, 'target') },
        { label: t(lang, 'due'), onPhone: t(lang, 'due') },
        { label: t(lang, 'measured'), onPhone: t(lang, 'measured') },
        ...(acts ? [{ label: t(lang, 'correct') }] : []),
      ]}
      rows={kpis.map((kpi) => [
        titleIn(kpi.title, lang),
        ...(of ? [of(kpi)] : []),
        kpi.baseline === null ? <span class="soft">{t(lang, 'notKnown')}</span> : figure(kpi.baseline, kpi.unit, frame),
        figure(kpi.target, kpi.unit, frame),
        formatDate(kpi.due, lang),
        <Measured frame={frame} kpi={kpi} />,
        ...(acts ? [acts(kpi)] : []),
      ])}
    />
  );
}

const figure = (decimal: string, unit: KpiUnit, { lang }: Frame): string =>
  unit === 'percent' ? formatPercent(Number(decimal) / 100, lang) : formatNumber(Number(decimal), lang);

function Measured({ frame, kpi: { measured } }: { frame: Frame; kpi: KpiView }): VNode {
  const { lang } = frame;
  if (!measured) return <span class="soft">{t(lang, 'notMeasured')}</span>;
  const { indicator, asOf } = measured;
  return (
    <>
      <Knot sign={signOf(indicator)} /> {valueText(measured, lang)}
      <br />
      <a class="small" href={frame.href(indicatorPath(indicator.code))}>
        {pick(indicator.title, lang)}
      </a>
      {asOf === undefined ? null : <span class="soft small"> {t(lang, 'asOf', { date: formatDate(asOf, lang) })}</span>}
    </>
  );
}
