import { join } from 'node:path';
import { freePort } from '../../src/app/commands/run.ts';
import { releaseFolder, seedDemo } from '../../src/app/installation.ts';
import { rooms as allRooms } from '../../src/app/rooms.ts';
import { openProgress } from '../../src/kernel/command.ts';
import { readConfig } from '../../src/kernel/config.ts';
import type { Server } from '../../src/kernel/database.ts';
import type { Room } from '../../src/kernel/module.ts';
import { openVahid, startDatabase } from '../../src/kernel/start.ts';
import type { Vahid } from '../../src/kernel/vahid.ts';
import type { Tools } from './proof.ts';

/** An installation in this process, on a database server of its own with the settings of every other. */
export interface Here {
  readonly vahid: Vahid;
  readonly server: Server;
  /** Lets go of the database; the server goes on. */
  close(): Promise<void>;
  /** Opens it again, or another database of the same server. */
  reopen(database?: string): Promise<Here>;
}

/** Definitions in force and the demo state written. */
export async function openHere({ root, folder, after }: Tools, rooms: readonly Room[] = allRooms): Promise<Here> {
  const env = { VAHID_MODE: 'demo', VAHID_DATA: join(folder, 'data'), PORT: String(await freePort()) };
  const config = readConfig(env, root);
  const running = await startDatabase(config);
  after(() => running.stop());
  const open = async (server: Server): Promise<Here> => {
    const vahid = await openVahid(config, server, rooms, root);
    let closed: Promise<void> | undefined;
    const close = () => (closed ??= vahid.close());
    after(close);
    return {
      vahid,
      server,
      close,
      reopen: (database) => open(database === undefined || 'url' in server ? server : { ...server, database }),
    };
  };
  const here = await open(running.server);
  await releaseFolder(here.vahid, 'proof');
  await seedDemo(here.vahid, openProgress('', process.stderr, true));
  return here;
}
