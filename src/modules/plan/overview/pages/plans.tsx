import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, pageQuery, type Request, route } from '../../../../kernel/http/route.ts';
import { formatNumber, type Lang, pick } from '../../../../language/index.ts';
import {
  Back,
  EmptyState,
  type Frame,
  MeasureFigures,
  NoWrap,
  Page,
  Pagination,
  Table,
  Time,
} from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { measureStateNames, measureStates, titleIn, topics } from '../../measures/index.ts';
import { planList, type PlanList } from '../actions.ts';
import { csvFile } from '../../csv.ts';
import { totalOf } from '../counts.ts';
import { t } from '../text/index.ts';
import { acronymOf, CsvLink, InstitutionLink, type Institutions, None } from './parts.tsx';

/** National plans, others that are followed beside them, and roadmaps of institutions with whether they serve them. */
export const plansPage = route({
  method: 'GET',
  path: '/plan/yol-xeriteleri',
  access: 'plan.readOverview',
  common: true,
  query: pageQuery,
  async handler(request) {
    const { lang, query } = request;
    const frame = frameOf(request, 'plan');
    const national = await planList(request, 'national');
    const other = await planList(request, 'other');
    const roadmaps = await planList(request, 'roadmap', Number(query.s ?? 1));
    const all = await institutionsByCode(request);
    return page(
      <Page frame={frame} title={t(lang, 'plansTitle')}>
        <Back href={frame.href('/plan')}>{t(lang, 'backPlan')}</Back>
        <div class="stack">
          <h1>{t(lang, 'plansTitle')}</h1>
          <p class="lead">{t(lang, 'plansLead')}</p>
          <h2>{t(lang, 'nationalPlans')}</h2>
          <PlanTable frame={frame} list={national} title={t(lang, 'nationalPlans')} />
          {other.rows.length === 0 ? null : (
            <>
              <h2>{t(lang, 'otherPlans')}</h2>
              <PlanTable frame={frame} list={other} title={t(lang, 'otherPlans')} />
            </>
          )}
          <h2>{t(lang, 'roadmaps')}</h2>
          {roadmaps.rows.length === 0 ? (
            <EmptyState>{t(lang, 'roadmapsNone')}</EmptyState>
          ) : (
            <Roadmaps frame={frame} list={roadmaps} all={all} />
          )}
          <Pagination
            page={roadmaps.page}
            pages={roadmaps.pages}
            href={(n) => frame.href(n === 1 ? '/plan/yol-xeriteleri' : `/plan/yol-xeriteleri?s=${n}`)}
          />
          <CsvLink frame={frame} path="/plan/yol-xeriteleri/csv" />
        </div>
      </Page>,
    );
  },
});

function PlanLink({ frame, row }: { frame: Frame; row: PlanList['rows'][number] }): VNode {
  return (
    <>
      <a href={frame.href(`/plan/${encodeURIComponent(row.code)}`)}>{titleIn(row.title, frame.lang)}</a>
      {row.supersedes === null ? null : (
        <span class="soft small"> {t(frame.lang, 'supersedes', { plan: row.supersedes })}</span>
      )}
    </>
  );
}

function States({ row, lang }: { row: PlanList['rows'][number]; lang: Lang }): VNode {
  return totalOf(row.counts) === 0 ? <None lang={lang} /> : <MeasureFigures counts={row.counts} />;
}

function PlanTable({ frame, list, title }: { frame: Frame; list: PlanList; title: string }): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={title}
      quiet
      columns={[
        { label: t(lang, 'planName') },
        { label: t(lang, 'periodOfPlan'), onPhone: t(lang, 'periodOfPlan') },
        { label: t(lang, 'sumOf') },
      ]}
      rows={list.rows.map((row) => [
        <PlanLink frame={frame} row={row} />,
        <NoWrap>
          <Time at={row.period_from} /> – <Time at={row.period_to} />
        </NoWrap>,
        <States row={row} lang={lang} />,
      ])}
    />
  );
}

interface RoadmapsProps {
  readonly frame: Frame;
  readonly list: PlanList;
  readonly all: Institutions;
}

function Roadmaps({ frame, list, all }: RoadmapsProps): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={t(lang, 'roadmaps')}
      quiet
      columns={[
        { label: t(lang, 'planName') },
        { label: t(lang, 'institution'), onPhone: t(lang, 'institution') },
        { label: t(lang, 'topic'), onPhone: t(lang, 'topic') },
        { label: t(lang, 'sumOf') },
        { label: t(lang, 'servesCount'), onPhone: t(lang, 'servesCount') },
      ]}
      rows={list.rows.map((row) => [
        <PlanLink frame={frame} row={row} />,
        row.institution === null ? (
          <None lang={lang} />
        ) : (
          <InstitutionLink frame={frame} all={all} code={row.institution} />
        ),
        row.topic === null ? <None lang={lang} /> : `${pick(topics[row.topic], lang)}, ${row.year}`,
        <States row={row} lang={lang} />,
        row.serving === 0 ? (
          <strong>{t(lang, 'servesNothing')}</strong>
        ) : (
          t(lang, 'servesOf', {
            serving: formatNumber(row.serving, lang),
            count: formatNumber(totalOf(row.counts), lang),
          })
        ),
      ])}
    />
  );
}

export const plansCsv = route({
  method: 'GET',
  path: '/plan/yol-xeriteleri/csv',
  access: 'plan.readOverview',
  async handler(request) {
    const { lang } = request;
    const lists: PlanList[] = [];
    for (const kind of ['national', 'other', 'roadmap'] as const) lists.push(await planList(request, kind));
    const all = await institutionsByCode(request);
    return csvFile(
      'planlar',
      csvColumns(lang),
      csvRows(
        request,
        lists.flatMap(({ rows }) => rows),
        all,
      ),
    );
  },
});

const csvColumns = (lang: Lang): readonly string[] => [
  t(lang, 'plan'),
  t(lang, 'planName'),
  t(lang, 'institution'),
  t(lang, 'topic'),
  t(lang, 'year'),
  t(lang, 'started'),
  t(lang, 'deadline'),
  ...measureStateNames.map((state) => pick(measureStates[state], lang)),
  t(lang, 'servesCount'),
];

function csvRows({ lang }: Request, rows: PlanList['rows'], all: Institutions) {
  return rows.map((row) => [
    row.code,
    titleIn(row.title, lang),
    row.institution === null ? null : acronymOf(all, row.institution, lang),
    row.topic === null ? null : pick(topics[row.topic], lang),
    row.year,
    row.period_from,
    row.period_to,
    ...measureStateNames.map((state) => row.counts[state]),
    row.serving,
  ]);
}
