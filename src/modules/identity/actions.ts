import type { Actor, Appointment, Role } from '../../kernel/access.ts';
import { allow } from '../../kernel/access.ts';
import { audit } from '../../kernel/audit.ts';
import { type Context, inTransaction } from '../../kernel/context.ts';
import { publish } from '../../kernel/event.ts';
import { newId } from '../../kernel/identifier.ts';
import { notFound } from '../../kernel/refusal.ts';
import { actFor, endSession, type Session, sessionsOf } from '../../kernel/session.ts';
import type { Vahid } from '../../kernel/vahid.ts';
import { bakuDate, isFin, isForeignNumber, isVoen, type Text } from '../../language/index.ts';
import type { AppointmentRecord, Institution } from './entities.ts';
import { appointmentEnded } from './events.ts';
import { institutionsByCode } from './institutions.ts';
import { type Mandate, mandatesPort } from './ports.ts';
import {
  alreadyAppointed,
  appointmentEnded as refusedEnd,
  badFin,
  badVoen,
  institutionClosed,
  mandatesUnavailable,
  noMandate,
  unknownInstitution,
} from './refusals.ts';
import * as store from './store.ts';
import { isClosed, successorOn } from './succession.ts';

const today = (vahid: Vahid): string => bakuDate(vahid.now());

/**
 * Key of the person with this FIN, made if there is none yet. Other rooms and sign-in call it for people they have
 * from a register; it checks no access. @throws badFin
 */
export async function ensurePerson(ctx: Context, fin: string): Promise<string> {
  if (!isFin(fin)) throw badFin();
  const found = await store.findPersonByFin(ctx.db, fin);
  if (found) return found;
  const now = ctx.vahid.now();
  await store.insertPerson(ctx.db, { id: newId(now.getTime()), fin, subject: null, now });
  return required(await store.findPersonByFin(ctx.db, fin));
}

/**
 * Key of a person without FIN, such as a foreigner, known only by an account at the sign-in provider. The account is
 * kept as a keyed digest. Checks no access.
 */
export async function ensureForeigner(ctx: Context, account: { issuer: string; subject: string }): Promise<string> {
  const subject = ctx.vahid.keys.digest('sign-in account', `${account.issuer}\0${account.subject}`);
  const found = await store.findPersonBySubject(ctx.db, subject);
  if (found) return found;
  const now = ctx.vahid.now();
  await store.insertPerson(ctx.db, { id: newId(now.getTime()), fin: null, subject, now });
  return required(await store.findPersonBySubject(ctx.db, subject));
}

/** Key of the organisation with this VÖEN, made if there is none yet. Checks no access. @throws badVoen */
export async function ensureOrganisation(ctx: Context, voen: string): Promise<string> {
  if (!isVoen(voen)) throw badVoen();
  const found = await store.findOrganisationByVoen(ctx.db, voen);
  if (found) return found;
  const kind = voen.endsWith('1') ? 'legal' : 'natural';
  await store.insertOrganisation(ctx.db, { id: newId(ctx.vahid.now().getTime()), voen, kind });
  return required(await store.findOrganisationByVoen(ctx.db, voen));
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a row that was just written is not there');
  return value;
}

/** FIN of a person; null for one who has none or is not known. Checks no access. */
export async function finOf(ctx: Context, person: string): Promise<string | null> {
  return (await store.findFins(ctx.db, [person])).get(person) ?? null;
}

/** FINs by person; those without one are absent. Checks no access. */
export async function finsOf(ctx: Context, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return store.findFins(ctx.db, persons);
}

/** Numbers by which registers know people, FİN or applicant's number; who has neither is absent. Checks no access. */
export async function numbersOf(ctx: Context, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return store.findNumbers(ctx.db, persons);
}

/**
 * Key of the person with this number: made if there is none yet of a FİN; undefined of an applicant's number that was
 * never given. Checks no access. @throws badFin
 */
export async function personByNumber(ctx: Context, number: string): Promise<string | undefined> {
  return isForeignNumber(number) ? store.findPersonByNumber(ctx.db, number) : ensurePerson(ctx, number);
}

/** VÖEN of an organisation. Checks no access. @throws notFound */
export async function voenOf(ctx: Context, organisation: string): Promise<string> {
  const voen = await store.findVoen(ctx.db, organisation);
  if (!voen) throw notFound();
  return voen;
}

/** Key of the person with this FIN, if one was ever seen here. Checks no access. */
export async function personByFin(ctx: Context, fin: string): Promise<string | undefined> {
  return store.findPersonByFin(ctx.db, fin);
}

/** Key of the organisation with this VÖEN, if one was ever seen here. Checks no access. */
export async function organisationByVoen(ctx: Context, voen: string): Promise<string | undefined> {
  return store.findOrganisationByVoen(ctx.db, voen);
}

/** An institution by its code, also one that was closed. Open to all. */
export async function institution(ctx: Context, code: string): Promise<Institution | undefined> {
  return (await institutionsByCode(ctx, code)).get(code);
}

/** All institutions in the order of the definitions. Open to all. */
export async function institutions(ctx: Context): Promise<readonly Institution[]> {
  return [...(await institutionsByCode(ctx)).values()];
}

/**
 * Who does today, or did on a day, what the institution with this code did: itself, or the last of its successors. An
 * institution closed without a successor answers for itself. @throws unknownInstitution
 */
export async function currentInstitution(ctx: Context, code: string, day = today(ctx.vahid)): Promise<Institution> {
  const found = await institution(ctx, code);
  if (!found) throw unknownInstitution({ code });
  return (await institution(ctx, successorOn(await institutionsByCode(ctx, code), code, day))) ?? found;
}

/**
 * Gives a person an office from a day on (`YYYY-MM-DD`, today if absent).
 * @throws unknownInstitution, institutionClosed, alreadyAppointed
 */
export async function appoint(
  ctx: Context,
  office: { person: string; institution: string; role: Role; title: Text; from?: string },
): Promise<string> {
  allow(ctx, 'identity.appoint', { institution: office.institution });
  const found = await institution(ctx, office.institution);
  if (!found) throw unknownInstitution({ code: office.institution });
  const from = office.from ?? today(ctx.vahid);
  if (isClosed(found, from)) throw institutionClosed({ code: found.code });
  return inTransaction(ctx, async (inner) => {
    const id = newId(ctx.vahid.now().getTime());
    if (!(await store.insertAppointment(inner.db, { ...office, id, from }))) throw alreadyAppointed();
    await audit(inner, 'identity.appoint', id);
    return id;
  });
}

/** Ends an office; `on` is the first day it is no longer in force, today if absent. @throws appointmentEnded */
export async function endAppointment(ctx: Context, end: { appointment: string; on?: string }): Promise<void> {
  allow(ctx, 'identity.endAppointment');
  await inTransaction(ctx, async (inner) => {
    const ended = await store.closeAppointment(inner.db, end.appointment, end.on ?? today(ctx.vahid));
    if (!ended) throw refusedEnd();
    await publish(inner, appointmentEnded, { appointment: end.appointment });
    await audit(inner, 'identity.endAppointment', end.appointment);
  });
}

/** Offices a person holds today, or held on a day. Checks no access. */
export async function appointmentsOf(
  ctx: Context,
  person: string,
  day = today(ctx.vahid),
): Promise<readonly AppointmentRecord[]> {
  return store.findAppointments(ctx.db, person, day);
}

/** An appointment by its id, in force or not. Checks no access. */
export async function appointment(ctx: Context, id: string): Promise<AppointmentRecord | undefined> {
  return store.findAppointment(ctx.db, id);
}

/** Offices of institutions that somebody holds today. Checks no access. */
export async function heldOffices(
  ctx: Context,
  at: readonly string[],
): Promise<readonly Pick<Appointment, 'institution' | 'role'>[]> {
  return store.listHeld(ctx.db, at, today(ctx.vahid));
}

/** People who hold the role in the institution today. Checks no access. */
export async function officials(ctx: Context, at: string, role: Role): Promise<readonly string[]> {
  return store.findOfficials(ctx.db, at, role, today(ctx.vahid));
}

/** Who a session is: asked at every request, so that an office ends on its day and not with the session. */
export async function actorOf(vahid: Vahid, session: Session): Promise<Actor> {
  const { number, offices } = await store.findStanding(vahid.db, session.person, today(vahid));
  return {
    kind: 'person',
    person: session.person,
    ...(session.organisation ? { organisation: session.organisation } : {}),
    appointments: offices,
    session: session.id,
    ...(number !== null && isForeignNumber(number) ? { assurance: 'low' as const } : {}),
    name: session.name,
  };
}

interface SignedIn {
  readonly person: string;
  readonly session: string;
}

function signedInAs({ actor }: Context): SignedIn {
  if (!actor.person || !actor.session) throw new Error('an actor who is signed in has a person and a session');
  return { person: actor.person, session: actor.session };
}

/** The actor's own sessions still open, last used first. */
export async function ownSessions(ctx: Context): Promise<readonly Session[]> {
  allow(ctx, 'identity.seeSessions');
  return sessionsOf(ctx.db, signedInAs(ctx).person, ctx.vahid.now());
}

/** Ends this session. */
export async function signOut(ctx: Context): Promise<void> {
  allow(ctx, 'identity.signOut');
  const { person, session } = signedInAs(ctx);
  await end(ctx, person, [session], 'identity.signOut');
}

/** Ends one session of the actor's; one that is not theirs stays as it is. */
export async function endOwnSession(ctx: Context, session: string): Promise<void> {
  allow(ctx, 'identity.endSession');
  const { person } = signedInAs(ctx);
  const open = await sessionsOf(ctx.db, person, ctx.vahid.now());
  if (!open.some(({ id }) => id === session)) throw notFound();
  await end(ctx, person, [session], 'identity.endSession');
}

/** Ends all sessions of the actor's but the present one. */
export async function endOtherSessions(ctx: Context): Promise<void> {
  allow(ctx, 'identity.endSession');
  const { person, session } = signedInAs(ctx);
  const open = await sessionsOf(ctx.db, person, ctx.vahid.now());
  const others = open.map(({ id }) => id).filter((id) => id !== session);
  await end(ctx, person, others, 'identity.endSession');
}

async function end(ctx: Context, person: string, sessions: readonly string[], action: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    for (const session of sessions) {
      await endSession(inner.db, person, session, ctx.vahid.now());
      await audit(inner, action, session);
    }
  });
}

/** For whom the actor may act besides themselves, as the register says at this moment; undefined while it is silent. */
export async function ownMandates(ctx: Context): Promise<readonly Mandate[] | undefined> {
  allow(ctx, 'identity.actFor');
  return mandatesPort.of(ctx.vahid)(ctx, signedInAs(ctx).person);
}

/**
 * From now on the session acts for the organisation, or with null for the person alone.
 * @throws noMandate, mandatesUnavailable
 */
export async function chooseBehalf(ctx: Context, organisation: string | null): Promise<void> {
  allow(ctx, 'identity.actFor');
  const { session } = signedInAs(ctx);
  const mandates = organisation === null ? [] : await ownMandates(ctx);
  if (!mandates) throw mandatesUnavailable();
  const mandate = mandates.find((one) => one.organisation === organisation);
  if (organisation !== null && !mandate) throw noMandate();
  await inTransaction(ctx, async (inner) => {
    const chosen = mandate && { id: mandate.organisation, name: mandate.name, now: ctx.vahid.now() };
    await actFor(inner.db, session, chosen ?? null);
    await audit(inner, 'identity.actFor', organisation);
  });
}
