import { describe, expect, it } from 'vitest';
import type { CompiledRegister, Provision } from '../catalogue/index.ts';
import { readingOf } from './provider.ts';

const register = (type: 'number' | 'decimal') =>
  ({ record: { key: 'number', fields: { area: { type, many: false } } } }) as unknown as CompiledRegister;
const provision: Provision = {
  kind: 'take',
  name: 'person.landArea',
  entity: 'person',
  by: 'holder',
  take: 'area',
  sums: true,
};
const records = (...values: (string | number | null | undefined)[]) =>
  values.map((area) => ({ data: area === undefined ? {} : { area }, recordedAt: '2026-01-01T00:00:00.000Z' }));
const said = (type: 'number' | 'decimal', ...values: (string | number | null | undefined)[]) => {
  const { recordedAt: _, ...rest } = { recordedAt: '', ...readingOf(register(type), provision, records(...values)) };
  return rest;
};

describe('a sum of all records in force', () => {
  it('is exact, a figure for numbers and a text for decimals', () => {
    expect(said('number', 180, 240)).toEqual({ state: 'value', value: 420 });
    expect(said('decimal', '0.10', '0.20')).toEqual({ state: 'value', value: '0.3' });
  });

  it('is none without records, and not known where one of them does not tell', () => {
    expect(said('number')).toEqual({ state: 'none' });
    expect(said('number', 180, undefined)).toEqual({ state: 'unknown' });
    expect(said('number', 180, null)).toEqual({ state: 'value', value: 180 });
  });
});
