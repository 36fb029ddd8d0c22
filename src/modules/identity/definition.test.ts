import { readFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { root } from '../../../test/database.ts';
import { compileDefinitions } from '../../kernel/definition.ts';
import { type CompiledInstitutions, institutionsKind } from './definition.ts';

const text = (word: string) => ({ az: word, en: word, ru: word });
const one = (code: string, more: Readonly<Record<string, string>> = {}) => ({
  code,
  kind: 'agency',
  name: text(code),
  acronym: text(code.toUpperCase()),
  ...more,
});
const compile = (files: Readonly<Record<string, readonly object[]>>) =>
  compileDefinitions(
    Object.entries(files).map(([file, institutions]) => ({ file, text: stringify({ institutions }) })),
    [institutionsKind],
  );
const rules = (files: Readonly<Record<string, readonly object[]>>) =>
  compile(files).problems.map(({ file, line, rule }) => `${file}:${line} ${rule}`);

describe('institutions', () => {
  it('are the twenty-two of the plan', async () => {
    const file = 'institutions.yaml';
    const source = await readFile(`${root}/definitions/${file}`, 'utf8');
    const { definitions, problems } = compileDefinitions([{ file, text: source }], [institutionsKind]);
    expect(problems).toEqual([]);
    const compiled = definitions[0]?.compiled as CompiledInstitutions | undefined;
    expect(compiled?.institutions).toHaveLength(22);
    expect(compiled?.institutions.find(({ code }) => code === 'rinn')?.acronym.az).toBe('RİNN');
  });

  it('may stand in files of their own beside those of the plan', () => {
    const { definitions, problems } = compile({
      'institutions.yaml': [one('rinn')],
      'institutions/regions.yaml': [one('old', { closedOn: '2027-01-01', successor: 'rinn' })],
    });
    expect(problems).toEqual([]);
    expect(definitions.map(({ name }) => name)).toEqual(['institutions', 'regions']);
  });

  it('have one code each, in all files together', () => {
    expect(rules({ 'institutions.yaml': [one('rinn'), one('in'), one('rinn')] })).toEqual([
      'institutions.yaml:22 institution-once',
    ]);
    expect(rules({ 'institutions.yaml': [one('rinn')], 'institutions/b.yaml': [one('rinn')] })).toEqual([
      'institutions/b.yaml:2 institution-once',
    ]);
  });

  it('compile again over their own last release', () => {
    const files = [{ file: 'institutions.yaml', text: stringify({ institutions: [one('rinn')] }) }];
    const first = compileDefinitions(files, [institutionsKind]);
    expect(compileDefinitions(files, [institutionsKind], first.definitions).problems).toEqual([]);
  });

  it('are succeeded by one that exists, and only when they are closed', () => {
    const closed = { closedOn: '2027-01-01' };
    expect(rules({ 'institutions.yaml': [one('a', { ...closed, successor: 'nobody' })] })).toHaveLength(1);
    expect(rules({ 'institutions.yaml': [one('a', { successor: 'b' }), one('b')] })[0]).toMatch(/successor-of-closed$/);
    expect(rules({ 'institutions.yaml': [one('a', closed)] })).toEqual([]);
  });

  it('never succeed each other in a circle', () => {
    const to = (successor: string) => ({ closedOn: '2027-01-01', successor });
    const found = rules({ 'institutions.yaml': [one('a', to('b')), one('b', to('c')), one('c', to('a'))] });
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(/successor-circle$/);
  });

  it('may say where to ask, but not with an empty hand', () => {
    const contact = { phone: '+994 00 000 00 00', page: 'https://a.example/elaqe', sample: true };
    const { definitions, problems } = compile({ 'institutions.yaml': [{ ...one('a'), contact }, one('b')] });
    expect(problems).toEqual([]);
    const compiled = definitions[0]?.compiled as CompiledInstitutions | undefined;
    expect(compiled?.institutions.map((each) => each.contact)).toEqual([contact, undefined]);
    for (const wrong of [{}, { phone: 'ask' }, { page: 'javascript:alert(1)' }, { email: 'a b@c.example' }])
      expect(rules({ 'institutions.yaml': [{ ...one('a'), contact: wrong }] })).toHaveLength(1);
  });

  it('refuse a field and a kind that nobody knows', () => {
    expect(rules({ 'institutions.yaml': [{ ...one('a'), motto: 'x' }] })).toHaveLength(1);
    expect(rules({ 'institutions.yaml': [{ ...one('a'), kind: 'guild' }] })).toHaveLength(1);
  });
});
