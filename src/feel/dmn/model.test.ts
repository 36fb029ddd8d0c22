import { expect, test } from 'vitest';
import { formatDecimal, parseDecimal } from '../values/decimal.ts';
import { Decimal } from '../values/decimal.ts';
import { isContext, isList, type Value } from '../values/value.ts';
import { DmnError } from './error.ts';
import { compileModel, type Model, type ModelFile } from './model.ts';

const file = (body: string, namespace = 'urn:main', version = '20230324'): ModelFile => ({
  name: `${namespace}.dmn`,
  source: `<definitions xmlns="https://www.omg.org/spec/DMN/${version}/MODEL/" name="example" namespace="${namespace}">${body}</definitions>`,
});
const modelOf = (body: string): Model => {
  const model = compileModel([file(body)]);
  expect(model.problems).toEqual([]);
  return model;
};
const literal = (text: string, type = ''): string =>
  `<literalExpression${type && ` typeRef="${type}"`}><text>${text}</text></literalExpression>`;
const decision = (name: string, body: string, type = ''): string =>
  `<decision name="${name}" id="${name}"><variable name="${name}"${type && ` typeRef="${type}"`}/>${body}</decision>`;
const input = (name: string, type: string): string =>
  `<inputData name="${name}" id="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`;
const needs = (...names: string[]): string =>
  names.map((name) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`).join('');
const after = (...names: string[]): string =>
  names.map((name) => `<informationRequirement><requiredDecision href="#${name}"/></informationRequirement>`).join('');
const knows = (...names: string[]): string =>
  names.map((name) => `<knowledgeRequirement><requiredKnowledge href="#${name}"/></knowledgeRequirement>`).join('');

const plain = (value: Value): unknown => {
  if (value instanceof Decimal) return Number(formatDecimal(value));
  if (isList(value)) return value.map(plain);
  if (isContext(value)) return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]));
  return value;
};
const number = (value: number): Value => parseDecimal(String(value));
const run = (model: Model, name: string, inputs: Record<string, Value> = {}): unknown =>
  plain(model.evaluate(name, new Map(Object.entries(inputs))));

test('A decision stands on inputs and decisions that it requires, and sees no others', () => {
  const body = `${input('Yearly pay', 'number')}${input('Months', 'number')}
    ${decision('Pay', `${needs('Yearly pay', 'Months')}${literal('Yearly pay / Months')}`, 'number')}
    ${decision('Text', `${after('Pay')}${literal('"pay " + string(Pay)')}`, 'string')}`;
  const model = modelOf(body);
  expect(run(model, 'Text', { 'Yearly pay': number(1200), Months: number(12) })).toBe('pay 100');
  expect([...model.inputs.keys()]).toEqual(['Yearly pay', 'Months']);
  const stranger = compileModel([file(body + decision('Stranger', literal('Months + 1')))]);
  expect(run(stranger, 'Stranger', { Months: number(1) })).toBe(null);
});

test.each(['20191111', '20211108', '20230324'])('Models of %s are read', (version) => {
  const model = compileModel([file(decision('a', literal('1 + 1')), 'urn:main', version)]);
  expect(run(model, 'a')).toBe(2);
});

test('Other files are refused', () => {
  const source = '<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd" namespace="a" name="a"/>';
  expect(() => compileModel([{ name: 'old.dmn', source }])).toThrow('old.dmn:1:1 This is not a model of DMN');
});

test('Values are made to fit their types, or are null', () => {
  const model = modelOf(`
    <itemDefinition name="tArea"><typeRef>string</typeRef><allowedValues><text>"ai", "games"</text></allowedValues></itemDefinition>
    <itemDefinition name="tAreas" isCollection="true"><typeRef>tArea</typeRef></itemDefinition>
    <itemDefinition name="tPerson"><itemComponent name="first name"><typeRef>string</typeRef></itemComponent>
      <itemComponent name="children" isCollection="true"><typeRef>tPerson</typeRef></itemComponent></itemDefinition>
    ${input('area', 'tArea')}${input('areas', 'tAreas')}${input('person', 'tPerson')}
    ${decision('one', `${needs('area')}${literal('area')}`)}
    ${decision('all', `${needs('areas')}${literal('areas')}`)}
    ${decision('child', `${needs('person')}${literal('person.children[1].first name')}`)}
    ${decision('singled', literal('[5]'), 'number')}
    ${decision('midnight', literal('string(date(&quot;2026-01-31&quot;))'), 'number')}`);
  expect(run(model, 'one', { area: 'ai' })).toBe('ai');
  expect(run(model, 'one', { area: ['games'] })).toBe('games');
  expect(run(model, 'one', { area: 'tax' })).toBe(null);
  expect(run(model, 'all', { areas: ['ai', 'games'] })).toEqual(['ai', 'games']);
  expect(run(model, 'all', { areas: 'ai' })).toEqual(['ai']);
  expect(run(model, 'all', { areas: ['ai', 'tax'] })).toBe(null);
  const child = new Map<string, Value>([
    ['first name', 'Leyla'],
    ['children', []],
  ]);
  const person = new Map<string, Value>([
    ['first name', 'Aysel'],
    ['children', [child]],
  ]);
  expect(run(model, 'child', { person })).toBe('Leyla');
  expect(run(model, 'child', { person: new Map([['first name', 'Aysel']]) })).toBe(null);
  expect(run(model, 'singled')).toBe(5);
  expect(run(model, 'midnight')).toBe(null);
});

test('Boxed expressions are the language in boxes', () => {
  const entry = (name: string, value: string) => `<contextEntry><variable name="${name}"/>${value}</contextEntry>`;
  const model = modelOf(`
    ${decision('context', `<context>${entry('a b', literal('2'))}${entry('c', literal('a b * 3'))}</context>`)}
    ${decision('result', `<context>${entry('a', literal('2'))}<contextEntry>${literal('a + 1')}</contextEntry></context>`)}
    ${decision('list', `<list>${literal('1')}${literal('"x"')}</list>`)}
    ${decision('relation', `<relation><column name="n"/><column name="m"/><row>${literal('1')}${literal('2')}</row></relation>`)}
    ${decision('choice', `<conditional><if>${literal('1 &lt; 2')}</if><then>${literal('"yes"')}</then><else>${literal('"no"')}</else></conditional>`)}
    ${decision('filter', `<filter><in>${literal('[{size: 1}, {size: 5}]')}</in><match>${literal('size > 2')}</match></filter>`)}
    ${decision('for', `<for iteratorVariable="x"><in>${literal('[1, 2]')}</in><return>${literal('x * 2')}</return></for>`)}
    ${decision('some', `<some iteratorVariable="x"><in>${literal('[1, 2]')}</in><satisfies>${literal('x > 1')}</satisfies></some>`)}
    ${decision('every', `<every iteratorVariable="x"><in>${literal('[1, 2]')}</in><satisfies>${literal('x > 1')}</satisfies></every>`)}
    ${decision('function', `<context>${entry('twice', `<functionDefinition><formalParameter name="n" typeRef="number"/>${literal('2 * n')}</functionDefinition>`)}<contextEntry>${literal('[twice(4), twice("4")]')}</contextEntry></context>`)}
    ${decision('typed', literal('"text"', 'number'))}`);
  expect(run(model, 'context')).toEqual({ 'a b': 2, c: 6 });
  expect(run(model, 'result')).toBe(3);
  expect(run(model, 'list')).toEqual([1, 'x']);
  expect(run(model, 'relation')).toEqual([{ n: 1, m: 2 }]);
  expect(run(model, 'choice')).toBe('yes');
  expect(run(model, 'filter')).toEqual([{ size: 5 }]);
  expect(run(model, 'for')).toEqual([2, 4]);
  expect(run(model, 'some')).toBe(true);
  expect(run(model, 'every')).toBe(false);
  expect(run(model, 'function')).toEqual([8, null]);
  expect(run(model, 'typed')).toBe(null);
});

const factorial = `<businessKnowledgeModel name="f" id="f"><variable name="f"/><encapsulatedLogic>
  <formalParameter name="n" typeRef="number"/>${literal('if n &lt; 2 then 1 else n * f(n - 1)')}</encapsulatedLogic></businessKnowledgeModel>`;

test('Knowledge models are functions, also of themselves', () => {
  const binding = `<binding><parameter name="n"/>${literal('3')}</binding>`;
  const model = modelOf(`${factorial}
    ${decision('called', `${knows('f')}${literal('f(5)')}`)}
    ${decision('invoked', `${knows('f')}<invocation>${literal('f')}${binding}</invocation>`)}
    ${decision('misnamed', `${knows('f')}${literal('f(m: 5)')}`)}
    ${decision('endless', `${knows('f')}${literal('f(100000)')}`)}`);
  expect(run(model, 'called')).toBe(120);
  expect(run(model, 'invoked')).toBe(6);
  expect(run(model, 'misnamed')).toBe(null);
  expect(run(model, 'endless')).toBe(null);
  expect(plain(model.invoke('f', new Map([['n', number(4)]])))).toBe(24);
  expect(() => model.invoke('g', new Map())).toThrow(RangeError);
});

test('A decision service evaluates its decisions apart', () => {
  const model = modelOf(`${input('a', 'number')}
    ${decision('given', literal('100'), 'number')}
    ${decision('inner', `${needs('a')}${after('given')}${literal('a + given')}`)}
    ${decision('other', literal('"x"'))}
    <decisionService name="one" id="one"><outputDecision href="#inner"/><inputDecision href="#given"/><inputData href="#a"/></decisionService>
    <decisionService name="two" id="two"><outputDecision href="#inner"/><outputDecision href="#other"/><inputData href="#a"/></decisionService>
    ${decision('calls', `${needs('a')}${knows('one', 'two')}${literal('[one(a + 1, 2), two(a), one("a", 2), one(1)]')}`)}`);
  expect(run(model, 'calls', { a: number(1) })).toEqual([4, { inner: 101, other: 'x' }, null, null]);
  const inputs = new Map<string, Value>([
    ['a', number(1)],
    ['given', number(5)],
  ]);
  expect(plain(model.invoke('one', inputs))).toBe(6);
  expect(plain(model.invoke('two', inputs))).toEqual({ inner: 101, other: 'x' });
  expect(model.services.get('one')).toEqual({ parameters: ['a', 'given'], outputs: ['inner'] });
});

test('What is imported stands behind the name of the import', () => {
  const shared = file(
    `<itemDefinition name="tSum"><typeRef>number</typeRef></itemDefinition>${factorial}${input('rate', 'tSum')}
     ${decision('base', `${needs('rate')}${literal('rate * 2')}`, 'tSum')}`,
    'urn:shared',
  );
  const main = file(`
    <import name="sh" namespace="urn:shared" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
    <decision name="d" id="d"><variable name="d" typeRef="sh.tSum"/>
      <informationRequirement><requiredDecision href="urn:shared#base"/></informationRequirement>
      <knowledgeRequirement><requiredKnowledge href="urn:shared#f"/></knowledgeRequirement>
      ${literal('sh.base + sh.f(3)')}</decision>`);
  const model = compileModel([main, shared]);
  expect(model.problems).toEqual([]);
  expect(run(model, 'd', { 'sh.rate': number(5) })).toBe(16);
  expect(model.decisions).toEqual(['d', 'sh.base']);
  expect(compileModel([main]).problems.map(({ code }) => code)).toContain('dmn.unknown_import');
});

test('A file that comes in on two ways has its own inputs on each', () => {
  const importing = (name: string, namespace: string) =>
    `<import name="${name}" namespace="${namespace}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`;
  const needing = (name: string, kind: string, href: string, text: string) =>
    `<decision name="${name}" id="${name}"><informationRequirement><required${kind} href="${href}"/></informationRequirement>${literal(text)}</decision>`;
  const base = file(input('person', 'string'), 'urn:base');
  const greeting = (namespace: string, word: string) =>
    file(
      importing('base', 'urn:base') + needing('greet', 'Input', 'urn:base#person', `"${word} " + base.person`),
      namespace,
    );
  const both = `<decision name="both" id="both">
    <informationRequirement><requiredDecision href="urn:one#greet"/></informationRequirement>
    <informationRequirement><requiredDecision href="urn:two#greet"/></informationRequirement>${literal('[first.greet, second.greet]')}</decision>`;
  const main = file(importing('first', 'urn:one') + importing('second', 'urn:two') + both);
  const model = compileModel([main, greeting('urn:one', 'Salam'), greeting('urn:two', 'Hello'), base]);
  expect(model.problems).toEqual([]);
  expect([...model.inputs.keys()]).toEqual(['first.base.person', 'second.base.person']);
  const second = new Map<string, Value>([['base', new Map([['person', 'Ann']])]]);
  expect(run(model, 'both', { 'first.base.person': 'Aysel', second })).toEqual(['Salam Aysel', 'Hello Ann']);
  const circle = [file(importing('b', 'urn:b')), file(importing('a', 'urn:main'), 'urn:b')] as const;
  expect(() => compileModel(circle)).toThrow('example → example → example');
});

test('Circles are refused with the way round', () => {
  const circle = `${decision('a', after('b'))}${decision('b', after('c'))}${decision('c', after('b'))}`;
  expect(() => compileModel([file(circle)])).toThrow('a → b → c → b');
});

test('What does not compile is reported at its place and null', () => {
  const model = compileModel([file(`\n${decision('a', `${needs('nobody')}${literal('1 +\n + * 2')}`, 'tNone')}`)]);
  expect(model.problems.map(({ code, line }) => [code, line])).toEqual([
    ['dmn.unknown_type', 2],
    ['dmn.unknown_reference', 2],
    ['dmn.expression', 3],
  ]);
  expect(run(model, 'a')).toBe(null);
  expect(() => model.evaluate('b', new Map())).toThrow(RangeError);
});

test('A name that nothing has is reported with the nearest, and null', () => {
  const expression = `
    {a: 1, b: a, c: [for x in [b], y in [x] return x + y + count(partial), some z in [1] satisfies z = pey]}`;
  const model = compileModel([
    file(`${input('pay', 'number')}${decision('d', `${needs('pay')}${literal(expression)}`)}`),
  ]);
  const [problem, ...others] = model.problems;
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    code: 'dmn.expression',
    line: 2,
    cause: { code: 'feel.unknown_name', nearest: 'pay' },
  });
  expect(run(model, 'd', { pay: number(1) })).toEqual({ a: 1, b: 1, c: [[2], false] });
});

test('Functions outside the language are never run', () => {
  const java = `<businessKnowledgeModel name="j" id="j"><variable name="j"/><encapsulatedLogic kind="Java"><formalParameter name="n"/>
    <context><contextEntry><variable name="class"/>${literal('"java.lang.Math"')}</contextEntry></context></encapsulatedLogic></businessKnowledgeModel>`;
  const model = modelOf(
    `${java}${decision('a', `${knows('j')}${literal('j(1)')}`)}${decision('b', after('a'))}${decision('c', literal('1'))}`,
  );
  expect(run(model, 'a')).toBe(null);
  expect(['a', 'b', 'c'].map(model.isExternal)).toEqual([true, true, false]);
});

test('A broken file is told by line', () => {
  expect(() => compileModel([file('<decision/>')])).toThrow(DmnError);
  expect(() => compileModel([file('\n<decision id="a"/>')])).toThrow('urn:main.dmn:2:1 “decision” has no “name”.');
});
