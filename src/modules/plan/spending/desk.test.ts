import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { formToken, openSession } from '../../../kernel/session.ts';
import { updateDelivery } from './actions/delivery.ts';
import { waiveCheck } from './actions/reviewing.ts';
import { listChecks } from './store/checks.ts';
import { centralAnswers, openStand, plainAnswers, type Stand } from './test-stand.ts';

type Who = keyof Stand['people'];
let stand: Stand;
let server: FastifyInstance;

beforeAll(async () => {
  const test = await openTestVahid();
  stand = await openStand(test);
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, failure) => h('p', null, failure.code) });
});
afterAll(async () => {
  await server.close();
  await stand.test.close();
});

/** Opens the page of a request, or sends one of its forms, as this person. */
async function at(who: Who, path: string, form?: Readonly<Record<string, string>>) {
  const { person = '', name = '' } = stand.people[who];
  const now = stand.test.clock.now();
  const of = { id: newId(), person, name, organisation: null, agent: 'test', now };
  const token = await openSession(stand.test.vahid.db, of);
  return server.inject({
    method: form ? 'POST' : 'GET',
    url: `/masa/plan/xerc/${path}`,
    cookies: { vahid: token },
    ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-form-token': formToken(token) },
  });
}

describe('a request that the institution writes', () => {
  it('shows at its top the question that it has to answer', async () => {
    const id = await stand.assessing(centralAnswers, 'Su kanallarının xəritəsi');
    await stand.act('officer', id, 'ask', 'Bu xəritəni kim yeniləyəcək?');
    for (const who of ['registrar', 'deputy'] as const) {
      const { body } = await at(who, id);
      expect(body.indexOf('Bu xəritəni kim yeniləyəcək?')).toBeLessThan(body.indexOf('name="q_purpose"'));
      expect(body).toContain('Nəyə cavab verilməlidir');
    }
    await stand.act('registrar', id, 'answer');
    expect((await at('officer', id)).body).not.toContain('Nəyə cavab verilməlidir');
  });

  it('marks what was written and cannot be read as soon as it is kept, and asks for nothing more yet', async () => {
    const id = await stand.draft({}, 'Meşə yollarının siyahısı');
    expect((await at('registrar', id)).body).not.toContain('class="error"');
    const typed = { q_rough: 'yüz min ₼', q_endsOn: '31.02.2027', q_measure: '9.9.9' };
    expect((await at('registrar', id, typed)).statusCode).toBe(303);
    const { body } = await at('registrar', id);
    for (const text of ['Rəqəmlə yazın.', 'Tarixi 22.11.2026 kimi yazın.', 'Planda bu nömrə ilə tədbir yoxdur.'])
      expect(body).toContain(text);
    expect(body).not.toContain('Cavab verin.');
  });
});

describe('a waiver', () => {
  it('is proposed in one person’s form and granted in another’s, with its reason before their eyes', async () => {
    const id = await stand.assessing({ ...centralAnswers, rights: 'supplier' }, 'Peyvəndlərin jurnalı');
    expect((await at('approver', id)).body).not.toContain('Təklif olunan istisnalar');
    const why = 'Məhsul hazırdır, kod satılmır.';
    expect((await at('officer', `${id}/yoxlama`, { rule: 'exit', why: '' })).statusCode).toBe(422);
    expect((await at('officer', `${id}/yoxlama`, { rule: 'exit', why })).statusCode).toBe(303);
    const page = (await at('approver', id)).body;
    expect(page).toContain('Təklif olunan istisnalar');
    expect(page).toContain(why);
    expect(page).not.toContain('İstisna təklif et');
    expect((await at('officer', `${id}/yoxlama`, { rule: 'exit', do: 'grant' })).statusCode).toBe(403);
    const { officer, approver } = stand.people;
    const instead = { institution: 'rinn', role: 'approver', instead: officer.person ?? '' } as const;
    const inTheirPlace = stand.test.ctx({ ...approver, appointments: [instead] });
    await expect(waiveCheck(inTheirPlace, id, 'exit')).rejects.toMatchObject({ code: 'process.absent_barred' });
    expect((await at('approver', `${id}/yoxlama`, { rule: 'exit', do: 'grant' })).statusCode).toBe(303);
    expect((await listChecks(stand.test.vahid.db, id)).find(({ rule }) => rule === 'exit')).toMatchObject({
      verdict: 'waived',
      waivedWhy: why,
      waivedBy: stand.people.approver.person,
    });
  });
});

describe('the act of the Cabinet', () => {
  it('is entered by an officer and only read by who decides', async () => {
    const dear = { ...plainAnswers, cost_hardware_2027: '20000000' };
    const id = await stand.recommended(dear, 'Okean gəmisinin alınması');
    expect((await at('officer', id)).body).toContain('name="act"');
    expect((await at('approver', id)).body).not.toContain('name="act"');
    const act = { do: 'act', act: 'Nazirlər Kabinetinin 15 saylı qərarı' };
    expect((await at('approver', `${id}/sert`, act)).statusCode).toBe(403);
    expect((await at('officer', `${id}/sert`, act)).statusCode).toBe(303);
    expect((await at('approver', id)).body).toContain(act.act);
    await stand.act('approver', id, 'approve');
    expect((await server.inject({ url: `/plan/xercler/${id}` })).body).toContain(act.act);
  });
});

describe('what was declared of a delivery', () => {
  it('stands ticked in the form until it is unticked', async () => {
    const id = await stand.recommended(centralAnswers, 'Bulaqların pasportu');
    await stand.act('approver', id, 'approve');
    const ticked = async () => /<input[^>]*name="scopeChanged"[^>]*>/.exec((await at('registrar', id)).body)?.[0] ?? '';
    expect(await ticked()).not.toContain('checked');
    await updateDelivery(stand.as('registrar'), id, { scopeChanged: true });
    expect(await ticked()).toContain('checked');
    expect((await at('approver', id)).body).toContain('Həcm');
    expect((await at('registrar', `${id}/icra`, { contract: 'M-1', scopeChanged: 'yes' })).statusCode).toBe(303);
    expect((await stand.row(id)).deviation).toEqual(['scope']);
    expect((await at('registrar', `${id}/icra`, { contract: 'M-1' })).statusCode).toBe(303);
    expect((await stand.row(id)).deviation).toEqual([]);
  });
});
