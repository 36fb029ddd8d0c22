import { describe, expect, it } from 'vitest';
import { nextPeriod, periodEnd, periodOf, periodStart, previousPeriod } from './periods.ts';
import { type MeasurePicture, type MilestonePicture, ranIn, standingOf } from './rules.ts';

const today = '2026-11-26';

const step = (code: string, given: Partial<MilestonePicture> = {}): MilestonePicture => ({
  code,
  weight: 1,
  starts: null,
  due: '2027-06-30',
  doneOn: null,
  openNeeds: [],
  ...given,
});

const picture = (given: Partial<MeasurePicture> = {}): MeasurePicture => ({
  executor: 'aef',
  starts: '2026-02-01',
  takenUp: '2026-01-20',
  dueFirst: '2027-12-31',
  due: '2027-12-31',
  duePlan: null,
  milestones: [step('M1'), step('M2', { due: '2027-12-31' })],
  deliverables: [],
  lastReport: '2026-Q3',
  lastEvidence: '2026-Q3',
  selfRating: 'on_track',
  unjudged: false,
  ...given,
});

const of = (given: Partial<MeasurePicture>, day = today) => standingOf(picture(given), day, '2026-Q3');

describe('periods', () => {
  it('are quarters or months, one after the other', () => {
    expect(periodOf('2026-11-26', 'quarter')).toBe('2026-Q4');
    expect(periodOf('2026-11-26', 'month')).toBe('2026-11');
    expect([periodStart('2026-Q4'), periodEnd('2026-Q4')]).toEqual(['2026-10-01', '2027-01-01']);
    expect([periodStart('2026-02'), periodEnd('2026-02')]).toEqual(['2026-02-01', '2026-03-01']);
    expect([previousPeriod('2027-Q1'), previousPeriod('2027-01')]).toEqual(['2026-Q4', '2026-12']);
    expect([nextPeriod('2026-Q4'), nextPeriod('2026-12')]).toEqual(['2027-Q1', '2027-01']);
  });

  it('owe a report only when the measure ran in all of them', () => {
    const ran = (given: Partial<MeasurePicture>) => ranIn(picture(given), '2026-Q3');
    expect([ran({}), ran({ starts: '2026-07-01' }), ran({ starts: '2026-07-02' })]).toEqual([true, true, false]);
  });

  it('are run in since a measure was taken up or dated, where nobody said when it starts', () => {
    const ran = (given: Partial<MeasurePicture>) => ranIn(picture({ starts: null, ...given }), '2026-Q3');
    expect(ran({ milestones: [step('M1', { due: '2027-12-31' })] })).toBe(true);
    expect(ran({ takenUp: '2026-07-02' })).toBe(false);
    expect(ran({ takenUp: '2026-07-02', milestones: [step('M1', { starts: '2026-06-01' })] })).toBe(true);
    expect(ran({ takenUp: null, milestones: [step('M1', { due: '2026-06-30' })] })).toBe(false);
  });
});

describe('the standing of a measure', () => {
  it('is on track only with an executor, dates, milestones, reports and evidence', () => {
    expect(of({})).toMatchObject({ state: 'on_track', reasons: [], progress: 0, slip: 0, waitsFor: 'carry_out' });
    expect(of({ executor: null })).toMatchObject({ state: 'no_executor', waitsFor: 'name_executor' });
    expect(of({ due: null, milestones: [step('M1', { due: null })] })).toMatchObject({
      state: 'no_deadline',
      waitsFor: 'set_schedule',
    });
    expect(of({ milestones: [step('M1'), step('M2', { due: null })] })).toMatchObject({
      state: 'no_deadline',
      waitsFor: 'set_schedule',
    });
    expect(of({ milestones: [] })).toMatchObject({ state: 'not_assessed', progress: null, waitsFor: 'set_schedule' });
    expect(of({ lastEvidence: '2026-Q2' })).toMatchObject({
      state: 'no_evidence',
      reasons: [{ code: 'no_evidence', period: '2026-Q3' }],
      waitsFor: 'report',
    });
  });

  it('is late from the day after a present due date, whatever else is missing or said', () => {
    const late = { milestones: [step('M1', { due: '2026-11-25' }), step('M2')], executor: null };
    expect(of(late)).toMatchObject({ state: 'late' });
    expect(of(late).reasons[0]).toEqual({ code: 'milestone_late', milestone: 'M1', due: '2026-11-25', days: 1 });
    expect(of({ milestones: [step('M1', { due: today })], selfRating: 'late' }).state).not.toBe('late');
    expect(of({ milestones: [step('M1', { due: '2026-11-25', doneOn: '2026-11-20' }), step('M2')] }).state).toBe(
      'on_track',
    );
    expect(of({ due: '2026-11-25', selfRating: 'done' })).toMatchObject({ state: 'late', slip: 1 });
  });

  it('is about to be late when something is due in 30 days and its predecessor is open, or nothing was reported', () => {
    const near = step('M1', { due: '2026-12-26', openNeeds: ['M0'] });
    expect(of({ milestones: [near] })).toMatchObject({
      state: 'soon',
      reasons: [{ code: 'open_predecessor', milestone: 'M1', due: '2026-12-26', needs: 'M0' }],
    });
    expect(of({ milestones: [step('M1', { due: '2026-12-27', openNeeds: ['M0'] })] }).state).toBe('on_track');
    const reported = { milestones: [step('M1', { due: '2026-12-26' })] };
    expect(of(reported).state).toBe('on_track');
    expect(of({ ...reported, lastReport: '2026-Q2' })).toMatchObject({
      state: 'soon',
      reasons: [{ code: 'no_report', period: '2026-Q3', due: '2026-12-26' }],
    });
  });

  it('is done when all deliverables are verified, or all milestones where it names none', () => {
    const all = [step('M1', { doneOn: '2026-05-01' }), step('M2', { doneOn: '2026-08-01' })];
    expect(of({ milestones: all, due: '2026-07-01', dueFirst: '2026-06-01' })).toMatchObject({
      state: 'done',
      progress: 1,
      slip: 31,
      slipFirst: 61,
      nextDue: null,
      waitsFor: null,
    });
    expect(of({ milestones: all, deliverables: [{ code: 'D1', doneOn: null }] }).state).toBe('on_track');
    expect(of({ milestones: [], deliverables: [{ code: 'D1', doneOn: '2026-10-01' }] }).state).toBe('done');
  });

  it('shows slip against the first dates and the present ones', () => {
    expect(of({ dueFirst: '2027-10-31', due: '2027-12-31' })).toMatchObject({ slipFirst: 61, slip: 0 });
    expect(of({ dueFirst: '2026-10-31', due: '2026-11-16' })).toMatchObject({ slipFirst: 26, slip: 10 });
    const dated = [step('M1', { due: '2027-02-28' })];
    expect(of({ due: null, dueFirst: '2027-01-31', milestones: dated })).toMatchObject({
      due: '2027-02-28',
      slipFirst: 28,
    });
  });

  it('shows slip against the deadline that the plan itself writes, and says so where dates lie beyond it', () => {
    expect(of({ due: '2028-06-30', dueFirst: '2028-06-30', duePlan: '2027-12-31' })).toMatchObject({
      state: 'on_track',
      slipFirst: 0,
      slip: 0,
      slipPlan: 182,
      reasons: [{ code: 'beyond_plan', due: '2027-12-31', days: 182 }],
    });
    expect(of({ duePlan: '2028-03-31' })).toMatchObject({ slipPlan: -91, reasons: [] });
    const late = of({ due: '2026-11-20', duePlan: '2026-11-10' });
    expect([late.state, late.slip, late.slipPlan]).toEqual(['late', 6, 16]);
  });

  it('weighs its milestones', () => {
    const weighed = [step('M1', { weight: 3, doneOn: '2026-05-01' }), step('M2', { weight: 1 })];
    expect(of({ milestones: weighed }).progress).toBe(0.75);
  });

  // Whatever is told, the computed state never turns better for it.
  it('does not hear the self-rating', () => {
    for (const selfRating of ['on_track', 'at_risk', 'late', 'done', null] as const)
      for (const given of [{}, { executor: null }, { milestones: [] }, { lastEvidence: null }, { due: '2026-01-01' }])
        expect(of({ ...given, selfRating })).toEqual(of(given));
  });
});
