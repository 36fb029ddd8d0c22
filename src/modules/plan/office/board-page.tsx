import { type Static, Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, pageQuery, type Request, route } from '../../../kernel/http/route.ts';
import { formatDate, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { institutions } from '../../identity/index.ts';
import {
  Actions,
  Button,
  EmptyState,
  type Frame,
  MeasureTag,
  NoWrap,
  Page,
  Pagination,
  Select,
  Table,
} from '../../../ui/index.ts';
import { type CsvCell, csvFile } from '../csv.ts';
import { measureDeskPath, measureStates, planInForce, type PlanRow, titleIn } from '../measures/index.ts';
import { reasonText } from '../overview/index.ts';
import { atOnce, type Board, boardOf } from './actions.ts';
import { type BoardFilter, type BoardRow, troubled } from './store.ts';
import { type Key, t } from './text.ts';

const path = '/masa/plan/lovhe';

const query = Type.Object({
  ...pageQuery.properties,
  qurum: Type.Optional(Type.String({ maxLength: 20 })),
  veziyyet: Type.Optional(Type.String({ maxLength: 20 })),
  /** Code of a plan, or `roadmap`; not given: the plan in force; empty: all. */
  plan: Type.Optional(Type.String({ maxLength: 60 })),
});

type Asked = Request<unknown, Static<typeof query>>;

/** What is asked for, and the plan in force. */
async function askedOf(
  request: Asked,
): Promise<{ readonly filter: BoardFilter; readonly inForce: PlanRow | undefined }> {
  const { qurum, veziyyet, plan } = request.query;
  const inForce = await planInForce(request);
  const filter = {
    institution: qurum || undefined,
    state: veziyyet || undefined,
    plan: (plan ?? inForce?.code) || undefined,
  };
  return { filter, inForce };
}

/** Everything late or about to be, why, and who acts next. */
export const boardRoute = route({
  method: 'GET',
  path,
  access: 'plan.readBoard',
  query,
  async handler(request) {
    const at = Number(request.query.s ?? 1);
    const { filter, inForce } = await askedOf(request);
    const board = await boardOf(request, { ...filter, page: at });
    const frame = frameOf(request, 'desk');
    const { lang } = frame;
    const acronyms = await acronymsOf(request);
    const { institution: qurum = '', state: veziyyet = '', plan = '' } = filter;
    const asked = new URLSearchParams({ plan, qurum, veziyyet });
    const href = (n: number) => frame.href(`${path}?${asked}&s=${n}`);
    return page(
      <Page frame={frame} title={t(lang, 'boardTitle')}>
        <div class="stack">
          <h1>{t(lang, 'boardTitle')}</h1>
          <p class="lead">{t(lang, 'boardLead')}</p>
          <Filter {...{ frame, board, acronyms, filter, inForce }} />
          <p class="soft">{t(lang, 'total', { count: formatNumber(board.total, lang) })}</p>
          {board.items.length === 0 ? (
            <EmptyState>{t(lang, 'none')}</EmptyState>
          ) : (
            <Measures frame={frame} items={board.items} acronyms={acronyms} />
          )}
          <Pagination page={at} pages={Math.ceil(board.total / atOnce)} href={href} />
          <p class="small noprint">
            <a href={frame.href(`${path}/csv?${asked}`)} download>
              {t(lang, 'csv')}
            </a>
          </p>
        </div>
      </Page>,
    );
  },
});

/** The whole of what is asked for, for spreadsheets. */
export const boardCsvRoute = route({
  method: 'GET',
  path: `${path}/csv`,
  access: 'plan.readBoard',
  query,
  async handler(request) {
    const { lang } = request;
    const { filter } = await askedOf(request);
    const acronyms = await acronymsOf(request);
    const rows: CsvCell[][] = [];
    for (let part = 1, more = true; more; part += 1) {
      const { items } = await boardOf(request, { ...filter, page: part, size: 500 });
      rows.push(...items.map((one) => csvRow(one, acronyms, lang)));
      more = items.length === 500;
    }
    const head = ['number', 'measure', 'institution', 'answers', 'state', 'why', 'due', 'next'] as const;
    return csvFile(
      'board',
      head.map((key) => t(lang, key)),
      rows,
    );
  },
});

function csvRow(one: BoardRow, acronyms: ReadonlyMap<string, string>, lang: Lang): CsvCell[] {
  return [
    one.number,
    titleIn(one.title, lang),
    one.executor && (acronyms.get(one.executor) ?? one.executor),
    one.responsible,
    pick(measureStates[one.state], lang),
    one.reasons[0] && reasonText(one.reasons[0], lang),
    one.nextDue,
    one.waitsFor && t(lang, `next_${one.waitsFor}` as Key),
  ];
}

async function acronymsOf(request: Request): Promise<ReadonlyMap<string, string>> {
  return new Map((await institutions(request)).map(({ code, acronym }) => [code, pick(acronym, request.lang)]));
}

interface FilterProps {
  readonly frame: Frame;
  readonly board: Board;
  readonly acronyms: ReadonlyMap<string, string>;
  readonly filter: BoardFilter;
  readonly inForce: PlanRow | undefined;
}

function Filter({ frame, board, acronyms, filter, inForce }: FilterProps): VNode {
  const { lang } = frame;
  const { institution = '', state = '', plan = '' } = filter;
  return (
    <form method="get" action={frame.href(path)} class="stack">
      <Select
        name="plan"
        label={t(lang, 'plan')}
        none={t(lang, 'allPlans')}
        options={[
          ...(inForce ? [{ value: inForce.code, label: titleIn(inForce.title, lang) }] : []),
          { value: 'roadmap', label: t(lang, 'roadmaps') },
        ]}
        value={plan}
      />
      <Select
        name="qurum"
        label={t(lang, 'institution')}
        none={t(lang, 'allInstitutions')}
        options={[...acronyms].map(([value, label]) => ({ value, label }))}
        value={institution}
      />
      <Select
        name="veziyyet"
        label={t(lang, 'state')}
        none={t(lang, 'allStates')}
        options={troubled.map((value) => ({
          value,
          label: `${pick(measureStates[value], lang)} (${formatNumber(board.counts.get(value) ?? 0, lang)})`,
        }))}
        value={state}
      />
      <Actions>
        <Button kind="second">{t(lang, 'show')}</Button>
      </Actions>
    </form>
  );
}

// Their state says why already.
const bare: ReadonlySet<string> = new Set(['no_executor', 'no_deadline']);

interface MeasuresProps {
  readonly frame: Frame;
  readonly items: readonly BoardRow[];
  readonly acronyms: ReadonlyMap<string, string>;
}

function Measures({ frame, items, acronyms }: MeasuresProps): VNode {
  const { lang } = frame;
  return (
    <Table
      caption={t(lang, 'measures')}
      quiet
      columns={[
        { label: t(lang, 'measure') },
        { label: t(lang, 'institution'), onPhone: t(lang, 'institution') },
        { label: t(lang, 'state'), onPhone: t(lang, 'state') },
        { label: t(lang, 'why') },
        { label: t(lang, 'due'), onPhone: t(lang, 'due') },
        { label: t(lang, 'next'), onPhone: t(lang, 'next') },
      ]}
      rows={items.map((one) => [
        <>
          <NoWrap>{one.number}</NoWrap> <a href={frame.href(measureDeskPath(one.item))}>{titleIn(one.title, lang)}</a>
        </>,
        <Executor one={one} acronyms={acronyms} lang={lang} />,
        <MeasureTag state={one.state} />,
        one.reasons[0] && !bare.has(one.state) ? reasonText(one.reasons[0], lang) : '',
        one.nextDue === null ? t(lang, 'noDue') : formatDate(one.nextDue, lang),
        one.waitsFor === null ? '' : t(lang, `next_${one.waitsFor}` as Key),
      ])}
    />
  );
}

function Executor({
  one,
  acronyms,
  lang,
}: {
  one: BoardRow;
  acronyms: ReadonlyMap<string, string>;
  lang: Lang;
}): VNode {
  if (one.executor === null) return <span class="soft">{t(lang, 'noExecutor')}</span>;
  return (
    <>
      {acronyms.get(one.executor) ?? one.executor}
      {one.responsible === null ? null : (
        <>
          <br />
          <span class="soft small">{t(lang, 'responsible', { name: one.responsible })}</span>
        </>
      )}
    </>
  );
}
