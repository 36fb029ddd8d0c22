import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { freePort } from '../../src/app/commands/run.ts';
import { openDatabase, openPool } from '../../src/kernel/database.ts';
import type { Database } from '../../src/kernel/database.ts';
import { clusterTag, PORT, readPostmaster, SUPERUSER } from '../../src/kernel/embedded/cluster.ts';
import { serverProcesses, signal, waitUntilGone } from '../../src/kernel/embedded/processes.ts';
import { DATABASE } from '../../src/kernel/embedded/server.ts';
import { openRandom, type Random } from '../../src/modules/records/generator/random.ts';
import type { TestPost } from '../../src/modules/mail/test-post.ts';
import { type Acknowledged, apply, type Cast, signIn } from './kill-applicants.ts';
import { Acknowledgements, Caller, patience } from './kill-caller.ts';
import { findFaults, undone } from './kill-checks.ts';
import { found } from './kill-founders.ts';
import { hurry, mailFaults, openPost, subscribeAll } from './kill-mail.ts';
import { moneyFaults } from './kill-money.ts';
import { Treasury } from './kill-treasury.ts';
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
  /** How many companies apply at the same time; half as many found others. */
  readonly applicants?: number;
}

export interface KillReport {
  readonly kills: number;
  /** Requests that were acknowledged, all of them writes. */
  readonly acknowledged: number;
  readonly cases: number;
  readonly payments: number;
  readonly refunds: number;
  /** That the mail server took, and how many of them it had taken before. */
  readonly letters: { readonly arrived: number; readonly repeated: number };
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
  const post = await openPost(openRandom(seed, 'post'));
  const stage = await Stage.open(order.root, folder, post).catch(async (error: unknown) => {
    await post.close();
    throw error;
  });
  try {
    const acknowledgements = new Acknowledgements();
    const known = new Map<string, Acknowledged>();
    const cast = await stage.withDatabase(async (db) => {
      const people = await signIn(db, (token) => new Caller(stage.url, token, acknowledgements));
      await subscribeAll(db);
      return people;
    });
    const treasury = new Treasury(cast.ministry, openRandom(seed, 'treasury'), (work) => stage.read(work));
    const stopHurrying = stage.keepHurrying();
    const failed = () => acknowledgements.giveUp();
    const crowd = openCrowd(cast, { size: applicants, seed, known, treasury, failed });
    await acknowledgements.next(patience);
    const recoveries: number[] = [];
    let kills = 0;
    for (let round = 0; round < rounds && crowd.faults.length === 0; round += 1) {
      await sleep(random.between(0, (order.seconds ?? 1) * 1000));
      const begun = performance.now();
      kills += await killOnce(stage, order.victim, random, crowd.faults);
      await acknowledgements.next(patience).catch((error: Error) => crowd.faults.push(error.message));
      recoveries.push((performance.now() - begun) / 1000);
    }
    await crowd.goHome();
    await stopHurrying();
    const found = await stage.settle(known, treasury);
    const faults = [...crowd.faults, ...found, ...stage.complaints(), ...(await stage.close())];
    const { paid, sentBack } = treasury.acknowledged;
    const letters = { arrived: post.taken.length, repeated: post.taken.length - lettersIn(post) };
    const counts = { cases: known.size, payments: paid.size, refunds: sentBack.size, letters };
    return { kills, acknowledged: acknowledgements.count, ...counts, recoveries, faults };
  } finally {
    await stage.close();
    await post.close();
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
  readonly #post: TestPost;
  #program: Program;

  private constructor(root: string, folder: string, port: number, post: TestPost) {
    this.#post = post;
    this.#root = root;
    this.#folder = folder;
    this.#port = port;
    this.#program = this.#start();
  }

  static async open(root: string, folder: string, post: TestPost): Promise<Stage> {
    const stage = new Stage(root, folder, await freePort(), post);
    try {
      await answersAt(stage.#program, '/readyz', patience);
    } catch (error) {
      await stage.close();
      throw error;
    }
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
    const env = { VAHID_SMTP: this.#post.url, VAHID_MAIL_FROM: 'noreply@example.az' };
    return startProgram({ root, port, dataDir: join(this.#folder, 'data'), log: this.#log, env });
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

  /** Reads as often as is needed while the database goes away. */
  async read<T>(work: (db: Database) => Promise<T>): Promise<T> {
    for (const end = Date.now() + patience * 1000; ; await sleep(20))
      try {
        return await this.withDatabase(work);
      } catch (error) {
        if (Date.now() > end) throw error;
      }
  }

  /** Letters go as soon as there is news, until it is told to stop. */
  keepHurrying(): () => Promise<void> {
    const state = { open: true };
    const hurrying = (async () => {
      for (; state.open; await sleep(300)) await this.withDatabase(hurry).catch(() => undefined);
    })();
    return () => {
      state.open = false;
      return hurrying;
    };
  }

  /** Waits until what was put off is done, for as long as that moves; answers what is wrong then. */
  async settle(
    known: ReadonlyMap<string, Acknowledged>,
    { acknowledged }: Pick<Treasury, 'acknowledged'>,
  ): Promise<readonly string[]> {
    await answersAt(this.#program, '/readyz', 60);
    return this.withDatabase(async (db) => {
      const end = Date.now() + 3 * patience * 1000;
      let [left, moved] = [await undone(db), Date.now()];
      while (left.length > 0 && Date.now() < Math.min(end, moved + patience * 1000)) {
        await hurry(db);
        await sleep(100);
        const now = await undone(db);
        if (!isDeepStrictEqual(now, left)) moved = Date.now();
        left = now;
      }
      const late = left.map((what) => `not done in time: ${what}`);
      const others = [...(await moneyFaults(db, acknowledged)), ...(await mailFaults(db, this.#post.taken))];
      return [...late, ...(await findFaults(db, known)), ...others];
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
  readonly treasury: Treasury;
  readonly failed: () => void;
}

const lettersIn = ({ taken }: TestPost): number =>
  new Set(taken.map(({ raw }) => /^Message-ID: .*$/im.exec(raw)?.[0])).size;

/** So many companies at a time, each with one application after the other, until the first fault. */
function openCrowd(cast: Cast, { size, seed, known, treasury, failed }: CrowdOptions): Crowd {
  const faults: string[] = [];
  const state = { open: true };
  const founding = Math.ceil(size / 2);
  const fail = (error: Error) => {
    faults.push(error.message);
    failed();
  };
  const goesOn = () => state.open && faults.length === 0;
  const walk = async (lane: number) => {
    const random = openRandom(seed, `applicant ${lane}`);
    const mine = cast.companies.filter((_company, index) => index % size === lane);
    while (goesOn()) {
      // Who is a resident already has nothing to apply for.
      const applying = mine.filter(({ resident }) => !resident);
      if (applying.length === 0) throw new Error('no company is left to apply');
      await apply(cast, random.pick(applying), random, known);
    }
  };
  const foundAll = async (lane: number) => {
    const random = openRandom(seed, `founder ${lane}`);
    const mine = cast.founders.filter((_founder, index) => index % founding === lane);
    while (goesOn()) await found(cast, random.pick(mine), { random, known, treasury });
  };
  const lanes = [
    ...Array.from({ length: size }, (_, lane) => walk(lane)),
    ...Array.from({ length: founding }, (_, lane) => foundAll(lane)),
  ].map((lane) => lane.catch(fail));
  const desk = treasury.work().catch(fail);
  return {
    faults,
    async goHome() {
      state.open = false;
      await Promise.all(lanes);
      treasury.close();
      await desk;
    },
  };
}
