import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asked, type House, openHouse, ownInstitution } from '../../../../test/house.ts';
import { addItem, addKpi, startRoadmap } from './actions.ts';
import { roadmapOf } from './views.ts';

const path = '/masa/plan/yol-xeritesi';
let house: House;
let code: string;
let item: string;
let kpi: string;
beforeAll(async () => {
  house = await openHouse();
  const ctx = house.as('deputy_head.own');
  code = await startRoadmap(ctx, { institution: ownInstitution, topic: 'innovation', year: 2034 });
  item = await addItem(ctx, code, { title: 'Sınaq bəndi', serves: ['6.1.1.2.4'] });
  const given = {
    title: 'Xidmətlərin payı',
    unit: 'percent' as const,
    baseline: '',
    target: '62,5',
    due: '2034-12-31',
  };
  kpi = await addKpi(ctx, code, { ...given, indicator: 'once-only' });
});
afterAll(() => house.shut());

const ask = (door: string, asked: Asked) => house.ask(house.route(door), asked, house.visitor('deputy_head.own'));

describe('a roadmap at the desk', () => {
  it('offers what it holds to be corrected, as it stands', async () => {
    const { body } = await ask(`GET ${path}/:code`, { params: { code }, query: { gosterici: kpi, bend: item } });
    expect(body).toContain('Göstəricini düzəldin');
    expect(body).toMatch(/value="62,5"/);
    expect(body).toMatch(/<option value="once-only" selected/);
    expect(body).toContain('Bəndi düzəldin');
    expect(body).toMatch(/value="Sınaq bəndi"/);
    const plain = await ask(`GET ${path}/:code`, { params: { code } });
    expect(plain.body).not.toContain('Göstəricini düzəldin');
  });

  it('says what is wrong at its question, with what was typed, and keeps what is right', async () => {
    const typed = { kpi: 'Payı', unit: 'percent', baseline: '', target: 'çox', due: '31.12.2034', indicator: '' };
    const door = `POST ${path}/:code/gosterici/:id`;
    const wrong = await ask(door, { params: { code, id: kpi }, body: typed });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toMatch(/value="çox"/);
    expect(wrong.body).toContain(`${path}/${code}/gosterici/${kpi}"`);
    expect((await ask(door, { params: { code, id: kpi }, body: { ...typed, target: '70' } })).statusCode).toBe(303);
    const renamed = { title: 'Başqa ad', serves: '' };
    await ask(`POST ${path}/:code/bend/:id`, { params: { code, id: item }, body: renamed });
    expect(await roadmapOf(house.ctx(), code)).toMatchObject({
      items: [{ item: { title: { az: 'Başqa ad' } }, serves: [] }],
      kpis: [{ title: { az: 'Payı' }, target: '70', indicator: null, measured: undefined }],
    });
    expect((await ask(`${door}/cixar`, { params: { code, id: kpi }, body: {} })).statusCode).toBe(303);
    expect((await roadmapOf(house.ctx(), code)).kpis).toEqual([]);
  });
});
