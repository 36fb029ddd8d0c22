import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, openTestVahid } from '../../../../test/database.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { room as catalogue } from '../module.ts';
import type { Actor } from '../../../kernel/access.ts';
import { failurePage } from '../../../app/failure.tsx';
import { sessionCookie } from '../../../kernel/http/cookie.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { formToken, openSession } from '../../../kernel/session.ts';
import { openStand, thing, uses } from './test-stand.ts';

/** Systems of the definitions, and two of the test. */
const all = (readFileSync(join(root, 'definitions/systems.yaml'), 'utf8').match(/^ {2}- code:/gm)?.length ?? 0) + 2;

let stand: Awaited<ReturnType<typeof openStand>>;
let server: FastifyInstance;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue] }));
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(stand.test.vahid, assets);
  server = await buildServer(stand.test.vahid, { assets, failurePage });
  const replaced = { kind: 'replaced_by', to: { kind: 'service', code: 'new-service' } } as const;
  await stand.enter(
    thing('service', 'new-service', [], { state: 'being_established' }),
    thing('portal', 'old', [replaced]),
    thing('system', 'held'),
    thing('system', 'one', [uses('system', 'held')], { title: { az: 'Birinci Şəbəkə', en: 'One', ru: 'Один' } }),
  );
  await stand.toMoving('one');
});
afterAll(async () => {
  await server.close();
  await stand.test.close();
});

async function signIn({ person, name }: Actor): Promise<string> {
  const id = newId();
  const of = {
    id,
    person: person ?? '',
    name: name ?? '',
    organisation: null,
    agent: 'test',
    now: stand.test.clock.now(),
  };
  return openSession(stand.test.vahid.db, of);
}

const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');

async function read(url: string, actor?: Actor, status = 200) {
  const session = actor && (await signIn(actor));
  const answer = await server.inject({ url, ...(session ? { cookies: { [sessionCookie]: session } } : {}) });
  expect([url, answer.statusCode]).toEqual([url, status]);
  return { html: answer.body, text: words(answer.body) };
}

async function send(url: string, actor: Actor, body: Readonly<Record<string, string>>) {
  const token = await signIn(actor);
  const answer = await server.inject({
    method: 'POST',
    url,
    cookies: { [sessionCookie]: token },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-form-token': formToken(token) },
    payload: new URLSearchParams(body).toString(),
  });
  return { status: answer.statusCode, html: answer.body, text: words(answer.body), to: answer.headers.location };
}

describe('pages of hosting', () => {
  it('tell everybody how far each institution is, and which portals are still to be closed', async () => {
    const { html, text } = await read('/kataloq/bulud');
    expect(text).toContain(
      `Sistem sayı ${all} Buludda 0 Qalıb ${all} Maneəli 1 Proqnoz Son 180 gündə heç nə köçürülməyib`,
    );
    expect(text).toMatch(/3 0 3 1 1-ci rüb, 2027: 1 Son 180 gündə heç nə köçürülməyib/);
    expect(text).toContain('Bağlanıb: 0, cəmi: 1.');
    expect(html).toContain('href="/kataloq/bulud?qurum=aef"');
    const own = await read('/kataloq/bulud?qurum=aef');
    expect(own.text).toContain('Sistem sayı 3 Buludda 0 Qalıb 3 Maneəli 1');
    expect(own.text).toMatch(/Yerli serverlərdə qalan sistemlər.* 3 /);
    expect(own.html).not.toContain('?qurum=din');
    expect((await read('/kataloq/bulud?qurum=xritdx')).text).toContain('Bu qurumun kataloqda sistemi yoxdur.');
    expect(text).toContain('new-service (hələ istifadədə deyil)');
    expect(html).toContain('href="/kataloq/portal/old"');
    expect((await read('/en/kataloq/bulud')).text).toContain('Systems left on local servers');
  });

  it('show on an entry where it runs, what is in the way and how it came there', async () => {
    const { html, text } = await read('/kataloq/sistem/one');
    expect(text).toContain('Yerləşmə Köçürülür 1-ci rüb, 2027 Buludda sayılmağa nə mane olur');
    expect(html).toContain('href="/kataloq/sistem/held"');
    expect(text).toContain('Yerləşmənin tarixçəsi');
    expect(html).not.toContain('/masa/kataloq/yerlesme');
    expect((await read('/kataloq/sistem/one', stand.registrar)).html).toContain(
      'href="/masa/kataloq/yerlesme/sistem/one"',
    );
    expect((await read('/kataloq/reyestr/population')).text).not.toContain('Yerləşmənin tarixçəsi');
  });

  it('let the registrar take a step, and say why one is refused', async () => {
    expect((await read('/masa/kataloq/yerlesme', stand.registrar)).html).toContain(
      'href="/masa/kataloq/yerlesme/portal/old"',
    );
    await read('/masa/kataloq/yerlesme', stand.approver, 403);
    await read('/masa/kataloq/yerlesme/reyestr/population', stand.registrar, 404);
    const at = '/masa/kataloq/yerlesme/sistem/one';
    expect((await read(at, stand.registrar)).html).toMatch(/name="to"[^>]*value="cloud"/);
    const refused = await send(at, stand.registrar, { to: 'cloud', note: 'Köçdü' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('yerləşdiyi mərkəz hökumət buludunda deyil: held.');
    expect(refused.text).toContain('Köçdü');
    const held = '/masa/kataloq/yerlesme/sistem/held';
    expect(await send(held, stand.registrar, { to: 'assessed' })).toMatchObject({ status: 303, to: held });
    expect((await read(held, stand.registrar)).text).toContain('1-ci rüb, 2027');
    expect((await send(held, stand.registrar, { to: 'planned' })).text).toContain('Köçürmənin rübünü seçin.');
    await send(held, stand.registrar, { to: 'planned', wave: '2027-2' });
    expect(await stand.stateOf('held')).toBe('planned');
  });
});

describe('pages of exceptions', () => {
  it('let an institution ask and the deciding one grant and revoke, and tell everybody by office, never by name', async () => {
    expect((await read('/kataloq/istisnalar')).text).toContain('Hələ heç bir istisna verilməyib');
    const at = '/masa/kataloq/istisnalar';
    const given = {
      about: 'hosting',
      kind: 'system',
      code: 'one',
      act: 'technopark-rules 4.3',
      reason: 'Köhnə avadanlıq',
    };
    const refused = await send(at, stand.registrar, { ...given, expires: 'sabah' });
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.text).toContain('Son gün bu gündən sonra və ən çoxu bir il sonra olmalıdır.');
    expect((await send(at, stand.registrar, { ...given, reason: ' ', expires: '31.12.2026' })).html).toMatch(
      /<textarea[^>]*name="reason"[^>]*aria-invalid="true"/,
    );
    expect((await send(at, stand.approver, { ...given, expires: '31.12.2026' })).status).toBe(403);
    const form = await read(at, stand.registrar);
    expect(form.html).toContain('<option value="technopark-rules 4.3"');
    expect((await read('/masa/kataloq', stand.registrar)).html).toContain(`href="${at}"`);
    expect((await send(at, stand.registrar, { ...given, code: 'yoxdur', expires: '31.12.2026' })).text).toContain(
      'Kataloqda bu növdə belə qeyd yoxdur.',
    );
    expect(
      (await send(at, stand.registrar, { ...given, about: 'portal_closing', expires: '31.12.2026' })).text,
    ).toContain('Seçilən istisna bu növ qeydə aid deyil.');
    // By its title as well as by its code.
    const asked = await send(at, stand.registrar, { ...given, code: 'birinci şəbəkə', expires: '31.12.2026' });
    expect(asked.status).toBe(303);
    const page = String(asked.to);
    expect((await read(at, stand.registrar)).html).toContain(`href="${page}"`);
    expect((await read('/kataloq/istisnalar')).text).toContain('Hələ heç bir istisna verilməyib');
    expect((await read(page, stand.approver)).text).toContain('Kİ-2026-00001');
    expect((await send(`${page}/emel`, stand.approver, { do: 'refuse', key: 'k' })).status).toBe(422);
    expect(await send(`${page}/emel`, stand.approver, { do: 'approve', key: 'k' })).toMatchObject({
      status: 303,
      to: page,
    });
    const { html, text } = await read('/kataloq/istisnalar');
    expect(text).toMatch(/Birinci Şəbəkə .*4\.3.* Köhnə avadanlıq .*Rəqəmsal İnkişaf.*31\.12\.2026 Qüvvədədir/);
    expect(html).not.toContain(stand.approver.name);
    const api = (await server.inject({ url: '/api/v1/catalogue/exceptions' })).json();
    expect(api).toMatchObject({
      total: 1,
      exceptions: [
        { about: 'hosting', grantedBy: { institution: 'rinn', office: 'approver' }, expiresOn: '2026-12-31' },
      ],
    });
    expect(JSON.stringify(api)).not.toContain(stand.approver.person);
    const id = api.exceptions[0].id;
    expect((await send(`${at}/${id}`, stand.approver, { why: '' })).text).toContain('Əsaslandırmanı yazın.');
    await send(`${at}/${id}`, stand.approver, { why: 'Söküldü' });
    expect((await read('/kataloq/istisnalar')).text).toContain('Ləğv edilib');
    expect((await read('/kataloq/bulud')).html).toContain('href="/kataloq/istisnalar"');
  });

  it('show a once-only exception with the concept that may be asked for', async () => {
    await stand.grant({
      about: 'once_only',
      kind: 'service',
      code: 'new-service',
      concept: 'person.name',
      act: 'technopark-rules 4.3',
      reason: 'Reyestr hələ bağlanmayıb',
      expiresOn: '2027-01-31',
    });
    expect((await read('/kataloq/istisnalar')).text).toContain(
      'Reyestrdə olan məlumatın soruşulması Adı, atasının adı, soyadı',
    );
  });
});

describe('the same for programs', () => {
  const get = async (url: string) => (await server.inject({ url })).json();

  it('is told whole and by institution, and of each entry', async () => {
    expect(await get('/api/v1/catalogue/cloud')).toMatchObject({
      all,
      moved: 0,
      left: all,
      burnDown: [{ month: '2026-11', left: all }],
      institutions: expect.arrayContaining([expect.objectContaining({ institution: 'aef', all: 3 })]),
      portals: { all: 1, closed: 0, open: [{ code: 'old', replacedBy: [{ code: 'new-service' }] }], pages: 1 },
    });
    expect(await get('/api/v1/catalogue/cloud?institution=aef')).toMatchObject({
      all: 3,
      forecast: null,
      institutions: [{ institution: 'aef' }],
      portals: { all: 1 },
    });
    expect(await get('/api/v1/catalogue/entries/system/one')).toMatchObject({
      hosting: { state: 'moving', wave: '2027-1' },
    });
    expect(await get('/api/v1/catalogue/entries/register/population')).toMatchObject({ hosting: null });
    expect(await get('/api/v1/catalogue/findings')).toEqual({
      findings: [],
      institutions: [],
      total: 0,
      page: 1,
      pages: 1,
    });
  });
});
