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

  const closed = { closedOn: '2027-01-01', successor: 'b' };
  const three = (more: object) => ({ 'institutions.yaml': [{ ...one('a'), ...more }, one('b'), one('c')] });

  it('may be split: some things go to others than the general successor', () => {
    const split = [{ successor: 'c', takes: ['register/companies', 'service/grant'] }];
    const { definitions, problems } = compile(three({ ...closed, split }));
    expect(problems).toEqual([]);
    const compiled = definitions[0]?.compiled as CompiledInstitutions | undefined;
    expect(compiled?.institutions[0]).toMatchObject({ successor: 'b', split });
  });

  it.each([
    ['an open one', { split: [{ successor: 'c', takes: ['system/x'] }] }, 'split-of-closed'],
    ['to nobody', { ...closed, split: [{ successor: 'd', takes: ['system/x'] }] }, 'successor-known'],
    ['to the general successor', { ...closed, split: [{ successor: 'b', takes: ['system/x'] }] }, 'split-other'],
    ['of one thing twice', { ...closed, split: [{ successor: 'c', takes: ['system/x', 'system/x'] }] }, 'split-once'],
    ['back to itself', { ...closed, split: [{ successor: 'a', takes: ['system/x'] }] }, 'successor-circle'],
  ])('may not be split wrongly: %s', (_, more, rule) => {
    expect(rules(three(more))).toEqual([expect.stringContaining(` ${rule}`)]);
  });

  it('refuse a split that names no thing of the catalogue', () => {
    for (const takes of [[], ['companies'], ['institution/c'], ['register/Companies']])
      expect(rules(three({ ...closed, split: [{ successor: 'c', takes }] }))).toHaveLength(1);
  });

  const former = (name: string, until: string) => ({ name: text(name), until });
  it.each([
    [[former('old', '2020-01-01'), former('older', '2021-01-01')], []],
    [[former('a', '2020-01-01')], ['former-name-once']],
    [[former('x', '2020-01-01'), former('x', '2021-01-01')], ['former-name-once']],
    [[former('x', '2021-01-01'), former('y', '2020-01-01')], ['former-name-order']],
    [[former('x', '2020-01-01'), former('y', '2020-01-01')], ['former-name-order']],
    [[former('x', '2028-01-01')], ['former-name-day']],
  ])('keep the names that they bore, each once and in order: %j', (formerNames, expected) => {
    const found = compile(three({ ...closed, formerNames })).problems.map(({ rule }) => rule);
    expect(found).toEqual(expected);
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
