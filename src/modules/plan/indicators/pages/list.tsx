import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../../kernel/http/route.ts';
import { formatDate, formatNumber, type Lang, pick } from '../../../../language/index.ts';
import { Back, ChartKey, EmptyState, type Frame, Knot, Page, Table } from '../../../../ui/index.ts';
import { listItems, planInForce, titleIn } from '../../measures/index.ts';
import { csvFile } from '../../csv.ts';
import { indicatorPath, indicatorsPath } from '../path.ts';
import { directionOf } from '../sheet.ts';
import { t } from '../text/index.ts';
import { indicatorViews, type IndicatorView } from '../views.ts';
import { aboutFigure, BandTag, bandWord, few, figureText, signOf } from './figure.tsx';

/** Every indicator with an approved sheet, by direction of the plan. */
export const indicatorsPage = route({
  method: 'GET',
  path: indicatorsPath,
  access: 'plan.readIndicator',
  common: true,
  async handler(request) {
    const { lang } = request;
    const frame = frameOf(request, 'plan');
    const views = await indicatorViews(request, 'last');
    const titles = await directionTitles(request);
    const groups = [...Map.groupBy(views, ({ indicator }) => directionOf(indicator) ?? '')].sort(([a], [b]) =>
      a.localeCompare(b),
    );
    return page(
      <Page frame={frame} title={t(lang, 'indicators')}>
        <Back href={frame.href('/plan')}>{t(lang, 'plan')}</Back>
        <div class="stack">
          <h1>{t(lang, 'indicators')}</h1>
          <p class="lead">{t(lang, 'lead', { count: views.length })}</p>
          <ChartKey />
          {views.length === 0 ? <EmptyState>{t(lang, 'noneYet')}</EmptyState> : null}
          {groups.map(([direction, own]) => (
            <Group frame={frame} title={titleOf(direction, titles, lang)} views={own} />
          ))}
          <p>
            <a href={frame.href(`${indicatorsPath}/csv`)}>{t(lang, 'csv')}</a>{' '}
            <a href="/api/v1/plan/indicators">{t(lang, 'json')}</a>
          </p>
        </div>
      </Page>,
    );
  },
});

async function directionTitles(request: Request): Promise<ReadonlyMap<string, string>> {
  const national = await planInForce(request);
  const items = national ? await listItems(request.db, national.code) : [];
  return new Map(
    items.flatMap((item) => (item.kind === 'direction' ? [[item.number, titleIn(item.title, request.lang)]] : [])),
  );
}

function titleOf(direction: string, titles: ReadonlyMap<string, string>, lang: Lang): string {
  if (direction === '') return t(lang, 'wholePlan');
  return `${direction} ${titles.get(direction) ?? ''}`.trim();
}

function Group({ frame, title, views }: { frame: Frame; title: string; views: readonly IndicatorView[] }): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        quiet
        columns={[
          { label: t(lang, 'indicator') },
          { label: t(lang, 'value'), num: true, onPhone: t(lang, 'value') },
          { label: t(lang, 'target'), num: true, onPhone: t(lang, 'target') },
          { label: t(lang, 'pace'), num: true, onPhone: t(lang, 'pace') },
          { label: t(lang, 'state') },
        ]}
        rows={views.map((view) => [
          <>
            <Knot sign={signOf(view.indicator)} />{' '}
            <a href={frame.href(indicatorPath(view.indicator.code))}>{pick(view.indicator.title, lang)}</a>
            <br />
            <span class="soft small">{aboutFigure(view, lang)}</span>
          </>,
          valueText(view, lang),
          targetText(view, lang),
          paceText(view, lang),
          <BandTag view={view} lang={lang} />,
        ])}
      />
    </>
  );
}

export function valueText(view: IndicatorView, lang: Lang): string {
  if (view.withheld) return few(view, lang);
  return view.value === undefined ? bandWord('no_data', lang) : figureText(view.indicator, view.value, lang);
}

function targetText({ indicator }: IndicatorView, lang: Lang): VNode {
  const [first] = indicator.targets ?? [];
  if (!first) return <span class="soft">{t(lang, 'noneGiven')}</span>;
  return (
    <>
      {figureText(indicator, first.value, lang)}
      <br />
      <span class="soft small">{formatDate(first.due, lang)}</span>
    </>
  );
}

function paceText({ targets: [first], band }: IndicatorView, lang: Lang): VNode | string {
  if (first?.pace !== undefined && band !== 'stale') return formatNumber(first.pace, lang, 2);
  return <span class="soft">{t(lang, 'none')}</span>;
}

/** The same as a table for programs, in the language of the page. */
export const indicatorsCsv = route({
  method: 'GET',
  path: `${indicatorsPath}/csv`,
  access: 'plan.readIndicator',
  async handler(request) {
    const { lang } = request;
    const views = await indicatorViews(request, 'last');
    const head = [
      'code',
      'title',
      'kind',
      'unit',
      'value',
      'as_of',
      'target',
      'due',
      'required',
      'pace',
      'state',
      'serves',
    ];
    const rows = views.map((view) => {
      const { indicator, value, asOf, targets, band } = view;
      const [first] = targets;
      return [
        indicator.code,
        pick(indicator.title, lang),
        indicator.kind,
        indicator.unit,
        value,
        asOf,
        first?.target.value,
        first?.target.due,
        first?.required,
        first?.pace,
        band,
        indicator.serves.join(' '),
      ];
    });
    return csvFile('gostericiler', head, rows);
  },
});
