import { describe, expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose, value } from '../../../../test/changed-definitions.ts';
import type { CompiledService } from './compiled.ts';
import { simulate } from './simulation.ts';

const service = 'services/gpu-quota/service.yaml';
const all = await definitionsOf('gpu-quota');

const compileWith = (change: (source: Loose) => void = () => undefined) => compileChanged(all, { [service]: change });

const compiledOf = (change?: (source: Loose) => void): CompiledService => {
  const found = compileWith(change).definitions.find(({ kind }) => kind === 'service');
  if (!found) throw new Error('the service does not compile');
  return found.compiled as CompiledService;
};

/** Rules broken once the service is changed. */
const broken = (change: (source: Loose) => void) =>
  [...new Set(compileWith(change).problems.map(({ rule }) => rule))].filter((rule) => !rule.startsWith('scenario'));
const withQuota = (edit: (quota: Loose) => void) => broken(({ quota }) => edit(value(quota)));
const withScores = (edit: (scores: Loose) => void) => broken(({ scores }) => edit(value(scores)));

describe('a quota', () => {
  it('is a decimal in text, whatever its formula gives', () => {
    const { quota } = compiledOf();
    expect(quota).toMatchObject({ unit: 'gpu_hour', operator: 'azcon', article: 'gpu-quota-rules 5.1' });
    const facts = { voen: '1', status: 'active', taxDebt: '0.00', startup: false };
    const answers = { area: 'language', task: 'x', hours: 1000, readiness: 'measured', openResult: true };
    const told = { title: { az: '', en: '', ru: '' }, facts, answers, result: { state: 'issued' } };
    const amount = (quota?.amount ?? '').replace('granted', 'granted / 3');
    const thirds = { ...compiledOf(), ...(quota ? { quota: { ...quota, amount } } : {}) };
    expect(simulate(thirds, { ...told, steps: [{ act: 'submit', by: 'applicant' }] }).quota).toBe('333.333');
  });

  it.each([
    ['an amount that is a text', 'amount', 'area', 'quota-type'],
    ['an amount with an unknown name', 'amount', 'staff', 'feel.unknown_name'],
    ['a number that is a figure', 'number', 'hours', 'quota-type'],
    ['a day that is a text', 'validTo', '"never"', 'quota-type'],
    ['an operator that is not there', 'operator', 'nobody', 'unknown-institution'],
  ])('is refused with %s', (_, part, given, rule) => {
    expect(withQuota((quota) => void (quota[part] = value(given)))).toEqual([rule]);
  });

  it('needs an article', () => {
    expect(withQuota((quota) => void delete quota.article)).toEqual(['no-article']);
  });

  it('is given by whatever approves, and ended by whatever takes that back', () => {
    const effects = (name: string, list: readonly string[]) => (one: Loose) => {
      value(value(value(one.process).actions)[name]).effects = value(list);
    };
    expect(broken(effects('issue', ['notify-received']))).toEqual(['quota-ungiven']);
    expect(broken(effects('revoke', ['revoke', 'end', 'notify-revoked']))).toEqual(['quota-unended']);
    expect(broken((one) => void delete one.quota)).toEqual(['effect-unknown']);
  });
});

describe('scores', () => {
  it('are computed fields above those that rest on them, with what each can come to', () => {
    const { fields, scores } = compiledOf();
    const names = fields.map(({ name }) => name);
    expect(names.slice(names.indexOf('early'))).toEqual([
      'early',
      'field',
      'ready',
      'open',
      'size',
      'score',
      'granted',
    ]);
    expect(scores?.map(({ name, most, uses }) => [name, most, uses])).toEqual([
      ['field', 30, ['area', 'startup']],
      ['ready', 25, ['readiness']],
      ['open', 25, ['openResult']],
      ['size', 20, ['hours']],
    ]);
  });

  it('are refused where a level cannot be reached, a name is taken or a condition does not compile', () => {
    const levels = (scores: Loose) => value(value(scores.ready).levels) as unknown as Loose[];
    expect(withScores((scores) => void delete levels(scores)[0]?.when)).toEqual(['score-levels']);
    expect(withScores((scores) => void delete value(scores.open).article)).toEqual(['no-article']);
    expect(withScores((scores) => void (value(levels(scores)[0]).when = value('staff > 1')))).toContain(
      'feel.unknown_name',
    );
    expect(withScores((scores) => void (scores.hours = value(scores.size)))).toContain('score-name');
  });
});
