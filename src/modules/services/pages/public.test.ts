import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../../../test/database.ts';
import { openServer } from '../../../app/server.ts';

let test: TestVahid;
let server: FastifyInstance;
const url = 'https://vahid.example';
beforeAll(async () => {
  test = await openTestVahid({ env: { VAHID_URL: url } });
  server = await openServer(test.vahid, root);
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const addressesIn = (xml: string) => [...xml.matchAll(/<loc>([^<]*)/g)].map(([, address = '']) => address);

describe('pages for search engines', () => {
  it('are all there, for anybody, in every language', async () => {
    const parts = addressesIn((await server.inject('/sitemap.xml')).body);
    expect(parts).toEqual(['catalogue', 'services', 'plan'].map((room) => `${url}/sitemap/${room}-1.xml`));
    const pages: string[] = [];
    for (const part of parts) pages.push(...addressesIn((await server.inject(part.slice(url.length))).body));
    for (const path of ['/', '/biznes', '/xidmetler/technopark-residency', '/plan/tedbir/6.1.2.2.4'])
      for (const prefix of ['', '/en', '/ru'])
        expect(pages).toContain(`${url}${path === '/' && prefix ? prefix : prefix + path}`);
    expect(pages.some((page) => page.includes('/plan/gosterici/'))).toBe(true);
    const asked = await Promise.all(
      pages
        .filter((page) => !/\/(en|ru)(\/|$)/.test(page.slice(url.length)))
        .map(async (page) => [page, (await server.inject(page.slice(url.length) || '/')).statusCode]),
    );
    expect(asked.filter(([, status]) => status !== 200)).toEqual([]);
  });

  it('of a service lead programs to its description', async () => {
    const { link = '' } = (await server.inject('/ru/xidmetler/technopark-residency')).headers;
    const links = [...String(link).matchAll(/<([^>]*)>; rel="alternate"; type="([^"]*)"/g)];
    expect(links.map(([, , type]) => type)).toEqual(['application/json', 'text/turtle', 'application/ld+json']);
    for (const [, address = '', type = ''] of links) {
      const { statusCode, headers } = await server.inject({
        url: address.slice(url.length),
        headers: { accept: type },
      });
      expect([statusCode, headers['content-type']]).toEqual([200, `${type}; charset=utf-8`]);
    }
  });
});
