import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Database } from '../../../kernel/database.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Configuration } from '../../../protocols/gateway/configuration.ts';

/*
 * The configurations that gateways of this installation took, for the proofs of exchanges of their time. One that says
 * the same as the last was only signed anew, and takes its place: so there is a row for each change.
 */

/** Keeps a configuration (`signed` is the JWS, `opened` what it says); one no newer than the last is left out. */
export async function takeConfiguration(
  { db, now }: Pick<Vahid, 'db' | 'now'>,
  signed: string,
  opened: Configuration,
): Promise<void> {
  const { issuedAt, expiresAt, ...content } = opened;
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const { numAffectedRows: renewed = 0n } = await sql`update exchange.taken_configuration
    set signed = ${signed}, issued_at = ${issuedAt}, expires_at = ${expiresAt}
    where id = (select id from exchange.taken_configuration order by issued_at desc limit 1)
      and content_digest = ${digest} and issued_at < ${issuedAt}`.execute(db);
  if (renewed > 0n) return;
  await sql`insert into exchange.taken_configuration (id, content_digest, signed, issued_at, expires_at, taken_at)
    select ${newId(now().getTime())}, ${digest}, ${signed}, ${issuedAt}::timestamptz, ${expiresAt}, ${now()}
    where not exists (select from exchange.taken_configuration where issued_at >= ${issuedAt}::timestamptz)`.execute(
    db,
  );
}

interface Span {
  readonly first: Date;
  readonly last: Date;
}

/**
 * The signed configuration that was in force at an exchange, or else the first one after it, whose keys tell of times
 * before, too. Undefined where this installation took none that had not ended by then.
 */
export async function takenConfigurationAt(db: Database, { first, last }: Span): Promise<string | undefined> {
  const { rows } = await sql<{ signed: string }>`select signed from exchange.taken_configuration
    where expires_at > ${last}
    order by taken_at <= ${first} desc, abs(extract(epoch from taken_at - ${first}::timestamptz)) limit 1`.execute(db);
  return rows[0]?.signed;
}
