import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { type Answer, page, pageQuery, type Request, route } from '../../../../kernel/http/route.ts';
import {
  Back,
  type Frame,
  MeasureFigures,
  MeasureKey,
  MeasureKnots,
  measuresPerKnot,
  NoWrap,
  Page,
  Pagination,
  Table,
  texts,
} from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { titleIn } from '../../measures/index.ts';
import { type DirectionView, directionView, findMeasures, type ShownPlan, shownPlan } from '../actions.ts';
import { csvFile } from '../../csv.ts';
import { definitionOf, type NumberedTarget, numberedTargets } from '../definition.ts';
import { measuresTable } from '../tables.ts';
import { t } from '../text/index.ts';
import { numberParams, planNumberParams } from './params.ts';
import { acronymOf, CsvLink, directionAddress, MeasureTable, NotInPlan, planName, planPath } from './parts.tsx';
import { TargetText } from './target.tsx';

export const directionPage = route({
  method: 'GET',
  path: '/plan/istiqamet/:number',
  access: 'plan.readOverview',
  common: true,
  params: numberParams,
  query: pageQuery,
  handler: async (request) =>
    directionAnswer(request, await shownPlan(request), request.params.number, request.query.s),
});

export const otherDirectionPage = route({
  method: 'GET',
  path: '/plan/:plan/istiqamet/:number',
  access: 'plan.readOverview',
  common: true,
  params: planNumberParams,
  query: pageQuery,
  handler: async (request) =>
    directionAnswer(request, await shownPlan(request, request.params.plan), request.params.number, request.query.s),
});

export const directionCsv = route({
  method: 'GET',
  path: '/plan/istiqamet/:number/csv',
  access: 'plan.readOverview',
  params: numberParams,
  handler: async (request) => csvAnswer(request, await shownPlan(request), request.params.number),
});

export const otherDirectionCsv = route({
  method: 'GET',
  path: '/plan/:plan/istiqamet/:number/csv',
  access: 'plan.readOverview',
  params: planNumberParams,
  handler: async (request) => csvAnswer(request, await shownPlan(request, request.params.plan), request.params.number),
});

async function csvAnswer(request: Request, { plan }: ShownPlan, number: string): Promise<Answer> {
  const { lang } = request;
  await directionView(request, plan.code, number);
  const { rows } = await findMeasures(request, { plan: plan.code, under: number }, lang);
  const all = await institutionsByCode(request);
  const table = measuresTable(rows, (code) => acronymOf(all, code, lang), lang);
  return csvFile(`plan-${plan.code}-${number}`, table.columns, table.rows);
}

async function directionAnswer(request: Request, shown: ShownPlan, number: string, s = '1'): Promise<Answer> {
  const { lang } = request;
  const frame = frameOf(request, 'plan');
  const view = await directionView(request, shown.plan.code, number);
  const found = await findMeasures(request, { plan: shown.plan.code, under: number }, lang, Number(s));
  const all = await institutionsByCode(request);
  const targets = numberedTargets(definitionOf(request, shown.plan));
  const title = titleIn(view.item.title, lang);
  const address = directionAddress(shown, number);
  const per = measuresPerKnot(view.counts);
  return page(
    <Page frame={frame} title={`${number} ${title}`}>
      <Back href={frame.href(planPath(shown))}>{planName(shown.plan, lang)}</Back>
      <div class="stack">
        <p class="soft small">
          {t(lang, 'direction')} <NoWrap>{number}</NoWrap>
        </p>
        <h1>{title}</h1>
        <MeasureKey />
        {per > 1 ? <p class="small soft">{texts[lang].knotOf(per)}</p> : null}
        <MeasureKnots counts={view.counts} per={per} />
        <MeasureFigures counts={view.counts} />
        <h2>{t(lang, 'measures')}</h2>
        <MeasureTable frame={frame} shown={shown} rows={found.rows} all={all} caption={t(lang, 'measures')} />
        <Pagination
          page={found.page}
          pages={found.pages}
          href={(n) => frame.href(n === 1 ? address : `${address}?s=${n}`)}
        />
        <CsvLink frame={frame} path={`${address}/csv`} />
        <Results frame={frame} view={view} targets={targets} />
        <Risks frame={frame} view={view} />
      </div>
    </Page>,
  );
}

interface ResultsProps {
  readonly frame: Frame;
  readonly view: Pick<DirectionView, 'beside'>;
  readonly targets: readonly NumberedTarget[];
}

/** Expected results; what the plan states for everything is a target of all. */
export function Results({ frame: { lang }, view, targets }: ResultsProps): VNode | null {
  const results = view.beside.filter(({ kind }) => kind === 'result');
  if (results.length === 0) return null;
  const byNumber = new Map(targets.map((one) => [one.number, one]));
  return (
    <>
      <h2>{t(lang, 'results')}</h2>
      <Table
        caption={t(lang, 'results')}
        quiet
        columns={[
          { label: t(lang, 'number') },
          { label: t(lang, 'item') },
          { label: t(lang, 'target'), onPhone: t(lang, 'target') },
        ]}
        rows={results.map(({ number, title, absolute }) => {
          const target = byNumber.get(number);
          return [
            <NoWrap>{number}</NoWrap>,
            titleIn(title, lang),
            target ? (
              <TargetText target={target} lang={lang} />
            ) : absolute ? (
              t(lang, 'everything')
            ) : (
              <NotInPlan lang={lang} />
            ),
          ];
        })}
      />
    </>
  );
}

/** Risks that the plan itself names, with how it counters them. */
export function Risks({ frame: { lang }, view }: Omit<ResultsProps, 'targets'>): VNode | null {
  const risks = view.beside.filter(({ kind }) => kind === 'risk');
  if (risks.length === 0) return null;
  return (
    <>
      <h2>{t(lang, 'risks')}</h2>
      <Table
        caption={t(lang, 'risks')}
        quiet
        columns={[
          { label: t(lang, 'number') },
          { label: t(lang, 'item') },
          { label: t(lang, 'mitigation'), onPhone: t(lang, 'mitigation') },
        ]}
        rows={risks.map(({ number, title, note }) => [
          <NoWrap>{number}</NoWrap>,
          titleIn(title, lang),
          note ? titleIn(note, lang) : <NotInPlan lang={lang} />,
        ])}
      />
    </>
  );
}
