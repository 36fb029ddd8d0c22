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
import { checkDocument, issueDocument } from './actions.ts';
import { reasonNeeded, reasonTooLong } from './refusals.ts';

let test: TestVahid;
let server: FastifyInstance;
let cookie: string;
let code: string;

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
  const issued = await issueDocument(test.ctx(), {
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
  });
  ({ code } = issued);
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

it('with a reason revokes, and leads to the page that everyone sees', async () => {
  const { statusCode, headers } = await revoke('Şirkət ləğv olunub');
  expect([statusCode, headers.location]).toEqual([303, expect.stringContaining('/y/')]);
  expect((await get(String(headers.location))).body).toContain('Şirkət ləğv olunub');
});
