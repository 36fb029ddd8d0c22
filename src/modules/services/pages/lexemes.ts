import type { Lang, Lexemes } from '../../../language/index.ts';

const known = new WeakMap<object, Map<Lang, Lexemes>>();

/**
 * Lexemes by which something is found, made once: to find the stems of a text takes longer than all else on a page.
 * Only for what is itself made once a release, and of texts that change with it alone.
 */
export function lexemesOnce(of: object, lang: Lang, make: () => Lexemes): Lexemes {
  const own = known.get(of) ?? new Map<Lang, Lexemes>();
  known.set(of, own);
  const found = own.get(lang) ?? make();
  own.set(lang, found);
  return found;
}
