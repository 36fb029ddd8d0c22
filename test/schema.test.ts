import { describe, expect, it } from 'vitest';
import { rooms } from '../src/app/rooms.ts';
import { openTestVahid } from './database.ts';
import { schemaDifferences } from './schema.ts';
import { asOwner } from './server.ts';

describe('schema', () => {
  it('is what the rooms declare: columns, types, closed lists, comments, grants and foreign keys', async () => {
    const test = await openTestVahid();
    try {
      expect(await asOwner(test.server, (client) => schemaDifferences(client, rooms))).toEqual([]);
    } finally {
      await test.close();
    }
  });

  it('shows a table, a column and a right that nobody declared', async () => {
    const test = await openTestVahid();
    try {
      const found = await asOwner(test.server, async (client) => {
        await client.query('create table kernel.stray (id integer)');
        await client.query('alter table kernel.job add column stray text');
        await client.query('grant update on kernel.audit to vahid_app');
        await client.query('grant update (mode) on kernel.installation to vahid_app');
        return schemaDifferences(client, rooms);
      });
      expect(found).toEqual([
        'kernel.job.stray: column without a declaration',
        'kernel.stray: table without a declaration',
        'kernel.installation.mode: vahid_app has update',
        'kernel.audit: vahid_app has update',
      ]);
    } finally {
      await test.close();
    }
  });
});
