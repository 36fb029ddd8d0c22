import { expect, it } from 'vitest';
import { compileChanged, definitionsOf, type Loose, value } from '../../../../test/changed-definitions.ts';
import { withAmendments } from '../rules/amending.ts';
import type { CompiledService } from './compiled.ts';

const [service, course] = ['services/technopark-residency/service.yaml', 'courses/assessed.yaml'] as const;
const all = await definitionsOf('technopark-residency');

/** Rules broken once the course is changed. */
const broken = (change: (actions: Loose, course: Loose) => void, changed: string = course) => {
  const edit = (one: Loose) => change(value(value(one.process ?? {}).actions ?? {}), one);
  const { problems } = compileChanged(all, { [changed]: edit });
  return [...new Set(problems.map(({ rule }) => rule))].filter((rule) => !rule.startsWith('scenario'));
};

it('is corrected by two officials, of whom the first gives the reason', () => {
  expect(broken(({ correct }) => void delete value(correct).fourEyes)).toEqual(['amend-eyes']);
  expect(broken((actions) => void delete value(actions['propose-correction']).note)).toEqual(['amend-eyes']);
  expect(
    broken(({ correct }) => {
      value(correct).fourEyes = value('ask-correction');
    }),
  ).toContain('amend-eyes');
});

it('leaves nobody else anything to do until it is carried out', () => {
  expect(
    broken(({ correct, reissue }) => {
      value(correct).to = value('issued');
      value(correct).effects = value(['amend']);
      value(reissue).from = value(['issued']);
    }),
  ).toContain('amend-unsettled');
});

it('is not signed, because a signature over the case would not say what is corrected', () => {
  expect(
    broken(({ correct }) => {
      value(correct).sign = value('optional');
    }),
  ).toEqual(['sign-not-offered']);
  // Nor where a case is sent back: its remarks say what is to be corrected.
  expect(
    broken((actions) => {
      value(actions.return).sign = value('optional');
    }),
  ).toEqual(['sign-not-offered']);
});

it('rests on an article', () => {
  expect(broken((_, one) => void delete one.correction)).toEqual(['no-article']);
});

it('finds nothing to correct where document and entry show nothing but numbers by which somebody is known', () => {
  const nothing = (_: Loose, one: Loose) => {
    delete one.entry;
    value(one.document).lines = value([{ field: 'voen' }]);
  };
  expect(broken(nothing, service)).toContain('amend-nothing');
});

it('lays the right value over what is known, and closes what no choice opens any more', () => {
  const { compiled } = compileChanged(all, {}).definitions.find(({ kind }) => kind === 'service') ?? {};
  const known = {
    facts: { name: { state: 'value', value: 'A' }, address: { state: 'unavailable' } },
    answers: { area: 'other', areaOther: 'x', newJobs: 8 },
  } as const;
  const right = withAmendments(compiled as CompiledService, known, [
    { field: 'newJobs', value: 9 },
    { field: 'address', value: 'B' },
    { field: 'newJobs', value: 10 },
    { field: 'area', value: 'software' },
  ]);
  expect(right.facts).toEqual({ name: { state: 'value', value: 'A' }, address: { state: 'value', value: 'B' } });
  expect(right.answers).toEqual({ area: 'software', areaOther: null, newJobs: 10 });
});
