import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { ensurePerson } from '../../identity/index.ts';
import { findItem } from '../measures/index.ts';
import { publicPages } from './public.ts';
import { layOut, openPages, roadmap, write } from './test-stand.ts';

let test: TestVahid;
let server: FastifyInstance;

beforeAll(async () => {
  test = await openTestVahid();
  server = await openPages(test.vahid);
  await layOut(test.ctx());
}, 120_000);
afterAll(async () => {
  await server.close();
  await test.close();
});

const ask = (url: string) => server.inject({ url });
const bodyOf = async (url: string) => (await ask(url)).body;
const jsonOf = async (url: string) => JSON.parse(await bodyOf(url)) as Record<string, unknown>;

/** The states of table rows that name these numbers. */
function stateOf(body: string, number: string): string | undefined {
  const row = body.split('<tr>').find((one) => one.includes(`>${number}<`));
  return row?.match(/class="tag[^"]*">(?:<svg.*?<\/svg>)?([^<]+)</)?.[1];
}

describe('the page of the plan', () => {
  it('says in a sentence how the plan stands, from the computed states', async () => {
    const body = await bodyOf('/plan');
    expect(body.replace(/<[^>]+>/g, '')).toContain(
      '55 tədbirdən 1-i vaxtında gedir, 1-i gecikmə təhlükəsi altındadır, 1-i gecikir, 52-sinin vəziyyəti məlum deyil.',
    );
    expect(await bodyOf('/en/plan')).toContain('1 measure has no milestones');
    expect(body).toContain('Beş istiqamət: hər ilmə bir tədbirdir');
  });

  it('gives both readings of a target’s date, and both main targets', async () => {
    const body = await bodyOf('/plan');
    expect(body).toContain('31.12.2028');
    expect(body).toContain('31.12.2035');
    expect(body).toContain('80\u00a0%');
    expect(body.match(/<svg class="plot"/g)).toHaveLength(2);
  });

  it('tells of the week in words and no longer', async () => {
    const body = await bodyOf('/en/plan');
    expect(body).toMatch(/Executor named: <strong>12<\/strong>/);
    test.clock.advance(8 * 86_400_000);
    expect(await bodyOf('/en/plan')).toContain('Nothing was changed in the plan in the last 7 days.');
    test.clock.advance(-8 * 86_400_000);
  });

  it('shows the states of each direction as a table and as CSV', async () => {
    const csv = await bodyOf('/plan/csv');
    expect(csv.startsWith('\ufeffBənd,İstiqamət,İcra olunub,Vaxtında gedir,')).toBe(true);
    expect(csv).toContain('6.1.1,Rəqəmsallaşma,0,1,1,1,1,1,1,11,17\r\n');
  });
});

describe('a measure', () => {
  it('shows its computed state with the reasons, who acts next, and the slip against both dates', async () => {
    const body = await bodyOf('/plan/tedbir/6.1.1.2.2');
    expect(body).toContain('“M1” mərhələsinin müddəti 13.11.2026 tarixində bitib, gecikmə: 10 gün.');
    expect(body).toContain('ilk təqvimə görə 91 gün, cari təqvimə görə 0 gün');
    expect(body).toContain('Müqavilə gecikib');
    expect(body).toMatch(/<svg class="gantt" width="\d+"/);
    expect(body.match(/<use href="#late"/g)?.length).toBeGreaterThan(1);
  });

  it('says what is missing where nothing was entered', async () => {
    const body = await bodyOf('/plan/tedbir/6.1.2.2.1');
    expect(body).toContain('İcraçı qurum göstərilməyib.');
    expect(body).toContain('layihə ofisi icraçını müəyyən etməlidir');
    expect(body).not.toContain('class="gantt"');
  });

  it('names the deputy head who answers now, and the items of roadmaps that serve it', async () => {
    const body = await bodyOf('/plan/tedbir/6.1.1.2.3');
    expect(body).toContain('Aytən Həsənova');
    expect(body).not.toContain('Rüfət Quliyev');
    expect(body).toContain(`/plan/${roadmap}/tedbir/1.1`);
  });

  it('keeps what was written for those inside only', async () => {
    const item = await findItem(test.vahid.db, '2026-2028', '6.1.1.2.1');
    if (!item) throw new Error('no measure');
    const person = await ensurePerson(test.ctx(), '1AAAAA9');
    await write(test.ctx(), item, person, 'Hamı üçün yazılan', false);
    await write(test.ctx(), item, person, 'Yalnız daxili', true);
    for (const url of ['/plan/tedbir/6.1.1.2.1', '/api/v1/plan/measures/6.1.1.2.1', '/api/v1/plan/changes']) {
      expect(await bodyOf(url)).not.toContain('Yalnız daxili');
    }
    expect(await bodyOf('/plan/tedbir/6.1.1.2.1')).toContain('Hamı üçün yazılan');
  });

  it('gives its milestones as CSV with real dates', async () => {
    const answer = await ask('/en/plan/tedbir/6.1.1.2.2/csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.body).toContain('M1,Draft of the rules,1,,2026-10-30,2026-11-13,14,,\r\n');
    expect(answer.body).toContain('M2,Trial of the system,2,2026-11-13,2026-11-20,2027-09-30,314,,6.1.1.2.2/M1\r\n');
  });

  it('is there by the address of its plan too, and nowhere else', async () => {
    expect((await ask('/plan/2026-2028/tedbir/6.1.1.2.2')).statusCode).toBe(200);
    for (const url of [
      '/plan/tedbir/9.9',
      '/plan/nothing',
      '/plan/nothing/tedbir/6.1.1.2.2',
      '/plan/tedbir/6.1.1',
      '/plan/istiqamet/6.1.1.2.2',
      '/plan/qurum/nobody',
    ])
      expect((await ask(url)).statusCode, url).toBe(404);
  });
});

describe('the list of measures', () => {
  it('is narrowed by institution, direction, state, words and what is missing', async () => {
    const found = async (query: string) =>
      [...(await bodyOf(`/plan/tedbirler/csv?${query}`)).matchAll(/^(6[\d.]+),/gm)].map(([, number]) => number);
    expect(await found('qurum=aef')).toEqual(
      ['6.1.1.2.1', '6.1.1.2.2', '6.1.1.2.3', '6.1.1.2.4', '6.1.1.2.5', '6.1.1.2.6'].slice(2),
    );
    expect(await found('veziyyet=late')).toEqual(['6.1.1.2.2']);
    expect(await found('istiqamet=6.1.5')).toHaveLength(5);
    expect(await found('istiqamet=6.1.5&q=6.1.5.2.1')).toEqual(['6.1.5.2.1']);
    expect(await found('q=reyestrlərdə')).toContain('6.1.1.2.1');
    expect(await found('catismir=executor')).toHaveLength(49);
    expect(await found('catismir=report')).toEqual(['6.1.1.2.4']);
  });

  it('has pages of fifty, and keeps what was asked on the way', async () => {
    const body = await bodyOf('/plan/tedbirler?catismir=evidence');
    expect(body.match(/<th scope="row"/g)).toHaveLength(50);
    expect(body).toContain('href="/plan/tedbirler?catismir=evidence&amp;s=2"');
    expect((await bodyOf('/plan/tedbirler?catismir=evidence&s=2')).match(/<th scope="row"/g)).toHaveLength(5);
  });

  it('shows executor, deadline and state of each', async () => {
    const body = await bodyOf('/plan/tedbirler?istiqamet=6.1.1');
    expect(stateOf(body, '6.1.1.2.2')).toBe('gecikir');
    expect(stateOf(body, '6.1.1.2.3')).toBe('gecikmə təhlükəsi var');
    expect(stateOf(body, '6.1.1.2.4')).toBe('sübut yoxdur');
    expect(stateOf(body, '6.1.1.2.5')).toBe('qiymətləndirmək mümkün deyil');
    expect(stateOf(body, '6.1.1.2.6')).toBe('müddət göstərilməyib');
    expect(stateOf(body, '6.1.1.2.7')).toBe('icraçı göstərilməyib');
  });
});

describe('institutions', () => {
  it('have their measures, their discipline and who answered for them and when', async () => {
    const body = await bodyOf('/plan/qurum/aef');
    expect(body).toContain('Bu qurum 4 tədbirin icraçısıdır.');
    expect(body).toMatch(/2026-cı ilin 3-cü rübü üzrə gözlənilən hesabat<\/dt><dd[^>]*>1</);
    expect(body).toContain('hesabat olmayıb');
    expect(body).toMatch(/Rüfət Quliyev.*02\.02\.2026.*01\.09\.2026/s);
    expect(body).toContain('nümunə');
    expect(body).toContain('Mətn korpusu');
  });

  it('are listed with how their measures stand', async () => {
    const csv = await bodyOf('/en/plan/qurumlar/csv');
    expect(csv).toMatch(/^rinn,.*,2\r$/m);
    expect(csv).toMatch(/^aef,.*,4\r$/m);
    expect(csv).not.toContain('vxsida,');
  });
});

describe('other plans', () => {
  it('show what serves the national plan, and what serves nothing', async () => {
    const list = await bodyOf('/plan/yol-xeriteleri');
    expect(list).toContain('2 bənddən 1');
    const page = await bodyOf(`/plan/${roadmap}`);
    expect(page).toContain('Modellər');
    expect(await bodyOf(`/plan/${roadmap}/tedbir/2`)).toContain('heç bir tədbirə xidmət etmir');
    expect(await bodyOf(`/plan/${roadmap}/tedbir/1.1`)).toContain('/plan/2026-2028/tedbir/6.1.1.2.3');
  });

  it('leave no formula in a cell', async () => {
    expect(await bodyOf(`/plan/tedbirler/csv?plan=${roadmap}`)).toContain("2,'=Öz serverimizi almaq,");
  });
});

describe('the quality of the data', () => {
  it('counts what is missing and leads to its list', async () => {
    const csv = await bodyOf('/en/plan/keyfiyyet/csv');
    expect(csv).toContain('No executor,49,55,');
    expect(csv).toContain('No deadline,50,55,');
    expect(csv).toContain('No milestones,51,55,');
    expect(csv).toContain('No report for the last period,1,55,');
    expect(csv).toContain('Title not in three languages,0,55,');
    expect(await bodyOf('/plan/keyfiyyet')).toContain('href="/plan/tedbirler?catismir=report"');
    expect(await bodyOf(`/en/plan/keyfiyyet/csv?plan=${roadmap}`)).toContain('Title not in three languages,1,2,');
  });
});

describe('the API', () => {
  it('gives measures with their computed state, a page at a time', async () => {
    const first = await jsonOf('/api/v1/plan/measures?size=10');
    expect(first).toMatchObject({ plan: '2026-2028', total: 55, page: 1, pages: 6 });
    expect(first['measures']).toHaveLength(10);
    const { measures } = await jsonOf('/api/v1/plan/measures?state=late');
    expect(measures).toMatchObject([
      {
        number: '6.1.1.2.2',
        direction: '6.1.1',
        executor: 'rinn',
        deadline: '2028-03-31',
        slipFirstDays: 91,
        progress: 0,
      },
    ]);
  });

  it('gives one measure with its reasons, plans and changes', async () => {
    expect(await jsonOf('/api/v1/plan/measures/6.1.1.2.2')).toMatchObject({
      state: 'late',
      reasons: [{ code: 'milestone_late', milestone: 'M1' }],
      coExecutors: ['vxsida'],
      milestones: [
        { code: 'M1', first: { due: '2026-10-30' }, present: { due: '2026-11-13' } },
        { needs: ['6.1.1.2.2/M1'] },
      ],
    });
    expect(await jsonOf('/api/v1/plan/plans?kind=roadmap')).toMatchObject({
      plans: [{ code: roadmap, institution: 'aef', topic: 'ai', servingItems: 1, states: { no_executor: 1 } }],
    });
    const { changes } = await jsonOf('/api/v1/plan/changes');
    expect(changes).toContainEqual(
      expect.objectContaining({
        number: '6.1.1.2.2',
        what: 'baseline_set',
        details: { version: 1, reason: 'Müqavilə gecikib' },
      }),
    );
  });
});

describe('the sitemap', () => {
  it('names every public page once, all of which answer', async () => {
    const count = await publicPages.count(test.ctx());
    const paths: string[] = [];
    for (let offset = 0; offset < count; offset += 20)
      for await (const { path } of publicPages.list(test.ctx(), { offset, limit: 20 })) paths.push(path);
    expect(paths).toHaveLength(count);
    expect(new Set(paths).size).toBe(count);
    expect(paths).toEqual(
      expect.arrayContaining(['/plan', '/plan/istiqamet/6.1.1', `/plan/${roadmap}/istiqamet/1`, '/plan/qurum/aef']),
    );
    for (const path of paths.filter((_, index) => index % 7 === 0))
      expect((await ask(path)).statusCode, path).toBe(200);
  });
});
