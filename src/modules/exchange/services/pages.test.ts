import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid } from '../../../../test/database.ts';
import { failurePage } from '../../../app/failure.tsx';
import type { Actor } from '../../../kernel/access.ts';
import { sessionCookie } from '../../../kernel/http/cookie.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import { formToken, openSession } from '../../../kernel/session.ts';
import { room as catalogue } from '../../catalogue/module.ts';
import { room as identity } from '../../identity/module.ts';
import { room as process } from '../../process/module.ts';
import { openStand, peopleDocument } from '../access-rights/test-stand.ts';
import { room as exchange } from '../module.ts';

let stand: Awaited<ReturnType<typeof openStand>>;
let server: FastifyInstance;
beforeAll(async () => {
  stand = await openStand(await openTestVahid({ rooms: [kernelRoom, identity, process, catalogue, exchange] }));
  const assets = { base: '/assets', get: () => undefined };
  assetsPort.fill(stand.test.vahid, assets);
  server = await buildServer(stand.test.vahid, { assets, failurePage });
});
afterAll(async () => {
  await server.close();
  await stand.test.close();
});

const words = (html: string) =>
  html
    .replaceAll('&nbsp;', ' ')
    .replaceAll('\u00a0', ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

const signIn = ({ person = '', name = '' }: Actor) =>
  openSession(stand.test.vahid.db, {
    id: newId(),
    person,
    name,
    organisation: null,
    agent: 'test',
    now: stand.test.clock.now(),
  });

async function read(url: string, actor?: Actor, status = 200) {
  const answer = await server.inject({ url, ...(actor ? { cookies: { [sessionCookie]: await signIn(actor) } } : {}) });
  expect([url, answer.statusCode]).toEqual([url, status]);
  return { html: answer.body, text: words(answer.body) };
}

type Form = Readonly<Record<string, string | readonly string[]>>;
const pairs = (form: Form) =>
  Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));

async function send(url: string, actor: Actor, form: Form, file?: string) {
  const token = await signIn(actor);
  const multipart = [
    ...pairs(form).map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    `--b\r\nContent-Disposition: form-data; name="openapi"; filename="a.yaml"\r\n\r\n${file}\r\n--b--\r\n`,
  ].join('');
  const answer = await server.inject({
    method: 'POST',
    url,
    cookies: { [sessionCookie]: token },
    headers: {
      'content-type': file === undefined ? 'application/x-www-form-urlencoded' : 'multipart/form-data; boundary=b',
      'x-form-token': formToken(token),
    },
    payload: file === undefined ? new URLSearchParams(pairs(form).map(([a, b]) => [a, b])).toString() : multipart,
  });
  return { status: answer.statusCode, text: words(answer.body), to: answer.headers.location ?? '' };
}

const described = {
  system: 'population-system',
  code: 'sexsler',
  titleAz: 'Şəxslər',
  titleEn: 'People',
  titleRu: 'Лица',
  purposeAz: 'Şəxsin adını verir',
  purposeEn: 'Gives the name of a person',
  purposeRu: 'Даёт имя лица',
  personal: 'yes',
};
const versionIn = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
const keyIn = (html: string) => /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';

describe('a service and a right to it', () => {
  it('go from a document to the public page by forms alone', async () => {
    const { provider, consumer, officer, approver } = stand;
    const wrong = await send('/masa/mubadile/xidmetler', provider, described, 'openapi: 2.0');
    expect(wrong).toMatchObject({ status: 422 });
    expect(wrong.text).toContain('“/openapi” yerində 3.0.x');
    const { to } = await send('/masa/mubadile/xidmetler', provider, described, peopleDocument());
    await read(to, consumer, 403);
    const draft = await read(to, provider);
    expect(draft.text).toContain('GET /people/{fin} Baxılmayıb');
    const looked: Form = {
      version: versionIn(draft.html),
      'name-0': 'GET /people/{fin}',
      'at-0': 'person path fin',
      'name-1': 'POST /people',
    };
    const early = await send(`${to}/derc`, provider, { version: versionIn(draft.html) });
    expect(early.text).toContain('hələ baxılmayıb: GET /people/{fin}, POST /people');
    const odd = await send(`${to}/emeliyyatlar`, provider, { ...looked, 'more-1': 'person body /nobody' });
    expect(odd).toMatchObject({ status: 422 });
    await send(`${to}/emeliyyatlar`, provider, looked);
    const nobodys = await send(`${to}/derc`, provider, { version: versionIn((await read(to, provider)).html) });
    expect(nobodys.text).toContain('kimin məlumatı olduğu göstərilməyib: POST /people');
    const again = { ...looked, version: versionIn((await read(to, provider)).html) };
    await send(`${to}/emeliyyatlar`, provider, { ...again, 'more-1': 'person body /people/*/fin' });
    await send(`${to}/derc`, provider, { version: versionIn((await read(to, provider)).html) });

    const open = await read('/mubadile/xidmetler/population-system/sexsler');
    expect(open.text).toContain('GET /people/{fin} One person Şəxs: yolun “fin” hissəsi');
    expect(open.text).toContain('Bu xidmətə hələ heç bir hüquq verilməyib');
    const endpoint = await read('/mubadile/xidmetler/population-system/sexsler/emeliyyat?metod=GET&yol=/people/{fin}');
    expect(endpoint.text).toContain(
      "curl &quot;$GATEWAY&quot;'/r1/AZ/GOV/din/population-system/sexsler/people/1AAAAA1'",
    );
    expect(endpoint.text).toContain('Sınayın Bu mübadiləyə sınaq mühiti qoşulmayıb');
    expect(endpoint.text).toContain('mübadilə mərkəzinin inzibatçısına müraciət edin');
    // What the dictionary knows stands in the language of the reader.
    const russian = await read(
      '/ru/mubadile/xidmetler/population-system/sexsler/emeliyyat?metod=GET&yol=/people/{fin}',
    );
    expect(russian.text).toMatch(/birthDate \/birthDate string .{1,30} Дата рождения/);
    const service = to.split('/').at(-1) ?? '';
    const asked: Form = {
      service,
      system: 'technopark-system',
      endpoints: ['GET /people/{fin}'],
      purpose: 'technopark-residency',
      act: 'technopark-rules 4.2',
      whole: 'no',
      fields: ['/name', '/birthDate'],
      until: '30.06.2027',
      reason: 'Qərar üçün',
    };
    await read(`/masa/mubadile/huquqlar/yeni?xidmet=${service}`, consumer);
    const empty = await send('/masa/mubadile/huquqlar/yeni', consumer, { ...asked, fields: [] });
    expect(empty.text).toContain('Ən azı bir sahə seçin');
    const { to: right } = await send('/masa/mubadile/huquqlar/yeni', consumer, asked);
    await read(right, await stand.someone('1AAAAB9', ['aef', 'officer']), 403);
    expect((await read('/masa/isler', officer)).html).toContain(right);
    const seen = await read(right, officer);
    const proposed = {
      ...asked,
      do: 'recommend',
      fields: ['/name'],
      version: versionIn(seen.html),
      key: keyIn(seen.html),
    };
    expect(await send(`${right}/emel`, officer, proposed)).toMatchObject({ status: 303 });
    const deciding = await read(right, approver);
    expect(deciding.text).toContain('İstəniləndən fərqi');
    await send(`${right}/emel`, approver, {
      do: 'grant',
      version: versionIn(deciding.html),
      key: keyIn(deciding.html),
    });
    expect((await read(right, consumer)).text).toMatch(
      /Nə verilib.*Adı, atasının adı, soyadı \/name.*İstəniləndən fərqi/,
    );
    for (const url of ['/mubadile/huquqlar', '/mubadile/xidmetler/population-system/sexsler'])
      expect((await read(url)).text).toContain('Adı, atasının adı, soyadı');
    // Whoever decides at the institution that asked has no part in it, and opens the desk all the same.
    const another = await stand.someone('1AAAAD5', ['rinn', 'approver']);
    expect((await read('/masa/mubadile/huquqlar', another)).text).toContain('Qurumunuzdan hələ hüquq istənilməyib.');
    expect((await read('/masa/mubadile/huquqlar', consumer)).text).toContain('MH-2026-00001');
    const sought = await read('/masa/mubadile/huquqlar/yeni?q=Şəxslər', consumer);
    expect(sought.html).toContain(`/masa/mubadile/huquqlar/yeni?xidmet=${service}`);
    expect((await read('/masa/mubadile/huquqlar/yeni?q=yoxdur', consumer)).text).toContain('Belə xidmət tapılmadı');
  });

  it('of a service announce its last day, and take it back', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'leaving' });
    const desk = `/masa/mubadile/xidmetler/${service}`;
    const announce = (day: string) => send(`${desk}/son-gun`, stand.provider, { day, reason: 'Əvəzi: people' });
    for (const wrong of ['sabah', '31.02.2027', '24.11.2026'])
      expect([wrong, (await announce(wrong)).status]).toEqual([wrong, 422]);
    expect((await announce('01.12.2027')).status).toBe(303);
    const shown = '/mubadile/xidmetler/population-system/leaving';
    expect((await read(shown)).text).toContain('Xidmətin son günü 01.12.2027. Həmin gündən sonra sorğular keçməyəcək.');
    expect((await send(`${desk}/son-gun/geri`, stand.provider, {})).status).toBe(303);
    expect((await read(shown)).text).not.toContain('Xidmətin son günü');
  });

  it('of the centre’s key say that there is none before the first gateway, and make none', async () => {
    const { text } = await read('/masa/mubadile/merkez-acari', stand.provider);
    expect(text).toContain('Mərkəzin hələ açarı yoxdur');
    expect((await send('/masa/mubadile/merkez-acari', stand.provider, { days: '14' })).status).toBe(403);
  });

  it('tell programs what they tell people', async () => {
    const service = await stand.publish(peopleDocument(), { code: 'api' });
    const list = await server.inject('/api/v1/exchange/services?q=population');
    expect(list.json()).toMatchObject({
      services: expect.arrayContaining([expect.objectContaining({ code: 'api' })]) as unknown,
    });
    const one = await server.inject('/api/v1/exchange/services/population-system/api');
    expect(one.json()).toMatchObject({
      identifier: 'AZ/GOV/din/population-system/api',
      endpoints: [
        { method: 'GET', answer: [{ at: '/fin' }, {}, { label: { az: 'Doğum tarixi', ru: 'Дата рождения' } }] },
        { method: 'POST' },
      ],
    });
    const token = await signIn(stand.consumer);
    const content = {
      scopes: [{ method: 'GET', path: '/people/*' }],
      purpose: 'sign-in',
      act: 'data-exchange-rules',
      article: '3.2',
      fields: ['/name'],
      byDefault: true,
      massRun: false,
      consent: false,
      hidden: null,
      until: '2027-01-31',
    };
    const call = (url: string, payload: object, session = token) =>
      server.inject({
        method: 'POST',
        url,
        payload,
        cookies: { [sessionCookie]: session },
        headers: { 'x-form-token': formToken(session) },
      });
    const asked = await call('/api/v1/exchange/rights', { system: 'technopark-system', service, reason: 'x', content });
    expect(asked.statusCode).toBe(201);
    const { id } = asked.json<{ id: string }>();
    const officer = await signIn(stand.officer);
    const done = await call(`/api/v1/exchange/rights/${id}/recommend`, { version: 1, key: 'abcdefgh-1' }, officer);
    expect(done.json()).toMatchObject({ state: 'decision', standing: 'asked' });
    const listed = await server.inject('/api/v1/exchange/rights');
    expect(JSON.stringify(listed.json())).not.toContain(id);
  });
});
