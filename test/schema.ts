import type { Client } from 'pg';
import { appRole, retentionRole } from '../src/kernel/database.ts';
import type { Entity, Field } from '../src/kernel/entity.ts';
import { grants } from '../src/kernel/migrate.ts';
import type { Room } from '../src/kernel/module.ts';

interface Column {
  readonly room: string;
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly filled: boolean;
  readonly comment: string | null;
}

/** Compares a migrated database with what the rooms declare; one line for each difference. */
export async function schemaDifferences(client: Client, rooms: readonly Room[]): Promise<readonly string[]> {
  const columns = await readColumns(client, rooms);
  const entities = rooms.flatMap((room) => room.entities ?? []);
  const checks = await readChecks(client);
  const found = entities.flatMap((entity) => [...compareColumns(entity, columns), ...compareChoices(entity, checks)]);
  found.push(
    ...undeclared(entities, columns),
    ...(await compareGrants(client, entities)),
    ...(await foreignKeys(client, rooms)),
  );
  return found;
}

async function readColumns(client: Client, rooms: readonly Room[]): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `select n.nspname as room, n.nspname || '.' || c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
       a.attnotnull as required, a.atthasdef or a.attidentity <> '' as filled, col_description(c.oid, a.attnum) as comment
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
     order by 1, 2, a.attnum`,
    [rooms.map((room) => room.name)],
  );
  return rows;
}

function compareColumns(entity: Entity, all: readonly Column[]): string[] {
  const columns = all.filter((column) => column.table === entity.name);
  if (columns.length === 0) return [`${entity.name}: declared, but there is no such table`];
  const found = Object.entries(entity.fields).flatMap(([name, field]) => {
    const column = columns.find((one) => one.name === name);
    return column
      ? compareColumn(`${entity.name}.${name}`, field, column)
      : [`${entity.name}.${name}: declared, but there is no such column`];
  });
  const extra = columns.filter((column) => !(column.name in entity.fields));
  return [...found, ...extra.map((column) => `${entity.name}.${column.name}: column without a declaration`)];
}

function compareColumn(at: string, field: Field, column: Column): string[] {
  const found: string[] = [];
  if (column.type !== field.sql) found.push(`${at}: declared ${field.sql}, is ${column.type}`);
  if (column.required === field.nullable)
    found.push(`${at}: declared ${field.nullable ? 'optional' : 'required'}, is not`);
  if (field.generated && !column.filled) found.push(`${at}: declared as filled by the database, has no default`);
  if (!column.comment?.startsWith(field.label.en)) found.push(`${at}: comment does not say "${field.label.en}"`);
  return found;
}

async function readChecks(client: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; text: string }>(
    `select n.nspname || '.' || k.conname as name, pg_get_constraintdef(k.oid) as text
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace where k.contype = 'c'`,
  );
  return new Map(rows.map(({ name, text }) => [name, text]));
}

/** A closed list is closed in the database too, by a constraint with a name. */
function compareChoices(entity: Entity, checks: ReadonlyMap<string, string>): string[] {
  return Object.entries(entity.fields).flatMap(([name, field]) => {
    if (!field.choices) return [];
    const text = checks.get(`${entity.name}_${name}_check`);
    if (!text) return [`${entity.name}.${name}: no constraint ${entity.name}_${name}_check`];
    return Object.keys(field.choices).flatMap((value) =>
      text.includes(`'${value}'`) ? [] : [`${entity.name}.${name}: the constraint does not know '${value}'`],
    );
  });
}

function undeclared(entities: readonly Entity[], columns: readonly Column[]): string[] {
  const known = new Set([...entities.map((entity) => entity.name), 'kernel.migration']);
  return [...new Set(columns.map((column) => column.table))]
    .filter((table) => !known.has(table))
    .map((table) => `${table}: table without a declaration`);
}

async function compareGrants(client: Client, entities: readonly Entity[]): Promise<string[]> {
  const found: string[] = [];
  for (const entity of entities) {
    for (const right of ['select', 'insert', 'update', 'delete', 'truncate']) {
      const { rows } = await client.query<{ app: boolean; retention: boolean }>(
        'select has_table_privilege($1, $3, $4) as app, has_table_privilege($2, $3, $4) as retention',
        [appRole, retentionRole, entity.name, right],
      );
      const app = grants[entity.grant].includes(right);
      const retention = entity.grant === 'append and delete by retention' && (right === 'select' || right === 'delete');
      if (rows[0]?.app !== app) found.push(`${entity.name}: ${appRole} ${app ? 'lacks' : 'has'} ${right}`);
      if (rows[0]?.retention !== retention)
        found.push(`${entity.name}: ${retentionRole} ${retention ? 'lacks' : 'has'} ${right}`);
    }
    if (!grants[entity.grant].includes('update')) found.push(...(await compareSets(client, entity)));
  }
  return found;
}

/** Columns that may be set in a table that may not be changed otherwise. */
async function compareSets(client: Client, { name, sets = [] }: Entity): Promise<string[]> {
  const { rows } = await client.query<{ column: string }>(
    `select attname as column from pg_attribute where attrelid = $2::regclass and attnum > 0 and not attisdropped
       and not has_table_privilege($1, $2, 'update') and has_column_privilege($1, $2, attname, 'update')`,
    [appRole, name],
  );
  const set = rows.map(({ column }) => column);
  return [
    ...sets.filter((column) => !set.includes(column)).map((column) => `${name}.${column}: ${appRole} lacks update`),
    ...set.filter((column) => !sets.includes(column)).map((column) => `${name}.${column}: ${appRole} has update`),
  ];
}

/** Foreign keys may point only into one's own room or one that dependsOn names. */
async function foreignKeys(client: Client, rooms: readonly Room[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; room: string; target: string }>(
    `select k.conname as name, a.nspname as room, b.nspname as target from pg_constraint k
     join pg_class c on c.oid = k.conrelid join pg_namespace a on a.oid = c.relnamespace
     join pg_class d on d.oid = k.confrelid join pg_namespace b on b.oid = d.relnamespace where k.contype = 'f'`,
  );
  const allowed = new Map(rooms.map((room) => [room.name, new Set([room.name, 'kernel', ...room.dependsOn])]));
  return rows
    .filter(({ room, target }) => !allowed.get(room)?.has(target))
    .map(({ name, room, target }) => `${room}.${name}: points to ${target}, which is not in dependsOn`);
}
