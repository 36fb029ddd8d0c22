import type { CommandIo, OpenOptions } from '../../kernel/command.ts';
import { type Config, ConfigProblem, readConfig } from '../../kernel/config.ts';
import { hasDatabase, openVahid, startDatabase } from '../../kernel/start.ts';
import type { Room } from '../../kernel/module.ts';
import type { Vahid } from '../../kernel/vahid.ts';

export interface Opened {
  readonly vahid: Vahid;
  readonly config: Config;
  close(): Promise<void>;
}

/** Settings, database and rooms, for one command; `close` undoes it in reverse. */
export async function openInstallation(
  io: Pick<CommandIo, 'env' | 'root'>,
  rooms: readonly Room[],
  { now, settings = {}, ...options }: OpenOptions & { readonly now?: () => Date } = {},
): Promise<Opened> {
  const config = readConfig(io.env, io.root);
  if (options.migrate === false && !hasDatabase(config))
    throw new ConfigProblem(`There is no installation in ${config.dataDir} yet: vahid serve makes one.`);
  const database = await startDatabase(config, settings);
  try {
    const vahid = await openVahid(config, database.server, rooms, io.root, now, options);
    return {
      vahid,
      config,
      async close() {
        await vahid.close();
        await database.stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
