import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, TypeOverrides, types as known } from 'pg';

/** A connection pool or an open transaction. A room sees its tables through `db.withTables<…>()`. */
export type Database = Kysely<Record<never, never>>;

export const appRole = 'vahid_app';
export const migratorRole = 'vahid_migrator';
export const retentionRole = 'vahid_retention';
export type DatabaseRole = typeof appRole | typeof migratorRole | typeof retentionRole;

/** Where a server listens. `url` for one's own server, `socket` for the built-in one. */
export type Server =
  | { readonly url: string }
  | { readonly socket: string; readonly port: number; readonly database: string; readonly superuser: string };

// A day stays a day and an exact number stays exact: the driver's Date and float would move both.
const types = new TypeOverrides();
types.setTypeParser(known.builtins.DATE, (value: string) => value);
types.setTypeParser(known.builtins.INT8, (value: string) => Number(value));

/** Opens a pool whose sessions have only the rights of `role`. */
export function openPool(server: Server, role: DatabaseRole | 'owner', size: number): Pool {
  const as = role === 'owner' ? '' : `-c role=${role}`;
  const options = `${as} -c timezone=UTC -c statement_timeout=${role === appRole ? 30_000 : 0} -c idle_in_transaction_session_timeout=60000`;
  const pool = new Pool({
    ...('url' in server
      ? { connectionString: server.url }
      : { host: server.socket, port: server.port, database: server.database, user: server.superuser }),
    options: options.trim(),
    max: size,
    types,
    application_name: 'vahid',
    allowExitOnIdle: false,
  });
  // A server that goes away breaks idle connections; the pool replaces them, so that is not a fault of ours.
  pool.on('error', () => undefined);
  // The same for a connection that is in use between two statements: the next statement fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
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
