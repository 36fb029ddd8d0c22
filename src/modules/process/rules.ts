import { createHash } from 'node:crypto';
import { type Actor, permitted, type Subject } from '../../kernel/access.ts';
import { notAllowed } from '../../kernel/refusal.ts';
import type { Text } from '../../language/lang.ts';
import { absentIn, isAbove, rolesAbove } from '../identity/index.ts';
import type {
  CompiledAction,
  CompiledClock,
  CompiledFlag,
  CompiledProcess,
  CompiledState,
  Escalation,
} from './definition/schema.ts';
import {
  type ActorKind,
  type Instance,
  isOfficial,
  isOwners,
  type Official,
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
export type Obstacle = 'state' | 'actor' | 'own case' | 'interest not known' | 'four eyes' | 'absent barred';

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
  if (earlierEyes(action).some((earlier) => hasTaken(of, earlier, takerOf(actor)))) return 'four eyes';
  return isBarredInstead(action, of, actor, subject) ? 'absent barred' : undefined;
}

/** All in whose office alone it would be taken may not take it themselves; `also`: whom the room bars from it. */
export function isBarredInstead(
  action: CompiledAction,
  of: Owned & Pick<Instance, 'taken'>,
  actor: Actor,
  subject: Subject,
  also: readonly string[] = [],
): boolean {
  const absent = absentOf(actor, action.actor, subject);
  return absent.length > 0 && absent.every((one) => also.includes(one) || isBarred(action, of, one));
}

/** For whom somebody holds an office while they are away; nobody where it is also their own. */
function absentOf(actor: Actor, capacity: ActorKind, subject: Subject): readonly string[] {
  if (capacity === 'applicant' || capacity === 'system') return [];
  const { who, where } = postOf(capacity);
  return absentIn(actor, where === 'own' ? subject.institution : subject.ownerInstitution, [who]);
}

/** Those for whom an official could take the action, as far as is known without the register of mandates. */
export function unbarredAbsent(
  action: CompiledAction,
  of: Owned & Pick<Instance, 'taken'>,
  actor: Actor,
  subject: Subject,
): readonly string[] {
  return absentOf(actor, action.actor, subject).filter((one) => !isBarred(action, of, one));
}

/**
 * What somebody may not do themselves, nobody does in their office while they are away: else they could choose who
 * takes the second step for them.
 */
function isBarred(action: CompiledAction, of: Owned & Pick<Instance, 'taken'>, absent: string): boolean {
  return (
    (isOfficials(action) && (of.owner_person === absent || of.spoke_for_owner.includes(absent))) ||
    earlierEyes(action).some((earlier) => hasTaken(of, earlier, absent))
  );
}

/**
 * In whose place an action is taken: of the one whose office it is, or to whom the case was given where one stands in
 * for them; undefined where one acts for oneself.
 */
export function insteadOf(
  action: CompiledAction,
  of: Owned & Pick<Instance, 'taken' | 'assignee'>,
  actor: Actor,
  subject: Subject,
): string | undefined {
  const own = unbarredAbsent(action, of, actor, subject);
  if (own.length > 0) return own.find((one) => one === of.assignee) ?? own[0];
  return standsInFor(actor, action.actor, subject.institution).find((one) => one === of.assignee);
}

/** Whose cases reach this official, in an office of the institution. */
function standsInFor({ appointments }: Actor, role: string, institution: string | undefined): readonly string[] {
  return appointments
    .filter((one) => one.role === role && one.institution === institution)
    .flatMap(({ instead }) => instead ?? []);
}

/** Offices whose cases the actor gives to others there: their own, above that of an officer, and those below it. */
export function handsOn({ appointments }: Actor, institution: string): readonly Official[] {
  const held = appointments.filter((one) => one.institution === institution);
  return officialNames.filter((role) =>
    held.some((one) => isAbove(one.role, role) || (one.role === role && rolesAbove('officer').includes(role))),
  );
}

/** What superiors and the program do about who handles a case: no news for its owner. */
export const isHanding = ({ action }: { readonly action: string }): boolean =>
  action === 'reassign' || action === 'unassign';

/** Whose a case is: given to the actor, or to one for whom they stand in. */
export function isGivenTo({ person, appointments }: Actor, assignee: string | null): 'own' | 'instead' | undefined {
  if (assignee === null) return undefined;
  if (assignee === person) return 'own';
  return appointments.some(({ instead }) => instead === assignee) ? 'instead' : undefined;
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

/** The flags that stand after an action, those raised before first. */
export const flagsAfter = (
  flags: readonly string[],
  { raise = [], lower = [] }: Pick<CompiledAction, 'raise' | 'lower'>,
): string[] => [...flags.filter((name) => !lower.includes(name)), ...raise.filter((name) => !flags.includes(name))];

/** Flags by their names, in the definition's order; `own`: only those that the owner sees. Names of no flag are left out. */
export const flagsNamed = (
  { flags = [] }: Pick<CompiledProcess, 'flags'>,
  names: readonly string[] | undefined,
  own: boolean,
): readonly CompiledFlag[] =>
  flags.filter(({ name, shown }) => names?.includes(name) && (!own || shown === 'applicant'));

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
