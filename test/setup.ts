import { randomBytes } from 'node:crypto';
import { existsSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropTestDatabases, stopTestServer } from './server.ts';

/** Files that end with the machine: every database made for a test is two thousand of them. */
const memory = '/dev/shm';

/** A run has rarely more than half a gigabyte at a time; containers may give no more than 64 MB. */
function hasRoom(path: string): boolean {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize > 2 ** 31;
}

/** Gives the run a name; the first test that needs a database starts the server, the end of the run stops it. */
export default function setup() {
  const run = randomBytes(4).toString('hex');
  const folder = join(hasRoom(memory) ? memory : tmpdir(), `vahid-test-${run}`);
  process.env.VAHID_TEST_RUN = run;
  process.env.VAHID_TEST_FOLDER = folder;
  return async () => {
    await dropTestDatabases(run);
    await stopTestServer(folder);
    await rm(folder, { recursive: true, force: true });
  };
}
