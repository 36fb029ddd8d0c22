import type { Lang } from './lang.ts';
import { ordinal } from './number.ts';

/** Names a clause of an act as offices write it: `4.3` → "4.3-cü bənd", "clause 4.3", "пункт 4.3". */
export function clause(article: string, lang: Lang): string {
  if (lang === 'en') return `clause ${article}`;
  if (lang === 'ru') return `пункт ${article}`;
  const last = /\d+$/.exec(article)?.[0];
  if (!last) return `${article} bənd`;
  return `${article.slice(0, -last.length)}${ordinal(Number(last))} bənd`;
}
