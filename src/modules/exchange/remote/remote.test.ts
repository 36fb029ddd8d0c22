import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { parse } from 'yaml';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, root } from '../../../../test/database.ts';
import { releaseFolder } from '../../../app/installation.ts';
import { newId } from '../../../kernel/identifier.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { register } from '../../catalogue/index.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { lookUpAbout, lookUpsAbout } from '../actions.ts';
import { addLines, type ToldLine } from '../disclosure-intake/store.ts';
import { service } from '../gateway/test-stand.ts';
import { room as exchange } from '../module.ts';
import { registerProvider } from '../provider.ts';
import { newVoen, TrialRegisters } from '../trial-register.ts';
import { factsOpenapi } from './facts-openapi.ts';
import { remotesOf } from './remotes.ts';
import {
  client,
  company,
  grant,
  keyIn,
  openRemoteStand,
  remote,
  type RemoteStand,
  states,
  tell,
} from './test-stand.ts';

let stand: RemoteStand;
let test: RemoteStand['test'];
let pair: RemoteStand['pair'];
let asked: RemoteStand['asked'];
const keep = (change: object) => stand.keep(change);
const ask = (voens: readonly string[], more?: object) => stand.ask(voens, more);

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vahid-remote-'));
  await cp(join(root, 'definitions'), folder, { recursive: true });
  for (const other of ['plan', 'services', 'courses', 'indicators.yaml', 'accounts.yaml'])
    await rm(join(folder, other), { recursive: true, force: true });
  stand = await openRemoteStand({
    folder,
    open: () => openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] }),
    release: async (vahid) => (await releaseFolder(vahid, 'test')).compilation.problems,
  });
  ({ test, pair, asked } = stand);
});
afterAll(() => stand.close());
beforeEach(() => stand.reset());

describe('a register kept elsewhere', () => {
  it('is asked over the gateways, in the name of the institution, and means what one kept here would', async () => {
    const voen = newVoen();
    stand.listener = (request, answer) =>
      tell(
        answer,
        `{"company":${JSON.stringify(company(keyIn(request))).replace('"debt":0', '"debt":12345678901234.10')}}`,
      );
    const [found] = await ask([voen]);
    expect(found?.facts).toMatchObject({
      name: { state: 'value', value: 'Sınaq MMC' },
      taxDebt: { value: '12345678901234.10' },
      status: { value: 'active' },
      registeredOn: {
        value: '2019-03-05',
        source: { register: 'companies', recordedAt: '2026-11-20T06:00:00.000Z', readAt: '2026-11-23T05:00:00.000Z' },
      },
    });
    expect(asked).toMatchObject([{ method: 'GET', url: `/base/v1/companies/${voen}?day=2026-11-23` }]);
    expect(asked[0]?.headers).toMatchObject({
      'x-road-client': client,
      'x-vahid-purpose': 'technopark-residency',
      'x-road-issue': 'TP-2026-000007',
    });
    const { rows } = await sql<{ outcome: string; concepts: string[] }>`select outcome, concepts from exchange.look_up
      where subject = ${found?.id} order by id`.execute(test.vahid.db);
    expect(rows).toMatchObject([{ outcome: 'granted', concepts: expect.arrayContaining(['organisation.taxDebt']) }]);
  });

  it('says that it knows nobody by its own status, never by one of the exchange', async () => {
    stand.listener = (_request, answer) => tell(answer, {}, 404);
    expect(states(await ask([newVoen()]))).toEqual(['unknown unknown unknown unknown']);
    pair.rights = [];
    stand.listener = (request, answer) => tell(answer, { company: company(keyIn(request)) });
    expect(states(await ask([newVoen()]))).toEqual(['unavailable unavailable unavailable unavailable']);
    expect(asked).toHaveLength(1);
  });

  it('is given up when it is silent, long before who asks would lose patience', async () => {
    await keep({ timeout: 0.2 });
    stand.listener = () => undefined;
    const began = performance.now();
    expect(states(await ask([newVoen()]))).toEqual(['unavailable unavailable unavailable unavailable']);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('loses only the value that it wrote wrongly, and nothing where it tells of somebody else', async () => {
    stand.listener = (request, answer) =>
      tell(answer, {
        company: company(keyIn(request), { debt: 'much', state: 7, registered: '31.02.2019', name: '' }),
      });
    expect(states(await ask([newVoen()]))).toEqual(['unavailable unavailable unavailable unavailable']);
    await keep({ fields: { ...remote.fields, registeredOn: '/changedOn' } });
    stand.listener = (request, answer) =>
      tell(answer, { company: company(keyIn(request), { debt: 'much', state: 7, changedOn: '2019-02-03', name: '' }) });
    expect(states(await ask([newVoen()]))).toEqual(['none unavailable unavailable value']);
    stand.listener = (_request, answer) => tell(answer, { company: company(newVoen()) });
    expect(states(await ask([newVoen()]))).toEqual(['unavailable unavailable unavailable unavailable']);
  });

  it.each([
    ['a page', 'text/html', '<p>Salam</p>', 200],
    ['half of its answer', 'application/json', '{"company":{"tin":', 200],
    ['nothing of what was asked', 'application/json', '{"other":1}', 200],
    ['another address', 'application/json', '{}', 302],
  ])('is unavailable where it answers %s', async (_what, type, text, status) => {
    stand.listener = (_request, answer) =>
      tell(answer, text, status, { 'content-type': type, location: 'http://127.0.0.1:1/' });
    expect(states(await ask([newVoen()]))).toEqual(['unavailable unavailable unavailable unavailable']);
    expect(asked).toHaveLength(1);
  });

  it('is asked again where it stumbled, and fails for no other subject than the one it is silent about', async () => {
    const [good, bad, stumbling] = [newVoen(), newVoen(), newVoen()];
    let stumbled = false;
    stand.listener = (request, answer) => {
      const key = keyIn(request);
      if (key === stumbling && !stumbled) {
        stumbled = true;
        answer.destroy();
      } else if (key === bad) tell(answer, {}, 500);
      else tell(answer, { company: company(key) });
    };
    const found = await ask([good, bad, stumbling]);
    expect(states(found)).toEqual([
      'value value value value',
      'unavailable unavailable unavailable unavailable',
      'value value value value',
    ]);
    expect(asked.filter(({ url }) => url.includes(bad))).toHaveLength(3);
    const { rows } = await sql<{ outcome: string }>`select outcome from exchange.look_up
      where subject = ${found[1]?.id}`.execute(test.vahid.db);
    expect(rows).toEqual([{ outcome: 'unavailable' }]);
  });

  it('is left alone after five failures, until one probe has come through', async () => {
    stand.listener = (_request, answer) => tell(answer, {}, 502);
    await ask([newVoen()]);
    await ask([newVoen()]);
    expect(asked).toHaveLength(5);
    asked.length = 0;
    const [left] = await ask([newVoen()]);
    expect(asked).toEqual([]);
    expect(left?.facts.name).toEqual({ state: 'unavailable', retryAt: '2026-11-23T05:00:10.000Z' });
    test.clock.set('2026-11-23T05:00:11Z');
    stand.listener = (request, answer) => tell(answer, { company: company(keyIn(request)) });
    const [probed, other] = await ask([newVoen(), newVoen()]);
    expect(new Set([probed?.facts.name?.state, other?.facts.name?.state])).toEqual(new Set(['unavailable', 'value']));
    expect(states(await ask([newVoen()]))).toEqual(['value value value value']);
    test.clock.set('2026-11-23T05:00:00Z');
  });

  it('is asked about many at once where it takes many, in parts of its size', async () => {
    const bulk = {
      method: 'POST',
      path: '/v1/bulk',
      body: { tins: '{keys}', day: '{asOf}' },
      most: 2,
      records: '/found',
    };
    await keep({ read: { voen: bulk } });
    const voens = [newVoen(), newVoen(), newVoen(), newVoen(), newVoen()];
    stand.listener = (_request, answer, body) => {
      const { tins } = JSON.parse(body) as { tins: string[] };
      if (tins.includes(voens[4] ?? '')) tell(answer, {}, 400);
      else tell(answer, { found: tins.filter((tin) => tin !== voens[1]).map((tin) => company(tin)) });
    };
    expect(states(await ask(voens)).map((line) => line.split(' ')[0])).toEqual([
      'value',
      'unknown',
      'value',
      'value',
      'unavailable',
    ]);
    // They are sent at the same time.
    const sizes = asked.map(({ body }) => (JSON.parse(body) as { tins: string[] }).tins.length);
    expect(sizes.toSorted((one, other) => one - other)).toEqual([1, 2, 2]);
  });

  it('is asked once for as long as it allows, by the same institution for the same purpose, and logged each time', async () => {
    await keep({ cache: { seconds: 60 } });
    const voen = newVoen();
    const [first] = await ask([voen]);
    test.clock.advance(30_000);
    const [second] = await ask([voen]);
    expect(second?.facts).toEqual(first?.facts);
    expect(asked).toHaveLength(1);
    const { rows } = await sql`select from exchange.look_up where subject = ${first?.id}`.execute(test.vahid.db);
    expect(rows).toHaveLength(2);
    await ask([voen], { basis: { act: 'technopark-rules', article: '4.4.1' } });
    expect(asked).toHaveLength(2);
    test.clock.advance(31_000);
    await ask([voen]);
    expect(asked).toHaveLength(3);
    test.clock.set('2026-11-23T05:00:00Z');
  });

  it('is connected as the guide shows it', async () => {
    const guide = await readFile(join(root, 'docs/guides/exchange-register.md'), 'utf8');
    const [, yaml = ''] = /```yaml\n([^`]+)```/.exec(guide) ?? [];
    const written = parse(yaml) as { readonly hosted: boolean; readonly remote: object };
    expect(written.hosted).toBe(false);
    await keep({ enter: undefined, ...written.remote });
    const [voen, nobody] = [newVoen(), newVoen()];
    stand.listener = (request, answer) =>
      keyIn(request) === nobody ? tell(answer, {}, 404) : tell(answer, { company: company(voen) });
    expect(states(await ask([voen, nobody]))).toEqual(['value value value value', 'unknown unknown unknown unknown']);
  });

  it('stands as one look-up in the log, with what the gateway of who answered tells of it beside it', async () => {
    const [voen, other] = [newVoen(), newVoen()];
    const [first, second] = await ask([voen, other]);
    const { rows } = await sql<{ subject: string; requests: string }>`select subject, requests from exchange.look_up
      where subject = any(${[first?.id ?? '', second?.id ?? '']}::uuid[])`.execute(test.vahid.db);
    const requestOf = new Map(rows.map((row) => [row.subject, row.requests]));
    expect([rows.length, new Set(requestOf.values()).size]).toEqual([2, 2]);
    const lineOf = (subject: string, request: string): ToldLine => ({
      id: newId(),
      at: test.clock.now(),
      operation: 'read',
      consumer: 'rinn',
      entity: 'organisation',
      subject,
      purpose: 'technopark-residency',
      act: 'technopark-rules',
      article: '4.2',
      reference: null,
      outcome: 'granted',
      system: 'AZ/GOV/rinn/vahid',
      service,
      endpoint: 'GET /v1/companies/{tin}',
      fields: [],
      request_id: request,
      gateway: 'AZ/GOV/din/gw1',
      hidden_until: null,
    });
    const subject = first?.id ?? '';
    const told = lineOf(subject, requestOf.get(subject) ?? '');
    // Of another's request, of another consumer, and of one that stands for nothing here: each is a look-up of its own.
    const others = [
      lineOf(subject, requestOf.get(second?.id ?? '') ?? ''),
      { ...told, id: newId(), consumer: 'sn' },
      { ...told, id: newId(), at: new Date(test.clock.now().getTime() - 130_000) },
    ];
    expect(await addLines(test.vahid.db, [told, ...others])).toBe(4);
    const ctx = test.ctx({ kind: 'person', person: newId(), organisation: subject, appointments: [] });
    const { lookUps, total } = await lookUpsAbout(ctx, { organisation: subject });
    expect([total, lookUps.map(({ id }) => id).includes(told.id)]).toEqual([4, false]);
    const own = lookUps.find(({ gateway }) => gateway === null);
    const whole = await lookUpAbout(ctx, { organisation: subject }, own?.id ?? '');
    expect(whole.told).toMatchObject([{ id: told.id, service: { id: service }, gateway: 'AZ/GOV/din/gw1' }]);
    expect(await lookUpAbout(ctx, { organisation: subject }, told.id)).toMatchObject({ id: told.id, told: [] });
  });

  it('is asked each time where its answer is not to be kept, as one by consent is not', async () => {
    await keep({ cache: { seconds: 60 } });
    const [kept, once] = [newVoen(), newVoen()];
    stand.listener = (request, answer) => {
      const key = keyIn(request);
      tell(answer, { company: company(key) }, 200, key === once ? { 'cache-control': 'private, no-store' } : {});
    };
    await ask([kept, once]);
    stand.listener = (_request, answer) => tell(answer, {}, 403);
    expect(states(await ask([kept, once])).map((line) => line.split(' ')[0])).toEqual(['value', 'unavailable']);
  });

  it('is asked again where something was entered while it answered: what it said is of before', async () => {
    await keep({ cache: { seconds: 60 } });
    const voen = newVoen();
    stand.listener = (request, answer) => {
      if (asked.length === 1) remotesOf(test.vahid).cache.forget('companies');
      tell(answer, { company: company(keyIn(request)) });
    };
    for (const _ of [1, 2, 3]) await ask([voen]);
    expect(asked).toHaveLength(2);
  });

  it('does not know what it cannot say of another day', async () => {
    await keep({ read: { voen: { method: 'GET', path: '/v1/companies/{key}', records: '/company' } } });
    expect(states(await ask([newVoen()], { asOf: '2026-01-01' }))).toEqual(['unknown unknown unknown unknown']);
    expect(asked).toEqual([]);
  });
});

describe('a register kept here', () => {
  const here = 'AZ/GOV/in/taxpayer-system/companies';
  const path = '/v1/organisation/{key}';
  const fields = Object.fromEntries(Object.keys(remote.fields).map((name) => [name, `/facts/${name}`]));
  const elsewhere = {
    service: 'in/taxpayer-system/companies',
    read: { voen: { method: 'GET', path, query: { day: '{asOf}', facts: 'name,taxDebt,status,registeredOn' } } },
    find: {},
    fields: { ...fields, voen: '/key' },
    recordedAt: '/recordedAt/name',
    enter: undefined,
  };
  const trial = new TrialRegisters();

  beforeAll(() => {
    const { station, test: other } = pair.provider;
    const own = station.provider(service);
    if (!own) throw new Error('the stand has no provider');
    const hosted = { ...own, service: here, address: 'vahid:facts' };
    Object.assign(station, {
      provider: (name: string) => (name === here ? hosted : own),
      providers: () => [own, hosted],
    });
    registerProvider(other.vahid, 'hosted', trial);
    pair.configure((configuration) => ({
      ...configuration,
      gateways: configuration.gateways.map((one) =>
        one.id === pair.provider.id ? { ...one, serves: [...one.serves, 'AZ/GOV/in/taxpayer-system'] } : one,
      ),
    }));
  });

  it('answers others over the exchange what it would tell here, to another Vahid as to anybody', async () => {
    await keep(elsewhere);
    pair.rights = [{ ...grant, service: here }];
    const voen = newVoen();
    trial.add('companies', {
      ...elsewhere.fields,
      voen,
      name: 'Bizim MMC',
      taxDebt: '7.50',
      status: 'active',
      registeredOn: '2020-05-05',
    });
    const [found, stranger] = await ask([voen, newVoen()]);
    expect(found?.facts).toMatchObject({
      name: { value: 'Bizim MMC', source: { register: 'companies', recordedAt: '2020-01-01T08:00:00.000Z' } },
      taxDebt: { value: '7.50' },
      registeredOn: { value: '2020-05-05' },
    });
    expect(Object.values(stranger?.facts ?? {}).map(({ state }) => state)).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(trial.reads[0]).toMatchObject({
      asOf: '2026-11-23',
      terms: { consumer: 'rinn', reference: 'TP-2026-000007' },
    });
  });

  it('is not asked for what the right does not name, nor under another owner or system', async () => {
    const call = async (at: string, right: object = {}) => {
      pair.rights = [{ ...grant, service: here, path: '/**', ...right }];
      const answer = await fetch(`http://127.0.0.1:${pair.consumer.clientPort}/r1/${at}`, {
        headers: { 'X-Road-Client': client },
      });
      return {
        status: answer.status,
        fault: answer.headers.get('x-road-error'),
        body: (await answer.json()) as object,
      };
    };
    const voen = newVoen();
    trial.add('companies', { voen, name: 'Bizim MMC', taxDebt: '7.50' });
    trial.reads.length = 0;
    expect(await call(`${here}/v1/organisation/${voen}`, { fields: ['/facts/name'] })).toMatchObject({
      status: 200,
      body: { facts: { name: 'Bizim MMC' } },
    });
    expect(trial.reads[0]?.provides.map(({ name }) => name)).toEqual(['organisation.name']);
    expect(await call(`${here}/v1/organisation/${voen}?facts=nme`)).toMatchObject({ status: 422, fault: null });
    expect(await call(`${here}/v1/organisation/${voen}?day=yesterday`)).toMatchObject({ status: 422 });
    expect(await call(`${here}/v1/organisation`)).toMatchObject({ status: 404, fault: null });
    trial.broken.set('companies', () => Promise.reject(new Error('away')));
    expect(await call(`${here}/v1/organisation/${voen}`)).toMatchObject({ status: 503, fault: null });
    trial.broken.clear();
  });

  it('has an OpenAPI document by which another Vahid may check what it writes of it', () => {
    const { vahid } = pair.provider.test;
    const kept = register(vahid.releases, 'companies');
    if (!kept) throw new Error('no register');
    const document = factsOpenapi(vahid, kept) as { paths: Record<string, { get: { parameters: object[] } }> };
    expect(Object.keys(document.paths)).toEqual(['/v1/organisation/{key}']);
    expect(document.paths[path]?.get.parameters).toMatchObject([{ name: 'key' }, { name: 'facts' }, { name: 'day' }]);
    expect(JSON.stringify(document)).toContain('"enum":["active","suspended","liquidation"]');
  });
});
