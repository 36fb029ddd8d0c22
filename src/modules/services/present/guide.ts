import type { Context } from '../../../kernel/context.ts';
import { acts, articleText, registers } from '../../catalogue/index.ts';
import { institutions } from '../../identity/index.ts';
import { readArticle } from '../definition/lookup.ts';
import type { ArticleView, InstitutionView, RegisterView } from '../views.ts';

/** Names behind the codes that definitions use, read once for a page. */
export interface Guide {
  article(reference: string): ArticleView;
  /** An act with a range of articles. */
  act(code: string, articles: string): ArticleView;
  register(name: string): RegisterView;
  institution(code: string): InstitutionView;
}

const bare = (text: string) => ({ az: text, en: text, ru: text });

export async function openGuide(ctx: Context): Promise<Guide> {
  const { releases } = ctx.vahid;
  const named = new Map((await institutions(ctx)).map((one) => [one.code, one]));
  const institution = (code: string): InstitutionView => {
    const found = named.get(code);
    return { code, name: found?.name ?? bare(code), acronym: found?.acronym ?? bare(code) };
  };
  const titles = new Map(registers(releases).map(({ name, title, owner }) => [name, { title, owner }]));
  return {
    institution,
    register(name) {
      const found = titles.get(name);
      return { name, title: found?.title ?? bare(name), owner: institution(found?.owner ?? '').name };
    },
    act(code, articles) {
      const found = acts(releases)[code];
      return { act: code, article: articles, title: found?.title ?? bare(code), sample: found?.sample ?? true };
    },
    article(reference) {
      const { act, article } = readArticle(reference);
      const found = articleText(releases, reference);
      if (!found) return { act, article, title: bare(act), sample: true };
      const { title, heading, sample } = found;
      return { act, article, title, sample, ...(heading ? { about: heading } : {}) };
    },
  };
}
