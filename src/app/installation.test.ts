import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import type { Context } from '../kernel/context.ts';
import { bringUpToDate } from './installation.ts';

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

interface Started {
  /** Problems found. */
  readonly wrong: number;
  readonly compiled: boolean;
  /** Whether the rooms wrote anew what follows from definitions. */
  readonly written: boolean;
}

async function started(mode: 'demo' | 'production' = 'demo'): Promise<Started> {
  let [compiled, written] = [false, false];
  const rooms = test.vahid.rooms.map((room) => ({
    ...room,
    get definitions() {
      compiled = true;
      return room.definitions ?? [];
    },
    async released(ctx: Context, again?: boolean) {
      written ||= again !== true;
      await room.released?.(ctx, again);
    },
  }));
  const config = { ...test.vahid.config, mode };
  const wrong = await bringUpToDate({ ...test.vahid, rooms, config }, 'test', folder);
  return { wrong: wrong.length, compiled, written };
}

const [nothing, all] = [
  { wrong: 0, compiled: false, written: false },
  { wrong: 0, compiled: true, written: true },
];

it('compiles at a start what changed since the last, and what was left out', async () => {
  expect(await started(), 'a program that is not built').toEqual(all);
  await program('one');
  expect(await started(), 'nothing is noted yet').toEqual(all);
  expect(await started(), 'nothing changed').toEqual(nothing);
  await program('two');
  expect(await started(), 'another program').toEqual(all);
  expect(await started()).toEqual(nothing);

  const before = test.vahid.releases.number();
  await cp(join(root, 'definitions/acts.yaml'), join(folder, 'definitions/acts.yaml'));
  await writeFile(join(folder, 'definitions/life-events.yaml'), 'birth: [');
  expect(await started(), 'a file that is left out').toEqual({ ...all, wrong: 1 });
  expect(await started(), 'is told at each start').toEqual({ ...all, wrong: 1 });
  await rm(join(folder, 'definitions/life-events.yaml'));
  expect(await started()).toEqual(all);
  expect(await started()).toEqual(nothing);
  expect(test.vahid.releases.number(), 'nothing was new').toBe(before);
});

it('compiles no folder where people release, and writes anew only what another program may say otherwise', async () => {
  await program('three');
  expect(await started('production')).toEqual({ ...nothing, written: true });
  expect(await started('production')).toEqual(nothing);
  await rm(join(folder, 'definitions'), { recursive: true });
  expect(await started('production'), 'nor needs one').toEqual(nothing);
});
