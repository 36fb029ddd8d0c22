import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { type Answer, page, pageQuery, type Request, route } from '../../../../kernel/http/route.ts';
import { bakuDate, formatDate, formatNumber, pick } from '../../../../language/index.ts';
import {
  Back,
  Details,
  type Frame,
  type KeyFact,
  KeyFacts,
  MeasureTag,
  NoWrap,
  Page,
  SelfRating,
  Time,
} from '../../../../ui/index.ts';
import { servingPort } from '../../../catalogue/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { IndicatorFigure, type IndicatorView, indicatorViews, wholeViews } from '../../indicators/index.ts';
import { judgedPeriod, partiesNow, titleIn } from '../../measures/index.ts';
import { evidenceOf, reportsOf } from '../../reports/index.ts';
import { risksOf } from '../../risks/index.ts';
import { isNamed, measureView, type MeasureView, responsibleFor, type ShownPlan, shownPlan } from '../actions.ts';
import { csvFile } from '../../csv.ts';
import { definitionOf, numberedTargets } from '../definition.ts';
import type { Responsible } from '../store/measure.ts';
import { scheduleTable } from '../tables.ts';
import { type Key, t } from '../text/index.ts';
import { periodText, progressText, ratingText, reasonText } from '../words.ts';
import { Results, Risks } from './direction.tsx';
import { Evidence, OwnRisks, Reports, Ties, WordsAndChanges } from './measure-record.tsx';
import { Schedule } from './measure-schedule.tsx';
import { numberParams, planNumberParams } from './params.ts';
import {
  acronymOf,
  directionAddress,
  fact,
  InstitutionLink,
  type Institutions,
  measureAddress,
  NotInPlan,
  planName,
  planPath,
  Sample,
} from './parts.tsx';
import { Term } from './institution.tsx';

export const measurePage = route({
  method: 'GET',
  path: '/plan/tedbir/:number',
  access: 'plan.readMeasure',
  common: true,
  params: numberParams,
  query: pageQuery,
  handler: async (request) => measureAnswer(request, await shownPlan(request), request.params.number, request.query.s),
});

export const otherMeasurePage = route({
  method: 'GET',
  path: '/plan/:plan/tedbir/:number',
  access: 'plan.readMeasure',
  common: true,
  params: planNumberParams,
  query: pageQuery,
  handler: async (request) =>
    measureAnswer(request, await shownPlan(request, request.params.plan), request.params.number, request.query.s),
});

export const measureCsv = route({
  method: 'GET',
  path: '/plan/tedbir/:number/csv',
  access: 'plan.readMeasure',
  params: numberParams,
  handler: async (request) => csvAnswer(request, await shownPlan(request), request.params.number),
});

export const otherMeasureCsv = route({
  method: 'GET',
  path: '/plan/:plan/tedbir/:number/csv',
  access: 'plan.readMeasure',
  params: planNumberParams,
  handler: async (request) => csvAnswer(request, await shownPlan(request, request.params.plan), request.params.number),
});

async function csvAnswer(request: Request, { plan }: ShownPlan, number: string): Promise<Answer> {
  const { schedule } = await measureView(request, plan.code, number);
  const { columns, rows } = scheduleTable(schedule, request.lang);
  return csvFile(`plan-${plan.code}-${number}`, columns, rows);
}

async function measureAnswer(request: Request, shown: ShownPlan, number: string, s = '1'): Promise<Answer> {
  const { lang, vahid } = request;
  const frame = frameOf(request, 'plan');
  const view = await measureView(request, shown.plan.code, number, Number(s));
  const { item } = view;
  const parties = await partiesNow(request.db, item.id);
  const executor = parties.find(({ role }) => role === 'executor')?.institution;
  const responsible = executor === undefined ? undefined : await responsibleFor(request, executor);
  const indicators = await indicatorsFor(request, shown, number);
  const reports = await reportsOf(request, item.id);
  const evidence = await evidenceOf(request, item.id);
  const risks = await risksOf(request, item.id);
  const all = await institutionsByCode(request);
  const targets = numberedTargets(definitionOf(request, shown.plan));
  const title = titleIn(item.title, lang);
  const address = measureAddress(shown, number);
  const csv = shown.inForce ? `${address}/subutlar/csv` : undefined;
  return page(
    <Page frame={frame} title={`${number} ${title}`}>
      <UpLink frame={frame} shown={shown} view={view} />
      <div class="stack">
        <div class="split">
          <div class="stack">
            <p class="soft small">
              <NoWrap>{t(lang, 'measure', { number })}</NoWrap>
            </p>
            <h1>{title}</h1>
            <Why frame={frame} view={view} proven={evidence.some(({ period }) => period >= judgedPeriod(vahid))} />
            <Wording frame={frame} view={view} />
          </div>
          <KeyFacts
            facts={[
              ...standingFacts(frame, view, executor, all),
              ...partyFacts(frame, { parties, responsible, all }),
              ...dateFacts(frame, view),
              ...serviceFacts(request, frame, number),
              ...(shown.inForce ? [spendingFact(frame, number)] : []),
            ]}
          />
          <div class="stack rest">
            <Evidence frame={frame} evidence={evidence} view={view} all={all} csv={csv} />
            <Reports frame={frame} reports={reports} all={all} />
          </div>
        </div>
        <div class="stack">
          <Schedule frame={frame} view={view} address={address} today={bakuDate(vahid.now())} />
          <Indicators frame={frame} views={indicators} />
          <Results frame={frame} view={view} targets={targets} />
          <Risks frame={frame} view={view} />
          <OwnRisks frame={frame} risks={risks} />
          <Ties frame={frame} view={view} roadmap={shown.plan.kind === 'roadmap'} all={all} />
          <WordsAndChanges frame={frame} view={view} all={all} address={address} page={Number(s)} />
        </div>
      </div>
    </Page>,
  );
}

/** Indicators that speak of the measure, with their whole way. */
async function indicatorsFor(request: Request, shown: ShownPlan, number: string): Promise<readonly IndicatorView[]> {
  const found = (await indicatorViews(request, 'last')).filter(({ indicator }) =>
    isNamed(indicator.serves, shown, number),
  );
  return wholeViews(
    request,
    found.map(({ indicator }) => indicator.code),
  );
}

interface Shown {
  readonly frame: Frame;
  readonly view: MeasureView;
}

function UpLink({ frame, shown, view: { top } }: Shown & { readonly shown: ShownPlan }): VNode {
  const { lang } = frame;
  return top && top.kind !== 'measure' ? (
    <Back href={frame.href(directionAddress(shown, top.number))}>{titleIn(top.title, lang)}</Back>
  ) : (
    <Back href={frame.href(planPath(shown))}>{planName(shown.plan, lang)}</Back>
  );
}

/** The reasons of the computed state; of a good one too. `proven`: evidence of the last judged period, or since, is verified. */
function Why({ frame: { lang }, view: { standing }, proven }: Shown & { readonly proven: boolean }): VNode | null {
  if (!standing) return null;
  const goodWhy = proven ? 'onTrackWhy' : 'onTrackUnproven';
  const good = t(lang, standing.state === 'done' ? 'doneWhy' : goodWhy);
  return (
    <>
      <p>
        <MeasureTag state={standing.state} />{' '}
        {standing.self_rating === null ? null : <SelfRating>{ratingText(standing.self_rating, lang)}</SelfRating>}
      </p>
      <h2>{t(lang, 'whyState')}</h2>
      {standing.reasons.length === 0 ? (
        <p>{good}</p>
      ) : (
        <ul class="rows">
          {standing.reasons.map((reason) => (
            <li>{reasonText(reason, lang)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Wording({ frame: { lang }, view: { item } }: Shown): VNode | null {
  if (item.wording === null) return null;
  return (
    <Details summary={t(lang, 'wording')}>
      <div class="note stack" lang="az">
        <p>{item.wording}</p>
        {item.wording_source ? (
          <p class="small soft">{t(lang, 'wordingSource', { source: item.wording_source })}</p>
        ) : null}
      </div>
    </Details>
  );
}

function standingFacts(
  { lang }: Frame,
  { standing }: MeasureView,
  executor: string | undefined,
  all: Institutions,
): readonly KeyFact[] {
  if (!standing) return [];
  const who = executor === undefined ? t(lang, 'executor') : acronymOf(all, executor, lang);
  return [
    ...(standing.waits_for === null
      ? []
      : [fact(t(lang, 'nextStep'), t(lang, `step_${standing.waits_for}` as Key, { who }))]),
    fact(t(lang, 'progress'), progressText(standing.progress, lang)),
    ...(standing.last_report === null ? [] : [fact(t(lang, 'lastReport'), periodText(standing.last_report, lang))]),
  ];
}

interface Parties {
  readonly parties: Awaited<ReturnType<typeof partiesNow>>;
  readonly responsible: Responsible | undefined;
  readonly all: Institutions;
}

function partyFacts(frame: Frame, { parties, responsible, all }: Parties): readonly KeyFact[] {
  const { lang } = frame;
  const executor = parties.find(({ role }) => role === 'executor');
  const others = parties.filter(({ role }) => role === 'co_executor');
  if (!executor) return [fact(t(lang, 'executor'), <NotInPlan lang={lang} />), ...coExecutors(frame, others, all)];
  return [
    fact(
      t(lang, 'executor'),
      <>
        <InstitutionLink frame={frame} all={all} code={executor.institution} />
        <Sample when={executor.sample} lang={lang} />
      </>,
    ),
    ...coExecutors(frame, others, all),
    responsible
      ? fact(
          t(lang, 'responsible'),
          <>
            {responsible.name}
            <Sample when={responsible.sample} lang={lang} />
          </>,
          <>
            {titleIn(responsible.post, lang)}, <Term from={responsible.from_day} to={responsible.to_day} lang={lang} />
          </>,
        )
      : fact(t(lang, 'responsible'), t(lang, 'responsibleNone')),
  ];
}

function coExecutors(frame: Frame, others: Parties['parties'], all: Institutions): readonly KeyFact[] {
  if (others.length === 0) return [];
  const links = others.map(({ institution, sample }, index) => (
    <>
      {index > 0 ? ', ' : ''}
      <InstitutionLink frame={frame} all={all} code={institution} />
      <Sample when={sample} lang={frame.lang} />
    </>
  ));
  return [fact(t(frame.lang, 'coExecutors'), links)];
}

function dateFacts({ lang }: Frame, { item, standing }: MeasureView): readonly KeyFact[] {
  const written = item.deadline_text === null ? undefined : t(lang, 'asWritten', { text: item.deadline_text });
  if (!standing || standing.due === null) return [fact(t(lang, 'deadline'), <NotInPlan lang={lang} />, written)];
  const days = (n: number | null) => formatNumber(n ?? 0, lang);
  return [
    fact(t(lang, 'deadline'), <Time at={standing.due} />, written),
    ...(standing.next_due === null || standing.next_due === standing.due
      ? []
      : [fact(t(lang, 'nextDue'), formatDate(standing.next_due, lang))]),
    ...(standing.slip_first === null
      ? []
      : [
          fact(
            t(lang, 'slipsTitle'),
            t(lang, 'slipsText', { first: days(standing.slip_first), present: days(standing.slip) }),
            standing.slip_plan === null ? undefined : t(lang, 'slipPlan', { days: days(standing.slip_plan) }),
          ),
        ]),
  ];
}

/** Leads to what institutions spend on the measure. */
function spendingFact({ href, lang }: Frame, number: string): KeyFact {
  const address = `/plan/xercler?tedbir=${encodeURIComponent(number)}`;
  return fact(t(lang, 'spending'), <a href={href(address)}>{t(lang, 'showList')}</a>);
}

/** Services in force that serve the measure. */
function serviceFacts(request: Request, { href, lang }: Frame, number: string): readonly KeyFact[] {
  return servingPort
    .of(request.vahid)(request, number)
    .map(({ path, title }) => fact(t(lang, 'service'), <a href={href(path)}>{pick(title, lang)}</a>));
}

function Indicators({ frame, views }: { frame: Frame; views: readonly IndicatorView[] }): VNode | null {
  if (views.length === 0) return null;
  return (
    <>
      <h2>{t(frame.lang, 'indicators')}</h2>
      <div class="split even">
        {views.map((view) => (
          <IndicatorFigure frame={frame} view={view} />
        ))}
      </div>
    </>
  );
}
