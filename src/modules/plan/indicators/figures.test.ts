import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { detailsOf } from './details.ts';
import { freezeFigures } from './freezing.ts';
import { queryOf } from './sheet.ts';
import { sheetVersions } from './store/sheets.ts';
import { listValues } from './store/values.ts';
import { indicatorSummaries } from './summary.ts';
import { figure, measuredNow, openStand, releaseSheets } from './test-stand.ts';
import { indicatorView, indicatorViews } from './views.ts';

const cloud = 'catalogue.systems_in_cloud';
const exchange = 'catalogue.services_through_exchange';
const ratings = 'services.satisfaction';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] });
  await openStand(test);
});
afterAll(() => test.close());
beforeEach(async () => {
  test.clock.set('2026-11-23T05:00:00Z');
  await sql`delete from kernel.measurement`.execute(test.vahid.db);
  await sql`delete from kernel.watermark`.execute(test.vahid.db);
});

const view = (code: string) => indicatorView(test.ctx(), code);
const kept = async (code: string) => {
  const rows = await listValues(test.vahid.db, [code]);
  return rows.map(({ period, kind, value, numerator, denominator }) => ({
    period,
    kind,
    value,
    numerator,
    denominator,
  }));
};

describe('sheets of the file', () => {
  it('are approved by the release they came with', async () => {
    const [only, ...others] = await sheetVersions(test.vahid.db, 'proactive');
    expect(others).toEqual([]);
    expect(only).toMatchObject({ version: 1, source: 'indicators.yaml', release: 1, instance: null });
  });

  it('keep both readings of the date of 4.1.3', async () => {
    const { indicator } = await view('proactive');
    expect(indicator.targets).toEqual([
      { value: 50, due: '2028-12-31', reading: 'plan', section: '4.1.3' },
      { value: 50, due: '2035-12-31', reading: 'decade', section: '1' },
    ]);
  });

  it('become the next version where they change, and nothing where they do not', async () => {
    await releaseSheets(test, (sheets) =>
      sheets.map((one) => (one.code === 'portals-closed' ? { ...one, frequency: 'quarter' as const } : one)),
    );
    const versions = await sheetVersions(test.vahid.db, 'portals-closed');
    expect(versions.map(({ version, release }) => [version, release])).toEqual([
      [2, 2],
      [1, 1],
    ]);
    expect(new Set(versions.map(({ query }) => query)).size).toBe(2);
    expect(await sheetVersions(test.vahid.db, 'proactive')).toHaveLength(1);
  });

  it('are followed no longer once the file has them no more, and again when it has', async () => {
    const all: string[] = [];
    await releaseSheets(test, (sheets) => {
      all.push(...sheets.map(({ code }) => code));
      return sheets.filter(({ code }) => code !== 'gii-rank');
    });
    await expect(view('gii-rank')).rejects.toMatchObject({ code: 'kernel.not_found' });
    const codes = (await indicatorViews(test.ctx())).map(({ indicator }) => indicator.code);
    expect(codes).toEqual(all.filter((code) => code !== 'gii-rank'));
    expect(await sheetVersions(test.vahid.db, 'gii-rank')).toHaveLength(1);
  });
});

describe('figures of closed periods', () => {
  it('are kept once, with their query and watermark, and the open one is not', async () => {
    await figure(test, cloud, '2026-09-10', 2, 10);
    await figure(test, cloud, '2026-11-10', 3, 0);
    await measuredNow(test, cloud);
    expect(await freezeFigures(test.ctx())).toBe(2);
    expect(await kept('systems-in-cloud')).toEqual([
      { period: '2026-09', kind: 'measured', value: '20', numerator: '2', denominator: '10' },
      { period: '2026-10', kind: 'measured', value: '20', numerator: '2', denominator: '10' },
    ]);
    const [row] = await listValues(test.vahid.db, ['systems-in-cloud']);
    const { indicator, points, value } = await view('systems-in-cloud');
    expect(row).toMatchObject({ query: queryOf(indicator), watermark: '4711', sheetVersion: 1, supersedes: null });
    expect(points.map(({ value: of }) => of)).toEqual([20, 20, 50]);
    expect(value).toBe(50);
    expect(await freezeFigures(test.ctx())).toBe(0);
  });

  it('stay what they were when something is written late, until the night corrects them by name', async () => {
    await figure(test, cloud, '2026-09-10', 2, 10);
    await figure(test, cloud, '2026-09-11', 1, 2);
    await measuredNow(test, cloud);
    expect((await view('systems-in-cloud')).points[0]?.value).toBe(20);
    expect(await freezeFigures(test.ctx())).toBe(2);
    expect((await view('systems-in-cloud')).points[0]).toMatchObject({ value: 25, numerator: 3, denominator: 12 });
    const { replaced } = await detailsOf(test.ctx(), 'systems-in-cloud');
    expect(
      replaced.map(({ period, value }) => [period, value]).toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
    ).toEqual([
      ['2026-09', '20'],
      ['2026-10', '20'],
    ]);
    const rows = await listValues(test.vahid.db, ['systems-in-cloud']);
    expect(new Set(rows.map(({ supersedes }) => supersedes))).toEqual(new Set(replaced.map(({ id }) => id)));
  });

  it('are not closed before they were measured to their end', async () => {
    await figure(test, exchange, '2026-10-05', 5, 10);
    test.clock.set('2026-10-31T19:00:00Z');
    await measuredNow(test, exchange);
    test.clock.set('2026-11-23T05:00:00Z');
    await freezeFigures(test.ctx());
    expect(await kept('services-through-exchange')).toEqual([]);
    await measuredNow(test, exchange);
    await freezeFigures(test.ctx());
    expect(await kept('services-through-exchange')).toHaveLength(1);
  });

  it('of a sheet that computed otherwise are left as they were', async () => {
    await figure(test, exchange, '2026-10-05', 5, 10);
    await figure(test, exchange, '2026-10-06', 5, 10);
    await measuredNow(test, exchange);
    await releaseSheets(test, (sheets) =>
      sheets.map((one) =>
        one.code === 'services-through-exchange' ? { ...one, measurement: 'catalogue.services_with_regulation' } : one,
      ),
    );
    await figure(test, 'catalogue.services_with_regulation', '2026-10-01', 1, 20);
    await measuredNow(test, 'catalogue.services_with_regulation');
    await freezeFigures(test.ctx());
    expect(await kept('services-through-exchange')).toMatchObject([{ period: '2026-10', value: '50' }]);
    await releaseSheets(test, (sheets) =>
      sheets.map((one) => (one.code === 'services-through-exchange' ? { ...one, measurement: exchange } : one)),
    );
  });

  it('cannot be changed or removed by the program', async () => {
    const { db } = test.vahid;
    await expect(sql`update plan.indicator_value set value = 1`.execute(db)).rejects.toThrow('permission denied');
    await expect(sql`delete from plan.indicator_value`.execute(db)).rejects.toThrow('permission denied');
    await expect(sql`update plan.indicator_sheet set version = 9`.execute(db)).rejects.toThrow('permission denied');
  });
});

describe('a derived indicator', () => {
  it('takes the values of the same period, and has none where an input has none', async () => {
    await figure(test, cloud, '2026-10-10', 1, 10);
    await figure(test, exchange, '2026-11-10', 5, 10);
    const { points, value, band } = await view('cloud-and-exchange');
    // October is kept of both by the tests before: 25 and 50.
    expect(points.map(({ period, value: of }) => [period, of])).toEqual([
      ['2026-10', 25],
      ['2026-11', 10],
    ]);
    // From 0 on 1 January 2026 to 100 on 31 December 2028: 326 of 1095 days need 29.8; 10 is a third of it.
    expect([value, band]).toEqual([10, 'limited']);
  });

  it('gives nothing away that an input withholds', async () => {
    await figure(test, cloud, '2026-11-10', 1, 4);
    await figure(test, exchange, '2026-11-10', 5, 10);
    expect(await view('cloud-and-exchange')).toMatchObject({ value: undefined, withheld: true, band: 'no_data' });
  });
});

describe('a sample', () => {
  it('has an interval from thirty answers on, and no figure below', async () => {
    await figure(test, ratings, '2026-11-10', 116, 145, 29);
    expect(await view('satisfaction')).toMatchObject({ value: undefined, withheld: true });
    await figure(test, ratings, '2026-11-12', 84, 105, 21);
    const { value, interval } = await view('satisfaction');
    // 200 of 250 points in 50 ratings: 80 %, by Wilson with n = 50 from 67 to 89.
    expect(value).toBe(80);
    expect([interval?.low, interval?.high].map((one) => Math.round(one ?? 0))).toEqual([67, 89]);
  });
});

describe('how an indicator stands', () => {
  it('is grey with the days when nothing newer came', async () => {
    await figure(test, cloud, '2026-09-10', 5, 10);
    test.clock.set('2026-09-10T05:00:00Z');
    await measuredNow(test, cloud);
    test.clock.set('2026-11-23T05:00:00Z');
    expect(await view('systems-in-cloud')).toMatchObject({ band: 'stale', staleDays: 74 });
  });

  it('says which of its parts is missing', async () => {
    expect((await view('egdi-rank')).band).toBe('no_data');
    await figure(test, 'catalogue.services_with_regulation', '2026-11-10', 5, 10);
    expect((await view('services-with-regulation')).band).toBe('no_target');
  });

  it('is told to other parts of the room in few words', async () => {
    await figure(test, cloud, '2026-11-10', 5, 10);
    const found = (await indicatorSummaries(test.ctx())).find(({ code }) => code === 'systems-in-cloud');
    expect(found).toMatchObject({
      value: 50,
      band: 'on_pace',
      direction: '6.1.1',
      sign: 'known',
      openDiscrepancies: 0,
    });
    expect(found?.pace).toBeCloseTo(0.5 / (326 / 1095), 6);
  });
});
