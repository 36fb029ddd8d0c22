import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { failurePage } from '../../app/failure.tsx';
import type { Actor } from '../../kernel/access.ts';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { newId } from '../../kernel/identifier.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { openSession } from '../../kernel/session.ts';
import type { Disclosure } from '../../protocols/gateway/disclosure.ts';
import { readClientId, type RestRequest } from '../../protocols/x-road/index.ts';
import { room as catalogue } from '../catalogue/module.ts';
import { ensureOrganisation, ensurePerson } from '../identity/index.ts';
import { room as identity } from '../identity/module.ts';
import { room as process } from '../process/module.ts';
import { lookUpAbout, type LookUpFilter, lookUpsAbout, newestLookUps } from './actions.ts';
import { findUsage } from './data-tracker/usage.ts';
import { disclosuresPort } from './disclosure-intake/ports.ts';
import { disclosureOf, openTeller, publish, runOf, type TestTeller } from './disclosure-intake/test-stand.ts';
import { hostedService } from './gateway/hosted-service.ts';
import { room as exchange } from './module.ts';
import { registerProvider } from './provider.ts';
import { newFin, newVoen, TrialRegisters } from './trial-register.ts';

const population = openTeller('AZ/GOV/din/gw1', 'AZ/GOV/din/population');
const begun = Date.parse('2026-11-23T05:00:00Z');
const dayMs = 86_400_000;

const trial = new TrialRegisters();
let test: TestVahid;
let server: FastifyInstance;

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] });
  registerProvider(test.vahid, 'hosted', trial);
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage });
  publish(test.vahid, [population]);
});
afterAll(async () => {
  await server.close();
  await test.close();
});
beforeEach(() => test.clock.set(new Date(begun)));

const tell = (lines: readonly Disclosure[]) =>
  disclosuresPort.of(test.vahid)(test.ctx(), { gateway: population.id, disclosures: [...lines], runs: [] });

async function tellAs(teller: TestTeller, lines: readonly Disclosure[]): Promise<void> {
  publish(test.vahid, [population, teller]);
  await disclosuresPort.of(test.vahid)(test.ctx(), { gateway: teller.id, disclosures: [...lines], runs: [] });
}

async function citizen(fin = newFin()) {
  const person = await ensurePerson(test.ctx(), fin);
  const actor: Actor = { kind: 'person', person, appointments: [] };
  return { fin, person, ctx: test.ctx(actor), owner: { person } };
}
type Citizen = Awaited<ReturnType<typeof citizen>>;

async function visit({ person }: Citizen, url: string) {
  const of = { id: newId(), person, name: 'Sınaq', organisation: null, agent: 'test', now: test.clock.now() };
  const { statusCode, body } = await server.inject({ url, cookies: { vahid: await openSession(test.vahid.db, of) } });
  return { status: statusCode, body };
}

/** As a portal asks through a gateway. */
async function track(target: string, user?: string) {
  const [servicePath = '', query] = target.split('?');
  const service = hostedService(test.vahid, 'data-tracker');
  const request = {
    method: 'GET',
    servicePath,
    query,
    headers: user === undefined ? [] : [['X-Road-UserId', user]],
    client: readClientId('AZ/GOV/rinn/portal'),
    requestId: newId(),
  } as unknown as RestRequest;
  const answer = await service?.answer({ request } as Parameters<typeof service.answer>[0]);
  return { status: answer?.status, body: JSON.parse(answer?.body?.bytes.toString() ?? 'null') };
}

/** All pages of the list, one after another. */
async function wholeList({ ctx, owner }: Citizen, filter: LookUpFilter = {}): Promise<readonly string[]> {
  const references: string[] = [];
  let after: LookUpFilter['after'];
  do {
    const found = await lookUpsAbout(ctx, owner, { ...filter, after });
    references.push(...found.lookUps.map(({ reference }) => reference ?? ''));
    after = found.next ?? undefined;
  } while (after);
  return references;
}

describe('what an act hides', () => {
  const told = fc.record({
    /** Hours before the beginning. */
    ago: fc.integer({ min: 0, max: 59 * 24 }),
    client: fc.constantFrom('AZ/GOV/rinn/portal', 'AZ/GOV/sn/clinics'),
    /** Days of hiding; 0 for none. */
    hidden: fc.constantFrom(0, 0, 1, 30, 90),
  });

  it('is at no door before its time, and everything else is at all of them', async () => {
    const later = fc.array(fc.integer({ min: 0, max: 100 * dayMs }), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 1, maxLength: 45 }), later, async (given, moments) => {
        test.clock.set(new Date(begun));
        const who = await citizen();
        const lines = given.map(({ ago, client, hidden }, n) => {
          const at = begun - ago * 3_600_000 - n;
          const until = hidden === 0 ? {} : { hiddenUntil: new Date(at + hidden * dayMs).toISOString() };
          return disclosureOf({ key: who.fin, at: new Date(at).toISOString(), client, issue: `N${n}`, ...until });
        });
        expect(await tell(lines)).toMatchObject({ taken: lines.length });
        for (const moment of [0, ...moments.toSorted((a, b) => a - b)]) {
          test.clock.set(new Date(begun + moment));
          await expectDoors(who, lines);
        }
      }),
      { numRuns: 6, seed: 20261123 },
    );
  }, 60_000);

  async function expectDoors(who: Citizen, lines: readonly Disclosure[]): Promise<void> {
    const now = test.clock.now().getTime();
    const isShown = ({ hiddenUntil }: Disclosure) => hiddenUntil === undefined || Date.parse(hiddenUntil) <= now;
    const shown = lines.filter(isShown).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
    const names = (some: readonly Disclosure[]) => some.map(({ issue }) => issue);
    expect(await wholeList(who)).toEqual(names(shown));
    const clinics = shown.filter(({ client }) => client.includes('/sn/'));
    expect(await wholeList(who, { institution: 'sn' })).toEqual(names(clinics));
    const inNovember = shown.filter(({ at }) => at >= '2026-10-31T20:00:00.000Z');
    expect(await wholeList(who, { from: '2026-11-01', to: '2027-06-01' })).toEqual(names(inNovember));
    const were = shown.filter(({ hiddenUntil }) => hiddenUntil !== undefined);
    expect(await wholeList(who, { late: true })).toEqual(names(were));
    const { total, late } = await lookUpsAbout(who.ctx, who.owner, {});
    expect([total, late]).toEqual([shown.length, were.length]);
    const recent = shown.filter(({ at }) => Date.parse(at) >= now - 30 * dayMs);
    const newest = await newestLookUps(who.ctx, who.owner);
    expect([newest.lookUps.map(({ reference }) => reference), newest.lastMonth]).toEqual([
      names(shown.slice(0, 3)),
      recent.length,
    ]);
    await expectPages(who, shown);
    const usage = await track(`/v2/findUsage?userCode=AZ${who.fin}&limit=2&offset=1`, `AZ${who.fin}`);
    expect(usage.body.totalUsages).toBe(shown.length);
    expect(usage.body.usages.map(({ logtime }: { logtime: string }) => logtime)).toEqual(
      shown.slice(1, 3).map(({ at }) => at),
    );
  }

  async function expectPages(who: Citizen, shown: readonly Disclosure[]): Promise<void> {
    const first = shown.slice(0, 20);
    const api = JSON.parse((await visit(who, '/api/v1/look-ups')).body);
    const late = shown.filter(({ hiddenUntil }) => hiddenUntil !== undefined).length;
    expect([api.total, api.late, api.lookUps.map(({ reference }: { reference: string }) => reference)]).toEqual([
      shown.length,
      late,
      first.map(({ issue }) => issue),
    ]);
    const page = (await visit(who, '/baxislar')).body;
    expect([...page.matchAll(/əsas: (N\d+)/g)].map(([, issue]) => issue)).toEqual(first.map(({ issue }) => issue));
    expect(page.includes('gec göstərilib</span>')).toBe(first.some(({ hiddenUntil }) => hiddenUntil !== undefined));
    expect(page.includes('Cəmi: ')).toBe(shown.length > 0);
    expect(page.includes('rel="next"')).toBe(shown.length > 20);
    expect(page.includes(`Gec göstərilən baxışlar: ${late}.`)).toBe(late > 0);
    const alone = (await visit(who, '/baxislar?gec=1')).body;
    expect([...alone.matchAll(/əsas: (N\d+)/g)]).toHaveLength(Math.min(late, 20));
  }

  it('has no page of its own before its time, and afterwards one that says so and why', async () => {
    const who = await citizen();
    const at = '2026-11-20T05:00:00.000Z';
    const until = '2026-11-25T05:00:00.000Z';
    await tell([disclosureOf({ key: who.fin, at, hiddenUntil: until })]);
    test.clock.set(until);
    const [line] = (await lookUpsAbout(who.ctx, who.owner)).lookUps;
    const id = line?.id ?? '';
    test.clock.set('2026-11-25T04:59:59.999Z');
    const nowhere = await visit(who, `/baxislar/${newId()}`);
    for (const url of [`/baxislar/${id}`, `/baxislar/${id}/subut`, `/api/v1/look-ups/${id}`])
      expect((await visit(who, url)).status).toBe(404);
    expect((await visit(who, `/baxislar/${id}`)).body.replaceAll(id, '')).toBe(
      nowhere.body.replaceAll(/[0-9a-f-]{36}/g, ''),
    );
    test.clock.set(until);
    const { status, body } = await visit(who, `/baxislar/${id}`);
    expect(status).toBe(200);
    expect(body).toContain('Bu baxış gec göstərilib');
    expect(body).toMatch(/25\.11\.2026, 09:00 tarixinədək sizdən gizli saxlanılıb.*Qaydaların.*4\.2/s);
    expect(JSON.parse((await visit(who, `/api/v1/look-ups/${id}`)).body)).toMatchObject({ hiddenUntil: until });
    expect((await visit(await citizen(), `/baxislar/${id}`)).status).toBe(404);
    await expect(lookUpAbout(who.ctx, { person: newId() }, id)).rejects.toMatchObject({ status: 404 });
  });
});

describe('a look-up through a gateway', () => {
  it('names institution, system, service, purpose and fields, and what the centre does not know by its code', async () => {
    const who = await citizen();
    const common = { key: who.fin, at: '2026-11-23T04:00:00.000Z' };
    await tell([
      disclosureOf({ ...common, fields: ['/person.name', '/address', '/x'], issue: 'TP-2026-0001' }),
      disclosureOf({
        ...common,
        at: '2026-11-23T04:30:00.000Z',
        client: 'AZ/COM/1700000011/claims',
        method: 'POST',
        purpose: 'constructor',
        act: 'no-such-act',
        article: '§ 7',
        outcome: 'unavailable',
      }),
    ]);
    const { lookUps } = await lookUpsAbout(who.ctx, who.owner);
    expect(lookUps).toMatchObject([
      {
        institution: { az: '“Xəzər Sığorta” ASC' },
        system: { id: 'AZ/COM/1700000011/claims' },
        operation: 'exchange',
        what: [{ en: 'The whole answer of the service “people”' }],
        purpose: { az: 'constructor' },
        act: { cited: { az: 'no-such-act § 7' }, sample: true },
        outcome: 'unavailable',
      },
      {
        consumer: 'rinn',
        system: { id: 'AZ/GOV/rinn/portal', title: { az: 'portal' } },
        provider: { az: 'Daxili İşlər Nazirliyi' },
        endpoint: 'GET /people/{fin}',
        what: [{ az: 'Adı, atasının adı, soyadı' }, { az: 'Yaşayış yeri üzrə ünvan' }, { az: '/x' }],
        purpose: { az: 'Texnologiyalar parkının rezidentliyi barədə qərar' },
        act: { article: '4.2' },
      },
    ]);
    const { body } = await visit(who, `/baxislar/${lookUps[1]?.id}`);
    for (const words of ['Daxili İşlər Nazirliyi', 'GET /people/{fin}', 'müraciət TP-2026-0001', 'Nə edə bilərsiniz'])
      expect(body).toContain(words);
  });

  it('names the facts of a register that is kept here, and a service by the title that it was given', async () => {
    const who = await citizen();
    const register = 'AZ/GOV/din/population-system/population';
    await tellAs(openTeller('AZ/GOV/din/gw2', 'AZ/GOV/din/population-system'), [
      disclosureOf({ key: who.fin, at: '2026-11-23T04:00:00.000Z', service: register, fields: ['/facts/name', '/x'] }),
      disclosureOf({ key: who.fin, at: '2026-11-23T03:00:00.000Z', service: register }),
    ]);
    const { lookUps } = await lookUpsAbout(who.ctx, who.owner);
    expect(lookUps).toMatchObject([
      {
        what: [{ az: 'Adı, atasının adı, soyadı' }, { az: '/x' }],
        service: { title: { az: 'Əhalinin dövlət reyestri' } },
      },
      { what: [{ az: '“Əhalinin dövlət reyestri” xidmətinin bütün cavabı' }] },
    ]);
    const title = { az: 'Şəxsiyyət vəsiqələri', en: 'Identity cards', ru: 'Удостоверения' };
    const id = newId();
    await sql`insert into exchange.service (id, system, code, institution, at)
      values (${id}, 'population', 'cards', 'din', now())`.execute(test.vahid.db);
    await sql`insert into exchange.service_version (service, version, title, purpose, personal, endpoints, openapi, person, at)
      values (${id}, 1, ${JSON.stringify(title)}::jsonb, '{}', true, '[]', '', ${who.person}, now())`.execute(
      test.vahid.db,
    );
    await tell([disclosureOf({ key: who.fin, at: '2026-11-23T04:30:00.000Z', service: `${population.serves}/cards` })]);
    expect((await lookUpsAbout(who.ctx, who.owner)).lookUps[0]).toMatchObject({ service: { title } });
  });

  it('is chosen by institution and period on the page, and a wrong day is told', async () => {
    const who = await citizen();
    await tell([disclosureOf({ key: who.fin, at: '2026-11-20T20:30:00.000Z', issue: 'N1' })]);
    const { body } = await visit(who, '/baxislar?qurum=rinn&den=21.11.2026&dek=21.11.2026');
    expect(body).toContain('əsas: N1');
    // It may be as long as a line: held together it would not fit a phone.
    expect(body).not.toContain('nowrap">əsas');
    for (const query of ['qurum=sn', 'den=22.11.2026', 'dek=20.11.2026'])
      expect((await visit(who, `/baxislar?${query}`)).body).toContain('Seçdiyiniz qurum və dövr üzrə baxış yoxdur.');
    for (const query of ['den=31.02.2026', 'dek=0000-00-00', 'den=22.11.2026&dek=21.11.2026'])
      expect(await visit(who, `/baxislar?${query}`)).toMatchObject({ status: 422 });
    for (const query of ['from=2026-02-31', 'to=0000-00-00', 'from=x', 'after=x'])
      expect(await visit(who, `/api/v1/look-ups?${query}`)).toMatchObject({ status: 422 });
    const always = ['from=0001-01-01&to=9999-12-31', `after=9999999999999-${newId()}`];
    for (const query of always)
      expect(JSON.parse((await visit(who, `/api/v1/look-ups?${query}`)).body).lookUps).toHaveLength(1);
    expect((await visit(who, `/api/v1/look-ups?after=0-${newId()}`)).status).toBe(200);
  });
});

describe('the data tracker', () => {
  it('answers about oneself and about a company that one heads, and about nobody else', async () => {
    const who = await citizen();
    const voen = newVoen();
    await ensureOrganisation(test.ctx(), voen);
    trial.add('companies', { voen, name: '“Araz” MMC', taxDebt: '0', headFin: who.fin });
    await tell([
      disclosureOf({ key: who.fin, at: '2026-11-23T04:00:00.000Z' }),
      disclosureOf({ key: voen, entity: 'organisation', at: '2026-11-23T04:00:00.000Z', purpose: 'x' }),
    ]);
    expect(await track(`/v2/findUsage?userCode=AZ${who.fin}`, `AZ${who.fin}`)).toEqual({
      status: 200,
      body: {
        totalUsages: 1,
        usages: [
          {
            logtime: '2026-11-23T04:00:00.000Z',
            action: 'Texnologiyalar parkının rezidentliyi barədə qərar',
            receiverCode: 'rinn',
            receiverName: 'Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi',
            receiverSystem: 'portal',
          },
        ],
      },
    });
    const ofCompany = await track(`/v2/findUsage?userCode=AZ${voen}`, `AZ${who.fin}`);
    // The register was just asked who heads the company, which is a look-up as well.
    expect(ofCompany.body.usages.map(({ action }: { action: string }) => action)).toEqual([
      'Sistemə giriş, ad və səlahiyyətlərin müəyyən edilməsi',
      'x',
    ]);
    const other = await citizen();
    for (const [about, user] of [
      [`AZ${who.fin}`, `AZ${other.fin}`],
      [`AZ${voen}`, `AZ${other.fin}`],
      [`AZ${who.fin}`, `AZ${voen}`],
      [`AZ${newVoen()}`, `AZ${who.fin}`],
    ])
      expect((await track(`/v2/findUsage?userCode=${about}`, user)).status).toBe(403);
    const unknown = newFin();
    expect(await track(`/v2/findUsage?userCode=${unknown}`, `AZ${unknown}`)).toEqual({
      status: 200,
      body: { totalUsages: 0, usages: [] },
    });
  });

  it('takes periods with their ends, and refuses what cannot be read', async () => {
    const who = await citizen();
    const user = `AZ${who.fin}`;
    await tell([1, 2, 3].map((hour) => disclosureOf({ key: who.fin, at: `2026-11-23T0${hour}:00:00.000Z` })));
    const count = async (period: string) =>
      (await track(`/v2/findUsage?userCode=${user}&${period}`, user)).body.totalUsages;
    expect(await count('periodStart=2026-11-23T02:00:00Z&periodEnd=2026-11-23T02:00:00Z')).toBe(1);
    expect(await count('periodStart=2026-11-23T06:00:00')).toBe(2);
    expect(await count('periodEnd=2026-11-23T06:00:00+04:00')).toBe(2);
    for (const wrong of [
      'limit=0',
      'limit=10001',
      'offset=-1',
      'offset=99001',
      'offset=100000&limit=1',
      'periodStart=yesterday',
      'periodEnd=2026-13-01T00:00:00Z',
    ])
      expect((await track(`/v2/findUsage?userCode=${user}&${wrong}`, user)).status).toBe(400);
    const code = { kind: 'person', number: who.fin } as const;
    const asked = { user: code, about: code, from: undefined, to: undefined, offset: 0, limit: 1 };
    expect(await findUsage(test.ctx(), asked, 2)).toMatchObject({ totalUsages: 2, usages: [{}] });
    expect((await track(`/v2/findUsage?userCode=${user}`)).status).toBe(400);
    expect((await track('/v2/findUsage', user)).status).toBe(400);
    expect((await track('/v2/findUsage?userCode=AZ123', user)).status).toBe(400);
  });

  it('says from when on it knows, and that it is there', async () => {
    const { rows } = await sql<{ at: Date }>`select created_at as at from kernel.installation`.execute(test.vahid.db);
    const periodStart = rows[0]?.at.toISOString();
    expect(await track('/v2/usagePeriod')).toEqual({ status: 200, body: { periodStart } });
    expect(await track('/v2/heartbeat')).toMatchObject({ status: 200, body: { status: 'OK' } });
    expect((await track('/v3/findUsage')).status).toBe(404);
  });
});

describe('mass runs', () => {
  it('are public, newest first, page by page', async () => {
    const runs = Array.from({ length: 21 }, (_, n) =>
      runOf({
        from: new Date(begun - (n + 2) * 3_600_000).toISOString(),
        to: new Date(begun).toISOString(),
        people: n,
      }),
    );
    await disclosuresPort.of(test.vahid)(test.ctx(), { gateway: population.id, disclosures: [], runs });
    const read = async (url: string) => JSON.parse((await server.inject({ url })).body);
    const first = await read('/api/v1/exchange/mass-runs');
    expect(first.runs.map(({ people }: { people: number }) => people)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(await read(`/api/v1/exchange/mass-runs?after=${first.next}`)).toMatchObject({
      runs: [{ people: 20, final: false, provider: { az: 'Daxili İşlər Nazirliyi' }, act: { article: '4.2' } }],
      next: null,
    });
    const { body } = await server.inject({ url: '/mubadile/kutlevi-baxislar' });
    expect(body).toContain('Kütləvi baxışlar');
    expect(body).toContain(`sonra=${first.next}`);
    expect(body).toContain('davam edir');
  });
});
