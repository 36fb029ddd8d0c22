import { describe, expect, it } from 'vitest';
import { checkSheet, type Known } from './check.ts';
import { answersOf, readSheet } from './form.ts';
import type { Sheet } from './sheet.ts';
import { directionOf, queryOf } from './sheet.ts';

const text = (az: string) => ({ az, en: az, ru: az });
const sheet = (rest: Partial<Sheet> = {}): Sheet => ({
  code: 'cloud',
  title: text('Bulud'),
  about: text('Buludda olan sistemlər'),
  kind: 'measured',
  measurement: 'catalogue.systems_in_cloud',
  unit: 'percent',
  better: 'up',
  frequency: 'month',
  owner: 'rinn',
  serves: ['6.1.1.2.16'],
  ...rest,
});
const known: Known = {
  item: (number) => number.endsWith('6.1.1.2.16'),
  institution: (code) => code === 'rinn',
  formulas: new Map([
    ['cloud', ''],
    ['half', 'cloud / 2'],
  ]),
  measurements: [
    { name: 'catalogue.systems_in_cloud', unit: 'share' },
    { name: 'process.days_to_decision', unit: 'working days' },
  ],
};
const { measurement: _, ...unmeasured } = sheet();
const derived = (formula: string, code = 'pair'): Sheet => ({ ...unmeasured, code, kind: 'derived', formula });
const found = (given: Sheet, of: Known = known) =>
  checkSheet(given, of).map(({ rule, path }) => `${path.join('.')}: ${rule}`);

describe('a sheet', () => {
  it('with all its parts is in order', () => {
    expect(found(sheet({ serves: ['2026-2028/6.1.1.2.16'] }))).toEqual([]);
    expect(found(derived('cloud + half'))).toEqual([]);
  });

  it('needs the source of its kind and no other', () => {
    expect(found({ ...unmeasured, kind: 'measured' })).toEqual(['measurement: indicator-source']);
    expect(found(sheet({ kind: 'reported' }))).toEqual(['measurement: indicator-source']);
    expect(found({ ...unmeasured, kind: 'external' })).toEqual(['publication: indicator-source']);
    expect(found(sheet({ sampled: true, unit: 'days', measurement: 'process.days_to_decision' }))).toEqual([
      'sampled: indicator-sample',
    ]);
  });

  it('takes any measurement of any room, in its unit', () => {
    expect(found(sheet({ measurement: 'catalogue.systems' }))).toEqual(['measurement: unknown-measurement']);
    expect(found(sheet({ measurement: 'process.days_to_decision' }))).toEqual(['unit: indicator-unit']);
    expect(found(sheet({ measurement: 'process.days_to_decision', unit: 'days' }))).toEqual([]);
  });

  it('has a formula that names others and does not come back to itself', () => {
    expect(found(derived('cloud +'))).toEqual(['formula: feel.incomplete']);
    expect(found(derived('1 + 1'))).toEqual(['formula: indicator-formula']);
    expect(found(derived('cloud-and-half'))).toEqual(['formula: unknown-indicator']);
    expect(found(derived('half + 1', 'cloud'))).toEqual(['formula: indicator-circle']);
  });

  it('names items and institutions that there are, and days of the calendar', () => {
    expect(found(sheet({ serves: ['6.1.1.2.16', '6.1.9.2.1'] }))).toEqual(['serves.1: plan-number']);
    expect(found(sheet({ owner: 'nobody' }))).toEqual(['owner: unknown-institution']);
    const target = { value: 1, due: '2028-02-30', reading: 'plan' } as const;
    expect(found(sheet({ targets: [target] }))).toEqual(['targets.0.due: indicator-day']);
    const late = { baseline: { value: 0, asOf: '2029-01-01' }, targets: [{ ...target, due: '2028-12-31' }] };
    expect(found(sheet(late))).toEqual(['targets.0.due: indicator-day']);
  });
});

describe('what figures come about by', () => {
  it('is the same for versions that differ in words and targets, and another with another source or unit', () => {
    expect(queryOf(sheet({ title: text('Başqa'), targets: [] }))).toBe(queryOf(sheet()));
    for (const rest of [{ unit: 'count' }, { frequency: 'year' }, { measurement: 'x' }, { sampled: true }] as const)
      expect(queryOf(sheet(rest))).not.toBe(queryOf(sheet()));
    expect(queryOf(sheet())).toMatch(/^catalogue\.systems_in_cloud#[0-9a-f]{16}$/);
  });
});

describe('the direction', () => {
  it('is the first that the sheet serves', () => {
    expect(directionOf({ serves: ['4.1.3', '6.1.4.2.7', '6.1.1.2.1'] })).toBe('6.1.4');
    expect(directionOf({ serves: ['2026-2028/6.1.2.3.1'] })).toBe('6.1.2');
    expect(directionOf({ serves: ['4.1.1'] })).toBeUndefined();
  });
});

describe('the form', () => {
  const whole = sheet({
    numerator: text('Buludda'),
    denominator: text('Hamısı'),
    baseline: { value: 12.5, asOf: '2026-01-01', section: '3.2' },
    targets: [
      { value: 50, due: '2028-12-31', reading: 'plan', section: '4.1.3' },
      { value: 50, due: '2035-12-31', reading: 'decade', section: '1' },
    ],
    breaks: [{ on: '2027-07-01', note: { az: 'Yeni üsul', en: 'New method', ru: 'Новый метод' } }],
    by: ['institution', 'service'],
    sampled: true,
  });

  it('shows a sheet as it would have been typed, and reads the same one again', () => {
    expect(readSheet('cloud', 'rinn', answersOf(whole), known)).toEqual({ sheet: whole, problems: [] });
    const external: Sheet = {
      ...unmeasured,
      kind: 'external',
      publication: { title: text('İndeks'), url: 'https://example.org/' },
    };
    expect(readSheet('cloud', 'rinn', answersOf(external), known).sheet).toEqual(external);
  });

  it('tells at which field something is missing or cannot be read', () => {
    const names = (rest: object) =>
      readSheet('cloud', 'rinn', { ...answersOf(whole), ...rest }, known).problems.map(({ name }) => name);
    expect(names({ title_en: '' })).toEqual(['title_en']);
    expect(names({ kind: '' })).toContain('kind');
    expect(names({ baseline_day: 'dünən' })).toEqual(['baseline_day']);
    expect(names({ targets: '50; 31.12.2028; bəlkə' })).toEqual(['targets']);
    expect(names({ breaks: '1.7.2027; yalnız azərbaycanca' })).toEqual(['breaks']);
    expect(names({ serves: '' })).toEqual(['serves']);
    expect(readSheet('cloud', 'rinn', {}, known).problems.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['title_az', 'about_az', 'kind', 'unit', 'better', 'frequency', 'serves']),
    );
  });
});
