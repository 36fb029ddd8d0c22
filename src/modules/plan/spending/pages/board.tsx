import { Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { page, pageQuery, type Request, route } from '../../../../kernel/http/route.ts';
import { formatNumber, formatPercent, pick } from '../../../../language/index.ts';
import {
  Back,
  EmptyState,
  type Frame,
  KeyFacts,
  Page,
  Pagination,
  SampleMark,
  Table,
  Time,
} from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { officeTitle } from '../../../process/index.ts';
import { csvStream } from '../../csv.ts';
import { autonomyLevels, gates, routes, spendKinds } from '../choices.ts';
import { sumOf } from '../money.ts';
import { approvedIn, goneIn } from '../states.ts';
import { publicPath, publicRequestPath } from '../path.ts';
import {
  type Discipline,
  type SpendingBoard,
  spendingBoard,
  spendingDiscipline,
  spendingLines,
  stateViews,
} from '../reading.ts';
import { t } from '../text/index.ts';
import { type Institutions, LineTable, money, nameOf, StateTag, years } from './parts.tsx';

export const narrowing = {
  veziyyet: Type.Optional(Type.String({ pattern: '^[a-z_]{0,40}$' })),
  qurum: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{0,20}$' })),
  tedbir: Type.Optional(Type.String({ pattern: '^[\\w.-]{0,40}$' })),
};
export const boardQuery = Type.Object({ ...narrowing, s: pageQuery.properties.s });

export interface Asked {
  readonly veziyyet?: string | undefined;
  readonly qurum?: string | undefined;
  readonly tedbir?: string | undefined;
}

const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
export const filterOf = ({ veziyyet, qurum, tedbir }: Asked) => ({
  state: given(veziyyet),
  institution: given(qurum),
  measure: given(tedbir),
});

/** Address of the board narrowed so. */
export function boardAddress(path: string, asked: Asked, at?: number): string {
  const query = new URLSearchParams(
    [
      ['veziyyet', asked.veziyyet],
      ['qurum', asked.qurum],
      ['tedbir', asked.tedbir],
      ['s', at === undefined ? undefined : String(at)],
    ].flatMap(([name = '', value]) => (value ? [[name, value]] : [])),
  ).toString();
  return query === '' ? path : `${path}?${query}`;
}

/** All digital spending by state, and how its approval works. */
export const boardPage = route({
  method: 'GET',
  path: publicPath,
  access: 'plan.readSpending',
  common: true,
  query: boardQuery,
  async handler(request) {
    const at = Number(request.query.s ?? 1);
    const board = await spendingBoard(request, filterOf(request.query), at);
    return page(await drawn(request, request.query, board, at));
  },
});

const csvKeys = [
  'number',
  'name',
  'institution',
  'state',
  'kind',
  'measure',
  'years',
  'route',
  'forecast',
  'approved',
  'committed',
] as const;

export const boardCsv = route({
  method: 'GET',
  path: `${publicPath}/csv`,
  access: 'plan.readSpending',
  query: Type.Object(narrowing),
  async handler(request) {
    const columns = csvKeys.map((key) => t(request.lang, key));
    return csvStream('xercler', columns, csvRows(request, spendingLines(request, filterOf(request.query))));
  },
});

async function* csvRows(request: Request, parts: ReturnType<typeof spendingLines>) {
  const { lang } = request;
  const titles = new Map(stateViews(request).map(({ name, title }) => [name, pick(title, lang)]));
  for await (const lines of parts)
    yield lines.map((line) => [
      line.number,
      line.title,
      line.institution,
      titles.get(line.state) ?? line.state,
      line.kind && pick(spendKinds[line.kind], lang),
      line.measure,
      line.yearFrom === null ? null : years(line, lang),
      line.route && pick(routes[line.route], lang),
      line.forecast,
      line.approved,
      line.committed,
    ]);
}

async function drawn(request: Request, asked: Asked, board: SpendingBoard, at: number): Promise<VNode> {
  const frame = frameOf(request, 'plan');
  const { lang } = frame;
  const institutions = await institutionsByCode(request);
  const discipline = await spendingDiscipline(request);
  const titles = new Map(stateViews(request).map(({ name, title }) => [name, title]));
  return (
    <Page frame={frame} title={t(lang, 'title')}>
      <Back href={frame.href('/plan')}>{t(lang, 'toPlan')}</Back>
      <div class="stack">
        <h1>{t(lang, 'title')}</h1>
        <p class="lead">{t(lang, 'lead')}</p>
        <KeyFacts facts={factsOf(board, discipline, frame)} />
        <h2>{t(lang, 'byState')}</h2>
        <ByState frame={frame} board={board} asked={asked} path={publicPath} />
        <h2>{t(lang, 'list')}</h2>
        {board.lines.length === 0 ? (
          <EmptyState>{t(lang, board.states.length === 0 ? 'none' : 'noneHere')}</EmptyState>
        ) : (
          <LineTable
            frame={frame}
            lines={board.lines}
            institutions={institutions}
            titles={titles}
            href={publicRequestPath}
          />
        )}
        <Pagination page={at} pages={board.pages} href={(n) => frame.href(boardAddress(publicPath, asked, n))} />
        <p>
          <a href={frame.href(boardAddress(`${publicPath}/csv`, asked))}>{t(lang, 'csv')}</a>
        </p>
        {/* Of all institutions: beside the first page of the list, not beside each of hundreds. */}
        {at === 1 ? <Disciplined frame={frame} of={discipline} institutions={institutions} /> : null}
        <p class="soft small">
          {t(lang, 'sample')} <SampleMark />
        </p>
      </div>
    </Page>
  );
}

function factsOf({ states }: SpendingBoard, { overdue, duplicates }: Discipline, { lang }: Frame) {
  const requests = states.reduce((sum, one) => sum + one.requests, 0);
  const sumIn = (within: (state: string) => boolean) =>
    money(sumOf(states.filter(({ name }) => within(name)).map(({ amount }) => amount)), lang);
  return [
    { term: t(lang, 'requests'), value: formatNumber(requests, lang) },
    { term: t(lang, 'approvedSum'), value: sumIn((name) => approvedIn.includes(name)) },
    { term: t(lang, 'askedSum'), value: sumIn((name) => !approvedIn.includes(name) && !goneIn.includes(name)) },
    { term: t(lang, 'goneSum'), value: sumIn((name) => goneIn.includes(name)) },
    { term: t(lang, 'avoided'), value: formatNumber(duplicates.avoided, lang) },
    { term: t(lang, 'overdue'), value: formatNumber(overdue.total, lang) },
  ];
}

interface ByStateProps {
  readonly frame: Frame;
  readonly board: SpendingBoard;
  readonly asked: Asked;
  readonly path: string;
}

/** Each state with its requests and their amount; a state leads to its requests. */
export function ByState({ frame, board, asked, path }: ByStateProps): VNode {
  const { lang } = frame;
  if (board.states.length === 0) return <EmptyState>{t(lang, 'none')}</EmptyState>;
  return (
    <>
      <Table
        caption={t(lang, 'byState')}
        quiet
        columns={[
          { label: t(lang, 'state') },
          { label: t(lang, 'requests'), num: true, onPhone: t(lang, 'requests') },
          { label: t(lang, 'amount'), num: true, onPhone: t(lang, 'amount') },
        ]}
        rows={board.states.map(({ name, title, requests, amount }) => [
          <a href={frame.href(boardAddress(path, { ...asked, veziyyet: name }))}>
            <StateTag state={name} title={title} lang={lang} />
          </a>,
          formatNumber(requests, lang),
          money(amount, lang),
        ])}
      />
      {asked.veziyyet ? (
        <p>
          <a href={frame.href(boardAddress(path, { ...asked, veziyyet: '' }))}>{t(lang, 'all')}</a>
        </p>
      ) : null}
    </>
  );
}

interface DisciplinedProps {
  readonly frame: Frame;
  readonly of: Discipline;
  readonly institutions: Institutions;
}

function Disciplined(props: DisciplinedProps): VNode {
  const { lang } = props.frame;
  return (
    <>
      <h2>{t(lang, 'times')}</h2>
      <Times {...props} />
      <h2>{t(lang, 'overdue')}</h2>
      <Overdue {...props} />
      <h2>{t(lang, 'earned')}</h2>
      <p>{t(lang, 'earnedLead')}</p>
      <Earned {...props} />
    </>
  );
}

function Times({ frame: { lang }, of: { times }, institutions }: DisciplinedProps): VNode {
  if (times.institutions.length === 0) return <EmptyState>{t(lang, 'noTimes')}</EmptyState>;
  const figures = (['decisions', 'median', 'inTime'] as const).map((key) => ({
    label: t(lang, key),
    num: true,
    onPhone: t(lang, key),
  }));
  const said = (of: { readonly decisions: number; readonly median: number; readonly inTime: number }) => [
    formatNumber(of.decisions, lang),
    formatNumber(of.median, lang),
    formatPercent(of.inTime / of.decisions, lang, 0),
  ];
  return (
    <>
      <Table
        caption={t(lang, 'timesAsked')}
        columns={[{ label: t(lang, 'institution') }, ...figures]}
        rows={times.institutions.map((row) => [nameOf(institutions, row.institution, lang), ...said(row)])}
      />
      <Table
        caption={t(lang, 'timesDecided')}
        columns={[{ label: t(lang, 'office') }, { label: t(lang, 'decider'), onPhone: t(lang, 'decider') }, ...figures]}
        rows={times.offices.map((row) => [
          nameOf(institutions, row.office, lang),
          pick(officeTitle(row.actedAs), lang),
          ...said(row),
        ])}
      />
    </>
  );
}

function Overdue({ frame, of: { overdue }, institutions }: DisciplinedProps): VNode {
  const { lang } = frame;
  if (overdue.items.length === 0) return <EmptyState>{t(lang, 'noOverdue')}</EmptyState>;
  return (
    <Table
      caption={t(lang, 'overdue')}
      quiet
      columns={[
        { label: t(lang, 'condition') },
        { label: t(lang, 'owner'), onPhone: t(lang, 'owner') },
        { label: t(lang, 'due'), onPhone: t(lang, 'due') },
        { label: t(lang, 'gate'), onPhone: t(lang, 'gate') },
      ]}
      rows={overdue.items.map(({ request, number, institution, text, due, gate }) => [
        <>
          <a href={frame.href(publicRequestPath(request))}>{number}</a>: {text}
        </>,
        nameOf(institutions, institution, lang),
        <Time at={due} />,
        gate === null ? t(lang, 'notKnown') : pick(gates[gate], lang),
      ])}
    />
  );
}

function Earned({ frame: { lang }, of: { records }, institutions }: DisciplinedProps): VNode {
  if (records.length === 0) return <EmptyState>{t(lang, 'noEarned')}</EmptyState>;
  const figure = (key: 'ended' | 'kept' | 'overCost' | 'overTime') => ({
    label: t(lang, key),
    num: true,
    onPhone: t(lang, key),
  });
  return (
    <Table
      caption={t(lang, 'earned')}
      quiet
      columns={[
        { label: t(lang, 'institution') },
        { label: t(lang, 'level'), onPhone: t(lang, 'level') },
        figure('ended'),
        figure('kept'),
        figure('overCost'),
        figure('overTime'),
      ]}
      rows={records.map((row) => [
        nameOf(institutions, row.institution, lang),
        pick(autonomyLevels[row.level], lang),
        formatNumber(row.ended, lang),
        formatNumber(row.kept, lang),
        formatNumber(row.overCost, lang),
        formatNumber(row.overTime, lang),
      ])}
    />
  );
}
