import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { newId } from '../../kernel/identifier.ts';
import { openSession } from '../../kernel/session.ts';
import { appoint, ensurePerson } from '../identity/index.ts';
import { type DocumentOrder, issueDocument, revokeDocument } from './actions.ts';

let test: TestVahid;
let server: FastifyInstance;
let cookie: string;
let code: string;
let order: DocumentOrder;

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

it('tells everyone who checks a revoked document why, with one full stop, whether the official wrote it or not', async () => {
  for (const reason of ['Səhv yazılıb.', 'Səhv yazılıb']) {
    const { id, code: other } = await issueDocument(test.ctx(), { ...order, effectKey: newId() });
    await revokeDocument(test.ctx(), { document: id, reason, basis: order.basis, by: null });
    expect((await get(`/y/${other}`)).body).toContain('Səbəb: Səhv yazılıb. Yoxlanılıb: ');
  }
});

it('says of a document whose term is over that it is over, not that it was revoked', async () => {
  const { code: other } = await issueDocument(test.ctx(), { ...order, effectKey: newId(), validTo: '2026-11-22' });
  const { body } = await get(`/y/${other}`);
  expect(body).toContain('<h1>Sənədin müddəti bitib</h1>');
  expect(body).not.toContain('ləğv edilib');
});

it('says of a document before its first day from when it will be valid, where it is checked and among one’s own', async () => {
  const { code: other } = await issueDocument(test.ctx(), { ...order, effectKey: newId(), validFrom: '2026-12-01' });
  const { body } = await get(`/y/${other}`);
  expect(body).toContain('<h1>Sənəd hələ etibarlı deyil</h1>');
  expect(body).toContain('Sənəd 01.12.2026 tarixindən etibarlı olacaq.');
  expect((await get('/senedler')).body).toContain('01.12.2026 tarixindən etibarlı olacaq');
  expect((await get(`/api/v1/documents/${other}`)).json()).toMatchObject({
    state: 'upcoming',
    validFrom: '2026-12-01',
  });
});
