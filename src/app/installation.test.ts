import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import { releaseChanged } from './installation.ts';

let test: TestVahid;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vahid-installation-'));
  await mkdir(join(folder, 'definitions'));
  await mkdir(join(folder, 'dist'));
  await cp(join(root, 'definitions/calendar.yaml'), join(folder, 'definitions/calendar.yaml'));
  test = await openTestVahid({ env: { VAHID_DEFINITIONS: join(folder, 'definitions') } });
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const program = (text: string) => writeFile(join(folder, 'dist/vahid.mjs'), text);

/** What a start finds wrong, and whether it compiled at all. */
async function started(): Promise<{ wrong: number; compiled: boolean }> {
  let compiled = false;
  const rooms = test.vahid.rooms.map((room) => ({
    ...room,
    get definitions() {
      compiled = true;
      return room.definitions ?? [];
    },
  }));
  return { wrong: (await releaseChanged({ ...test.vahid, rooms }, 'test', folder)).length, compiled };
}

it('compiles at a start what changed since the last, and what was left out', async () => {
  expect(await started(), 'a program that is not built').toEqual({ wrong: 0, compiled: true });
  await program('one');
  expect((await started()).compiled, 'nothing is noted yet').toBe(true);
  expect((await started()).compiled, 'nothing changed').toBe(false);
  await program('two');
  expect((await started()).compiled, 'another program').toBe(true);
  expect((await started()).compiled).toBe(false);

  const before = test.vahid.releases.number();
  await cp(join(root, 'definitions/acts.yaml'), join(folder, 'definitions/acts.yaml'));
  await writeFile(join(folder, 'definitions/life-events.yaml'), 'birth: [');
  expect(await started(), 'a file that is left out').toEqual({ wrong: 1, compiled: true });
  expect(await started(), 'is told at each start').toEqual({ wrong: 1, compiled: true });
  await rm(join(folder, 'definitions/life-events.yaml'));
  expect((await started()).compiled).toBe(true);
  expect((await started()).compiled).toBe(false);
  expect(test.vahid.releases.number(), 'nothing was new').toBe(before);
});
