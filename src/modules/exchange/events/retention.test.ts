import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { asOwner } from '../../../../test/server.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { subscriptionAtDesk } from './desk.ts';
import { retentionJob } from './retention.ts';
import { births, callEvents, moves, subscriber } from './test-stand.ts';

let test: TestVahid;
let ctx: Context;
beforeAll(async () => {
  test = await openTestVahid();
  ctx = test.ctx();
});
beforeEach(async () => {
  await sql`update exchange.subscription set state = 'ended', reason = 'client', ended_at = '2020-01-01'`.execute(
    ctx.db,
  );
});
afterAll(() => test.close());

/** More than is done at once. */
const many = 5400;

async function subscribe(type: string): Promise<string> {
  const made = await callEvents(test.vahid, `POST /types/${type}/subscriptions`, { body: {}, client: subscriber });
  expect(made).toMatchObject({ status: 201 });
  return made.body.id;
}

async function publish(type: string, count: number): Promise<void> {
  await sql`insert into exchange.event (id, at, type, source, event_id, happened_at, data)
    select gen_random_uuid(), ${test.clock.now()}, ${type}, 'test', 'e-' || n, ${test.clock.now()}, '{}'
    from generate_series(1, ${count}::integer) n`.execute(ctx.db);
  await allCommitted(test.vahid);
}

/** A month later: everything of before is over. */
async function expire(): Promise<void> {
  test.clock.advance(31 * 86_400_000);
  await inTransaction(ctx, (inner) => retentionJob.run(inner, null));
  await test.vahid.jobs.runDue();
}

/** Puts all events before a subscription. */
const putBefore = (id: string, state: 'waiting' | 'dead') =>
  sql`insert into exchange.delivery (subscription, event, event_at, event_xid, state, due_at)
    select ${id}, id, at, xid, ${state}, at from exchange.event`.execute(ctx.db);

const left = async (type: string) =>
  (await sql`select 1 as one from exchange.event where type = ${type}`.execute(ctx.db)).rows.length;

/** How many deliveries of a subscription ended as what, and in how many transactions. */
const ends = async (subscription: string) =>
  (
    await sql<{
      outcome: string;
      count: number;
      pieces: number;
    }>`select outcome, count(*), count(distinct xid) as pieces
      from exchange.delivery_end where subscription = ${subscription} group by outcome`.execute(ctx.db)
  ).rows;

describe('a subscription that ends', () => {
  it('gets nothing from then on, and what it was to get is dropped after that, in pieces', async () => {
    const id = await subscribe(births);
    const path = `/types/${births}/subscriptions/${id}`;
    const appointments = [{ institution: 'din', role: 'registrar' }] as const;
    const registrar = test.ctx({ kind: 'person', person: newId(), appointments });
    const desk = async () => {
      const { standing, dead } = await subscriptionAtDesk(registrar, id);
      return [standing?.dead, dead.length];
    };
    await publish(births, many);
    await putBefore(id, 'dead');
    expect(await desk()).toEqual([many, 100]);
    await callEvents(test.vahid, `DELETE ${path}`, { client: subscriber });
    expect(await ends(id)).toEqual([]);
    expect(await desk()).toEqual([0, 0]);
    expect(await callEvents(test.vahid, `GET ${path}/events`, { client: subscriber })).toMatchObject({ status: 404 });
    // By now their time is over too; they were not late.
    await expire();
    expect(await ends(id)).toEqual([{ outcome: 'dropped', count: many, pieces: 2 }]);
  });
});

describe('events whose time is over', () => {
  it('go in pieces, each in a transaction of its own, and all are told', async () => {
    const id = await subscribe(births);
    await publish(births, many);
    await expire();
    expect(await left(births)).toBe(0);
    expect(await ends(id)).toEqual([{ outcome: 'expired', count: many, pieces: 2 }]);
  });

  it('are dropped in pieces with the subscription to a type that is gone', async () => {
    const id = await subscribe(births);
    await publish(births, many);
    await putBefore(id, 'waiting');
    await sql`update exchange.subscription set type = 'az.gov.din.population.gone' where id = ${id}`.execute(ctx.db);
    await expire();
    expect(await ends(id)).toEqual([{ outcome: 'dropped', count: many, pieces: 2 }]);
    const { rows } = await sql`select state, reason from exchange.subscription where id = ${id}`.execute(ctx.db);
    expect(rows).toEqual([{ state: 'ended', reason: 'type' }]);
  });

  it('go where those of another type cannot', async () => {
    await publish(moves, 1);
    await publish(births, 1);
    await asOwner(test.server, async (client) => {
      await client.query(`create function exchange.refuse() returns trigger language plpgsql as
        $$ begin raise exception 'this one stays'; end $$`);
      await client.query(`create trigger refuse before delete on exchange.event
        for each row when (old.type = '${moves}') execute function exchange.refuse()`);
    });
    await expire();
    expect([await left(moves), await left(births)]).toEqual([1, 0]);
    // It is tried again, by itself.
    await asOwner(test.server, (client) => client.query('drop trigger refuse on exchange.event'));
    test.clock.advance(3_600_000);
    await test.vahid.jobs.runDue();
    expect(await left(moves)).toBe(0);
  });

  it('leave no key behind that is older than 400 days', async () => {
    await sql`insert into exchange.event_key (source, event_id, event, at)
      select 'test', 'k-' || n, gen_random_uuid(), ${test.clock.now()}::timestamptz - make_interval(days => case when n = 1 then 399 else 401 end)
      from generate_series(1, ${many}::integer) n`.execute(ctx.db);
    await inTransaction(ctx, (inner) => retentionJob.run(inner, null));
    await test.vahid.jobs.runDue();
    const { rows } = await sql`select event_id from exchange.event_key`.execute(ctx.db);
    expect(rows).toEqual([{ event_id: 'k-1' }]);
  });
});
