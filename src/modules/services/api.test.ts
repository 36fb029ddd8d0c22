import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, service, software, type Stage } from '../../../test/service-stage.ts';
import type { Actor } from '../../kernel/access.ts';
import { buildServer } from '../../kernel/http/server.ts';
import { newId } from '../../kernel/identifier.ts';
import { formToken, openSession } from '../../kernel/session.ts';
import { appoint } from '../identity/index.ts';
import { apiRoutes } from './api.ts';

let stage: Stage;
let server: FastifyInstance;

beforeAll(async () => {
  stage = await openServiceStage();
  const assets = { base: '/a/test', get: () => undefined };
  server = await buildServer(stage.test.vahid, { assets, failurePage: (_, { code }) => h('p', null, code) });
}, 120_000);
afterAll(async () => {
  await server.close();
  await stage.test.close();
});

/** A client signed in as somebody. */
async function client({
  person = '',
  organisation = null,
  name = '',
}: {
  person?: string;
  organisation?: string | null;
  name?: string;
}) {
  const now = stage.test.clock.now();
  const token = await openSession(stage.test.vahid.db, { id: newId(), person, name, organisation, agent: 'test', now });
  const headers = { cookie: `vahid=${token}`, 'x-form-token': formToken(token) };
  return {
    get: async (url: string) => server.inject({ url: `/api/v1${url}`, headers }),
    post: async (url: string, payload: object) =>
      server.inject({ method: 'POST', url: `/api/v1${url}`, headers, payload }),
  };
}

const headOf = ({ person = '', organisation = '', name = '' }: Actor) => client({ person, organisation, name });

describe('the API', () => {
  it('tells anybody which services there are, what they ask and what registers know', async () => {
    const list = await server.inject('/api/v1/services');
    expect(list.json().services.map((one: { name: string }) => one.name)).toContain(service);
    const one = (await server.inject(`/api/v1/services/${service}`)).json();
    expect(one.asks.map(({ page }: { page: string }) => page)).toEqual(['sahe', 'is-yerleri', 'layihe']);
    expect(one.facts).toContainEqual(expect.objectContaining({ field: 'address', register: 'companies' }));
    expect(one.appeal).toMatchObject({ days: 30, article: { article: '7.1', sample: true } });
    expect((await server.inject('/api/v1/services/nothing')).statusCode).toBe(404);
  });

  it('asks a stranger to sign in', async () => {
    expect((await server.inject('/api/v1/cases')).statusCode).toBe(401);
    expect((await server.inject({ method: 'POST', url: '/api/v1/cases', payload: { service } })).statusCode).toBe(401);
  });

  it('takes a case from start to submission', async () => {
    const head = await headOf(stage.people.head);
    const started = await head.post('/cases', { service });
    expect(started.statusCode).toBe(201);
    const { id, page } = started.json();
    expect(page).toBe('sahe');
    const wrong = await head.post(`/cases/${id}/answers`, { page: 'is-yerleri', values: { newJobs: 'beş' } });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json()).toMatchObject({
      code: 'services.invalid_answers',
      errors: [{ field: 'newJobs', text: { en: expect.stringContaining('whole number') } }],
    });
    expect((await head.post(`/cases/${id}/answers`, { page: 'sahe', values: { area: software.area } })).json()).toEqual(
      { next: 'is-yerleri' },
    );
    await head.post(`/cases/${id}/answers`, { page: 'is-yerleri', values: { newJobs: software.newJobs } });
    await head.post(`/cases/${id}/answers`, { page: 'layihe', values: { project: software.project } });
    const sent = await head.post(`/cases/${id}/submit`, { key: 'one-key-for-all' });
    expect(sent.json()).toMatchObject({ status: 'in_review', waits: false, due: expect.any(String), decision: null });
    expect((await head.post(`/cases/${id}/submit`, { key: 'one-key-for-all' })).statusCode).toBe(200);
    expect((await head.get('/cases')).json().cases.map((one: { id: string }) => one.id)).toEqual([id]);
    expect((await (await headOf(stage.people.debtor)).get(`/cases/${id}`)).statusCode).toBe(404);
    expect((await head.post(`/cases/${id}/actions/recommend`, { version: 3, key: 'not-mine-to-do' })).statusCode).toBe(
      403,
    );
  });

  it('lets officials act, by the version they saw', async () => {
    const title = { az: 'Məsləhətçi', en: 'Adviser', ru: 'Советник' };
    const { person = '' } = stage.people.officer;
    await appoint(stage.test.ctx(), { person, institution: 'rinn', role: 'officer', title }).catch(() => undefined);
    const officer = await client({ person, name: 'Elçin Nəbiyev' });
    const id = (await (await headOf(stage.people.head)).get('/cases')).json().cases[0].id;
    const act = (version: number) =>
      officer.post(`/cases/${id}/actions/return`, {
        version,
        note: 'Layihəni yazın.',
        pages: ['layihe'],
        key: `return-${version}-key`,
      });
    expect((await act(1)).json()).toMatchObject({ code: 'kernel.changed_meanwhile' });
    expect((await act(3)).json()).toEqual({ done: true });
    expect((await (await headOf(stage.people.head)).get(`/cases/${id}`)).json()).toMatchObject({
      status: 'waiting_for_applicant',
      waits: true,
      may: { answer: true },
    });
  });

  it('tells whose opinions a case waits for, and until when', async () => {
    const { person = '' } = stage.people.stranger;
    const builder = await client({ person, name: 'Tofiq Bədəlov' });
    const { id } = (await builder.post('/cases', { service: 'construction-notice' })).json();
    const pages = {
      yer: { site: 'Sınaq küçəsi 1' },
      bina: { kind: 'house', storeys: 2, floorArea: 90 },
      agaclar: { treesCut: false },
      layihe: { project: 'Ev.' },
    };
    for (const [page, values] of Object.entries(pages)) await builder.post(`/cases/${id}/answers`, { page, values });
    const sent = (await builder.post(`/cases/${id}/submit`, { key: 'notice-is-sent' })).json();
    const due = expect.stringMatching(/^2026-1[12]-/);
    expect(sent.opinions).toMatchObject([
      { institution: 'fhn', givenAt: null, due },
      { institution: 'etsn', givenAt: null, due },
      { institution: 'dsak', givenAt: null, due },
    ]);
  });

  it('refuses what does not have the form it describes', async () => {
    const head = await headOf(stage.people.head);
    expect((await head.post('/cases', { service, organisation: 'other' })).statusCode).toBe(422);
    expect((await head.post('/cases', { service: '../etc' })).statusCode).toBe(422);
  });

  it('answers in the shape it describes, no more and no less', async () => {
    const head = await headOf(stage.people.head);
    const { cases } = (await head.get('/cases')).json();
    const given = { name: service, id: cases[0].id };
    // A file that was uploaded comes as it is.
    const told = apiRoutes.filter(({ method, path }) => method === 'GET' && !path.endsWith('/:evidence'));
    for (const route of told) {
      const path = route.path.replace(/:(\w+)/g, (_, key: 'name' | 'id') => given[key]).replace('/api/v1', '');
      const answer = (await head.get(path)).json();
      expect([route.path, ...Compile(route.answer ?? Type.Never()).Errors(answer)]).toEqual([route.path]);
    }
  });
});
