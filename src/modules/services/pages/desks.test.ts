import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, refused, service, type Stage } from '../../../../test/service-stage.ts';
import type { Actor } from '../../../kernel/access.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { openSession } from '../../../kernel/session.ts';
import { caseList } from '../actions/queue.ts';
import { startCase } from '../actions/applying.ts';

let stage: Stage;
let test: Stage['test'];
let server: FastifyInstance;
let sent: string;
let draft: string;

beforeAll(async () => {
  stage = await openServiceStage();
  ({ test } = stage);
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, { code }) => h('p', null, code) });
  sent = await stage.submitted(stage.people.head);
  draft = (await startCase(test.ctx(stage.people.debtor), { service })).id;
}, 120_000);
afterAll(async () => {
  await server.close();
  await test.close();
});

async function open(who: Actor, url: string) {
  const session = { id: newId(), person: who.person ?? '', organisation: null, agent: 'test', now: test.clock.now() };
  const token = await openSession(test.vahid.db, { ...session, name: who.name ?? '' });
  return server.inject({ url, headers: { cookie: `vahid=${token}` } });
}

it('an auditor finds every case that was sent, and no draft, and changes none', async () => {
  const { statusCode, body } = await open(stage.people.auditor, '/masa');
  expect(statusCode).toBe(200);
  expect(body).toContain(`href="/masa/is/${sent}"`);
  expect(body).toContain('“Göyçay Proqram” MMC');
  expect(body).not.toContain(draft);
  expect(body).toMatch(/<nav class="pages"[^>]*><a href="\/masa" aria-current="page">İşlər/);
  const file = await open(stage.people.auditor, `/masa/is/${sent}`);
  expect(file.body).toContain('<a class="back" href="/masa">');
  expect(file.body).not.toContain('name="do"');
});

it('the list of all cases is an auditor’s alone', async () => {
  expect((await caseList(test.ctx(stage.people.auditor))).total).toBe(1);
  for (const who of [stage.people.officer, stage.people.registrar, stage.people.head])
    expect(await refused(caseList(test.ctx(who)))).toBe('kernel.not_allowed');
});

it('the project office begins at what waits for it', async () => {
  const { statusCode, headers } = await open(stage.people.projectOffice, '/masa');
  expect([statusCode, headers.location]).toEqual([303, '/masa/isler']);
});
