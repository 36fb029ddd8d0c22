import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { h } from 'preact';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServiceStage, service, software, type Stage } from '../../../../test/service-stage.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { formToken, noteMandate, openSession } from '../../../kernel/session.ts';
import { mountDemoProvider } from '../../identity/index.ts';
import { startCase } from '../actions/applying.ts';

let stage: Stage;
let server: FastifyInstance;
let token: string;

beforeAll(async () => {
  stage = await openServiceStage();
  const { vahid, clock } = stage.test;
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(vahid, assets);
  server = await buildServer(vahid, {
    assets,
    failurePage: (_, { code }) => h('p', null, code),
    extend: (app) => mountDemoProvider(app, vahid),
  });
  const { person = '', organisation = null, name = '' } = stage.people.head;
  const id = newId();
  token = await openSession(vahid.db, { id, person, organisation, name, agent: 'test', now: clock.now() });
  await noteMandate(vahid.db, id, clock.now(), true);
}, 120_000);
afterAll(async () => {
  await server.close();
  await stage.test.close();
});

interface Seen {
  readonly url: string;
  readonly status: number;
  readonly body: string;
}

function send(url: string, form: Readonly<Record<string, string>>) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-form-token': formToken(token) };
  const payload = new URLSearchParams(form).toString();
  return server.inject({ method: 'POST', url, cookies: { vahid: token }, headers, payload });
}

/** A browser without scripts: opens, sends forms, follows redirects. None may lead off the site. */
async function go(url: string, form?: Readonly<Record<string, string>>): Promise<Seen> {
  const answer = form ? await send(url, form) : await server.inject({ url, cookies: { vahid: token } });
  const to = answer.headers.location;
  if (to === undefined) return { url, status: answer.statusCode, body: answer.body };
  expect(to).toMatch(/^\/(?!\/)/);
  return go(to);
}

const valueOf = ({ body }: Seen, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? '';
const linkTo = ({ body }: Seen, end: string): string => new RegExp(`href="([^"]+${end})"`).exec(body)?.[1] ?? '';

/** From the check of the answers to the consent, as somebody. */
async function toConsent(id: string, lang: string): Promise<Seen> {
  const check = await go(`${lang}/muracietler/${id}/yoxlama`);
  const asked = await go(`${lang}/muracietler/${id}/gonder`, { key: valueOf(check, 'key'), as: 'submit', sign: '1' });
  expect(asked.url).toMatch(new RegExp(`^${lang}/imza/[0-9a-f-]{36}$`));
  expect(asked.body).toContain('RP-2026-');
  const who = await go(linkTo(asked, '/davam'));
  expect(who.url).toMatch(/\/imza\/demo\//);
  return go(who.url, { person: '5KN7R2A', agree: 'yes' });
}

async function draft(): Promise<string> {
  const { people, test, answer } = stage;
  const { id } = await startCase(test.ctx(people.head), { service });
  await answer(people.head, id, software);
  return id;
}

it('lets somebody decline at the service, and says that nothing was sent and how to go back', async () => {
  const id = await draft();
  const consent = await toConsent(id, '');
  const declined = await go(consent.url, { agree: 'no' });
  expect([declined.status, declined.body]).toEqual([400, expect.stringContaining('İmzalamaqdan imtina etdiniz')]);
  const back = await go(linkTo(declined, '/yoxlama'));
  expect(back.body).toContain('İmzala və göndər');
});

it('asks the register of companies anew before it sends for one, though the service leads back by a link', async () => {
  const { vahid, clock } = stage.test;
  const id = await draft();
  const consent = await toConsent(id, '');
  const agreed = await send(consent.url, { agree: 'yes' });
  const until = new Date(clock.now().getTime() + 60_000);
  await sql`insert into records.outage (register, since, until, reason)
    values ('companies', ${clock.now()}, ${until}, ${JSON.stringify({ az: 'Sınaq', en: 'Test', ru: 'Проба' })}::jsonb)`.execute(
    vahid.db,
  );
  const back = await go(agreed.headers.location ?? '');
  await sql`delete from records.outage where register = 'companies'`.execute(vahid.db);
  expect([back.status, back.body]).toEqual([503, expect.stringContaining('Şirkətlərin reyestri cavab vermir')]);
  expect((await go(`/muracietler/${id}`)).body).toContain('Qaralama');
});

it('sends an application with a signature, without a script and in the language in which it was begun', async () => {
  const id = await draft();
  const consent = await toConsent(id, '/en');
  expect(consent.body).toContain('Do you sign this?');
  expect(consent.body).toContain('Nərmin Abbaslı');
  const sent = await go(consent.url, { agree: 'yes' });
  const { rows } = await sql<{ id: string }>`select id from identity.signing where step = 'done'`.execute(
    stage.test.vahid.db,
  );
  const path = `/imza/${rows[0]?.id ?? ''}`;
  expect([sent.status, sent.url]).toEqual([200, `/en/muracietler/${id}/gonderildi`]);
  expect((await go(path)).url).toBe(`/muracietler/${id}/gonderildi`);
  const seen = await go(`/en/muracietler/${id}`);
  expect(seen.body).toContain('The signature holds');
  const file = await server.inject({ url: linkTo(seen, '/imza/2'), cookies: { vahid: token } });
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/jose']);
  expect(file.body.split('.')).toHaveLength(3);
  const anchors = await server.inject({ url: '/imza/etibar.pem' });
  expect(anchors.body).toMatch(/^-----BEGIN CERTIFICATE-----/);
});
