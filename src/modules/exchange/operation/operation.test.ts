import type { FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { failurePage } from '../../../app/failure.tsx';
import type { Actor } from '../../../kernel/access.ts';
import { sessionCookie } from '../../../kernel/http/cookie.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { measureAll } from '../../../kernel/measurement.ts';
import { openSession } from '../../../kernel/session.ts';
import { makeCertificate } from '../../../protocols/gateway/certificate.ts';
import { openStand, peopleDocument } from '../access-rights/test-stand.ts';
import { client, openPair, right, service, type TestPair } from '../gateway/test-stand.ts';
import type { GatewaySettings } from '../gateway/settings.ts';
import { type RunningOperation, runOperation } from './door.ts';
import { healthOf } from './health.ts';
import { metricsText } from './metrics.ts';
import { operationPath } from './path.ts';
import { keepCounted } from './store.ts';
import { count, deviationOf, emptyTally, meanOf, quantileOf } from './tally.ts';
import { type LoggedMessage, newCourse, openMessageLog } from '../gateway/message-log.ts';
import { openWatch, type Watch } from './watch.ts';

const at = new Date('2026-11-23T05:00:00Z');
const one = { side: 'provider', client, service, at } as const;
/** What the lines of an exchange say. */
const of = { ...one, requestId: newId(), method: 'GET', peer: 'x', signer: 'x', signedAt: at } as const;

/** What another test's transaction holds back on the same server is measured once that has ended. */
const inTime = { timeout: 15_000 };

describe('a tally', () => {
  const tally = emptyTally();
  for (const duration of [3, 4, 8, 40, 90_000]) count(tally, { ...one, duration });
  count(tally, { ...one, fault: 'server.serverproxy.access_denied' });

  it('adds up what came of exchanges', () => {
    expect(tally).toMatchObject({ succeeded: 5, failed: 1, faults: { 'server.serverproxy.access_denied': 1 } });
    // By hand: the mean of 3, 4, 8, 40 and 90,000, and the root of the mean of the squares of 18,008, 18,007, 18,003,
    // 17,971 and 71,989.
    expect(meanOf(tally.duration)).toBe(18_011);
    expect(deviationOf(tally.duration)).toBeCloseTo(35_994.503, 2);
  });

  it('keeps codes apart up to a number, whatever another gateway makes up', () => {
    const made = emptyTally();
    for (let number = 0; number < 60; number += 1) count(made, { ...one, fault: `x${number}` });
    expect([Object.keys(made.faults).length, made.faults.x49, made.faults['*']]).toEqual([51, 1, 10]);
  });

  it('takes back what could not be kept, with what was counted since', () => {
    const watch = openWatch(() => at);
    watch.observe({ ...one, duration: 3 });
    watch.observe({ ...one, fault: 'x' });
    const taken = watch.take();
    watch.observe({ ...one, duration: 90_000, at: new Date(at.getTime() + 1000) });
    watch.giveBack(taken);
    const [both, ...others] = watch.take();
    expect(others).toEqual([]);
    expect(both?.tally).toMatchObject({
      succeeded: 2,
      failed: 1,
      faults: { x: 1 },
      duration: { count: 2, sum: 90_003, least: 3, most: 90_000 },
      waited: { count: 0 },
      lastSuccess: new Date(at.getTime() + 1000),
      lastFault: 'x',
    });
    expect(both?.tally.classes.filter((times) => times > 0)).toEqual([1, 1]);
  });

  it('tells below what a share of them lies', () => {
    // Two of five lie between 2.5 and 5 ms: a fifth is half way through them; the third is in 5 to 10.
    expect([0.2, 0.4, 0.5].map((share) => quantileOf(tally.classes, share))).toEqual([3.75, 5, 7.5]);
    // What took longer than the last limit took at least that.
    expect([quantileOf(tally.classes, 1), quantileOf([0, 0], 0.5)]).toEqual([60_000, undefined]);
  });
});

describe('a watch', () => {
  it('keeps names apart up to a number, whatever those who call make up', () => {
    const watch = openWatch(() => at);
    for (let number = 0; number < 1500; number += 1)
      watch.observe({ ...one, service: `${service}${number}`, fault: 'x' });
    const counted = watch.take();
    expect([counted.length, counted.at(-1)?.service, counted.at(-1)?.tally.failed]).toEqual([1001, '*', 500]);
  });

  it('times an exchange once, and has nothing under way of what ended or was refused as sent before', () => {
    const watch = openWatch(() => at);
    const line = () => ({ ...of, course: newCourse() });
    const log = (message: LoggedMessage, isWritten = true) => {
      watch.ofLog.comes?.(message);
      watch.ofLog.went(message, performance.now(), isWritten);
    };
    const [first, again] = [line(), line()];
    log({ ...first, kind: 'request', head: Buffer.alloc(7) });
    expect(watch.underWay()).toBe(1);
    log({ ...again, kind: 'request' }, false);
    expect(watch.underWay()).toBe(1);
    log({ ...first, kind: 'response', head: Buffer.alloc(9), status: 200 });
    log({ ...first, kind: 'failure', fault: 'not_delivered' });
    expect(watch.underWay()).toBe(0);
    const [counted] = watch.take();
    expect(counted?.tally).toMatchObject({
      succeeded: 1,
      failed: 1,
      duration: { count: 1 },
      waited: { count: 1 },
      requestSize: { count: 1, sum: 7 },
      responseSize: { count: 1, sum: 9 },
    });
  });

  it('times what could not be logged until its failure', () => {
    const watch = openWatch(() => at);
    const course = newCourse();
    const asked = { ...of, course, kind: 'request' } as const;
    watch.ofLog.comes?.(asked);
    watch.ofLog.went(asked, performance.now(), false);
    watch.ofLog.went({ ...of, course, kind: 'failure', fault: 'logging_failed' }, performance.now(), false);
    expect([watch.underWay(), watch.take()[0]?.tally.duration.count]).toEqual([0, 1]);
  });

  it('is told in the format of Prometheus, odd names and all', () => {
    const watch = openWatch(() => at);
    watch.observe({ ...one, client: 'a"b\\c\nd', duration: 4 });
    const state = { configurationExpires: at, certificateExpires: undefined, undelivered: 2 };
    const lines = metricsText(watch, state).split('\n');
    expect(lines).toContain(
      `vahid_exchange_requests_total{side="provider",client="a\\"b\\\\c\\nd",service="${service}",outcome="succeeded",code=""} 1`,
    );
    const bucket = (le: string) =>
      `vahid_exchange_duration_seconds_bucket{side="provider",service="${service}",le="${le}"}`;
    expect(lines).toEqual(
      expect.arrayContaining([`${bucket('0.0025')} 0`, `${bucket('0.005')} 1`, `${bucket('+Inf')} 1`]),
    );
    expect(lines).toContain(`vahid_exchange_configuration_expiry_timestamp_seconds ${at.getTime() / 1000}`);
    expect(lines.join('\n')).not.toContain('certificate');
    // A name, perhaps labels, and a number: nothing else stands in a line of its own.
    for (const line of lines.filter((text) => text !== '' && !text.startsWith('# ')))
      expect(line).toMatch(/^[a-z_]+(?:\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? [\d.e+-]+$/);
  });
});

describe('a gateway', () => {
  let pair: TestPair;
  let watch: Watch;
  let running: RunningOperation;
  let shown: string;
  let server: FastifyInstance;

  beforeAll(async () => {
    pair = await openPair(() => openTestVahid());
    const { station, test, certificate, id } = pair.provider;
    watch = openWatch(test.clock.now);
    Object.assign(station, { log: openMessageLog(test.vahid, [watch.ofLog]) });
    const listen = { clients: { port: 0 }, gateways: { port: 0 }, metrics: { port: 0 } };
    const settings = { id, listen } as unknown as GatewaySettings;
    shown = certificate.cert;
    const { configuration } = station;
    running = await runOperation(test.vahid, settings, { watch, configuration, certificate: () => shown });
    const assets = { base: '/assets', get: () => undefined };
    assetsPort.fill(test.vahid, assets);
    server = await buildServer(test.vahid, { assets, failurePage });
    await traffic();
  });
  afterAll(async () => {
    await server.close();
    await running.stop();
    await pair.close();
  });

  const ask = async (port: number, path: string, headers: Readonly<Record<string, string>>) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, agent: false }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, text: await readText(answer) };
  };
  const call = (path: string) => ask(pair.consumer.clientPort, `/r1/${service}${path}`, { 'X-Road-Client': client });
  const tell = (path: string, host = 'localhost') => ask(running.port ?? 0, path, { host });

  /** Two answers, one that the provider could not give, one that was not allowed. */
  async function traffic() {
    pair.rights = [right];
    pair.answer = (asked, response) => {
      response.statusCode = asked.url?.endsWith('/odd') ? 503 : 200;
      response.end('x'.repeat(100));
    };
    const answered = [await call('/v1/7'), await call('/v1/8'), await call('/v1/odd'), await call('/v2/7')];
    expect(answered.map(({ status }) => status)).toEqual([200, 200, 503, 500]);
  }

  it('counts what goes through its log, and has nothing left under way', async () => {
    expect(watch.underWay()).toBe(0);
    const { text, status } = await tell('/metrics');
    expect(status).toBe(200);
    const labels = `side="provider",client="${client}",service="${service}"`;
    expect(text).toContain(`{${labels},outcome="succeeded",code=""} 2\n`);
    expect(text).toContain(`{${labels},outcome="failed",code="status_503"} 1\n`);
    expect(text).toContain(`{${labels},outcome="failed",code="server.serverproxy.access_denied"} 1\n`);
    expect(text).toContain(`duration_seconds_count{side="provider",service="${service}"} 3\n`);
    expect(text).toMatch(/\nvahid_exchange_certificate_expiry_timestamp_seconds 18\d{8}\n/);
    // Once the gateway shows another, that is the one whose end is told.
    shown = (await makeCertificate({ name: pair.provider.id, from: at, to: new Date('2030-01-01') })).cert;
    const { text: later } = await tell('/metrics');
    expect(later).toContain(`\nvahid_exchange_certificate_expiry_timestamp_seconds ${Date.UTC(2030, 0) / 1000}\n`);
    expect(text).toContain('\nvahid_exchange_disclosures_undelivered 0\n');
    for (const [path, host] of [
      ['/metrics', 'evil.example'],
      ['/other', 'localhost'],
    ] as const)
      expect((await tell(path, host)).status).toBe(404);
  });

  it('tells its health in the names of X-Road, of what it kept', async () => {
    const { text } = await tell('/operation/health');
    const health = JSON.parse(text) as Awaited<ReturnType<typeof healthOf>>;
    const now = pair.provider.test.clock.now().getTime();
    expect(health).toMatchObject({ monitoringStartupTimestamp: now, statisticsPeriodSeconds: 600 });
    const [events] = health.servicesEvents;
    expect(events).toMatchObject({ service, serviceType: 'REST', lastSuccessfulRequestTimestamp: now });
    expect(events?.lastPeriodStatistics).toMatchObject({ successfulRequestCount: 2, unsuccessfulRequestCount: 2 });
    const {
      requestMinDuration = -1,
      requestAverageDuration = -1,
      requestMaxDuration = -1,
      responseMinSize = 0,
    } = events?.lastPeriodStatistics ?? {};
    expect(requestMinDuration).toBeLessThanOrEqual(requestAverageDuration);
    expect(requestAverageDuration).toBeLessThanOrEqual(requestMaxDuration);
    expect(responseMinSize).toBeGreaterThan(100);
    // Eleven minutes later nothing of it is of the last period, and the last moments are still known.
    pair.provider.test.clock.advance(11 * 60_000);
    const later = await healthOf(pair.provider.test.vahid);
    expect(later.servicesEvents).toMatchObject([
      { lastUnsuccessfulRequestTimestamp: now, lastPeriodStatistics: { successfulRequestCount: 0 } },
    ]);
  });

  it('lets nobody change what it counted', async () => {
    const { db } = pair.provider.test.vahid;
    for (const change of [sql`update exchange.operation set failed = 0`, sql`delete from exchange.operation`])
      await expect(change.execute(db)).rejects.toThrow('permission denied');
  });

  it('is measured: who asked without a right does not make a service less available', async () => {
    const { vahid } = pair.provider.test;
    await keepCounted(vahid, 'AZ/GOV/din/gw1', watch);
    await expect
      .poll(async () => {
        await measureAll(vahid);
        const { rows } = await sql`select name, institution, dimension, numerator, denominator, count
          from kernel.measurement where name like 'exchange.%a%' and dimension = ${service} order by name`.execute(
          vahid.db,
        );
        return rows;
      }, inTime)
      .toEqual([
        {
          name: 'exchange.availability',
          institution: 'din',
          dimension: service,
          numerator: 2,
          denominator: 3,
          count: 4,
        },
        { name: 'exchange.calls', institution: 'din', dimension: service, numerator: 0, denominator: 0, count: 4 },
      ]);
  });

  it('is seen at the desk, and by nobody else', async () => {
    const test = pair.provider.test as TestVahid;
    const { officer, someone, publish } = await openStand(test);
    const read = async (actor?: Actor, query = '') => {
      const session = { id: newId(), person: actor?.person ?? '', name: 'A', organisation: null, agent: 'test' };
      const token = actor && (await openSession(test.vahid.db, { ...session, now: test.clock.now() }));
      const cookies = token ? { cookies: { [sessionCookie]: token } } : {};
      const { statusCode, body } = await server.inject({ url: `/en${operationPath}${query}`, ...cookies });
      const text = body
        .replaceAll(/&nbsp;|\u00a0/g, ' ')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ');
      return { statusCode, body, text };
    };
    expect((await read()).statusCode).toBe(303);
    expect((await read(await someone('1AAAAA9'))).statusCode).toBe(403);
    await publish(peopleDocument());
    const { body, text, statusCode } = await read(officer);
    expect(statusCode).toBe(200);
    expect(text).toContain(`${service} 4 50.0%`);
    expect(text).toContain(`${client} 4 50.0%`);
    expect(text).toContain('server.serverproxy.access_denied 1');
    expect(body).toMatch(/<svg[^>]* aria-label="[^"]+ 4 exchanges, of which 2 failed/);
    expect(text).toContain('population-system/people');
    test.clock.advance(2 * 86_400_000);
    expect((await read(officer)).text).toContain('Nothing went through in this period');
    expect((await read(officer, '?dovr=week')).text).toContain(`${service} 4 50.0%`);
    expect((await read(officer, '?dovr=x')).statusCode).toBe(422);
  });
});
