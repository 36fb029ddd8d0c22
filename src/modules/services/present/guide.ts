import type { Context } from '../../../kernel/context.ts';
import type { Releases } from '../../../kernel/release.ts';
import type { Text } from '../../../language/lang.ts';
import { cite, primaryOf, registers } from '../../catalogue/index.ts';
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

interface Systems {
  readonly systems: Readonly<Record<string, { readonly title: Text }>>;
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

function guideOf(releases: Releases, named: ReadonlyMap<string, Institution>): Guide {
  const institution = (code: string): InstitutionView => {
    const found = named.get(code);
    return { code, name: found?.name ?? bare(code), acronym: found?.acronym ?? bare(code) };
  };
  const titles = new Map(registers(releases).map(({ name, title, owner }) => [name, { title, owner }]));
  const { systems } = releases.get<Systems>('systems', 'systems')?.compiled ?? { systems: {} };
  return {
    institution,
    register(name) {
      const found = titles.get(name);
      return { name, title: found?.title ?? bare(name), owner: institution(found?.owner ?? '').name };
    },
    system: (code) => systems[code]?.title ?? bare(code),
    act: (code, articles) => cite(releases, { act: code, article: articles }),
    article: (reference) => cite(releases, readArticle(reference)),
    sourceOf: (name) => primaryOf(releases, name)?.register,
  };
}
