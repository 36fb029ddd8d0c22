import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/app/commands/run.ts';
import { openDatabase, openPool } from '../../src/kernel/database.ts';
import type { Database } from '../../src/kernel/database.ts';
import { clusterTag, PORT, readPostmaster, SUPERUSER } from '../../src/kernel/embedded/cluster.ts';
import { serverProcesses, signal, waitUntilGone } from '../../src/kernel/embedded/processes.ts';
import { DATABASE } from '../../src/kernel/embedded/server.ts';
import { openRandom, type Random } from '../../src/modules/records/generator/random.ts';
import { type Acknowledged, Acknowledgements, apply, Caller, type Cast, signIn } from './kill-applicants.ts';
import { findFaults, isDrained } from './kill-checks.ts';
import { answersAt, type Program, startProgram } from './program.ts';

export interface KillOrder {
  /** The repository. */
  readonly root: string;
  /** An empty folder for the data, on a real disk. The caller removes it. */
  readonly folder: string;
  readonly victim: 'program' | 'postgres' | 'both';
  readonly rounds: number;
  /** Decides the moments, who is killed how, and what the applicants do. */
  readonly seed: number;
  /** Longest time between the return to work and the next kill. */
  readonly seconds?: number;
  /** How many apply at the same time. */
  readonly applicants?: number;
}

export interface KillReport {
  readonly kills: number;
  /** Requests that were acknowledged, all of them writes. */
  readonly acknowledged: number;
  readonly cases: number;
  /** Seconds from each kill to the next acknowledged write. */
  readonly recoveries: readonly number[];
  /** What was lost, half done or done twice; empty when all is well. */
  readonly faults: readonly string[];
}

/**
 * Runs the real program with its own PostgreSQL, lets companies apply over the API, and kills the victim with SIGKILL
 * once a round at a random moment. A killed program is started again, as its user would; after a killed PostgreSQL the
 * running program has to find its way back alone. In the end it looks in the database for every acknowledged act.
 */
export async function killRounds(order: KillOrder): Promise<KillReport> {
  const { folder, rounds, seed, applicants = 6 } = order;
  const random = openRandom(seed, `kill ${order.victim}`);
  const stage = await Stage.open(order.root, folder);
  try {
    const acknowledgements = new Acknowledgements();
    const known = new Map<string, Acknowledged>();
    const cast = await stage.withDatabase((db) =>
      signIn(db, (token) => new Caller(stage.url, token, acknowledgements)),
    );
    const crowd = openCrowd(cast, { size: applicants, seed, known, failed: () => acknowledgements.giveUp() });
    await acknowledgements.next(30);
    const recoveries: number[] = [];
    let kills = 0;
    for (let round = 0; round < rounds && crowd.faults.length === 0; round += 1) {
      await sleep(random.between(0, (order.seconds ?? 1) * 1000));
      const begun = performance.now();
      kills += await killOnce(stage, order.victim, random);
      await acknowledgements.next(60);
      recoveries.push((performance.now() - begun) / 1000);
    }
    await crowd.goHome();
    const faults = [...crowd.faults, ...(await stage.settle(known))];
    const left = await stage.close();
    return {
      kills,
      acknowledged: acknowledgements.count,
      cases: known.size,
      recoveries,
      faults: [...faults, ...left],
    };
  } finally {
    await stage.close();
  }
}

/** Some of the kills of a program come in pairs: the second one during the start that follows. */
async function killOnce(stage: Stage, victim: KillOrder['victim'], random: Random): Promise<number> {
  if (victim === 'postgres') {
    await stage.killPostgres(random);
    return 1;
  }
  if (victim === 'both') await stage.killPostgres(random, false);
  await stage.killProgram();
  stage.start();
  if (!random.chance(25)) return 1;
  await sleep(random.between(0, 800));
  if (victim === 'both') await stage.killPostgres(random, false);
  await stage.killProgram();
  stage.start();
  return 2;
}

/** The program with its data folder and its database server, as seen from outside. */
class Stage {
  readonly #root: string;
  readonly #folder: string;
  readonly #port: number;
  #program: Program;

  private constructor(root: string, folder: string, port: number) {
    this.#root = root;
    this.#folder = folder;
    this.#port = port;
    this.#program = this.start();
  }

  static async open(root: string, folder: string): Promise<Stage> {
    const stage = new Stage(root, folder, await freePort());
    await answersAt(stage.#program, '/readyz', 120);
    return stage;
  }

  get url(): string {
    return this.#program.url;
  }

  get #cluster(): string {
    return join(this.#folder, 'data/postgres');
  }

  start(): Program {
    const [root, port] = [this.#root, this.#port];
    const files = { dataDir: join(this.#folder, 'data'), log: join(this.#folder, 'program.log') };
    this.#program = startProgram({ root, port, ...files });
    return this.#program;
  }

  async killProgram(): Promise<void> {
    await this.#program.end('SIGKILL');
  }

  /** The server alone, whose orphans then stay, or every process of it. `back`: the program must bring it back. */
  async killPostgres(random: Random, back = true): Promise<void> {
    const before = readPostmaster(this.#cluster)?.pid;
    const all = serverProcesses(clusterTag(this.#cluster));
    const struck = random.chance(50) ? all : all.filter((pid) => pid === before);
    signal(struck, 'SIGKILL');
    await waitUntilGone(struck, 10_000);
    if (back) await this.#returnOfPostgres(before);
  }

  async #returnOfPostgres(before: number | undefined): Promise<void> {
    const end = Date.now() + 60_000;
    for (;;) {
      const now = readPostmaster(this.#cluster);
      if (now?.status === 'ready' && now.pid !== before) return;
      if (!this.#program.lives()) throw new Error('the program ended when PostgreSQL was killed');
      if (Date.now() > end) throw new Error('the program did not bring PostgreSQL back within 60 s');
      await sleep(10);
    }
  }

  async withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const socket = readPostmaster(this.#cluster)?.socketDir ?? '';
    const pool = openPool({ socket, port: PORT, database: DATABASE, superuser: SUPERUSER }, 'owner', 1);
    try {
      return await work(openDatabase(pool));
    } finally {
      await pool.end();
    }
  }

  /** Waits until what was put off is done; answers what is wrong then. */
  async settle(known: ReadonlyMap<string, Acknowledged>): Promise<readonly string[]> {
    await answersAt(this.#program, '/readyz', 60);
    return this.withDatabase(async (db) => {
      const end = Date.now() + 60_000;
      while (!(await isDrained(db)) && Date.now() < end) await sleep(100);
      const late = (await isDrained(db)) ? [] : ['deliveries or measurements are not done after 60 s'];
      return [...late, ...(await findFaults(db, known))];
    });
  }

  /** An orderly stop takes PostgreSQL along; answers what was left. */
  async close(): Promise<readonly string[]> {
    if (!this.#program.lives()) return [];
    await this.#program.end('SIGTERM');
    const left = serverProcesses(clusterTag(this.#cluster));
    signal(left, 'SIGKILL');
    return left.length === 0 ? [] : [`processes of PostgreSQL outlived the program: ${left.join(', ')}`];
  }
}

interface Crowd {
  /** What went wrong for somebody who did nothing wrong. */
  readonly faults: string[];
  /** Everyone finishes what they began. */
  goHome(): Promise<void>;
}

interface CrowdOptions {
  readonly size: number;
  readonly seed: number;
  readonly known: Map<string, Acknowledged>;
  readonly failed: () => void;
}

/** So many companies at a time, each with one application after the other, until the first fault. */
function openCrowd(cast: Cast, { size, seed, known, failed }: CrowdOptions): Crowd {
  const faults: string[] = [];
  const state = { open: true };
  const walk = async (lane: number) => {
    const random = openRandom(seed, `applicant ${lane}`);
    const mine = cast.companies.filter((_company, index) => index % size === lane);
    while (state.open && faults.length === 0) await apply(cast, random.pick(mine), random, known);
  };
  const lanes = Array.from({ length: size }, (_, lane) =>
    walk(lane).catch((error: Error) => {
      faults.push(error.message);
      failed();
    }),
  );
  return {
    faults,
    async goHome() {
      state.open = false;
      await Promise.all(lanes);
    },
  };
}
