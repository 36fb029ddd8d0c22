import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { compileDefinitions } from '../../../kernel/definition.ts';
import { langs } from '../../../language/lang.ts';
import { compilePermit, permit, permitFile, permitKind } from '../test-definition.ts';
import { report } from '../test-report.ts';
import { request } from '../test-request.ts';
import { compileProcess } from './compile.ts';
import { guardOf } from './guards.ts';
import { processKindOf } from './kind.ts';
import { type ProcessSource, processSection } from './schema.ts';

type Change = (source: ProcessSource) => void;

const t = { az: 'a', en: 'b', ru: 'c' };

/** Rules and paths of what is found after a change of the good definition. */
const findings = (change: Change) =>
  compilePermit(change).findings.map(({ rule, path }) => `${rule} ${path.join('.')}`);

const faults: readonly [name: string, change: Change, found: readonly string[]][] = [
  ['from an unknown state', (s) => void s.actions.answer?.from.push('waitin'), ['state-unknown actions.answer.from.1']],
  [
    'to an unknown state',
    (s) => void Object.assign(s.actions.rethink ?? {}, { to: 'nowhere' }),
    ['state-unknown actions.rethink.to'],
  ],
  [
    'a clock in an unknown state',
    (s) => void s.clocks?.decision?.runs.push('reviw'),
    ['state-unknown clocks.decision.runs.2'],
  ],
  [
    'a state that nothing leads to',
    (s) => void Object.assign(s.states, { limbo: { status: 'closed', title: t, end: true } }),
    ['state-unreachable states.limbo'],
  ],
  ['a state that nobody can leave', (s) => delete s.states.withdrawn?.end, ['state-without-exit states.withdrawn']],
  [
    'states that lead round in a circle',
    (s) => {
      s.states.loop = { status: 'in_review', title: t };
      s.actions.enter = { title: t, from: ['review'], to: 'loop', actor: 'officer' };
      s.actions.stay = { title: t, from: ['loop'], to: 'loop', actor: 'officer' };
    },
    ['state-without-end states.loop'],
  ],
  [
    'a signature where none is asked for',
    (s) => void Object.assign(s.actions.approve ?? {}, { sign: 'optional' }),
    ['sign-not-offered actions.approve.sign'],
  ],
  [
    'a system action that nothing triggers',
    (s) => void Object.assign(s.actions, { expire: { title: t, from: ['review'], to: 'closed', actor: 'system' } }),
    ['action-untriggered actions.expire.actor'],
  ],
  [
    'a name of the engine',
    (s) => void Object.assign(s.actions, { assign: s.actions.rethink }),
    ['action-reserved actions.assign'],
  ],
  [
    'four eyes on an unknown action',
    (s) => void Object.assign(s.actions.approve ?? {}, { fourEyes: 'recomend' }),
    ['action-unknown actions.approve.fourEyes'],
  ],
  [
    'four eyes on itself',
    (s) => void Object.assign(s.actions.approve ?? {}, { fourEyes: 'approve' }),
    ['four-eyes-same actions.approve.fourEyes'],
  ],
  [
    'four eyes on the applicant',
    (s) => void Object.assign(s.actions.approve ?? {}, { fourEyes: 'submit' }),
    ['four-eyes-same actions.approve.fourEyes'],
  ],
  [
    'an effect that nobody carries out',
    (s) => void s.actions.submit?.effects?.push('notify-recieved'),
    ['effect-unknown actions.submit.effects.1'],
  ],
  [
    'an appeal decided by who refused',
    (s) => {
      Object.assign(s.actions.uphold ?? {}, { fourEyes: 'recommend' });
      delete s.actions.overturn?.fourEyes;
    },
    ['appeal-same-eyes actions.overturn.fourEyes', 'appeal-same-eyes actions.uphold.fourEyes'],
  ],
  [
    'a guard with an unknown name',
    (s) => void Object.assign(s.actions.recommend ?? {}, { guard: 'staf >= 5' }),
    ['feel.unknown_name actions.recommend.guard'],
  ],
  [
    'a guard that is no question',
    (s) => void Object.assign(s.actions.recommend ?? {}, { guard: 'staff + 5' }),
    ['guard-type actions.recommend.guard'],
  ],
  [
    'a guard’s words without a guard',
    (s) => delete s.actions.recommend?.guard,
    ['guard-missing actions.recommend.otherwise'],
  ],
  [
    'a reminder before the start',
    (s) => void Object.assign(s.clocks?.answer ?? {}, { remind: [10] }),
    ['reminder-too-early clocks.answer.remind'],
  ],
  [
    'a clock that ends in an unknown action',
    (s) => void Object.assign(s.clocks?.answer ?? {}, { due: 'laps' }),
    ['action-untriggered actions.lapse.actor', 'action-unknown clocks.answer.due'],
  ],
  [
    'a clock that ends in somebody’s action',
    (s) => void Object.assign(s.clocks?.decision ?? {}, { escalate: undefined, due: 'return' }),
    ['due-not-system clocks.decision.due'],
  ],
  [
    'a clock that both acts and escalates',
    (s) => void Object.assign(s.clocks?.answer ?? {}, { escalate: 'officer' }),
    ['clock-two-results clocks.answer.due'],
  ],
  [
    'a clock whose end has a guard',
    (s) => void Object.assign(s.actions.lapse ?? {}, { guard: 'staff = 1' }),
    ['due-guarded clocks.answer.due'],
  ],
  [
    'a clock that ends where its action cannot',
    (s) => void s.clocks?.answer?.runs.push('review'),
    ['due-not-from clocks.answer.due'],
  ],
  [
    'an office that an owner has not',
    (s) => {
      Object.assign(s.actions.return ?? {}, { actor: 'approver', of: 'owner' });
      Object.assign(s.actions.lapse ?? {}, { of: 'owner' });
      Object.assign(s.clocks?.decision ?? {}, { escalate: [{ to: 'project_office', of: 'owner', after: 1 }] });
    },
    ['owner-office actions.return.of', 'owner-office actions.lapse.of', 'owner-office clocks.decision.escalate.0.of'],
  ],
  [
    'an escalation that goes back',
    (s) =>
      void Object.assign(s.clocks?.decision ?? {}, {
        escalate: [
          { to: 'head', after: 2 },
          { to: 'officer', after: 2 },
          { to: 'deputy_head', after: 1 },
        ],
      }),
    ['escalation-order clocks.decision.escalate.2.after'],
  ],
  [
    'an escalation beside an action at the end',
    (s) => void Object.assign(s.clocks?.answer ?? {}, { escalate: [{ to: 'head', after: 2 }] }),
    ['clock-two-results clocks.answer.due'],
  ],
];

describe('compiling a process', () => {
  it('lets guards count the children, and no field bear that name', () => {
    const guard = 'staff >= 5 and openChildren = 0';
    expect(findings((s) => void Object.assign(s.actions.recommend ?? {}, { guard }))).toEqual([]);
    const { compiled, findings: found } = compileProcess(permit, {
      inputTypes: { staff: 'number', openChildren: 'number' },
      effects: permitKind.effects,
    });
    expect(found.map(({ rule }) => rule)).toEqual(['input-reserved']);
    expect(Object.keys(compilePermit().compiled.inputTypes)).toEqual(['staff']);
    expect(compiled.initial).toBe('draft');
  });

  it('takes a good one as it is, states in order, with who can act in each', () => {
    const { compiled, findings: none } = compilePermit();
    expect(none).toEqual([]);
    expect(compiled.initial).toBe('draft');
    expect(compiled.states.map(({ name }) => name)).toEqual(Object.keys(permit.states));
    expect(compiled.states.find(({ name }) => name === 'review')?.awaits).toEqual(['applicant', 'officer']);
    expect(compiled.states.find(({ name }) => name === 'waiting')?.awaits).toEqual(['applicant']);
    expect(compiled.actions.find(({ name }) => name === 'approve')).toMatchObject({ note: 'none', grave: false });
  });

  it.each(faults)('refuses %s', (_, change, found) => {
    expect(findings(change)).toEqual(found);
  });

  it('says each fault and its remedy in three languages, with the names filled in', () => {
    for (const [, change] of faults) {
      for (const { message, remedy } of compilePermit(change).findings) {
        for (const lang of langs) {
          expect(message[lang]).toMatch(/\S{3}/);
          expect(remedy[lang]).toMatch(/\S{3}/);
          expect(message[lang] + remedy[lang]).not.toMatch(/\{(state|action|clock|known|earlier|days|effect|office)\}/);
        }
        expect(new Set(langs.map((lang) => message[lang])).size).toBe(3);
      }
    }
  });

  it('lets the owner of the definition name the system actions and effects it carries out', () => {
    const source = structuredClone(permit);
    source.actions.expire = { title: t, from: ['review'], to: 'closed', actor: 'system' };
    const options = { inputTypes: { staff: 'number' as const }, triggers: ['expire'] };
    expect(compileProcess(source, { ...options, effects: permitKind.effects }).findings).toEqual([]);
    const { findings: missing } = compileProcess(source, { ...options, effects: ['enter', 'notify-received'] });
    expect(missing.map(({ rule, path }) => [rule, path])).toEqual([
      ['effect-unknown', ['actions', 'approve', 'effects', 1]],
    ]);
  });

  it('compiles a guard once for each compiled process', () => {
    const { compiled } = compilePermit();
    const action = compiled.actions.find(({ name }) => name === 'recommend');
    const guard = action && guardOf(compiled, action);
    expect(guard?.evaluate({ staff: 5 })).toBe(true);
    expect(guard?.evaluate({ staff: 4 })).toBe(false);
    expect(action && guardOf(compiled, action)).toBe(guard);
  });

  it('awaits a registrar where it is the owner’s turn or nobody else’s, and never at an end', () => {
    const compile = (change: Change = () => undefined) => {
      const source = structuredClone(request);
      change(source);
      const options = { inputTypes: {}, effects: ['enter', 'review'], triggers: ['halt', 'resume'] };
      const { compiled, findings: none } = compileProcess(source, options);
      expect(none).toEqual([]);
      return Object.fromEntries(compiled.states.map(({ name, awaits }) => [name, awaits]));
    };
    expect(compile()).toEqual({
      draft: ['registrar'],
      review: ['officer'],
      asked: ['registrar'],
      halted: [],
      confirm: ['approver'],
      approved: [],
      refused: [],
      withdrawn: [],
    });
    const used = compile((s) => {
      Object.assign(s.states.approved ?? {}, { end: undefined });
      s.actions.use = { title: t, from: ['approved', 'refused'], to: 'withdrawn', actor: 'registrar' };
    });
    expect([used.approved, used.refused]).toEqual([['registrar'], []]);
  });

  it('keeps the owner’s offices apart from those of who decides', () => {
    const { compiled, findings: none } = compileProcess(report, { inputTypes: {}, effects: [] });
    expect(none).toEqual([]);
    expect(Object.fromEntries(compiled.states.map(({ name, awaits }) => [name, awaits]))).toEqual({
      draft: ['registrar', 'owner_officer', 'owner_head'],
      signing: ['owner_deputy_head', 'owner_head'],
      review: ['officer', 'project_office'],
      asked: ['owner_officer'],
      confirm: ['project_office', 'deputy_head', 'approver'],
      raised: ['deputy_head', 'head'],
      accepted: [],
      withdrawn: [],
    });
    expect(compiled.actions.find(({ name }) => name === 'sign')).not.toHaveProperty('of');
    expect(compiled.clocks[0]?.escalate).toEqual([
      { to: 'owner_deputy_head', after: 0 },
      { to: 'owner_head', after: 2 },
      { to: 'project_office', after: 4 },
      { to: 'head', after: 4 },
    ]);
    const ofRegistrar = structuredClone(report);
    Object.assign(ofRegistrar.actions.note ?? {}, { of: 'owner' });
    const { compiled: same } = compileProcess(ofRegistrar, { inputTypes: {}, effects: [] });
    expect(same).toEqual(compiled);
  });

  it('survives its way through the database', () => {
    const { compiled } = compilePermit();
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });
});

describe('the section `process:`', () => {
  const check = Compile(processSection);

  it('has the shape of the example and no other', () => {
    expect(check.Check(permit)).toBe(true);
    expect(check.Check(report)).toBe(true);
    const clocks = (escalate: unknown) => ({ late: { workingDays: 5, runs: ['review'], escalate } });
    expect(check.Check({ ...report, clocks: clocks('project_office') })).toBe(true);
    for (const wrong of ['registrar', 'owner_head', [], [{ to: 'head' }], [{ to: 'owner_head', after: 1 }]])
      expect([wrong, check.Check({ ...report, clocks: clocks(wrong) })]).toEqual([wrong, false]);
    const sign = { ...report.actions.sign, actor: 'owner_deputy_head', of: undefined };
    expect(check.Check({ ...report, actions: { ...report.actions, sign } })).toBe(false);
    expect(check.Check({ ...permit, states: {} })).toBe(false);
    expect(check.Check({ ...permit, states: { 'Böyük hərf': permit.states.draft } })).toBe(false);
    expect(
      check.Check({ ...permit, actions: { ...permit.actions, go: { ...permit.actions.submit, code: 'x' } } }),
    ).toBe(false);
    expect(check.Check({ ...permit, states: { draft: { ...permit.states.draft, status: 'open' } } })).toBe(false);
  });
});

const processKind = processKindOf(permitKind);

describe('a file of a kind that a room declares', () => {
  it('compiles under its name', () => {
    const result = compileDefinitions([{ file: 'processes/permit.yaml', text: permitFile }], [processKind]);
    expect(result.problems).toEqual([]);
    expect(result.definitions).toMatchObject([
      { kind: 'process', name: 'permit', compiled: { process: { initial: 'draft' } } },
    ]);
  });

  it('is refused with the place of the fault', () => {
    const text = `title: { az: İcazə, en: Permit, ru: Разрешение }
process:
  states:
    draft: { status: draft, title: { az: a, en: a, ru: a } }
    done: { status: closed, title: { az: b, en: b, ru: b }, end: true }
  actions:
    close: { title: { az: c, en: c, ru: c }, from: [draft], to: don, actor: officer }
`;
    const result = compileDefinitions([{ file: 'processes/permit.yaml', text }], [processKind]);
    expect(result.refused).toEqual(['processes/permit.yaml']);
    const unknown = result.problems.find(({ rule }) => rule === 'state-unknown');
    expect(unknown).toMatchObject({ line: 7, column: 61 });
    expect(unknown?.remedy.en).toContain('draft, done');
    expect(unknown?.remedy.en).toContain('Did you mean “done”?');
  });

  it('may name the effects and triggers that the room carries out, and no other', () => {
    const compiled = (change: Change) => {
      const source = structuredClone(permit);
      change(source);
      const text = JSON.stringify({ title: t, process: source });
      return compileDefinitions([{ file: 'processes/permit.yaml', text }], [processKind]).problems;
    };
    const [effect] = compiled((s) => void Object.assign(s.actions.approve ?? {}, { effects: ['enter', 'isue'] }));
    expect(effect?.rule).toBe('effect-unknown');
    expect(effect?.remedy.az).toBe(
      'Bəlkə “issue” nəzərdə tutulub? Bu adlardan birini yazın: enter, issue, notify-received.',
    );
    const [trigger] = compiled(
      (s) => void Object.assign(s.actions, { expire: { title: t, from: ['review'], to: 'closed', actor: 'system' } }),
    );
    expect(trigger?.rule).toBe('action-untriggered');
  });
});
