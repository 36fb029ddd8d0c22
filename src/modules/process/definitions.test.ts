import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import type { Actor, Role } from '../../kernel/access.ts';
import type { HoldsProcess } from './definition/kind.ts';
import type { CompiledAction, CompiledProcess } from './definition/schema.ts';
import { isOwners, type Instance } from './entities.ts';
import { obstacle, stateOf, withTaker } from './rules.ts';

/*
 * Every process that is in force, walked by whoever may act: people of the centre and of the owner, with one office and
 * with several. Guards are taken as met, so that nothing but the definition itself stands in the way. What must hold is
 * said here without a look at what the definition says of four eyes.
 */

let test: TestVahid;
let processes: readonly (readonly [name: string, process: CompiledProcess])[];
beforeAll(async () => {
  test = await openTestVahid();
  processes = test.vahid.releases.current().flatMap(({ kind, name, compiled }) => {
    const { process } = compiled as Partial<HoldsProcess>;
    return process ? [[`${kind} ${name}`, process] as const] : [];
  });
});
afterAll(() => test.close());

const owner = { institution: 'rinn', ownerInstitution: 'aef', owner: { person: 'applicant' } };
const offices: readonly Role[] = ['officer', 'approver', 'deputy_head', 'head', 'project_office', 'registrar'];

const person = (name: string, ...held: readonly (readonly [string, Role])[]): Actor => ({
  kind: 'person',
  person: name,
  appointments: held.map(([institution, role]) => ({ institution, role })),
});

const people: readonly Actor[] = [
  ...offices.flatMap((role) => [person(`centre ${role}`, ['rinn', role]), person(`owner ${role}`, ['aef', role])]),
  ...offices.map((role) => person(`second ${role}`, ['rinn', role])),
  person('all of the centre', ...offices.map((role): [string, Role] => ['rinn', role])),
  person('of both', ['aef', 'registrar'], ['rinn', 'officer'], ['rinn', 'approver']),
  person('applicant'),
  { kind: 'system', appointments: [] },
];

type Walked = Pick<Instance, 'state' | 'taken' | 'spoke_for_owner' | 'owner_person' | 'owner_organisation'>;

interface Step {
  readonly action: CompiledAction;
  readonly actor: Actor;
  readonly from: string;
}

/** Goes on by one of the steps that are open, as often as there are choices. */
function walk(process: CompiledProcess, choices: readonly number[]): readonly Step[] {
  let of: Walked = {
    state: process.initial,
    taken: {},
    spoke_for_owner: [],
    owner_person: 'applicant',
    owner_organisation: null,
  };
  const steps: Step[] = [];
  for (const choice of choices) {
    const open = process.actions.flatMap((action) =>
      people
        .filter((actor) => obstacle(action, of, actor, owner, []) === undefined)
        .map((actor) => ({ action, actor })),
    );
    const chosen = open[choice % Math.max(open.length, 1)];
    if (!chosen) break;
    const { action, actor } = chosen;
    steps.push({ action, actor, from: of.state });
    of = { ...of, state: action.to, ...withTaker(of, action.name, action.actor, actor.person) };
  }
  return steps;
}

const choices = fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 30 });
const runs = { numRuns: 400, seed: 2026 };

const decides = (process: CompiledProcess, { actor, to }: CompiledAction): boolean =>
  actor !== 'system' && !isOwners(actor) && stateOf(process, to).status === 'decided';

const canBeDecided = (process: CompiledProcess, state: string): boolean =>
  process.actions.some((action) => action.from.includes(state) && decides(process, action));

/** Steps by which the person who decides had a part in what is decided: for the owner, or by leading up to it. */
function ownPart(process: CompiledProcess, steps: readonly Step[], at: number): readonly string[] {
  const deciding = steps[at];
  if (!deciding || !decides(process, deciding.action)) return [];
  const before = steps.slice(0, at);
  const spoke = before.filter(({ action }) => isOwners(action.actor));
  const led = before.findLast(({ action, from }) => from !== action.to && !isOwners(action.actor));
  const leading = led && !canBeDecided(process, led.from) ? [led] : [];
  return [...spoke, ...leading]
    .filter(({ actor }) => actor.person !== undefined && actor.person === deciding.actor.person)
    .map(({ action }) => action.name);
}

describe('every process in force', () => {
  it('is walked here', () => {
    const names = processes.map(([name]) => name);
    expect(names.length).toBeGreaterThan(8);
    for (const part of ['request', 'concept', 'exception', 'report', 'dates', 'indicator', 'discrepancy', 'spending'])
      expect(names.join('; ')).toContain(part);
  });

  it('lets nobody decide what they spoke for, or what they themselves brought before the decision', () => {
    const decided = new Set<string>();
    for (const [name, process] of processes)
      fc.assert(
        fc.property(choices, (chosen) => {
          const steps = walk(process, chosen);
          for (const [at, { action, actor }] of steps.entries()) {
            if (decides(process, action)) decided.add(name);
            const part = ownPart(process, steps, at);
            expect({ name, action: action.name, who: actor.person, part }).toMatchObject({ part: [] });
          }
        }),
        runs,
      );
    // A service is decided after more steps than these walks often take; of an agreement or a review its owner says all there is.
    const undecided = processes.filter(([name]) => !name.startsWith('service ') && !decided.has(name));
    expect(undecided.map(([name]) => name)).toEqual(['agreement agreement', 'expert-review expert-review']);
  });

  it('can come to an end from wherever it is', () => {
    for (const [name, process] of processes)
      fc.assert(
        fc.property(choices, (chosen) => {
          const last = walk(process, chosen).at(-1)?.action.to ?? process.initial;
          expect({ name, last, ends: endsFrom(process, last) }).toMatchObject({ ends: true });
        }),
        runs,
      );
  });

  it('approves nothing because time ran out', () => {
    const due = processes.flatMap(([name, process]) =>
      process.clocks.flatMap((clock) => {
        const action = process.actions.find((one) => one.name === clock.due);
        return action ? [[name, clock.name, stateOf(process, action.to).status] as const] : [];
      }),
    );
    expect(due.filter(([, , status]) => status === 'decided')).toEqual([]);
    expect(due.length).toBeGreaterThan(0);
  });
});

/** Whether some way leads from a state to an end. */
function endsFrom(process: CompiledProcess, state: string): boolean {
  const reached = new Set([state]);
  for (const one of reached)
    for (const action of process.actions) if (action.from.includes(one)) reached.add(action.to);
  return [...reached].some((one) => stateOf(process, one).end);
}
