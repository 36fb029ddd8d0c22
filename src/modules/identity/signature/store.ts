import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Tables } from '../../../kernel/entity.ts';
import type { signing, SigningRow, SigningStep } from './entities.ts';

const tables = (db: Database) => db.withTables<Tables<typeof signing>>();

export async function insertSigning(db: Database, row: SigningRow): Promise<void> {
  await tables(db).insertInto('identity.signing').values(row).execute();
}

export async function deleteOverdue(db: Database, now: Date): Promise<void> {
  await tables(db).deleteFrom('identity.signing').where('until', '<', now).execute();
}

/** Of the session alone that asked for it, in its time. */
export async function findSigning(
  db: Database,
  by: { readonly id: string } | { readonly state: Buffer },
  of: { readonly session: string; readonly person: string; readonly now: Date },
): Promise<SigningRow | undefined> {
  const all = tables(db).selectFrom('identity.signing').selectAll();
  return ('id' in by ? all.where('id', '=', by.id) : all.where('state', '=', by.state))
    .where('session', '=', of.session)
    .where('person', '=', of.person)
    .where('until', '>=', of.now)
    .executeTakeFirst();
}

/** Goes on from one of some steps; false where somebody was quicker. */
export async function stepOn(
  db: Database,
  id: string,
  from: readonly SigningStep[],
  set: Partial<Pick<SigningRow, 'state' | 'sealed' | 'done_to'>> & { readonly step: SigningStep },
): Promise<boolean> {
  const done = await tables(db)
    .updateTable('identity.signing')
    .set(set)
    .where('id', '=', id)
    .where('step', 'in', [...from])
    .returning('id')
    .execute();
  return done.length > 0;
}

/** Lets go of what a signature that was given up was about. */
export async function giveUp(db: Database, id: string): Promise<void> {
  await sql`update identity.signing set step = 'failed', sealed = null where id = ${id} and step <> 'done'`.execute(db);
}
