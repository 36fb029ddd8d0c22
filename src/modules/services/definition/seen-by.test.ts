import { describe, expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose, serviceIn, value } from '../../../../test/changed-definitions.ts';
import { keptFrom } from '../rules/seeing.ts';

const service = 'services/farm-subsidy/service.yaml';
const all = await definitionsOf('farm-subsidy');

const compiledWith = (field: string, seenBy: readonly string[], change: (source: Loose) => void = () => {}) =>
  compileChanged(all, {
    [service]: (source) => {
      Object.assign(source.data?.[field] ?? {}, { seenBy });
      change(source);
    },
  });

const found = (...given: Parameters<typeof compiledWith>) =>
  compiledWith(...given).problems.flatMap(({ rule }) => (rule.startsWith('scenario') ? [] : [rule]));

/** Reasons without values, and a document that shows none of what is asked. */
const quiet = (source: Loose) => {
  const rules = source.decision?.rules as unknown as Loose[];
  for (const rule of rules) rule.reason = value({ az: 'Yoxlanılır', en: 'It is looked at', ru: 'Проверяется' });
  Object.assign(source.document ?? {}, { lines: [{ field: 'farmSubsidy' }] });
};

describe('who sees a field', () => {
  it('is named by offices that read cases, of which one acts in the service', () => {
    expect(found('receipt', ['approver'], quiet)).toEqual([]);
    expect(found('receipt', ['officer', 'deputy_head', 'auditor'], quiet)).toEqual([]);
    expect(found('receipt', ['auditor'], quiet)).toEqual(['seen-by-nobody']);
    expect(found('receipt', ['registrar'], quiet)).toEqual(['shape']);
    expect(found('receipt', [], quiet)).toEqual(['shape']);
  });

  it('is not said of what reasons quote or the document shows, itself or what is computed from it', () => {
    expect(found('receipt', ['approver'])).toEqual(['seen-by-shown', 'seen-by-reason']);
    expect(found('farmSubsidy', ['approver'], quiet)).toEqual(['seen-by-shown']);
    expect(found('name', ['approver'], quiet)).toEqual(['seen-by-shown']);
    expect(found('amount', ['approver'], quiet)).toEqual(['field-parts']);
  });

  it('is not said where officials work in a system of their own, of which nobody here knows who reads', () => {
    const elsewhere = (source: Loose) => {
      quiet(source);
      source.backOffice = value({ system: 'farm-system' });
    };
    expect(found('receipt', ['approver'], elsewhere)).toContain('seen-by-elsewhere');
  });

  it('keeps a field from every other office, with what is computed from it', async () => {
    const compiled = await serviceIn('farm-subsidy');
    const named = { seenBy: ['approver', 'auditor'] as const };
    const fields = compiled.fields.map((field) => (field.name === 'receipt' ? { ...field, ...named } : field));
    const kept = (...offices: readonly string[]) => [...keptFrom({ fields }, offices)];
    const all = ['receipt', 'toldReceipt', 'amount'];
    expect(kept('officer')).toEqual(all);
    expect(kept('officer', 'approver')).toEqual([]);
    expect(kept('auditor')).toEqual([]);
    expect(kept()).toEqual(all);
  });

  it('keeps what registers say of whom a kept answer names', async () => {
    const { fields } = await serviceIn('talent-relocation');
    const named = fields.map((one) => (one.name === 'employer' ? { ...one, seenBy: ['approver'] as const } : one));
    const about = fields.flatMap((one) => (one.source === 'register' && one.of === 'employer' ? [one.name] : []));
    const kept = keptFrom({ fields: named }, ['officer']);
    expect(about.length).toBeGreaterThan(1);
    expect(about.filter((name) => !kept.has(name))).toEqual([]);
    expect([kept.has('country'), kept.has('name')]).toEqual([false, false]);
  });
});
