import { Kysely, PostgresDialect, sql } from 'kysely';
import { Client, DatabaseError, Pool, type PoolClient, type QueryResult, TypeOverrides, types as known } from 'pg';

/** The database cannot be used as it is; the message says what to do. */
export class WrongDatabase extends Error {}

/** A connection pool or an open transaction. A room sees its tables through `db.withTables<…>()`. */
export type Database = Kysely<Record<never, never>>;

export const appRole = 'vahid_app';
export const migratorRole = 'vahid_migrator';
export const retentionRole = 'vahid_retention';
/** As whom the program logs in at the built-in server: may take the roles of the program, and nothing else. */
export const loginRole = 'vahid_login';
export type DatabaseRole = typeof appRole | typeof migratorRole | typeof retentionRole;

/** Where a server listens. `url` for one's own server, `ownerUrl` where another login changes its schema; `socket` for the built-in one. */
export type Server =
  | { readonly url: string; readonly ownerUrl?: string }
  | { readonly socket: string; readonly port: number; readonly database: string; readonly superuser: string };

// A day stays a day and an exact number stays exact: the driver's Date and float would move both.
const types = new TypeOverrides();
types.setTypeParser(known.builtins.DATE, (value: string) => value);
types.setTypeParser(known.builtins.INT8, (value: string) => Number(value));

/** What broke a connection to the server. */
const lost = new WeakSet<Error>();

/** Is the server restarting or out of reach, so that the same may well work in a moment? */
export function isAway(error: unknown): boolean {
  if (error instanceof DatabaseError) return /^(08...|57P0.)$/.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  // The driver has no class for these; a name with several addresses gives one error for all, without a call.
  return (
    lost.has(error) ||
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    code === 'ECONNREFUSED' ||
    /^Connection terminated|is not queryable$/.test(error.message)
  );
}

/** Opens a pool whose sessions have only the rights of `role`. */
export function openPool(server: Server, role: DatabaseRole | 'owner', size: number): Pool {
  const as = role === 'owner' ? '' : `-c role=${role}`;
  // Compiling a statement takes longer than ours do; a server compiles by default.
  const ours = `${as} -c timezone=UTC -c jit=off -c statement_timeout=${role === appRole ? 30_000 : 0} -c idle_in_transaction_session_timeout=60000`;
  const { options, ...place } = placeOf(server, role === 'owner' || role === migratorRole);
  const pool = new Pool({
    ...place,
    // Of a setting given twice the last one holds.
    options: `${options} ${ours}`.trim(),
    max: size,
    types,
    application_name: 'vahid',
    allowExitOnIdle: false,
  });
  // A server that goes away breaks idle connections; the pool replaces them, so that is not a fault of ours.
  pool.on('error', () => undefined);
  // The same for a connection in use: the statement under way, or the next, fails and says so.
  pool.on('connect', (client) => {
    client.on('error', (error) => lost.add(error));
    letGo(client);
  });
  return pool;
}

/**
 * The promise that the driver makes of an answer keeps every answer until the heap is collected as a whole: 46 kB for the
 * page of a case, and what lies outside of the heap besides. With a promise of our own nothing is kept. Figures:
 * docs/figures.md, “pages”.
 */
function letGo(client: PoolClient): void {
  const ask = (...given: unknown[]) => Reflect.apply(Client.prototype.query, client, given) as unknown;
  const query = (...given: unknown[]) => {
    const [text, values] = given;
    if (typeof text !== 'string' || given.length > 2) return ask(...given);
    return new Promise((resolve, reject) => {
      ask(text, values, (error: Error | null, found: QueryResult) => (error ? reject(error) : resolve(found)));
    });
  };
  Object.assign(client, { query });
}

/** The driver lets options in an address replace all others; taken out of it, they stand beside ours. */
function placeOf(server: Server, asOwner: boolean) {
  if (!('url' in server)) {
    const { socket: host, port, database, superuser } = server;
    return { host, port, database, user: asOwner ? superuser : loginRole, options: '' };
  }
  const address = (asOwner ? server.ownerUrl : undefined) ?? server.url;
  if (!URL.canParse(address)) return { connectionString: address, options: '' };
  const url = new URL(address);
  const options = url.searchParams.get('options') ?? '';
  url.searchParams.delete('options');
  return { connectionString: url.href, options };
}

/** Something between us and the server may drop the role; with the owner's rights no grant would hold. */
export async function checkRole(db: Database, role: DatabaseRole): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_user as name`.execute(db);
  if (rows[0]?.name === role) return;
  throw new WrongDatabase(
    `The connection of DATABASE_URL acts as ${rows[0]?.name}, not as ${role}: a pooler drops the option "-c role". Connect to PostgreSQL itself, or let the pooler pass options on.`,
  );
}

/** Whether the login could leave its role and change the schema, so that what holds by grant would hold by our word only. */
export async function mayChangeSchema(db: Database): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean;
  }>`select pg_has_role(session_user, ${migratorRole}, 'member') as may`.execute(db);
  return rows[0]?.may ?? true;
}

export function openDatabase(pool: Pool): Database {
  return new Kysely<Record<never, never>>({ dialect: new PostgresDialect({ pool }) });
}

/** True if the server answers and the schema is there. */
export async function answers(db: Database): Promise<boolean> {
  try {
    await sql`select 1 from kernel.migration limit 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
