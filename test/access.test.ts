import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rooms } from '../src/app/rooms.ts';
import { failurePage } from '../src/app/failure.tsx';
import { roles } from '../src/kernel/access.ts';
import { buildServer } from '../src/kernel/http/server.ts';
import { type Route, json, route } from '../src/kernel/http/route.ts';
import type { Room } from '../src/kernel/module.ts';
import { newToken } from '../src/kernel/session.ts';
import { newId } from '../src/kernel/identifier.ts';
import { appoint, endAppointment, ensurePerson } from '../src/modules/identity/index.ts';
import { root } from './database.ts';
import { asOwner } from './server.ts';
import {
  type Asked,
  doorOf,
  type House,
  openHouse,
  ownInstitution,
  requestOf,
  type SignedIn,
  type Visitor,
} from './house.ts';
import { furnish, samples } from './samples.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  await watchWrites(house);
});
afterAll(() => house.shut());

const routes = rooms.flatMap((room) => room.routes ?? []);
const access = Object.assign({}, ...rooms.map((room) => room.access ?? {}));

/** Program text of the rooms, without tests and without the tables themselves. */
function programText(): string {
  const folders = rooms.map(({ name }) => (name === 'kernel' ? 'src/kernel' : `src/modules/${name}`));
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|access\.ts$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
}

describe('doors', () => {
  it('have a row in an access table: a server with one that has none is not built', async () => {
    const stray = route({ method: 'GET', path: '/stray', access: 'stray.open', handler: async () => json({}) });
    const doctored: Room = { name: 'stray', dependsOn: [], routes: [stray] };
    const vahid = { ...house.vahid, rooms: [...house.vahid.rooms, doctored] };
    const parts = { assets: { base: '/a/test', get: () => undefined }, failurePage };
    await expect(buildServer(vahid, parts)).rejects.toThrow('GET /stray: no access table has a row stray.open');
  });

  it('each have a path of their own, whatever its parameters are called', () => {
    const shapes = routes.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([]);
  });

  it('take a body only by POST, and declare its shape there', () => {
    const wrong = routes.filter(({ method, body }) => (method === 'GET') === (body !== undefined));
    expect(wrong.map(doorOf)).toEqual([]);
  });

  it('are asked for something in this test wherever an address or a form is not enough', () => {
    const needs = routes.filter(({ method, path }) => method === 'POST' || path.includes(':')).map(doorOf);
    expect(needs.filter((door) => !(door in samples))).toEqual([]);
    expect(Object.keys(samples).filter((asked) => !routes.some((one) => doorOf(one) === plain(asked)))).toEqual([]);
  });
});

describe('rows of the access tables', () => {
  it('are each asked by a route or an action', () => {
    const text = programText();
    const asked = Object.keys(access).filter(
      (row) => routes.some((one) => one.access === row) || new RegExp(`(?<!audit\\(\\w+, )'${row}'`).test(text),
    );
    expect(Object.keys(access).filter((row) => !asked.includes(row))).toEqual([]);
  });

  it('exist for whatever the actions and the navigation ask', () => {
    const asked = [...programText().matchAll(/\ballow\(\s*\w+,\s*'([^']+)'/g)].map(([, row = '']) => row);
    const nav = rooms.flatMap((room) => room.nav ?? []).map((item) => item.access);
    expect(asked.length).toBeGreaterThan(rooms.length);
    expect([...asked, ...nav].filter((row) => !(row in access))).toEqual([]);
  });
});

/** The door, without what it is asked for. */
const plain = (asked: string): string => asked.replace(/ \(.*$/, '');

/** What a visitor gets to see of an answer. */
function classOf({ statusCode, headers }: LightMyRequestResponse): string {
  if (statusCode >= 400) return String(statusCode);
  return headers.location?.startsWith('/giris?davam=') ? 'sign-in' : 'open';
}

const allOfficials = roles.flatMap((role) => [`${role}.own`, `${role}.other`]);

/** Visitors of one class in a few words: `officer` stands for both the own and the other one. */
function group(names: readonly string[]): string {
  if (allOfficials.every((name) => names.includes(name)))
    return [...names.filter((name) => !allOfficials.includes(name)), 'officials'].join(' ');
  return names
    .flatMap((name) => {
      const [who = '', where] = name.split('.');
      if (where === undefined || !names.includes(`${who}.own`) || !names.includes(`${who}.other`)) return [name];
      return where === 'own' ? [who] : [];
    })
    .join(' ');
}

/** One line of the file of expectations. Whom a door lets in is always named; the largest of the other classes is `others`. */
function lineOf(asked: string, classes: ReadonlyMap<string, string>): string {
  const by = Map.groupBy(classes.keys(), (name) => classes.get(name) ?? '');
  const parts = [...by].map(([answer, names]) => ({ answer, names }));
  if (parts.length === 1) return `${asked} | everyone = ${parts[0]?.answer}`;
  const visitor = classes.get('anonymous') ?? '';
  const signedIn = [...classes].filter(([name]) => name !== 'anonymous');
  if (new Set(signedIn.map(([, answer]) => answer)).size === 1)
    return `${asked} | signed in = ${signedIn[0]?.[1]} | anonymous = ${visitor}`;
  const refused = parts
    .map(({ answer, names }) => ({ answer, names: names.filter((name) => name !== 'anonymous') }))
    .filter(({ answer }) => answer !== 'open')
    .sort((a, b) => b.names.length - a.names.length);
  const others = refused[0]?.answer;
  const named = parts
    .filter(({ answer }) => answer !== others)
    .map(({ answer, names }) => ({ answer, names: names.filter((name) => name !== 'anonymous' || answer === 'open') }))
    .filter(({ names }) => names.length > 0)
    .sort((a, b) => Number(b.answer === 'open') - Number(a.answer === 'open'));
  return [
    asked,
    ...named.map(({ answer, names }) => `${group(names)} = ${answer}`),
    `others = ${others}`,
    ...(visitor === 'open' || visitor === others ? [] : [`anonymous = ${visitor}`]),
  ].join(' | ');
}

const aside = ['kernel.audit', 'kernel.attempt', 'exchange.look_up'];

/** Notes every write to a table that is committed; what is noted about refusals and look-ups aside. */
async function watchWrites({ vahid, server }: House): Promise<void> {
  const tables = vahid.rooms
    .flatMap((room) => room.entities ?? [])
    .map(({ name }) => name)
    .filter((name) => !aside.includes(name));
  await asOwner(server, async (client) => {
    await client.query(`create table public.written (number bigserial primary key, name text not null);
      grant select on public.written to public;
      create function public.note_written() returns trigger language plpgsql security definer as
        $$ begin insert into public.written (name) values (tg_argv[0]); return null; end $$`);
    for (const name of tables)
      await client.query(`create trigger written after insert or update or delete or truncate on ${name}
        for each statement execute function public.note_written('${name}')`);
  });
}

/** Number of the last write, and to which tables the last ones were. */
async function stateOf({ vahid }: House): Promise<string> {
  const { rows } = await sql`select number, name from public.written order by number desc limit 5`.execute(vahid.db);
  return JSON.stringify(rows);
}

const file = join(root, 'test/access.expected.txt');
const head = `# Who gets what answer at which door: one line for each door and each thing it is asked for.
#
# Visitors: anonymous; a citizen; a company: its head acting for it; director: the head of company.own as a private person;
# officials by role. "own" is the one whose thing is asked for, or an official of the institution in charge of it (rinn);
# "other" somebody of the same standing elsewhere (din). A name alone means both, "officials" every role of both.
# Answers: open; sign-in (sent to the sign-in page); or the number of the refusal: 401 sign in first, 403 no right,
# 404 not there, 400 409 422 cannot be done like that.
#
# The test fails where a door behaves otherwise. UPDATE_EXPECTED=1 writes the file anew: read every line that changed.
`;

describe('who gets what answer', () => {
  const asking = routes.flatMap((door) => {
    const variants = Object.keys(samples).filter((asked) => plain(asked) === doorOf(door));
    return (variants.length > 0 ? variants : [doorOf(door)]).map((asked) => ({ door, asked }));
  });
  const isList = ({ asked }: { asked: string }): boolean => asked.startsWith('GET ') && !plain(asked).includes(':');
  const lines = new Map<string, string>();
  const unlike: string[] = [];
  let readers: ReadonlyMap<string, readonly string[]>;
  /** Answers by what is asked and who asks. */
  const answers = new Map<string, Map<string, LightMyRequestResponse>>();
  const sessions = new Map<Visitor, SignedIn | undefined>();

  beforeAll(async () => {
    readers = await furnish(house);
    await signIn(house.visitors);
    // Lists first: what samples make later would push what they are to show to a later page.
    for (const { door, asked } of [...asking.filter(isList), ...asking.filter((one) => !isList(one))])
      await askAll(door, asked);
  }, 1_500_000);

  async function signIn(all: readonly Visitor[]): Promise<void> {
    for (const who of all) sessions.set(who, await house.signIn(who));
  }

  /** What is asked for is made anew only when it was used up; a refused request must leave everything as it was. */
  async function askAll(door: Route, asked: string): Promise<void> {
    const given = new Map<string, LightMyRequestResponse>();
    const post = door.method === 'POST';
    let made: { what: Asked; state: string } | undefined;
    for (const who of house.visitors) {
      if (!made) {
        const what = (await samples[asked]?.(house)) ?? {};
        made = { what, state: post ? await stateOf(house) : '' };
      }
      const answer = await house.http.inject(requestOf(door, made.what, who, sessions.get(who)));
      given.set(who.name, answer);
      if (answer.statusCode === 303 || (post && answer.statusCode < 400)) {
        made = undefined;
        // What was done may have ended or changed any session of this person, in whatever standing.
        await signIn(house.visitors.filter(({ person }) => person === who.person));
      } else if (post && made.state !== (await stateOf(house)))
        unlike.push(`${asked} by ${who.name}: refused with ${answer.statusCode}, but something was written`);
    }
    answers.set(asked, given);
    lines.set(asked, lineOf(asked, new Map([...given].map(([name, answer]) => [name, classOf(answer)]))));
  }

  it('as the reviewed list says', () => {
    const actual = `${head}\n${asking.map(({ asked }) => lines.get(asked)).join('\n')}\n`;
    if (process.env.UPDATE_EXPECTED === '1') writeFileSync(file, actual);
    expect(readFileSync(file, 'utf8')).toBe(actual);
  });

  it('and a refused form changes nothing', () => expect(unlike).toEqual([]));

  it('and nobody outside the offices learns whether what is not theirs is there', () => {
    const told: string[] = [];
    for (const [asked, given] of answers) {
      const unknown = answers.get(`${asked} (unknown)`);
      if (!unknown) continue;
      for (const { name, office } of house.visitors) {
        const [there, nowhere] = [given.get(name), unknown.get(name)];
        if (!office && there && nowhere && classOf(there) !== 'open' && seen(there) !== seen(nowhere))
          told.push(`${asked} by ${name}: ${classOf(there)}, of nothing ${classOf(nowhere)}`);
      }
    }
    expect(told).toEqual([]);
  });

  /** What stands on the page, or in the answer of the API. */
  function seen({ statusCode, body }: LightMyRequestResponse): string {
    const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(body)?.[1] ?? body;
    return `${statusCode} ${main.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')}`;
  }

  it('and a list shows its own to everyone, and what belongs to somebody else to nobody', () => {
    const lists = [...answers].filter(([asked]) => isList({ asked }));
    for (const [word, names] of readers) {
      const shown = lists.flatMap(([, given]) =>
        [...given].flatMap(([name, { body }]) => (body.includes(word) ? [name] : [])),
      );
      expect([word, [...new Set(shown)].sort()]).toEqual([word, [...names].sort()]);
    }
  });
});

describe('a form', () => {
  // What judges a form stands before all doors alike.
  const posts = routes.filter(({ method }) => method === 'POST').filter((_, index) => index % 4 === 0);

  it.each(posts.map((one) => [doorOf(one), one] as const))('to %s counts only from a page of ours', async (_, door) => {
    const who = house.visitor('approver.own');
    const session = await house.signIn(who);
    const strange = await house.signIn(house.visitor('citizen.other'));
    const request = requestOf(door, {}, who, session);
    const { 'x-form-token': token = '', ...headers } = request.headers;
    const other = requestOf(door, {}, who, strange).headers['x-form-token'] ?? '';
    const forged = [
      headers,
      { ...headers, 'x-form-token': other },
      { ...headers, 'x-form-token': `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}` },
      { ...headers, 'x-form-token': token, 'sec-fetch-site': 'cross-site' },
      { ...headers, 'x-form-token': token, 'sec-fetch-site': 'same-site' },
      { ...headers, 'x-form-token': token, origin: 'https://elsewhere.example' },
    ];
    const before = await stateOf(house);
    for (const given of forged) {
      const { statusCode } = await house.http.inject({ ...request, headers: given });
      expect([statusCode, given]).toEqual([403, given]);
    }
    expect(await stateOf(house)).toBe(before);
  });
});

describe('whoever holds two offices', () => {
  it('has the rights of both, in whatever order they were given', async () => {
    const title = { az: 'vəzifə', en: 'office', ru: 'должность' };
    const here = [ownInstitution, 'officer'] as const;
    const there = ['in', 'registrar'] as const;
    for (const [index, offices] of [
      [here, there],
      [there, here],
    ].entries()) {
      const person = await ensurePerson(house.ctx(), `9BBBBB${index}`);
      for (const [day, [institution, role]] of offices.entries())
        await appoint(house.ctx(), { person, institution, role, title, from: `2026-11-0${day + 1}` });
      const who: Visitor = { name: 'two offices', person, called: 'Çıraqov', address: '10.1.1.1' };
      const doors = ['GET /masa', 'GET /masa/reyestrler', 'GET /masa/bildirisler'];
      const found = await Promise.all(
        doors.map(async (door) => (await house.ask(house.route(door), {}, who)).statusCode),
      );
      expect([offices, found]).toEqual([offices, [200, 200, 200]]);
    }
  });
});

describe('a session', () => {
  const page = () => house.route('GET /masa/bildirisler');
  const statusFor = async (who: Visitor, session: SignedIn | undefined) =>
    (await house.http.inject(requestOf(page(), {}, who, session))).statusCode;

  it('lets nobody in that was ended, is idle, is too old or was never given out', async () => {
    const who = house.visitor('officer.own');
    const now = house.clock.now();
    const session = await house.signIn(who);
    expect(await statusFor(who, session)).toBe(200);
    expect(await statusFor(who, { id: newId(), token: newToken() })).toBe(303);
    for (const [column, at] of [
      ['ended_at', now],
      ['seen_at', new Date(now.getTime() - 61 * 60_000)],
      ['created_at', new Date(now.getTime() - 12 * 3_600_000 - 1000)],
    ] as const) {
      const one = await house.signIn(who);
      await sql`update kernel.session set ${sql.ref(column)} = ${at} where id = ${one?.id}`.execute(house.vahid.db);
      expect([column, await statusFor(who, one)]).toEqual([column, 303]);
    }
  });

  it('carries no more rights than the offices of the day', async () => {
    const who = house.visitor('project_office.other');
    const session = await house.signIn(who);
    expect(await statusFor(who, session)).toBe(200);
    const { rows } = await sql<{
      id: string;
    }>`select id from identity.appointment where person = ${who.person}`.execute(house.vahid.db);
    await endAppointment(house.ctx(), { appointment: rows[0]?.id ?? '' });
    expect(await statusFor(who, session)).toBe(403);
  });
});
