import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import { newId } from '../kernel/identifier.ts';
import { openSession } from '../kernel/session.ts';
import { appoint, ensurePerson } from '../modules/identity/index.ts';
import { openServer } from './server.ts';

let test: TestVahid;
let server: FastifyInstance;
let cookie: string;
let ofRegistrar: string;

beforeAll(async () => {
  test = await openTestVahid();
  server = await openServer(test.vahid, root);
  cookie = await cookieOf(await ensurePerson(test.ctx(), '5ABC123'));
  const registrar = await ensurePerson(test.ctx(), '5ABC124');
  const title = { az: 'Əməkdaş', en: 'Official', ru: 'Сотрудник' };
  await appoint(test.ctx(), { person: registrar, institution: 'din', role: 'registrar', title });
  ofRegistrar = await cookieOf(registrar);
});
afterAll(async () => {
  await server.close();
  await test.close();
});

async function cookieOf(person: string): Promise<string> {
  const session = { id: newId(), person, name: 'Sınaq', organisation: null, agent: 'test', now: test.clock.now() };
  return `vahid=${await openSession(test.vahid.db, session)}`;
}

const bodyOf = async (url: string, as?: string) =>
  (await server.inject({ url, ...(as ? { headers: { cookie: as } } : {}) })).body;

describe('the page of a refusal', () => {
  it('keeps the frame of the part in which it happened', async () => {
    expect(await bodyOf('/plan/yoxdur')).toContain('Vahid, milli plan</title>');
    expect(await bodyOf('/y/a/b')).toContain('Vahid, sənədin yoxlanılması</title>');
    expect(await bodyOf('/yoxdur')).toContain('Mygov</title>');
  });

  it('has the search it speaks of, where something was not found', async () => {
    expect(await bodyOf('/yoxdur')).toMatch(/<form class="search onpaper" role="search" action="\/xidmetler"/);
    expect(await bodyOf('/en/plan/yoxdur')).toMatch(/role="search" action="\/en\/kataloq"/);
  });

  it('does not speak of authority and institutions to who holds no office', async () => {
    const body = await bodyOf('/masa', cookie);
    expect(body).toContain('Bu səhifə qurumların əməkdaşları üçündür.');
    expect(body).not.toContain('səlahiyyətiniz yoxdur');
  });

  it('names to an official the office that the page wants', async () => {
    const body = await bodyOf('/masa/plan/lovhe', ofRegistrar);
    expect(body).toContain('Bu əməliyyat üçün səlahiyyətiniz yoxdur.');
    expect(body).toMatch(/Tələb olunan vəzifə[^<]*ayihə ofisi/);
  });
});
