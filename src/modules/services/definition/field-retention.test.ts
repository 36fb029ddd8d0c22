import { describe, expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose, value } from '../../../../test/changed-definitions.ts';
import { momentBefore, shortestDays } from '../rules/retention.ts';
import type { CompiledService, FieldRetention } from './compiled.ts';

const service = 'services/digital-nomad-visa/service.yaml';
const all = await definitionsOf('digital-nomad-visa');

const found = (field: string, retention: FieldRetention, change: (source: Loose) => void = () => {}) =>
  compileChanged(all, {
    [service]: (source) => {
      Object.assign(source.data?.[field] ?? {}, { retention });
      change(source);
    },
  }).problems.flatMap(({ rule }) => (rule.startsWith('scenario') ? [] : [rule]));

describe('how long a field is kept', () => {
  it('is shorter than the service keeps the case, and not over before the time to appeal is', () => {
    expect(found('passportCopy', { days: 30 })).toEqual([]);
    expect(found('passportCopy', { days: 29 })).toEqual(['retention-appeal']);
    // A February has 28 days.
    expect(found('passportCopy', { months: 1 })).toEqual(['retention-appeal']);
    expect(found('passportCopy', { years: 4 })).toEqual([]);
    expect(found('passportCopy', { years: 5 })).toEqual(['retention-longer']);
    expect(found('passportCopy', { months: 61 })).toEqual(['retention-longer']);
  });

  it('is one term', () => {
    expect(found('passportCopy', { days: 30, months: 2 })).not.toEqual([]);
    expect(found('passportCopy', {})).not.toEqual([]);
    expect(found('passportCopy', { days: 0 })).not.toEqual([]);
  });

  it('is no shorter where document, entry or fee may need it, as long as anything may be corrected or taken back', () => {
    // On the document; in the entry; behind the fee.
    expect(found('name', { years: 1 })).toEqual(['retention-needed']);
    expect(found('applicant', { years: 1 })).toEqual(['retention-needed']);
    expect(found('family', { years: 1 })).toContain('retention-needed');
    // What the table alone looked at goes: the appeal is over.
    expect(found('hasVisa', { years: 1 })).toEqual([]);
    expect(found('work', { years: 1 })).toEqual([]);
  });

  it('is no shorter where a reason of the table quotes its value', () => {
    const quote = (source: Loose) => {
      const rules = source.decision?.rules as unknown as Loose[];
      Object.assign(rules[5] ?? {}, {
        reason: value({ az: 'İş: {work}', en: 'Work: {work}', ru: 'Работа: {work}' }),
      });
    };
    expect(found('work', { years: 1 })).toEqual([]);
    expect(found('work', { years: 1 }, quote)).toEqual(['retention-reason']);
  });

  it('is no shorter than that of a question which its choice opens', async () => {
    const rules = async (opened: FieldRetention | undefined) => {
      const { problems } = compileChanged(await definitionsOf('technopark-residency'), {
        'services/technopark-residency/service.yaml': (source) => {
          Object.assign(source.data?.area ?? {}, { retention: { years: 1 } });
          if (opened) Object.assign(source.data?.areaOther ?? {}, { retention: opened });
        },
      });
      return problems.map(({ rule }) => rule);
    };
    expect(await rules(undefined)).toContain('retention-opener');
    expect(await rules({ months: 13 })).toContain('retention-opener');
    expect(await rules({ months: 12 })).not.toContain('retention-opener');
  });

  it('is said of what is read or asked, not of what is computed', () => {
    const { problems } = compileChanged(all, {
      [service]: (source) => {
        Object.assign(source.data?.adult ?? {}, { retention: { years: 1 } });
      },
    });
    expect(problems.map(({ rule }) => rule)).toContain('field-parts');
  });

  it('stands in the shipped service', () => {
    const { definitions, problems } = compileChanged(all);
    expect(problems).toEqual([]);
    const compiled = definitions.find(({ kind }) => kind === 'service')?.compiled as CompiledService;
    expect(compiled.fields.flatMap(({ name, retention }) => (retention ? [[name, retention]] : []))).toEqual([
      ['incomeProof', { months: 6 }],
      ['passportCopy', { days: 90 }],
      ['insurance', { months: 6 }],
      ['familyProof', { months: 6 }],
    ]);
  });
});

it('a term is counted back by days, months or years, and a month without such a day ends with its last', () => {
  const day = (at: string, retention: FieldRetention) => momentBefore(new Date(at), retention).toISOString();
  expect(day('2027-05-31T06:00:00Z', { months: 3 })).toBe('2027-02-28T06:00:00.000Z');
  expect(day('2027-01-15T06:00:00Z', { months: 14 })).toBe('2025-11-15T06:00:00.000Z');
  expect(day('2027-03-01T06:00:00Z', { days: 90 })).toBe('2026-12-01T06:00:00.000Z');
  expect(day('2028-02-29T06:00:00Z', { years: 1 })).toBe('2027-02-28T06:00:00.000Z');
  expect([shortestDays({ months: 1 }), shortestDays({ months: 6 }), shortestDays({ days: 7 })]).toEqual([28, 181, 7]);
});
