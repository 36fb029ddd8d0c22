import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { inLanguage } from '../../../kernel/http/language.ts';
import type { PublicPage, PublicPages, Room } from '../../../kernel/module.ts';
import { notFound } from '../../../kernel/refusal.ts';
import { langs } from '../../../language/index.ts';
import { conceptPath } from '../concepts/path.ts';
import { dictionary } from '../definition/reference.ts';
import { entryPath } from '../path.ts';
import { regulationPath } from '../regulation/path.ts';
import { listRegulated } from '../regulation/store.ts';
import { countEntries, listPages } from '../store/export.ts';
import { escapeXml } from '../xml.ts';

/** Pages of one part: each stands in it once for every language, and a part may hold 50,000 addresses. */
export const pagesInPart = 16_000;

interface Telling extends Room {
  readonly publicPages: PublicPages;
}

const telling = ({ vahid }: Context): readonly Telling[] =>
  vahid.rooms.filter((room): room is Telling => room.publicPages !== undefined);

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const xml = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The index of the sitemap (https://www.sitemaps.org/protocol.html): parts of every room that has pages. Public. */
export async function sitemapIndex(ctx: Context): Promise<string> {
  allow(ctx, 'catalogue.read');
  const parts: string[] = [];
  for (const { name, publicPages } of telling(ctx)) {
    const count = Math.ceil((await publicPages.count(ctx)) / pagesInPart);
    for (let part = 1; part <= count; part += 1)
      parts.push(`${ctx.vahid.config.publicUrl}/sitemap/${name}-${part}.xml`);
  }
  const lines = parts.map((address) => `<sitemap><loc>${escapeXml(address)}</loc></sitemap>\n`);
  return `${xml}<sitemapindex xmlns="${namespace}">\n${lines.join('')}</sitemapindex>\n`;
}

/** One part of the sitemap, a page at a time: every page in each language, with its other languages. Public. @throws notFound */
export async function sitemapPart(ctx: Context, room: string, part: number): Promise<AsyncIterable<string>> {
  allow(ctx, 'catalogue.read');
  const found = telling(ctx).find(({ name }) => name === room);
  const offset = (part - 1) * pagesInPart;
  if (!found || offset >= (await found.publicPages.count(ctx))) throw notFound();
  return urlSet(ctx, found.publicPages.list(ctx, { offset, limit: pagesInPart }));
}

async function* urlSet(
  { vahid }: Context,
  pages: Iterable<PublicPage> | AsyncIterable<PublicPage>,
): AsyncGenerator<string> {
  const { publicUrl } = vahid.config;
  yield `${xml}<urlset xmlns="${namespace}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`;
  for await (const { path, changedAt } of pages) {
    const addresses = langs.map((lang) => ({ lang, address: escapeXml(`${publicUrl}${inLanguage(lang, path)}`) }));
    const others = addresses
      .map(({ lang, address }) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${address}"/>`)
      .join('');
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
    yield addresses.map(({ address }) => `<url><loc>${address}</loc>${changed}${others}</url>\n`).join('');
  }
  yield '</urlset>\n';
}

/**
 * What search engines may read (RFC 9309): the pages that rooms tell, and the files they are drawn with. Everything
 * else is somebody's own or an official's. An installation with invented people is not for them at all. Public.
 */
export function robots(ctx: Context): string {
  allow(ctx, 'catalogue.read');
  const { mode, publicUrl } = ctx.vahid.config;
  const sitemap = `\nSitemap: ${publicUrl}/sitemap.xml\n`;
  if (mode === 'demo') return `# A demonstration with invented people.\nUser-agent: *\nDisallow: /\n${sitemap}`;
  const beginnings = telling(ctx).flatMap(({ publicPages }) => publicPages.under);
  const allowed = langs.flatMap((lang) => [
    `${inLanguage(lang, '/')}$`,
    ...beginnings.map((path) => inLanguage(lang, path)),
  ]);
  const lines = [...allowed, '/a/', '/sitemap'].map((path) => `Allow: ${path}\n`);
  return `User-agent: *\n${lines.join('')}Disallow: /\n${sitemap}`;
}

const atOnce = 1000;

/** Pages of the register: its search, the dictionary with its concepts, the regulations of services, every entry. */
export const cataloguePages: PublicPages = {
  under: ['/kataloq', '/lugat'],
  count: async (ctx) => (await known(ctx)).length + (await countEntries(ctx.db)),
  async *list(ctx, { offset, limit }) {
    const pages = await known(ctx);
    yield* pages.slice(offset, offset + limit);
    const end = Math.max(0, offset + limit - pages.length);
    for (let at = Math.max(0, offset - pages.length); at < end; at += atOnce) {
      const rows = await listPages(ctx.db, { offset: at, limit: Math.min(atOnce, end - at) });
      for (const { kind, code, updatedAt } of rows) yield { path: entryPath(kind, code), changedAt: updatedAt };
      if (rows.length < atOnce) return;
    }
  },
};

const fixed = ['/kataloq', '/lugat', '/kataloq/bulud', '/kataloq/istisnalar', '/kataloq/tapintilar'];

/** Pages besides those of entries: there are as many as concepts and services of Vahid itself. */
async function known(ctx: Context): Promise<readonly PublicPage[]> {
  const concepts = Object.keys(dictionary(ctx.vahid.releases).concepts).sort();
  const services = await listRegulated(ctx.db);
  const paths = [...fixed, ...concepts.map(conceptPath), ...services.map((code) => regulationPath(code))];
  return paths.map((path) => ({ path }));
}
