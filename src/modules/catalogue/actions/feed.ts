import { allow } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { inLanguage } from '../../../kernel/http/language.ts';
import { type Lang, pick } from '../../../language/index.ts';
import { entryKinds } from '../kinds.ts';
import { entryPath } from '../path.ts';
import { listLatestChanges } from '../store/export.ts';
import { exportTexts } from '../text/export.ts';
import { escapeXml } from '../xml.ts';

/** Address of the feed, without language. */
export const feedPath = '/kataloq/deyisiklikler.atom';

const inFeed = 100;

/** The changes of the register made last, newest first, as a feed for people (Atom, RFC 4287). Public. */
export async function changesAtom(ctx: Context, lang: Lang): Promise<string> {
  allow(ctx, 'catalogue.read');
  const changes = await listLatestChanges(ctx.db, inFeed);
  const { publicUrl } = ctx.vahid.config;
  const page = (path: string) => escapeXml(`${publicUrl}${inLanguage(lang, path)}`);
  const entries = changes.map(({ kind, code, version, at, title }) => {
    const id = escapeXml(`${publicUrl}/api/v1/catalogue/entries/${kind}/${code}/versions/${version}`);
    const words = escapeXml(`${pick(entryKinds[kind], lang)}: ${pick(title, lang)}`);
    return `<entry><id>${id}</id><title>${words}</title><updated>${at.toISOString()}</updated><link rel="alternate" type="text/html" href="${page(entryPath(kind, code))}"/></entry>\n`;
  });
  const updated = (changes[0]?.at ?? ctx.vahid.now()).toISOString();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">\n`,
    `<id>${page(feedPath)}</id><title>${pick(exportTexts.feedTitle, lang)}</title><updated>${updated}</updated>\n`,
    `<author><name>Vahid</name></author><link rel="self" type="application/atom+xml" href="${page(feedPath)}"/>`,
    `<link rel="alternate" type="text/html" href="${page('/kataloq')}"/>\n`,
    ...entries,
    '</feed>\n',
  ].join('');
}
