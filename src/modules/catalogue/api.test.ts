import type { FastifyInstance } from 'fastify';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCommitted } from '../../../test/committed.ts';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { failurePage } from '../../app/failure.tsx';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { room as identity } from '../identity/module.ts';
import { room as process } from '../process/module.ts';
import { type CatalogueEntry, registerEntries } from './actions/entering.ts';
import { robots } from './actions/sitemap.ts';
import { dictionary } from './definition/reference.ts';
import { room as catalogue } from './module.ts';
import { numbered } from './regulation/document.ts';
import { keepRegulation } from './regulation/keeping.ts';

let test: TestVahid;
let server: FastifyInstance;
const url = 'https://vahid.example';
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue], env: { VAHID_URL: url } });
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage });
  await enter({ code: 'residency' });
  await enter({ code: 'half', spec: { audience: 'person', lifeEvents: [] } });
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const text = (words: string) => ({ az: `${words} az`, en: `${words} en`, ru: `${words} ru` });
const spec = {
  audience: 'business',
  lifeEvents: ['starting-business'],
  output: text('Certificate'),
  cost: { amount: '0', currency: 'AZN' },
  channels: ['portal'],
  workingDays: 10,
} as const;

function enter(changed: Partial<CatalogueEntry> & { readonly code: string }): Promise<void> {
  const service = {
    kind: 'service' as const,
    title: text(`Service & <${changed.code}>`),
    about: text('About'),
    institution: 'rinn',
    source: `services/${changed.code}/service.yaml`,
    path: `/xidmetler/${changed.code}`,
    acts: ['technopark-rules 4.1–4.6'],
    spec: { ...spec, lifeEvents: [...spec.lifeEvents], channels: [...spec.channels] },
  };
  return registerEntries(test.ctx(), [{ ...service, ...changed }]);
}

const get = (path: string, accept?: string) =>
  server.inject({ url: path, headers: accept === undefined ? {} : { accept } });
async function read<T>(path: string): Promise<T> {
  const { statusCode, body } = await get(path);
  expect([path, statusCode]).toEqual([path, 200]);
  return JSON.parse(body) as T;
}

const services = '/api/v1/catalogue/services';

describe('services for programs', () => {
  it.each([
    [undefined, 'application/json; charset=utf-8'],
    ['text/turtle', 'text/turtle; charset=utf-8'],
    ['application/ld+json;q=0.9, text/html', 'application/ld+json; charset=utf-8'],
  ])('come in what is asked for: %s', async (accept, type) => {
    for (const path of [services, `${services}/residency`]) {
      const { statusCode, headers } = await get(path, accept);
      expect([statusCode, headers['content-type'], headers.vary]).toEqual([200, type, 'accept']);
    }
  });

  it('are refused in anything else, with the formats that there are', async () => {
    const { statusCode, body } = await get(services, 'text/csv');
    expect(statusCode).toBe(406);
    expect(JSON.parse(body)).toMatchObject({
      code: 'kernel.not_acceptable',
      detail: { en: expect.stringContaining('application/json, text/turtle, application/ld+json') },
    });
  });

  it('bear addresses under that of the installation, and invented things say so', async () => {
    const { body } = await get(`${services}/residency`, 'text/turtle');
    const quads = new Parser().parse(body);
    const mine = quads.filter(({ subject }) => subject.value === `${url}${services}/residency`);
    const of = (name: string) =>
      mine.filter(({ predicate }) => predicate.value.endsWith(name)).map((q) => q.object.value);
    expect(of('hasCompetentAuthority')).toEqual([`${url}/api/v1/catalogue/entries/institution/rinn`]);
    expect(of('processingTime')).toEqual(['P14D']);
    expect(of('page')).toEqual([`${url}/xidmetler/residency`]);
    const ids = quads.map(({ subject }) => subject.value);
    expect(
      ids.filter(
        (id) => !id.startsWith(url) && !/^http:\/\/(publications\.europa\.eu|purl\.org)\/|rinn\.example/.test(id),
      ),
    ).toEqual([]);
    expect(body).toContain('(nümunə)"@az');
    expect(body).toContain('"Nümunə: əlaqə məlumatı şərtidir."@az');
  });

  it('that lack something are told in JSON, and never as half a description', async () => {
    const all = await read<{ services: { code: string; missing: string[] }[] }>(services);
    const missing = ['output', 'cost', 'channel'];
    expect(all.services.map(({ code, missing }) => [code, missing])).toEqual([
      ['half', missing],
      ['residency', []],
    ]);
    expect((await get(services, 'text/turtle')).body).not.toContain('services/half');
    const one = await get(`${services}/half`, 'application/ld+json');
    expect([one.statusCode, JSON.parse(one.body)]).toMatchObject([409, { code: 'catalogue.service_incomplete' }]);
    expect(one.body).toContain('output, cost, channel');
    expect((await get(`${services}/nothing`, 'text/turtle')).statusCode).toBe(404);
  });

  it('whose cost is not the same for everybody say so in words', async () => {
    const costDiffers = text('Differs');
    const { cost: _, ...others } = spec;
    await enter({ code: 'differs', spec: { ...others, costDiffers } });
    const { body } = await get(`${services}/differs`, 'text/turtle');
    expect(body).toContain('"Differs en"@en');
    expect(body).not.toContain('hasValue');
    const told = await read<{ services: { code: string; costs: object[] }[] }>(services);
    expect(told.services.find(({ code }) => code === 'differs')?.costs).toEqual([
      { code: 'fee', currency: 'AZN', description: costDiffers },
    ]);
    await enter({ code: 'differs', spec: { ...spec, cost: { amount: '0', currency: 'AZN' } } });
  });

  it('that are given on the spot say so', async () => {
    await enter({ code: 'at-once', spec: { ...spec, lifeEvents: [], channels: ['portal'], workingDays: 0 } });
    expect((await get(`${services}/at-once`, 'text/turtle')).body).toContain('P0D');
    await enter({ code: 'at-once', state: 'finished', spec: { ...spec, lifeEvents: [], channels: ['portal'] } });
  });

  it('come all, however many there are', async () => {
    const many = Array.from({ length: 1005 }, (_, index) => `many-${index}`);
    await registerEntries(
      test.ctx(),
      many.map((code) => ({ kind: 'service', code, title: text(code), institution: 'rinn', source: 'many' })),
    );
    const all = await read<{ services: { code: string }[] }>(services);
    const codes = all.services.map(({ code }) => code).filter((code) => code.startsWith('many-'));
    expect(codes).toHaveLength(1005);
    expect([...codes].sort()).toEqual([...many].sort());
  });
});

describe('the register for programs', () => {
  it('is narrowed and counted by the same filters', async () => {
    expect((await get('/api/v1/catalogue/entries?kind=service&audience=nobody')).statusCode).toBe(422);
    // What is left empty narrows nothing.
    expect(await read('/api/v1/catalogue/entries?kind=service&audience=&lifeEvent=')).toEqual(
      await read('/api/v1/catalogue/entries?kind=service'),
    );
    const narrow = 'kind=service&audience=person&institution=rinn&state=in_use';
    const { total, entries } = await read<{ total: number; entries: { code: string }[] }>(
      `/api/v1/catalogue/entries?${narrow}`,
    );
    expect([total, entries.map(({ code }) => code)]).toEqual([1, ['half']]);
    expect(await read(`/api/v1/catalogue/facets?${narrow}`)).toEqual({
      kinds: { service: 1 },
      institutions: { rinn: 1 },
    });
    const byEvent = await read<{ total: number }>('/api/v1/catalogue/entries?lifeEvent=starting-business&q=residency');
    expect(byEvent.total).toBe(1);
    expect((await read<{ total: number }>('/api/v1/catalogue/entries?criticality=critical')).total).toBe(1);
    expect((await read<{ total: number }>('/api/v1/catalogue/entries?criticality=important')).total).toBe(0);
  });

  it('is asked for what rests on an act, by its code alone', async () => {
    await enter({ code: 'by-exchange', acts: ['data-exchange-rules 3.1', 'Nazirlər Kabinetinin qərarı'] });
    const resting = async (act: string, q = '') =>
      (await read<{ entries: { code: string }[] }>(`/api/v1/catalogue/entries?act=${act}${q}`)).entries.map(
        ({ code }) => code,
      );
    expect(await resting('data-exchange-rules', '&kind=service')).toEqual(['by-exchange']);
    expect(await resting('data-exchange-rules', '&kind=register')).toContain('companies');
    expect(await resting('data-exchange')).toEqual([]);
    expect(await resting('technopark-rules', '&q=residency')).toEqual(['residency']);
    const link = /href="([^"]*akt=data-exchange-rules)"/.exec((await get('/en/kataloq/xidmet/by-exchange')).body)?.[1];
    const { body } = await get(link ?? '');
    expect(body).toContain('/en/kataloq/xidmet/by-exchange"');
    expect(body).not.toContain('/en/kataloq/xidmet/residency"');
  });

  it('gives an entry whole, its versions, how they differ, and what stops with it', async () => {
    const changing = { code: 'changing', reads: ['organisation.taxDebt'] };
    await enter(changing);
    test.clock.advance(60_000);
    await enter({ ...changing, title: text('Other') });
    const at = '/api/v1/catalogue/entries/service/changing';
    expect(await read(at)).toMatchObject({
      version: 2,
      acts: [{ act: 'technopark-rules', article: '4.1–4.6', sample: true }],
      spec: { cost: { amount: '0' } },
      origin: 'definition',
      source: 'services/changing/service.yaml',
      relations: [{ direction: 'out', relation: 'reads', kind: 'register', channel: 'exchange', total: 1 }],
    });
    const { versions } = await read<{ versions: { version: number }[] }>(`${at}/versions`);
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(await read(`${at}/versions/1`)).toMatchObject({ title: text('Service & <changing>') });
    const { differences } = await read<{ differences: object[] }>(`${at}/comparison?before=1&after=2`);
    expect(differences).toContainEqual({ path: ['title', 'az'], before: 'Service & <changing> az', after: 'Other az' });
    for (const wrong of ['/versions/3', '/comparison?before=1&after=9'])
      expect((await get(at + wrong)).statusCode).toBe(404);
    const needs = await read<{ entries: { code: string }[] }>(`${at}/impact?direction=needs`);
    expect(needs.entries[0]).toMatchObject({ kind: 'register', steps: 1 });
    const register = `/api/v1/catalogue/entries/register/${needs.entries[0]?.code}`;
    const stops = await read<{ kinds: object }>(`${register}/impact`);
    expect(stops.kinds).toEqual({ service: 1 });
    await enter({ ...changing, title: text('Other'), state: 'finished' });
    expect((await read<{ kinds: object }>(`${register}/impact`)).kinds).toEqual({});
    expect((await read<{ total: number }>(`${at}/impact?direction=needs`)).total).toBe(0);
  });

  it('tells its changes in parts, and a reader who comes back gets only what is new', async () => {
    interface Feed {
      readonly changes: { readonly code: string; readonly version: number }[];
      readonly next: string | null;
      readonly more: boolean;
    }
    const seen: string[] = [];
    await allCommitted(test.vahid);
    let next = '';
    for (let more = true; more; ) {
      const feed: Feed = await read(`/api/v1/catalogue/changes${next && `?after=${next}`}`);
      seen.push(...feed.changes.map(({ code, version }) => `${code} ${version}`));
      ({ more } = feed);
      next = feed.next ?? '';
    }
    expect(seen.filter((one) => one.startsWith('changing'))).toEqual(['changing 1', 'changing 2', 'changing 3']);
    expect(new Set(seen).size).toBe(seen.length);
    const after = () => read<Feed>(`/api/v1/catalogue/changes?after=${next}`);
    expect(await after()).toEqual({ changes: [], next, more: false });
    await enter({ code: 'newest' });
    await allCommitted(test.vahid);
    expect((await after()).changes).toMatchObject([{ code: 'newest', version: 1 }]);
    expect((await get('/api/v1/catalogue/changes?after=x')).statusCode).toBe(422);
  });
});

describe('feed readers and search engines', () => {
  it('find the last changes, newest first, in their language', async () => {
    await enter({ code: 'latest' });
    await allCommitted(test.vahid);
    const { headers, body } = await get('/ru/kataloq/deyisiklikler.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(body.match(/<entry>/g)).toHaveLength(100);
    expect(/<entry>.*/.exec(body)?.[0]).toContain('<title>Услуга: Service &amp; &lt;latest&gt; ru</title>');
    expect(body).toContain(`<link rel="alternate" type="text/html" href="${url}/ru/kataloq/xidmet/latest"/>`);
    expect(body).toContain(`<id>${url}/api/v1/catalogue/entries/service/latest/versions/1</id>`);
  });

  it('find every entry once in each language', async () => {
    const regulated = ['latest'];
    const document = numbered('Reqlament', [{ key: 'a', title: 'Ümumi', clauses: [{ key: 'b', text: 'Mətn.' }] }]);
    await keepRegulation(test.ctx(), { service: 'latest', definition: 1, document });
    const index = (await get('/sitemap.xml')).body;
    expect(index.match(/<loc>[^<]*/g)).toEqual([`<loc>${url}/sitemap/catalogue-1.xml`]);
    const { body } = await get('/sitemap/catalogue-1.xml');
    const addresses = [...body.matchAll(/<loc>([^<]*)/g)].map(([, address = '']) => address);
    expect(new Set(addresses).size).toBe(addresses.length);
    const { total } = await read<{ total: number }>('/api/v1/catalogue/entries');
    const { concepts } = dictionary(test.vahid.releases);
    expect(addresses).toHaveLength((total + 5 + Object.keys(concepts).length + regulated.length) * 3);
    expect(addresses).toContain(`${url}/ru/lugat/person.name`);
    for (const service of regulated) expect(addresses).toContain(`${url}/kataloq/reqlament/${service}`);
    const own = body.split('\n').find((line) => line.includes(`<loc>${url}/en/kataloq/xidmet/latest<`));
    for (const prefix of ['', '/en', '/ru']) expect(own).toContain(`href="${url}${prefix}/kataloq/xidmet/latest"`);
    expect(own).toMatch(/<lastmod>2026-11-23T.*<\/lastmod>/);
    for (const part of ['catalogue-2.xml', 'catalogue-0.xml', 'plan-1.xml', 'catalogue-1'])
      expect((await get(`/sitemap/${part}`)).statusCode).toBe(404);
  });

  it('are sent away from a demonstration, and elsewhere let in to what rooms tell', async () => {
    expect((await get('/robots.txt')).body).toContain('Disallow: /\n');
    const vahid = { ...test.vahid, config: { ...test.vahid.config, mode: 'production' as const } };
    const lines = robots({ ...test.ctx(), vahid }).split('\n');
    for (const line of [
      'Allow: /$',
      'Allow: /kataloq',
      'Allow: /ru/kataloq',
      'Disallow: /',
      `Sitemap: ${url}/sitemap.xml`,
    ])
      expect(lines).toContain(line);
  });
});
