import { describe, expect, it } from 'vitest';
import type { Json } from '../../kernel/job.ts';
import type { CompiledRegister, Provision } from '../catalogue/index.ts';
import { readingOf } from './provider.ts';

const label = { az: 'a', en: 'b', ru: 'c' };
const field = { type: 'text', label, class: 'open', many: false, optional: true } as const;
const register: CompiledRegister = {
  name: 'people',
  title: label,
  owner: 'din',
  act: { code: 'a' },
  hosted: true,
  record: { key: 'fin', fields: { fin: field, name: field, parents: { ...field, many: true }, employer: field } },
  provides: [],
};
const take = (by: string, what: string): Provision => ({
  kind: 'take',
  name: 'person.x',
  entity: 'person',
  by,
  take: what,
});
const parents: Provision = {
  kind: 'relation',
  name: 'broughtUpBy',
  entity: 'person',
  by: 'fin',
  to: 'parents',
  target: 'person',
  many: true,
};
const at = (recordedAt: string, data: Readonly<Record<string, Json>>) => ({ recordedAt, data });
const [early, late] = ['2020-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z'];

describe('what a register says', () => {
  it('a field with a value, one that is empty, one that was never filled', () => {
    expect(readingOf(register, take('fin', 'name'), [at(early, { name: 'Ayan' })])).toEqual({
      state: 'value',
      value: 'Ayan',
      recordedAt: early,
    });
    expect(readingOf(register, take('fin', 'name'), [at(early, { name: null })])).toEqual({
      state: 'none',
      recordedAt: early,
    });
    expect(readingOf(register, take('fin', 'name'), [at(early, {})])).toEqual({ state: 'unknown', recordedAt: early });
    expect(readingOf(register, take('fin', 'parents'), [at(early, { parents: ['A', 'B'] })])).toMatchObject({
      value: ['A', 'B'],
    });
  });

  it('no record: does not know whom it is about, and has none of what it is not about', () => {
    expect(readingOf(register, take('fin', 'name'), [])).toEqual({ state: 'unknown' });
    expect(readingOf(register, take('employer', 'name'), [])).toEqual({ state: 'none' });
  });

  it('how many and whether any, from none too', () => {
    const count: Provision = { kind: 'count', name: 'organisation.staffCount', entity: 'organisation', by: 'employer' };
    const exists: Provision = { ...count, kind: 'exists' };
    expect(readingOf(register, count, [])).toEqual({ state: 'value', value: 0 });
    expect(readingOf(register, exists, [])).toEqual({ state: 'value', value: false });
    expect(readingOf(register, count, [at(early, {}), at(late, {})])).toEqual({
      state: 'value',
      value: 2,
      recordedAt: late,
    });
    expect(readingOf(register, exists, [at(early, {})])).toMatchObject({ value: true });
  });

  it('whom a relation leads to, each once, from all records', () => {
    expect(readingOf(register, parents, [at(early, { parents: ['A', 'B'] }), at(late, { parents: ['B'] })])).toEqual({
      state: 'value',
      value: ['A', 'B'],
      recordedAt: late,
    });
    expect(readingOf(register, parents, [at(early, { parents: [] })])).toEqual({ state: 'none', recordedAt: early });
  });
});
