import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { compileModel } from './dmn/model.ts';
import { DmnError } from './dmn/error.ts';
import { readDefinitions } from './dmn/read.ts';
import { FeelError, FeelInputError } from './error.ts';
import { compileTable } from './table.ts';
import { grounds, label, table } from './table-sample.ts';
import type { Types } from './types.ts';

/** Milliseconds that nothing here takes on any machine, and what grows with a square or a power does. */
const endless = 30_000;

const evaluated = (source: string, types: Types = {}, input: Readonly<Record<string, unknown>> = {}) =>
  compile(source, types).evaluate(input);

const codeOf = (source: string, types: Types = {}): string | undefined => {
  try {
    compile(source, types);
    return undefined;
  } catch (error) {
    if (error instanceof FeelError) return error.code;
    throw error;
  }
};

function taking(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const model = (body: string, imports = '') => ({
  name: 'm.dmn',
  source: `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="m">${imports}${body}</definitions>`,
});

const decision = (id: string, text: string, requirement = '') =>
  `<decision name="${id}" id="${id}"><variable name="${id}"/>${requirement}<literalExpression><text>${text}</text></literalExpression></decision>`;

describe('what is too deep does not compile', () => {
  it.each([
    ['a sum', `1${' + 1'.repeat(5000)}`],
    ['alternatives', `1 = 1${' or 1 = 1'.repeat(5000)}`],
    ['members', `{}${'.a'.repeat(5000)}`],
    ['a type', `1 instance of ${'list<'.repeat(20_000)}number${'>'.repeat(20_000)}`],
  ])('%s', (_, source) => {
    expect(codeOf(source)).toBe('feel.too_deep');
  });

  it('a sum of 400 numbers does', () => {
    expect(evaluated(`1${' + 1'.repeat(399)}`)).toBe(400);
  });

  it('an expression in a model is a problem of the model', () => {
    const { problems } = compileModel([model(decision('a', `1${' + 1'.repeat(5000)}`))]);
    expect(problems).toHaveLength(1);
  });

  it('item definitions that lead from one to the other', () => {
    const items = Array.from(
      { length: 8000 },
      (_, index) => `<itemDefinition name="t${index}"><typeRef>t${index + 1}</typeRef></itemDefinition>`,
    );
    expect(() => compileModel([model(items.join(''))])).toThrow(DmnError);
  });

  it('plain data that is given', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 20_000; level++) deep = [deep];
    expect(() => evaluated('x', { x: 'any' }, { x: deep })).toThrow(FeelInputError);
  });
});

describe('models', () => {
  it('with elements named like members of objects are read', () => {
    expect(compileModel([model('<constructor/><toString/>')]).decisions).toEqual([]);
    const boxed = '<decision name="a" id="a"><variable name="a"/><constructor/></decision>';
    expect(compileModel([model(boxed)]).decisions).toEqual(['a']);
  });

  it('whose unnamed imports turn in a circle are refused', () => {
    const importOf = (namespace: string) =>
      `<import name="" namespace="${namespace}" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>`;
    const item = '<itemDefinition name="t"><typeRef>unknown</typeRef></itemDefinition>';
    const one = model(item, importOf('n'));
    const other = {
      name: 'n.dmn',
      source: model('', importOf('m')).source.replace('namespace="m">', 'namespace="n">'),
    };
    expect(() => compileModel([one, other])).toThrow(/circle|→/);
  });

  it('with a chain of 3000 decisions are computed', () => {
    const chain = Array.from({ length: 3000 }, (_, index) =>
      index === 0
        ? decision('d0', '1')
        : decision(
            `d${index}`,
            `d${index - 1} + 1`,
            `<informationRequirement><requiredDecision href="#d${index - 1}"/></informationRequirement>`,
          ),
    );
    const value = compileModel([model(chain.join(''))]).evaluate('d2999', new Map());
    expect(String(value)).toBe('3000');
  });

  it('with a large table that a loop asks often are computed', () => {
    const columns = ['x', 'y', 'z'];
    const inputs = columns.map((name) => `<input><inputExpression><text>${name}</text></inputExpression></input>`);
    const rules = Array.from({ length: 400 }, (_, index) => {
      const tests = columns.map(() => `<inputEntry><text>${index}</text></inputEntry>`);
      return `<rule>${tests.join('')}<outputEntry><text>${index}</text></outputEntry></rule>`;
    });
    const parameters = columns.map((name) => `<formalParameter name="${name}"/>`).join('');
    const table = `<decisionTable>${inputs.join('')}<output/>${rules.join('')}</decisionTable>`;
    const knowledge = `<businessKnowledgeModel name="f" id="f"><variable name="f"/><encapsulatedLogic>${parameters}${table}</encapsulatedLogic></businessKnowledgeModel>`;
    const uses = '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>';
    const value = compileModel([model(knowledge + decision('a', 'sum(for i in 1..300 return f(i, i, i))', uses))]);
    expect(String(value.evaluate('a', new Map()))).toBe('45150');
  });

  it('with a table of many rules are read in no time', () => {
    const rules =
      '<rule><inputEntry><text>1</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>'.repeat(20_000);
    const body = `<decision name="a" id="a"><variable name="a"/><decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/>${rules}</decisionTable></decision>`;
    expect(taking(() => readDefinitions(model(body).source, 'm.dmn'))).toBeLessThan(endless);
  });
});

describe('reading is not slowed down', () => {
  it('by blanks behind a name', () => {
    expect(taking(() => compile(`aa${' '.repeat(100_000)}b + 1`, { aa: 'number', 'aa b': 'number' }))).toBeLessThan(
      1500,
    );
  });

  it('by many entries of a context', () => {
    const entries = Array.from({ length: 6000 }, (_, index) => `k${index}: ${index === 0 ? '1' : `k${index - 1}`}`);
    expect(taking(() => expect(evaluated(`{${entries.join(', ')}}.k5999`)).toBe(1))).toBeLessThan(endless);
  });
});

describe('values', () => {
  it('that no number can be are refused', () => {
    expect(codeOf('1e7000')).toBe('feel.literal');
  });

  it('a place in a list is a whole number', () => {
    expect(evaluated('[10, 20][1.0000000000000000000000001]')).toBe(null);
    expect(evaluated('[10, 20][2]')).toBe(20);
  });

  it('powers below the smallest double are kept', () => {
    expect(evaluated('10 ** -6150 * 10 ** 6000')).toBe(1e-150);
  });

  it('names are never those of a prototype', () => {
    expect(evaluated('{__proto__: 1}.__proto__')).toBe(1);
    const outputs = '{name: __proto__, type: string}';
    const inputs = `{name: n, type: number, ${label}}`;
    const source = table({ inputs, outputs, rules: [`when: {}, then: {"__proto__": x}, ${grounds}`] });
    const { outputs: given } = compileTable(source, { n: 'number' }).decide({ n: 1 });
    expect(Object.entries(given ?? {})).toEqual([['__proto__', 'x']]);
  });

  it('what brackets of unknown type give is of unknown type', () => {
    const types: Types = { xs: { list: 'number' }, f: 'any', n: 'number' };
    expect(compile('xs[f]', types).type).toBe('any');
    expect(compile('xs[n]', types).type).toBe('number');
    expect(evaluated('xs[f]', types, { xs: [1, 2], f: true })).toEqual([1, 2]);
  });

  it('a pattern is judged with its flags', () => {
    expect(evaluated('matches(x, "a(b", "q")', { x: 'string' }, { x: 'a(b' })).toBe(true);
    expect(codeOf('matches(x, "a(b")', { x: 'string' })).toBe('feel.pattern');
  });
});

describe('slips', () => {
  it('hundreds of `else if` are read', () => {
    const cases = Array.from({ length: 300 }, (_, index) => `if n = ${index} then ${index} else `);
    expect(evaluated(`${cases.join('')} -1`, { n: 'number' }, { n: 299 })).toBe(299);
  });

  it.each([
    [`area = 'ai'`, '"…"'],
    ['area == "ai"', '='],
    ['area = "a" && area = "b"', 'and'],
    ['area = "a" || area = "b"', 'or'],
  ])('%s: says how it is written', (source, sign) => {
    expect(() => compile(source, { area: 'string' })).toThrow(
      expect.objectContaining({
        code: 'feel.foreign_sign',
        remedy: expect.objectContaining({ en: expect.stringContaining(sign) as unknown }) as unknown,
      }),
    );
  });
});
