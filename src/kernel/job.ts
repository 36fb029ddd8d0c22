import { sql } from 'kysely';
import type { Context } from './context.ts';
import { inTransaction, systemContext } from './context.ts';
import type { Database } from './database.ts';
import type { Vahid } from './vahid.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Work for later: a timer of a case, the delivery of an event to one subscriber, a short technical step. The
 * handler and the removal of the job commit together, so its effects in the database happen exactly once.
 */
export interface JobKind {
  readonly kind: string;
  /**
   * What takes its time, as a question to a register: asked before the transaction, which gets what it answers. It is
   * asked again where the program falls in between, or the job was scheduled anew meanwhile.
   */
  ask?(ctx: Context, payload: Json): Promise<unknown>;
  run(ctx: Context, payload: Json, answer?: unknown): Promise<void>;
}

/**
 * Something that a job needs is not there yet, as was to be expected: it runs again at that moment, and that is no
 * failed attempt. Without a moment, in a quarter of an hour.
 */
export class NotYet extends Error {
  readonly retryAt: Date | undefined;

  constructor(message: string, retryAt?: Date) {
    super(message);
    this.name = 'NotYet';
    this.retryAt = retryAt;
  }
}

export interface Jobs {
  /** Adds or moves the job with this key; `at` is the moment from which it may run. */
  schedule(ctx: Context, job: { kind: string; key: string; at: Date; payload: Json }): Promise<void>;
  cancel(ctx: Context, key: string): Promise<void>;
  /** Runs what is due until nothing is; answers how many ran. For tests, commands and the journey. */
  runDue(): Promise<number>;
  /** Works in the background until the returned function is called; that waits for running jobs. `only`: leaves all other kinds to other processes. */
  start(only?: readonly JobKind[]): () => Promise<void>;
}

interface JobRow {
  readonly id: number;
  /** Of its row: another one once it was scheduled anew. */
  readonly version: string;
  readonly kind: string;
  readonly key: string;
  readonly payload: Json;
  readonly attempts: number;
  readonly error: string | null;
  /** Number of the newest release, by whichever process it was made. */
  readonly release: number | null;
}

const hands = 2;
const pollMilliseconds = 500;
const second = 1000;
const longestWait = 3600 * second;
const usualWait = 900 * second;
/** So long nobody else takes a job whose question is under way; said anew meanwhile, until who asks has ended. */
const askedFor = 30 * second;

/** A quarter of an hour of attempts: by now somebody should look. */
const failingAfter = 10;

/** The kinds come later than the queue: rooms are opened after the kernel. */
export function openJobs(vahid: () => Vahid): Jobs {
  const kinds = new Map<string, JobKind>();
  let wake: (() => void) | undefined;

  function kindOf(name: string): JobKind {
    if (kinds.size === 0) {
      for (const room of vahid().rooms) for (const kind of room.jobs ?? []) kinds.set(kind.kind, kind);
      for (const kind of deliveries(vahid())) kinds.set(kind.kind, kind);
    }
    const found = kinds.get(name);
    if (!found) throw new Error(`no room runs jobs of kind ${name}`);
    return found;
  }

  return {
    async schedule(ctx, { kind, key, at, payload }) {
      await sql`insert into kernel.job (kind, key, run_at, payload) values (${kind}, ${key}, ${at}, ${JSON.stringify(payload)}::jsonb)
        on conflict (key) do update set run_at = excluded.run_at, payload = excluded.payload, attempts = 0, error = null`.execute(
        ctx.db,
      );
      if (at <= ctx.vahid.now()) ctx.afterCommit?.push(() => wake?.());
    },
    async cancel(ctx, key) {
      await sql`delete from kernel.job where key = ${key}`.execute(ctx.db);
    },
    async runDue() {
      let count = 0;
      while (await runOne(vahid(), kindOf, undefined)) count += 1;
      return count;
    },
    start(only) {
      const state = { open: true, only: only?.map(({ kind }) => kind) };
      const sleep = () =>
        new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pollMilliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      const workers = Array.from({ length: hands }, () => work(vahid(), kindOf, sleep, state));
      return async () => {
        state.open = false;
        wake?.();
        await Promise.all(workers);
      };
    },
  };
}

async function work(
  vahid: Vahid,
  kindOf: (name: string) => JobKind,
  sleep: () => Promise<void>,
  state: { open: boolean; readonly only: readonly string[] | undefined },
): Promise<void> {
  while (state.open) {
    // A database that is away for a moment must not end the worker.
    const ran = await runOne(vahid, kindOf, state.only).catch((error: unknown) => {
      vahid.log.warn({ err: error }, 'job queue');
      return false;
    });
    if (!ran && state.open) await sleep();
  }
}

/**
 * Takes one due job, of whatever kind or one of some, runs it and removes it, in one transaction; where its kind asks
 * something before, between two. False when nothing was due.
 */
async function runOne(
  vahid: Vahid,
  kindOf: (name: string) => JobKind,
  only: readonly string[] | undefined,
): Promise<boolean> {
  const program = systemContext(vahid, 'jobs');
  const taken = await inTransaction(program, async (ctx) => {
    const { rows } = await sql<JobRow>`select id, ctid::text as version, kind, key, payload, attempts, error,
        (select max(number) from kernel.release) as release from kernel.job where run_at <= ${vahid.now()}
        ${only === undefined ? sql`` : sql`and kind = any(${only}::text[])`}
      order by run_at, id limit 1 for update skip locked`.execute(ctx.db);
    const job = rows[0];
    if (!job) return undefined;
    if (job.release !== null && job.release !== vahid.releases.number()) await vahid.releases.refresh();
    return { job, askedUntil: await attempt(ctx, kindOf, job) };
  });
  if (!taken?.askedUntil) return taken !== undefined;
  const { job } = taken;
  const keeping = keep(vahid, job, taken.askedUntil);
  const question = kindOf(job.kind).ask?.(systemContext(vahid, nameOf(job)), job.payload);
  const [answer] = await Promise.allSettled([question]);
  const askedUntil = await keeping.end();
  await inTransaction(program, async (ctx) => {
    const { rows } = await sql<Pick<JobRow, 'version'>>`update kernel.job set run_at = ${vahid.now()}
      where id = ${job.id} and run_at = ${askedUntil} returning ctid::text as version`.execute(ctx.db);
    // Scheduled anew meanwhile, or taken by another: it is asked again.
    const [kept] = rows;
    if (kept === undefined) return;
    if (answer.status === 'rejected') await putOff(vahid, ctx.db, job, answer.reason);
    else await attempt(ctx, kindOf, { ...job, ...kept }, answer);
  });
  return true;
}

/** Keeps a job from others while its question is under way; `end` answers until when it is kept. */
function keep(vahid: Vahid, { id }: JobRow, first: Date): { end(): Promise<Date> } {
  let [until, saying] = [first, Promise.resolve()];
  const say = async () => {
    const next = new Date(vahid.now().getTime() + askedFor);
    const { rows } = await sql`update kernel.job set run_at = ${next}
      where id = ${id} and run_at = ${until} returning id`.execute(vahid.db);
    if (rows.length > 0) until = next;
  };
  // Where it cannot be said, another may take it, and it is asked again.
  const timer = setInterval(() => {
    saying = saying.then(say).catch(() => undefined);
  }, askedFor / 3);
  return {
    async end() {
      clearInterval(timer);
      await saying;
      return until;
    },
  };
}

const nameOf = ({ id }: JobRow): string => `job-${id}`;

/** Runs a job. Where its kind asks something before, keeps it from others instead, and answers until when. */
async function attempt(
  { vahid, db, afterCommit = [] }: Context,
  kindOf: (name: string) => JobKind,
  job: JobRow,
  answer?: { readonly value: unknown },
): Promise<Date | undefined> {
  await sql`savepoint job`.execute(db);
  try {
    const kind = kindOf(job.kind);
    if (kind.ask && !answer) {
      const until = new Date(vahid.now().getTime() + askedFor);
      await sql`update kernel.job set run_at = ${until} where id = ${job.id}`.execute(db);
      return until;
    }
    await kind.run({ ...systemContext(vahid, nameOf(job)), db, afterCommit }, job.payload, answer?.value);
    // Where it scheduled itself anew, even for this moment, it is another version of its row, and stays.
    await sql`delete from kernel.job where id = ${job.id} and ctid = ${job.version}::tid`.execute(db);
  } catch (error) {
    afterCommit.length = 0;
    await sql`rollback to savepoint job`.execute(db);
    await putOff(vahid, db, job, error);
  }
  return undefined;
}

/** Nothing is given up: what waits comes again when it was told to, what fails at ever longer intervals, to an hour. */
async function putOff(vahid: Vahid, db: Database, job: JobRow, error: unknown): Promise<void> {
  const code = error instanceof Error ? error.name : 'Error';
  const waits = error instanceof NotYet;
  const attempts = waits ? job.attempts : job.attempts + 1;
  const now = vahid.now().getTime();
  const next = waits
    ? Math.max(error.retryAt?.getTime() ?? now + usualWait, now + second)
    : now + Math.min(2 ** job.attempts * second, longestWait);
  // Said again only when it becomes another failure, or one that lasts.
  if (waits) vahid.log.info({ err: error, job: job.kind }, 'job waits');
  else if (code !== job.error || attempts === failingAfter)
    vahid.log.error({ err: error, job: job.kind, attempt: attempts }, 'job failed');
  await sql`update kernel.job set attempts = ${attempts}, error = ${code}, run_at = ${new Date(next)}
    where id = ${job.id}`.execute(db);
}

/** For whoever watches over the installation: how many jobs keep failing, and how long the first one due has waited. */
export async function queueState(
  db: Database,
  now: Date,
): Promise<{ readonly failing: number; readonly lateSeconds: number }> {
  const { rows } = await sql<{ failing: number; late: number }>`select
      (select count(*) from kernel.job where attempts >= ${sql.lit(failingAfter)}) as failing,
      (select coalesce(extract(epoch from ${now}::timestamptz - min(run_at)), 0)::float8 from kernel.job) as late`.execute(
    db,
  );
  return { failing: rows[0]?.failing ?? 0, lateSeconds: Math.max(0, Math.round(rows[0]?.late ?? 0)) };
}

/** Every subscription of every room is a kind of job: `event:<subscriber>`. */
function deliveries(vahid: Vahid): JobKind[] {
  return vahid.rooms.flatMap((room) =>
    (room.reactions ?? []).map((reaction) => ({
      kind: `event:${room.name}.${reaction.name}`,
      run: (ctx: Context, payload: Json) => reaction.run(ctx, payload),
    })),
  );
}
