import type { FastifyInstance } from 'fastify';
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServiceStage, type Stage } from '../../../../test/service-stage.ts';
import { assetsPort } from '../../../kernel/http/frame.ts';
import { buildServer } from '../../../kernel/http/server.ts';
import { newId } from '../../../kernel/identifier.ts';
import { openSession } from '../../../kernel/session.ts';

let test: Stage['test'];
let server: FastifyInstance;
let head: string;
let company: string;

beforeAll(async () => {
  const stage = await openServiceStage();
  ({ test } = stage);
  const assets = { base: '/a/test', get: () => undefined };
  assetsPort.fill(test.vahid, assets);
  server = await buildServer(test.vahid, { assets, failurePage: (_, { code }) => h('p', null, code) });
  const { person = '', organisation = null } = stage.people.head;
  const session = { person, name: 'Nərmin Abbaslı', agent: 'test', now: test.clock.now() };
  const cookie = async (of: string | null) =>
    `vahid=${await openSession(test.vahid.db, { ...session, id: newId(), organisation: of })}`;
  [head, company] = [await cookie(null), await cookie(organisation)];
}, 120_000);
afterAll(async () => {
  await server.close();
  await test.close();
});

async function open(url: string, cookie = '') {
  const { body, statusCode } = await server.inject({ url, headers: cookie ? { cookie } : {} });
  const nav = /<nav class="pages"[^>]*>(.*?)<\/nav>/s.exec(body)?.[1] ?? '';
  const links = [...nav.matchAll(/<a href="([^"]*)"( aria-current="page")?[^>]*>([^<]*)</g)];
  return {
    statusCode,
    body,
    biznes: /<b>Mygov<\/b> <span>(Biznes|Business|Бизнес)<\/span>/.test(body),
    links: links.map(([, href = '', , label = '']) => ({ href, label })),
    current: links.find(([, , current]) => current)?.[3],
  };
}

describe('the front of businesses', () => {
  it.each(['', '/en', '/ru'])('keeps its navigation to itself, in the words of a company (%s)', async (language) => {
    const { links } = await open(`${language}/biznes`, company);
    const labels = {
      '': ['Xidmətlər', 'Müraciətlər', 'Sənədlər', 'Məlumatlar', 'Məlumata kim baxıb', 'Razılıqlar', 'Bildirişlər'],
      '/en': ['Services', 'Applications', 'Documents', 'Data', 'Who looked at the data', 'Consents', 'Notifications'],
      '/ru': ['Услуги', 'Заявления', 'Документы', 'Данные', 'Кто смотрел данные', 'Согласия', 'Уведомления'],
    }[language];
    expect(links.map(({ label }) => label)).toEqual(labels);
    for (const { href, label } of links) {
      const there = await open(href, company);
      expect([href, there.statusCode, there.biznes, there.current]).toEqual([href, 200, true, label]);
    }
  });

  it.each(['/', '/muracietler', '/senedler', '/bildirisler'])(
    'is where a person who has nothing is told to look for their company’s things (%s)',
    async (path) => {
      const hint = 'Şirkətin rəhbərisiniz?';
      expect((await open(path, head)).body).toContain(hint);
      expect((await open(path, company)).body).not.toContain(hint);
    },
  );

  it('shows nothing of a person’s own before a company is chosen, and leads to the choice', async () => {
    for (const cookie of ['', head]) {
      const { links } = await open('/biznes', cookie);
      expect(links).toEqual([{ href: '/biznes/xidmetler', label: 'Xidmətlər' }]);
      expect(await open('/biznes/xidmetler', cookie)).toMatchObject({ biznes: true, current: 'Xidmətlər' });
    }
    const { body } = await open('/biznes', head);
    expect(body).toContain('href="/kimin-adindan?davam=%2Fbiznes"');
    expect(body).not.toContain('href="/baxislar"');
    expect((await open('/kimin-adindan?davam=%2Fbiznes', head)).biznes).toBe(true);
  });

  it('is not left by searching, by a life event or on the way back from a service', async () => {
    const { body } = await open('/biznes');
    expect(body).toContain('action="/biznes/xidmetler"');
    const event = /href="(\/biznes\/xidmetler\?hadise=[^"]*)"/.exec(body)?.[1] ?? '';
    expect(await open(event)).toMatchObject({ statusCode: 200, biznes: true });
    const service = await open('/xidmetler/technopark-residency');
    expect([service.biznes, service.current]).toEqual([true, 'Xidmətlər']);
    expect(service.body).toMatch(/class="back" href="\/biznes\/xidmetler/);
  });

  it('lists its institutions in itself, each with its services, and finds them as they are typed', async () => {
    expect((await open('/biznes')).body).toContain('href="/biznes/xidmetler/qurumlar"');
    const list = await open('/biznes/xidmetler/qurumlar');
    expect([list.statusCode, list.biznes, list.current]).toEqual([200, true, 'Xidmətlər']);
    const linksIn = (body: string) =>
      [...body.matchAll(/href="(\/biznes\/xidmetler\?qurum=[^"]*)"/g)].map(([, to]) => to);
    const all = linksIn(list.body);
    expect(all.length).toBeGreaterThan(5);
    for (const [index, to = ''] of all.entries()) {
      const count = Number([...list.body.matchAll(/<span>(\d+) xidmət<\/span>/g)][index]?.[1]);
      const { statusCode, biznes, body } = await open(to);
      expect([statusCode, biznes, body.includes(`${count} xidmət tapıldı`)]).toEqual([200, true, true]);
    }
    expect((await open('/biznes/xidmetler?qurum=yoxdur')).statusCode).toBe(404);
    const typed = await open('/biznes/xidmetler/qurumlar?q=reqemsal+inkisafin');
    expect(linksIn(typed.body)).toEqual(['/biznes/xidmetler?qurum=rinn']);
    expect(linksIn((await open('/biznes/xidmetler?q=reqemsal+inkisafin')).body)).toEqual(linksIn(typed.body));
    expect((await open('/xidmetler/technopark-residency')).body).toContain('href="/biznes/xidmetler?qurum=rinn"');
  });

  it('leaves the citizens’ front as it is', async () => {
    const { links, biznes } = await open('/', head);
    expect(biznes).toBe(false);
    expect(links.map(({ label }) => label)).toEqual([
      'Xidmətlər',
      'Müraciətlərim',
      'Sənədlərim',
      'Məlumatlarım',
      'Məlumatıma kim baxıb',
      'Razılıqlar',
      'Bildirişlər',
    ]);
    expect((await open('/xidmetler')).biznes).toBe(false);
  });
});
