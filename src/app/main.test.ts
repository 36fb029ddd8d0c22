import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import type { Server } from '../kernel/database.ts';
import { rooms as gatewayRooms } from './gateway-program.ts';
import { main } from './main.ts';

let test: TestVahid;
let folder: string;
beforeAll(async () => {
  test = await openTestVahid();
  folder = await mkdtemp(join(tmpdir(), 'vahid-main-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function vahid(line: string, env: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(line.split(' '), {
    lang: 'en',
    root,
    env: { VAHID_DATA: join(folder, 'data'), LOG_LEVEL: 'fatal', ...env },
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** Settings under which the program opens the test's own database. */
function onDatabase(server: Server): Record<string, string> {
  const url =
    'url' in server
      ? server.url
      : `postgres://${server.superuser}@localhost/${server.database}?host=${server.socket}&port=${server.port}`;
  return { DATABASE_URL: url, VAHID_MODE: 'demo', VAHID_KEY: Buffer.alloc(32, 7).toString('base64') };
}

describe('an option that is not there', () => {
  it.each([
    ['release --dryrun --aprover=me', '--dry-run'],
    ['release --aprover=me', '--approver'],
    ['check --shema service', '--schema'],
    ['plan read x.txt --item', '--items'],
    ['journey --jsn', '--json'],
  ])('ends “%s” before anything is done, and the nearest is named', async (line, meant) => {
    const { code, err } = await vahid(line);
    expect(code).toBe(2);
    expect(err).toContain(`did you mean ${meant}?`);
    expect(err).toContain('usage: vahid');
    // What it is about would push the mistake out of sight.
    expect(err.trim().split('\n').length).toBeLessThanOrEqual(3);
  });

  it.each([
    'release --approver --dry-run',
    'release --dry-run=yes',
    'release now',
    'seed -x',
    'check --lang=de',
    'check --lang de',
    'check --lang',
  ])('nor is “%s” taken', async (line) => expect((await vahid(line)).code).toBe(2));
});

it.each(['help --lang=az', 'help --lang az', '--lang az help'])(
  'the language may be named as in “%s”',
  async (line) => {
    expect(await vahid(line)).toMatchObject({
      code: 0,
      out: expect.stringContaining('usage: vahid COMMAND') as string,
    });
  },
);

describe('help', () => {
  it('is made from what a command declares', async () => {
    const { code, out } = await vahid('release --help');
    expect([code, out.split('\n')[0]]).toEqual([0, 'usage: vahid release [--approver NAME] [--dry-run] [--json]']);
  });

  it('of the first word of a command is that of all that begin with it', async () => {
    const shown = 'usage: vahid plan read FILE';
    expect(await vahid('plan --help')).toMatchObject({ code: 0, out: expect.stringContaining(shown) as string });
    expect(await vahid('plan')).toMatchObject({ code: 2, err: expect.stringContaining(shown) as string });
    expect((await vahid('chek')).err).toContain('Did you mean check?');
  });
});

describe('vahid check', () => {
  it('needs no settings of a database', async () => {
    const { code } = await vahid('check', {
      DATABASE_URL: 'postgres://nobody@localhost:1/none',
      VAHID_MODE: 'production',
    });
    expect(code).toBe(0);
  });

  it('says in one line that there is no such folder', async () => {
    const { code, err } = await vahid('check /nonexistent');
    expect([code, err]).toEqual([2, 'The folder of definitions /nonexistent cannot be read (ENOENT).']);
  });
});

describe('a database that does not answer', () => {
  it.each(['release', 'release --dry-run', 'migrate', 'seed'])('is told in one line by vahid %s', async (line) => {
    const { code, err } = await vahid(line, { DATABASE_URL: 'postgres://nobody@localhost:1/none', VAHID_MODE: 'demo' });
    expect([code, err]).toEqual([
      2,
      'The database does not answer (ECONNREFUSED). Check the address in DATABASE_URL and that the server runs.',
    ]);
  });
});

describe('a release that is only tried', () => {
  it('lists everything for a new installation and does not make one', async () => {
    const { code, out } = await vahid('release --dry-run --json');
    expect(code).toBe(0);
    const { wouldRelease } = JSON.parse(out) as { wouldRelease: unknown[] };
    expect(wouldRelease).toContainEqual({ definition: 'calendar/calendar', version: 1 });
    expect(await readdir(folder)).toEqual([]);
    expect((await vahid('appoint --fin 8CD4E5F --institution rinn --role officer --dry-run')).err).toContain(
      'There is no installation',
    );
  });

  it('lists what differs from what is in force, and neither writes nor migrates', async () => {
    const state = async () => {
      const { rows } = await sql<{ releases: number; migrated: Date }>`select
        (select count(*) from kernel.release) as releases, (select max(at) from kernel.migration) as migrated`.execute(
        test.vahid.db,
      );
      return rows[0];
    };
    const env = onDatabase(test.server);
    await sql`insert into kernel.definition select kind, name, version + 1, release, 'other', file, source, compiled
      from kernel.definition where kind = 'calendar'`.execute(test.vahid.db);
    const before = await state();
    const { code, out } = await vahid('release --dry-run', env);
    expect(code).toBe(0);
    expect(out).toContain('Would be released (nothing was written): calendar/calendar 3');
    expect(await state()).toEqual(before);
  });
});

describe('the database of a gateway that stands by itself', () => {
  let gateway: TestVahid;
  beforeAll(async () => {
    gateway = await openTestVahid({ rooms: gatewayRooms, now: new Date().toISOString() });
  });
  afterAll(() => gateway.close());

  it.each([
    ['exchange-proof none --out proof.json', 1, 'Nothing is logged under the request id none.'],
    ['exchange-audit', 0, 'The log is as it was written. Lines: 0.'],
    ['exchange-audit --log look-up', 0, 'The log is as it was written. Lines: 0.'],
    ['exchange-key', 1, 'The log has no key yet'],
    ['exchange-health', 0, 'No service behind the gateways of this installation was asked'],
    ['exchange-archive archives', 0, 'There is nothing to archive'],
  ])('answers “%s”', async (line, code, told) => {
    const ran = await vahid(line, onDatabase(gateway.server));
    expect(ran.err + ran.out).toContain(told);
    expect(ran.code).toBe(code);
  });

  it.each(['exchange-audit', 'exchange-health'])('has the same “%s” as that of the whole house', async (line) => {
    expect((await vahid(line, onDatabase(test.server))).code).toBe(0);
  });

  it('is not one in which a centre is kept', async () => {
    const { code, err } = await vahid('exchange-centre-key --days 14', onDatabase(gateway.server));
    expect([code, err]).toEqual([2, expect.stringContaining('run vahid migrate first')]);
  });
});
