import { describe, expect, it } from 'vitest';
import {
  type Changes,
  compileChanged,
  definitionsOf,
  type Loose,
  value,
} from '../../../../test/changed-definitions.ts';
import type { CompiledService } from './compiled.ts';
import { expandService } from './expand.ts';

const [service, scenarios, course] = [
  'services/technopark-residency/service.yaml',
  'services/technopark-residency/scenarios.yaml',
  'courses/assessed.yaml',
] as const;
const all = await definitionsOf('technopark-residency');

function compileWith(changes: Changes) {
  const { definitions, problems } = compileChanged(all, changes);
  const compiled = definitions.find(({ kind }) => kind === 'service')?.compiled as CompiledService | undefined;
  return { compiled, problems: problems.map(({ file, rule, message }) => [file, rule, message.en]) };
}

const revocation = ['propose-revocation', 'keep', 'revoke', 'revocation', 'revoked'];

/** Without what takes a certificate back: the service's own scenarios of that go too. */
const withoutRevocation = {
  [service]: (one: Loose) => {
    one.without = value(revocation);
    const { states } = value(one.process);
    delete value(states).revocation;
    delete value(states).revoked;
    delete value(one.notifications).revoked;
  },
  [scenarios]: (one: Loose) => {
    const told = value(one.scenarios);
    for (const [name, { steps }] of Object.entries(told))
      if (JSON.stringify(steps).includes('revocation')) delete told[name];
  },
};

describe('a service that takes over a course', () => {
  it('says what is its own, and has all else from there, in the order of the course', () => {
    const { compiled, problems } = compileWith({
      [service]: (one) => {
        value(one.process).clocks = value({ decision: { workingDays: 7 } });
      },
    });
    const { process } = compiled ?? {};
    // Its scenarios tell of ten days.
    expect(problems.every(([file]) => file !== course)).toBe(true);
    expect(process).toBeUndefined();
    const whole = compileWith({}).compiled?.process;
    expect(whole?.states.map(({ name }) => name).slice(0, 3)).toEqual(['draft', 'received', 'review']);
    expect(whole?.states.find(({ name }) => name === 'issued')?.title.en).toBe('Certificate issued');
    expect(whole?.states.find(({ name }) => name === 'issued')?.status).toBe('issued');
    expect(whole?.clocks.map(({ workingDays }) => workingDays)).toEqual([10, 10, 20, 10, 5, 20]);
  });

  it('leaves out what it names, and every mention of it', () => {
    const { compiled, problems } = compileWith(withoutRevocation);
    expect(problems).toEqual([]);
    expect(compiled?.process.actions.map(({ name }) => name)).not.toContain('revoke');
    expect(compiled?.process.actions.find(({ name }) => name === 'appeal')?.from).toEqual(['refused', 'lapsed']);
    expect(compiled?.process.actions.find(({ name }) => name === 'uphold')?.fourEyes).toEqual([
      'propose-refusal',
      'refuse',
    ]);
    expect(compiled?.process.clocks.map(({ name }) => name)).not.toContain('revocation');
    expect([compiled?.outcomes.revoked, Object.keys(compiled?.notifications ?? {})]).toEqual([
      [],
      expect.not.arrayContaining(['revoked']),
    ]);
  });

  it('is told in which file a part stands that is wrong', () => {
    const { problems } = compileWith({
      [course]: (one) => {
        const { actions } = value(one.process);
        value(value(actions).grant).to = value('approvd');
        value(value(actions).issue).to = value('isued');
      },
      [service]: (one) => {
        value(value(value(one.process).actions).issue).from = value(['aproved']);
      },
    });
    expect(problems.filter(([, rule]) => rule === 'state-unknown')).toEqual([
      [course, 'state-unknown', expect.stringContaining('approvd')],
      [service, 'state-unknown', expect.stringContaining('aproved')],
      [course, 'state-unknown', expect.stringContaining('isued')],
    ]);
  });

  it('is printed whole, and says the same then', () => {
    const text = expandService(all, 'technopark-residency') ?? '';
    const files = all.map((one) => (one.file === service ? { ...one, text } : one));
    const whole = compileChanged(files);
    expect(whole.problems).toEqual([]);
    const { course: _, ...same } = compileWith({}).compiled ?? {};
    expect(whole.definitions.find(({ file }) => file === service)?.compiled).toEqual(same);
    expect(expandService(all, 'nothing')).toBeUndefined();
  });

  it('is played by the scenarios of the course, with what it gives them', () => {
    const only = (told: Loose) => {
      for (const name of Object.keys(told))
        if (!/approved-at-once|officer|small|tax|missing|other/.test(name)) delete told[name];
    };
    const bare = compileWith({
      [scenarios]: (one) => {
        delete one.givens;
        only(value(one.scenarios));
      },
    }).problems;
    const missing = bare.filter(([, rule]) => rule === 'scenario-coverage').map(([, , said]) => said);
    expect(missing.join()).toMatch(/actions\.uphold/);
    const given = compileWith({ [scenarios]: (one) => only(value(one.scenarios)) }).problems;
    expect(given.map(([, , said]) => said).join()).not.toMatch(/actions\.uphold|states\.revoked/);
  });

  it('hears of a scenario of the course that comes out otherwise in it', () => {
    const { problems } = compileWith({
      [scenarios]: (one) => {
        const { facts, answers } = value(value(one.scenarios)['approved-at-once']);
        one.givens = value({ officer: { facts, answers } });
      },
    });
    expect(problems).toContainEqual([scenarios, 'scenario', expect.stringContaining('a second person confirms')]);
  });

  it('tells its own where its terms are others', () => {
    const longer = (one: Loose) => void (one.process = value({ clocks: { appeal: { workingDays: 30 } } }));
    const leaving = (name: string) => (one: Loose) => void (one.without = value([name]));
    const told = compileWith({ [service]: longer }).problems;
    expect(told).toContainEqual([scenarios, 'scenario', expect.stringContaining('expected 15, got 25')]);
    expect(compileWith({ [service]: longer, [scenarios]: leaving('term-of-the-appeal') }).problems).toEqual([]);
    const slip = compileWith({ [service]: longer, [scenarios]: leaving('term-of-the-apeal') }).problems;
    expect(slip).toContainEqual([scenarios, 'unknown-scenario', expect.stringContaining('term-of-the-apeal')]);
  });

  it.each([
    ['a course that is not there', (one: Loose) => void (one.course = value('asessed')), 'unknown-course', 'asessed'],
    [
      'a part that the course does not have',
      (one: Loose) => void (one.without = value(['apeal'])),
      'unknown-part',
      'apeal',
    ],
    [
      'a state of its own without a status',
      (one: Loose) => void (value(value(one.process).states).extra = value({ title: { az: 'a', en: 'a', ru: 'a' } })),
      'shape',
      'Missing: process.states.extra status',
    ],
    ['no process at all', (one: Loose) => void delete one.course, 'shape', 'Missing'],
  ])('is refused with %s', (_, change, rule, said) => {
    const { problems } = compileWith({ [service]: change });
    expect(problems[0]).toEqual([service, rule, expect.stringContaining(said)]);
  });
});
