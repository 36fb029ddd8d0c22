import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, type Request, route } from '../../../../kernel/http/route.ts';
import { bakuDate, capitalise, formatDate, formatNumber, type Lang, pick } from '../../../../language/index.ts';
import {
  Back,
  bound,
  Directions,
  EventList,
  type Frame,
  MeasureKey,
  measuresPerKnot,
  NoWrap,
  Page,
  Table,
} from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { titleIn } from '../../measures/index.ts';
import {
  changesOfWeek,
  findMeasures,
  type MeasurePage,
  planAims,
  planStanding,
  roadmapView,
  type PlanStanding,
  type ShownPlan,
  shownPlan,
} from '../actions.ts';
import { csvFile } from '../../csv.ts';
import { definitionOf, type NumberedTarget, numberedTargets } from '../definition.ts';
import { lackSentence, standingSentence } from '../sentence.ts';
import type { NumberedItem } from '../store/measure.ts';
import type { ChangeGroup } from '../store/plans.ts';
import { countsTable } from '../tables.ts';
import { t } from '../text/index.ts';
import { changeText, directionsTitle } from '../words.ts';
import { figuresOf, Headlines, Sources } from './headlines.tsx';
import { planParams } from './params.ts';
import {
  CsvLink,
  InstitutionLink,
  directionAddress,
  type Institutions,
  listAddress,
  measureAddress,
  MeasureTable,
  NotInPlan,
  planName,
  planPath,
} from './parts.tsx';
import { withPlan } from './quality.tsx';
import { Roadmap } from './roadmap.tsx';
import { TargetText } from './target.tsx';

/** Where the plan of today stands. */
export const nationalPage = route({
  method: 'GET',
  path: '/plan',
  access: 'plan.readOverview',
  common: true,
  handler: async (request) => overviewAnswer(request, await shownPlan(request)),
});

/** Any other plan, by its code. */
export const otherPlanPage = route({
  method: 'GET',
  path: '/plan/:plan',
  access: 'plan.readOverview',
  common: true,
  params: planParams,
  handler: async (request) => overviewAnswer(request, await shownPlan(request, request.params.plan)),
});

export const nationalCsv = route({
  method: 'GET',
  path: '/plan/csv',
  access: 'plan.readOverview',
  handler: async (request) => partsCsv(request, await shownPlan(request)),
});

export const otherPlanCsv = route({
  method: 'GET',
  path: '/plan/:plan/csv',
  access: 'plan.readOverview',
  params: planParams,
  handler: async (request) => partsCsv(request, await shownPlan(request, request.params.plan)),
});

async function partsCsv(request: Request, shown: ShownPlan) {
  const { lang } = request;
  const { parts } = await planStanding(request, shown.plan.code);
  const { columns, rows } = countsTable(
    parts.map(({ number, title, counts }) => ({ number, title: partTitle(title, lang), counts })),
    t(lang, 'direction'),
    lang,
  );
  return csvFile(`plan-${shown.plan.code}`, columns, rows);
}

const lateShown = 10;

async function overviewAnswer(request: Request, shown: ShownPlan) {
  const { plan } = shown;
  const standing = await planStanding(request, plan.code);
  const late = await findMeasures(request, { plan: plan.code, state: 'late' }, request.lang, 1, lateShown);
  const changes = await changesOfWeek(request, plan.code);
  const aims = await planAims(request, plan.code);
  const all = await institutionsByCode(request);
  const roadmap = plan.kind === 'roadmap' ? await roadmapView(request, plan.code) : undefined;
  const definition = definitionOf(request, plan);
  const targets = numberedTargets(definition);
  const figures = await figuresOf(request, shown, targets);
  const frame = frameOf(request, 'plan');
  const { lang, vahid } = request;
  const lead = lackSentence(standing.counts, lang);
  return page(
    <Page frame={frame} title={shown.inForce ? t(lang, 'plan') : planName(plan, lang)}>
      {shown.inForce ? null : <Back href={frame.href('/plan/yol-xeriteleri')}>{t(lang, 'plansTitle')}</Back>}
      <div class="stack">
        <p class="soft small">
          {planName(plan, lang)}. {t(lang, 'asOf', { date: formatDate(vahid.now(), lang) })}
        </p>
        <h1>{bound(standingSentence(standing.counts, lang))}</h1>
        {plan.institution === null ? null : (
          <p>
            {t(lang, 'institution')}: <InstitutionLink frame={frame} all={all} code={plan.institution} />
          </p>
        )}
        {lead === '' ? null : <p class="lead">{lead}</p>}
        <Parts frame={frame} shown={shown} standing={standing} />
        {roadmap ? <Roadmap frame={frame} shown={shown} view={roadmap} today={bakuDate(vahid.now())} /> : null}
        <Headlines frame={frame} headlines={figures.headlines} />
        <Late frame={frame} shown={shown} late={late} all={all} />
        <Week frame={frame} shown={shown} changes={changes} />
        <Sources frame={frame} all={figures.all} />
        <Doors frame={frame} shown={shown} />
        <Aims frame={frame} kind="target" items={aims} title={t(lang, 'targets')} targets={targets} />
        <Aims frame={frame} kind="goal" items={aims} title={t(lang, 'goals')} />
        <p class="soft small">
          {t(lang, 'source')}: {definition ? pick(definition.source, lang) : plan.source}
        </p>
      </div>
    </Page>,
  );
}

function partTitle(title: PlanStanding['parts'][number]['title'], lang: Lang): string {
  return title ? titleIn(title, lang) : t(lang, 'otherMeasures');
}

interface PartsProps {
  readonly frame: Frame;
  readonly shown: ShownPlan;
  readonly standing: PlanStanding;
}

function Parts({ frame, shown, standing: { parts } }: PartsProps): VNode | null {
  const { lang } = frame;
  if (parts.length === 0) return null;
  const directions = parts.map(({ number, title, counts }) => ({
    title: partTitle(title, lang),
    number,
    counts,
    href: frame.href(number === undefined ? listAddress(shown, {}) : directionAddress(shown, number)),
  }));
  const numbered = directions.filter(({ number }) => number !== undefined).length;
  const single = directions.every(({ counts }) => measuresPerKnot(counts) === 1);
  return (
    <>
      <h2>
        {numbered > 0 && shown.plan.kind === 'national' ? directionsTitle(numbered, single, lang) : t(lang, 'parts')}
      </h2>
      <MeasureKey />
      <Directions directions={directions} />
      <CsvLink frame={frame} path={planPath(shown, '/csv')} />
    </>
  );
}

interface LateProps {
  readonly frame: Frame;
  readonly shown: ShownPlan;
  readonly late: MeasurePage;
  readonly all: Institutions;
}

function Late({ frame, shown, late, all }: LateProps): VNode {
  const { lang } = frame;
  const title = t(lang, 'attention');
  return (
    <>
      <h2>{title}</h2>
      {late.rows.length === 0 ? (
        <p>{t(lang, 'nothingLate')}</p>
      ) : (
        <MeasureTable frame={frame} shown={shown} rows={late.rows} all={all} caption={title} />
      )}
      {late.total > late.rows.length ? (
        <p>
          <a href={frame.href(listAddress(shown, { veziyyet: 'late' }))}>
            {t(lang, 'allLate')} ({formatNumber(late.total, lang)})
          </a>
        </p>
      ) : null}
    </>
  );
}

interface WeekProps {
  readonly frame: Frame;
  readonly shown: ShownPlan;
  readonly changes: readonly ChangeGroup[];
}

function Week({ frame, shown, changes }: WeekProps): VNode {
  const { lang } = frame;
  return (
    <>
      <h2>{t(lang, 'weekTitle')}</h2>
      {changes.length === 0 ? (
        <p>{t(lang, 'weekNothing')}</p>
      ) : (
        <ul class="rows">
          {changes.map((group) => (
            <li>
              {capitalise(changeText(group.what, lang), lang)}: <strong>{formatNumber(group.count, lang)}</strong>
              <ChangedItems frame={frame} shown={shown} group={group} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ChangedItems({ frame, shown, group }: { frame: Frame; shown: ShownPlan; group: ChangeGroup }): VNode | null {
  const { lang } = frame;
  if (group.items.length === 0) return null;
  return (
    <span class="small soft">
      {' ('}
      {group.items.map(({ number, kind }, index) => (
        <>
          {index > 0 ? ', ' : ''}
          <NoWrap>
            {kind === 'measure' ? <a href={frame.href(measureAddress(shown, number))}>{number}</a> : number}
          </NoWrap>
        </>
      ))}
      {group.count > group.items.length ? ` ${t(lang, 'andMore')})` : ')'}
    </span>
  );
}

type Door = 'doorMeasures' | 'doorInstitutions' | 'doorQuality' | (typeof doorsOfPresent)[number][1];

// Of the plan in force alone.
const doorsOfPresent = [
  ['/plan/yol-xeriteleri', 'doorPlans'],
  ['/plan/gostericiler', 'doorIndicators'],
  ['/plan/riskler', 'doorRisks'],
  ['/plan/xercler', 'doorSpending'],
  ['/plan/hesabatlar', 'doorEditions'],
] as const;

function Doors({ frame, shown }: { frame: Frame; shown: ShownPlan }): VNode {
  const { lang } = frame;
  const own: readonly (readonly [path: string, name: Door])[] = [
    [listAddress(shown, {}), 'doorMeasures'],
    [withPlan(shown, '/plan/qurumlar'), 'doorInstitutions'],
    [withPlan(shown, '/plan/keyfiyyet'), 'doorQuality'],
  ];
  const doors = [...own, ...(shown.inForce ? doorsOfPresent : [])];
  return (
    <>
      <h2>{t(lang, 'doors')}</h2>
      <EventList
        events={doors.map(([path, name]) => ({
          href: frame.href(path),
          title: t(lang, name),
          about: t(lang, `${name}About`),
        }))}
      />
    </>
  );
}

interface AimsProps {
  readonly frame: Frame;
  readonly kind: NumberedItem['kind'];
  readonly items: readonly NumberedItem[];
  readonly title: string;
  /** Those that carry a number; then every one says whether it does. */
  readonly targets?: readonly NumberedTarget[];
}

function Aims({ frame: { lang }, kind, items, title, targets }: AimsProps): VNode | null {
  const rows = items.filter((item) => item.kind === kind);
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <Table
        caption={title}
        quiet
        columns={[
          { label: t(lang, 'number') },
          { label: t(lang, 'item') },
          ...(targets ? [{ label: t(lang, 'target'), onPhone: t(lang, 'target') }] : []),
        ]}
        rows={rows.map((row) => {
          const target = targets?.find(({ number }) => number === row.number);
          const said = target ? <TargetText target={target} lang={lang} /> : <NotInPlan lang={lang} />;
          return [<NoWrap>{row.number}</NoWrap>, titleIn(row.title, lang), ...(targets ? [said] : [])];
        })}
      />
    </>
  );
}
