import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { newId } from '../../kernel/identifier.ts';
import { openSession } from '../../kernel/session.ts';
import { langs } from '../../language/index.ts';
import { appoint, ensurePerson } from '../identity/index.ts';
import type { Actor } from '../../kernel/access.ts';
import { checkDocument, type DocumentOrder, issueDocument, revokeDocument } from './actions.ts';
import { reasonNeeded, reasonTooLong } from './refusals.ts';

let test: TestVahid;
let server: FastifyInstance;
let cookie: string;
let code: string;
let order: DocumentOrder;
let approver: Actor;

beforeAll(async () => {
  test = await openTestVahid();
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, failure) => h('p', null, failure.code) });
  const person = await ensurePerson(test.ctx(), '5ABC123');
  const title = { az: 'müdir', en: 'head', ru: 'начальник' };
  await appoint(test.ctx(), { person, institution: 'rinn', role: 'approver', title });
  const session = { id: newId(), person, name: 'Sınaq', organisation: null, agent: 'test', now: test.clock.now() };
  cookie = `vahid=${await openSession(test.vahid.db, session)}`;
  approver = { kind: 'person', person, appointments: [{ institution: 'rinn', role: 'approver' }] };
  order = {
    effectKey: newId(),
    kind: 'certificate',
    title: { az: 'Şəhadətnamə', en: 'Certificate', ru: 'Свидетельство' },
    number: 'RP-1',
    lines: [],
    holder: { person },
    institution: 'rinn',
    reference: 'case-1',
    validFrom: '2026-11-23',
    validTo: null,
    basis: { act: 'technopark-rules', article: '4.1' },
    signer: { name: 'Sevda Rüstəmova', title },
  };
  ({ code } = await issueDocument(test.ctx(), order));
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const get = (url: string) => server.inject({ url, headers: { cookie } });

/** Sends the form as the page gives it, with its token. */
async function revoke(reason: string, language = '') {
  const page = `${language}/masa/sened/${code}`;
  const csrf = /name="csrf" value="([^"]+)"/.exec((await get(page)).body)?.[1] ?? '';
  return server.inject({
    method: 'POST',
    url: page,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ reason, csrf }).toString(),
  });
}

it('a revocation without a reason comes back with its form: the error first, at the field, in every language', async () => {
  for (const lang of langs) {
    const { statusCode, body } = await revoke('  ', lang === 'az' ? '' : `/${lang}`);
    const words = reasonNeeded().text[lang];
    expect(statusCode).toBe(422);
    expect(body).toContain(`<a href="#reason">${words}</a>`);
    expect(body).toMatch(/<textarea[^>]*id="reason"[^>]*aria-invalid="true"/);
    expect(body.split(words)).toHaveLength(3);
    expect(body.indexOf('role="alert"')).toBeLessThan(body.indexOf('<h1'));
  }
  expect((await revoke('')).body).toContain('<title>Səhv: ');
});

it('keeps what was typed, and never shortens a reason that everyone will read', async () => {
  const short = await revoke('qq');
  expect(short.statusCode).toBe(422);
  expect(short.body).toMatch(/<textarea[^>]*>qq<\/textarea>/);
  const long = `Şirkət ləğv olunub${'.'.repeat(1000)}`;
  const answer = await revoke(long);
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain(reasonTooLong({ max: 1000 }).text.az);
  expect(answer.body).toContain(`${long}</textarea>`);
  expect((await checkDocument(test.ctx(), code, 'here')).state).toBe('valid');
});

it('shows the legal basis as an official cites it, its number and ending on one line, with the mark of a sample', async () => {
  const { body } = await get(`/y/${code}`);
  expect(body).toMatch(/haqqında” Qaydaların <span class="nowrap">4\.1-ci<\/span> bəndi <abbr/);
});

it('says of a code that is not ours that it is no code of a document, in the title as on the page', async () => {
  const { statusCode, body } = await get('/y/0000-0000-0000-0000');
  expect(statusCode).toBe(404);
  expect(body).toContain('<title>Sənəd tanınmadı');
  expect(body).toContain('Bu kodla verilmiş sənəd tapılmadı. Kodu yoxlayın.');
});

it('with a reason revokes, and leads to the page that everyone sees', async () => {
  const { statusCode, headers } = await revoke('Şirkət ləğv olunub');
  expect([statusCode, headers.location]).toEqual([303, expect.stringContaining('/y/')]);
  expect((await get(String(headers.location))).body).toContain('Şirkət ləğv olunub');
});

it('ends a reason with one full stop, whether the official wrote it or not', async () => {
  const { code: other } = await issueDocument(test.ctx(), { ...order, effectKey: newId() });
  await revokeDocument(test.ctx(approver), { code: other, reason: 'Səhv yazılıb.' });
  expect((await get(`/y/${other}`)).body).toContain('Səbəb: Səhv yazılıb. Yoxlanılıb: ');
});

it('says of a document whose term is over that it is over, not that it was revoked', async () => {
  const { code: other } = await issueDocument(test.ctx(), { ...order, effectKey: newId(), validTo: '2026-11-22' });
  const { body } = await get(`/y/${other}`);
  expect(body).toContain('<h1>Sənədin müddəti bitib</h1>');
  expect(body).not.toContain('ləğv edilib');
});
