import { createHash } from 'node:crypto';
import { type Actor, permitted, type Subject } from '../../kernel/access.ts';
import { notAllowed } from '../../kernel/refusal.ts';
import type { Text } from '../../language/lang.ts';
import type { CompiledAction, CompiledClock, CompiledProcess, CompiledState, Escalation } from './definition/schema.ts';
import {
  type ActorKind,
  type Instance,
  isOfficial,
  isOwners,
  officialNames,
  type OwnerOffice,
  ownerOfficeNames,
  postOf,
  type Status,
  statuses,
  type TakenBy,
} from './entities.ts';

export function stateOf(process: CompiledProcess, name: string): CompiledState {
  const found = process.states.find((state) => state.name === name);
  if (!found) throw new Error(`the definition has no state ${name}`);
  return found;
}

/** In a draft, and while an answer is awaited, it is for the owner to act. */
export const isOwnersTurn = (status: Status): boolean => status === 'draft' || status === 'waiting_for_applicant';

/** What officials call a state. A title that waits for the applicant speaks to the applicant: “from you”. */
export function titleAtDesk({ title, desk, status }: CompiledState): Text {
  return desk ?? (status === 'waiting_for_applicant' ? statuses[status] : title);
}

function holds(actor: Actor, capacity: ActorKind, subject: Subject): boolean {
  if (capacity === 'applicant') return permitted([{ who: 'owner' }], actor, subject);
  if (capacity === 'system') return actor.kind === 'system';
  return permitted([postOf(capacity)], actor, subject);
}

/** Offices of an owning institution in which the process lets somebody act. */
export function ownerOfficesOf({ actions }: Pick<CompiledProcess, 'actions'>): readonly OwnerOffice[] {
  return ownerOfficeNames.filter((office) => actions.some(({ actor }) => actor === office));
}

/**
 * In what capacity the actor stands before an instance: for its owner first, in an office that the process names.
 * @throws notAllowed
 */
export function capacityOf(process: Pick<CompiledProcess, 'actions'>, actor: Actor, subject: Subject): ActorKind {
  const all = ['system', 'applicant', 'registrar', ...ownerOfficesOf(process), ...officialNames] as const;
  const found = all.find((capacity) => holds(actor, capacity, subject));
  if (found === undefined) throw notAllowed();
  return found;
}

/** Stands before it for the institution that owns it, in an office in which the process lets somebody act. */
export function holdsForOwner(process: Pick<CompiledProcess, 'actions'>, actor: Actor, subject: Subject): boolean {
  return ['registrar' as const, ...ownerOfficesOf(process)].some((office) => holds(actor, office, subject));
}

/** Of the institution that decides. */
export const isOfficials = ({ actor }: Pick<CompiledAction, 'actor'>): boolean => isOfficial(actor);

/** The earlier actions whose takers may not take this one. */
export function earlierEyes({ fourEyes }: Pick<CompiledAction, 'fourEyes'>): readonly string[] {
  return [fourEyes ?? []].flat();
}

/** Who is told of a delay and when, the first first. */
export function ladderOf({ escalate = [] }: Pick<CompiledClock, 'escalate'>): readonly Escalation[] {
  return typeof escalate === 'string' ? [{ to: escalate, after: 0 }] : escalate;
}

/** Why somebody may not take an action; undefined when they may. A guard is judged apart: it needs values. */
export type Obstacle = 'state' | 'actor' | 'own case' | 'interest not known' | 'four eyes';

/** Organisations that an official heads; undefined while their register does not answer. */
export type Headed = readonly string[] | undefined;

type Owned = Pick<Instance, 'spoke_for_owner' | 'owner_person' | 'owner_organisation'>;

/**
 * State, then capacity, then two rules against a conflict of interest: an official handles neither a case of their own,
 * of an organisation they head or of an institution in which they hold an office, nor one in which they ever acted for
 * the owner; and four eyes are two people, in whatever capacity they act.
 */
export function obstacle(
  action: CompiledAction,
  of: Owned & Pick<Instance, 'state' | 'taken'>,
  actor: Actor,
  subject: Subject,
  headed: Headed,
): Obstacle | undefined {
  if (!holds(actor, action.actor, subject)) return 'actor';
  if (!action.from.includes(of.state)) return 'state';
  if (action.actor === 'applicant' || action.actor === 'system') return undefined;
  if (isOfficials(action)) {
    if (isInterested(actor, of, headed, subject)) return 'own case';
    if (!headed && of.owner_organisation !== null) return 'interest not known';
  }
  return earlierEyes(action).some((earlier) => hasTaken(of, earlier, takerOf(actor))) ? 'four eyes' : undefined;
}

/**
 * By whom an action counts as taken. Of a member it is the official whom it names, known by a digest: the exchange
 * proves which system acted, and that system answers for who sat before it.
 */
export function takerOf({ person, member, name }: Actor): string | undefined {
  if (person !== undefined || member === undefined) return person;
  if (name === undefined) return member;
  // Signs that nobody sees make no other person of somebody.
  const seen = name.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
  const spoken = seen.trim().replaceAll(/\s+/g, ' ').toLocaleLowerCase('az');
  return `${member}#${createHash('sha256').update(spoken).digest('hex').slice(0, 16)}`;
}

/** Took the action, last or before. */
export function hasTaken({ taken }: Pick<Instance, 'taken'>, action: string, person: string | undefined): boolean {
  const taker = taken[action];
  return taker !== undefined && person !== undefined && takersOf(taker).includes(person);
}

/** Acts, or ever acted, for the owner, heads it, or serves in it. */
export function isInterested(
  actor: Actor,
  { spoke_for_owner, owner_person, owner_organisation }: Owned,
  headed: Headed,
  subject: Subject,
): boolean {
  const { person: official } = actor;
  if (official === undefined) return false;
  return (
    owner_person === official ||
    (owner_organisation !== null && headed?.includes(owner_organisation) === true) ||
    spoke_for_owner.includes(official) ||
    servesOwner(actor, subject)
  );
}

/**
 * Holds any office in the institution whose thing it is; where that institution decides on its own things, the office of
 * the one who speaks for it.
 */
export function servesOwner({ appointments }: Actor, { institution, ownerInstitution }: Subject): boolean {
  return appointments.some(
    (held) => held.institution === ownerInstitution && (ownerInstitution !== institution || held.role === 'registrar'),
  );
}

/** The action is taken by officials: it needs to be known what they head, where the case is an organisation's. */
export function asksInterest(action: CompiledAction, of: Pick<Instance, 'owner_organisation'>): boolean {
  return isOfficials(action) && of.owner_organisation !== null;
}

const takersOf = ({ person, before = [] }: TakenBy[string]): readonly string[] => [person, ...before];

/** Remembers who took an action, last and before, and everybody who ever acted for the owner. */
export function withTaker(
  { taken, spoke_for_owner: spoke }: { readonly taken: TakenBy; readonly spoke_for_owner: readonly string[] },
  action: string,
  as: ActorKind,
  person: string | undefined,
): Pick<Instance, 'taken' | 'spoke_for_owner'> {
  if (person === undefined) return { taken, spoke_for_owner: [...spoke] };
  const last = taken[action];
  const before = last ? takersOf(last).filter((taker) => taker !== person) : [];
  return {
    taken: { ...taken, [action]: { person, as, ...(before.length > 0 ? { before } : {}) } },
    spoke_for_owner: isOwners(as) ? [...new Set([...spoke, person])] : [...spoke],
  };
}
