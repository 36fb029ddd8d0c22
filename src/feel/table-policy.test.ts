import { describe, expect, it } from 'vitest';
import { compileTable } from './table.ts';
import { found, grounds, type Parts, problemsOf, rule, table, types } from './table-sample.ts';

const compiled = (parts: Parts) => compileTable(table(parts), types);

const fee = '{name: fee, type: number}';
const paying = (when: string, amount: string) => `when: {${when}}, then: {fee: ${amount}}, ${grounds}`;

describe('any', () => {
  it('takes one of several rules that give the same', () => {
    const any = compiled({
      hitPolicy: 'any',
      rules: [rule(`jobs: '[5..9]'`, 'approve'), rule(`jobs: '> 7'`, 'approve'), rule(`jobs: '< 5'`, 'refuse')],
    });
    expect(any.decide({ jobs: 8 })).toMatchObject({ outputs: { outcome: 'approve' }, fired: [0, 1] });
    expect(any.decide({ jobs: 8 }).reasons.map((reason) => reason.rule)).toEqual([0]);
  });

  it('does not compile where two that fit one case differ, and names the case', () => {
    const rules = [rule(`jobs: '>= 5'`, 'approve'), rule(`jobs: '<= 5'`, 'refuse')];
    const [conflict] = problemsOf({ hitPolicy: 'any', rules });
    expect(conflict).toMatchObject({ code: 'table.conflict', path: ['rules', 1] });
    expect(conflict?.message.en).toBe(
      'Rules (1, 2) that fit the same case give different outputs: area = "…", jobs = 5.',
    );
  });

  it('does not choose where two differ in a case that was not foreseen', () => {
    const any = compiled({
      hitPolicy: 'any',
      rules: [
        rule(`area: 'starts with(?, "A")'`, 'approve'),
        rule(`area: 'ends with(?, "Z")'`, 'refuse'),
        rule(`area: 'not(starts with(?, "A"), ends with(?, "Z"))'`, 'officer'),
      ],
    });
    expect(any.decide({ area: 'AZ' })).toMatchObject({ outputs: null, undecided: { code: 'table.overlap' } });
  });
});

describe('priority and output order', () => {
  const rules = [rule(`jobs: '< 9'`, 'refuse'), rule(`jobs: '> 3'`, 'approve'), rule(`jobs: '[5..6]'`, 'officer')];

  it('priority: the output that stands first among the values', () => {
    const priority = compiled({ hitPolicy: 'priority', rules: rules.slice(0, 2) });
    expect(priority.decide({ jobs: 5 })).toMatchObject({ outputs: { outcome: 'approve' }, fired: [0, 1] });
    expect(priority.decide({ jobs: 5 }).reasons.map((reason) => reason.rule)).toEqual([1]);
    expect(priority.decide({ jobs: 1 }).outputs).toEqual({ outcome: 'refuse' });
  });

  it('output order: all that fit, the first among the values first', () => {
    const ordered = compiled({ hitPolicy: 'output order', rules });
    expect(ordered.decide({ jobs: 5 }).outputs).toEqual({ outcome: ['approve', 'officer', 'refuse'] });
    expect(ordered.decide({ jobs: 5 }).reasons.map((reason) => reason.rule)).toEqual([1, 2, 0]);
  });

  it('rule order: all that fit, as they stand', () => {
    expect(compiled({ hitPolicy: 'rule order', rules }).decide({ jobs: 5 }).outputs).toEqual({
      outcome: ['refuse', 'approve', 'officer'],
    });
  });

  it('need the values in their order', () => {
    const outputs = '{name: outcome, type: string}';
    expect(found({ hitPolicy: 'priority', outputs, rules })).toEqual(['outputs table.priority_unlisted']);
  });
});

describe('an aggregation', () => {
  const rules = [paying(`jobs: '> 0'`, '0.1'), paying(`jobs: '> 5'`, '0.2'), paying(`jobs: '> 9'`, '12.05')];
  const fees = (aggregation: string, jobs: number) =>
    compiled({ hitPolicy: 'collect', aggregation, outputs: fee, rules }).decide({ jobs }).outputs?.fee;

  it.each([
    ['sum', 0.3, 12.35],
    ['count', 2, 3],
    ['min', 0.1, 0.1],
    ['max', 0.2, 12.05],
  ])('%s', (aggregation, six, ten) => {
    expect([fees(aggregation, 6), fees(aggregation, 10)]).toEqual([six, ten]);
  });

  it('of no rule is 0 when it counts, else unknown', () => {
    expect(['sum', 'count', 'min', 'max'].map((aggregation) => fees(aggregation, 0))).toEqual([null, 0, null, null]);
  });

  it('goes with a collecting table of one output, and sums only numbers', () => {
    expect(found({ hitPolicy: 'first', aggregation: 'sum', outputs: fee, rules: [paying('', '1')] })).toEqual([
      'aggregation table.aggregation',
    ]);
    expect(found({ hitPolicy: 'collect', aggregation: 'sum', rules: [rule('', 'approve')] })).toEqual([
      'aggregation table.aggregation',
    ]);
  });

  it('of truths is none, and of times of which only some have a zone unknown', () => {
    const outputs = (type: string) => `{name: fee, type: ${type}}`;
    const truths = { hitPolicy: 'collect', aggregation: 'min', outputs: outputs('boolean') };
    expect(found({ ...truths, rules: [paying('', 'true')] })).toEqual(['aggregation table.aggregation']);
    const times = { hitPolicy: 'collect', aggregation: 'min', outputs: outputs('time') };
    const mixed = [paying('', '"10:00:00"'), paying('', '"09:00:00Z"')];
    expect(compiled({ ...times, rules: mixed }).decide({}).outputs).toEqual({ fee: null });
  });
});

describe('a rule that never decides', () => {
  it('behind others that take all its cases, which are named', () => {
    const rules = [rule(`jobs: '< 5'`, 'refuse'), rule(`jobs: '>= 5'`, 'approve'), rule(`jobs: '[3..7]'`, 'officer')];
    const [covered] = problemsOf({ rules });
    expect(covered).toMatchObject({ code: 'table.covered', path: ['rules', 2] });
    expect(covered?.message.en).toMatch(/^Rule 3 never decides: .* \(1, 2\), such as area = "…", jobs = \d/);
  });

  it('for values that the input cannot have', () => {
    const inputs = '{name: jobs, type: number, values: [1, 2], label: {az: A, en: A, ru: A}}';
    const rules = [rule(`jobs: '<= 2'`, 'refuse'), rule(`jobs: '> 2'`, 'approve')];
    expect(found({ inputs, rules })).toEqual(['rules[1] table.never_fits']);
  });

  it('but a last rule for what is not known decides', () => {
    const rules = [rule(`jobs: '< 5'`, 'refuse'), rule(`jobs: '>= 5'`, 'approve'), rule('', 'officer')];
    expect(found({ rules })).toEqual([]);
    expect(compiled({ rules }).decide({}).outputs).toEqual({ outcome: 'officer' });
  });

  it('of less priority than another that always fits beside it', () => {
    const rules = [rule(`jobs: '< 5'`, 'refuse'), rule('', 'approve')];
    expect(found({ hitPolicy: 'priority', rules })).toEqual(['rules[0] table.covered']);
  });
});
