import type { Context } from './context.ts';
import { notAllowed, notFound, signInNeeded } from './refusal.ts';

/** Offices a person can be appointed to in an institution. */
export const roles = [
  'officer',
  'approver',
  'registrar',
  'deputy_head',
  'head',
  'project_office',
  'auditor',
  'clerk',
] as const;
export type Role = (typeof roles)[number];

export interface Appointment {
  readonly institution: string;
  readonly role: Role;
  /** For whom the office is held while they are away, by the key of identity.person; absent: it is one's own. */
  readonly instead?: string;
}

/**
 * Who acts. `person` is the key of identity.person; `organisation` is set while acting for a company. `member`: an
 * information system of an institution that came over the exchange, by its identifier there.
 */
export interface Actor {
  readonly kind: 'anonymous' | 'person' | 'system' | 'member';
  readonly person?: string;
  readonly organisation?: string;
  readonly appointments: readonly Appointment[];
  readonly session?: string;
  /** Who does it with their own hands for the person beside them: whom audits name. Key of identity.person. */
  readonly hands?: string;
  /** `low`: known only by an e-mail address and by what they said of themselves; nobody has checked it. */
  readonly assurance?: 'low';
  /** Display name, as the sign-in provider gave it; of a member, whom it names as its own official, without any power. */
  readonly name?: string;
  /** Subsystem in the exchange whose certificate was shown: `AZ/GOV/rinn/technopark-system`. */
  readonly member?: string;
}

export const anonymous: Actor = { kind: 'anonymous', appointments: [] };

/** What the rule looks at in the thing acted upon. */
export interface Subject {
  readonly institution?: string | undefined;
  /** Institution whose thing it is, where it is an institution's. */
  readonly ownerInstitution?: string | undefined;
  /** Person or organisation whose thing it is. */
  readonly owner?: { readonly person?: string | undefined; readonly organisation?: string | undefined } | undefined;
  readonly state?: string | undefined;
  /** Subsystem in the exchange that works on it. */
  readonly member?: string | undefined;
}

/**
 * One line of an access table. `where` compares the appointment's institution with the subject's: `own` with the one in
 * charge of the thing, `owner` with the one whose thing it is.
 */
export interface Rule {
  readonly who: 'anyone' | 'signed in' | 'owner' | 'system' | 'member' | Role;
  readonly where?: 'own' | 'owner' | 'any';
  readonly states?: readonly string[];
}

export type AccessTable = Readonly<Record<string, readonly Rule[]>>;

/** Builds a room's table; keys become `room.action`. */
export function accessTable(room: string, rules: AccessTable): AccessTable {
  return Object.fromEntries(Object.entries(rules).map(([action, lines]) => [`${room}.${action}`, lines]));
}

export const anyone: readonly Rule[] = [{ who: 'anyone' }];
export const signedIn: readonly Rule[] = [{ who: 'signed in' }];

/** Pure: does one of the lines let this actor act on this subject? */
export function permitted(lines: readonly Rule[], actor: Actor, subject: Subject = {}): boolean {
  return lines.some((rule) => fits(rule, actor, subject));
}

function fits(rule: Rule, actor: Actor, subject: Subject): boolean {
  if (rule.states && (subject.state === undefined || !rule.states.includes(subject.state))) return false;
  switch (rule.who) {
    case 'anyone':
      return true;
    case 'signed in':
      return actor.kind === 'person';
    case 'system':
      return actor.kind === 'system';
    case 'member':
      return actor.kind === 'member' && actor.member !== undefined && actor.member === subject.member;
    case 'owner':
      return owns(actor, subject);
    default:
      return actor.appointments.some(
        (a) => a.role === rule.who && (rule.where === 'any' || a.institution === placeOf(rule, subject)),
      );
  }
}

/** Institution in which the rule asks for the office; an office that names none is held nowhere. */
function placeOf({ where }: Rule, { institution, ownerInstitution }: Subject): string | undefined {
  if (where === 'own') return institution;
  return where === 'owner' ? ownerInstitution : undefined;
}

function owns(actor: Actor, { owner }: Subject): boolean {
  if (actor.kind !== 'person' || !owner) return false;
  if (owner.organisation !== undefined) return owner.organisation === actor.organisation;
  return owner.person !== undefined && owner.person === actor.person && actor.organisation === undefined;
}

/**
 * First line of every action. A stranger to a private thing learns that it is not there (404), an official or a
 * signed-in person without the right gets 403, a visitor is asked to sign in.
 */
export function allow(ctx: Context, action: string, subject: Subject = {}): void {
  const lines = ctx.vahid.access[action];
  if (!lines) throw new Error(`no access table has a row for ${action}`);
  if (permitted(lines, ctx.actor, subject)) return;
  if (ctx.actor.kind === 'anonymous') throw signInNeeded();
  throw subject.owner && ctx.actor.appointments.length === 0 ? notFound() : notAllowed();
}

/** Offices that open the action to who holds them. */
export function officesOf(lines: readonly Rule[]): readonly Role[] {
  return roles.filter((role) => lines.some(({ who }) => who === role));
}

/** May the actor reach the action at all, on some subject? Used by doors before anything is loaded. */
export function reachable(lines: readonly Rule[], actor: Actor): boolean {
  return lines.some((rule) => {
    if (rule.who === 'owner') return actor.kind === 'person';
    if (rule.who === 'member') return actor.kind === 'member';
    if (rule.who === 'anyone' || rule.who === 'signed in' || rule.who === 'system')
      return fits({ who: rule.who }, actor, {});
    return actor.appointments.some((a) => a.role === rule.who);
  });
}
