import { sql } from 'kysely';
import type { Vahid } from '../../src/kernel/vahid.ts';
import { startDraft } from '../../src/modules/plan/index.ts';
import { beginDates } from '../../src/modules/plan/reports/index.ts';
import { actorOf, bigPlan, smallPlan } from './plan-data.ts';

/** Addresses of one kind, asked in turn. */
export interface Page {
  readonly what: string;
  /** As the room declares it. */
  readonly route: string;
  readonly as: 'visitor' | 'office' | 'deputy' | 'registrar' | 'approver';
  readonly addresses: readonly string[];
  /** A file of everything there is, which has no limit of a page. */
  readonly whole?: boolean;
}

/** Files, and what is there while a file is being read: no pages. */
export const unpaged: readonly string[] = [
  '/masa/plan/yukleme/sablon',
  '/masa/plan/yukleme/forma',
  '/masa/plan/yukleme/:id',
  '/masa/plan/hesabat/:id/fayl/:piece',
  '/plan/subut/:id',
  '/plan/hesabatlar/:id/ndjson',
  '/plan/hesabatlar/:id/xlsx',
  '/plan/hesabatlar/:id/pdf',
];

/** Values that stand in addresses, found in the data. */
type Found = Awaited<ReturnType<typeof find>>;

async function find(vahid: Vahid) {
  const office = await actorOf(vahid, 'rinn', 'project_office');
  const deputy = await actorOf(vahid, 'aef', 'deputy_head');
  const list = async (query: ReturnType<typeof sql<{ id: string }>>) =>
    (await query.execute(vahid.db)).rows.map(({ id }) => id);
  const own = await list(sql`select i.id from plan.item i join plan.party p on p.item = i.id and p.to_day is null
    where p.institution = 'aef' and p.role = 'executor' and i.plan = ${bigPlan.code} order by i.position`);
  return {
    measures: await list(
      sql`select number as id from plan.item where plan = ${bigPlan.code} and kind = 'measure' and position % 97 = 0`,
    ),
    items: await list(
      sql`select id from plan.item where plan = ${bigPlan.code} and kind = 'measure' and position % 97 = 0`,
    ),
    own,
    institutions: await list(sql`select code as id from identity.institution`),
    roadmaps: await list(sql`select code as id from plan.plan where kind = 'roadmap' and source = 'proof'`),
    indicators: await list(sql`select code as id from plan.indicator`),
    risks: await list(sql`select id from plan.risk where plan = ${bigPlan.code}`),
    reports: await list(
      sql`select r.id from plan.report r join plan.item i on i.id = r.item where i.plan = ${bigPlan.code} limit 200`,
    ),
    ownReports: await list(sql`select id from plan.report where institution = 'aef'`),
    spending: await list(
      sql`select id from plan.spend_request where state not in ('draft', 'withdrawn') order by id limit 5000`,
    ),
    ownSpending: await list(sql`select id from plan.spend_request where institution = 'aef'`),
    people: await list(sql`select id from plan.responsible where to_day is null`),
    editions: await list(sql`select id from plan.edition where plan = ${bigPlan.code} order by number`),
    draft: await startDraft(office, { code: 'proof-desk', institution: 'rinn' }),
    dates: await beginDates(deputy, own[0] ?? ''),
  };
}

const directions = Array.from({ length: 20 }, (_, n) => `6.1.${n + 1}`);
const numbers = (most: number) => Array.from({ length: 40 }, (_, n) => 1 + Math.floor((n * most) / 40));

/** Every page of the plan's room, with as many addresses as it has. */
export async function pagesOf(vahid: Vahid): Promise<readonly Page[]> {
  const found = await find(vahid);
  return [
    ...overviewPages(found),
    ...listPages(),
    ...recordPages(found),
    ...spendingPages(found),
    ...deskPages(found),
    ...apiPages(found),
  ];
}

const open = (route: string, addresses: readonly string[] = [route], what = route): Page => ({
  what,
  route,
  as: 'visitor',
  addresses,
});
const each = (route: string, values: readonly string[], what = route): Page =>
  open(
    route,
    values.map((value) => route.replace(/:\w+/, value)),
    what,
  );
const whole = (route: string): Page => ({ ...open(route), whole: true });

function overviewPages({ institutions, measures, roadmaps }: Found): readonly Page[] {
  return [
    open('/plan'),
    open('/plan/csv'),
    open(
      '/plan/:plan',
      roadmaps.map((code) => `/plan/${code}`),
      '/plan/:plan, roadmap',
    ),
    open('/plan/:plan', [`/plan/${smallPlan.code}`]),
    open('/plan/:plan/csv', [`/plan/${smallPlan.code}/csv`]),
    each('/plan/istiqamet/:number', directions),
    open(
      '/plan/istiqamet/:number',
      directions.map((number) => `/plan/istiqamet/${number}?s=5`),
      '/plan/istiqamet/:number, page 5',
    ),
    each('/plan/istiqamet/:number/csv', directions),
    open(
      '/plan/:plan/istiqamet/:number',
      directions.map((number) => `/plan/${smallPlan.code}/istiqamet/${number}`),
    ),
    open(
      '/plan/:plan/istiqamet/:number/csv',
      directions.map((number) => `/plan/${smallPlan.code}/istiqamet/${number}/csv`),
    ),
    each('/plan/tedbir/:number', measures),
    each('/plan/tedbir/:number/csv', measures),
    open(
      '/plan/:plan/tedbir/:number',
      directions.map((number) => `/plan/${smallPlan.code}/tedbir/${number}.2.7`),
    ),
    open(
      '/plan/:plan/tedbir/:number/csv',
      directions.map((number) => `/plan/${smallPlan.code}/tedbir/${number}.2.7/csv`),
    ),
    open('/plan/qurumlar'),
    open('/plan/qurumlar/csv'),
    each('/plan/qurum/:code', institutions),
    each('/plan/qurum/:code/csv', institutions),
    open('/plan/keyfiyyet'),
    open('/plan/keyfiyyet/csv'),
    open(
      '/plan/yol-xeriteleri',
      numbers(4).map((s) => `/plan/yol-xeriteleri?s=${s}`),
    ),
    whole('/plan/yol-xeriteleri/csv'),
    open(
      '/plan/:plan/yol-gostericileri/csv',
      roadmaps.map((code) => `/plan/${code}/yol-gostericileri/csv`),
    ),
    open(
      '/plan/:plan/xidmet/csv',
      roadmaps.map((code) => `/plan/${code}/xidmet/csv`),
    ),
    each('/plan/qurum/:code/yol-gostericileri/csv', institutions),
    each('/plan/qurum/:code/mesul/csv', institutions),
    each('/plan/tedbir/:number/subutlar/csv', measures),
  ];
}

const states = ['late', 'soon', 'no_evidence', 'on_track', 'no_executor', 'no_deadline', 'not_assessed', 'done'];
const lacks = ['executor', 'deadline', 'milestones', 'evidence', 'report', 'exact', 'language'];
const searched = ['reyestr', 'bulud', 'tehlukesizlik', 'süni intellekt', '6.1.7.2.19', 'registers', 'данных'].map(
  encodeURIComponent,
);

function listPages(): readonly Page[] {
  const at = '/plan/tedbirler';
  const narrowed = directions.flatMap((number) => states.map((state) => `istiqamet=${number}&veziyyet=${state}`));
  return [
    open(
      at,
      numbers(100).map((s) => `${at}?s=${s}`),
    ),
    open(
      at,
      narrowed.map((query) => `${at}?${query}`),
      `${at}, direction and state`,
    ),
    open(
      at,
      states.map((state) => `${at}?veziyyet=${state}`),
      `${at}, state`,
    ),
    open(
      at,
      lacks.map((lack) => `${at}?catismir=${lack}`),
      `${at}, what is missing`,
    ),
    open(
      at,
      ['aef', 'rinn', 'proof3', 'proof77'].map((code) => `${at}?qurum=${code}`),
      `${at}, institution`,
    ),
    open(
      at,
      searched.flatMap((words) => [`${at}?q=${words}`, `${at}?q=${words}&s=2`]),
      `${at}, words`,
    ),
    open(
      `${at}/csv`,
      narrowed.map((query) => `${at}/csv?${query}`),
      `${at}/csv, direction and state`,
    ),
    whole(`${at}/csv`),
  ];
}

function recordPages({ indicators, risks, editions }: Found): readonly Page[] {
  const edition = '/plan/hesabatlar/:id';
  return [
    open('/plan/gostericiler'),
    open('/plan/gostericiler/csv'),
    each('/plan/gosterici/:code', indicators),
    each('/plan/gosterici/:code/csv', indicators),
    open('/plan/riskler'),
    open('/plan/riskler/csv'),
    each('/plan/risk/:id', risks),
    open('/plan/hesabatlar'),
    each(edition, editions),
    open('/plan/hesabatlar/csv'),
    { ...each(`${edition}/csv`, editions), whole: true },
    open(`${edition}/muqayise/:before`, [`/plan/hesabatlar/${editions[1]}/muqayise/${editions[0]}`]),
    open(`${edition}/muqayise/:before/csv`, [`/plan/hesabatlar/${editions[1]}/muqayise/${editions[0]}/csv`]),
  ];
}

function spendingPages({ spending, ownSpending }: Found): readonly Page[] {
  const at = '/plan/xercler';
  const desk = '/masa/plan/xerc';
  const narrowed = ['approved', 'delivering', 'recommended', 'closed'].flatMap((state) =>
    ['aef', 'rinn', 'proof9', 'proof99'].map((code) => `veziyyet=${state}&qurum=${code}`),
  );
  return [
    open(at),
    open(
      at,
      numbers(350).map((s) => `${at}?s=${s}`),
      `${at}, later pages`,
    ),
    open(
      at,
      narrowed.map((query) => `${at}?${query}`),
      `${at}, state and institution`,
    ),
    open(
      `${at}/csv`,
      narrowed.map((query) => `${at}/csv?${query}`),
      `${at}/csv, state and institution`,
    ),
    whole(`${at}/csv`),
    each(`${at}/:id`, spending),
    { ...open(desk), as: 'office' },
    {
      ...open(
        desk,
        numbers(350).map((s) => `${desk}?s=${s}`),
        `${desk}, later pages`,
      ),
      as: 'office',
    },
    { ...open(desk), as: 'deputy' },
    { ...open(`${desk}/yeni`), as: 'registrar' },
    { ...each(`${desk}/:id`, spending), as: 'office' },
    { ...each(`${desk}/:id`, spending), as: 'approver' },
    { ...each(`${desk}/:id`, ownSpending), as: 'deputy' },
  ];
}

function deskPages(found: Found): readonly Page[] {
  const { items, own, indicators, risks, reports, ownReports, people } = found;
  const board = '/masa/plan/lovhe';
  const office = (page: Page): Page => ({ ...page, as: 'office' });
  const deputy = (page: Page): Page => ({ ...page, as: 'deputy' });
  const filters = states
    .slice(0, 7)
    .flatMap((state) => [`${board}?veziyyet=${state}`, `${board}?veziyyet=${state}&qurum=proof7`]);
  const roadmap = '/masa/plan/yol-xeritesi';
  return [
    office(open('/masa/plan')),
    deputy(open('/masa/plan')),
    office(each('/masa/plan/tedbir/:id', items)),
    deputy(each('/masa/plan/tedbir/:id', own)),
    office(
      open(
        '/masa/plan/tedbir/:id/risk',
        items.map((id) => `/masa/plan/tedbir/${id}/risk`),
      ),
    ),
    office(each('/masa/plan/risk/:id', risks)),
    office(open('/masa/plan/mesul')),
    office(
      open(
        board,
        numbers(60).map((s) => `${board}?s=${s}`),
      ),
    ),
    office(open(board, filters, `${board}, state and institution`)),
    office(open(`${board}/csv`)),
    office(open('/masa/plan/selahiyyet')),
    deputy(open('/masa/plan/selahiyyet')),
    office(each('/masa/plan/selahiyyet/:id', people)),
    office(open('/masa/plan/gosterici')),
    deputy(open('/masa/plan/gosterici')),
    office(each('/masa/plan/gosterici/:id', [found.draft])),
    office(each('/masa/plan/gosterici/deyer/:code', indicators)),
    office(each('/masa/plan/hesabat/:id', reports)),
    deputy(each('/masa/plan/hesabat/:id', ownReports)),
    deputy(each('/masa/plan/tarixler/:id', [found.dates])),
    office(open('/masa/plan/yukleme')),
    deputy(open(roadmap)),
    deputy(open(`${roadmap}/:code`, [`${roadmap}/aef-ai`])),
  ];
}

function apiPages({ institutions, measures, indicators, spending, items, ownReports }: Found): readonly Page[] {
  const api = '/api/v1/plan';
  return [
    open(
      `${api}/measures`,
      numbers(50).map((page) => `${api}/measures?page=${page}`),
    ),
    open(
      `${api}/measures`,
      directions.map((number) => `${api}/measures?direction=${number}&state=late`),
      `${api}/measures, direction and state`,
    ),
    each(`${api}/measures/:number`, measures),
    open(
      `${api}/plans`,
      numbers(4).map((page) => `${api}/plans?kind=roadmap&page=${page}`),
    ),
    open(
      `${api}/changes`,
      numbers(500).map((page) => `${api}/changes?page=${page}`),
    ),
    open(`${api}/indicators`),
    each(`${api}/indicators/:code`, indicators),
    open(`${api}/risks`),
    open(
      `${api}/spending`,
      numbers(300).map((page) => `${api}/spending?page=${page}`),
    ),
    each(`${api}/spending/:id`, spending),
    { ...each(`${api}/spending/:id/desk`, spending), as: 'office' },
    open(
      `${api}/items/:id/reports`,
      items.map((id) => `${api}/items/${id}/reports`),
    ),
    { ...each(`${api}/reports/:id`, ownReports), as: 'deputy' },
    open(`${api}/editions`),
    open(
      `${api}/kpis`,
      numbers(4).map((page) => `${api}/kpis?page=${page}`),
    ),
    open(`${api}/institutions`),
    each(`${api}/institutions/:code`, institutions),
    open(`${api}/quality`),
    each(`${api}/measures/:number/comments`, measures),
    each(`${api}/measures/:number/changes`, measures),
  ];
}
