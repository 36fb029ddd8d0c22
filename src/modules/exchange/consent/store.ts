import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { Row } from '../../../kernel/entity.ts';
import { insertAll } from '../../../kernel/writer.ts';
import type { consent, Step } from './entities.ts';

export type ConsentRow = Omit<Row<typeof consent>, 'xid'> & {
  readonly standing: Step;
  readonly seq: number;
  /** When it came to stand so. */
  readonly since: Date;
};

const columns = sql.raw(`c.id, c.client, c.service, c.purpose, c.act, c.article, c.fields, c.entity, c.subject,
  c.subject_key, c.reason, c.until::text as until, c.asked_at, s.standing, s.seq, s.at as since`);
const last = sql.raw(`cross join lateral (select standing, seq, at from exchange.consent_step
  where consent = c.id order by seq desc limit 1) s`);

const types = {
  id: 'uuid',
  client: 'text',
  service: 'text',
  purpose: 'text',
  act: 'text',
  article: 'text',
  fields: 'jsonb',
  entity: 'text',
  subject: 'uuid',
  subject_key: 'text',
  reason: 'text',
  until: 'date',
  asked_at: 'timestamptz',
};

export type NewConsent = Omit<ConsentRow, 'standing' | 'seq' | 'since'>;

export async function insertConsent(db: Database, { fields, ...row }: NewConsent): Promise<void> {
  const { fields: _, ...others } = types;
  const given = fields === null ? { columns: others, row } : { columns: types, row: { ...row, fields } };
  await insertAll(db, { table: 'exchange.consent', columns: given.columns }, [given.row]);
  await addStep(db, { consent: row.id, seq: 1, standing: 'asked', person: null, at: row.asked_at });
}

interface NewStep {
  readonly consent: string;
  readonly seq: number;
  readonly standing: Step;
  readonly person: string | null;
  readonly at: Date;
}

/** The next step; false where another came first. */
export async function addStep(db: Database, { consent, seq, standing, person, at }: NewStep): Promise<boolean> {
  const { rows } = await sql`insert into exchange.consent_step (consent, seq, standing, person, at)
    values (${consent}, ${seq}, ${standing}, ${person}, ${at}) on conflict do nothing returning seq`.execute(db);
  return rows.length > 0;
}

export async function findConsent(db: Database, id: string): Promise<ConsentRow | undefined> {
  const { rows } = await sql<ConsentRow>`select ${columns} from exchange.consent c ${last} where c.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

/** What was asked of one person or organisation, newest first. */
export async function consentsAbout(
  db: Database,
  subject: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`select ${columns} from exchange.consent c ${last} where c.subject = ${subject}
    order by s.standing = 'asked' desc, c.asked_at desc, c.id desc limit ${limit} offset ${offset}`.execute(db);
  return rows;
}

/** Who asks, for what, of whom. */
export interface Pair {
  readonly client: string;
  readonly service: string;
  readonly purpose: string;
}

/** All that was asked of some for one purpose, newest first. */
export async function consentsFor(
  db: Database,
  { client, service, purpose }: Pair,
  keys: readonly string[],
): Promise<readonly ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`select ${columns} from exchange.consent c ${last}
    where c.subject_key = any(${[...keys]}::text[]) and c.client = ${client} and c.service = ${service}
      and c.purpose = ${purpose} order by c.asked_at desc, c.id desc`.execute(db);
  return rows;
}

/** Two requests of the same at once become one. */
export async function lockPair(db: Database, { client, service, purpose }: Pair, key: string): Promise<void> {
  const name = ['exchange.consent', client, service, purpose, key].join(' ');
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db);
}

export interface StepRow {
  readonly standing: Step;
  readonly at: Date;
}

export async function stepsOf(db: Database, id: string): Promise<readonly StepRow[]> {
  const { rows } = await sql<StepRow>`select standing, at from exchange.consent_step where consent = ${id}
    order by seq`.execute(db);
  return rows;
}
