import type { ComponentChildren, VNode } from 'preact';
import {
  formatDate,
  formatDateTime,
  formatNumber,
  formatPercent,
  type Lang,
  pick,
  suffixed,
  type Text,
} from '../../../../language/index.ts';
import { Details, type Frame, Knot, MeasureTag, Pagination, Table, Tag } from '../../../../ui/index.ts';
import type { Institution } from '../../../identity/index.ts';
import type { IndicatorDetails } from '../details.ts';
import { indicatorPath } from '../path.ts';
import { type Part, readings, type Sheet } from '../sheet.ts';
import { t } from '../text/index.ts';
import type { Point, TargetStanding } from '../views.ts';
import { bandWord, few, figureText, periodText, signOf } from './figure.tsx';

export interface DetailProps {
  readonly frame: Frame;
  readonly details: IndicatorDetails;
  readonly names: ReadonlyMap<string, Institution>;
}

/** “4.1.3-cü bölmə”, as each language says it. */
export function sectionText(section: string, lang: Lang): string {
  return t(lang, 'section', { section: lang === 'az' ? suffixed(section, 'ordinal') : section });
}

/** Each reading of the target's date, with what it requires today and the pace it gives. */
export function Way({ frame: { lang }, details }: DetailProps): VNode | null {
  const { view, trend } = details;
  const { indicator, targets, staleDays } = view;
  if (targets.length === 0 && !trend) return null;
  return (
    <>
      <h2>{t(lang, targets.length > 0 ? 'way' : 'trend')}</h2>
      {targets.length > 0 ? (
        <Table
          caption={t(lang, 'way')}
          quiet
          columns={[
            { label: t(lang, 'reading') },
            { label: t(lang, 'target'), num: true, onPhone: t(lang, 'target') },
            { label: t(lang, 'required'), num: true, onPhone: t(lang, 'required') },
            { label: t(lang, 'pace'), num: true, onPhone: t(lang, 'pace') },
            { label: t(lang, 'state') },
          ]}
          rows={targets.map((one) => targetRow(one, indicator, lang, staleDays))}
        />
      ) : null}
      {targets.length > 0 ? <p class="small soft">{t(lang, indicator.baseline ? 'paceAbout' : 'noBaseline')}</p> : null}
      {trend ? <TrendLine {...{ lang, details }} /> : null}
    </>
  );
}

function targetRow(one: TargetStanding, sheet: Sheet, lang: Lang, stale: number | undefined): ComponentChildren[] {
  const { target, required, pace, band } = one;
  const none = <span class="soft">{t(lang, 'none')}</span>;
  const shown = stale === undefined ? band : 'stale';
  const section = target.section === undefined ? '' : `, ${sectionText(target.section, lang)}`;
  return [
    <>
      {pick(readings[target.reading], lang)}
      {section}
      <br />
      <span class="soft small">{formatDate(target.due, lang)}</span>
    </>,
    figureText(sheet, target.value, lang),
    required === undefined ? none : figureText(sheet, required, lang),
    pace === undefined || shown === 'stale' ? none : formatNumber(pace, lang, 2),
    bandWord(shown, lang, stale),
  ];
}

function TrendLine({ lang, details }: { lang: Lang; details: IndicatorDetails }): VNode | null {
  const { trend, view } = details;
  if (!trend) return null;
  const { indicator } = view;
  const steep = Math.abs(trend.perYear);
  const size =
    indicator.unit === 'percent'
      ? t(lang, 'points', { value: formatNumber(steep, lang, 1) })
      : figureText(indicator, steep, lang);
  const word = trend.perYear === 0 ? 'trendFlat' : trend.perYear > 0 ? 'trendUp' : 'trendDown';
  const [first] = indicator.targets ?? [];
  const then = first && Math.max(0, trend.at(first.due));
  const ahead = then !== undefined && indicator.unit === 'percent' ? Math.min(100, then) : then;
  return (
    <>
      <p>
        {t(lang, 'trend')}: {t(lang, word, { value: size })}.{' '}
        {first && ahead !== undefined
          ? `${t(lang, 'forecast', { date: formatDate(first.due, lang), value: figureText(indicator, ahead, lang) })}.`
          : null}
      </p>
      <p class="small soft">{t(lang, 'trendAbout')}</p>
    </>
  );
}

interface Shown {
  readonly point: Point;
  readonly sign: 'known' | 'said';
}

// A year of months.
const atOnce = 12;

/** Figures by period, the last first, a page of them; reported ones have rows of their own. */
export function Periods({ frame, details: { view }, page }: DetailProps & { readonly page: number }): VNode | null {
  const { lang } = frame;
  const { indicator, points, reported } = view;
  const all: readonly Shown[] = [
    ...points.map((point) => ({ point, sign: signOf(indicator) })),
    ...reported.map((point) => ({ point, sign: 'said' as const })),
  ].toSorted((a, b) => (a.point.ends < b.point.ends ? 1 : -1));
  if (all.length === 0) return null;
  const shares = all.some(({ point }) => point.denominator !== undefined) || view.withheld;
  const address = frame.href(indicatorPath(indicator.code));
  return (
    <>
      <h2>{t(lang, 'byPeriod')}</h2>
      <PeriodTable
        {...{ indicator, shares, lang }}
        shown={all.slice((page - 1) * atOnce, page * atOnce)}
        caption={t(lang, 'byPeriod')}
      />
      <Pagination
        page={page}
        pages={Math.ceil(all.length / atOnce)}
        href={(n) => (n > 1 ? `${address}?s=${n}` : address)}
      />
    </>
  );
}

interface PeriodTableProps {
  readonly indicator: Sheet;
  readonly shown: readonly Shown[];
  /** With what the figures are shares of. */
  readonly shares: boolean;
  readonly caption: string;
  readonly lang: Lang;
}

function PeriodTable({ indicator, shown, shares, caption, lang }: PeriodTableProps): VNode {
  const parts = (['numerator', 'denominator'] as const).filter(() => shares);
  return (
    <Table
      caption={caption}
      quiet
      columns={[
        { label: t(lang, 'period') },
        ...parts.map((name) => ({ label: t(lang, name), num: true, onPhone: t(lang, name) })),
        { label: t(lang, 'value'), num: true, onPhone: t(lang, 'value') },
        { label: t(lang, 'how') },
      ]}
      rows={shown.map(({ point, sign }) => [
        periodText(point.period, lang),
        ...parts.map((name) => part(point, point[name], indicator, lang)),
        point.value === undefined ? few({ indicator }, lang) : figureText(indicator, point.value, lang),
        <How {...{ point, sign, sheet: indicator, lang }} />,
      ])}
    />
  );
}

function part(point: Point, value: number | undefined, indicator: Sheet, lang: Lang): ComponentChildren {
  if (point.value === undefined) return few({ indicator }, lang);
  return value === undefined ? <span class="soft">{t(lang, 'none')}</span> : formatNumber(value, lang);
}

interface HowProps {
  readonly point: Point;
  readonly sign: 'known' | 'said';
  readonly sheet: Sheet;
  readonly lang: Lang;
}

function How({ point: { kept, interval }, sign, sheet, lang }: HowProps): VNode {
  const word = sign === 'known' ? 'known' : kept?.kind === 'external' ? 'published' : 'said';
  return (
    <>
      <Knot sign={sign} /> {t(lang, word)}
      {kept?.edition ? `, ${kept.edition}` : ''}
      {kept?.url ? (
        <>
          {', '}
          <a href={kept.url}>{t(lang, kept.kind === 'external' ? 'source' : 'evidence')}</a>
        </>
      ) : null}
      <span class="soft small">
        <br />
        {kept ? t(lang, 'keptAt', { date: formatDateTime(kept.computedAt, lang) }) : t(lang, 'open')}
        {kept?.supersedes ? `, ${t(lang, 'corrected')}` : ''}
        {kept?.note ? `. ${kept.note}` : ''}
        {interval && sheet.sampled
          ? `. ${t(lang, 'interval', { low: formatNumber(interval.low, lang, 1), high: formatNumber(interval.high, lang, 1) })}`
          : ''}
      </span>
    </>
  );
}

/** What a measured figure is made of. */
export function Parts({ frame: { lang }, details, names }: DetailProps): VNode | null {
  const { view, parts } = details;
  const filled = parts.filter(({ values }) => values.length > 0);
  if (filled.length === 0) return null;
  const { indicator } = view;
  return (
    <>
      <h2>{t(lang, 'parts')}</h2>
      {filled.map(({ part: by, values }) => (
        <Table
          caption={t(lang, `by_${by}`)}
          columns={[
            { label: t(lang, `by_${by}`) },
            { label: t(lang, 'numerator'), num: true, onPhone: t(lang, 'numerator') },
            { label: t(lang, 'denominator'), num: true, onPhone: t(lang, 'denominator') },
            { label: t(lang, 'value'), num: true, onPhone: t(lang, 'value') },
          ]}
          rows={values
            .toSorted((a, b) => (b.denominator ?? -1) - (a.denominator ?? -1))
            .map((one) => [
              partName(by, one.key, names, details.titles, lang),
              ...(one.value === undefined
                ? [few(view, lang), few(view, lang), few(view, lang)]
                : [
                    formatNumber(one.numerator ?? 0, lang),
                    formatNumber(one.denominator ?? 0, lang),
                    figureText(indicator, one.value, lang),
                  ]),
            ])}
        />
      ))}
      <p class="small soft">{t(lang, 'partsAbout')}</p>
    </>
  );
}

function partName(
  by: Part,
  key: string,
  names: ReadonlyMap<string, Institution>,
  titles: ReadonlyMap<string, Text>,
  lang: Lang,
): string {
  const title = by === 'institution' ? names.get(key)?.name : titles.get(key);
  return title ? pick(title, lang) : key;
}

/** Where a reported figure differs from the measured one, with the words of both sides. */
export function Discrepancies({ frame: { lang }, details, names }: DetailProps): VNode | null {
  const { discrepancies, view } = details;
  if (discrepancies.length === 0) return null;
  const { indicator } = view;
  const gap = (text: string) =>
    indicator.unit === 'percent'
      ? t(lang, 'points', { value: formatNumber(Number(text), lang, 1) })
      : formatPercent(Number(text) / 100, lang);
  return (
    <>
      <h2>{t(lang, 'discrepancies')}</h2>
      <Table
        caption={t(lang, 'discrepancies')}
        quiet
        columns={[
          { label: t(lang, 'period') },
          { label: t(lang, 'measured'), num: true, onPhone: t(lang, 'measured') },
          { label: t(lang, 'reported'), num: true, onPhone: t(lang, 'reported') },
          { label: t(lang, 'gap'), num: true, onPhone: t(lang, 'gap') },
          { label: t(lang, 'explanation') },
        ]}
        rows={discrepancies.map((one) => {
          const owner = names.get(one.institution)?.name;
          return [
            periodText(one.period, lang),
            figureText(indicator, Number(one.measuredValue), lang),
            figureText(indicator, Number(one.reportedValue), lang),
            gap(one.gap),
            <>
              {owner ? <span class="soft">{pick(owner, lang)}: </span> : null}
              {one.explanation ?? <Tag state="wait">{t(lang, 'waitsExplanation')}</Tag>}
              <br />
              {one.resolution === null ? (
                one.explanation === null ? null : (
                  <MeasureTag state="pace">{t(lang, 'waitsResolution')}</MeasureTag>
                )
              ) : (
                `${t(lang, 'resolution')}: ${one.resolution}`
              )}
            </>,
          ];
        })}
      />
    </>
  );
}

/** Figures that others took the place of; closed until asked for. */
export function Replaced({ frame: { lang }, details }: DetailProps): VNode | null {
  const { replaced, view } = details;
  if (replaced.length === 0) return null;
  return (
    <Details summary={t(lang, 'replaced')}>
      <Table
        caption={t(lang, 'replaced')}
        quiet
        columns={[
          { label: t(lang, 'period') },
          { label: t(lang, 'value'), num: true, onPhone: t(lang, 'value') },
          { label: t(lang, 'replacedAt') },
        ]}
        rows={replaced.map((row) => [
          periodText(row.period, lang),
          row.value === null ? few(view, lang) : figureText(view.indicator, Number(row.value), lang),
          formatDateTime(row.computedAt, lang),
        ])}
      />
    </Details>
  );
}
