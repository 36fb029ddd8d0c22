import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { makeVoen } from '../../../language/index.ts';
import { consentsPort } from './consents.ts';
import { endpoints, everything, openPersonStand, type Sent } from './person-stand.ts';
import { client, rooms, service, type TestPair } from './test-stand.ts';

/* Nobody's data goes out without a line for them: what consumers, providers and chance try against that. */

const [ayna, elvin, kanan] = ['7ABCDE1', '7ABCDE2', '7ABCDE3'] as const;
const voen = makeVoen('14000001', 'legal') ?? '';

let stand: Awaited<ReturnType<typeof openPersonStand>>;
let pair: TestPair;
beforeAll(async () => {
  stand = await openPersonStand(() => openTestVahid({ rooms }));
  ({ pair } = stand);
});
afterAll(() => stand.close());
beforeEach(() => stand.begin());

const ask = (path: string, sent?: Sent) => stand.ask(path, sent);
const told = async () => (await stand.lines()).map(({ key, outcome }) => `${key} ${outcome}`).sort();

const denied = 'server.serverproxy.access_denied';
const invalid = 'server.serverproxy.invalid_request';
const failed = 'server.serverproxy.service_failed';

/** The fault; nobody was asked, nothing is said of anybody. */
async function unasked(answer: ReturnType<typeof ask>) {
  const { fault } = await answer;
  return { fault, asked: stand.asked.length, told: await told() };
}
const refusedBy = (fault: string) => ({ fault, asked: 0, told: [] });

describe('a line about somebody', () => {
  it('is committed before the answer leaves, with the endpoint, the ground and the case', async () => {
    pair.rights = [{ ...everything, fields: ['/name'], hiddenDays: 10 }];
    const { text } = await ask(`/people/${ayna}?full=1`, {
      headers: { 'X-Road-Issue': Buffer.from('İŞ-7').toString('latin1') },
    });
    expect(text).toBe('{"name":"Ayna"}');
    const [line, ...more] = await stand.lines();
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      client,
      service,
      method: 'GET',
      path: '/people/{fin}',
      entity: 'person',
      key: ayna,
      outcome: 'granted',
      purpose: 'residency',
      act: 'act',
      article: '1',
      issue: 'İŞ-7',
      fields: ['/name'],
      hidden_until: new Date(pair.provider.test.clock.now().getTime() + 10 * 86_400_000),
    });
    expect(JSON.stringify(line?.subject.toString('latin1'))).not.toContain(ayna);
  });

  it('stands there for each whom path, query, body or answer name', async () => {
    await ask(`/search?fin=${ayna}&x=1`);
    await ask(`/search?fin=${elvin}&fin=${kanan}`);
    expect(await told()).toEqual([`${ayna} granted`, `${elvin} granted`, `${kanan} granted`]);
    stand.json({ staff: [{ fin: ayna }, { fin: null }, { fin: 'foreign 7' }, { fin: ayna }] });
    expect((await ask(`/companies/${voen}/staff`)).status).toBe(200);
    expect(await told()).toContain(`${voen} granted`);
    expect((await told()).filter((one) => one === `${ayna} granted`)).toHaveLength(2);
    const again = { method: 'POST', body: JSON.stringify({ fin: elvin, photo: 'x' }) };
    expect((await ask(`/people/${elvin}/photo?year=2026`, again)).status).toBe(200);
    await ask('/list', { method: 'POST', body: JSON.stringify({ people: [{ fin: 'A1B2C3D' }] }) });
    expect(await told()).toContain('A1B2C3D granted');
  });

  it.each([
    ['is granted where the register has nothing of them', 404, 'granted'],
    ['is granted where it is unchanged', 304, 'granted'],
    ['says so where the provider failed', 500, 'unavailable'],
    ['says so where the provider refused', 403, 'unavailable'],
  ])('%s', async (_, status, outcome) => {
    stand.json({ why: 'x' }, status);
    expect((await ask(`/people/${ayna}`)).status).toBe(status);
    expect(await told()).toEqual([`${ayna} ${outcome}`]);
  });

  it('says so where the provider broke off', async () => {
    stand.answers((_, response) => void response.destroy());
    expect((await ask(`/people/${ayna}`)).status).toBe(500);
    expect(await told()).toEqual([`${ayna} unavailable`]);
  });

  it('that cannot be written lets no answer out', async () => {
    const { ledger } = pair.provider.station;
    Object.assign(pair.provider.station, { ledger: { ...ledger, disclose: () => Promise.reject(new Error('away')) } });
    const { fault, text } = await ask(`/people/${ayna}`);
    Object.assign(pair.provider.station, { ledger });
    expect(fault).toBe('server.serverproxy.logging_failed');
    expect(text).not.toContain('Ayna');
  });
});

describe('nothing is asked of a service with personal data', () => {
  it.each([
    ['an endpoint that is not declared', '/people', {}],
    ['an endpoint about nobody', '/codes', {}],
    ['another method', `/people/${ayna}`, { method: 'DELETE' }],
    ['a method that asks the same otherwise', `/people/${ayna}`, { method: 'OPTIONS' }],
    ['an empty part', `/people//${ayna}`, {}],
    ['one more part', `/people/${ayna}/`, {}],
    ['another case', `/People/${ayna}`, {}],
    ['a slash in disguise', `/people/${ayna}%2F${elvin}`, {}],
    ['a step in disguise', `/people/${ayna}%2f..%2f${elvin}`, {}],
    ['a path in a header', `/people/${ayna}`, { headers: { 'X-Original-URL': `/people/${elvin}` } }],
    ['a method in a parameter', `/people/${ayna}?%5Fmethod=DELETE`, {}],
    ['a method in a header', `/people/${ayna}`, { headers: { X_HTTP_Method_Override: 'DELETE' } }],
  ] satisfies [string, string, Sent][])('by %s', async (_, path, sent) => {
    expect(await unasked(ask(path, sent))).toEqual(refusedBy(denied));
  });

  it('but what is declared as nobody’s in one without', async () => {
    stand.provide(false);
    expect((await ask('/codes')).status).toBe(200);
    expect((await ask(`/people/${ayna}`)).status).toBe(200);
    expect(await told()).toEqual([`${ayna} granted`]);
    expect((await ask(`/people/${elvin}/`)).fault).toBe(denied);
    stand.provide(false, []);
    expect((await ask('/anything')).status).toBe(200);
  });

  it('by a path that two endpoints are declared for', async () => {
    const [first] = endpoints;
    if (!first) throw new Error('no endpoint');
    stand.provide(true, [
      first,
      { ...first, path: '/people/{id}', subjects: [{ entity: 'person', in: 'path', at: 'id' }] },
    ]);
    expect(await unasked(ask(`/people/${ayna}`))).toEqual(refusedBy(denied));
  });
});

describe('nothing is asked where nobody could be told', () => {
  it.each([
    ['no FİN in the path', '/people/7ABCDE', {}],
    ['a small letter', '/people/7abcde1', {}],
    ['a parameter of the path', `/people/${ayna};x=1`, {}],
    ['no parameter', '/search', {}],
    ['an empty parameter', '/search?fin=', {}],
    ['one of two that is none', `/search?fin=${ayna}&fin=7abcde2`, {}],
    ['a list in one parameter', `/search?fin=${ayna},${elvin}`, {}],
    ['a name with brackets', `/search?fin=${ayna}&fin[]=${elvin}`, {}],
    ['a name with an index', `/search?fin=${ayna}&fin%5B0%5D=${elvin}`, {}],
    ['a name of another case', `/search?fin=${ayna}&FIN=${elvin}`, {}],
    ['a name that ends early', `/search?fin=${ayna}&fin%00x=${elvin}`, {}],
    ['a semicolon', `/search?x=1;fin=${elvin}&fin=${ayna}`, {}],
    ['bytes that are no UTF-8', `/search?fin=${ayna}&%ff=1`, {}],
    ['the name of a part of the path', `/people/${ayna}?fin=${elvin}`, {}],
    ['the name of another in a cookie', `/people/${ayna}`, { headers: { Cookie: `x=1; Fin=${elvin}` } }],
    ['a body that says otherwise', `/search?fin=${ayna}`, { method: 'POST', body: `{"Fin":"${elvin}"}` }],
    [
      'a body that says so twice',
      `/search?fin=${ayna}`,
      { method: 'POST', body: `{"fin":"${ayna}","fin":"${elvin}"}` },
    ],
    ['a body that says so of several', `/people/${ayna}/photo`, { method: 'POST', body: `{"fin":["${elvin}"]}` }],
    ['a body of which that cannot be said', `/people/${ayna}/photo`, { method: 'POST', body: `{fin:"${elvin}"}` }],
    [
      'a list beside that of the body',
      `/list?People[0][fin]=${elvin}`,
      { method: 'POST', body: `{"people":[{"fin":"${ayna}"}]}` },
    ],
    [
      'a form beside the query',
      `/search?fin=${ayna}`,
      { method: 'POST', body: `fin=${elvin}`, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    ],
    [
      'a form of many parts',
      `/people/${ayna}/photo`,
      {
        method: 'POST',
        body: `--b\r\nContent-Disposition: form-data; name="Fin"\r\n\r\n${elvin}\r\n--b--`,
        headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
      },
    ],
  ] satisfies [string, string, Sent][])('for %s', async (_, path, sent) => {
    expect(await unasked(ask(path, sent))).toEqual(refusedBy(invalid));
  });

  const one = `{"fin":"${ayna}"}`;
  it.each([
    ['no body', undefined, {}],
    ['no people', '{}', {}],
    ['an empty list', '{"people":[]}', {}],
    ['somebody without', `{"people":[${one},{"name":"x"}]}`, {}],
    ['somebody with none', `{"people":[${one},{"fin":null}]}`, {}],
    ['two of one name', `{"people":[{"fin":"${ayna}","fin":"${elvin}"}]}`, {}],
    ['a name escaped beside itself', `{"people":[{"fin":"${ayna}","f\\u0069n":"${elvin}"}]}`, {}],
    ['a name of another case', `{"people":[{"fin":"${ayna}","Fin":"${elvin}"}]}`, {}],
    ['a list of another case', `{"people":[${one}],"People":[{"fin":"${elvin}"}]}`, {}],
    ['a list where one should be', `{"people":[{"fin":["${ayna}"]}]}`, {}],
    ['two documents', `{"people":[${one}]}{"people":[]}`, {}],
    ['a byte order mark', `\ufeff{"people":[${one}]}`, {}],
    ['another encoding', Buffer.from(`{"people":[${one}]}`, 'utf16le'), {}],
    ['another charset', `{"people":[${one}]}`, { 'Content-Type': 'application/json; charset=utf-7' }],
    ['a packed body', gzipSync(`{"people":[${one}]}`), { 'Content-Encoding': 'gzip' }],
    ['another type', `{"people":[${one}]}`, { 'Content-Type': 'text/plain' }],
    ['a depth that breaks', `{"people":[${one}],"x":${'['.repeat(50_000)}`, {}],
  ] satisfies [string, string | Buffer | undefined, Record<string, string>][])(
    'for a body with %s',
    async (_, body, headers) => {
      expect(await unasked(ask('/list', { method: 'POST', headers, ...(body === undefined ? {} : { body }) }))).toEqual(
        refusedBy(invalid),
      );
    },
  );

  it('for more than a thousand at once, which only a run may name', async () => {
    const people = Array.from({ length: 1001 }, (_, at) => ({ fin: `${at + 1_000_000}` }));
    const body = JSON.stringify({ people });
    expect(await unasked(ask('/list', { method: 'POST', body }))).toEqual(refusedBy(denied));
    const run = { 'X-Vahid-Run': '00000000-0000-4000-8000-00000000000a' };
    expect(await unasked(ask('/list', { method: 'POST', body, headers: run }))).toEqual(refusedBy(denied));
  });
});

describe('an answer that must say whose data it holds', () => {
  it.each([
    ['text', 'fin', 'text/plain'],
    ['lines', `{"fin":"${ayna}"}\n{"fin":"${elvin}"}`, 'application/x-ndjson'],
    ['lines that call themselves JSON', `[{"fin":"${ayna}"}]\n[{"fin":"${elvin}"}]`, 'application/json'],
    ['another charset', [], 'application/json;charset=utf-16'],
    ['another shape', { people: [{ fin: ayna }] }, 'application/json'],
    ['members that do not', [{ name: 'Ayna' }], 'application/json'],
    ['an object where a number was', [{ fin: { value: ayna } }], 'application/json'],
    ['nothing', '', 'application/json'],
  ])('does not go through as %s', async (_, value, type) => {
    stand.json(value, 200, type);
    const { fault, text } = await ask('/newborns');
    expect(fault).toBe(failed);
    expect(text).not.toContain('Ayna');
    expect(await told()).toEqual([]);
  });

  it('does not go through in part, nor as a head alone', async () => {
    stand.json([{ fin: ayna }], 206);
    expect((await ask('/newborns')).fault).toBe(failed);
    stand.json([{ fin: ayna }]);
    expect((await ask('/newborns', { method: 'HEAD' })).status).toBe(500);
  });

  it('is asked for whole and unpacked', async () => {
    stand.json([{ fin: ayna }]);
    const headers = {
      Range: 'bytes=0-1',
      'If-None-Match': '"1"',
      'Accept-Encoding': 'gzip',
      Accept: 'application/json',
    };
    expect((await ask('/newborns', { headers })).text).toBe(`[{"fin":"${ayna}"}]`);
    expect(stand.asked[0]?.headers).toMatchObject({ 'accept-encoding': 'identity', accept: 'application/json' });
    expect(Object.keys(stand.asked[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['range']));
    expect(stand.asked[0]?.headers['if-none-match']).toBeUndefined();
    expect(await told()).toEqual([`${ayna} granted`]);
  });

  it('may hold nobody, and tells of an error only what kind it is', async () => {
    stand.json([]);
    expect((await ask('/newborns')).text).toBe('[]');
    stand.json({ type: 'x', detail: `${ayna} is`, title: 'No' }, 422, 'application/problem+json');
    expect((await ask('/newborns')).text).toBe('{"type":"x","title":"No"}');
    stand.json({ fin: ayna }, 500);
    expect(await ask('/newborns')).toMatchObject({ status: 500, text: '' });
    expect(await told()).toEqual([]);
  });
});

describe('a right for some fields', () => {
  beforeEach(() => {
    pair.rights = [{ ...everything, fields: ['/name', '/income/*/sum'] }];
  });

  it('lets these through as they were written, and no header that tells of others', async () => {
    stand.json(
      '{"name":"Ayna","fin":"7ABCDE1","income":[{"sum":12345678901234567890.10,"who":"x"},{"who":"y"}],"name":1e400}',
    );
    const { text, headers } = await ask(`/people/${ayna}`);
    expect(text).toBe('{"name":"Ayna","income":[{"sum":12345678901234567890.10},{}],"name":1e400}');
    expect(headers['content-length']).toBe(String(Buffer.byteLength(text)));
    expect(headers).not.toMatchObject({ etag: expect.anything() as string });
    for (const name of ['etag', 'digest', 'x-name']) expect(headers[name]).toBeUndefined();
    expect((await stand.lines())[0]?.fields).toEqual(['/name', '/income/*/sum']);
  });

  it.each([
    ['text', 'Ayna', 'text/plain', 200],
    ['a part', '{"name":1}', 'application/json', 206],
    ['a value without members', '"Ayna"', 'application/json', 200],
    ['no JSON', '{"name":1', 'application/json', 200],
    ['a depth that breaks', '['.repeat(100_000), 'application/json', 200],
  ])('lets nothing through of %s', async (_, value, type, status) => {
    stand.json(value, status, type);
    const { fault, text } = await ask(`/people/${ayna}`);
    expect(fault).toBe(failed);
    expect(text).not.toContain('Ayna');
    expect(await told()).toEqual([`${ayna} unavailable`]);
  });

  it('lets nothing through that is packed', async () => {
    const packed = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    stand.answers((_, response) => void response.writeHead(200, packed).end(gzipSync('{"name":"Ayna"}')));
    expect((await ask(`/people/${ayna}`)).fault).toBe(failed);
  });

  it('lets of an error only its kind through', async () => {
    stand.json({ fin: ayna, name: 'Ayna' }, 404);
    expect(await ask(`/people/${ayna}`)).toMatchObject({ status: 404, text: '' });
    stand.json({ status: 404, title: 'No', name: 'Ayna' }, 404, 'application/problem+json');
    expect((await ask(`/people/${ayna}`)).text).toBe('{"status":404,"title":"No"}');
  });

  it('adds up with another of the same ground, and ends with its time', async () => {
    const until = new Date(pair.provider.test.clock.now().getTime() - 1).toISOString();
    pair.rights = [
      { ...everything, fields: ['/name'] },
      { ...everything, fields: ['/a'] },
      { ...everything, until },
    ];
    stand.json({ a: 1, b: 2, name: 3 });
    expect((await ask(`/people/${ayna}`)).text).toBe('{"a":1,"name":3}');
    pair.rights = [{ ...everything, until }];
    await expect(ask(`/people/${ayna}`)).resolves.toMatchObject({ fault: denied });
  });
});

describe('a right that needs consent', () => {
  it('gives nothing while nobody keeps consents, and then only what all agreed to', async () => {
    pair.rights = [{ ...everything, consent: true }];
    expect(await unasked(ask(`/people/${ayna}`))).toEqual(refusedBy(denied));
    const wanted: unknown[] = [];
    consentsPort.fill(pair.provider.test.vahid, (args) => {
      wanted.push(args);
      return Promise.resolve(new Set([ayna, voen]));
    });
    expect(await ask(`/people/${ayna}`)).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(wanted).toMatchObject([{ client, service, purpose: 'residency', subjects: [{ key: ayna }] }]);
    expect((await ask(`/search?fin=${ayna}&fin=${elvin}`)).fault).toBe(denied);
    stand.json({ staff: [{ fin: ayna }, { fin: elvin }] });
    const answer = await ask(`/companies/${voen}/staff`);
    expect(answer.fault).toBe(denied);
    expect(answer.text).not.toContain(elvin);
    // Who has no number can have agreed to nothing.
    for (const number of [{ fin: null }, { fin: 'P1234567' }, {}]) {
      stand.json({ staff: [{ fin: ayna }, { ...number, name: 'John' }] });
      expect((await ask(`/companies/${voen}/staff`)).fault).toBe(denied);
    }
    // Nor has anybody where that cannot be asked.
    pair.provider.test.vahid.ports.set(consentsPort.name, () => Promise.reject(new Error('away')));
    expect((await ask(`/people/${ayna}`)).fault).toBe(denied);
    stand.provide(false);
    expect((await ask('/codes')).fault).toBe(denied);
  });
});

describe('a run over many', () => {
  const body = JSON.stringify({ people: Array.from({ length: 1001 }, (_, at) => ({ fin: `${at + 1_000_000}` })) });
  const list = (run: string) => ask('/list', { method: 'POST', body, headers: { 'X-Vahid-Run': run } });

  it('counts instead of naming, under a right that says so', async () => {
    const run = '00000000-0000-4000-8000-00000000000b';
    pair.rights = [{ ...everything, massRun: true }];
    expect((await list(run)).status).toBe(200);
    expect(await told()).toEqual([]);
    expect(await stand.parts(run)).toMatchObject([{ run, counted: 1001 }]);
    expect((await list('run 7')).fault).toBe(invalid);
    // Under another purpose it is another run.
    pair.rights = [{ ...everything, massRun: true, purpose: 'statistics' }];
    expect((await list(run)).fault).toBe(invalid);
    expect(stand.asked).toHaveLength(1);
  });

  it('keeps of whom there was nothing too, without counting them: a single one asked about learns of it', async () => {
    const run = '00000000-0000-4000-8000-00000000000d';
    pair.rights = [{ ...everything, massRun: true }];
    stand.json({ title: 'Not Found' }, 404);
    expect((await ask(`/people/${ayna}`, { headers: { 'X-Vahid-Run': run } })).status).toBe(404);
    expect(await stand.parts(run)).toEqual([{ run, counted: 0, keys: [ayna] }]);
  });

  it('is no way around a line for those whose right does not say so', async () => {
    const headers = { 'X-Vahid-Run': '00000000-0000-4000-8000-00000000000c' };
    pair.rights = [everything];
    await ask(`/people/${ayna}`, { headers });
    expect(await told()).toEqual([`${ayna} granted`]);
  });
});
