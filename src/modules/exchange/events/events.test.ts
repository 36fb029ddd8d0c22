import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allCommitted, measureCommitted } from '../../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Json } from '../../../kernel/job.ts';
import { measuredDays } from '../../../kernel/measurement.ts';
import { register } from '../../catalogue/index.ts';
import { personByFin } from '../../identity/index.ts';
import { checked } from '../../../protocols/cloud-events/event.ts';
import { consentsPort } from '../gateway/consents.ts';
import { providerOf } from '../provider.ts';
import { eventsAtDesk, redeliverAll, subscriptionAtDesk } from './desk.ts';
import { publishForeign } from './publish.ts';
import { retentionJob } from './retention.ts';
import { births, type Asking, callEvents, type Delivered, moves, subscriber } from './test-stand.ts';
import { eventType } from './type.ts';

const start = '2026-11-23T05:00:00Z';
let test: TestVahid;
let ctx: Context;

beforeAll(async () => {
  test = await openTestVahid({ now: start });
  ctx = test.ctx();
});
beforeEach(async () => {
  await sql`update exchange.subscription set state = 'ended', reason = 'client', ended_at = '2020-01-01'`.execute(
    ctx.db,
  );
});
afterAll(() => test.close());

let number = 0;
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
/** Somebody nobody else speaks of. */
function newFin(): string {
  number += 1;
  return `5${letters[Math.floor(number / 24) % 24]}${letters[number % 24]}${String(1000 + number)}`;
}
const person = (fin: string, more: Record<string, Json> = {}): Record<string, Json> => ({
  fin,
  name: 'Quliyev Kənan Ruslan oğlu',
  surname: 'Quliyev',
  givenName: 'Kənan',
  birthDate: '2026-11-20',
  sex: 'male',
  citizenship: 'azerbaijan',
  address: 'Bakı şəhəri',
  ...more,
});
async function put(within: Context, entry: Record<string, Json>, effectKey = `events-${(number += 1)}`) {
  const population = register(test.vahid.releases, 'population');
  if (!population) throw new Error('no register of the population');
  const terms = { consumer: 'din', purpose: 'register-keeping', basis: { act: 'data-exchange-rules', article: '3.1' } };
  await providerOf(test.vahid, population)?.enter(within, { register: 'population', entry, effectKey, terms });
}
/** Enters a record, and waits until no other transaction holds its events back. */
async function enter(entry: Record<string, Json>, effectKey?: string) {
  await inTransaction(ctx, (inner) => put(inner, entry, effectKey));
  await allCommitted(test.vahid);
}

const call = (door: string, asking?: Asking) => callEvents(test.vahid, door, asking);
async function subscribe(asking: Asking = {}, type = births): Promise<string> {
  const made = await call(`POST /types/${type}/subscriptions`, { body: {}, ...asking });
  expect(made).toMatchObject({ status: 201 });
  return `/types/${type}/subscriptions/${made.body.id}`;
}
const pull = async (path: string, asking?: Asking) => (await call(`GET ${path}/events`, asking)).events;
const finsIn = (events: readonly Delivered[]) => events.map(({ data }) => String(data.fin));
const sorted = (texts: readonly string[]) => texts.toSorted((a, b) => (a < b ? -1 : 1));

describe('an event', () => {
  it('is there with the record that it tells of, or neither is; it carries what its type says, and no number in its attributes', async () => {
    const path = await subscribe();
    const [kept, undone] = [newFin(), newFin()];
    await enter(person(kept), 'birth-1');
    await enter(person(kept), 'birth-1');
    await expect(
      inTransaction(ctx, async (inner) => {
        await put(inner, person(undone));
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    const answer = await call(`GET ${path}/events`);
    expect(answer.type).toBe('application/cloudevents-batch+json');
    expect(answer.events).toHaveLength(1);
    const { data, ...attributes } = answer.events[0] as Delivered;
    expect(data).toEqual({ fin: kept, birthDate: '2026-11-20' });
    expect(attributes).toMatchObject({
      specversion: '1.0',
      type: births,
      source: 'AZ/GOV/din/population-system/population',
      time: '2026-11-23T05:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: expect.stringMatching(`/api/v1/exchange/event-types/${births}/schema$`),
    });
    expect(JSON.stringify(attributes)).not.toContain(kept);
  });

  it('of a change is told only where one of its fields changed', async () => {
    const path = await subscribe({}, moves);
    const fin = newFin();
    await enter(person(fin));
    await enter(person(fin, { givenName: 'Kamran' }));
    expect(await pull(path)).toEqual([]);
    await enter(person(fin, { givenName: 'Kamran', address: 'Gəncə şəhəri' }));
    expect(await pull(path)).toMatchObject([{ type: moves, data: { fin } }]);
  });

  it('of a transaction that commits late is not passed over, and comes in its place', async () => {
    const path = await subscribe();
    const [early, late] = [newFin(), newFin()];
    await inTransaction(ctx, async (slow) => {
      await put(slow, person(early));
      await inTransaction(ctx, (quick) => put(quick, person(late)));
      expect(await pull(path)).toEqual([]);
    });
    await allCommitted(test.vahid);
    expect(finsIn(await pull(path))).toEqual([early, late]);
  });

  it('is append-only by grant', async () => {
    const denied = /permission denied/;
    await expect(sql`update exchange.event set type = 'x'`.execute(ctx.db)).rejects.toThrow(denied);
    await expect(sql`delete from exchange.event`.execute(ctx.db)).rejects.toThrow(denied);
    await expect(sql`delete from exchange.delivery_end`.execute(ctx.db)).rejects.toThrow(denied);
  });
});

describe('who fetches', () => {
  it('gets what is not acknowledged again, ever later, until it is laid aside; and again when it is asked for', async () => {
    const path = await subscribe({ body: { visibilitySeconds: 60, mostAttempts: 3 } });
    const [taken, left] = [newFin(), newFin()];
    await enter(person(taken));
    await enter(person(left));
    const [first] = await pull(path);
    expect((await call(`POST ${path}/acknowledgements`, { body: { ids: [first?.id ?? ''] } })).body).toEqual({
      acknowledged: 1,
    });
    expect(await pull(path)).toEqual([]);
    for (const [seconds, expected] of [
      [61, [left]],
      [61, []],
      [61, [left]],
      [241, []],
    ] as const) {
      test.clock.advance(seconds * 1000);
      expect(finsIn(await pull(path))).toEqual(expected);
    }
    const { body } = await call(`GET ${path}/dead-letters`);
    expect(body.deadLetters).toMatchObject([{ attempts: 3, failure: 'not acknowledged' }]);
    expect((await call(`GET ${path}`)).body.standing).toMatchObject({ waiting: 0, dead: 1, behind: 0 });
    expect((await call(`POST ${path}/redeliveries`, { body: { ids: [body.deadLetters[0]?.id ?? ''] } })).body).toEqual({
      redelivered: 1,
    });
    expect(finsIn(await pull(path))).toEqual([left]);
  });

  it('stands once in the log of whoever an event is about, when it is first handed out', async () => {
    const path = await subscribe({ body: { visibilitySeconds: 10 } });
    const fin = newFin();
    await enter(person(fin));
    const lines = async () => {
      const id = (await personByFin(ctx, fin)) ?? null;
      return (
        await sql<
          Record<string, unknown>
        >`select consumer, purpose, act, article, operation, outcome, concepts, system, service
          from exchange.look_up where subject = ${id} order by at`.execute(ctx.db)
      ).rows;
    };
    expect(await lines()).toEqual([]);
    await pull(path);
    test.clock.advance(11_000);
    expect(finsIn(await pull(path))).toEqual([fin]);
    expect(await lines()).toEqual([
      {
        consumer: 'rinn',
        purpose: 'technopark-residency',
        act: 'technopark-rules',
        article: '4.2',
        operation: 'read',
        outcome: 'granted',
        concepts: ['person.fin', 'person.birthDate'],
        system: subscriber,
        service: 'AZ/GOV/din/population-system/events',
      },
    ]);
    // On another ground it is another disclosure, however often it was handed out before.
    test.clock.advance(21_000);
    expect(finsIn(await pull(path, { right: { purpose: 'statistics' } }))).toEqual([fin]);
    expect((await lines()).map(({ purpose }) => purpose)).toEqual(['technopark-residency', 'statistics']);
  });

  it('has twenty at most, at however many doors it asks at once', async () => {
    const client = 'AZ/GOV/rinn/crowd';
    const all = Array.from({ length: 24 }, () => call(`POST /types/${births}/subscriptions`, { client }));
    const made = (await Promise.all(all)).filter(({ status }) => status === 201);
    expect(made).toHaveLength(20);
  });

  it('gets the fields of its right, and filters by no other', async () => {
    const scoped = { right: { fields: ['/*/data/fin'] } };
    const path = await subscribe({ body: { filter: 'starts with(data.fin, "5")' }, ...scoped });
    const fin = newFin();
    await enter(person(fin));
    expect((await pull(path, scoped)).map(({ data }) => data)).toEqual([{ fin }]);
    const probing = { body: { filter: 'data.birthDate > date("2026-01-01")' }, ...scoped };
    expect(await call(`POST /types/${births}/subscriptions`, probing)).toMatchObject({
      status: 422,
      body: { code: 'exchange.event_filter' },
    });
    const none = await subscribe({ body: { filter: 'data.birthDate < date("2026-01-01")' } });
    await enter(person(newFin()));
    expect(await pull(none)).toEqual([]);
  });

  it('goes back to a place or a time, and on to the end with one acknowledgement', async () => {
    const path = await subscribe();
    const fins = [newFin(), newFin(), newFin()];
    for (const fin of fins) await enter(person(fin));
    const events = await pull(path);
    expect(finsIn(events)).toEqual(fins);
    const places = events.map(({ sequence }) => sequence);
    expect(places).toEqual(sorted(places));
    const upTo = events.at(-1)?.sequence ?? '';
    expect((await call(`POST ${path}/acknowledgements`, { body: { upTo } })).body).toEqual({ acknowledged: 3 });
    await call(`POST ${path}/replay`, { body: { after: events[0]?.sequence ?? '' } });
    expect(finsIn(await pull(path))).toEqual(fins.slice(1));
    await call(`POST ${path}/replay`, { body: { since: test.clock.now().toISOString() } });
    expect(finsIn(await pull(path)).slice(-3)).toEqual(fins);
    const beyond = `${'f'.repeat(16)}-${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`;
    for (const after of ['x', beyond])
      expect((await call(`POST ${path}/replay`, { body: { after } })).body.code).toBe('exchange.event_position');
  });

  it('at the same moment as another of its processes gets other events', async () => {
    const path = await subscribe();
    const fins = Array.from({ length: 6 }, newFin);
    for (const fin of fins) await enter(person(fin));
    const both = await Promise.all([1, 2, 3].map(() => call(`GET ${path}/events?limit=2`)));
    expect(sorted(both.flatMap((one) => finsIn(one.events)))).toEqual(sorted(fins));
  });

  it('sees nothing of another’s, and no type of another register', async () => {
    const path = await subscribe();
    const other = { client: 'AZ/GOV/icsw/system' };
    for (const door of [`GET ${path}`, `GET ${path}/events`, `DELETE ${path}`])
      expect(await call(door, other)).toMatchObject({ status: 404 });
    const foreign = { service: 'AZ/GOV/rinn/technopark-system/events' };
    expect(await call(`POST /types/${births}/subscriptions`, { body: {}, ...foreign })).toMatchObject({ status: 404 });
    expect((await call('GET /types', foreign)).body.types.map(({ type }) => type)).toEqual([
      'az.gov.rinn.technopark-residents.residency_ended',
      'az.gov.rinn.technopark-residents.residency_granted',
    ]);
    expect(await call(`POST /types/${births}/events`, { body: {} })).toMatchObject({ status: 422 });
    expect(await call(`DELETE ${path}`)).toMatchObject({ status: 204 });
    expect(await call(`GET ${path}/events`)).toMatchObject({ status: 404 });
  });
});

describe('at the desk', () => {
  const registrar = (institution: string) =>
    test.ctx({ kind: 'person', person: newId(), appointments: [{ institution, role: 'registrar' }] });

  it('either side sees a subscription and has dead letters sent again; nobody else does', async () => {
    const path = await subscribe({ body: { visibilitySeconds: 10, mostAttempts: 1 } });
    const id = path.split('/').at(-1) ?? '';
    const fin = newFin();
    await enter(person(fin));
    await pull(path);
    test.clock.advance(11_000);
    await pull(path);
    const [publisher, taker] = [await eventsAtDesk(registrar('din')), await eventsAtDesk(registrar('rinn'))];
    expect(publisher.given).toMatchObject([{ id, standing: { dead: 1 } }]);
    expect(publisher.types.map(({ type }) => type)).toEqual([moves, births]);
    expect([taker.given, taker.taken]).toMatchObject([[], [{ id }]]);
    expect((await eventsAtDesk(registrar('in'))).taken).toEqual([]);
    const seen = await subscriptionAtDesk(registrar('din'), id);
    expect(seen.dead).toHaveLength(1);
    expect(JSON.stringify(seen.dead)).not.toContain(fin);
    for (const action of [subscriptionAtDesk, redeliverAll])
      await expect(action(registrar('in'), id)).rejects.toMatchObject({ status: 403 });
    await redeliverAll(registrar('rinn'), id);
    expect(finsIn(await pull(path))).toEqual([fin]);
  });
});

it('is withheld from a right by consent while nobody has agreed', async () => {
  const byConsent = { right: { consent: true } };
  const path = await subscribe(byConsent);
  const fin = newFin();
  await enter(person(fin));
  expect(await pull(path, byConsent)).toEqual([]);
  expect((await call(`GET ${path}`, byConsent)).body.standing).toMatchObject({ waiting: 0, acknowledged: 0 });
});

it('waits under a right by consent while nobody can say whether somebody agreed', async () => {
  const byConsent = { right: { consent: true } };
  const path = await subscribe(byConsent);
  const fin = newFin();
  await enter(person(fin));
  const { ports } = test.vahid;
  const known = consentsPort.of(test.vahid);
  try {
    ports.set(consentsPort.name, () => Promise.reject(new Error('away')));
    await expect(pull(path, byConsent)).rejects.toThrow('away');
    ports.set(consentsPort.name, () => Promise.resolve(new Set([fin])));
    expect(finsIn(await pull(path, byConsent))).toEqual([fin]);
  } finally {
    ports.set(consentsPort.name, known);
  }
});

describe('a register kept elsewhere', () => {
  const foreign = () => {
    const hosted = eventType(test.vahid, births);
    if (!hosted) throw new Error('no such type');
    return { ...hosted, register: { ...hosted.register, hosted: false } };
  };
  const sent = (more: Record<string, unknown>, data: Record<string, Json>) =>
    checked({ specversion: '1.0', id: 'b-1', source: foreign().source, type: births, ...more }, { data });
  const publish = (event: ReturnType<typeof sent>, client = foreign().subsystem) =>
    publishForeign(ctx, foreign(), client, event);

  it('publishes once by source and id', async () => {
    const path = await subscribe();
    const fin = newFin();
    const event = sent({ time: '2026-11-20T10:00:00+04:00', subject: 'r-9' }, { fin, birthDate: '2026-11-20' });
    expect(await publish(event)).toEqual({ id: 'b-1', repeated: false });
    expect(await publish(event)).toEqual({ id: 'b-1', repeated: true });
    await allCommitted(test.vahid);
    expect(await pull(path)).toMatchObject([
      { id: 'b-1', subject: 'r-9', time: '2026-11-20T06:00:00.000Z', data: { fin } },
    ]);
  });

  it('publishes nothing else than its definition says, and no number where all may read it', async () => {
    const fin = newFin();
    const good = { fin, birthDate: '2026-11-20' };
    const wrong: readonly [Record<string, unknown>, Record<string, Json>][] = [
      [{ source: 'AZ/GOV/other/system/register' }, good],
      [{ type: moves }, good],
      [{ subject: fin }, good],
      [{ id: fin }, good],
      [{ comment: fin }, good],
      [{ subject: `people/${fin}` }, good],
      [{}, { ...good, address: 'Bakı' }],
      [{}, { fin }],
      [{}, { fin: 'nobody', birthDate: '2026-11-20' }],
      [{}, { fin, birthDate: 7 }],
      [{}, { fin, birthDate: '2026-11-20\u0000' }],
    ];
    for (const [more, data] of wrong)
      await expect(publish(sent({ id: `w-${(number += 1)}`, ...more }, data))).rejects.toMatchObject({
        code: 'exchange.event_malformed',
      });
    const long = sent({ id: 'w-long' }, { ...good, birthDate: 'x'.repeat(65_536) });
    await expect(publish(long)).rejects.toMatchObject({ details: { why: 'data are longer than 65536 bytes' } });
    await expect(publish(sent({}, good), subscriber)).rejects.toMatchObject({ code: 'exchange.event_not_yours' });
  });
});

it('what was not fetched in time is counted, told and gone; what was, is measured', async () => {
  const path = await subscribe();
  await enter(person(newFin()));
  const [event] = await pull(path);
  await call(`POST ${path}/acknowledgements`, { body: { ids: [event?.id ?? ''] } });
  await enter(person(newFin()));
  const day = (moment: Date) => new Date(moment.getTime() + 4 * 3_600_000).toISOString().slice(0, 10);
  await measureCommitted(test.vahid);
  const today = (await measuredDays(ctx, 'exchange.events_in_time')).find((one) => one.day === day(test.clock.now()));
  expect(today?.numerator).toBeGreaterThan(0);
  test.clock.advance(31 * 86_400_000);
  await inTransaction(ctx, (inner) => retentionJob.run(inner, null));
  await test.vahid.jobs.runDue();
  await measureCommitted(test.vahid);
  const later = (await measuredDays(ctx, 'exchange.events_in_time')).find((one) => one.day === day(test.clock.now()));
  expect(later).toMatchObject({ numerator: 0 });
  const { rows } = await sql<{ count: number }>`select count(*) as count from exchange.event`.execute(ctx.db);
  expect(rows[0]?.count).toBe(0);
  expect((await call(`GET ${path}`)).body.standing).toMatchObject({ waiting: 0, behind: 0 });
  const ends = await sql<{
    outcome: string;
  }>`select outcome from exchange.delivery_end where subscription = ${path.split('/').at(-1)}
    order by at`.execute(ctx.db);
  expect(ends.rows.map(({ outcome }) => outcome)).toEqual(['acknowledged', 'expired']);
});
