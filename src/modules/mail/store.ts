import { sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import type { AddressRow, MailTables } from './entities.ts';

const own = (db: Database) => db.withTables<MailTables>();

/** Whose address it is: a person's own, or an organisation's. */
export type Owner = { readonly person: string } | { readonly organisation: string };

const columnOf = (owner: Owner) =>
  'person' in owner ? (['person', owner.person] as const) : (['organisation', owner.organisation] as const);

export async function findAddress(db: Database, owner: Owner): Promise<AddressRow | undefined> {
  const [column, value] = columnOf(owner);
  return own(db).selectFrom('mail.address').selectAll().where(column, '=', value).executeTakeFirst();
}

export async function addressById(db: Database, id: string): Promise<AddressRow | undefined> {
  return own(db).selectFrom('mail.address').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Puts an address in the place of the one before; letters to that are not sent any more. */
export async function putAddress(db: Database, owner: Owner, row: AddressRow): Promise<void> {
  await deleteAddress(db, owner);
  await own(db).insertInto('mail.address').values(row).execute();
}

export async function deleteAddress(db: Database, owner: Owner): Promise<boolean> {
  const [column, value] = columnOf(owner);
  const { numDeletedRows } = await own(db).deleteFrom('mail.address').where(column, '=', value).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function updateAddress(
  db: Database,
  id: string,
  set: Partial<Pick<AddressRow, 'lang' | 'quiet' | 'confirmed_at' | 'refused_at'>>,
): Promise<void> {
  await own(db).updateTable('mail.address').set(set).where('id', '=', id).execute();
}

/** The confirmed address of an owner, if letters still arrive there. */
export async function openAddress(db: Database, owner: Owner): Promise<AddressRow | undefined> {
  const found = await findAddress(db, owner);
  return found?.confirmed_at && !found.refused_at ? found : undefined;
}

export async function addMessage(
  db: Database,
  row: { readonly id: string; readonly address: string; readonly desk: boolean; readonly at: Date },
): Promise<void> {
  const { id, address, desk, at } = row;
  await sql`insert into mail.message (id, address, desk, created_at, state)
    values (${id}, ${address}, ${desk}, ${at}, 'waiting')`.execute(db);
}

export interface Waiting {
  readonly id: string;
  readonly desk: boolean;
}

/** What waits for an address and is in no letter, oldest first; locked, so that no other letter takes it too. */
export async function takeWaiting(db: Database, address: string): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`select id, desk from mail.message
    where address = ${address} and state = 'waiting' and letter is null
    order by created_at, id for update skip locked`.execute(db);
  return rows;
}

const idsOf = (messages: readonly Waiting[]): readonly string[] => messages.map(({ id }) => id);

/** Puts what was taken into a letter, told by its Message-ID. */
export async function putInto(db: Database, letter: string, messages: readonly Waiting[]): Promise<void> {
  await sql`update mail.message set letter = ${letter} where id = any(${idsOf(messages)}::uuid[])`.execute(db);
}

/** What a letter holds that still has to go. */
export async function heldBy(db: Database, address: string, letter: string): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`select id, desk from mail.message
    where address = ${address} and state = 'waiting' and letter = ${letter} for update`.execute(db);
  return rows;
}

export async function settle(
  db: Database,
  messages: readonly Waiting[],
  { state, at }: { readonly state: 'sent' | 'refused'; readonly at: Date },
): Promise<void> {
  await sql`update mail.message set state = ${state}, sent_at = ${at}
    where id = any(${idsOf(messages)}::uuid[])`.execute(db);
}

export async function lastSent(db: Database, address: string): Promise<Date | undefined> {
  const { rows } = await sql<{
    at: Date | null;
  }>`select max(sent_at) as at from mail.message where address = ${address} and state = 'sent'`.execute(db);
  return rows[0]?.at ?? undefined;
}

/** Forgets what was told long ago. */
export async function forgetBefore(db: Database, address: string, moment: Date): Promise<void> {
  await sql`delete from mail.message where address = ${address} and state <> 'waiting' and created_at < ${moment}`.execute(
    db,
  );
}
