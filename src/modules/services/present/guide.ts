import type { Context } from '../../../kernel/context.ts';
import type { Text } from '../../../language/lang.ts';
import { cite, type Definitions, primaryOf, registers, systems } from '../../catalogue/index.ts';
import { type Institution, institutionsByCode } from '../../identity/index.ts';
import { readArticle } from '../definition/lookup.ts';
import type { ArticleView, InstitutionView, RegisterView } from '../views.ts';

/** Names behind the codes that definitions use. */
export interface Guide {
  article(reference: string): ArticleView;
  /** An act with a range of articles. */
  act(code: string, articles: string): ArticleView;
  register(name: string): RegisterView;
  institution(code: string): InstitutionView;
  /** Title of an information system, by its code. */
  system(code: string): Text;
  /** The register from which a concept or a relation is known. */
  sourceOf(name: string): string | undefined;
}

const bare = (text: string) => ({ az: text, en: text, ru: text });

// The list of institutions is another one after a release, and so is the guide.
const guides = new WeakMap<ReadonlyMap<string, Institution>, Guide>();

/** The guide of the release in force. */
export async function openGuide(ctx: Context): Promise<Guide> {
  const named = await institutionsByCode(ctx);
  const guide = guides.get(named) ?? guideOf(ctx.vahid.releases, named);
  guides.set(named, guide);
  return guide;
}

/** The guide of a release, or of definitions that are compiled and not released. */
export function guideOf(from: Definitions, named: ReadonlyMap<string, Institution>): Guide {
  const institution = (code: string): InstitutionView => {
    const found = named.get(code);
    return { code, name: found?.name ?? bare(code), acronym: found?.acronym ?? bare(code) };
  };
  const titles = new Map(registers(from).map(({ name, title, owner }) => [name, { title, owner }]));
  const known = systems(from);
  return {
    institution,
    register(name) {
      const found = titles.get(name);
      return { name, title: found?.title ?? bare(name), owner: institution(found?.owner ?? '').name };
    },
    system: (code) => known[code]?.title ?? bare(code),
    act: (code, articles) => cite(from, { act: code, article: articles }),
    article: (reference) => cite(from, readArticle(reference)),
    sourceOf: (name) => primaryOf(from, name)?.register,
  };
}
