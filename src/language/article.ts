import type { Lang } from './lang.ts';
import { genitive, ordinal } from './number.ts';

/** Into what an act is divided: laws and codes into articles, other acts into clauses. */
export type ActPart = 'article' | 'clause';

const parts: Readonly<Record<Lang, Readonly<Record<ActPart, readonly [one: string, several: string]>>>> = {
  az: { article: ['maddəsi', 'maddələri'], clause: ['bəndi', 'bəndləri'] },
  en: { article: ['article', 'articles'], clause: ['clause', 'clauses'] },
  ru: { article: ['статья', 'статьи'], clause: ['пункт', 'пункты'] },
};

/**
 * Cites a part of an act, or several: az “… haqqında” Qaydaların 4.3-cü bəndi, en Rules on …, clause 4.3,
 * ru Правила …, пункт 4.3. Without a number: the act alone.
 * @param number as in the act, `4.3`, or from one to another, `4.1–4.6`
 */
export function citation(act: string, number: string, part: ActPart, lang: Lang): string {
  if (number === '') return act;
  const word = parts[lang][part][number.includes('–') ? 1 : 0];
  return lang === 'az' ? `${genitive(act)} ${withEnding(number)} ${word}` : `${act}, ${word} ${number}`;
}

function withEnding(number: string): string {
  const last = /\d+$/.exec(number)?.[0];
  return last ? `${number.slice(0, -last.length)}${ordinal(Number(last))}` : number;
}
