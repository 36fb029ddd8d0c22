import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../test/database.ts';
import type { Actor } from '../../kernel/access.ts';
import { type DatabaseRole, openDatabase, openPool } from '../../kernel/database.ts';
import { asOwner } from '../../../test/server.ts';
import { act, journal } from './index.ts';
import { room as identityRoom } from '../identity/module.ts';
import { type House, openHouse } from './test-house.ts';

let house: House;
let owner: Actor;
let officer: Actor;
let id: string;

beforeAll(async () => {
  house = await openHouse(openTestVahid, identityRoom);
  owner = await house.person('1AAAAA1', 'Tofiq Bədəlov');
  officer = await house.person('1AAAAA2', 'Elçin Nəbiyev', ['rinn', 'officer']);
});
afterAll(() => house.close());
beforeEach(async () => {
  id = await house.begin(owner);
  await act(house.as(owner), { instance: id, action: 'submit' });
  await act(house.as(officer), { instance: id, action: 'return', note: 'Arayış yoxdur' });
});

/** One statement with the rights of a role, as its programs have them. */
async function run(role: DatabaseRole, statement: string): Promise<number> {
  const pool = openPool(house.server, role, 1);
  try {
    const { numAffectedRows } = await sql.raw(statement).execute(openDatabase(pool));
    return Number(numAffectedRows ?? 0);
  } finally {
    await pool.end();
  }
}

const last = async () => (await journal(house.as(owner), id)).at(-1);

describe('the journal', () => {
  it.each(['journal', 'journal_value', 'receipt', 'notification', 'notification_read'])(
    'and %s can be added to by the application, and not changed',
    async (table) => {
      for (const statement of [
        `update process.${table} set at = at`,
        `delete from process.${table}`,
        `truncate process.${table}`,
      ]) {
        await expect(
          run('vahid_app', statement.replace('at = at', table === 'receipt' ? 'key = key' : 'at = at')),
        ).rejects.toThrow('permission denied');
      }
    },
  );

  it('lets retention delete personal values, and nothing else', async () => {
    await expect(run('vahid_retention', 'delete from process.journal')).rejects.toThrow('permission denied');
    await expect(run('vahid_retention', "update process.journal_value set value = ''")).rejects.toThrow(
      'permission denied',
    );
    const condition = `instance = '${id}' and seq = 3`;
    expect(
      await run('vahid_retention', `delete from process.journal_value where ${condition} and field = 'note'`),
    ).toBe(1);
    expect(await last()).toMatchObject({
      action: 'return',
      note: { state: 'removed' },
      actorName: { state: 'kept', value: 'Elçin Nəbiyev' },
    });
  });

  it('holds no name and no note in its own rows', async () => {
    const { rows } = await sql<{ row: string }>`select j::text as row from process.journal j
      where instance = ${id}`.execute(house.vahid.db);
    expect(rows).toHaveLength(3);
    expect(rows.map(({ row }) => row).join()).not.toMatch(/Arayış|Elçin|Tofiq/);
  });

  it('shows an altered value as altered, wherever it was changed', async () => {
    const alter = (set: string) =>
      asOwner(house.server, (client) =>
        client.query(`update process.journal_value set ${set} where instance = $1 and seq = 3 and field = 'note'`, [
          id,
        ]),
      );
    await alter("value = 'Hər şey qaydasındadır'");
    expect((await last())?.note).toEqual({ state: 'altered' });
    await alter("value = 'Arayış yoxdur'");
    expect((await last())?.note).toEqual({ state: 'kept', value: 'Arayış yoxdur' });
    await alter("key = decode(repeat('00', 32), 'hex')");
    expect((await last())?.note).toEqual({ state: 'altered' });
  });

  it('does not take a value from one place for another', async () => {
    await asOwner(house.server, (client) =>
      client.query(
        `update process.journal_value note set key = name.key, value = name.value from process.journal_value name
         where note.instance = $1 and name.instance = $1 and note.seq = 3 and name.seq = 3
           and note.field = 'note' and name.field = 'name'`,
        [id],
      ),
    );
    expect((await last())?.note).toEqual({ state: 'altered' });
  });

  it('shows a value that was slipped in where there was none', async () => {
    await sql`insert into process.journal_value (instance, seq, field, at, key, value)
      values (${id}, 2, 'note', ${house.clock.now()}, '\\x00', 'Razıyam')`.execute(house.vahid.db);
    expect((await journal(house.as(owner), id))[1]?.note).toEqual({ state: 'altered' });
  });
});
