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

/** The address of an owner who has confirmed it; whether letters still arrive there, `refused_at` says. */
export async function confirmedAddress(db: Database, owner: Owner): Promise<AddressRow | undefined> {
  const found = await findAddress(db, owner);
  return found?.confirmed_at ? found : undefined;
}

/** `dueAt`: when the letter is to go; absent: it cannot, the address takes none. */
export async function addMessage(
  db: Database,
  row: Readonly<{ id: string; address: string; notification: string; desk: boolean; at: Date; dueAt?: Date }>,
): Promise<void> {
  const { id, address, notification, desk, at, dueAt } = row;
  const state = dueAt ? 'waiting' : 'refused';
  await sql`insert into mail.message (id, address, notification, desk, created_at, state, due_at)
    values (${id}, ${address}, ${notification}, ${desk}, ${at}, ${state}, ${dueAt ?? null})`.execute(db);
}

export interface MessageState {
  readonly notification: string;
  readonly state: 'waiting' | 'sent' | 'refused';
  readonly created_at: Date;
  readonly due_at: Date | null;
  readonly sent_at: Date | null;
  /** False once the address was deleted or replaced. */
  readonly addressed: boolean;
  /** When the address was found to take no letters. */
  readonly refused_at: Date | null;
}

/** What became of the letters behind notifications. */
export async function messagesOf(db: Database, notifications: readonly string[]): Promise<readonly MessageState[]> {
  const { rows } = await sql<MessageState>`select m.notification, m.state, m.created_at, m.due_at, m.sent_at,
      a.id is not null as addressed, a.refused_at
    from mail.message m left join mail.address a on a.id = m.address
    where m.notification = any(${[...notifications]}::uuid[])`.execute(db);
  return rows;
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

/** Forgets what was told long ago, there and where the address is gone. */
export async function forgetBefore(db: Database, address: string, moment: Date): Promise<void> {
  await sql`delete from mail.message where created_at < ${moment}
    and (address is null or (address = ${address} and state <> 'waiting'))`.execute(db);
}
