import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dropTestDatabases, stopTestServer } from './server.ts';

/** Gives the run a name; the first test that needs a database starts the server, the end of the run stops it. */
export default function setup() {
  const run = randomBytes(4).toString('hex');
  const folder = join(tmpdir(), `vahid-test-${run}`);
  process.env.VAHID_TEST_RUN = run;
  process.env.VAHID_TEST_FOLDER = folder;
  return async () => {
    await dropTestDatabases(run);
    await stopTestServer(folder);
    await rm(folder, { recursive: true, force: true });
  };
}
