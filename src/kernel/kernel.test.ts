import { sql } from 'kysely';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestVahid, type TestVahid } from '../../test/database.ts';
import { measureCommitted } from '../../test/committed.ts';
import { countAttempt } from './attempt.ts';
import { audit, auditRefusal } from './audit.ts';
import { type Context, inTransaction } from './context.ts';
import { event, on, publish } from './event.ts';
import { type Json, NotYet, queueState } from './job.ts';
import { measuredDays } from './measurement.ts';
import type { Room } from './module.ts';
import { partitionJob, schedulePartitions } from './partition.ts';
import { release } from './release.ts';
import { kernelRoom } from './room.ts';

const happened = event('trial.happened', Type.Object({ id: Type.String() }));
const seen: string[] = [];
const releasesSeen: number[] = [];
let failures = 0;
const again: unknown[] = [];
let runs = 0;
let trouble: Error | undefined;

const trial: Room = {
  name: 'trial',
  dependsOn: [],
  reactions: [
    on(happened, 'remember', async (ctx, { id }) => {
      await sql`insert into kernel.measurement values ('effect', '2026-11-23', ${id}, '', '', '', 1, 1, 1, null)`.execute(
        ctx.db,
      );
      if (failures > 0) {
        failures -= 1;
        throw new Error('the subscriber fails once');
      }
      seen.push(id);
      releasesSeen.push(ctx.vahid.releases.number());
    }),
  ],
  jobs: [
    {
      kind: 'trial.job',
      async run() {
        runs += 1;
        if (trouble) throw trouble;
      },
    },
    {
      kind: 'trial.again',
      async run(ctx, left) {
        again.push(left);
        const next = { kind: 'trial.again', key: 'again', at: ctx.vahid.now(), payload: Number(left) - 1 };
        if (Number(left) > 0) await ctx.vahid.jobs.schedule(ctx, next);
      },
    },
    {
      kind: 'trial.asking',
      ask: (ctx, payload) => question(ctx, payload),
      async run(_ctx, _payload, answer) {
        answers.push(answer);
      },
    },
  ],
  measurements: [
    {
      name: 'trial.audits',
      title: { az: 'Sınaq', en: 'Trial', ru: 'Проба' },
      unit: 'count',
      async collect(ctx) {
        const { rows } = await sql<{ n: number }>`select count(*) as n from kernel.audit`.execute(ctx.db);
        return [{ day: '2026-11-23', count: rows[0]?.n ?? 0, histogram: [1, 2] }];
      },
    },
  ],
};

const answers: unknown[] = [];
let question: (ctx: Context, payload: Json) => Promise<unknown> = async () => undefined;

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, trial] });
});
afterAll(() => test.close());

describe('outbox', () => {
  it('delivers an event once, and again whole after a failure', async () => {
    failures = 1;
    await publish(test.ctx(), happened, { id: 'a' });
    await test.vahid.jobs.runDue();
    expect(seen).toEqual([]);
    test.clock.advance(5000);
    await test.vahid.jobs.runDue();
    await test.vahid.jobs.runDue();
    expect(seen).toEqual(['a']);
    const { rows } = await sql<{ count: number }>`select count from kernel.measurement where name = 'effect'`.execute(
      test.vahid.db,
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('works under the release that another process has just made', async () => {
    const made = { kind: 'trial', name: 'a', file: 'a.yaml', source: 'a', compiled: {} };
    const { number } = await release(test.vahid.db, [made], 'another process', test.clock.now());
    await publish(test.ctx(), happened, { id: 'released' });
    await test.vahid.jobs.runDue();
    expect(releasesSeen.at(-1)).toBe(number);
  });

  it('tells nothing of a transaction that was rolled back', async () => {
    const attempt = inTransaction(test.ctx(), async (ctx) => {
      await publish(ctx, happened, { id: 'b' });
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    await test.vahid.jobs.runDue();
    expect(seen).not.toContain('b');
  });
});

describe('a job', () => {
  const hour = 3_600_000;
  const rowOf = async () => {
    const { rows } = await sql<{ attempts: number; error: string; run_at: Date }>`select attempts, error, run_at
      from kernel.job where key = 'trial'`.execute(test.vahid.db);
    return rows[0];
  };
  const schedule = () =>
    test.vahid.jobs.schedule(test.ctx(), { kind: 'trial.job', key: 'trial', at: test.clock.now(), payload: null });

  it('of a kind that a process leaves to others waits for them', async () => {
    const before = runs;
    await schedule();
    await schedulePartitions(test.ctx());
    const stop = test.vahid.jobs.start([partitionJob]);
    const due = () => sql`select from kernel.job where kind = 'kernel.partitions' and run_at <= ${test.clock.now()}`;
    await vi.waitFor(async () => expect((await due().execute(test.vahid.db)).rows).toHaveLength(0));
    await stop();
    expect(runs).toBe(before);
    await test.vahid.jobs.runDue();
    expect(runs).toBe(before + 1);
  });

  it('that fails for days is tried every hour, told when it changes, counted while it lasts, and done in the end', async () => {
    const logged = vi.spyOn(test.vahid.log, 'error');
    trouble = new TypeError('broken');
    await schedule();
    for (let attempt = 0; attempt < 40; attempt += 1) {
      await test.vahid.jobs.runDue();
      test.clock.advance(hour);
    }
    const row = await rowOf();
    expect(row).toMatchObject({ attempts: 40, error: 'TypeError', run_at: test.clock.now() });
    // Once when it began, once when it had become a lasting failure.
    expect(logged).toHaveBeenCalledTimes(2);
    expect(await queueState(test.vahid.db, test.clock.now())).toMatchObject({ failing: 1 });
    trouble = new RangeError('broken otherwise');
    await test.vahid.jobs.runDue();
    expect(logged).toHaveBeenCalledTimes(3);
    logged.mockRestore();
    trouble = undefined;
    test.clock.advance(hour);
    await test.vahid.jobs.runDue();
    expect(await rowOf()).toBeUndefined();
    expect(await queueState(test.vahid.db, test.clock.now())).toMatchObject({ failing: 0 });
  });

  it('that schedules itself for the same moment runs again at once, until it no longer does', async () => {
    await test.vahid.jobs.schedule(test.ctx(), { kind: 'trial.again', key: 'again', at: test.clock.now(), payload: 2 });
    expect(await test.vahid.jobs.runDue()).toBe(3);
    expect(again).toEqual([2, 1, 0]);
    expect((await sql`select from kernel.job where key = 'again'`.execute(test.vahid.db)).rows).toEqual([]);
  });

  it('that has to wait runs again when it was told to, and that is no attempt', async () => {
    const retryAt = new Date(test.clock.now().getTime() + 5 * hour);
    trouble = new NotYet('the register is away', retryAt);
    await schedule();
    runs = 0;
    await test.vahid.jobs.runDue();
    expect(await rowOf()).toMatchObject({ attempts: 0, run_at: retryAt });
    // A moment that has passed must not make it run without a pause.
    test.clock.advance(6 * hour);
    await test.vahid.jobs.runDue();
    expect(runs).toBe(2);
    expect(await rowOf()).toMatchObject({ attempts: 0, run_at: new Date(test.clock.now().getTime() + 1000) });
    trouble = undefined;
    test.clock.advance(1000);
    await test.vahid.jobs.runDue();
    expect(await rowOf()).toBeUndefined();
  });
});

describe('a job that asks before it runs', () => {
  const schedule = (payload: Json) =>
    test.vahid.jobs.schedule(test.ctx(), { kind: 'trial.asking', key: 'asking', at: test.clock.now(), payload });
  const isThere = async () =>
    (await sql`select from kernel.job where key = 'asking'`.execute(test.vahid.db)).rows.length > 0;

  it('holds no transaction and no connection meanwhile, and nobody else takes it', async () => {
    question = async (ctx, payload) => {
      expect(ctx.afterCommit).toBeUndefined();
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_locks
        where relation = 'kernel.job'::regclass and pid <> pg_backend_pid()`.execute(ctx.db);
      expect(rows).toEqual([{ n: 0 }]);
      expect(await test.vahid.jobs.runDue()).toBe(0);
      return `${JSON.stringify(payload)} asked`;
    };
    await schedule('a');
    expect(await test.vahid.jobs.runDue()).toBe(1);
    expect(answers.splice(0)).toEqual(['"a" asked']);
    expect(await isThere()).toBe(false);
  });

  it('asks again where it was scheduled anew meanwhile', async () => {
    question = async (_ctx, payload) => {
      if (payload === 'b') await schedule('c');
      return payload;
    };
    await schedule('b');
    await test.vahid.jobs.runDue();
    expect(answers.splice(0)).toEqual(['c']);
  });

  it('is kept from others for as long as it asks, and half a minute longer where the program fell', async () => {
    const runAt = async () => {
      const { rows } = await sql<{ at: Date }>`select run_at as at from kernel.job where key = 'asking'`.execute(
        test.vahid.db,
      );
      return rows[0]?.at.getTime() ?? 0;
    };
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let times = 0;
    question = async (_ctx, payload) => {
      times += 1;
      const before = await runAt();
      expect(before - test.clock.now().getTime()).toBe(30_000);
      test.clock.advance(20_000);
      vi.advanceTimersByTime(10_000);
      for (let looks = 0; looks < 200 && (await runAt()) === before; looks += 1)
        await new Promise((done) => setTimeout(done, 10));
      test.clock.advance(20_000);
      await test.vahid.jobs.runDue();
      return payload;
    };
    try {
      await schedule('long');
      await test.vahid.jobs.runDue();
    } finally {
      vi.useRealTimers();
    }
    expect([times, answers.splice(0)]).toEqual([1, ['long']]);
    expect(await isThere()).toBe(false);
  });

  it('comes again where its question fails, or the program fell in between', async () => {
    question = async () => {
      throw new NotYet('the register is away');
    };
    await schedule('d');
    await test.vahid.jobs.runDue();
    expect(await isThere()).toBe(true);
    question = async (_ctx, payload) => payload;
    test.clock.advance(16 * 60_000);
    await sql`update kernel.job set run_at = ${new Date(test.clock.now().getTime() + 30_000)} where key = 'asking'`.execute(
      test.vahid.db,
    );
    await test.vahid.jobs.runDue();
    expect(answers).toEqual([]);
    test.clock.advance(30_000);
    await test.vahid.jobs.runDue();
    expect(answers.splice(0)).toEqual(['d']);
  });
});

describe('grants', () => {
  it('let the application add to the audit and the log of events, and nothing more', async () => {
    await audit(test.ctx(), 'trial.done', 'x');
    await auditRefusal(test.ctx(), 'trial.refused', 'kernel.not_allowed');
    for (const table of ['kernel.audit', 'kernel.event', 'kernel.definition', 'kernel.release']) {
      for (const change of [`delete from ${table}`, `truncate ${table}`, `drop table ${table}`]) {
        await expect(sql.raw(change).execute(test.vahid.db)).rejects.toThrow(/permission denied|must be owner/);
      }
    }
    await expect(sql`update kernel.audit set action = 'other'`.execute(test.vahid.db)).rejects.toThrow(
      /permission denied/,
    );
    await expect(sql`update kernel.audit_202611 set action = 'other'`.execute(test.vahid.db)).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('measurement', () => {
  it('adds each window once, histograms included', async () => {
    const histogram = async () => {
      const { rows } = await sql<{
        histogram: string[];
      }>`select histogram from kernel.measurement where name = 'trial.audits'`.execute(test.vahid.db);
      return rows[0]?.histogram.map(Number) ?? [0, 0];
    };
    await measureCommitted(test.vahid);
    const [few = 0, many = 0] = await histogram();
    await audit(test.ctx(), 'trial.done');
    await measureCommitted(test.vahid);
    expect(await histogram()).toEqual([few + 1, many + 2]);
    // The window is now empty but for the measuring itself, which the collector does not count twice.
    const [day] = await measuredDays(test.ctx(), 'trial.audits');
    expect(day?.count).toBeGreaterThan(1);
  });
});

describe('attempts', () => {
  it('are counted over processes and forgotten after the window', async () => {
    for (let i = 0; i < 3; i += 1) await countAttempt(test.ctx(), 'door', 3, 10);
    await expect(countAttempt(test.ctx(), 'door', 3, 10)).rejects.toMatchObject({ status: 429 });
    test.clock.advance(11 * 60_000);
    await countAttempt(test.ctx(), 'door', 3, 10);
  });
});
