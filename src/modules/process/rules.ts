import { type Actor, permitted, type Subject } from '../../kernel/access.ts';
import type { Text } from '../../language/lang.ts';
import type { CompiledAction, CompiledProcess, CompiledState } from './definition/schema.ts';
import { type ActorKind, type Instance, statuses, type TakenBy } from './entities.ts';

export function stateOf(process: CompiledProcess, name: string): CompiledState {
  const found = process.states.find((state) => state.name === name);
  if (!found) throw new Error(`the definition has no state ${name}`);
  return found;
}

/** What officials call a state. A title that waits for the applicant speaks to the applicant: “from you”. */
export function titleAtDesk({ title, desk, status }: CompiledState): Text {
  return desk ?? (status === 'waiting_for_applicant' ? statuses[status] : title);
}

/** What access looks at. `institution`: the one that answers today for the instance's own. */
export function subjectOf(
  { owner_person, owner_organisation }: Pick<Instance, 'owner_person' | 'owner_organisation'>,
  institution: string,
): Subject & { readonly institution: string } {
  return {
    institution,
    owner: { person: owner_person ?? undefined, organisation: owner_organisation ?? undefined },
  };
}

function holds(actor: Actor, capacity: ActorKind, subject: Subject): boolean {
  if (capacity === 'applicant') return permitted([{ who: 'owner' }], actor, subject);
  if (capacity === 'system') return actor.kind === 'system';
  return permitted([{ who: capacity, where: 'own' }], actor, subject);
}

/** The earlier actions whose takers may not take this one. */
export function earlierEyes({ fourEyes }: Pick<CompiledAction, 'fourEyes'>): readonly string[] {
  return [fourEyes ?? []].flat();
}

/** Why somebody may not take an action; undefined when they may. A guard is judged apart: it needs values. */
export type Obstacle = 'state' | 'actor' | 'own case' | 'interest not known' | 'four eyes';

/** Organisations that an official heads; undefined while their register does not answer. */
export type Headed = readonly string[] | undefined;

/**
 * State, then capacity, then two rules against a conflict of interest: an official handles neither a case of their own
 * or of an organisation they head, nor one in which they acted for the applicant; and four eyes are two people.
 */
export function obstacle(
  action: CompiledAction,
  of: Pick<Instance, 'state' | 'taken' | 'owner_person' | 'owner_organisation'>,
  actor: Actor,
  subject: Subject,
  headed: Headed,
): Obstacle | undefined {
  if (!holds(actor, action.actor, subject)) return 'actor';
  if (!action.from.includes(of.state)) return 'state';
  if (action.actor === 'applicant' || action.actor === 'system') return undefined;
  if (isInterested(actor, of, headed)) return 'own case';
  if (!headed && of.owner_organisation !== null) return 'interest not known';
  const seen = earlierEyes(action).some((earlier) => {
    const taker = of.taken[earlier];
    return taker !== undefined && taker.person === actor.person;
  });
  return seen ? 'four eyes' : undefined;
}

function isInterested(
  { person: official }: Actor,
  { taken, owner_person, owner_organisation }: Pick<Instance, 'taken' | 'owner_person' | 'owner_organisation'>,
  headed: Headed,
): boolean {
  if (official === undefined) return false;
  return (
    owner_person === official ||
    (owner_organisation !== null && headed?.includes(owner_organisation) === true) ||
    Object.values(taken).some(({ person, as }) => as === 'applicant' && person === official)
  );
}

/** The action is taken by officials: it needs to be known what they head, where the case is an organisation's. */
export function asksInterest({ actor }: CompiledAction, of: Pick<Instance, 'owner_organisation'>): boolean {
  return actor !== 'applicant' && actor !== 'system' && of.owner_organisation !== null;
}

/** Remembers who took an action last. */
export function withTaker(taken: TakenBy, action: string, as: ActorKind, person: string | undefined): TakenBy {
  return person === undefined ? taken : { ...taken, [action]: { person, as } };
}
