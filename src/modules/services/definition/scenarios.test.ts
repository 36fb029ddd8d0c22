import { describe, expect, it } from 'vitest';
import { type Changes, compileChanged, definitionsOf, value } from '../../../../test/changed-definitions.ts';
import type { Compilation, Scope } from '../../../kernel/definition.ts';
import type { CompiledService } from './compiled.ts';
import { expandService } from './expand.ts';
import { type CompiledScenarios, findingsOf } from './scenarios.ts';

const file = 'services/technopark-residency/service.yaml';
const scenarios = 'services/technopark-residency/scenarios.yaml';
const read = await definitionsOf('technopark-residency');
// Without its course, whose scenarios would cover what its own leave out.
const whole = expandService(read, 'technopark-residency') ?? '';
const all = read.map((one) => (one.file === file ? { file, text: whole } : one));

/** Compiles the service and what it leans on with one file changed. */
const compileWith = (changes: Changes) => compileChanged(all, changes);

const rulesOf = ({ problems }: Pick<Compilation, 'problems'>, name = file) =>
  problems.filter((problem) => problem.file === name).map(({ rule }) => rule);

describe('scenarios', () => {
  it('are played again for a service whose course or whose own scenarios are others', () => {
    const { definitions } = compileWith({});
    const of = <T>(kind: string) => definitions.find((one) => one.kind === kind)?.compiled as T;
    const [service, told] = [of<CompiledService>('service'), of<CompiledScenarios>('scenarios')];
    const within = (course: unknown): Scope => ({ get: <T>() => course as T, all: () => new Map() });
    expect(findingsOf(within(undefined), service, told)).toEqual([]);
    expect(findingsOf(within(undefined), service, { scenarios: {} })).not.toEqual([]);
    const strange = { scenarios: {} };
    const left = { ...told, without: ['nowhere'] };
    const first = findingsOf(within(strange), service, left);
    expect(first.map(({ rule }) => rule)).toEqual(['unknown-scenario']);
    const known = { scenarios: { nowhere: { given: 'nothing', steps: [] } } };
    expect(findingsOf(within(known), service, left)).toEqual([]);
  });

  it('are part of a service', () => {
    expect(rulesOf(compileWith({ [scenarios]: null }))).toEqual(['no-scenarios']);
  });

  it('say which promise is not kept', () => {
    const { problems } = compileWith({
      [scenarios]: (s) =>
        void (value(value(value(s.scenarios)['refused-for-tax-debt']).result).reasons = value([
          'technopark-rules 4.5',
        ])),
    });
    const found = problems.find((problem) => problem.file === scenarios);
    expect(found?.rule).toBe('scenario');
    expect(found?.message.en).toContain('expected [technopark-rules 4.5], got [technopark-rules 4.4.1]');
  });

  it('fail when the definition changes its mind', () => {
    const { problems, refused } = compileWith({
      [file]: (s) => void (value(value(s.requirements)['new-jobs']).when = value('newJobs >= 50')),
    });
    expect(rulesOf({ problems }, scenarios)).toContain('scenario');
    expect(refused).toContain(file);
  });

  it('name what none of them comes to', () => {
    const { problems } = compileWith({ [scenarios]: (s) => void delete value(s.scenarios).withdrawn });
    const found = problems.filter((problem) => problem.file === scenarios);
    expect(found.map(({ rule }) => rule)).toEqual(['scenario-coverage']);
    expect(found[0]?.message.en).toContain('actions.withdraw');
  });
});
