import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../test/database.ts';
import type { Lang } from '../../language/lang.ts';
import { main } from '../main.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vahid-table-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function vahid(args: readonly string[], { lang = 'en', json = false }: { lang?: Lang; json?: boolean } = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, {
    lang,
    json,
    root,
    env: { DATABASE_URL: 'postgres://nobody@localhost:1/none', VAHID_MODE: 'demo' },
    out: (line) => out.push(line),
    err: (line) => err.push(line),
  });
  return { code, out: out.join('\n'), err: err.join('\n'), value: json ? (JSON.parse(out.join('')) as unknown) : null };
}

describe('vahid feel', () => {
  it('computes in decimals', async () => {
    expect(await vahid(['feel', '0.1 + 0.2 = 0.3'])).toMatchObject({ code: 0, out: 'true' });
    expect((await vahid(['feel', '10 ** 20 + 1 / 4'])).out).toBe('100000000000000000000.25');
    expect((await vahid(['feel', '--', '-5 + 3'])).out).toBe('-2');
  });

  it('knows the types of its input', async () => {
    const input = await put('input.json', {
      staff: 7,
      company: { name: 'Sınaq', since: '2020-01-31' },
      rows: [{ n: 1 }, { n: 2, m: null }],
      none: [],
    });
    const value = async (expression: string) => (await vahid(['feel', expression, '--input', input])).out;
    expect(await value('company.name + "!"')).toBe('"Sınaq!"');
    expect(await value('sum(rows.n) + staff + count(none)')).toBe('10');
    expect(await value('date(company.since).year')).toBe('2020');
    expect((await vahid(['feel', 'staff + company.name', '--input', input])).code).toBe(1);
    expect((await vahid(['feel', 'staff', '--input', input], { json: true })).value).toEqual({
      value: 7,
      type: 'number',
    });
  });

  it('shows the place of a mistake, what is wrong and the nearest name, in the language of the terminal', async () => {
    const input = await put('staff.json', { staff: 7 });
    const wrong = await vahid(['feel', '1 +\n  staf', '--input', input], { lang: 'az' });
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err.split('\n')).toEqual([
      '  1 +',
      '    staf',
      '    ^',
      '2:3 [feel.unknown_name] “staf” adı burada məlum deyil.',
      '    Bəlkə “staff” nəzərdə tutulub?',
    ]);
    const { code, value } = await vahid(['feel', 'staf', '--input', input], { json: true });
    expect([code, value]).toMatchObject([1, { problems: [{ line: 1, column: 1, nearest: 'staff' }] }]);
  });

  it.each([
    [['feel'], 'EXPRESSION is missing.'],
    [['feel', '1', '--input', '/nonexistent.json'], '/nonexistent.json cannot be read (ENOENT).'],
  ])('%j is not carried out', async (args, message) => {
    expect(await vahid(args)).toMatchObject({ code: 2, err: expect.stringContaining(message) as string });
  });

  it('takes nothing but values by name', async () => {
    for (const content of ['[1]', '{"a":', '5'])
      expect((await vahid(['feel', '1', '--input', await put('bad.json', content)])).code).toBe(2);
  });
});

const label = '{ az: Ad, en: Name, ru: Имя }';
const grounds = 'reason: { az: "Səbəb {jobs}", en: "Reason {jobs}", ru: "Причина {jobs}" }, article: sample-act 1.1';
const table = `
inputs:
  - { name: area, type: string, label: ${label}, values: [software, ai] }
  - { name: jobs, type: number, label: ${label} }
outputs: [{ name: outcome, type: string, values: [approve, refuse] }]
hitPolicy: first
rules:
  - { when: { area: '"ai"', jobs: ">= 5" }, then: { outcome: approve }, ${grounds} }
  - { when: {}, then: { outcome: refuse }, ${grounds} }
`;

describe('vahid table of a YAML file', () => {
  it('lists what the table takes and gives, and what was tried', async () => {
    const file = await put('table.yaml', table);
    const { code, out } = await vahid(['table', file]);
    expect(code).toBe(0);
    expect(out).toContain('Hit policy: first');
    expect(out).toContain('  area: string; Name; software, ai');
    expect(out).toMatch(/No gaps: \d+ cases were tried\./);
    expect((await vahid(['table', file], { json: true })).value).toMatchObject({ hitPolicy: 'first', problems: [] });
  });

  it('decides, and explains why', async () => {
    const file = await put('table.yaml', table);
    const input = await put('case.json', { area: 'ai', jobs: 6 });
    expect(await vahid(['table', file, '--input', input])).toMatchObject({ code: 0, out: 'outcome: "approve"' });
    expect((await vahid(['table', file, '--input', input, '--explain'], { lang: 'az' })).out.split('\n')).toEqual([
      'outcome: "approve"',
      'Qayda 1: Səbəb 6',
      '    Əsas: sample-act 1.1',
      '    Təsir edən girişlər: area = "ai", jobs = 6',
    ]);
    expect((await vahid(['table', file, '--input', input, '--explain'], { json: true })).value).toMatchObject({
      outputs: { outcome: 'approve' },
      fired: [1],
      reasons: [{ rule: 1, article: 'sample-act 1.1', inputs: ['area', 'jobs'] }],
      missing: [],
    });
  });

  it('says what is missing, what is no input, and what is of another type', async () => {
    const file = await put('table.yaml', table);
    const slip = await vahid(['table', file, '--input', await put('case.json', { area: 'ai', job: 6 })]);
    expect(slip.err).toContain('The table has no input “job”; it is left aside. Perhaps jobs?');
    expect(slip.err).toContain('Not given: jobs.');
    const wrong = await vahid(['table', file, '--input', await put('case.json', { area: 'ai', jobs: 'secret' })]);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('The input “jobs” must be number.');
    expect(wrong.err).not.toContain('secret');
  });

  it('names every problem with its line', async () => {
    const file = await put('gap.yaml', table.replace('when: {}', 'when: { jobs: "< 4", areas: "-" }'));
    const { code, err } = await vahid(['table', file]);
    expect(code).toBe(1);
    expect(err).toMatch(/gap\.yaml:9:\d+ \[table\.column_unknown\]/);
    const gap = await put('gap.yaml', table.replace('when: {}', 'when: { jobs: "< 4" }'));
    expect((await vahid(['table', gap])).err).toContain('[table.gap]');
    const shapeless = await put('shape.yaml', table.replace('hitPolicy: first', 'hitPolicy: best'));
    expect((await vahid(['table', shapeless])).err).toContain('docs/guides/rules.md');
    expect((await vahid(['table', await put('bad.yaml', 'a: [')])).code).toBe(1);
  });

  it('of a service is its decision, with the definitions around it', async () => {
    const service = join(root, 'definitions/services/technopark-residency/service.yaml');
    const input = await put('case.json', {
      technoparkResident: false,
      status: 'active',
      taxDebt: '12.50',
      newJobs: 6,
      area: 'ai',
      staffCount: 4,
    });
    const { code, out } = await vahid(['table', service, '--input', input, '--explain']);
    expect(code).toBe(0);
    expect(out).toContain('Rule 3: The company has a tax debt: 12.50 ₼');
    const alone = await put('service.yaml', 'decision: {}');
    expect((await vahid(['table', alone])).code).toBe(2);
  });

  it.each([['table'], ['table', 'x.yaml', '--explain'], ['table', 'x.yaml', '--decision', 'A'], ['table', 'no.yaml']])(
    'is not carried out as %j %j %j %j',
    async (...args) => expect((await vahid(args)).code).toBe(2),
  );
});

const decision = (name: string, type: string, needs: string, logic: string) =>
  `<decision name="${name}" id="${name}"><variable name="${name}" typeRef="${type}"/>${needs}${logic}</decision>`;
const needs = (kind: 'Input' | 'Decision', ...names: string[]) =>
  names.map((name) => `<informationRequirement><required${kind} href="#${name}"/></informationRequirement>`).join('');
const rule = (test: string, result: string, note: string) =>
  `<rule><inputEntry><text>${test}</text></inputEntry><outputEntry><text>${result}</text></outputEntry>
    <annotationEntry><text>${note}</text></annotationEntry></rule>`;
const drawn = (policy: string, ...rules: string[]) =>
  `<decisionTable hitPolicy="${policy}"><input><inputExpression typeRef="number"><text>age</text></inputExpression></input>
    <output typeRef="string"/><annotation name="why"/>${rules.join('')}</decisionTable>`;
const model = (policy = 'FIRST') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="Fees" namespace="urn:fees">
  <inputData name="born" id="born"><variable name="born" typeRef="date"/></inputData>
  ${decision('age', 'number', needs('Input', 'born'), '<literalExpression><text>2026 - born.year</text></literalExpression>')}
  ${decision('group', 'string', needs('Decision', 'age'), drawn(policy, rule('&gt;= 65', '"old"', 'pensioners'), rule('&gt;= 18', '"adult"', 'of age'), rule('-', '"all"', '')))}
  ${decision('fee', 'number', needs('Decision', 'group'), '<literalExpression><text>if group = "old" then 0 else 10 / 3</text></literalExpression>')}
</definitions>`;

describe('vahid table of a .dmn file', () => {
  it('lists its inputs and decisions', async () => {
    const { code, out } = await vahid(['table', await put('fees.dmn', model())]);
    expect(code).toBe(0);
    expect(out).toContain('  born: date');
    expect(out).toContain('  group: string; a table of 3 rules, FIRST; requires age');
  });

  it('asks the decision that no other requires, or the one that is named', async () => {
    const file = await put('fees.dmn', model());
    const input = await put('born.json', { born: '1990-05-01' });
    expect((await vahid(['table', file, '--input', input])).out).toBe('fee: 3.333333333333333333333333333333333');
    expect((await vahid(['table', file, '--input', input, '--decision', 'group'])).out).toBe('group: "adult"');
    const unknown = await vahid(['table', file, '--input', input, '--decision', 'tax']);
    expect([unknown.code, unknown.err.split('\n')[0]]).toEqual([
      2,
      'There is no decision tax. Known: age, group, fee.',
    ]);
  });

  it('explains which rules fit, with what is noted beside them, and what each decision stands on', async () => {
    const file = await put('fees.dmn', model());
    const input = await put('born.json', { born: '1950-05-01' });
    const { out } = await vahid(['table', file, '--input', input, '--explain']);
    expect(out.split('\n')).toEqual([
      'fee: 0',
      '    What it stands on: group = "old"',
      'group: "old"',
      '    Rule 1: pensioners',
      '    What it stands on: age = 76',
      'age: 76',
      '    What it stands on: born = 1950-05-01',
    ]);
    const unique = await put('unique.dmn', model('UNIQUE'));
    const several = await vahid(['table', unique, '--input', input, '--decision', 'group', '--explain'], {
      json: true,
    });
    expect(several.value).toMatchObject({
      value: null,
      steps: [{ name: 'group', rules: [{ number: 1 }, { number: 2 }, { number: 3 }] }, { name: 'age' }],
    });
  });

  it('tells a value of another type, an expression that is wrong and a file that is no model', async () => {
    const file = await put('fees.dmn', model());
    const wrong = await vahid(['table', file, '--input', await put('born.json', { born: 'spring' })]);
    expect([wrong.code, wrong.err.split('\n')[0]]).toEqual([2, 'The input “born” must be date.']);
    const broken = await put('broken.dmn', model().replace('2026 - born.year', '2026 - ('));
    expect(await vahid(['table', broken])).toMatchObject({
      code: 1,
      err: expect.stringContaining('broken.dmn:4:') as string,
    });
    expect((await vahid(['table', await put('other.dmn', '<a/>')])).err).toContain('[dmn.not_a_model]');
  });
});
