import { Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf } from '../../../kernel/http/frame.ts';
import { page, pageQuery, route } from '../../../kernel/http/route.ts';
import { formatDate, formatNumber, type Lang, pick } from '../../../language/index.ts';
import { institutions } from '../../identity/index.ts';
import { Actions, Button, EmptyState, type Frame, NoWrap, Page, Pagination, Select, Table } from '../../../ui/index.ts';
import { measureDeskPath, measureStates, titleIn } from '../measures/index.ts';
import { reasonText } from '../overview/index.ts';
import { atOnce, type Board, boardOf } from './actions.ts';
import type { BoardRow } from './store.ts';
import { type Key, t } from './text.ts';

const path = '/masa/plan/lovhe';
const states = ['late', 'soon', 'no_evidence', 'no_executor', 'no_deadline', 'not_assessed'] as const;

const query = Type.Object({
  ...pageQuery.properties,
  qurum: Type.Optional(Type.String({ maxLength: 20 })),
  veziyyet: Type.Optional(Type.String({ maxLength: 20 })),
});

/** Everything late or about to be, why, and who acts next. */
export const boardRoute = route({
  method: 'GET',
  path,
  access: 'plan.readBoard',
  query,
  async handler(request) {
    const { s = '1', qurum = '', veziyyet = '' } = request.query;
    const at = Number(s);
    const board = await boardOf(request, { institution: qurum, state: veziyyet, page: at });
    const frame = frameOf(request, 'desk');
    const { lang } = frame;
    const acronyms = new Map((await institutions(request)).map(({ code, acronym }) => [code, pick(acronym, lang)]));
    const href = (n: number) => frame.href(`${path}?${new URLSearchParams({ qurum, veziyyet, s: String(n) })}`);
    return page(
      <Page frame={frame} title={t(lang, 'boardTitle')}>
        <div class="stack">
          <h1>{t(lang, 'boardTitle')}</h1>
          <p class="lead">{t(lang, 'boardLead')}</p>
          <Filter frame={frame} board={board} acronyms={acronyms} institution={qurum} state={veziyyet} />
          <p class="soft">{t(lang, 'total', { count: formatNumber(board.total, lang) })}</p>
          {board.items.length === 0 ? (
            <EmptyState>{t(lang, 'none')}</EmptyState>
          ) : (
            <Measures frame={frame} items={board.items} acronyms={acronyms} />
          )}
          <Pagination page={at} pages={Math.ceil(board.total / atOnce)} href={href} />
        </div>
      </Page>,
    );
  },
});

interface FilterProps {
  readonly frame: Frame;
  readonly board: Board;
  readonly acronyms: ReadonlyMap<string, string>;
  readonly institution: string;
  readonly state: string;
}

function Filter({ frame, board, acronyms, institution, state }: FilterProps): VNode {
  const { lang } = frame;
  return (
    <form method="get" action={frame.href(path)} class="stack">
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
        options={states.map((value) => ({
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
        { label: t(lang, 'why'), onPhone: t(lang, 'why') },
        { label: t(lang, 'due'), onPhone: t(lang, 'due') },
        { label: t(lang, 'next'), onPhone: t(lang, 'next') },
      ]}
      rows={items.map((one) => [
        <>
          <NoWrap>{one.number}</NoWrap> <a href={frame.href(measureDeskPath(one.item))}>{titleIn(one.title, lang)}</a>
        </>,
        <Executor one={one} acronyms={acronyms} lang={lang} />,
        pick(measureStates[one.state], lang),
        one.reasons[0] ? reasonText(one.reasons[0], lang) : '',
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
