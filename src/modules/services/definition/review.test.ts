import { describe, expect, it } from 'vitest';
import {
  type Changes,
  compileChanged,
  definitionsOf,
  type Loose,
  value,
} from '../../../../test/changed-definitions.ts';
import { graphOf } from '../../process/index.ts';
import { drawnService } from '../present/drawing.ts';
import { askTable, judgeRequirements } from '../rules/judging.ts';
import { withReviews } from '../rules/reviews.ts';
import { caseData } from '../rules/values.ts';
import type { CompiledService } from './compiled.ts';
import { reviewsOf } from './heard.ts';

const file = 'services/research-grant/service.yaml';
const scenarios = 'services/research-grant/scenarios.yaml';
const read = await definitionsOf('research-grant', 'review');
const compileWith = (changes?: Changes) => compileChanged(read, changes);

const rulesWith = (edit: (service: Loose, reviews: Loose) => void, of = file) =>
  compileWith({ [file]: (service) => edit(service, value(service.reviews)) })
    .problems.filter((problem) => problem.file === of)
    .map(({ rule }) => rule);

const guardOf = (service: Loose, action: string) => value(value(value(service.process).actions)[action]);
const criterionOf = (reviews: Loose, name: string) => value(value(reviews.criteria)[name]);

const { problems, definitions } = compileWith();
const service = definitions.find(({ file: one }) => one === file)?.compiled as CompiledService;

describe('a service that is reviewed', () => {
  it('compiles, and is plain data', () => {
    expect(problems).toEqual([]);
    expect(JSON.parse(JSON.stringify(service))).toEqual(service);
    expect(reviewsOf(service)?.process.clocks).toMatchObject([{ workingDays: 10, due: 'lapse' }]);
  });

  it('does not compile without the process of a review', () => {
    const found = compileWith({ 'services/review.yaml': null }).problems.map(({ rule }) => rule);
    expect(found).toContain('review-process');
  });

  it('tells the deputy head of who is late, where nobody takes their place', () => {
    const told = compileWith({ [file]: ({ reviews }) => void (value(reviews).late = value('told')) }).definitions;
    const found = reviewsOf(told.find(({ file: one }) => one === file)?.compiled as CompiledService);
    expect(found?.process.clocks).toMatchObject([{ workingDays: 10, escalate: 'deputy_head' }]);
    expect(JSON.stringify(found?.process)).not.toContain('lapse');
  });

  it.each([
    [
      'a criterion without an article',
      'no-article',
      (_: Loose, reviews: Loose) => void delete criterionOf(reviews, 'novelty').article,
    ],
    [
      'a criterion without points',
      'review-points',
      (_: Loose, reviews: Loose) => void (criterionOf(reviews, 'novelty').to = value(0)),
    ],
    [
      'a criterion with a name of the sums',
      'review-name',
      (_: Loose, reviews: Loose) => void (value(reviews.criteria).score = criterionOf(reviews, 'value')),
    ],
    [
      'a field that is not there',
      'unknown-field',
      (_: Loose, reviews: Loose) => void (reviews.sees = value(['nothing'])),
    ],
    [
      'a state that is not there',
      'unknown-state',
      (_: Loose, reviews: Loose) => void (reviews.asked = value(['nowhere'])),
    ],
    [
      'a fact that is not open about whom anybody may name',
      'closed-to-naming',
      (source: Loose) => void (value(value(source.data).partnerName).concept = value('organisation.taxDebt')),
    ],
    ['a draft', 'opinion-asked', (_: Loose, reviews: Loose) => void (reviews.asked = value(['draft']))],
    [
      'a relation that leads to no people',
      'unknown-relation',
      (_: Loose, reviews: Loose) => void (value(reviews.pool).relation = value('employedBy')),
    ],
    [
      'a number that is no VÖEN',
      'review-pool',
      (_: Loose, reviews: Loose) => void (value(reviews.pool).organisation = value('1400302161')),
    ],
    [
      'a system elsewhere',
      'back-office-reviews',
      (source: Loose) => void (source.backOffice = value({ system: 'research-system' })),
    ],
    [
      'a field of the name of reviews',
      'review-name',
      (source: Loose) => void (value(source.data).openReviews = value(source.data).months as Loose),
    ],
  ])('does not compile with %s', (_, rule, edit) => {
    expect(rulesWith(edit)).toContain(rule);
  });

  it('does not compile without the right to ask who the experts are, and where they work', () => {
    const found = compileWith({
      'rights.yaml': (source) => {
        const rights = source.rights as unknown as { purpose: string; relations?: string[] }[];
        for (const one of rights) if (one.purpose === 'research-grant') one.relations = ['experts'];
      },
    }).problems.filter((problem) => problem.file === file);
    expect(found.map(({ rule }) => rule)).toContain('no-right');
  });

  it.each([
    ['does not look at them', 'unmet = 0'],
    ['looks elsewhere for children', 'unmet = 0 and missing = 0'],
    ['lets “or” slip through', 'unmet = 0 or openReviews = 0'],
  ])('does not compile when an approval %s', (_, guard) => {
    expect(rulesWith((source) => void (guardOf(source, 'approve').guard = value(guard)))).toContain('approved-unheard');
  });

  it.each(['unmet = 0 and openReviews = 0', 'unmet = 0 and review.score >= 70'])('takes the guard %s', (guard) => {
    const found = rulesWith((source) => void (guardOf(source, 'approve').guard = value(guard)));
    expect(found).not.toContain('approved-unheard');
  });

  it('needs scenarios in which they come, and in which they lie too far apart', () => {
    const left = (names: readonly string[]) =>
      compileWith({
        [scenarios]: (source) => {
          for (const name of names) delete value(source.scenarios)[name];
        },
      })
        .problems.filter(({ rule }) => rule === 'scenario-coverage')
        .map(({ message }) => message.en);
    expect(left(['far-apart']).join()).toContain('reviews.spread');
  });

  it('is drawn with its reviews as an activity of their own', () => {
    const graph = drawnService(service);
    expect(JSON.stringify(graph)).toContain('Reviews of experts (2)');
    expect(graphOf(service.title, service.process, () => ({ tells: false }))).not.toEqual(graph);
  });
});

describe('to the rules', () => {
  const facts = Object.fromEntries(
    Object.entries({
      name: 'A',
      voen: '1',
      status: 'active',
      taxDebt: '0',
      granted: false,
      partnerName: 'B',
      partnerStatus: 'active',
    }).map(([name, one]) => [name, { state: 'value', value: one } as const]),
  );
  const answers = {
    field: 'energy',
    topic: 'A',
    plan: 'B',
    use: 'C',
    partner: '1',
    months: 6,
    expenses: [{ purpose: 'D', amount: '10' }],
  };
  const data = caseData(service, facts, answers, '2026-11-02');
  const given = { novelty: 8, value: 8, feasibility: 8 };

  it('points are facts not received until the last has come', () => {
    const waiting = withReviews(service, data, [given]);
    expect(waiting.values.openReviews).toBe(1);
    expect(judgeRequirements(service, waiting).find(({ name }) => name === 'enough-points')?.sign).toBe('nodata');
    const asked = askTable(service, waiting);
    expect([asked.outcome, asked.reasons[0]?.article]).toEqual(['officer', 'research-grant-rules 3.1']);
    const all = withReviews(service, data, [given, given]);
    expect(all.values).toMatchObject({ 'review.score': 80, 'review.spread': 0, openReviews: 0 });
    expect(judgeRequirements(service, all).find(({ name }) => name === 'enough-points')?.sign).toBe('known');
  });

  it('the table approves nothing while one is out, whether it looks at them or not', () => {
    const rules = service.decision.rules
      .filter(({ when }) => !('review.score' in when))
      .map((rule) => (rule.outcome === 'officer' ? { ...rule, outcome: 'approve' as const } : rule));
    const inputs = service.decision.inputs.filter((name) => name !== 'review.score');
    const blind = {
      ...service,
      decision: { ...service.decision, inputs, uses: inputs.filter((name) => name !== 'grant'), rules },
    };
    expect(askTable(blind, withReviews(service, data, [given])).outcome).toBe('officer');
    expect(askTable(blind, withReviews(service, data, [given, given])).outcome).toBe('approve');
  });
});
