import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../kernel/database.ts';
import {
  type Instance,
  isOwnerOffice,
  type JournalRow,
  type Office,
  type ProcessTables,
  type Status,
} from './entities.ts';
import type { SealedValue } from './value.ts';

export const tables = (db: Database) => db.withTables<ProcessTables>();

export async function findInstances(db: Database, ids: readonly string[]): Promise<readonly Instance[]> {
  if (ids.length === 0) return [];
  return tables(db)
    .selectFrom('process.instance')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
}

/**
 * Locks an instance and, before it, the one it was begun within. In this order always: a step of a child may lead to one
 * of its parent in the same transaction, and a step of the parent to new children.
 */
export async function lockInstance(db: Database, id: string): Promise<Instance | undefined> {
  return lockWithParent(db, id, sql``);
}

/** As `lockInstance`, but does not wait: undefined also while somebody else holds one of the rows. */
export async function tryLockInstance(db: Database, id: string): Promise<Instance | undefined> {
  return lockWithParent(db, id, sql`skip locked`);
}

// The count is taken, and with it the parent locked, before the row itself is looked for.
async function lockWithParent(db: Database, id: string, wait: RawBuilder<unknown>): Promise<Instance | undefined> {
  const { rows } = await sql<Instance>`with own as materialized (select parent from process.instance where id = ${id}),
      above as materialized (select id from process.instance where id = (select parent from own)
        for no key update ${wait})
    select i.* from process.instance i
    where (select count(*) from above) = (select count(parent) from own) and i.id = ${id}
    for no key update of i ${wait}`.execute(db);
  return rows[0];
}

/** Those begun within an instance, the oldest first. */
export async function findChildren(db: Database, parent: string): Promise<readonly Instance[]> {
  return tables(db)
    .selectFrom('process.instance')
    .selectAll()
    .where('parent', '=', parent)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export interface ReceiptRow {
  readonly action: string;
  /** Null: the program. */
  readonly person: string | null;
  readonly seq: number;
  readonly state: string;
  readonly status: Status;
}

export async function findReceipt(db: Database, instance: string, key: string): Promise<ReceiptRow | undefined> {
  return tables(db)
    .selectFrom('process.receipt')
    .select(['action', 'person', 'seq', 'state', 'status'])
    .where('instance', '=', instance)
    .where('key', '=', key)
    .executeTakeFirst();
}

export type Entry = Omit<JournalRow, 'xid'>;

/** Steps that go with a journal entry, as parts of one statement. */
function entryParts(entry: Entry, values: readonly SealedValue[], receiptKey?: string): RawBuilder<unknown> {
  const parts = [
    sql`noted as (insert into process.journal (instance, seq, at, action, from_state, to_state, from_status, to_status,
      acted_as, person, organisation, effects, details, clock, name_hmac, note_hmac)
      values (${entry.instance}, ${entry.seq}, ${entry.at}, ${entry.action}, ${entry.from_state}, ${entry.to_state},
      ${entry.from_status}, ${entry.to_status}, ${entry.acted_as}, ${entry.person}, ${entry.organisation},
      ${entry.effects}::text[], ${JSON.stringify(entry.details)}::jsonb, ${entry.clock && JSON.stringify(entry.clock)}::jsonb,
      ${entry.name_hmac}, ${entry.note_hmac}))`,
  ];
  if (values.length > 0) {
    parts.push(sql`kept as (insert into process.journal_value (instance, seq, field, at, key, value)
      select ${entry.instance}, ${entry.seq}, field, ${entry.at}, key, value
      from unnest(${values.map(({ field }) => field)}::text[], ${values.map(({ key }) => key)}::bytea[],
        ${values.map(({ value }) => value)}::text[]) as v(field, key, value))`);
  }
  if (receiptKey !== undefined) {
    parts.push(sql`receipted as (insert into process.receipt (instance, key, action, person, seq, state, status)
      values (${entry.instance}, ${receiptKey}, ${entry.action}, ${entry.person}, ${entry.seq}, ${entry.to_state}, ${entry.to_status}))`);
  }
  return sql.join(parts);
}

/** Writes a new instance with its first journal entry. One statement. */
export async function insertInstance(
  db: Database,
  row: Instance,
  entry: Entry,
  values: readonly SealedValue[],
): Promise<void> {
  await sql`with ${entryParts(entry, values)} insert into process.instance (id, kind, name, definition_version, reference,
    title, institution, owner_person, owner_organisation, owner_institution, parent, state, status, awaits, assignee, version, seq, taken, spoke_for_owner, clocks, flags,
    due_at, overdue, calendar_version, created_at, updated_at)
    values (${row.id}, ${row.kind}, ${row.name}, ${row.definition_version}, ${row.reference}, ${JSON.stringify(row.title)}::jsonb,
    ${row.institution}, ${row.owner_person}, ${row.owner_organisation}, ${row.owner_institution}, ${row.parent}, ${row.state}, ${row.status}, ${row.awaits}::text[],
    ${row.assignee}, ${row.version}, ${row.seq}, ${JSON.stringify(row.taken)}::jsonb, ${row.spoke_for_owner}::text[],
    ${JSON.stringify(row.clocks)}::jsonb, ${row.flags}::text[], ${row.due_at}, ${row.overdue}, ${row.calendar_version}, ${row.created_at}, ${row.updated_at})`.execute(
    db,
  );
}

/** Writes the new state of a locked instance with the journal entry that led to it. One statement. */
export async function updateInstance(
  db: Database,
  row: Instance,
  entry: Entry,
  values: readonly SealedValue[],
  receiptKey?: string,
): Promise<void> {
  await sql`with ${entryParts(entry, values, receiptKey)} update process.instance set
    definition_version = ${row.definition_version}, state = ${row.state},
    status = ${row.status}, awaits = ${row.awaits}::text[], assignee = ${row.assignee}, version = ${row.version},
    seq = ${row.seq}, taken = ${JSON.stringify(row.taken)}::jsonb, spoke_for_owner = ${row.spoke_for_owner}::text[], clocks = ${JSON.stringify(row.clocks)}::jsonb,
    flags = ${row.flags}::text[], due_at = ${row.due_at}, overdue = ${row.overdue}, calendar_version = ${row.calendar_version},
    updated_at = ${row.updated_at} where id = ${row.id}`.execute(db);
}

/** The institution that owns these instances from now on. */
export async function updateOwner(db: Database, ids: readonly string[], institution: string): Promise<void> {
  await sql`update process.instance set owner_institution = ${institution}
    where id = any(${[...ids]}::uuid[]) and owner_institution is not null`.execute(db);
}

/** Locks some of the instances whose end was counted with another calendar. */
export async function lockRecountable(
  db: Database,
  calendarVersion: number,
  limit: number,
): Promise<readonly Instance[]> {
  return tables(db)
    .selectFrom('process.instance')
    .selectAll()
    .where('due_at', 'is not', null)
    .where('calendar_version', '<>', calendarVersion)
    .orderBy('due_at')
    .limit(limit)
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
}

export async function anyRecountable(db: Database, calendarVersion: number): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`select exists (select from process.instance
    where due_at is not null and calendar_version <> ${calendarVersion}) as any`.execute(db);
  return rows[0]?.any ?? false;
}

export async function recount(
  db: Database,
  row: Pick<Instance, 'id' | 'due_at' | 'overdue' | 'calendar_version'>,
): Promise<void> {
  await sql`update process.instance set due_at = ${row.due_at}, overdue = ${row.overdue},
    calendar_version = ${row.calendar_version} where id = ${row.id}`.execute(db);
}

export interface WorklistQuery {
  /** Pairs of an institution and an office that is awaited there. */
  readonly offices: readonly { readonly institution: string; readonly role: Office }[];
  readonly kinds: readonly string[] | undefined;
  readonly names: readonly string[] | undefined;
  readonly withoutKinds: readonly string[];
  readonly states: readonly string[] | undefined;
  readonly statuses: readonly string[] | undefined;
  readonly assignees: readonly string[] | undefined;
  readonly flags: readonly string[] | undefined;
  readonly now: Date;
  readonly limit: number;
  readonly offset: number;
}

type Counted = Instance & { readonly total: number; readonly part: number };

/** One page of a list. `part`: how many of the whole list are those that need attention. */
export interface Listed {
  readonly items: readonly Instance[];
  readonly total: number;
  readonly part: number;
}

function listed(rows: readonly Counted[]): Listed {
  const items = rows.map(({ total: _total, part: _part, ...instance }) => instance);
  return { items, total: rows[0]?.total ?? 0, part: rows[0]?.part ?? 0 };
}

/** What waits for these offices. Each side has a partial index of its own, and only the sides asked for are looked at. */
function waitsFor(offices: WorklistQuery['offices']): RawBuilder<boolean> {
  const [owning, deciding] = [offices.filter(isOwners), offices.filter((office) => !isOwners(office))];
  const sides: RawBuilder<boolean>[] = [];
  if (deciding.length > 0)
    sides.push(sql`(i.awaits && '{officer,approver,deputy_head,head,project_office}'::text[]
      and ${awaitedIn(sql.ref('i.institution'), deciding)})`);
  if (owning.length > 0)
    sides.push(sql`(i.awaits && '{registrar,owner_officer,owner_deputy_head,owner_head}'::text[]
      and ${awaitedIn(sql.ref('i.owner_institution'), owning)})`);
  return sides.length === 0 ? sql`false` : sql`(${sql.join(sides, sql` or `)})`;
}

function awaitedIn(institution: RawBuilder<unknown>, offices: WorklistQuery['offices']): RawBuilder<boolean> {
  const institutions = offices.map((office) => office.institution);
  const roles = offices.map(({ role }) => role);
  return sql`${institution} = any(${institutions}::text[])
    and exists (select from unnest(${institutions}::text[], ${roles}::text[]) as office(institution, role)
      where office.institution = ${institution} and office.role = any(i.awaits))`;
}

const isOwners = ({ role }: WorklistQuery['offices'][number]): boolean => isOwnerOffice(role);

export async function listWorklist(db: Database, query: WorklistQuery): Promise<Listed> {
  const only = (column: string, values: readonly string[] | undefined) =>
    values === undefined ? sql`true` : sql`${sql.ref(column)} = any(${[...values]}::text[])`;
  const { rows } = await sql<Counted>`select i.*, (count(*) over ())::integer as total,
      (count(*) filter (where i.due_at < ${query.now}) over ())::integer as part from process.instance i
    where ${waitsFor(query.offices)}
      and i.kind <> all(${[...query.withoutKinds]}::text[]) and ${only('i.kind', query.kinds)} and ${only('i.name', query.names)}
      and ${only('i.state', query.states)} and ${only('i.status', query.statuses)}
      and ${query.flags === undefined ? sql`true` : sql`i.flags && ${[...query.flags]}::text[]`}
      and ${query.assignees === undefined ? sql`true` : sql`i.assignee = any(${[...query.assignees]}::uuid[])`}
    order by i.due_at nulls last, i.id limit ${query.limit} offset ${query.offset}`.execute(db);
  return listed(rows);
}

export interface FlagCount {
  readonly kind: string;
  readonly name: string;
  /** The latest version of the definition in which it stands. */
  readonly version: number;
  readonly flag: string;
  readonly count: number;
}

/** The flags that stand on what waits for these offices, by definition. */
export async function countFlags(
  db: Database,
  { offices, kinds }: Pick<WorklistQuery, 'offices' | 'kinds'>,
): Promise<readonly FlagCount[]> {
  const { rows } = await sql<FlagCount>`select i.kind, i.name, max(i.definition_version) as version, flag,
      count(*)::integer as count
    from process.instance i cross join unnest(i.flags) as flag
    where ${waitsFor(offices)} and ${kinds === undefined ? sql`true` : sql`i.kind = any(${[...kinds]}::text[])`}
    group by i.kind, i.name, flag order by i.kind, i.name, flag`.execute(db);
  return rows;
}

export interface OwnQuery {
  readonly kind: string | undefined;
  readonly without: readonly Status[];
  readonly limit: number;
  readonly offset: number;
}

export async function listOwn(
  db: Database,
  owner: { readonly person: string } | { readonly organisation: string },
  { kind, without, limit, offset }: OwnQuery,
): Promise<Listed> {
  const own = 'person' in owner ? sql`owner_person = ${owner.person}` : sql`owner_organisation = ${owner.organisation}`;
  const { rows } = await sql<Counted>`select i.*, (count(*) over ())::integer as total,
      (count(*) filter (where i.status = 'waiting_for_applicant') over ())::integer as part
    from process.instance i where ${own} and ${kind === undefined ? sql`true` : sql`kind = ${kind}`}
      and status <> all(${[...without]}::text[])
    order by status in ('draft', 'waiting_for_applicant') desc, updated_at desc, id
    limit ${limit} offset ${offset}`.execute(db);
  return listed(rows);
}

interface StoredValue {
  readonly key: Buffer;
  readonly value: string;
}

interface StoredValues {
  readonly name_key: Buffer | null;
  readonly name_value: string | null;
  readonly note_key: Buffer | null;
  readonly note_value: string | null;
}

/** An entry with its personal values, as far as they are kept. */
export interface JournalLine {
  readonly row: JournalRow;
  readonly name: StoredValue | undefined;
  readonly note: StoredValue | undefined;
}

/** The journal of an instance in order, and its personal values. Partitions before it began and of days to come are spared. */
export async function listJournal(
  db: Database,
  { id, created_at: since }: Pick<Instance, 'id' | 'created_at'>,
  now: Date,
): Promise<readonly JournalLine[]> {
  // Another machine's clock may be ahead of this one's.
  const until = new Date(now.getTime() + 86_400_000);
  const kept = sql`select seq, key, value from process.journal_value
    where instance = ${id} and at between ${since} and ${until}`;
  const { rows } = await sql<JournalRow & StoredValues>`select j.*, name.key as name_key, name.value as name_value,
      note.key as note_key, note.value as note_value
    from process.journal j
    left join (${kept} and field = 'name') name on name.seq = j.seq
    left join (${kept} and field = 'note') note on note.seq = j.seq
    where j.instance = ${id} and j.at between ${since} and ${until} order by j.seq`.execute(db);
  return rows.map(({ name_key, name_value, note_key, note_value, ...row }) => ({
    row,
    name: stored(name_key, name_value),
    note: stored(note_key, note_value),
  }));
}

const stored = (key: Buffer | null, value: string | null): StoredValue | undefined =>
  key === null || value === null ? undefined : { key, value };
