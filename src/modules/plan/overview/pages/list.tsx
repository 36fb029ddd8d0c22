import { type Static, Type } from 'typebox';
import type { VNode } from 'preact';
import { frameOf } from '../../../../kernel/http/frame.ts';
import { type Answer, page, pageQuery, type Request, route } from '../../../../kernel/http/route.ts';
import { compare, formatNumber, pick } from '../../../../language/index.ts';
import {
  Actions,
  Back,
  Button,
  EmptyState,
  Form,
  type Frame,
  Hidden,
  Page,
  Pagination,
  Select,
  TextInput,
} from '../../../../ui/index.ts';
import { institutionsByCode } from '../../../identity/index.ts';
import { type MeasureState, measureStateNames, measureStates, titleIn } from '../../measures/index.ts';
import {
  findMeasures,
  type MeasureQuery,
  planStanding,
  type PlanStanding,
  type ShownPlan,
  shownPlan,
} from '../actions.ts';
import { csvFile } from '../../csv.ts';
import { type Lack, lacks } from '../store/lacks.ts';
import { measuresTable } from '../tables.ts';
import { t } from '../text/index.ts';
import { acronymOf, CsvLink, type Institutions, listAddress, MeasureTable, planName, planPath } from './parts.tsx';

const narrowing = {
  plan: Type.Optional(Type.String({ pattern: '^([a-z0-9][a-z0-9-]{0,59})?$' })),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  qurum: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{0,20}$' })),
  istiqamet: Type.Optional(Type.String({ pattern: '^[\\p{L}0-9._-]{0,40}$' })),
  veziyyet: Type.Optional(Type.Enum(['', ...measureStateNames])),
  catismir: Type.Optional(Type.Enum(['', ...lacks])),
};
const query = Type.Object({ ...narrowing, s: pageQuery.properties.s });
type Asked = Static<typeof query>;

/** Measures by institution, direction, state and words. */
export const listPage = route({
  method: 'GET',
  path: '/plan/tedbirler',
  access: 'plan.readOverview',
  common: true,
  query,
  handler: async (request) => listAnswer(request, request.query),
});

export const listCsv = route({
  method: 'GET',
  path: '/plan/tedbirler/csv',
  access: 'plan.readOverview',
  query: Type.Object(narrowing),
  async handler(request) {
    const { lang } = request;
    const { plan } = await shownPlan(request, given(request.query.plan));
    const { rows } = await findMeasures(request, wantedBy(plan.code, request.query), lang);
    const all = await institutionsByCode(request);
    const table = measuresTable(rows, (code) => acronymOf(all, code, lang), lang);
    return csvFile(`plan-${plan.code}-tedbirler`, table.columns, table.rows);
  },
});

const given = <T extends string>(value: T | undefined): T | undefined => (value === '' ? undefined : value);

function wantedBy(plan: string, { q, qurum, istiqamet, veziyyet, catismir }: Asked): MeasureQuery {
  return {
    plan,
    text: given(q?.trim()),
    institution: given(qurum),
    under: given(istiqamet),
    state: given(veziyyet) as MeasureState | undefined,
    lack: given(catismir) as Lack | undefined,
  };
}

const narrowingNames = ['q', 'qurum', 'istiqamet', 'veziyyet', 'catismir'] as const;

/** What was asked, as an address has it: without what was left open. */
function asked(wanted: Asked): Readonly<Record<string, string>> {
  const named = narrowingNames.map((name) => [name, wanted[name] ?? ''] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== ''));
}

async function listAnswer(request: Request, wanted: Asked): Promise<Answer> {
  const { lang } = request;
  const frame = frameOf(request, 'plan');
  const shown = await shownPlan(request, given(wanted.plan));
  const found = await findMeasures(request, wantedBy(shown.plan.code, wanted), lang, Number(wanted.s ?? 1));
  const standing = await planStanding(request, shown.plan.code);
  const all = await institutionsByCode(request);
  const narrowed = asked(wanted);
  const address = listAddress(shown, narrowed);
  const [path, search] = address.split('?');
  return page(
    <Page frame={frame} title={t(lang, 'listTitle')}>
      <Back href={frame.href(planPath(shown))}>{planName(shown.plan, lang)}</Back>
      <div class="stack">
        <h1>{t(lang, 'listTitle')}</h1>
        <p class="lead">{t(lang, 'listLead')}</p>
        <Filter frame={frame} shown={shown} wanted={wanted} standing={standing} all={all} />
        <p>{t(lang, 'foundCount', { count: formatNumber(found.total, lang) })}</p>
        {found.rows.length === 0 ? (
          <EmptyState href={frame.href(listAddress(shown, {}))} action={t(lang, 'clearFilters')}>
            {t(lang, 'foundNothing')}
          </EmptyState>
        ) : (
          <MeasureTable frame={frame} shown={shown} rows={found.rows} all={all} caption={t(lang, 'listTitle')} />
        )}
        <Pagination
          page={found.page}
          pages={found.pages}
          href={(n) => frame.href(listAddress(shown, n === 1 ? narrowed : { ...narrowed, s: String(n) }))}
        />
        <CsvLink frame={frame} path={search === undefined ? `${path}/csv` : `${path}/csv?${search}`} />
      </div>
    </Page>,
  );
}

interface FilterProps {
  readonly frame: Frame;
  readonly shown: ShownPlan;
  readonly wanted: Asked;
  readonly standing: PlanStanding;
  readonly all: Institutions;
}

function Filter({ frame, shown, wanted, standing, all }: FilterProps): VNode {
  const { lang } = frame;
  const any = t(lang, 'any');
  const directions = standing.parts.flatMap(({ number, title }) =>
    number === undefined ? [] : [{ value: number, label: title ? `${number} ${titleIn(title, lang)}` : number }],
  );
  const institutions = [...all.values()]
    .map(({ code, name }) => ({ value: code, label: pick(name, lang) }))
    .sort((a, b) => compare(lang)(a.label, b.label));
  return (
    <Form action={frame.href('/plan/tedbirler')} method="get">
      {shown.inForce ? null : <Hidden name="plan" value={shown.plan.code} />}
      <TextInput name="q" label={t(lang, 'searchWords')} value={wanted.q ?? ''} max={200} />
      <Select
        name="qurum"
        label={t(lang, 'institution')}
        none={any}
        options={institutions}
        value={wanted.qurum ?? ''}
      />
      <Select
        name="istiqamet"
        label={t(lang, 'direction')}
        none={any}
        options={directions}
        value={wanted.istiqamet ?? ''}
      />
      <Select
        name="veziyyet"
        label={t(lang, 'state')}
        none={any}
        options={measureStateNames.map((state) => ({ value: state, label: pick(measureStates[state], lang) }))}
        value={wanted.veziyyet ?? ''}
      />
      <Select
        name="catismir"
        label={t(lang, 'lack')}
        none={any}
        options={lacks.map((lack) => ({ value: lack, label: t(lang, `lack_${lack}`) }))}
        value={wanted.catismir ?? ''}
      />
      <Actions>
        <Button>{t(lang, 'find')}</Button>
      </Actions>
    </Form>
  );
}
