import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Actor, type Role, roles } from '../../kernel/access.ts';
import { compileProcess } from './definition/compile.ts';
import type { CompiledAction } from './definition/schema.ts';
import { isOwners, type Instance } from './entities.ts';
import { earlierEyes, isOfficials, obstacle, withTaker } from './rules.ts';
import { report } from './test-report.ts';

const { compiled, findings } = compileProcess(report, { inputTypes: {}, effects: [] });

type Place = 'owner' | 'decider' | 'both' | 'none';
const places: readonly Place[] = ['owner', 'decider', 'both', 'none'];

const apart = { institution: 'rinn', ownerInstitution: 'din', owner: {} };
/** Who decides is the owner too, as of the centre's own measures. */
const same = { ...apart, ownerInstitution: 'rinn' };
type Sides = typeof apart;

function holder(role: Role, place: Place, sides: Sides): Actor {
  const institutions = {
    owner: [sides.ownerInstitution],
    decider: [sides.institution],
    both: [sides.ownerInstitution, sides.institution],
    none: ['in'],
  }[place];
  return { kind: 'person', person: 'p', appointments: institutions.map((institution) => ({ institution, role })) };
}

type Standing = Pick<
  Instance,
  'state' | 'taken' | 'spoke_for_owner' | 'owner_person' | 'owner_organisation' | 'owner_institution'
>;

const untouched = (state: string): Standing => ({
  state,
  taken: {},
  spoke_for_owner: [],
  owner_person: null,
  owner_organisation: null,
  owner_institution: 'din',
});

const judge = (action: CompiledAction, of: Standing, actor: Actor, sides: Sides) =>
  obstacle(action, of, actor, sides, []);

/** As the definition is written: the office of the owner where it says so, and a registrar's always. */
function may(name: string, actor: Actor, sides: Sides): boolean {
  const action = report.actions[name];
  const owners = action?.of === 'owner' || action?.actor === 'registrar';
  const institution = owners ? sides.ownerInstitution : sides.institution;
  return actor.appointments.some((held) => held.role === action?.actor && held.institution === institution);
}

describe('an action of an office', () => {
  it('has a definition without a fault', () => expect(findings).toEqual([]));

  describe.each([
    ['when two institutions stand apart', apart],
    ['when the owner decides', same],
  ])('%s', (_, sides) => {
    it.each(roles)('is taken by %s where the definition places it, and from where it may', (role) => {
      let taken = 0;
      for (const place of places) {
        const actor = holder(role, place, sides);
        for (const { name: state } of compiled.states) {
          for (const action of compiled.actions) {
            const allowed = may(action.name, actor, sides);
            const otherwise = isOfficials(action) && place === 'both' && sides === apart ? 'own case' : undefined;
            const expected = allowed ? (action.from.includes(state) ? otherwise : 'state') : 'actor';
            const found = judge(action, untouched(state), actor, sides);
            expect([place, state, action.name, found]).toEqual([place, state, action.name, expected]);
            if (found === undefined) taken += 1;
          }
        }
      }
      expect(taken > 0).toBe(role !== 'auditor' && role !== 'clerk');
    });
  });
});

interface Taken {
  readonly person: string;
  readonly action: CompiledAction;
}

/** Lets people try actions one after the other from the draft on; answers those that went through. */
function walk(people: readonly Actor[], tries: readonly (readonly [person: number, action: number])[], sides: Sides) {
  let of = untouched('draft');
  const history: Taken[] = [];
  for (const [at, which] of tries) {
    const actor = people[at % people.length];
    const able = compiled.actions.filter(({ from }) => from.includes(of.state));
    const action = able[which % Math.max(able.length, 1)];
    if (!actor?.person || !action || judge(action, of, actor, sides) !== undefined) continue;
    of = { ...of, state: action.to, ...withTaker(of, action.name, action.actor, actor.person) };
    history.push({ person: actor.person, action });
  }
  return history;
}

const office = fc.record({ institution: fc.constantFrom('rinn', 'din'), role: fc.constantFrom(...roles) });
const staff = fc.array(
  fc.uniqueArray(office, { minLength: 4, maxLength: 14, selector: (one) => JSON.stringify(one) }),
  {
    minLength: 2,
    maxLength: 3,
  },
);
const course = fc.tuple(
  staff,
  fc.array(fc.tuple(fc.nat(2), fc.nat(5)), { minLength: 10, maxLength: 40 }),
  fc.constantFrom(apart, same),
);
const histories = (check: (history: readonly Taken[]) => void) => {
  let longest = 0;
  fc.assert(
    fc.property(course, ([offices, tries, sides]) => {
      const people = offices.map((appointments, n): Actor => ({ kind: 'person', person: `p${n}`, appointments }));
      const history = walk(people, tries, sides);
      longest = Math.max(longest, history.length);
      check(history);
    }),
    { numRuns: 1000 },
  );
  // Walks that never come far would prove nothing.
  expect(longest).toBeGreaterThan(5);
};

describe('nobody, whatever offices they hold on both sides,', () => {
  it('takes an action whose four eyes name one that they took before', () => {
    histories((history) => {
      for (const [index, { person, action }] of history.entries()) {
        const before = history.slice(0, index).filter((one) => one.person === person);
        const named = earlierEyes(action);
        expect(before.map((one) => one.action.name).filter((name) => named.includes(name))).toEqual([]);
      }
    });
  });

  it('judges what they have spoken for, from the first word on', () => {
    histories((history) => {
      for (const [index, { person, action }] of history.entries()) {
        if (!isOfficials(action)) continue;
        const before = history.slice(0, index).filter((one) => one.person === person);
        expect(before.filter((one) => isOwners(one.action.actor))).toEqual([]);
      }
    });
  });
});
