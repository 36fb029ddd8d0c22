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
import type { Lang } from '../../../language/index.ts';
import { writeWorkbook } from '../../../protocols/xlsx/index.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import type { Envelope } from '../envelope.ts';
import { openStand, thing } from '../hosting/test-stand.ts';
import { room as catalogue } from '../module.ts';
import { requestView } from '../requests/views.ts';
import { draftFile } from './drafts.ts';
import { knownIn } from './enter.ts';
import { readIntake } from './read.ts';

let test: TestVahid;
let stand: Awaited<ReturnType<typeof openStand>>;
let server: FastifyInstance;

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] });
  stand = await openStand(test);
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage });
  await stand.enter(
    thing('system', 'standing'),
    thing('system', 'old', [], { title: { az: 'Köhnə', en: 'Old', ru: 'Старая' } }),
    thing('system', 'theirs', [], { institution: 'din' }),
    thing('system', 'ended', [], { state: 'finished' }),
  );
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const path = '/masa/kataloq/cedvel';

async function sessionOf({ person, name }: Actor): Promise<string> {
  const of = {
    id: newId(),
    person: person ?? '',
    name: name ?? '',
    organisation: null,
    agent: '',
    now: test.clock.now(),
  };
  return openSession(test.vahid.db, of);
}

async function send(
  bytes: Buffer | string,
  { who = stand.registrar, lang = 'az' }: { readonly who?: typeof stand.registrar; readonly lang?: Lang } = {},
) {
  const token = await sessionOf(who);
  const part = (head: string) => `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;
  const head = `${part('name="csrf"')}${formToken(token)}\r\n${part('name="table"; filename="t.json"')}`;
  const { statusCode, body } = await server.inject({
    method: 'POST',
    url: lang === 'az' ? path : `/${lang}${path}`,
    payload: Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from('\r\n--b--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=b', cookie: `vahid=${token}` },
  });
  const main = /<main[^>]*>([\s\S]*)<\/main>/.exec(body)?.[1] ?? body;
  const rows = [...main.matchAll(/<tr>([\s\S]*?)<\/tr>/g)]
    .slice(1)
    .map(([, row = '']) => [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => cell));
  const drafts = [...main.matchAll(/<a href="\/masa\/kataloq\/([0-9a-f-]{36})">([^<]*)/g)].map(([, id, of]) => [
    id,
    of,
  ]);
  return { status: statusCode, main, rows, drafts };
}

async function workbook(rows: readonly (readonly (string | number)[])[]): Promise<Buffer> {
  const headings = ['Kod', 'Adı (az)', 'Cavabdeh qurum', 'Vəziyyəti', 'İstifadəçilərin sayı', 'Texniki əlaqə: e-poçt'];
  const sheets = [{ name: 'İnformasiya sistemi', columns: headings.map((heading) => ({ heading })), rows }];
  const parts: Buffer[] = [];
  for await (const part of writeWorkbook({ sheets })) parts.push(part);
  return Buffer.concat(parts);
}

const json = (...entries: readonly Envelope[]) => JSON.stringify({ entries });

async function countRequests(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from catalogue.request`.execute(test.vahid.db);
  return rows[0]?.n ?? 0;
}

describe('a table that is right', () => {
  it('becomes a draft of each row, with what the row says as answers', async () => {
    const sent = await workbook([
      ['qrant', 'Qrant sistemi', 'AEF', 'Yaradılır', 40, 'texnika@aef.example'],
      ['arxiv', 'Elmi arxiv', 'aef', 'istifadədədir'],
      ['old', 'Köhnə sistem', 'aef', 'istifadədədir'],
      ['standing', 'standing', 'aef', 'İstifadədən çıxarılıb'],
    ]);
    const { status, main, drafts } = await send(sent);
    expect(status).toBe(200);
    expect(main).toContain('Yaradılan qaralamalar: 4');
    expect(drafts.map(([, title]) => title)).toEqual([
      'Yaradılma: Qrant sistemi',
      'İstifadəyə verilmə: Elmi arxiv',
      'Dəyişiklik: Köhnə sistem',
      'İstifadədən çıxarılma: standing',
    ]);
    const view = await requestView(test.ctx(stand.registrar), drafts[0]?.[0] ?? '');
    expect(view.of.state).toBe('draft');
    expect(view.row).toMatchObject({ type: 'establish', kind: 'system', code: 'qrant', institution: 'aef' });
    expect(view.row.draft.answers).toMatchObject({ title: 'Qrant sistemi', email: 'texnika@aef.example' });
    expect(view.row.draft.base?.spec).toEqual({ users: 40 });
  });

  it('makes nothing twice when it is sent again, and leaves alone what stands just so', async () => {
    const first = await send(json(thing('system', 'again')));
    expect(first.drafts).toHaveLength(1);
    const before = await countRequests();
    const second = await send(json(thing('system', 'again')));
    expect([second.status, second.rows[0]?.slice(0, 3)]).toEqual([
      422,
      ['/entries/0/code', 'JSON', '“again” barədə bitməmiş müraciət var.'],
    ]);
    const same = await send(
      json(thing('portal', 'fresh'), thing('system', 'old', [], { title: { az: 'Köhnə', en: 'Old', ru: 'Старая' } })),
    );
    expect(same.drafts.map(([, title]) => title)).toEqual(['İstifadəyə verilmə: fresh']);
    expect(same.main).toContain('müraciət açılmayan qeydlər: 1.');
    expect(await countRequests()).toBe(before + 1);
  });
});

describe('what a table names', () => {
  const tie = (kind: 'uses' | 'holds', code: string) => ({ kind, to: { kind: 'system' as const, code } });

  it('is found in the register, and told where it is not', async () => {
    const made = await send(json(thing('system', 'leans', [tie('uses', 'theirs')])));
    expect(made.drafts).toHaveLength(1);
    const view = await requestView(test.ctx(stand.registrar), made.drafts[0]?.[0] ?? '');
    expect(view.row.draft.base?.relations).toEqual([tie('uses', 'theirs')]);
    const { rows } = await send(json(thing('system', 'leans-more', [tie('uses', 'nowhere')])));
    expect(rows.map(([cell]) => cell)).toEqual(['/entries/0/relations/0/to']);
  });

  it('is looked up by code, or else by title in any language', async () => {
    const names = ['theirs', 'Köhnə', 'Old', 'nowhere'];
    const { targets } = await knownIn(test.ctx());
    expect(await targets(names.map((name) => ({ kind: 'system', name })))).toEqual([['theirs'], ['old'], ['old'], []]);
  });

  it('is where a new system runs, and nothing of one that is there', async () => {
    const placed = (entry: Envelope) => ({ ...entry, place: 'cloud' }) as Envelope;
    const { drafts } = await send(json(placed(thing('system', 'placed'))));
    const view = await requestView(test.ctx(stand.registrar), drafts[0]?.[0] ?? '');
    expect([view.row.draft.answers.place, view.row.draft.base]).toEqual(['cloud', thing('system', 'placed')]);
    const { rows } = await send(json(placed(thing('system', 'standing', [], { criticality: 'critical' }))));
    expect(rows.map(([cell]) => cell)).toEqual(['/entries/0/place']);
  });

  it('may be an e-service and a register of which only the Azerbaijani words are written', async () => {
    const az = (text: string) => ({ az: text, en: '', ru: '' });
    const field = { name: 'ad', label: az('Ad'), class: 'open' as const };
    const objects = [{ name: 'qeyd', label: az('Qeyd'), fields: [field] }];
    const { drafts } = await send(
      json(
        thing('register', 'half-said', [], { title: az('Yarımçıq'), spec: { objects } }),
        thing('service', 'elsewhere', [], { title: az('Kənar xidmət') }),
      ),
    );
    expect(drafts.map(([, title]) => title)).toEqual([
      'İstifadəyə verilmə: Yarımçıq',
      'İstifadəyə verilmə: Kənar xidmət',
    ]);
    const view = await requestView(test.ctx(stand.registrar), drafts[0]?.[0] ?? '');
    expect(view.row.draft.base?.spec).toMatchObject({ objects: [{ fields: [{ label: { en: 'Ad' } }] }] });
  });
});

describe('a table with mistakes', () => {
  it('makes no draft and tells every cell: where, what, and what to do', async () => {
    const before = await countRequests();
    const { status, main, rows, drafts } = await send(
      await workbook([
        ['yaxsi', 'Yaxşı sistem', 'aef', 'işləkdir'],
        ['Pis kod', 'Ad', 'aef', 'istifadədədir'],
        ['c', '', 'AEFF', 'istifadədədir', -1],
      ]),
    );
    expect([status, drafts]).toEqual([422, []]);
    expect(main).toContain('Faylda 4 səhv var.');
    expect(rows.map(([cell]) => cell)).toEqual([
      'D2, Vəziyyəti',
      'A3, Kod',
      'B4, Adı (az)',
      'E4, İstifadəçilərin sayı',
    ]);
    expect(rows[2]?.slice(1)).toEqual(['İnformasiya sistemi', 'Doldurulmayıb.', 'Xananı doldurun.']);
    expect(main).toContain('Gözlənilir: Yaradılır, İstifadədədir, İstifadədən çıxarılıb.');
    expect(main).toContain('Gözlənilir: kiçik latın hərfləri, rəqəm və tire, məsələn elmi-arxiv.');
    expect(await countRequests()).toBe(before);
  });

  it('refuses row by row what the register would not take', async () => {
    const before = await countRequests();
    const entries = [
      thing('system', 'good-one'),
      thing('system', 'of-others', [], { institution: 'din' }),
      thing('system', 'theirs'),
      { ...thing('system', 'an-institution'), kind: 'institution' as const },
      thing('system', 'ended', [], { state: 'finished', title: { az: 'a', en: 'a', ru: 'a' } }),
      thing('system', 'unheard', [], { state: 'finished' }),
      thing('system', 'old', [], { state: 'being_established' }),
    ];
    const { status, rows } = await send(json(...entries), { lang: 'en' });
    expect(status).toBe(422);
    expect(rows.map(([cell, , what]) => `${cell} ${what}`)).toEqual([
      '/entries/1/institution “din”: you are not a registrar of this institution.',
      '/entries/2/institution “aef”: you are not a registrar of this institution.',
      '/entries/3/code “an-institution”: such entries are not entered by request.',
      '/entries/4/state “ended” is out of use already.',
      '/entries/5/state The catalogue has no “unheard” that could be taken out of use.',
      '/entries/6/state “old” is in use already.',
    ]);
    expect(await countRequests()).toBe(before);
  });

  it('tells of no more than a hundred cells at once, and takes no more than two hundred rows', async () => {
    const wrong = await send(
      await workbook(Array.from({ length: 150 }, (_, n) => [`k${n}`, '', 'aef', 'istifadədədir'])),
    );
    expect(wrong.rows).toHaveLength(100);
    expect(wrong.main).toContain('Daha 50 səhv var.');
    const many = await send(
      await workbook(Array.from({ length: 201 }, (_, n) => [`k${n}`, 'Ad', 'aef', 'istifadədədir'])),
    );
    expect(many.rows).toEqual([
      ['A202, Kod', 'İnformasiya sistemi', 'Faylda 201 qeyd var.', 'Faylı bölün: birində ən çoxu 200 qeyd olsun.'],
    ]);
    for (const huge of [Array(2001).fill(0), [{ kind: 'system', spec: Array.from({ length: 200_001 }, () => ({})) }]])
      expect((await send(JSON.stringify({ entries: huge }))).rows.map(([cell]) => cell)).toEqual(['/entries/200']);
  });
});

describe('a service in a table', () => {
  it('asks for nothing that the state has, and is told at its cell', async () => {
    const asking = (asked: string) => {
      const spec: Envelope['spec'] = { audience: 'person', lifeEvents: [], asks: [asked] };
      return draftFile(test.ctx(stand.registrar), { json: { entries: [thing('service', 'asking', [], { spec })] } });
    };
    const { drafts, errors } = await asking('person.name');
    expect(drafts).toEqual([]);
    expect(errors.map(({ cell, message }) => `${cell}: ${message.az}`)).toEqual([
      '/entries/0/spec/asks: “person.name” müraciət edəndən istənilə bilməz.',
    ]);
    expect((await asking('Torpaq planı')).drafts).toHaveLength(1);
  });
});

describe('a table that is far too much', () => {
  it('is read as far as its errors matter, over all its sheets', async () => {
    const rows = Array.from({ length: 180 }, () => ['', '', '', '']);
    const wrong = rows.map((row, n) => [`K ${n}`, ...row.slice(1)]);
    const { status, main, rows: told } = await send(await workbook(wrong));
    expect([status, told.length]).toEqual([422, 100]);
    expect(main).toContain('Faylda ən azı 500 səhv var');
    const sheet = (name: string) => ({
      name,
      columns: [{ heading: 'Kod' }],
      rows: Array.from({ length: 6000 }, () => ['x']),
    });
    const parts = await Array.fromAsync(writeWorkbook({ sheets: [sheet('İnformasiya sistemi'), sheet('system')] }));
    expect((await send(Buffer.concat(parts))).status).toBe(422);
  });

  it('is read once at a time for each person', async () => {
    const both = await Promise.all([
      draftFile(test.ctx(stand.registrar), { json: { entries: [thing('system', 'first')] } }),
      draftFile(test.ctx(stand.registrar), { json: { entries: [thing('system', 'second')] } }).catch((error) => error),
    ]);
    expect(both).toMatchObject([{ drafts: [{}] }, { code: 'catalogue.still_reading' }]);
    expect(
      await draftFile(test.ctx(stand.registrar), { json: { entries: [thing('system', 'second')] } }),
    ).toMatchObject({
      drafts: [{}],
    });
  });
});

describe('what is no table', () => {
  it('is refused at the field, with what to do', async () => {
    const said = async (bytes: Buffer | string) => {
      const { status, main } = await send(bytes, { lang: 'en' });
      return [status, /class="error"[^>]*>(?:<span[^>]*>[^<]*<\/span>)?([^<]*)/.exec(main)?.[1]];
    };
    const notJson = [422, 'The file could not be read as JSON. Check it, or send the template filled in.'];
    expect(await said('{"entries":')).toEqual(notJson);
    expect(await said('ad;yaş')).toEqual(notJson);
    expect(await said('{"a":'.repeat(200_000))).toEqual(notJson);
    expect(await said('{"entries":[]}')).toEqual([
      422,
      'The file has no entry that is new or changes. Fill in the template and send it again.',
    ]);
    expect((await said(Buffer.from('%PDF-1.7')))[1]).toContain('Choose a file in one of these formats: XLSX, JSON.');
    expect((await said((await workbook([])).subarray(0, -400)))[0]).toBe(422);
    expect((await said('[1,null,{"kind":"system"},{"kind":"__proto__"},"x"]'))[0]).toBe(422);
  });

  it('is not even read from somebody who keeps no entries', async () => {
    expect((await send(json(thing('system', 'x')), { who: stand.approver })).status).toBe(403);
  });
});

describe('the empty template', () => {
  it.each(['az', 'en', 'ru'] as const)('can be downloaded and read again: %s', async (lang) => {
    const token = await sessionOf(stand.registrar);
    const url = lang === 'az' ? `${path}/sablon` : `/${lang}${path}/sablon`;
    const { headers, rawPayload } = await server.inject({ url, headers: { cookie: `vahid=${token}` } });
    expect(headers['content-disposition']).toBe(`attachment; filename="kataloq-${lang}.xlsx"`);
    const read = await readIntake({ workbook: rawPayload }, await knownIn(test.ctx()), { for: 'draft' });
    expect(read).toMatchObject({ entries: [], errors: [] });
  });
});
