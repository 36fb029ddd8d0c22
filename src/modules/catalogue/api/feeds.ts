import { Type } from 'typebox';
import { file, route, stream } from '../../../kernel/http/route.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { changesAtom, feedPath } from '../actions/feed.ts';
import { robots, sitemapIndex, sitemapPart } from '../actions/sitemap.ts';

const xml = 'application/xml; charset=utf-8';

/** What programs look for at addresses of their own: feed readers and search engines. */
export const feedRoutes = [
  route({
    method: 'GET',
    path: feedPath,
    access: 'catalogue.read',
    handler: async (request) => file(await changesAtom(request, request.lang), 'application/atom+xml; charset=utf-8'),
  }),
  route({
    method: 'GET',
    path: '/sitemap.xml',
    access: 'catalogue.read',
    handler: async (request) => file(await sitemapIndex(request), xml),
  }),
  route({
    method: 'GET',
    path: '/sitemap/:part',
    access: 'catalogue.read',
    params: Type.Object({ part: Type.String({ maxLength: 60 }) }),
    async handler(request) {
      const [, room = '', number] = /^([a-z]+)-([1-9][0-9]{0,5})\.xml$/.exec(request.params.part) ?? [];
      if (number === undefined) throw notFound();
      return stream(await sitemapPart(request, room, Number(number)), xml);
    },
  }),
  route({
    method: 'GET',
    path: '/robots.txt',
    access: 'catalogue.read',
    handler: async (request) => file(robots(request), 'text/plain; charset=utf-8'),
  }),
];
