import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CompiledDefinition, compileDefinitions, readDefinitions } from '../../../kernel/definition.ts';
import { langs } from '../../../language/index.ts';
import { institutionsKind } from '../../identity/definition.ts';
import { actsKind } from './acts.ts';
import type { CompiledActs, CompiledDictionary, CompiledRegister, CompiledSystems } from './compiled.ts';
import { dictionaryKind } from './dictionary.ts';
import { cite } from './citation.ts';
import { openapiKind } from './openapi.ts';
import { concept, primaryOf, readReference } from './reference.ts';
import { registerKind } from './register.ts';
import { lifeEventsKind, systemsKind } from './systems.ts';

const kinds = [institutionsKind, actsKind, dictionaryKind, systemsKind, openapiKind, registerKind, lifeEventsKind];
const folder = join(import.meta.dirname, '../../../../definitions');
const sourceOf = (file: string) => readFileSync(join(folder, file), 'utf8');

const filesIn = (name: string) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`);
const core = ['institutions.yaml', 'acts.yaml', 'dictionary.yaml', 'systems.yaml', 'life-events.yaml'];
const all = [...core, ...filesIn('institutions'), ...filesIn('registers')];

/** Compiles the real definitions with some files changed or added. */
function compileWith(changed: Readonly<Record<string, string>>, base: readonly CompiledDefinition[] = []) {
  const names = [...new Set([...all, ...Object.keys(changed)])].sort();
  return compileDefinitions(
    names.map((file) => ({ file, text: changed[file] ?? sourceOf(file) })),
    kinds,
    base,
  );
}

/** The one problem of a file; it must have a message and a remedy in every language and a line of its own. */
function onlyProblem(changed: Readonly<Record<string, string>>, file: string) {
  const { problems, refused } = compileWith(changed);
  const own = problems.filter((problem) => problem.file === file);
  expect(own).toHaveLength(1);
  expect(refused).toContain(file);
  const [problem] = own;
  if (!problem) throw new Error('no problem');
  for (const lang of langs) {
    expect(problem.message[lang].length).toBeGreaterThan(10);
    expect(problem.remedy[lang].length).toBeGreaterThan(10);
    expect(`${problem.message[lang]}${problem.remedy[lang]}`).not.toMatch(/undefined|\[object/);
  }
  return problem;
}

function changed(file: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = sourceOf(file);
  expect(text).toContain(from);
  return { [file]: text.replace(from, to) };
}

describe('a system of systems.yaml', () => {
  const added = (text: string) =>
    changed('systems.yaml', '    registers: [population]', `${text}    registers: [population]`);

  it('says whatever an entered one may say', () => {
    const { definitions, problems } = compileWith(
      added(
        '    users: 40\n    acts: [data-exchange-rules 3.1]\n    relations: [{ kind: uses, to: { kind: register, code: companies }, channel: local, concepts: [organisation.name] }]\n',
      ),
    );
    expect(problems).toEqual([]);
    const compiled = definitions.find(({ kind }) => kind === 'systems')?.compiled as CompiledSystems;
    expect(compiled.systems['population-system']).toMatchObject({
      criticality: 'critical',
      contact: { email: 'texnika@din.example' },
      users: 40,
      relations: [{ kind: 'uses', to: { kind: 'register', code: 'companies' }, channel: 'local' }],
    });
  });

  it('names acts and concepts that are there, and no person', () => {
    expect(onlyProblem(added('    acts: [no-such-act 1]\n'), 'systems.yaml').rule).toBe('unknown-act');
    const tie = '    relations: [{ kind: uses, to: { kind: api, code: x }, concepts: [person.nme] }]\n';
    expect(onlyProblem(added(tie), 'systems.yaml').message.en).toContain('person.nme');
  });
});

describe('the definitions of the house', () => {
  it('compile', async () => {
    const files = (await readDefinitions(folder)).filter(({ file }) => kinds.some((kind) => kind.files.test(file)));
    const { problems, definitions } = compileDefinitions(files, kinds);
    expect(problems).toEqual([]);
    expect(definitions.map(({ kind, name }) => `${kind}/${name}`)).toEqual(
      expect.arrayContaining([
        'acts/acts',
        'dictionary/dictionary',
        'register/companies',
        'register/population',
        'systems/systems',
      ]),
    );
  });

  it('give acts with their articles and the mark of a sample', () => {
    const { definitions } = compileWith({});
    const acts = definitions.find(({ kind }) => kind === 'acts')?.compiled as CompiledActs;
    expect(acts.acts['technopark-rules']).toMatchObject({ sample: true });
    expect(acts.acts['technopark-rules']?.articles['4.4.1']?.az).toBe('Vergi borcu olmamalıdır');
    expect(acts.acts['action-plan-2026-2028']).toMatchObject({ sample: false });
  });

  it('resolve provisions to entities, ends of relations and choices of the dictionary', () => {
    const { definitions } = compileWith({});
    const of = (name: string) => definitions.find((one) => one.name === name)?.compiled;
    const companies = of('companies') as CompiledRegister;
    const dictionary = of('dictionary') as CompiledDictionary;
    expect(companies.provides).toContainEqual({
      kind: 'relation',
      name: 'headedBy',
      entity: 'organisation',
      by: 'voen',
      to: 'headFin',
      target: 'person',
      many: false,
    });
    expect(companies.record.fields.status?.choices).toEqual(dictionary.concepts['organisation.status']?.choices);
    expect(companies.record.fields.headFin).toMatchObject({ class: 'personal', optional: true, many: false });
    expect((of('employment') as CompiledRegister).provides[0]).toEqual({
      kind: 'count',
      name: 'organisation.staffCount',
      entity: 'organisation',
      by: 'employer',
    });
  });
});

describe('findings', () => {
  it('an unknown concept names the nearest one, at its line', () => {
    const file = 'registers/companies.yaml';
    const problem = onlyProblem(changed(file, 'concept: organisation.taxDebt', 'concept: organisation.taxDept'), file);
    expect(problem.rule).toBe('unknown-concept');
    expect(problem.message.az).toContain('organisation.taxDept');
    expect(problem.remedy.az).toContain('“organisation.taxDebt” nəzərdə tutulursa');
    expect(problem.remedy.ru).toContain('organisation.taxDebt');
    expect(problem.line).toBe(
      sourceOf(file)
        .split('\n')
        .findIndex((line) => line.includes('organisation.taxDebt')) + 1,
    );
  });

  it('a second register for a concept is refused and told whose it is', () => {
    const file = 'registers/employment.yaml';
    const second = `${sourceOf(file)}  - { concept: organisation.name, by: employer, take: position }\n`;
    const problem = onlyProblem({ [file]: second }, file);
    expect(problem.rule).toBe('one-source');
    expect(problem.message.az).toContain('Hüquqi şəxslərin dövlət reyestri');
    expect(problem.message.en).toContain('registers/companies.yaml');
    expect(compileWith({ [file]: second }).definitions.map(({ name }) => name)).toContain('companies');
  });

  it('a newcomer cannot take a concept over from a released register, whatever its name', () => {
    const base = compileWith({}).definitions;
    const thief = sourceOf('registers/companies.yaml').replace('system: taxpayer-system\n', '');
    const { problems, refused } = compileWith({ 'registers/a-first.yaml': thief }, base);
    expect(refused).toEqual(['registers/a-first.yaml']);
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['one-source']));
  });

  it.each([
    ['registers/companies.yaml', 'owner: in', 'owner: inn', 'unknown-institution'],
    ['registers/companies.yaml', 'key: voen', 'key: vöen', 'shape'],
    ['registers/companies.yaml', 'key: voen', 'key: voenn', 'unknown-field'],
    ['registers/companies.yaml', 'validFrom: registeredOn', 'validFrom: registredOn', 'unknown-field'],
    ['registers/companies.yaml', 'to: headFin', 'to: headPin', 'unknown-field'],
    ['registers/companies.yaml', 'relation: headedBy', 'relation: headdBy', 'unknown-relation'],
    ['registers/companies.yaml', 'relation: headedBy', 'relation: constructor', 'unknown-relation'],
    ['registers/companies.yaml', 'to: headFin', 'to: constructor', 'unknown-field'],
    ['registers/companies.yaml', 'code: data-exchange-rules', 'code: data-exchange-rule', 'unknown-act'],
    ['registers/companies.yaml', 'article: "3.1"', 'article: "3.9"', 'unknown-article'],
    ['registers/companies.yaml', 'take: registeredOn', 'take: name', 'wrong-type'],
    [
      'registers/companies.yaml',
      'concept: organisation.status, by: voen',
      'concept: residency.area, by: voen',
      'no-key',
    ],
    [
      'registers/companies.yaml',
      'concept: organisation.registeredOn, by: voen, take: registeredOn',
      'concept: organisation.name, by: voen, take: name',
      'named-twice',
    ],
    ['registers/employment.yaml', 'count: true', 'exists: true', 'wrong-type'],
    ['dictionary.yaml', 'from: organisation', 'from: organization', 'unknown-entity'],
    ['acts.yaml', '    real: true\n', '', 'real-or-sample'],
    ['acts.yaml', '    real: true\n', '    real: true\n    sample: true\n', 'real-or-sample'],
    ['dictionary.yaml', 'type: text\n    format: iban', 'type: number\n    format: iban', 'format'],
    ['systems.yaml', 'owner: eesmn', 'owner: eesm', 'unknown-institution'],
    ['systems.yaml', 'registers: [employment]', 'registers: [population]', 'one-side'],
    ['systems.yaml', 'registers: [employment]', 'registers: [emploiment]', 'unknown-register'],
    ['life-events.yaml', 'code: getting-married', 'code: having-child', 'named-twice'],
  ])('%s: “%s” → “%s” breaks rule %s', (file, from, to, rule) => {
    expect(onlyProblem(changed(file, from, to), file).rule).toBe(rule);
  });

  it('a choice needs two choices, and nothing else may have any', () => {
    const file = 'dictionary.yaml';
    const { problems } = compileWith(
      changed(
        file,
        'type: text\n    class: personal\n  person.name',
        'type: choice\n    class: personal\n  person.name',
      ),
    );
    expect(problems[0]).toMatchObject({ rule: 'choices', file });
    const kept = 'registers/digital-visas.yaml';
    const lines = sourceOf(kept).split('\n');
    const without = { [kept]: lines.filter((line) => !/^ {6}choices:|^ {8}(nomad|talent):/.test(line)).join('\n') };
    expect(onlyProblem(without, kept).rule).toBe('choices');
  });
});

describe('references', () => {
  it('a label decided at the desk leaves the form of a text as its file says', () => {
    const written = {
      label: { az: 'a', en: 'a', ru: 'a' },
      type: 'text',
      class: 'personal',
      entity: 'payment',
    } as const;
    const account = { ...written, leaf: 'account', format: 'iban' } as const;
    const decided = {
      ...written,
      leaf: 'account',
      label: { az: 'b', en: 'b', ru: 'b' },
      primary: 'r',
      decided: 'KL-1',
    };
    const scope = {
      get: <T>() => ({ entities: {}, relations: {}, concepts: { 'payment.account': account } }) as T,
      all: <T>() => new Map([['payment.account', decided as T]]),
    };
    expect(concept(scope, 'payment.account')).toEqual({ ...decided, format: 'iban' });
  });

  const { definitions } = compileWith({});
  const scope = {
    get: <T>(kind: string, name: string) =>
      definitions.find((one) => one.kind === kind && one.name === name)?.compiled as T | undefined,
    all: <T>(kind: string) =>
      new Map(definitions.filter((one) => one.kind === kind).map((one) => [one.name, one.compiled as T])),
  };

  it('primaryOf finds the one register of a concept, and none for what only people know', () => {
    expect(primaryOf(scope, 'organisation.taxDebt')).toMatchObject({ register: 'companies', owner: 'in' });
    expect(primaryOf(scope, 'headedBy')).toMatchObject({ register: 'companies' });
    expect(primaryOf(scope, 'residency.area')).toBeUndefined();
  });

  it('are cited as an official does, with the mark of a sample', () => {
    expect(readReference('technopark-rules 4.3')).toEqual({ act: 'technopark-rules', article: '4.3' });
    expect(cite(scope, readReference('technopark-rules 4.3'))).toEqual({
      act: 'technopark-rules',
      article: '4.3',
      title: expect.objectContaining({ en: 'Rules on residency of a technology park' }),
      cited: {
        az: '“Texnologiyalar parkının rezidentliyi haqqında” Qaydaların 4.3-cü bəndi',
        en: 'Rules on residency of a technology park, clause 4.3',
        ru: 'Правила резидентства технологического парка, пункт 4.3',
      },
      sample: true,
    });
    expect(cite(scope, { act: 'tax-code', article: '5' })).toMatchObject({
      cited: { az: 'Azərbaycan Respublikasının Vergi Məcəlləsinin 5-ci maddəsi' },
      sample: false,
    });
    expect(cite(scope, { act: 'tax-code', article: '' }).cited.az).toBe('Azərbaycan Respublikasının Vergi Məcəlləsi');
    for (const act of ['no-such-act', 'constructor'])
      expect(cite(scope, { act, article: '1' })).toMatchObject({ cited: { az: `${act} 1` }, sample: true });
  });
});
