import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { ensurePerson } from '../../identity/index.ts';
import { findItem } from '../measures/index.ts';
import { freezePlan } from '../publishing/index.ts';
import { addKpi } from '../roadmaps/index.ts';
import { isNamed } from './actions.ts';
import { publicPages } from './public.ts';
import { layOut, openPages, roadmap, write } from './test-stand.ts';

const measure = '6.1.1.2.3';
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

const bodyOf = async (url: string) => (await server.inject({ url })).body;
const jsonOf = async (url: string) => JSON.parse(await bodyOf(url)) as Record<string, unknown>;

describe('figures of roadmaps', () => {
  beforeAll(async () => {
    const deputy = await ensurePerson(test.ctx(), '2AAAAA1');
    const actor = {
      kind: 'person' as const,
      person: deputy,
      appointments: [{ institution: 'aef', role: 'deputy_head' as const }],
    };
    const kpi = { title: '=Payı', unit: 'percent' as const, baseline: '10', target: '62,5', due: '2027-12-31' };
    await addKpi(test.ctx(actor), roadmap, { ...kpi, indicator: 'once-only' });
    await addKpi(test.ctx(actor), roadmap, {
      ...kpi,
      title: 'Ölçüsüz',
      unit: 'count',
      baseline: '',
      due: '2028-12-31',
      indicator: '',
    });
  });

  it('stand on the public page of the roadmap and of its institution, with what is measured', async () => {
    for (const page of [`/plan/${roadmap}`, '/plan/qurum/aef']) {
      const body = await bodyOf(page);
      expect(body).toMatch(/=Payı.*62,5.%.*\/plan\/gosterici\/once-only.*Ölçüsüz.*ölçülmür/s);
    }
    expect(await bodyOf('/plan/qurum/aef')).toContain('AEF, süni intellekt, 2027');
  });

  it('come as CSV and as JSON', async () => {
    for (const csv of [`/plan/${roadmap}/yol-gostericileri/csv`, '/plan/qurum/aef/yol-gostericileri/csv']) {
      const [head = '', first, second] = (await bodyOf(csv)).slice(1).split('\r\n');
      expect(head.split(',')).toHaveLength(10);
      expect(first).toMatch(/^aef-ai-2027,'=Payı,Faiz,10,62\.5,2027-12-31,once-only,.*,ölçülür$/);
      expect(second).toBe('aef-ai-2027,Ölçüsüz,Say,,62.5,2028-12-31,,,,ölçülmür');
    }
    const all = await jsonOf('/api/v1/plan/kpis');
    expect(all).toMatchObject({
      page: 1,
      pages: 1,
      kpis: [
        { roadmap, unit: 'percent', baseline: 10, target: 62.5, indicator: 'once-only', sign: 'known' },
        { roadmap, indicator: null, value: null, sign: null },
      ],
    });
    expect(await jsonOf(`/api/v1/plan/kpis?roadmap=${roadmap}`)).toEqual(all);
    expect(await jsonOf('/api/v1/plan/kpis?institution=aef')).toEqual(all);
    expect(await jsonOf('/api/v1/plan/kpis?institution=rinn')).toMatchObject({ kpis: [] });
    expect((await server.inject({ url: '/plan/nothing/yol-gostericileri/csv' })).statusCode).toBe(404);
  });
});

describe('the state of a measure', () => {
  it('is called verified only where something was', async () => {
    const body = await bodyOf('/plan/tedbir/6.1.1.2.1');
    expect(body).toContain('Sübut tələb olunan tam dövr hələ başa çatmayıb.');
    expect(body).not.toContain('son dövrün sübutu təsdiqlənib');
  });
});

describe('the record of a measure', () => {
  it('is read to its end, page by page, without internal notes', async () => {
    const item = await findItem(test.vahid.db, '2026-2028', measure);
    if (!item) throw new Error('no such measure');
    const person = await ensurePerson(test.ctx(), '2AAAAA2');
    for (let n = 1; n <= 60; n += 1) {
      test.clock.advance(1000);
      await write(test.ctx(), item, person, `Şərh ${n}.`, n === 30);
    }
    const address = `/plan/tedbir/${measure}`;
    const first = await bodyOf(address);
    expect(first).toContain('Şərh 60.');
    expect(first).not.toContain('Şərh 9.');
    expect(first).toContain(`${address}?s=2`);
    expect(await bodyOf(`${address}?s=2`)).toContain('Şərh 9.');
    const api = await jsonOf(`/api/v1/plan/measures/${measure}/comments?page=2`);
    expect(api).toMatchObject({ total: 59, page: 2, pages: 2 });
    expect((api['comments'] as { text: string }[]).map(({ text }) => text)).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => `Şərh ${n}.`),
    );
    expect(JSON.stringify(await jsonOf(`/api/v1/plan/measures/${measure}/comments`))).not.toContain('Şərh 30.');
    const changes = await jsonOf(`/api/v1/plan/measures/${measure}/changes`);
    expect(changes).toMatchObject({ page: 1, pages: 1 });
    expect(changes['total']).toBe((changes['changes'] as unknown[]).length);
  });
});

describe('institutions and gaps as JSON', () => {
  it('say what the pages say', async () => {
    const all = await jsonOf('/api/v1/plan/institutions');
    const rows = all['institutions'] as { code: string; measures: number; states: Record<string, number> }[];
    const rinn = rows.find(({ code }) => code === 'rinn');
    expect(rinn?.measures).toBeGreaterThan(0);
    const one = await jsonOf('/api/v1/plan/institutions/rinn');
    expect(one).toMatchObject({ plan: '2026-2028', code: 'rinn', states: rinn?.states });
    expect(await jsonOf('/api/v1/plan/institutions/aef')).toMatchObject({ roadmaps: [roadmap] });
    const quality = await jsonOf('/api/v1/plan/quality');
    expect(quality).toMatchObject({ measures: 55 });
    const csv = await bodyOf('/plan/keyfiyyet/csv');
    expect(csv).toContain(`,${(quality['lacking'] as Record<string, number>)['executor']},55,`);
  });

  it('name those who answered for an institution, and what a roadmap serves, in tables', async () => {
    expect(await bodyOf('/plan/qurum/aef/mesul/csv')).toMatch(/Ad, soyad/);
    const serves = await bodyOf(`/plan/${roadmap}/xidmet/csv`);
    expect(serves).toContain('1.1,Mətn korpusu,2026-2028,6.1.1.2.3\r\n');
    expect(serves).toContain("2,'=Öz serverimizi almaq,,\r\n");
  });
});

describe('what search engines are told', () => {
  it('holds single frozen reports and risks', async () => {
    const id = await freezePlan(test.ctx(), '2026-2028');
    const paths = [];
    for await (const { path } of publicPages.list(test.ctx(), { offset: 0, limit: 10_000 })) paths.push(path);
    expect(paths).toContain(`/plan/hesabatlar/${id}`);
    expect(paths.filter((path) => path.startsWith('/plan/risk/')).length).toBeGreaterThan(0);
    expect(paths).toHaveLength(await publicPages.count(test.ctx()));
  });
});

describe('an item that an indicator names', () => {
  it('is of the plan in force by its number alone, and of any plan with it', () => {
    const plan = (code: string, inForce: boolean) => ({ plan: { code }, inForce }) as Parameters<typeof isNamed>[1];
    expect(isNamed(['6.1.1'], plan('2026-2028', true), '6.1.1')).toBe(true);
    expect(isNamed(['6.1.1'], plan('2026-2028', false), '6.1.1')).toBe(false);
    expect(isNamed(['2026-2028/6.1.1'], plan('2026-2028', false), '6.1.1')).toBe(true);
    expect(isNamed(['2026-2028/6.1.1'], plan('2029-2031', true), '6.1.1')).toBe(false);
  });
});
