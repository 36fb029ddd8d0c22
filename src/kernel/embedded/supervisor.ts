import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PORT, SUPERUSER, clusterExists } from './cluster.ts';
import { withLock } from './lock.ts';
import { claim, livingOwner, renounce } from './owner.ts';
import { identityOf, waitUntilGone } from './processes.ts';
import { DATABASE, type Running, createDatabase, findRunning, isUp, launch, shutDown } from './server.ts';

export interface EmbeddedOptions {
  /** Where the cluster lies; beside it `postgres.log` and a lock file. Made when absent. */
  readonly dataDir: string;
  /** Told that the server has ended by itself, and how its new start goes. */
  readonly log?: (line: string) => void;
  /** PostgreSQL's settings, above the supervisor's own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Called when the server has ended without `stop`, before any new start. */
  readonly onExit?: (gone: { readonly pid: number }) => void;
  /** Start the server anew when it ends. One that joined leaves that to an owner who lives and does it. */
  readonly restart?: boolean;
}

export interface EmbeddedServer {
  /** The folder of the unix socket; `pg` takes it as host. It stays the same through new starts. */
  readonly host: string;
  readonly port: number;
  readonly database: typeof DATABASE;
  readonly superuser: string;
  /** Follows new starts. */
  readonly pid: number;
  /** Did this start make the database? */
  readonly fresh: boolean;
  /** Does `stop` end the server? True for who started it or found it left by a program that had died. Follows new starts. */
  readonly owned: boolean;
  /** Fast shutdown by the owner; for others only an end of watching. */
  stop(): Promise<void>;
}

interface Attached {
  readonly server: Running;
  readonly fresh: boolean;
  readonly owned: boolean;
}

interface Place {
  readonly dataDir: string;
  readonly lock: string;
  /** Names this call among others of the same process. */
  readonly token: string;
  readonly restarts: boolean;
}

const WATCH_MILLISECONDS = 100;
const LONGEST_PAUSE_MILLISECONDS = 5_000;

/**
 * Runs the PostgreSQL that npm brought on the data directory, or joins the one that already runs there.
 * The server outlives a killed program, and the next start takes it over. Fails with PostgreSQL's own words.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = placeOf(options);
  const log = options.log ?? (() => {});
  const attach = () => withLock(place.lock, () => joinOrStart(place, options.settings ?? {}));
  const first = await attach();
  const halt = new AbortController();
  let current = first;
  let restarting = Promise.resolve();
  let stopping: Promise<void> | undefined;

  const watch = () => {
    const timer = setInterval(() => {
      const { pid, identity } = current.server;
      if (!halt.signal.aborted && identityOf(pid) === identity) return;
      clearInterval(timer);
      if (halt.signal.aborted) return;
      log(`PostgreSQL (pid ${pid}) ended`);
      if (place.restarts) restarting = restart();
      options.onExit?.({ pid });
    }, WATCH_MILLISECONDS);
    timer.unref();
  };
  const restart = async () => {
    for (let pause = 0; ; pause = Math.min(pause * 2 + 100, LONGEST_PAUSE_MILLISECONDS)) {
      await sleep(pause, undefined, { ref: false, signal: halt.signal }).catch(() => {});
      if (halt.signal.aborted) return;
      try {
        // A new, empty cluster would not be what the program was working on.
        if (!clusterExists(place.dataDir)) return log(`${place.dataDir} is gone`);
        if (isLeftToOwner(place, current)) continue;
        current = await attach();
        log(`PostgreSQL (pid ${current.server.pid}) runs again`);
        return watch();
      } catch (error) {
        log(`PostgreSQL could not be started again: ${(error as Error).message}`);
      }
    }
  };
  const stop = async () => {
    halt.abort();
    await restarting;
    if (current.owned) await withLock(place.lock, () => stopOwned(place, current.server));
  };
  watch();
  return {
    host: first.server.socketDir,
    port: PORT,
    database: DATABASE,
    superuser: SUPERUSER,
    fresh: first.fresh,
    get pid() {
      return current.server.pid;
    },
    get owned() {
      return current.owned;
    },
    stop: () => (stopping ??= stop()),
  };
}

function placeOf({ dataDir, restart = false }: EmbeddedOptions): Place {
  const given = resolve(dataDir);
  mkdirSync(dirname(given), { recursive: true });
  const real = existsSync(given) ? realpathSync(given) : join(realpathSync(dirname(given)), basename(given));
  return { dataDir: real, lock: `${real}.lock`, token: randomUUID(), restarts: restart };
}

async function joinOrStart(place: Place, settings: Readonly<Record<string, string>>): Promise<Attached> {
  const { dataDir, token } = place;
  for (let tries = 3; ; tries -= 1) {
    const running = await findRunning(dataDir);
    const server = running ?? (await launch(dataDir, settings));
    const owner = running && livingOwner(dataDir);
    const owned = owner === null || owner.token === token;
    if (owned) claim(dataDir, place);
    try {
      const fresh = await createDatabase(server.socketDir);
      return { server, fresh, owned };
    } catch (error) {
      // A server that was being killed while it was found: its sockets close before the process is gone.
      if (tries === 1 || !(await waitUntilGone([server.pid], 1_000))) throw error;
    }
  }
}

function isLeftToOwner({ dataDir, token }: Place, { owned }: Attached): boolean {
  if (owned) return false;
  const owner = livingOwner(dataDir);
  return owner !== null && owner.token !== token && owner.restarts && !isUp(dataDir);
}

async function stopOwned({ dataDir, token }: Place, server: Running): Promise<void> {
  // Where the server had died, another program may have started one of its own since.
  if (livingOwner(dataDir)?.token !== token) return;
  await shutDown(server, dataDir);
  renounce(dataDir);
}
