import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import { newId } from '../kernel/identifier.ts';
import { openSession } from '../kernel/session.ts';
import { ensurePerson } from '../modules/identity/index.ts';
import { openServer } from './server.ts';

let test: TestVahid;
let server: FastifyInstance;
let cookie: string;

beforeAll(async () => {
  test = await openTestVahid();
  server = await openServer(test.vahid, root);
  const person = await ensurePerson(test.ctx(), '5ABC123');
  const session = { id: newId(), person, name: 'Sınaq', organisation: null, agent: 'test', now: test.clock.now() };
  cookie = `vahid=${await openSession(test.vahid.db, session)}`;
});
afterAll(async () => {
  await server.close();
  await test.close();
});

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
    expect(body).not.toContain('Səlahiyyətləri qurumunuzun');
  });
});
