import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, type TestVahid } from '../../../test/database.ts';
import { failurePage } from '../../app/failure.tsx';
import { assetsPort } from '../../kernel/http/frame.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { newId } from '../../kernel/identifier.ts';
import { kernelRoom } from '../../kernel/room.ts';
import { noteMandate, openSession } from '../../kernel/session.ts';
import { room as catalogue } from '../catalogue/module.ts';
import { ensureOrganisation, ensurePerson } from '../identity/index.ts';
import { room as identity } from '../identity/module.ts';
import { room as process } from '../process/module.ts';
import { enter } from './entry.ts';
import { facts } from './facts.ts';
import { room as exchange } from './module.ts';
import { registerProvider } from './provider.ts';
import { newFin, newVoen, TrialRegisters } from './trial-register.ts';

let test: TestVahid;
let server: FastifyInstance;
const trial = new TrialRegisters();
const terms = {
  consumer: 'rinn',
  purpose: 'technopark-residency',
  basis: { act: 'technopark-rules', article: '4.4.1' },
  reference: 'TP-2026-0001',
};
let person = '';
let organisation = '';

beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] });
  registerProvider(test.vahid, 'hosted', trial);
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage });
  const [fin, voen] = [newFin(), newVoen()];
  trial.add('companies', { voen, name: '“Araz” MMC', taxDebt: '12.50', headFin: fin });
  trial.add('population', { fin, name: 'Nərmin Abbaslı' });
  person = await ensurePerson(test.ctx(), fin);
  organisation = await ensureOrganisation(test.ctx(), voen);
  const subjects = [{ entity: 'organisation' as const, id: organisation }];
  await facts(test.ctx({ kind: 'person', person, appointments: [] }), {
    ...terms,
    subjects,
    shape: { name: true, taxDebt: true, headedBy: { name: true } },
  });
  test.clock.advance(60_000);
  await facts(test.ctx(), { ...terms, subjects, consumer: 'sn', shape: { taxDebt: true } });
  test.clock.advance(60_000);
  trial.broken.set('employment', () => Promise.reject(new Error('down')));
  await facts(test.ctx(), { ...terms, subjects, shape: { staffCount: true } });
  test.clock.advance(60_000);
  const entry = { number: '7', voen };
  await enter(test.ctx(), { ...terms, register: 'technopark-residents', entry, effectKey: 'a' });
});
afterAll(async () => {
  await server.close();
  await test.close();
});

async function visit(url: string, behalf: string | null) {
  const session = {
    id: newId(),
    person,
    name: 'Nərmin Abbaslı',
    organisation: behalf,
    agent: 'test',
    now: test.clock.now(),
  };
  const token = await openSession(test.vahid.db, session);
  // As if the register had just said that they may: its asking is in the log as well.
  await noteMandate(test.vahid.db, session.id, session.now, true);
  const answer = await server.inject({ url, cookies: { vahid: token } });
  const text = answer.body
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ');
  return { status: answer.statusCode, html: answer.body, text, json: () => answer.json() };
}

describe('“Məlumatıma kim baxıb”', () => {
  it('shows the person what was looked at through the company they head', async () => {
    const { text } = await visit('/baxislar', null);
    expect(text).toContain('Cəmi: 1');
    expect(text).toContain(
      '23.11.2026, 09:00 Rəqəmsal İnkişaf və Nəqliyyat Nazirliyi , öz əməliyyatınız Rəhbər; adı, atasının adı, soyadı Texnologiyalar parkının rezidentliyi barədə qərar , müraciət TP-2026-0001 “Texnologiyalar parkının rezidentliyi haqqında” Qaydaların 4.4.1-ci bəndi nümunə',
    );
  });

  it('shows the company, when acting for it, what was granted, refused, not obtained and entered', async () => {
    const { text, html } = await visit('/baxislar', organisation);
    expect(text).toContain('Şirkətin məlumatına kim baxıb');
    expect(text).toContain('Cəmi: 4');
    expect(text).toContain('Təşkilatın adı; vergi borcu; rəhbər');
    expect(text).toMatch(/Səhiyyə Nazirliyi Vergi borcu sorğu rədd edilib/);
    expect(text).toMatch(/İşçilərin sayı alınmayıb/);
    expect(text).toContain('Reyestrə yazılıb: texnologiyalar parkının rezidenti; rezidentin qeydiyyat nömrəsi');
    // No value of the register: not even the name of the head or the amount of the debt.
    expect(html).not.toContain('12.50');
    expect(html.replace(/<nav class="who"[\s\S]*?<\/nav>/, '')).not.toContain('Abbaslı');
  });

  it('is asked for by a sign-in first', async () => {
    const answer = await server.inject({ url: '/baxislar' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/giris?davam=%2Fbaxislar']);
    expect((await server.inject({ url: '/api/v1/look-ups' })).statusCode).toBe(401);
  });

  it('is in the API as on the page', async () => {
    const own = (await visit('/api/v1/look-ups', null)).json();
    expect(own).toMatchObject({
      total: 1,
      lookUps: [{ own: true, act: { sample: true, article: '4.4.1' }, outcome: 'granted' }],
    });
    const company = (await visit('/api/v1/look-ups', organisation)).json();
    expect(
      company.lookUps.map((one: { operation: string; outcome: string; reason: string | null }) => [
        one.operation,
        one.outcome,
        one.reason,
      ]),
    ).toEqual([
      ['entry', 'granted', null],
      ['read', 'unavailable', null],
      ['read', 'refused', 'no_right'],
      ['read', 'granted', null],
    ]);
  });
});
