import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileDefinitions, readDefinitions } from '../../kernel/definition.ts';
import { langs } from '../../language/index.ts';
import { room as catalogue } from '../catalogue/module.ts';
import { room as identity } from '../identity/module.ts';
import type { CompiledRights } from './definition.ts';
import { room as exchange } from './module.ts';
import { rightFor } from './rules.ts';

const folder = join(import.meta.dirname, '../../../definitions');
const kinds = [identity, catalogue, exchange].flatMap((room) => room.definitions ?? []);
const source = readFileSync(join(folder, 'rights.yaml'), 'utf8');
const files = (await readDefinitions(folder)).filter(({ file }) => kinds.some((kind) => kind.files.test(file)));

function compileRights(text: string) {
  return compileDefinitions(
    files.map((one) => (one.file === 'rights.yaml' ? { ...one, text } : one)),
    kinds,
  );
}

describe('rights.yaml', () => {
  it('compiles', () => {
    const { problems, definitions } = compileRights(source);
    expect(problems).toEqual([]);
    const rights = definitions.find(({ kind }) => kind === 'rights')?.compiled as CompiledRights;
    expect(rights.rights[0]).toMatchObject({ consumer: 'rinn', enters: ['technopark-residents'] });
    expect(rights.rights[0]?.reads).toEqual(expect.arrayContaining(['organisation.taxDebt', 'headedBy']));
  });

  it.each([
    ['consumer: rinn', 'consumer: rin', 'unknown-institution'],
    ['purpose: technopark-residency', 'purpose: technopark-residence', 'unknown-purpose'],
    ['purpose: technopark-residency', 'purpose: constructor', 'unknown-purpose'],
    ['act: technopark-rules', 'act: technopark-rule', 'unknown-act'],
    ['article: "4.2"', 'article: "4.22"', 'unknown-article'],
    ['- organisation.taxDebt', '- organisation.taxDebts', 'unknown-concept'],
    ['relations: [headedBy]', 'relations: [headBy]', 'unknown-relation'],
    ['enters: [technopark-residents]', 'enters: [technopark-resident]', 'unknown-register'],
  ])('“%s” → “%s” breaks rule %s and offers the name meant', (from, to, rule) => {
    expect(source).toContain(from);
    const { problems, refused } = compileRights(source.replace(from, to));
    expect(refused).toEqual(['rights.yaml']);
    expect(problems.map((problem) => problem.rule)).toEqual([rule]);
    for (const lang of langs) expect(problems[0]?.remedy[lang].length).toBeGreaterThan(20);
  });
});

it('does not compile without the right under which the platform learns who heads what', () => {
  const without = source.replace('purpose: sign-in', 'purpose: technopark-residency');
  expect(compileRights(without).problems.map((problem) => problem.rule)).toEqual(['sign-in-right']);
});

it('does not compile while people or companies cannot read what a register holds about them', () => {
  const company = source.replace('organisation.staffCount, organisation.turnover,', 'organisation.staffCount,');
  const forCompany = compileRights(company).problems;
  expect(forCompany).toMatchObject([
    { rule: 'own-data-right', remedy: { en: 'Add “organisation.turnover” to the concepts of this right.' } },
  ]);
  // People and companies have a right each.
  expect(company.split('\n')[(forCompany[0]?.line ?? 0) - 1]).toContain('organisation.staffCount');
  const { problems } = compileRights(
    source.replace('person.researchField, person.guardianship,', 'person.guardianship,'),
  );
  expect(problems.map((problem) => problem.rule)).toEqual(['own-data-right']);
  expect(problems[0]?.remedy.en).toBe('Add “person.researchField” to the concepts of this right.');
});

describe('the right under which the platform asks', () => {
  const right = (consumer: string, purpose: string, reads: string[]) => ({
    consumer,
    purpose,
    act: 'a',
    article: '1',
    reads,
    enters: [],
  });
  const rights: CompiledRights = {
    purposes: {},
    rights: [right('din', 'help', ['person.name']), right('in', 'help', ['person.name', 'headedBy'])],
  };

  it('is the actor’s own institution’s, if that holds one that covers everything asked', () => {
    expect(rightFor(rights, 'help', ['person.name'], ['in'])?.consumer).toBe('in');
    expect(rightFor(rights, 'help', ['person.name'], ['sn'])?.consumer).toBe('din');
    expect(rightFor(rights, 'help', ['person.name', 'headedBy'], ['din'])?.consumer).toBe('in');
    expect(rightFor(rights, 'other', ['person.name'], ['in'])).toBeUndefined();
  });
});
