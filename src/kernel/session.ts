import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';

/** A signed-in browser. The cookie holds a random token; the database holds only its hash. */
export interface Session {
  readonly id: string;
  readonly person: string;
  /** Organisation on whose behalf the person acts, if any. */
  readonly organisation: string | null;
  /** As the register gave it when the person chose. */
  readonly organisationName: string | null;
  /** When the register last said that the person may act for it, and when it was last asked. */
  readonly mandateKnownAt: Date | null;
  readonly mandateAskedAt: Date | null;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly agent: string;
  /** As the sign-in provider gave it; lives only as long as the session. */
  readonly name: string;
}

export const sessionHours = 12;
const idleMinutes = 60;

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Opens a session; answers the token for the cookie. A new sign-in always gets a new token. */
export async function openSession(
  db: Database,
  of: { id: string; person: string; name: string; organisation: string | null; agent: string; now: Date },
): Promise<string> {
  const token = newToken();
  await sql`insert into kernel.session (id, token_hash, person, name, organisation, agent, created_at, seen_at)
    values (${of.id}, ${tokenHash(token)}, ${of.person}, ${of.name}, ${of.organisation}, ${of.agent.slice(0, 200)}, ${of.now}, ${of.now})`.execute(
    db,
  );
  return token;
}

const columns = sql.raw(`id, person, name, organisation, organisation_name as "organisationName",
  mandate_known_at as "mandateKnownAt", mandate_asked_at as "mandateAskedAt", created_at as "createdAt",
  seen_at as "seenAt", agent`);

export async function findSession(db: Database, token: string, now: Date): Promise<Session | undefined> {
  const { rows } = await sql<Session>`select ${columns}
    from kernel.session where token_hash = ${tokenHash(token)} and ended_at is null
      and created_at > ${now}::timestamptz - make_interval(hours => ${sessionHours})
      and seen_at > ${now}::timestamptz - make_interval(mins => ${idleMinutes})`.execute(db);
  const found = rows[0];
  // Once a minute is enough to tell an idle session from a used one, and spares a write per page.
  if (found && now.getTime() - found.seenAt.getTime() > 60_000) {
    await sql`update kernel.session set seen_at = ${now} where id = ${found.id}`.execute(db);
  }
  return found;
}

export async function sessionsOf(db: Database, person: string, now: Date): Promise<readonly Session[]> {
  const { rows } = await sql<Session>`select ${columns}
    from kernel.session where person = ${person} and ended_at is null
      and created_at > ${now}::timestamptz - make_interval(hours => ${sessionHours})
      and seen_at > ${now}::timestamptz - make_interval(mins => ${idleMinutes}) order by seen_at desc`.execute(db);
  return rows;
}

export async function endSession(db: Database, person: string, id: string, now: Date): Promise<void> {
  await sql`update kernel.session set ended_at = ${now} where id = ${id} and person = ${person} and ended_at is null`.execute(
    db,
  );
}

/** Deletes the sessions that are over, with the name and the browser in them: nobody can come back to one. */
export async function forgetSessions(db: Database, now: Date): Promise<void> {
  await sql`delete from kernel.session where ended_at is not null
    or created_at <= ${now}::timestamptz - make_interval(hours => ${sessionHours})
    or seen_at <= ${now}::timestamptz - make_interval(mins => ${idleMinutes})`.execute(db);
}

/** Changes for whom the person acts, as the register has just said they may; null: for the person alone. */
export async function actFor(
  db: Database,
  id: string,
  organisation: { id: string; name: string; now: Date } | null,
): Promise<void> {
  const now = organisation?.now ?? null;
  await sql`update kernel.session set organisation = ${organisation?.id ?? null}, organisation_name = ${organisation?.name ?? null},
    mandate_known_at = ${now}, mandate_asked_at = ${now} where id = ${id}`.execute(db);
}

/** Notes when the register was asked whether the person may still act so; `known`: that it said yes. */
export async function noteMandate(db: Database, id: string, now: Date, known: boolean): Promise<void> {
  await sql`update kernel.session set mandate_asked_at = ${now},
    mandate_known_at = case when ${known} then ${now} else mandate_known_at end where id = ${id}`.execute(db);
}

/**
 * Anti-forgery value of a session, masked anew for every page so that a compressed answer never repeats it.
 * Needs no state: it is the session token's HMAC.
 */
export function formToken(token: string): string {
  const mask = randomBytes(16);
  const value = csrfValue(token);
  return Buffer.concat([mask, xor(value, mask)]).toString('base64url');
}

export function formTokenFits(token: string, given: string): boolean {
  // Behind a point stands who had the form before them, which proves nothing.
  const bytes = Buffer.from(given.split('.')[0] ?? '', 'base64url');
  if (bytes.length !== 32) return false;
  return timingSafeEqual(xor(bytes.subarray(16), bytes.subarray(0, 16)), csrfValue(token));
}

function csrfValue(token: string): Buffer {
  return createHmac('sha256', token).update('form').digest().subarray(0, 16);
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
