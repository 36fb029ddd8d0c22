import { readdir } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { asOwner } from '../../../test/server.ts';
import { accessTable, anyone, signedIn } from '../access.ts';
import { inTransaction } from '../context.ts';
import { keepFile } from '../file.ts';
import { newId } from '../identifier.ts';
import type { Room } from '../module.ts';
import { kernelRoom } from '../room.ts';
import { formToken, openSession } from '../session.ts';
import { download } from './download.ts';
import type { Failure } from './failure.ts';
import { holderMark } from './holder.ts';
import { formBody, formValue, page, route, type Request } from './route.ts';
import { actorPort } from './actor.ts';
import { buildServer, type ServerParts } from './server.ts';

const most = 300_000;
const files = {
  file: { accepts: ['pdf', 'csv', 'xlsx'], most },
  more: { accepts: ['png'], most, optional: true },
} as const;

/** Shows what came, and keeps a file that was taken. */
async function show(request: Request) {
  const body = request.body as Readonly<Record<string, string>>;
  const { file, more } = request.files;
  if (!file?.taken)
    return page(<p>{`${formValue(body, 'title')} | ${file?.refused?.text.en} | ${more?.refused?.code}`}</p>, 422);
  const { taken } = file;
  const id = await inTransaction(request, async (ctx) => {
    const kept = await keepFile(ctx, taken.file);
    await sql`insert into kernel.paper values (${newId()}, ${kept.id})`.execute(ctx.db);
    return kept.id;
  });
  return page(
    <p>{`${id} | ${formValue(body, 'title')} | ${taken.kind} ${taken.name} ${taken.file.size} | ${Object.keys(body).join(',')}`}</p>,
  );
}

let shown: Failure['typed'];
let served = { id: '', name: '' };
const papers: Room = {
  name: 'papers',
  dependsOn: [],
  access: accessTable('papers', { send: signedIn, judge: [{ who: 'officer', where: 'own' }], look: anyone }),
  routes: [
    route({ method: 'POST', path: '/sened', access: 'papers.send', body: formBody, files, handler: show }),
    route({ method: 'POST', path: '/hakim', access: 'papers.judge', body: formBody, files, handler: show }),
    route({ method: 'POST', path: '/adi', access: 'papers.send', body: formBody, handler: show }),
    route({ method: 'GET', path: '/fayl', access: 'papers.look', handler: (r) => download(r, served.id, served.name) }),
  ],
  open(vahid) {
    actorPort.fill(vahid, async ({ person }) => ({ kind: 'person', person, appointments: [] }));
  },
};

const parts: ServerParts = {
  assets: { base: '/a/0', get: () => undefined },
  failurePage(_request, { code, text, typed }) {
    shown = typed;
    return <p>{`${code} ${text.en}`}</p>;
  },
};

let test: TestVahid;
let server: FastifyInstance;
let token: string;
const person = newId();

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, papers] });
  await asOwner(test.server, async (client) => {
    await client.query(
      'create table kernel.paper (id uuid primary key, file uuid not null references kernel.file (id))',
    );
    await client.query('grant select, insert, delete on kernel.paper to vahid_app');
  });
  server = await buildServer(test.vahid, parts);
  const now = test.clock.now();
  const of = { id: newId(), person, name: 'A', organisation: null, agent: '', now };
  token = await openSession(test.vahid.db, of);
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const waiting = async () => {
  const names = await readdir(test.vahid.config.filesDir, { recursive: true }).catch((): string[] => []);
  return names.filter((name) => name.includes('/new/'));
};

type Piece = { name: string; value: string | Buffer; file?: string; type?: string };
const boundary = 'x-boundary-x';

function formOf(pieces: readonly Piece[], end = `--${boundary}--\r\n`): Buffer {
  const written = pieces.flatMap(({ name, value, file, type }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n`,
    type === undefined ? '\r\n' : `Content-Type: ${type}\r\n\r\n`,
    value,
    '\r\n',
  ]);
  return Buffer.concat([...written, end].map((one) => Buffer.from(one)));
}

const csrf = (): Piece => ({ name: 'csrf', value: formToken(token) });
const pdf = Buffer.from('%PDF-1.7 şəhadətnamə');

async function send(payload: Buffer, { headers = {}, url = '/sened' } = {}) {
  const answer = await server.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, cookie: `vahid=${token}`, ...headers },
  });
  return { status: answer.statusCode, text: answer.body.replace(/^<!doctype html><p>|<\/p>$/g, '') };
}

const sendPieces = (...pieces: Piece[]) => send(formOf([csrf(), { name: 'title', value: 'Ad' }, ...pieces]));
const fileOf = (value: string | Buffer, file: string, type?: string): Piece => ({
  name: 'file',
  value,
  file,
  ...(type ? { type } : {}),
});

async function countKept(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from kernel.file`.execute(test.vahid.db);
  return rows[0]?.n ?? 0;
}

describe('a form with a file', () => {
  it('brings its fields and the file, by whatever name and type it comes', async () => {
    const { status, text } = await sendPieces(fileOf(pdf, 'C:\\Sənədlər\\Arayış 1.PDF', 'text/html'));
    expect([status, text.slice(39)]).toEqual([200, `Ad | pdf Arayış 1.pdf ${pdf.length} | title`]);
    const again = await sendPieces(fileOf(pdf, '../../etc/passwd'));
    expect(again.text).toBe(`${text.slice(0, 36)} | Ad | pdf passwd.pdf ${pdf.length} | title`);
    const csv = await sendPieces(fileOf('ad;yaş\n', 'siyahı.csv'));
    expect(csv.text.slice(39)).toBe('Ad | csv siyahı.csv 8 | title');
  });

  it('is taken with its token in the header as well, and without a file it says so', async () => {
    const headers = { 'x-form-token': formToken(token) };
    expect((await send(formOf([fileOf(pdf, 'a.pdf'), csrf()]), { headers })).status).toBe(200);
    const missing = '422 Ad | Choose a file and send the form again. | undefined';
    const asText = ({ status, text }: { status: number; text: string }) => `${status} ${text}`;
    expect(asText(await sendPieces())).toBe(missing);
    expect(asText(await sendPieces(fileOf('', '')))).toBe(missing);
    const plain = Buffer.from(`title=Ad&csrf=${formToken(token)}`);
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(asText(await send(plain, { headers: type }))).toBe(missing);
  });

  it('keeps what was typed where the file cannot be taken, and says what to do', async () => {
    const said = async (...pieces: Piece[]) => {
      const { status, text } = await sendPieces(...pieces);
      return [status, ...text.split(' | ').slice(0, 2)];
    };
    const before = await countKept();
    expect(await said(fileOf(Buffer.alloc(most + 1, 'a'), 'a.csv'))).toEqual([
      422,
      'Ad',
      'The file is too large. Choose one of at most 0.286 MB.',
    ]);
    const kind = [
      422,
      'Ad',
      'The content of the file does not fit. Choose a file in one of these formats: PDF, CSV, XLSX.',
    ];
    expect(await said(fileOf('MZ\0\u0001', 'a.pdf', 'application/pdf'))).toEqual(kind);
    expect(await said(fileOf(Buffer.from('89504e470d0a1a0a', 'hex'), 'a.csv'))).toEqual(kind);
    expect(await said(fileOf('', 'a.pdf'))).toEqual([
      422,
      'Ad',
      'The file is empty. Open and check it, or choose another one.',
    ]);
    expect(await said(fileOf(pdf, 'a.pdf'), fileOf(pdf, 'b.pdf'))).toEqual([
      422,
      'Ad',
      'Several files were sent. Choose only one.',
    ]);
    expect(await countKept()).toBe(before);
    await expect.poll(waiting).toEqual([]);
  });

  it('of exactly the largest size is taken', async () => {
    expect((await sendPieces(fileOf(Buffer.alloc(most, 'a'), 'a.csv'))).status).toBe(200);
  });
});

describe('a form with a file that comes from elsewhere', () => {
  it('is refused before anything of the file is written', async () => {
    const refused = async (payload: Buffer, headers = {}) => (await send(payload, { headers })).text.split(' ')[0];
    const before = await countKept();
    const forged = 'kernel.forged_form';
    const file = fileOf(pdf, 'a.pdf');
    expect(await refused(formOf([file]))).toBe(forged);
    expect(await refused(formOf([file, csrf()]))).toBe(forged);
    expect(await refused(formOf([{ name: 'csrf', value: formToken('other') }, file]))).toBe(forged);
    expect(await refused(formOf([{ name: 'csrf', value: '' }, csrf(), file]))).toBe(forged);
    expect(await refused(formOf([csrf(), csrf(), file]))).toBe(forged);
    expect(await refused(formOf([csrf(), file, { name: 'csrf', value: 'x' }]))).toBe(forged);
    expect(await refused(formOf([{ ...csrf(), file: 'csrf' }, file]))).toBe(forged);
    expect(await refused(formOf([csrf(), file]), { 'x-form-token': 'x' })).toBe(forged);
    expect(await refused(formOf([csrf(), file]), { 'sec-fetch-site': 'cross-site' })).toBe(forged);
    expect(await refused(formOf([csrf(), file]), { origin: 'https://evil.example' })).toBe(forged);
    expect(await countKept()).toBe(before);
    await expect.poll(waiting).toEqual([]);
  });

  it('leaves what was typed beside it on the page where the session has ended or changed, and nothing of the file', async () => {
    const before = await countKept();
    const own = { 'sec-fetch-site': 'same-origin' };
    const words: Piece = { name: 'note', value: 'iki söz' };
    const ended = { headers: { ...own, cookie: '' } };
    const changed = { headers: own };
    const mark = holderMark({ vahid: test.vahid, actor: { kind: 'person', person, appointments: [] } });
    const old: Piece = { name: 'csrf', value: `${formToken('of a session before')}.${mark}` };
    for (const [from, token, code] of [
      [ended, csrf(), 'kernel.sign_in_needed'],
      [changed, old, 'kernel.forged_form'],
    ] as const) {
      expect((await send(formOf([token, fileOf(pdf, 'a.pdf'), words]), from)).text).toContain(code);
      expect(shown).toMatchObject({ written: ['iki söz'], again: false, withFile: true });
    }
    const huge = fileOf(Buffer.alloc(25 * 1024 * 1024), 'a.pdf');
    await send(formOf([old, huge, words]), changed);
    expect(shown, 'words behind too large a file are not waited for').toMatchObject({ written: [], withFile: true });
    expect(await countKept()).toBe(before);
    await expect.poll(waiting).toEqual([]);
  });

  it('is refused where the door is shut, and where no file is expected', async () => {
    const form = formOf([csrf(), fileOf(pdf, 'a.pdf')]);
    expect((await send(form, { url: '/hakim' })).text).toContain('kernel.not_allowed');
    expect((await send(form, { headers: { cookie: '' } })).text).toContain('kernel.sign_in_needed');
    expect((await send(form, { url: '/adi' })).status).toBe(415);
    expect((await send(form, { headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
  });
});

describe('a form that was made to break something', () => {
  const whole = () => [csrf(), fileOf(pdf, 'a.pdf')];
  const named = (name: string): Piece => ({ name, value: 'a' });
  const attacks: Readonly<Record<string, () => Buffer>> = {
    'no end': () => formOf(whole(), ''),
    'an end in the middle of the file': () => formOf(whole()).subarray(0, -60),
    'another boundary': () => formOf(whole()).subarray(4),
    'nothing at all': () => Buffer.from('x'),
    'too many fields': () => formOf([csrf(), ...Array.from({ length: 2000 }, (_, n) => named(`a${n}`))]),
    'too many files': () => formOf([csrf(), ...Array.from({ length: 50 }, () => fileOf(pdf, 'a.pdf'))]),
    'a huge name': () => formOf([csrf(), named('n'.repeat(70_000))]),
    'a name just too long': () => formOf([csrf(), named('n'.repeat(101))]),
    'a huge value': () => formOf([csrf(), { name: 'title', value: 'v'.repeat(90_000) }]),
    'much in small fields': () =>
      formOf([csrf(), ...Array.from({ length: 20 }, (_, n) => ({ name: `a${n}`, value: 'v'.repeat(19_999) }))]),
    'a file where none belongs': () => formOf([csrf(), { name: 'title', value: 'a', file: 'a.txt' }]),
    'a name of JavaScript': () => formOf([csrf(), named('__proto__')]),
    'JSON in a field': () => formOf([csrf(), { name: 'title', value: '{"a":1}', type: 'application/json' }]),
    'a NUL in a field': () => formOf([csrf(), named('a\0b')]),
    'many headers': () => Buffer.from(`--${boundary}\r\n${'X-A: b\r\n'.repeat(5000)}\r\na\r\n--${boundary}--\r\n`),
  };

  it.each(Object.keys(attacks))('is refused in words: %s', async (which) => {
    const before = await countKept();
    const { status, text } = await send(attacks[which]?.() ?? Buffer.alloc(0));
    expect([400, 403, 413, 422]).toContain(status);
    expect(text).toMatch(/^kernel\.(unreadable_form|invalid_input|too_large|forged_form) /);
    expect(await countKept()).toBe(before);
    await expect.poll(waiting).toEqual([]);
  });

  it('without a boundary in its type is refused as well', async () => {
    const { status } = await send(formOf(whole()), { headers: { 'content-type': 'multipart/form-data' } });
    expect(status).toBe(400);
  });

  it('that says it is larger than anything is not read', async () => {
    const { port } = server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const answer = new Promise<string>((done) => {
      let text = '';
      socket.on('data', (bytes) => (text += bytes.toString())).on('close', () => done(text));
    });
    socket.on('error', () => undefined);
    socket.write(
      `POST /sened HTTP/1.1\r\nHost: a\r\nCookie: vahid=${token}\r\nX-Form-Token: ${formToken(token)}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 99999999999\r\n\r\n--x`,
    );
    expect(await answer).toContain('413 Payload Too Large');
  });

  it('whose sender goes away in the middle leaves nothing behind', async () => {
    const { port } = server.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const form = formOf([csrf(), fileOf(Buffer.concat([pdf, Buffer.alloc(200_000)]), 'a.pdf')]);
    socket.write(
      `POST /sened HTTP/1.1\r\nHost: a\r\nCookie: vahid=${token}\r\nContent-Type: multipart/form-data; ` +
        `boundary=${boundary}\r\nContent-Length: ${form.length}\r\n\r\n`,
    );
    socket.write(form.subarray(0, 150_000));
    await expect.poll(async () => (await waiting()).length).toBe(1);
    socket.destroy();
    await expect.poll(waiting).toEqual([]);
  });
});

describe('a file that is given out', () => {
  it('is saved by the browser and never opened, under its own name', async () => {
    const { text } = await sendPieces(fileOf(pdf, 'a.pdf'));
    served = { id: text.slice(0, 36), name: '../Şəhadətnamə "1"\u202Efdp.exe' };
    const { statusCode, headers, rawPayload } = await server.inject('/fayl');
    expect(statusCode).toBe(200);
    expect(rawPayload.equals(pdf)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(pdf.length),
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(headers['content-disposition']).toBe(
      `attachment; filename="??had?tnam? _1_fdp.exe.pdf"; filename*=UTF-8''${encodeURIComponent('Şəhadətnamə _1_fdp.exe.pdf')}`,
    );
  });

  it('is not there where it is not kept', async () => {
    served = { id: newId(), name: 'a' };
    expect((await server.inject('/fayl')).statusCode).toBe(404);
  });

  it('is text to every browser, even where it is a page', async () => {
    const { text } = await sendPieces(fileOf('<script>alert(1)</script>', 'a.csv'));
    served = { id: text.slice(0, 36), name: 'a.html' };
    const { headers } = await server.inject('/fayl');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename=a.html.txt');
  });
});
