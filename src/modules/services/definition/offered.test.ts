import { describe, expect, it } from 'vitest';
import {
  type Changes,
  compileChanged,
  definitionsOf,
  type Loose,
  value,
} from '../../../../test/changed-definitions.ts';

const [service, scenarios] = [
  'services/technopark-residency/service.yaml',
  'services/technopark-residency/scenarios.yaml',
] as const;
const all = await definitionsOf('technopark-residency');

/** What is found in the service, with its files changed. */
const found = (changes: Changes): string[] =>
  compileChanged(all, changes).problems.map(({ rule, message }) => `${rule} ${message.en}`);

const act = (name: string, action: object) => (one: Loose) => {
  const title = { az: 'Sına', en: 'Try', ru: 'Попробовать' };
  value(value(one.process).actions)[name] = value({ title, from: ['review'], to: 'review', ...action });
};

describe('what no desk offers does not compile', () => {
  it.each(['head', 'project_office', 'registrar'])('is an action of %s, who has no desk of services', (actor) => {
    expect(found({ [service]: act('seal', { actor }) })).toContain(`unknown-office There is no office “${actor}”.`);
  });
});

describe('a field that a choice opens', () => {
  it('is opened by one choice alone', () => {
    const twice = found({
      [service]: (one) => {
        value(value(value(value(one.data).area).choices).electronics).opens = value(['areaOther']);
      },
    });
    expect(twice).toEqual(['opened-twice The field “areaOther” is opened by two choices.']);
  });
});

describe('the answer of the table', () => {
  it('rests on the articles that a scenario tells', () => {
    const told = (articles: readonly string[]) =>
      found({
        [scenarios]: (one) => {
          value(value(value(one.scenarios)['suspended-company']).result).tableReasons = value(articles);
        },
      });
    expect(told(['technopark-rules 4.1'])).toEqual([]);
    expect(told(['technopark-rules 4.5']).join()).toContain(
      'expected [technopark-rules 4.5], got [technopark-rules 4.1]',
    );
  });
});
