import { describe, expect, it } from 'vitest';
import { FeelInputError } from './error.ts';
import { compileTable } from './table.ts';
import {
  found,
  grounds,
  label,
  type Parts,
  problemsOf,
  rule,
  schema,
  sound,
  source,
  table,
  types,
} from './table-sample.ts';

describe('a table', () => {
  const written = source(`
inputs:
  - {name: area, type: string, label: {az: Fəaliyyət sahəsi, en: Area, ru: Сфера}}
  - {name: jobs, type: number, label: {az: İş yerləri, en: Jobs, ru: Рабочие места}}
  - {name: since, type: date, label: {az: Tarix, en: Date, ru: Дата}}
outputs:
  - {name: outcome, type: string, values: [approve, refuse]}
  - {name: years, type: number}
hitPolicy: first
rules:
  - when: {area: '"software"', jobs: ">= 2.5"}
    then: {outcome: approve, years: 7}
    reason:
      az: "“{area}” sahəsi uyğundur: {jobs} iş yeri, {since} tarixindən."
      en: "The area “{area}” fits: {jobs} jobs since {since}."
      ru: "Сфера «{area}» подходит: {jobs} рабочих мест с {since}."
    article: technopark-rules 4.3
  - when: {}
    then: {outcome: refuse, years: 0}
    reason: {az: Şərt ödənilməyib., en: The condition is not met., ru: Условие не выполнено.}
    article: technopark-rules 4.4
`);
  const compiled = compileTable(written, types);

  it('gives the outputs, the rule, the reason in each language and the article', () => {
    expect(compiled.decide({ area: 'software', jobs: '1200.5', since: '2026-03-05' })).toEqual({
      outputs: { outcome: 'approve', years: 7 },
      fired: [0],
      reasons: [
        {
          rule: 0,
          text: {
            az: '“software” sahəsi uyğundur: 1.200,5 iş yeri, 05.03.2026 tarixindən.',
            en: 'The area “software” fits: 1,200.5 jobs since 5 Mar 2026.',
            ru: 'Сфера «software» подходит: 1\u00a0200,5 рабочих мест с 05.03.2026.',
          },
          article: 'technopark-rules 4.3',
          inputs: ['area', 'jobs'],
        },
      ],
      undecided: null,
      missing: [],
    });
  });

  it('stops at the first rule that fits', () => {
    expect(compiled.decide({ area: 'software', jobs: 3 }).fired).toEqual([0]);
    expect(compiled.decide({ area: 'software', jobs: 2 })).toMatchObject({
      fired: [1],
      outputs: { outcome: 'refuse' },
    });
  });

  it('says which tested inputs were missing, even if a rule for every case decided', () => {
    expect(compiled.decide({ area: null, jobs: 3 })).toMatchObject({ fired: [1], missing: ['area'] });
    expect(compiled.decide({ area: 'software', jobs: 3 }).missing).toEqual([]);
  });

  it('fills a missing value in a reason with words', () => {
    expect(compiled.decide({ area: 'software', jobs: 3 }).reasons[0]?.text.az).toContain('məlum deyil tarixindən');
  });

  it('lists its inputs and what was tried', () => {
    expect(compiled.inputs).toEqual(['area', 'jobs', 'since']);
    expect(compiled.coverage).toEqual({ tried: 6, combinations: 6 });
  });

  it('takes no value of another type', () => {
    expect(() => compiled.decide({ area: 5 })).toThrow(FeelInputError);
  });
});

describe('hit policies', () => {
  it('first, without a rule: undecided, with the missing inputs named', () => {
    const compiled = compileTable(table(sound), types);
    expect(compiled.decide({ area: 'ai' })).toMatchObject({
      outputs: null,
      fired: [],
      reasons: [],
      undecided: { code: 'table.input_missing', message: { az: 'Qərar üçün məlumat çatışmır: jobs.' } },
      missing: ['jobs'],
    });
  });

  it('first, with a value outside the listed ones: undecided', () => {
    const inputs = `{name: area, type: string, values: [a, b], ${label}}`;
    const compiled = compileTable(table({ inputs, rules: [rule(`area: '"a","b"'`, 'approve')] }), types);
    expect(compiled.decide({ area: 'c' }).undecided?.code).toBe('table.nothing_fits');
  });

  it('unique: two rules for one case do not compile, and the case is named', () => {
    const rules = [rule(`jobs: '<= 5'`, 'refuse'), rule(`jobs: '>= 5'`, 'approve')];
    const [problem] = problemsOf({ hitPolicy: 'unique', rules });
    expect(problem).toMatchObject({ code: 'table.overlap', path: ['rules', 1] });
    expect(problem?.message.en).toBe('Several rules (1, 2) fit the same case: area = "…", jobs = 5.');
  });

  it('unique: two rules for a case that was not foreseen are an error value, not a choice', () => {
    const rules = [
      rule(`area: 'starts with(?, "A")'`, 'approve'),
      rule(`area: 'ends with(?, "Z")'`, 'refuse'),
      rule(`area: 'not(starts with(?, "A"), ends with(?, "Z"))'`, 'officer'),
    ];
    const compiled = compileTable(table({ hitPolicy: 'unique', rules }), types);
    expect(compiled.decide({ area: 'AB' }).outputs).toEqual({ outcome: 'approve' });
    expect(compiled.decide({ area: 'AZ' })).toMatchObject({
      outputs: null,
      fired: [0, 1],
      reasons: [],
      undecided: { code: 'table.overlap', message: { en: 'Several rules fit at once: 1, 2.' } },
    });
  });

  it('collect: all rules that fit, in their order; none is an empty list', () => {
    const rules = [rule(`jobs: '> 5'`, 'approve'), rule(`jobs: '> 10'`, 'officer')];
    const compiled = compileTable(table({ hitPolicy: 'collect', rules }), types);
    expect(compiled.decide({ jobs: 11 })).toMatchObject({
      outputs: { outcome: ['approve', 'officer'] },
      fired: [0, 1],
    });
    expect(compiled.decide({ jobs: 11 }).reasons).toHaveLength(2);
    expect(compiled.decide({ jobs: 1 })).toMatchObject({ outputs: { outcome: [] }, fired: [], undecided: null });
  });
});

describe('a table is refused', () => {
  it.each<[string, Partial<Parts>, string[]]>([
    [
      'an input that no data has',
      { inputs: `{name: jbos, type: number, ${label}}`, rules: [rule('', 'approve')] },
      ['inputs[0].name table.input_unknown'],
    ],
    [
      'an input of another type',
      { inputs: `{name: jobs, type: string, ${label}}`, rules: [rule('', 'approve')] },
      ['inputs[0].type table.input_type'],
    ],
    [
      'an input twice',
      {
        inputs: `{name: jobs, type: number, ${label}}, {name: jobs, type: number, ${label}}`,
        rules: [rule('', 'approve')],
      },
      ['inputs[1].name table.name_twice'],
    ],
    [
      'a listed value of another type',
      { inputs: `{name: jobs, type: number, values: [1, two], ${label}}`, rules: [rule('', 'approve')] },
      ['inputs[0].values[1] table.value_type'],
    ],
    [
      'a column that is no input',
      { rules: [rule(`jbos: '5'`, 'approve'), rule('', 'refuse')] },
      ['rules[0].when.jbos table.column_unknown'],
    ],
    [
      'a cell that cannot be read',
      { rules: [rule(`jobs: '>= 5 5'`, 'approve'), rule('', 'refuse')] },
      ['rules[0].when.jobs feel.unexpected'],
    ],
    [
      'a text without quotes',
      { rules: [rule('area: software', 'approve'), rule('', 'refuse')] },
      ['rules[0].when.area feel.unknown_name'],
    ],
    [
      'a cell of another type',
      { rules: [rule(`jobs: '"5"'`, 'approve'), rule('', 'refuse')] },
      ['rules[0].when.jobs feel.types_differ'],
    ],
    [
      'a text the input cannot be',
      {
        inputs: `{name: area, type: string, values: [ai, software], ${label}}`,
        rules: [rule(`area: '"sofware"'`, 'approve'), rule('', 'refuse')],
      },
      ['rules[0].when.area table.value_unlisted'],
    ],
    [
      'an output that is none',
      { rules: [`when: {}, then: {outcome: approve, outcme: refuse}, ${grounds}`] },
      ['rules[0].then.outcme table.output_unknown'],
    ],
    ['a missing output', { rules: [`when: {}, then: {}, ${grounds}`] }, ['rules[0].then table.output_missing']],
    ['an output of another type', { rules: [rule('', '5')] }, ['rules[0].then.outcome table.value_type']],
    ['an output that is not listed', { rules: [rule('', 'aprove')] }, ['rules[0].then.outcome table.value_unlisted']],
    [
      'a rule without reason',
      { rules: ['when: {}, then: {outcome: approve}, article: sample-act 1'] },
      ['rules[0] table.reason_missing'],
    ],
    [
      'a rule without article',
      { rules: ['when: {}, then: {outcome: approve}, reason: {az: a, en: b, ru: c}'] },
      ['rules[0] table.article_missing'],
    ],
    [
      'an act without article',
      { rules: ['when: {}, then: {outcome: approve}, reason: {az: a, en: b, ru: c}, article: sample-act'] },
      ['rules[0].article table.article_missing'],
    ],
    [
      'a hole that nothing fills',
      { rules: ['when: {}, then: {outcome: approve}, reason: {az: "{job}", en: b, ru: c}, article: sample-act 1'] },
      ['rules[0].reason table.hole_unknown'],
    ],
    [
      'rules after a rule for every case',
      { rules: [rule(`area: '-', jobs: '-'`, 'officer'), rule(`jobs: '1'`, 'approve'), rule('', 'refuse')] },
      ['rules[1] table.unreachable', 'rules[2] table.unreachable'],
    ],
  ])('for %s', (_, parts, expected) => {
    expect(found({ ...sound, ...parts })).toEqual(expected);
  });

  it('with everything that is wrong at once, nearest names and the place in the cell', () => {
    const problems = problemsOf({
      rules: [rule(`jbos: '5', area: '"a", sofware'`, 'aprove'), 'when: {}, then: {outcome: refuse}'],
    });
    expect(problems.map(({ code, nearest, column }) => [code, nearest, column])).toEqual([
      ['table.column_unknown', 'jobs', undefined],
      ['feel.unknown_name', undefined, 6],
      ['table.value_unlisted', 'approve', undefined],
      ['table.reason_missing', undefined, undefined],
      ['table.article_missing', undefined, undefined],
    ]);
    for (const problem of problems) {
      for (const text of [problem.message, problem.remedy]) {
        expect(Object.values(text).filter((line) => line === '' || /\{\w+\}/.test(line))).toEqual([]);
      }
    }
  });

  it('by its shape before it is compiled', () => {
    expect(schema.Check({ ...table(sound), hitPolicy: 'some' })).toBe(false);
    expect(schema.Check({ ...table(sound), rules: [] })).toBe(false);
  });
});
