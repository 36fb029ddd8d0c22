import { lower } from './case.ts';

// Letters that have no canonical decomposition, ё (typed as е in Russian), and the quotes people and keyboards mix.
const singles: Readonly<Record<string, string>> = { ə: 'e', ı: 'i', ё: 'е' };

/**
 * The form in which texts are compared in search: lower case, Latin letters without marks (ə→e, ı→i, ş→s …),
 * every single quote ' and every double quote ". Folding twice changes nothing.
 */
export const fold = (text: string): string =>
  lower(text)
    .replace(/[əıё]/g, (letter) => singles[letter] ?? letter)
    .replace(/[‘’‚‛′ʹʻʼʽˈ`´＇]/g, "'")
    .replace(/[“”„‟″«»＂]/g, '"')
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC');

const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/**
 * True if every word of the needle begins some word of the haystack, both folded: "sexsiyyet ves" finds
 * "Şəxsiyyət vəsiqəsi". An empty needle matches everything.
 */
export const matchesFolded = (haystack: string, needle: string): boolean => {
  const wanted = words(needle);
  if (wanted.length === 0) return true;
  const present = words(haystack);
  return wanted.every((prefix) => present.some((word) => word.startsWith(prefix)));
};
