import { describe, expect, it } from 'vitest';
import {
  type Changes,
  compileChanged,
  definitionsOf,
  type Loose,
  value,
} from '../../../../test/changed-definitions.ts';

const file = 'services/fintech-trial/service.yaml';
const scenarios = 'services/fintech-trial/scenarios.yaml';
const read = await definitionsOf('fintech-trial');
const compileWith = (changes?: Changes) => compileChanged(read, changes);

const rulesWith = (edit: (service: Loose) => void, of = file) =>
  compileWith({ [file]: edit })
    .problems.filter((problem) => problem.file === of)
    .map(({ rule }) => rule);

const pageOf = (service: Loose, name: string) =>
  value((service.pages as unknown as readonly Loose[]).find(({ page }) => String(page) === name));
const pageWith = (service: Loose, name: string, change: object) => Object.assign(pageOf(service, name), change);
const whom = { az: 'bəzilərindən', en: 'some', ru: 'некоторых' };

describe('a page that is asked of some applicants only', () => {
  it('compiles', () => {
    expect(compileWith().problems).toEqual([]);
  });

  it.each<[string, string, (service: Loose) => void]>([
    ['is the first', 'page-first', (s) => pageWith(s, 'xidmet', { when: 'running = false', whom })],
    ['looks at its own answer', 'page-before', (s) => pageWith(s, 'hesab', { when: 'custody != ""' })],
    ['looks at a later answer', 'page-before', (s) => pageWith(s, 'hesab', { when: 'safeguards != ""' })],
    ['looks at what is not there', 'feel.unknown_name', (s) => pageWith(s, 'hesab', { when: 'money' })],
    ['is no question', 'feel.types_differ', (s) => pageWith(s, 'hesab', { when: 'customers + 1' })],
    ['does not tell people of whom', 'page-whom', (s) => void delete pageOf(s, 'hesab').whom],
    ['tells of whom without a condition', 'page-whom', (s) => void delete pageOf(s, 'hesab').when],
    [
      'makes a condition fail for everybody else',
      'page-empty',
      (s) =>
        Object.assign(value(s.requirements), {
          account: { when: 'custody != ""', met: whom, unmet: whom, article: 'fintech-rules 4.1' },
        }),
    ],
  ])('is refused where it %s', (_, found, edit) => {
    expect(rulesWith(edit)).toContain(found);
  });

  it('may be looked at where the expression says what holds without it', () => {
    const edit = (s: Loose) =>
      Object.assign(value(s.requirements), {
        account: { when: 'custody = null or custody != ""', met: whom, unmet: whom, article: 'fintech-rules 4.1' },
      });
    expect(rulesWith(edit).filter((rule) => rule.startsWith('page-empty'))).toEqual([]);
  });

  it('may look at facts', () => {
    expect(rulesWith((s) => pageWith(s, 'hesab', { when: 'status = "active" and holdsMoney = true' }))).toEqual([]);
  });
});

it('is not the page on which somebody is chosen about whom registers are asked', async () => {
  const place = 'services/kindergarten-place/service.yaml';
  const given = await definitionsOf('kindergarten-place');
  const asked = (page: string) =>
    compileChanged(given, { [place]: (s) => pageWith(s, page, { when: 'applied = false', whom }) }).problems;
  expect(asked('bagca').filter(({ rule }) => rule === 'page-chooses')).toMatchObject([
    { file: place, message: { en: expect.stringContaining('“kindergarten”') } },
  ]);
  // From which day the child goes there no register is asked.
  expect(asked('baslangic').map(({ rule }) => rule)).not.toContain('page-chooses');
});

describe('its scenarios', () => {
  const foundWith = (edit: (told: Loose) => void) =>
    compileWith({ [scenarios]: (source) => edit(value(source.scenarios)) })
      .problems.filter((problem) => problem.file === scenarios)
      .map(({ message }) => message.en);

  it('may not answer what is not asked', () => {
    const [problem = ''] = foundWith((told) =>
      Object.assign(value(value(told['small-at-once']).answers), { custody: 'Sınaq Bankı' }),
    );
    expect(problem).toContain('expected submit, got not asked: pages.hesab, when: holdsMoney = true');
  });
});
