import { readdirSync, readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rooms } from '../src/app/rooms.ts';
import { bodyLimits } from '../src/kernel/http/limits.ts';
import type { Route } from '../src/kernel/http/route.ts';
import { demoName, demoPeople } from '../src/modules/identity/index.ts';
import { asOwner } from './server.ts';
import { root } from './database.ts';
import { filled, image, oneWrong, requestsTo, script, type Sent } from './hostile.ts';
import { type Asked, doorOf, type House, openHouse, requestOf, type Visitor } from './house.ts';
import { samples, service } from './samples.ts';

/**
 * FUZZ_SEED and FUZZ_RUNS search further than every run of the tests does; FUZZ_PART=1 sends every wrong thing to every
 * door, where otherwise each door gets one of so many.
 */
const part = Number(process.env.FUZZ_PART ?? 12);
const settings = { seed: Number(process.env.FUZZ_SEED ?? 20261123), numRuns: Number(process.env.FUZZ_RUNS ?? 1) };

/** Put into the texts that are sent; it may come back on a page of whoever sent it, and stand nowhere else. */
const mark = 'İz Qalmasın 7Q4X';

let house: House;
/** Personal values of the demo state: numbers, names, addresses. */
let personal: readonly string[];
/** Names of fields that are sent. */
let fields: readonly string[];
const doors = rooms.flatMap((room) => room.routes ?? []);

beforeAll(async () => {
  house = await openHouse();
  personal = await personalValues();
  fields = fieldNames();
  await house.http.listen({ host: '127.0.0.1', port: 0 });
}, 180_000);
afterAll(() => house.shut());

async function personalValues(): Promise<readonly string[]> {
  const fins = demoPeople.map(({ fin }) => fin);
  const { rows } = await sql<{ data: Record<string, unknown> }>`select data from records.record
    where register = 'population' and key = any(${fins}::text[])`.execute(house.vahid.db);
  const told = rows.flatMap(({ data }) => Object.values(data).flat()).filter((one) => typeof one === 'string');
  const names = demoPeople.flatMap((one) => [demoName(one), one.surname]);
  // Shorter ones, such as a sex or the code of a country, would be found anywhere.
  return [...new Set([...fins, ...names, ...told, 'Çıraqov'])].filter((value) => value.length >= 7);
}

/** Names of the fields that any form knows, of the services' questions too: a random name never meets one. */
function fieldNames(): readonly string[] {
  const text = readdirSync(join(root, 'src/modules'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(join(root, 'src/modules', file), 'utf8'))
    .join('\n');
  const asked = [...text.matchAll(/formValues?\(\w+, '(\w+)'/g)].map(([, name = '']) => name);
  const { compiled } = house.vahid.releases.get<{ fields: readonly { name: string }[] }>('service', service) ?? {};
  return [...new Set([...asked, ...(compiled?.fields ?? []).map(({ name }) => name)])];
}

/** The reviewed list of who is let in where. */
const reviewed = new Map(
  readFileSync(join(root, 'test/access.expected.txt'), 'utf8')
    .split('\n')
    .map((line) => line.split(' | '))
    .map(([asked = '', ...parts]) => {
      // Whom a door lets in, if only to be told that it cannot be done.
      const found = [' = open', ' = 422', ' = 409', ' = 404'].flatMap((answer) =>
        parts
          .filter((part) => part.endsWith(answer) && !part.startsWith('others'))
          .map((part) => part.slice(0, -answer.length)),
      );
      return [asked, found[0] ?? ''] as const;
    }),
);

function letIn(asked: string): readonly Visitor[] {
  const names = (reviewed.get(asked) ?? '').split(' ');
  const fits = ({ name, person, office }: Visitor): boolean =>
    names.includes('everyone') ||
    names.includes(name) ||
    names.includes(name.split('.')[0] ?? '') ||
    (names.includes('officials') && office !== undefined) ||
    (names.includes('signed') && person !== undefined);
  const found = house.visitors.filter(fits);
  // Where nobody is, officials come closest.
  return found.length > 0
    ? found
    : house.visitors.toSorted((one, other) => Number(!one.office) - Number(!other.office));
}

/** What was made to be asked for; anything that is done may use up any of it. */
const made = new Map<string, Asked>();

async function make(asked: string): Promise<Asked> {
  const what = made.get(asked) ?? (await samples[asked]?.(house)) ?? {};
  made.set(asked, what);
  return what;
}

let sent = 0;

async function send(door: Route, asked: string, who: Visitor, given: Sent, token: boolean) {
  const what = await make(asked);
  const { url, type, payload } = filled(given, what);
  const { headers, ...plain } = requestOf(door, { cookies: what.cookies ?? {} }, who, await house.signIn(who));
  if (!token) delete headers['x-form-token'];
  sent += 1;
  const answer = await house.http.inject({
    ...plain,
    url,
    // Attempts are counted by address; this is not a test of their limit.
    remoteAddress: `10.${2 + (sent >> 16)}.${(sent >> 8) & 255}.${sent & 255}`,
    headers: { ...headers, 'content-type': type },
    ...(payload === undefined ? {} : { payload }),
  });
  if (answer.statusCode === 303 || (door.method === 'POST' && answer.statusCode < 400)) made.clear();
  return answer;
}

/** What must stand in no answer: frames of a stack, text of a query or of its error, paths of this machine. */
const innerWords = [
  /\n\s+at .+:\d+:\d+/,
  /node_modules|\.tsx?:\d|\bfile:\/\//,
  /\b(?:TypeError|SyntaxError|RangeError|ReferenceError|DatabaseError|FST_ERR_\w+|ECONN\w+)\b/,
  /(?<!<)\b(?:select .+ from|insert into|update .+ set|delete from|invalid input syntax|violates|duplicate key|Failing row)\b/i,
];

/** What is wrong with an answer, whatever was asked. */
function faultsOf(door: Route, { statusCode, headers, body }: LightMyRequestResponse): string[] {
  const type = headers['content-type'] ?? '';
  const found = innerWords.filter((pattern) => pattern.test(body)).map((pattern) => `shows ${pattern}`);
  if (statusCode >= 500) found.push(`status ${statusCode}: ${house.log.at(-1)}`);
  if (body.includes(root)) found.push('shows a path of this machine');
  if (type.startsWith('text/html') && (body.includes(script) || body.includes(image))) found.push('repeats markup');
  if (!headers['content-security-policy'] || headers['x-content-type-options'] !== 'nosniff') found.push('unprotected');
  const to = headers.location;
  if (to !== undefined && new URL(to, 'http://localhost').host !== 'localhost') found.push(`leads to ${to}`);
  if (String(headers['set-cookie'] ?? '').includes('a=b')) found.push('sets a cookie of others');
  return [...found, ...shapeFaults(door, statusCode, type, body)];
}

/** Problem details (RFC 9457) as every refusal of the API has them. */
const problem = Compile(
  Type.Object({
    type: Type.String({ pattern: '^urn:vahid:' }),
    title: Type.String({ minLength: 1 }),
    status: Type.Integer({ minimum: 400, maximum: 499 }),
    code: Type.String({ minLength: 1 }),
  }),
);
const declared = new Map(doors.map((door) => [door, door.answer ? Compile(door.answer) : undefined]));

function shapeFaults(door: Route, status: number, type: string, body: string): string[] {
  if (status === 303) return [];
  // A file is what was uploaded.
  if (status === 200 && /^(application\/pdf|image\/)/.test(type)) return [];
  if (!door.path.startsWith('/api/')) {
    if (status < 400) return [];
    return type.startsWith('text/html') && /^<!doctype html>/i.test(body) ? [] : [`${status} as ${type}`];
  }
  const value: unknown = JSON.parse(body);
  if (type.startsWith('application/problem+json')) return problem.Check(value) ? [] : ['a problem without its fields'];
  const fits = declared.get(door)?.Check(value) ?? status < 400;
  return type.startsWith('application/json') && fits ? [] : [`${status} as ${type} that is not as declared`];
}

const named = doors.map((door, index) => [doorOf(door), door, index] as const);

describe('one wrong thing at a time', () => {
  it.each(named)('is answered by %s in its own words', async (name, door, index) => {
    const [who] = letIn(name);
    if (!who) throw new Error(`nobody is let in at ${name}`);
    const all = [...oneWrong(door, await make(name), [mark, demoPeople[0]?.fin ?? ''])];
    // Doors that stand beside each other are alike: what one of them is not sent the next one is.
    for (const given of all.filter((_, at) => (at + index) % part === 0)) {
      const faults = faultsOf(door, await send(door, name, who, given, true));
      expect({ given, faults }).toEqual({ given, faults: [] });
    }
  });
});

describe('whatever is sent to a door', () => {
  it.each(named)('%s answers in its own words', async (name, door) => {
    const words = { fields, telling: [mark, ...personal] };
    const variants = Object.keys(samples).filter((asked) => asked === name || asked.startsWith(`${name} (`));
    const shapes: (readonly [string, Asked])[] = [];
    for (const asked of variants.length > 0 ? variants : [name]) shapes.push([asked, await make(asked)]);
    const requests = fc.constantFrom(...shapes).chain(([asked, shape]) =>
      fc.record({
        asked: fc.constant(asked),
        // By whom the plain request is let in, and now and then anybody.
        who: fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom(...letIn(name)) },
          { weight: 1, arbitrary: fc.constantFrom(...house.visitors) },
        ),
        given: requestsTo(door, shape, words),
        token: fc.oneof({ weight: 30, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(requests, async ({ asked, who, given, token }) => {
        expect(faultsOf(door, await send(door, asked, who, given, token))).toEqual([]);
      }),
      settings,
    );
  });
});

describe('an address', () => {
  const odd = [
    '/%',
    '/%zz',
    '/%ED%A0%80',
    '/%00',
    '/y/%00',
    '//evil.example',
    '//evil.example/%2e%2e',
    '/\\evil.example',
    '/..%2f..%2f',
    '/en//evil.example',
    '/ru/%',
    '/en/%5Cevil.example',
    '/api/v1/%',
    '/api/v1//',
    '/a/../../etc/passwd',
    `/${'a/'.repeat(4000)}`,
    '/giris?davam=//evil.example',
    '/giris?davam=https://evil.example',
    '/giris?davam=/%5Cevil.example',
    '/?%',
    '/?a[b]=c',
    '/healthz/x',
    '/demo-oidc/auth?redirect_uri=https://evil.example',
    '/demo-oidc/%',
    '/a/x/look.css',
    '/.well-known/x',
  ];

  it.each(odd)('%s is answered in our own words, whatever follows the host', async (path) => {
    const { port } = house.http.server.address() as AddressInfo;
    for (const method of ['GET', 'POST', 'HEAD', 'PUT', 'OPTIONS']) {
      const { status, headers, body } = await raw({ port, method, path });
      expect([method, status < 500, headers['x-content-type-options']]).toEqual([method, true, 'nosniff']);
      expect(innerWords.filter((pattern) => pattern.test(body))).toEqual([]);
      const links = [...body.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, link = '']) => link);
      const away = [...links, headers.location ?? ''].filter(
        (to) => new URL(to, 'http://localhost').host !== 'localhost',
      );
      expect([method, away]).toEqual([method, []]);
    }
  });
});

/** Asks over a socket: an address is sent as it is written here. */
function raw(options: { port: number; method: string; path: string }) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((done, failed) => {
    const asked = request({ host: '127.0.0.1', ...options }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    asked.on('error', failed).end();
  });
}

describe('a body that is too large', () => {
  const posts = doors.filter(({ method }) => method === 'POST');

  it.each(posts.map((door) => [doorOf(door), door] as const))('is refused at %s', async (name, door) => {
    const api = door.path.startsWith('/api/');
    const [who] = letIn(name);
    if (!who) throw new Error(`nobody is let in at ${name}`);
    const { files: _, ...asked } = await make(name);
    const plain = requestOf(door, asked, who, await house.signIn(who));
    const send = async (payload: string) => (await house.http.inject({ ...plain, payload })).statusCode;
    const large = 'x'.repeat(door.bodyLimit ?? bodyLimits[api ? 'api' : 'form']);
    const bodies = api
      ? [`{"a":"${large}"}`, '{"surplus":1}']
      : [`a=${large}`, `a=${'x'.repeat(200_000)}`, 'a=b&'.repeat(101)];
    const found = await Promise.all(bodies.map(send));
    expect(found).toEqual(api ? [413, 422] : [413, 422, 422]);
  });
});

describe('a fault of ours', () => {
  it('tells the visitor a number, the log the place, and neither of them what was sent', async () => {
    const door = house.route('POST /muracietler/:id/qiymet');
    const asked = (await samples[doorOf(door)]?.(house)) ?? {};
    const broken = 'alter table services.rating add constraint broken check (false) not valid';
    await asOwner(house.server, (client) => client.query(broken));
    const lines = house.log.length;
    const answer = await house.ask(
      door,
      { ...asked, body: { score: '4', comment: mark } },
      house.visitor('company.own'),
    );
    await asOwner(house.server, (client) => client.query('alter table services.rating drop constraint broken'));
    expect(answer.statusCode).toBe(500);
    expect(faultsOf(door, answer).filter((fault) => !fault.startsWith('status 500'))).toEqual([]);
    const [line = '', ...more] = house.log.slice(lines);
    expect(more).toEqual([]);
    const { err, request: number } = JSON.parse(line) as { err: { code: string; constraint: string }; request: string };
    expect([err.code, err.constraint]).toEqual(['23514', 'broken']);
    expect(answer.body).toContain(number);
    expect(line).not.toContain(mark);
  });
});

describe('after all this', () => {
  /** Lines of the log and rows of the tables in which no personal value may stand. */
  const silent = [
    'kernel.audit',
    'kernel.event',
    'kernel.job',
    'kernel.attempt',
    'kernel.measurement',
    'exchange.look_up',
  ];

  it('no personal value stands in the log', () => {
    house.vahid.log.info({ sent }, 'requests sent');
    expect(house.log.at(-1)).toContain(`"sent":${sent}`);
    expect(telling(house.log)).toEqual([]);
  });

  it.each(silent)('nor in %s', async (table) => {
    const { rows } = await sql<{ line: string }>`select to_jsonb(t)::text as line from ${sql.table(table)} t`.execute(
      house.vahid.db,
    );
    expect(telling(rows.map(({ line }) => line))).toEqual([]);
  });

  function telling(lines: readonly string[]): readonly string[] {
    return lines.filter((line) => [mark, ...personal].some((word) => line.includes(word)));
  }
});
