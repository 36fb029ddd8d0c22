import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as plan } from '../module.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import type { Actor } from '../../../kernel/access.ts';
import { act, instance, notifications } from '../../process/index.ts';
import { detailsOf } from './details.ts';
import { freezeFigures } from './freezing.ts';
import { valuesView } from './desk.ts';
import { enterEdition, judgeReport, reportsOf, reportValue } from './reporting.ts';
import { discrepanciesOf } from './store/discrepancies.ts';
import { figure, measuredNow, openStand } from './test-stand.ts';
import { indicatorView } from './views.ts';

let stand: Awaited<ReturnType<typeof openStand>>;
let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, plan] });
  stand = await openStand(test);
});
afterAll(() => test.close());

const as = (actor: Actor) => test.ctx(actor);
const given = (rest: object = {}) => ({
  indicator: 'digital-document-flow',
  period: '2026-Q3',
  value: '41.5',
  url: 'https://rinn.example/hesabat.pdf',
  ...rest,
});

describe('a reported value', () => {
  it('is entered by an officer of the owner only, of a period that has ended, with its evidence', async () => {
    const { officer, stranger, office } = stand;
    await expect(reportValue(as(stranger), given())).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await expect(reportValue(as(office), given())).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    const refusals = [
      [{ period: '2026-Q4' }, 'plan.indicator_period_open'],
      [{ period: '2026-09' }, 'plan.indicator_period'],
      [{ value: '100.1' }, 'plan.indicator_value'],
      [{ value: '-1' }, 'plan.indicator_value'],
      [{ value: 'yarısı' }, 'plan.indicator_value'],
      [{ url: 'javascript:alert(1)' }, 'plan.indicator_evidence'],
      [{ url: '' }, 'plan.indicator_evidence'],
      [{ indicator: 'egdi-rank', period: '2025' }, 'plan.indicator_not_reported'],
    ] as const;
    for (const [rest, code] of refusals)
      await expect(reportValue(as(officer), given(rest)), code).rejects.toMatchObject({ code });
  });

  it('counts only once another person has confirmed it', async () => {
    const { officer, deputy, stranger } = stand;
    const report = await reportValue(as(officer), given());
    await expect(reportValue(as(officer), given())).rejects.toMatchObject({ code: 'plan.indicator_waits' });
    expect((await notifications(as(deputy), { box: 'desk' })).items[0]?.link).toBe(
      '/masa/plan/gosterici/deyer/digital-document-flow',
    );
    expect((await indicatorView(test.ctx(), 'digital-document-flow')).value).toBeUndefined();
    const confirmed = { report, verdict: 'confirmed' } as const;
    await expect(judgeReport(as(officer), confirmed)).rejects.toMatchObject({ code: 'plan.indicator_own_report' });
    await expect(judgeReport(as(stranger), confirmed)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    for (const reading of [valuesView, reportsOf]) {
      await expect(reading(as(stranger), 'digital-document-flow')).rejects.toMatchObject({
        code: 'kernel.not_allowed',
      });
      await reading(as(deputy), 'digital-document-flow');
    }
    await judgeReport(as(deputy), confirmed);
    await expect(judgeReport(as(deputy), confirmed)).rejects.toMatchObject({ code: 'plan.indicator_judged' });
    const view = await indicatorView(test.ctx(), 'digital-document-flow');
    expect(view).toMatchObject({ value: 41.5, asOf: '2026-09-30' });
    expect(view.points[0]?.kept).toMatchObject({ url: given().url, institution: 'rinn', kind: 'reported' });
  });

  it('may be rejected, with a reason', async () => {
    const { officer, office } = stand;
    test.clock.advance(1000);
    const report = await reportValue(as(officer), given({ value: '99' }));
    const rejected = { report, verdict: 'rejected' } as const;
    await expect(judgeReport(as(office), rejected)).rejects.toMatchObject({ code: 'plan.indicator_reason' });
    await judgeReport(as(office), { ...rejected, reason: 'Sübut başqa dövrə aiddir.' });
    expect((await reportsOf(as(office), 'digital-document-flow'))[0]).toMatchObject({
      verdict: 'rejected',
      reason: 'Sübut başqa dövrə aiddir.',
    });
    expect((await indicatorView(test.ctx(), 'digital-document-flow')).value).toBe(41.5);
  });

  it('is corrected by a further one, which names it', async () => {
    const { officer, deputy } = stand;
    const report = await reportValue(as(officer), given({ value: '42' }));
    await judgeReport(as(deputy), { report, verdict: 'confirmed' });
    const { view, replaced } = await detailsOf(test.ctx(), 'digital-document-flow');
    expect(view.value).toBe(42);
    expect(view.points[0]?.kept?.supersedes).toBe(replaced[0]?.id);
    expect(replaced[0]?.value).toBe('41.5');
  });
});

describe('beside a measured figure', () => {
  const cloud = 'catalogue.systems_in_cloud';
  const report = async (value: string, period = '2026-10') => {
    const id = await reportValue(as(stand.officer), given({ indicator: 'systems-in-cloud', period, value }));
    await judgeReport(as(stand.deputy), { report: id, verdict: 'confirmed' });
  };

  it('a reported one never takes its place, and up to five points apart nobody is asked', async () => {
    await figure(test, cloud, '2026-10-10', 30, 100);
    await measuredNow(test, cloud);
    await freezeFigures(test.ctx());
    await report('35');
    const view = await indicatorView(test.ctx(), 'systems-in-cloud');
    expect(view.value).toBe(30);
    expect(view.points.find(({ period }) => period === '2026-10')?.value).toBe(30);
    expect(view.reported.map(({ value }) => value)).toEqual([35]);
    expect(await discrepanciesOf(test.vahid.db, 'systems-in-cloud')).toEqual([]);
  });

  it('more than five points apart the owner has to explain, and the project office resolves', async () => {
    const { officer, office } = stand;
    await report('35.1');
    const [found] = await discrepanciesOf(test.vahid.db, 'systems-in-cloud');
    expect(found).toMatchObject({ period: '2026-10', measuredValue: '30', reportedValue: '35.1', gap: '5.1' });
    const id = found?.id ?? '';
    const of = await instance(as(officer), id);
    expect(of).toMatchObject({
      kind: 'plan-discrepancy',
      state: 'open',
      institution: 'rinn',
      owner_institution: 'rinn',
    });
    // Ten working days from Monday, 23 November 2026.
    expect(of.due_at?.toISOString()).toBe('2026-12-07T14:00:00.000Z');
    await expect(act(as(office), { instance: id, action: 'resolve', note: 'Bağlandı' })).rejects.toMatchObject({
      code: 'process.not_from_here',
    });
    await act(as(officer), { instance: id, action: 'explain', note: 'Sınaq sistemləri də sayılıb.' });
    await act(as(office), { instance: id, action: 'resolve', note: 'Ölçülən rəqəm qalır.' });
    await test.vahid.jobs.runDue();
    const [closed] = (await detailsOf(test.ctx(), 'systems-in-cloud')).discrepancies;
    expect(closed).toMatchObject({ explanation: 'Sınaq sistemləri də sayılıb.', resolution: 'Ölçülən rəqəm qalır.' });
    expect(closed?.closedAt).toEqual(test.clock.now());
    // What else was measured meanwhile may stand in it; what was reported does not.
    expect((await indicatorView(test.ctx(), 'systems-in-cloud')).value).toBeLessThanOrEqual(30);
  });

  it('the same pair of figures is not asked about twice, a new one is', async () => {
    await freezeFigures(test.ctx());
    expect(await discrepanciesOf(test.vahid.db, 'systems-in-cloud')).toHaveLength(1);
    await report('60');
    expect(await discrepanciesOf(test.vahid.db, 'systems-in-cloud')).toHaveLength(2);
    await report('61');
    expect(await discrepanciesOf(test.vahid.db, 'systems-in-cloud')).toHaveLength(2);
  });

  it('the difference is also found when the figure is measured after it was reported', async () => {
    const portals = 'catalogue.portals_closed';
    const id = await reportValue(
      as(stand.officer),
      given({ indicator: 'portals-closed', period: '2026-10', value: '80' }),
    );
    await judgeReport(as(stand.deputy), { report: id, verdict: 'confirmed' });
    expect(await discrepanciesOf(test.vahid.db, 'portals-closed')).toEqual([]);
    await figure(test, portals, '2026-10-10', 1, 10);
    await measuredNow(test, portals);
    await freezeFigures(test.ctx());
    expect(await discrepanciesOf(test.vahid.db, 'portals-closed')).toMatchObject([{ gap: '70' }]);
  });

  it('nothing is compared with what is withheld', async () => {
    const regulations = 'catalogue.services_with_regulation';
    await figure(test, regulations, '2026-10-10', 1, 4);
    await measuredNow(test, regulations);
    await freezeFigures(test.ctx());
    const { rows } = await sql<{ value: string | null; numerator: string | null }>`select value, numerator
      from plan.indicator_value where indicator = 'services-with-regulation'`.execute(test.vahid.db);
    expect(rows).toEqual([{ value: null, numerator: null }]);
    const one = given({ indicator: 'services-with-regulation', period: '2026-10', value: '99' });
    await judgeReport(as(stand.deputy), { report: await reportValue(as(stand.officer), one), verdict: 'confirmed' });
    expect(await discrepanciesOf(test.vahid.db, 'services-with-regulation')).toEqual([]);
  });
});

describe('an edition of an index', () => {
  const edition = (rest: object = {}) => ({
    indicator: 'egdi-rank',
    period: '2024',
    value: '74',
    edition: 'EGDI 2024',
    url: 'https://publicadministration.un.org/egovkb',
    ...rest,
  });

  it('is entered by the project office and confirmed by another of them', async () => {
    await expect(enterEdition(as(stand.officer), edition())).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await expect(enterEdition(as(stand.office), edition({ edition: '' }))).rejects.toMatchObject({
      code: 'plan.indicator_edition',
    });
    await expect(
      enterEdition(as(stand.office), edition({ indicator: 'proactive', period: '2026-10' })),
    ).rejects.toMatchObject({ code: 'plan.indicator_not_external' });
    const id = await enterEdition(as(stand.office), edition());
    await expect(enterEdition(as(stand.second), edition())).rejects.toMatchObject({ code: 'plan.indicator_waits' });
    expect((await indicatorView(test.ctx(), 'egdi-rank')).value).toBeUndefined();
    expect((await valuesView(as(stand.office), 'egdi-rank')).mayJudge.size).toBe(0);
    expect([...(await valuesView(as(stand.second), 'egdi-rank')).mayJudge]).toEqual([id]);
    const confirmed = { report: id, verdict: 'confirmed' } as const;
    await expect(judgeReport(as(stand.office), confirmed)).rejects.toMatchObject({ code: 'plan.indicator_own_report' });
    await expect(judgeReport(as(stand.deputy), confirmed)).rejects.toMatchObject({ code: 'kernel.not_allowed' });
    await judgeReport(as(stand.second), confirmed);
    const view = await indicatorView(test.ctx(), 'egdi-rank');
    expect(view).toMatchObject({ value: 74, asOf: '2024-12-31', band: 'stale' });
    expect(view.points[0]?.kept).toMatchObject({ edition: 'EGDI 2024', url: edition().url });
  });

  it('is corrected only with a reason, and the correction names what it takes the place of', async () => {
    await expect(enterEdition(as(stand.office), edition({ value: '73' }))).rejects.toMatchObject({
      code: 'plan.indicator_correction',
    });
    const id = await enterEdition(as(stand.office), edition({ value: '73', note: 'Nəşr düzəldilib.' }));
    await judgeReport(as(stand.second), { report: id, verdict: 'confirmed' });
    const { view, replaced } = await detailsOf(test.ctx(), 'egdi-rank');
    expect(view.points).toHaveLength(1);
    expect(view.points[0]?.kept).toMatchObject({ value: '73', note: 'Nəşr düzəldilib.', supersedes: replaced[0]?.id });
  });
});
