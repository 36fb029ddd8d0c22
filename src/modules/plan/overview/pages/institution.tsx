import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, route } from '../../../../kernel/http/route.ts';
import { bakuDate, formatDate, formatNumber, type Lang, pick } from '../../../../language/index.ts';
import {
  Back,
  bound,
  EmptyState,
  type Frame,
  Gantt,
  GanttKey,
  KeyFacts,
  MeasureFigures,
  MeasureKey,
  MeasureKnots,
  measuresPerKnot,
  Page,
  Table,
  Time,
} from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { titleIn } from '../../measures/index.ts';
import { KpiTable } from '../../roadmaps/index.ts';
import { findMeasures, institutionView, type InstitutionView, shownPlan } from '../actions.ts';
import { csvFile } from '../../csv.ts';
import { totalOf } from '../counts.ts';
import type { Responsible } from '../store/measure.ts';
import type { DatedMeasure } from '../store/schedule.ts';
import { datesTable } from '../tables.ts';
import { t } from '../text/index.ts';
import { periodText } from '../words.ts';
import { institutionParams } from './params.ts';
import { CsvLink, fact, listAddress, MeasureTable, Sample } from './parts.tsx';

/** How one institution carries out the plan in force, and its roadmaps. */
export const institutionPage = route({
  method: 'GET',
  path: '/plan/qurum/:code',
  access: 'plan.readOverview',
  common: true,
  params: institutionParams,
  async handler(request) {
    const { lang, params, vahid } = request;
    const frame = frameOf(request, 'plan');
    const shown = await shownPlan(request);
    const view = await institutionView(request, shown.plan.code, params.code);
    const own = await findMeasures(request, { plan: shown.plan.code, institution: params.code }, lang, 1);
    const all = await institutionsByCode(request);
    const institution = all.get(params.code);
    const name = institution ? pick(institution.name, lang) : params.code;
    const today = bakuDate(vahid.now());
    return page(
      <Page frame={frame} title={name}>
        <Back href={frame.href('/plan/qurumlar')}>{t(lang, 'institutionsTitle')}</Back>
        <div class="stack">
          <div class="split">
            <div class="stack">
              <h1>{name}</h1>
              <Own frame={frame} view={view} />
            </div>
            <DisciplineFacts frame={frame} view={view} now={vahid.now()} />
            <div class="stack rest">
              <h2>{t(lang, 'ownMeasures')}</h2>
              {own.rows.length === 0 ? (
                <EmptyState>{t(lang, 'institutionNothing')}</EmptyState>
              ) : (
                <MeasureTable frame={frame} shown={shown} rows={own.rows} all={all} caption={t(lang, 'ownMeasures')} />
              )}
              <p>
                <a href={frame.href(listAddress(shown, { qurum: params.code }))}>
                  {t(lang, 'allOwn')} ({formatNumber(own.total, lang)})
                </a>
              </p>
              <Roadmaps frame={frame} view={view} />
            </div>
          </div>
          <Dates frame={frame} view={view} today={today} />
          <ResponsibleHistory frame={frame} code={view.code} history={view.responsible} />
        </div>
      </Page>,
    );
  },
});

export const institutionCsv = route({
  method: 'GET',
  path: '/plan/qurum/:code/csv',
  access: 'plan.readOverview',
  params: institutionParams,
  async handler(request) {
    const { plan } = await shownPlan(request);
    const { dated, code } = await institutionView(request, plan.code, request.params.code);
    const { columns, rows } = datesTable(dated, request.lang);
    return csvFile(`plan-${code}`, columns, rows);
  },
});

function Own({ frame: { lang }, view: { counts } }: { frame: Frame; view: InstitutionView }): VNode | null {
  const total = totalOf(counts);
  if (total === 0) return null;
  return (
    <>
      <p class="lead">{t(lang, 'institutionLead', { count: formatNumber(total, lang) })}</p>
      <MeasureKey />
      <MeasureKnots counts={counts} per={measuresPerKnot(counts)} />
      <MeasureFigures counts={counts} />
    </>
  );
}

interface FactsProps {
  readonly frame: Frame;
  readonly view: InstitutionView;
  readonly now: Date;
}

function DisciplineFacts({ frame: { lang }, view, now }: FactsProps): VNode {
  const { discipline, period } = view;
  const present = view.responsible.find(({ to_day }) => to_day === null);
  const days = (from: Date) => Math.floor((now.getTime() - from.getTime()) / 86_400_000);
  const whole = (n: number) => formatNumber(Math.round(n), lang);
  return (
    <KeyFacts
      facts={[
        present
          ? fact(
              t(lang, 'responsible'),
              <>
                {present.name}
                <Sample when={present.sample} lang={lang} />
              </>,
              titleIn(present.post, lang),
            )
          : fact(t(lang, 'responsible'), t(lang, 'responsibleNone')),
        fact(
          t(lang, 'daysSinceReport'),
          discipline.lastReport ? formatNumber(days(discipline.lastReport), lang) : t(lang, 'never'),
        ),
        fact(t(lang, 'owedReports', { period: periodText(period.name, lang) }), formatNumber(discipline.owed, lang)),
        fact(
          t(lang, 'acceptedReports'),
          t(lang, 'acceptedOf', {
            accepted: formatNumber(discipline.accepted, lang),
            submitted: formatNumber(discipline.submitted, lang),
          }),
        ),
        fact(
          t(lang, 'decisionTime'),
          discipline.decisionDays === null
            ? t(lang, 'noneYet')
            : t(lang, 'decisionDays', {
                middle: whole(discipline.decisionDays),
                longest: whole(discipline.longestDays ?? 0),
              }),
        ),
      ]}
    />
  );
}

function Roadmaps({
  frame,
  view: { code: institution, roadmaps, kpis },
}: {
  frame: Frame;
  view: InstitutionView;
}): VNode | null {
  const { lang } = frame;
  if (roadmaps.length === 0) return null;
  const names = new Map(roadmaps.map(({ code, title }) => [code, titleIn(title, lang)]));
  return (
    <>
      <h2>{t(lang, 'roadmaps')}</h2>
      <ul class="rows">
        {roadmaps.map(({ code, title }) => (
          <li>
            <a href={frame.href(`/plan/${encodeURIComponent(code)}`)}>{titleIn(title, lang)}</a>
          </li>
        ))}
      </ul>
      {kpis.length === 0 ? null : (
        <>
          <h2>{t(lang, 'kpis')}</h2>
          <KpiTable frame={frame} kpis={kpis} of={({ plan }) => names.get(plan) ?? plan} />
          <CsvLink frame={frame} path={`/plan/qurum/${institution}/yol-gostericileri/csv`} />
        </>
      )}
    </>
  );
}

/** Measures as rows of a Gantt chart. */
export function ganttRows(frame: Frame, dated: readonly DatedMeasure[]) {
  return dated.map(({ plan, number, title, first, present, doneOn }) => ({
    title: `${number} ${titleIn(title, frame.lang)}`,
    href: frame.href(`/plan/${encodeURIComponent(plan)}/tedbir/${encodeURIComponent(number)}`),
    first: first ?? undefined,
    present: present ?? undefined,
    doneOn,
  }));
}

function Dates({ frame, view, today }: { frame: Frame; view: InstitutionView; today: string }): VNode | null {
  const { lang } = frame;
  const dated = view.dated.filter(({ present }) => present !== null);
  if (dated.length === 0) return null;
  const title = t(lang, view.roadmaps.length > 0 ? 'roadmapSchedule' : 'ownSchedule');
  return (
    <>
      <h2>{title}</h2>
      <GanttKey />
      <Gantt title={title} rows={ganttRows(frame, dated)} today={today} rowName={t(lang, 'measureTitle')} />
      <CsvLink frame={frame} path={`/plan/qurum/${view.code}/csv`} />
    </>
  );
}

interface HistoryProps {
  readonly frame: Frame;
  readonly code: string;
  readonly history: readonly Responsible[];
}

function ResponsibleHistory({ frame, code, history }: HistoryProps): VNode | null {
  const { lang } = frame;
  if (history.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'responsibleHistory')}</h2>
      <Table
        caption={t(lang, 'responsibleHistory')}
        quiet
        columns={[{ label: t(lang, 'name') }, { label: t(lang, 'post') }, { label: t(lang, 'termTitle') }]}
        rows={history.map(({ name, post, from_day, to_day, act, sample }) => [
          <>
            {name}
            <Sample when={sample} lang={lang} />
          </>,
          titleIn(post, lang),
          <>
            <Term from={from_day} to={to_day} lang={lang} />
            {act ? <span class="soft"> {t(lang, 'act', { act })}</span> : null}
          </>,
        ])}
      />
      <CsvLink frame={frame} path={`/plan/qurum/${code}/mesul/csv`} />
    </>
  );
}

/** From when to when somebody holds a post. */
export function Term({ from, to, lang }: { from: string; to: string | null; lang: Lang }): VNode {
  if (to === null) return <>{bound(t(lang, 'since', { date: formatDate(from, lang) }))}</>;
  return (
    <>
      <Time at={from} /> – <Time at={to} />
    </>
  );
}
