import { describe, expect, it } from 'vitest';
import type { Json } from '../../../kernel/job.ts';
import type { CompiledField, CompiledPage, CompiledService } from '../definition/compiled.ts';
import { askedAnswers, newlyAsked, splitPages, withAskedPages } from './asked-pages.ts';
import { caseData, type Facts } from './values.ts';

const text = (az: string) => ({ az, en: az, ru: az });
const asked = (name: string, type: 'yesno' | 'text'): CompiledField => ({
  source: 'applicant',
  name,
  concept: `test.${name}`,
  type,
  class: 'open',
  label: text(name),
  optional: false,
  maxLength: 50,
  why: text('why'),
  article: 'act 1',
});
const fact: CompiledField = {
  source: 'register',
  name: 'children',
  concept: 'person.children',
  type: 'number',
  class: 'personal',
  label: text('children'),
  path: [],
  leaf: 'children',
  many: false,
  register: 'people',
};
const page = (name: string, when?: string): CompiledPage => ({
  page: name,
  question: text(name),
  fields: [name],
  ...(when === undefined ? {} : { when, whom: text('some') }),
});

const service = {
  fields: [fact, asked('car', 'yesno'), asked('plate', 'text'), asked('owner', 'text'), asked('school', 'text')],
  pages: [
    page('car'),
    page('plate', 'car = true'),
    page('owner', 'plate = "10-AA-001"'),
    page('school', 'children > 0'),
  ],
} as unknown as CompiledService;

const none: Facts = { children: { state: 'none' } };
const names = (pages: readonly CompiledPage[]) => pages.map((one) => one.page);
const given = (answers: Record<string, Json>, facts = none) => names(splitPages(service, facts, answers).asked);

describe('a page with a condition', () => {
  it('is asked where that is true of answers before it, and of facts', () => {
    expect(given({})).toEqual(['car']);
    expect(given({ car: true })).toEqual(['car', 'plate']);
    expect(given({ car: false }, { children: { state: 'value', value: 2 } })).toEqual(['car', 'school']);
  });

  it('is not asked while the register is silent', () => {
    expect(given({ car: false }, { children: { state: 'unavailable' } })).toEqual(['car']);
  });

  it('does not look at what was answered on a page that is not asked itself', () => {
    expect(given({ car: true, plate: '10-AA-001' })).toEqual(['car', 'plate', 'owner']);
    expect(given({ car: false, plate: '10-AA-001' })).toEqual(['car']);
  });
});

describe('what is not asked', () => {
  const answers = { car: false, plate: '10-AA-001' };
  const inCase = (toCorrect?: readonly string[], facts = none, of: Record<string, Json> = answers) =>
    withAskedPages(service, { facts, answers: of, toCorrect });

  it('counts as not answered', () => {
    const draft = inCase();
    expect([...(draft.notAsked ?? [])]).toEqual(['plate', 'owner', 'school']);
    expect(caseData(draft, none, answers).values).toMatchObject({ car: false, plate: null });
    expect(askedAnswers(draft, answers)).toEqual({ car: false });
  });

  it('stays where it was answered once officials have the case, whatever registers say since', () => {
    expect(names(inCase([]).pages)).toEqual(['car', 'plate']);
    expect(names(inCase([], { children: { state: 'value', value: 2 } }).pages)).toEqual(['car', 'plate', 'school']);
  });

  it('comes into a returned case only where it is to be corrected', () => {
    const parent: Facts = { children: { state: 'value', value: 2 } };
    expect(names(inCase(['car'], parent, { car: true }).pages)).toEqual(['car']);
    expect(names(inCase(['car', 'plate'], parent, { car: true }).pages)).toEqual(['car', 'plate']);
    expect(names(inCase(['car']).pages)).toEqual(['car']);
  });

  it('is named once an answer opens it, until it is answered', () => {
    expect(newlyAsked(service, none, { car: true })).toEqual(['plate']);
    expect(newlyAsked(service, none, { car: true, plate: '99-ZZ-999' })).toEqual([]);
    expect(newlyAsked(service, none, { car: false })).toEqual([]);
  });
});

it('a service that asks everybody the same stays what it is', () => {
  const plain = { ...service, pages: [page('car'), page('plate')] };
  expect(withAskedPages(plain, { facts: none, answers: {}, toCorrect: undefined })).toBe(plain);
});
