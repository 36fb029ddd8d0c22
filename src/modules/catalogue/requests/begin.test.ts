import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../../test/database.ts';
import { failurePage } from '../../../app/failure.tsx';
import type { Actor } from '../../../kernel/access.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { formToken, openSession } from '../../../kernel/session.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { digestOf } from '../envelope.ts';
import { findEntry } from '../store/entries.ts';
import { openStand, person, thing } from '../hosting/test-stand.ts';
import type { EntryKind } from '../kinds.ts';
import { room as catalogue } from '../module.ts';
import { entryPath } from '../path.ts';
import { actOnRequest, saveRequest, startRequest } from './actions.ts';
import { namesIn } from './names.ts';
import { findRequest } from './store.ts';
import { requestView } from './views.ts';

let test: TestVahid;
let stand: Awaited<ReturnType<typeof openStand>>;
let server: FastifyInstance;
let other: Actor;

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
  stand = await openStand(test);
  other = await person(test, '1AAAAA7', ['din', 'registrar']);
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage });
  const passport = { az: 'Sənəd verilməsi', en: 'Papers', ru: 'Выдача бумаг' };
  const document = { az: 'Ailə tərkibi haqqında arayış', en: 'Certificate of family', ru: 'Справка о составе семьи' };
  await stand.enter(
    thing('system', 'standing'),
    thing('system', 'growing', [], { state: 'being_established' }),
    thing('service', 'papers', [], { title: passport, spec: { audience: 'person', lifeEvents: [], output: document } }),
  );
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const as = (actor: Actor) => test.ctx(actor);

function tokenOf(who: Actor): Promise<string> {
  const of = { id: newId(), person: who.person ?? '', name: who.name ?? '', organisation: null, agent: '' };
  return openSession(test.vahid.db, { ...of, now: test.clock.now() });
}

async function post(
  who: Actor,
  url: string,
  given: object,
): Promise<{ status: number; body: string; location: string }> {
  const token = await tokenOf(who);
  const isApi = url.startsWith('/api/');
  const { statusCode, body, headers } = await server.inject({
    method: 'POST',
    url,
    payload: isApi ? JSON.stringify(given) : new URLSearchParams({ ...given, csrf: formToken(token) }).toString(),
    headers: {
      cookie: `vahid=${token}`,
      'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(isApi ? { 'x-form-token': formToken(token) } : {}),
    },
  });
  return { status: statusCode, body, location: headers.location ?? '' };
}

async function get(who: Actor, url: string) {
  const token = await tokenOf(who);
  const { statusCode, body } = await server.inject({ url, headers: { cookie: `vahid=${token}` } });
  return { status: statusCode, body };
}

describe('a new entry of a name that is taken', () => {
  const begin = (who: Actor, institution: string, title = 'Elektron sənəd dövriyyəsi sistemi') =>
    startRequest(as(who), { type: 'take_into_use', kind: 'system', title, institution });
  const codeOf = async (id: string) => (await findRequest(test.vahid.db, id))?.code;

  it('bears the code of its institution besides, and its own institution is led to what it has', async () => {
    expect(await codeOf(await begin(stand.registrar, 'aef'))).toBe('elektron-sened-dovriyyesi-sistemi');
    expect(await codeOf(await begin(other, 'din'))).toBe('elektron-sened-dovriyyesi-sistemi-din');
    await expect(begin(other, 'din')).rejects.toMatchObject({ code: 'catalogue.request_open' });
    await expect(begin(stand.registrar, 'aef', 'standing')).rejects.toMatchObject({ code: 'catalogue.code_taken' });
    // Titles without a Latin letter or digit, and those that are alike at the beginning, do not shut each other out.
    expect(await codeOf(await begin(stand.registrar, 'aef', 'Ω'))).toBe('q');
    expect(await codeOf(await begin(stand.registrar, 'aef', 'Ψ'))).toBe('q-aef');
    expect(await codeOf(await begin(stand.registrar, 'aef', 'Φ'))).toBe('q-aef-2');
    await expect(begin(other, 'din', ' ')).rejects.toMatchObject({ code: 'catalogue.needs_name' });
  });

  it('is a title also where it looks like a code, and an entry of one’s own is found by either', async () => {
    const send = (name: string, type = 'take_into_use') =>
      post(stand.registrar, '/masa/kataloq', { type, kind: 'system', name, institution: 'aef' });
    const rowOf = async ({ location }: { location: string }) =>
      findRequest(test.vahid.db, location.slice(location.lastIndexOf('/') + 1));
    expect(await rowOf(await send('asan'))).toMatchObject({ code: 'asan', draft: { answers: { title: 'asan' } } });
    expect(await rowOf(await send('growing'))).toMatchObject({ code: 'growing', draft: { base: { code: 'growing' } } });
    expect((await send('standing', 'change')).status).toBe(303);
    expect((await send('no such', 'change')).status).toBe(409);
  });
});

describe('what is sent', () => {
  it('is shown whole to who reviews it: what each name stands for, and all that will be entered', async () => {
    await stand.enter(thing('system', 'ledger', [], { title: { az: 'Xəzinə', en: 'Treasury', ru: 'Казначейство' } }));
    const id = await startRequest(as(stand.registrar), {
      type: 'take_into_use',
      kind: 'system',
      title: 'Göstərilən sistem',
      institution: 'aef',
    });
    await saveRequest(as(stand.registrar), id, {
      about: 'Sınaq.',
      acts: 'technopark-rules 4.3',
      email: 'texnika@aef.example',
      criticality: 'ordinary',
      hours: 'office',
      place: 'cloud',
      local: 'xəzinə',
    });
    const page = (lang: string) => get(stand.registrar, `${lang}/masa/kataloq/${id}`);
    for (const lang of ['', '/en', '/ru']) expect((await page(lang)).status).toBe(200);
    await actOnRequest(as(stand.registrar), { id, action: 'submit', key: newId() });
    const { body } = await get(stand.approver, `/en/masa/kataloq/${id}`);
    const said = body.replace(/<[^>]*>/g, '');
    expect(said).toContain('xəzinə → Information system: Treasury (ledger)');
    expect(said).toContain('What will be entered in the catalogue');
    expect(said).toContain('In the government cloud');
    expect(said).toContain('texnika@aef.example');
  });
});

describe('a name in an answer', () => {
  it('is looked up by kind/code, code and title, among the kinds that may be meant', async () => {
    const one = { az: 'Vergi Bazası', en: 'Tax base', ru: 'Налоговая база' };
    await stand.enter(
      thing('system', 'tax', [], { title: one }),
      thing('register', 'tax', [], { title: one }),
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((end) =>
        thing('register', `namesake-${end}`, [], { title: { ...one, az: `Adaşlar kitabı ${end}` } }),
      ),
    );
    const wrong = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((end) => `Adaşlar kitaby ${end}`);
    const local = ['tax', 'system/tax', 'vergi bazası', ...wrong].join('\n');
    const draft = { kind: 'system', draft: { answers: { local } } } as const;
    const { find } = await namesIn(test.ctx(), draft, { suggests: true });
    const codes = (typed: string, kinds: readonly EntryKind[]) =>
      find(typed, kinds).entries.map(({ kind, code }) => `${kind}/${code}`);
    expect(codes('tax', ['system', 'register'])).toEqual(['register/tax', 'system/tax']);
    expect(codes('tax', ['register'])).toEqual(['register/tax']);
    expect(codes('system/tax', ['system', 'register'])).toEqual(['system/tax']);
    expect(codes('system/tax', ['register'])).toEqual([]);
    expect(codes('vergi bazası', ['system', 'register'])).toEqual(['register/tax', 'system/tax']);
    // Each suggestion is a search: for the first few, and for none within an action.
    const near = wrong.map((name) => find(name, ['register']).nearest);
    expect(near.filter((name) => name?.startsWith('Adaşlar kitabı'))).toHaveLength(5);
    const quiet = await namesIn(test.ctx(), draft, { suggests: false });
    expect(wrong.map((name) => quiet.find(name, ['register']).nearest)).toEqual(wrong.map(() => undefined));
  });
});

describe('what two registrars type', () => {
  it('does not undo each other', async () => {
    const id = await startRequest(as(stand.registrar), {
      type: 'establish',
      kind: 'system',
      title: 'İki qeydiyyatçı',
      institution: 'aef',
    });
    const before = digestOf((await findRequest(test.vahid.db, id))?.draft.answers);
    await saveRequest(as(stand.registrar), id, { about: 'Birinci' }, before);
    await expect(saveRequest(as(stand.registrar), id, { about: 'İkinci' }, before)).rejects.toMatchObject({
      code: 'catalogue.written_meanwhile',
    });
    const long = `Üçüncü ${'ə'.repeat(3000)}`;
    const refused = await post(stand.registrar, `/masa/kataloq/${id}`, { q_about: long, over: before });
    expect([refused.status, refused.body.includes(long)]).toEqual([409, true]);
    const now = digestOf((await findRequest(test.vahid.db, id))?.draft.answers);
    expect((await post(stand.registrar, `/masa/kataloq/${id}`, { q_about: long, over: now })).status).toBe(303);
    // Kept whole, though it is too long to be sent.
    const view = await requestView(as(stand.registrar), id);
    expect(view.row.draft.answers.about).toBe(long);
    expect(view.read.problems.map(({ name }) => name)).toContain('about');
  });
});

describe('an entry sent by a program', () => {
  const start = async (entry: object, more: object = {}) => {
    const asked = { type: 'take_into_use', kind: 'system', institution: 'aef', ...more };
    const { status, body } = await post(stand.registrar, '/api/v1/catalogue/requests', { ...asked, entry });
    return { status, body: JSON.parse(body) };
  };
  const pathsOf = ({ status, body }: { status: number; body: { errors?: readonly { path: string }[] } }) => [
    status,
    ...(body.errors ?? []).map(({ path }) => path),
  ];
  const register = (objects: unknown) => ({ ...thing('register', 'sent-register'), spec: { objects } });
  const ofRegister = { kind: 'register' };

  it('is read and checked as one of a file, told by pointers, and begins nothing that is wrong', async () => {
    expect(pathsOf(await start({ ...thing('system', 'wrong'), spec: { users: 'çox', colour: 1 } }))).toEqual([
      422,
      '/entry/spec/colour',
      '/entry/spec/users',
    ]);
    expect(pathsOf(await start(register(5), ofRegister))).toEqual([422, '/entry/spec/objects']);
    expect(pathsOf(await start(register([{ name: 'a', fields: [{}] }]), ofRegister))[0]).toBe(422);
    const hidden = { name: 'gizli', fields: [{ name: 'fin', class: 'open', concept: 'no.such' }] };
    expect(pathsOf(await start(register([hidden]), ofRegister))[0]).toBe(422);
    const unknown = { kind: 'uses', to: { kind: 'system', code: 'no-such' } };
    expect(pathsOf(await start(thing('system', 'wrong', [unknown as never])))).toEqual([422, '/entry/relations/0/to']);
  });

  it('is the one that the request is about, in the state to which it leads', async () => {
    expect(pathsOf(await start(thing('portal', 'another'), { code: 'other' }))).toEqual([
      422,
      '/entry/kind',
      '/entry/code',
    ]);
    expect(pathsOf(await start(thing('system', 'x', [], { institution: 'din' })))).toEqual([422, '/entry/institution']);
    const change = { type: 'change', code: 'standing' };
    const ended = thing('system', 'standing', [], { state: 'finished' });
    expect(pathsOf(await start(ended, change))).toEqual([422, '/entry/state']);
  });

  it('says where it runs, as an answer that is shown', async () => {
    const { status, body } = await start({ ...thing('system', 'sent'), place: 'cloud' });
    expect([status, body.code, body.answers.place]).toEqual([201, 'sent', 'cloud']);
    expect((await requestView(as(stand.registrar), body.id)).read.asked.map(({ name }) => name)).toContain('place');
    expect(pathsOf(await start({ ...thing('portal', 'sent'), place: 'abroad' }, { kind: 'portal' }))).toEqual([
      422,
      '/entry/place',
    ]);
  });

  it('may have hundreds of fields', async () => {
    const fields = Array.from({ length: 500 }, (_, n) => ({
      name: `f${n}`,
      label: { az: `Sahə ${n}`, en: `Field ${n}`, ru: `Поле ${n}` },
      class: 'open',
    }));
    const label = { az: 'Qeyd', en: 'Record', ru: 'Запись' };
    const large = register([{ name: 'qeyd', label, fields }]);
    expect(JSON.stringify(large).length).toBeGreaterThan(40_000);
    expect((await start(large, ofRegister)).status).toBe(201);
  });
});

describe('a register with personal data', () => {
  it('rests on an act that is listed; words are not enough', async () => {
    const asked = { type: 'establish', kind: 'register', title: 'Alimlər', institution: 'aef' } as const;
    const id = await startRequest(as(stand.registrar), asked);
    const rest = { about: 'Alimlər haqqında.', email: 'texnika@aef.example', objects: 'Elmi dərəcə; fərdi' };
    const problemsWith = async (acts: string) => {
      await saveRequest(as(stand.registrar), id, { ...rest, acts });
      return (await requestView(as(stand.registrar), id)).read.problems.map(({ name }) => name);
    };
    expect(await problemsWith('x')).toEqual(['acts']);
    expect(await problemsWith('“Elm haqqında” Qanun')).toEqual(['acts']);
    expect(await problemsWith('“Elm haqqında” Qanun\ntechnopark-rules 4.3')).toEqual([]);
  });
});

describe('a system of an institution', () => {
  it('holds its own registers and none of another institution', async () => {
    await stand.enter(thing('register', 'ours'));
    const begun = { type: 'take_into_use', kind: 'system', title: 'Aparan sistem', institution: 'aef' } as const;
    const id = await startRequest(as(stand.registrar), begun);
    const atHolds = async (holds: string) => {
      await saveRequest(as(stand.registrar), id, { holds });
      const { problems } = (await requestView(as(stand.registrar), id)).read;
      return problems.filter(({ name }) => name === 'holds').map(({ text }) => text.az);
    };
    expect(await atHolds('ours')).toEqual([]);
    expect(await atHolds('population')).toEqual([expect.stringContaining('başqa qurumun ehtiyatıdır')]);
  });
});

describe('an e-service of an institution', () => {
  it('may not ask for what a register holds, nor for what another service gives, unless an exception says so', async () => {
    const service = {
      type: 'take_into_use',
      kind: 'service',
      title: 'Yaşayış yeri arayışı',
      institution: 'aef',
    } as const;
    const id = await startRequest(as(stand.registrar), service);
    await saveRequest(as(stand.registrar), id, {
      about: 'Arayış verir.',
      acts: '“Arayışlar haqqında” Qərar',
      email: 'texnika@aef.example',
      audience: 'person',
      asks: 'person.name',
    });
    const problems = async () =>
      (await requestView(as(stand.registrar), id)).read.problems.map(({ name, text }) => `${name}: ${text.az}`);
    expect(await problems()).toEqual([expect.stringMatching(/^asks: “person.name” vətəndaşdan istənilə bilməz: onu/)]);
    await saveRequest(as(stand.registrar), id, { asks: 'Ailə tərkibi haqqında arayışın surəti' });
    expect(await problems()).toEqual([expect.stringContaining('bu sənədi “Sənəd verilməsi” xidməti verir')]);
    await saveRequest(as(stand.registrar), id, { asks: 'Torpaq sahəsinin planı' });
    expect(await problems()).toEqual([]);
    await actOnRequest(as(stand.registrar), { id, action: 'submit', key: newId() });
    const { sections } = await requestView(as(stand.registrar), id);
    expect(sections.map(({ topic }) => topic)).toEqual(['architecture', 'data-protection']);
    expect((await requestView(as(stand.registrar), id)).changes?.map(({ path }) => path.join('.'))).toContain(
      'spec.asks',
    );
    // What is asked stands above the answers, with the box for it.
    const officer = await person(test, '1AAAAA8', ['rinn', 'officer']);
    await actOnRequest(as(officer), { id, action: 'ask', note: 'Plan haradadır?', key: newId() });
    const { body } = await get(stand.registrar, `/masa/kataloq/${id}`);
    const order = ['Plan haradadır?', 'name="note"', 'name="q_title"'].map((part) => body.indexOf(part));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(body).not.toContain('Qurum bunu olduğu kimi oxuyacaq');
  });

  it('may where an exception in force says so', async () => {
    const entry = { kind: 'service', code: 'papers', institution: 'aef' } as const;
    const id = await startRequest(as(stand.registrar), { type: 'change', ...entry });
    await saveRequest(as(stand.registrar), id, { asks: 'person.name' });
    const atAsks = async () =>
      (await requestView(as(stand.registrar), id)).read.problems.filter(({ name }) => name === 'asks').length;
    const rest = { about: 'Sənəd verir.', acts: '“Sənədlər haqqında” Qərar', email: 'texnika@aef.example' };
    await saveRequest(as(stand.registrar), id, rest);
    expect(await atAsks()).toBe(1);
    const granted = await findEntry(test.vahid.db, 'service', 'papers');
    await sql`insert into catalogue.exception (id, about, entry, concept, act, reason, institution, person, granted_at, expires_on)
      values (${newId()}, 'once_only', ${granted?.id}, 'person.name', 'technopark-rules 4.3', 'Hələ qurulur.', 'rinn',
        ${stand.approver.person}, ${test.clock.now()}, '2026-12-31')`.execute(test.vahid.db);
    expect(await atAsks()).toBe(0);
  });

  it('has its page and stands in the list of services, whatever of it is said', async () => {
    const spec = { audience: 'business', lifeEvents: [], asks: ['Torpaq planı'], workingDays: 0 } as const;
    await stand.enter(thing('service', 'elsewhere', [], { spec }));
    for (const lang of ['', '/en', '/ru']) {
      const { statusCode, body } = await server.inject({ url: `${lang}${entryPath('service', 'elsewhere')}` });
      expect([statusCode, body.includes('elsewhere')]).toEqual([200, true]);
    }
    const { statusCode } = await server.inject({
      url: '/api/v1/catalogue/services/elsewhere',
      headers: { accept: 'application/json' },
    });
    expect(statusCode).toBe(200);
  });
});
