import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor, Role } from '../../../kernel/access.ts';
import { newId } from '../../../kernel/identifier.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { standingsOf } from '../measures/index.ts';
import { room as plan } from '../module.ts';
import { addItem, addKpi, changeItem, changeKpi, removeItem, removeKpi, startRoadmap } from './actions.ts';
import { kpisOf, roadmapOf } from './views.ts';

let test: TestVahid;
beforeEach(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] });
});
afterEach(() => test.close());

const holding = (institution: string, role: Role): Actor => ({
  kind: 'person',
  person: newId(),
  appointments: [{ institution, role }],
});
// Nothing here is written under a person.
const system: Actor = { kind: 'system', appointments: [] };
const deputy = () => ({ ...holding('aef', 'deputy_head'), person: undefined }) as unknown as Actor;
const start = () => startRoadmap(test.ctx(deputy()), { institution: 'aef', topic: 'ai', year: 2027 });

describe('a roadmap', () => {
  it('is an institution’s, for a topic and a year, once', async () => {
    expect(await start()).toBe('aef-ai-2027');
    await expect(start()).rejects.toMatchObject({ code: 'plan.roadmap_exists' });
    for (const actor of [holding('din', 'deputy_head'), holding('aef', 'auditor'), system])
      await expect(
        startRoadmap(test.ctx(actor), { institution: 'aef', topic: 'cyber', year: 2027 }),
      ).rejects.toMatchObject({ status: 403 });
  });

  it('is begun once when two begin it at the same moment, and loses no item by it', async () => {
    const first = await start();
    await addItem(test.ctx(deputy()), first, { title: 'Köməkçi', serves: [] });
    const again = await Promise.allSettled([start(), start()]);
    expect(again.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const other = () => startRoadmap(test.ctx(deputy()), { institution: 'aef', topic: 'cyber', year: 2027 });
    const both = await Promise.allSettled([other(), other()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await roadmapOf(test.ctx(), first)).items).toHaveLength(1);
  });

  it('has items that serve measures, whose executor is the institution', async () => {
    const code = await start();
    const ctx = test.ctx(deputy());
    await addItem(ctx, code, { title: 'Köməkçi', serves: ['6.1.3.2.5', ''] });
    const second = await addItem(ctx, code, { title: 'Təlim', serves: [] });
    await expect(addItem(ctx, code, { title: 'X', serves: ['9.9'] })).rejects.toMatchObject({
      code: 'plan.no_such_measure',
    });
    await expect(addItem(ctx, code, { title: ' ', serves: [] })).rejects.toMatchObject({ code: 'plan.title_needed' });
    const { items } = await roadmapOf(test.ctx(), code);
    expect(items.map(({ item, serves }) => [item.number, item.title.az, serves])).toEqual([
      ['1', 'Köməkçi', ['6.1.3.2.5']],
      ['2', 'Təlim', []],
    ]);
    expect(await standingsOf(test.vahid.db, [second])).toMatchObject([{ executor: 'aef', state: 'no_deadline' }]);
    await changeItem(ctx, code, second, { title: 'Təlimlər', serves: ['6.1.1.2.4', '6.1.3.2.5'] });
    await changeItem(ctx, code, second, { title: 'Təlimlər', serves: ['6.1.1.2.4'] });
    await expect(changeItem(ctx, code, second, { title: '', serves: [] })).rejects.toMatchObject({
      code: 'plan.title_needed',
    });
    expect((await roadmapOf(test.ctx(), code)).items[1]).toMatchObject({
      item: { number: '2', title: { az: 'Təlimlər' } },
      serves: ['6.1.1.2.4'],
    });
    await removeItem(ctx, code, second);
    expect((await roadmapOf(test.ctx(), code)).items).toHaveLength(1);
    await expect(changeItem(ctx, code, second, { title: 'X', serves: [] })).rejects.toMatchObject({ status: 404 });
    // A number that was given once is not given again.
    await addItem(ctx, code, { title: 'Yeni', serves: [] });
    expect((await roadmapOf(test.ctx(), code)).items.map(({ item }) => item.number)).toEqual(['1', '3']);
  });

  it('has figures with a target and a date', async () => {
    const code = await start();
    const ctx = test.ctx(deputy());
    const given = {
      title: 'Payı',
      unit: 'percent' as const,
      baseline: '',
      target: '62,5',
      due: '2027-12-31',
      indicator: '',
    };
    await addKpi(ctx, code, given);
    await expect(addKpi(ctx, code, { ...given, target: 'çox' })).rejects.toMatchObject({ code: 'plan.figure_needed' });
    await expect(addKpi(ctx, code, { ...given, due: '' })).rejects.toMatchObject({ code: 'plan.due_needed' });
    expect((await roadmapOf(test.ctx(), code)).kpis).toMatchObject([
      { target: '62.5', baseline: null, indicator: null },
    ]);
    const [kpi] = (await roadmapOf(test.ctx(), code)).kpis;
    const id = kpi?.id ?? '';
    for (const [unit, indicator] of [
      ['percent', 'nothing'],
      ['count', 'once-only'],
    ] as const)
      await expect(changeKpi(ctx, code, id, { ...given, unit, indicator })).rejects.toMatchObject({
        code: 'plan.kpi_indicator',
      });
    await changeKpi(ctx, code, id, { ...given, target: '70', indicator: 'once-only' });
    expect(await kpisOf(test.ctx(), [code])).toMatchObject([
      { id, target: '70', measured: { indicator: { code: 'once-only' } } },
    ]);
    for (const change of [() => changeKpi(test.ctx(), code, id, given), () => removeKpi(test.ctx(), code, id)])
      await expect(change()).rejects.toMatchObject({ status: 403 });
    await removeKpi(ctx, code, id);
    expect(await kpisOf(test.ctx(), [code])).toEqual([]);
    await expect(removeKpi(ctx, code, id)).rejects.toMatchObject({ status: 404 });
  });
});
