import type { Context } from '../../../kernel/context.ts';
import type { Lang, Text } from '../../../language/lang.ts';
import type { LoadedCase } from '../actions/loading.ts';
import { findRepresentation } from '../representation-store.ts';
import { type Declared, type Declaring, declarationTexts } from '../text/declaration.ts';

/** What whoever sends a case confirms by it, in the words of those for whom they do. */
export async function declarationView(ctx: Context, loaded: LoadedCase, what: Declared): Promise<Text> {
  const who = await declaring(ctx, loaded);
  const said = (lang: Lang) => declarationTexts[lang][who].replace('{act}', declarationTexts[lang][what]);
  return { az: said('az'), en: said('en'), ru: said('ru') };
}

async function declaring({ actor, db }: Context, { row, assists }: LoadedCase): Promise<Declaring> {
  if (assists) return 'centre';
  if (row.organisation !== null) return 'company';
  if (actor.hands === undefined) return 'self';
  return (await findRepresentation(db, row.id))?.basis === 'parent' ? 'child' : 'ward';
}
