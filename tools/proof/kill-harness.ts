import { readFileSync } from 'node:fs';
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
      kills += await killOnce(stage, order.victim, random, crowd.faults);
      await acknowledgements.next(60).catch((error: Error) => crowd.faults.push(error.message));
      recoveries.push((performance.now() - begun) / 1000);
    }
    await crowd.goHome();
    const found = [...(await stage.settle(known)), ...stage.complaints(), ...(await stage.close())];
    const faults = [...crowd.faults, ...found];
    return { kills, acknowledged: acknowledgements.count, cases: known.size, recoveries, faults };
  } finally {
    await stage.close();
  }
}

/** Answers how many kills it was: a quarter of the kills of a program come in pairs, the second during its start. */
async function killOnce(stage: Stage, victim: KillOrder['victim'], random: Random, faults: string[]): Promise<number> {
  if (victim === 'postgres') {
    const fault = await stage.killPostgres(random);
    if (fault !== undefined) faults.push(fault);
    return 1;
  }
  await stage.killProgram(random, victim === 'both');
  if (!random.chance(25)) return 1;
  await sleep(random.between(0, 800));
  await stage.killProgram(random, victim === 'both');
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
    this.#program = this.#start();
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

  get #log(): string {
    return join(this.#folder, 'program.log');
  }

  #start(): Program {
    const [root, port] = [this.#root, this.#port];
    return startProgram({ root, port, dataDir: join(this.#folder, 'data'), log: this.#log });
  }

  /** Kills the program, with `both` PostgreSQL at the same moment, and starts it again. */
  async killProgram(random: Random, both: boolean): Promise<void> {
    const first = random.chance(50);
    const struck = both && first ? this.#strike(random) : [];
    await this.#program.end('SIGKILL');
    if (both && !first) struck.push(...this.#strike(random));
    await waitUntilGone(struck, 10_000);
    this.#program = this.#start();
  }

  /** The running program has to bring PostgreSQL back; answers what went wrong with that. */
  async killPostgres(random: Random): Promise<string | undefined> {
    const before = readPostmaster(this.#cluster)?.pid;
    await waitUntilGone(this.#strike(random), 10_000);
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(10)) {
      const now = readPostmaster(this.#cluster);
      if (now?.status === 'ready' && now.pid !== before) return undefined;
      if (this.#program.lives()) continue;
      this.#program = this.#start();
      return 'the program ended when PostgreSQL was killed';
    }
    return 'the program did not bring PostgreSQL back within 60 s';
  }

  /** The server alone, whose orphans then stay for a while, or every process of it. */
  #strike(random: Random): number[] {
    const server = readPostmaster(this.#cluster)?.pid;
    const all = serverProcesses(clusterTag(this.#cluster));
    const struck = random.chance(50) ? all : all.filter((pid) => pid === server);
    signal(struck, 'SIGKILL');
    return struck;
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
      const end = Date.now() + 120_000;
      while (!(await isDrained(db)) && Date.now() < end) await sleep(100);
      const late = (await isDrained(db)) ? [] : ['deliveries or measurements are not done after two minutes'];
      return [...late, ...(await findFaults(db, known))];
    });
  }

  /** What the program logged that no kill explains: a repeated request hides a deadlock from its sender. */
  complaints(): readonly string[] {
    const lines = readFileSync(this.#log, 'utf8').split('\n');
    const complaints = Map.groupBy(
      lines.flatMap((line) => complaintIn(line) ?? []),
      (one) => one,
    );
    return [...complaints].map(([says, times]) => `logged ${times.length} times: ${says}`);
  }

  /** An orderly stop takes PostgreSQL along; answers what was left. */
  async close(): Promise<readonly string[]> {
    const orderly = this.#program.lives();
    await this.#program.end('SIGTERM');
    const left = serverProcesses(clusterTag(this.#cluster));
    signal(left, 'SIGKILL');
    return orderly && left.length > 0 ? [`processes of PostgreSQL outlived the program: ${left.join(', ')}`] : [];
  }
}

/** Errors of the database other than those of a server that goes away or comes (SQLSTATE classes 08 and 57), and bugs. */
function complaintIn(line: string): string | undefined {
  if (!line.startsWith('{"level"')) return undefined;
  const { err, msg, route, job } = JSON.parse(line) as Logged;
  const state = /^(?!08|57)(?=.*\d)[0-9A-Z]{5}$/.test(err?.code ?? '') ? `SQLSTATE ${err?.code}` : undefined;
  const bug = /^(Type|Range|Reference)Error$/.test(err?.type ?? '') ? err?.type : undefined;
  const what = state ?? bug;
  return what && `${what}, ${msg} in ${route ?? job ?? '?'}`;
}

interface Logged {
  readonly msg?: string;
  readonly route?: string;
  readonly job?: string;
  readonly err?: { readonly code?: string; readonly type?: string };
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
    while (state.open && faults.length === 0) {
      // Who is a resident already has nothing to apply for.
      const applying = mine.filter(({ resident }) => !resident);
      if (applying.length === 0) throw new Error('no company is left to apply');
      await apply(cast, random.pick(applying), random, known);
    }
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
