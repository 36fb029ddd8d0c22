import { fold, searchLexemes } from '../../../language/index.ts';

/*
 * How alike two texts are: TF-IDF weights over folded Azerbaijani stems, and the cosine of the angle between them.
 * A word of the title counts double. A word's worth falls with the number of requests it stands in; as long as there
 * are few, words that every such text holds (“sistem”, “dövlət”, “yaradılması”) are worth little by an assumption,
 * which the counts outweigh once there are hundreds.
 */

/** A text in stems. */
export interface Stems {
  readonly title: readonly string[];
  /** Of the title and the purpose together. */
  readonly all: readonly string[];
}

const sign = '~';

/** Folded stems of a text, each once, sorted. */
function stemsIn(text: string): string[] {
  return searchLexemes([{ az: text, en: '', ru: '' }])
    .filter((lexeme) => lexeme.startsWith(sign))
    .map((lexeme) => lexeme.slice(sign.length))
    .filter((stem) => stem.length > 1 && !/^\d+$/.test(stem));
}

export function stemsOf(title: string, purpose: string): Stems {
  return { title: stemsIn(title), all: stemsIn(`${title}\n${purpose}`) };
}

/** In how many requests each stem stands, and how many there are. */
export interface Frequencies {
  readonly requests: number;
  readonly of: ReadonlyMap<string, number>;
}

/** Assumed requests, and the share of them that holds a word; counted as if they had been sent. */
const assumed = 200;
const shareOfCommon = 0.5;
const shareOfOther = 0.01;

const commonText = `
    sistem informasiya elektron rəqəmsal dövlət layihə yaradılması qurulması inkişafı tətbiqi təkmilləşdirilməsi
    genişləndirilməsi modernləşdirilməsi platforma portal proqram təminat təminatı xidmət məlumat mərkəz idarə idarəetmə
    qurum orqan vahid yeni mövcud müasir avtomatlaşdırılması rəqəmsallaşdırılması həyata keçirilməsi hazırlanması alınması
    üçün üzrə ilə və də da olan edilməsi edilir olunması artırılması məqsəd istifadə istifadəçi iş proses texnologiya
    vətəndaş respublika azərbaycan nazirlik agentlik komitə süni intellekt əsasında ağıllı innovativ onlayn mobil tətbiqi
    avtomatik rəqəm baza həll
  `;
let common: ReadonlySet<string> | undefined;
/** Found when first asked for: the lexicon takes 100 MB, and most commands never need it. */
const commonStems = (): ReadonlySet<string> => (common ??= new Set(stemsIn(commonText).map(fold)));

/** How much a stem tells: the rarer, the more. */
export function worthOf(stem: string, { requests, of }: Frequencies): number {
  const share = commonStems().has(stem) ? shareOfCommon : shareOfOther;
  return Math.log((requests + assumed + 1) / ((of.get(stem) ?? 0) + assumed * share + 1));
}

/** Weights by stem, of length 1 as a vector; empty for a text without words. */
export type Vector = ReadonlyMap<string, number>;

export function vectorOf({ title, all }: Stems, frequencies: Frequencies): Vector {
  const inTitle = new Set(title);
  const raw = all.map((stem) => [stem, worthOf(stem, frequencies) * (inTitle.has(stem) ? 2 : 1)] as const);
  const length = Math.hypot(...raw.map(([, weight]) => weight));
  return new Map(length === 0 ? [] : raw.map(([stem, weight]) => [stem, weight / length]));
}

/** 0: no telling word in common; 1: the same words. */
export function cosine(a: Vector, b: Vector): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [stem, weight] of small) sum += weight * (large.get(stem) ?? 0);
  return sum;
}

/**
 * Stems of which another text must hold at least one to come to `least`: the heaviest ones. Whoever shares only the
 * others cannot reach it, because the rest of a vector of length 1 is too short. So nothing is missed.
 */
export function tellingStems(vector: Vector, least: number): readonly string[] {
  const heaviest = [...vector].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  let rest = 1;
  const telling: string[] = [];
  for (const [stem, weight] of heaviest) {
    if (rest < least * least) break;
    telling.push(stem);
    rest -= weight * weight;
  }
  return telling;
}

/** Stems that two texts share, the most telling first. */
export function sharedStems(a: Vector, b: Vector, most: number): readonly string[] {
  return [...a.keys()]
    .filter((stem) => b.has(stem))
    .sort((x, y) => (b.get(y) ?? 0) * (a.get(y) ?? 0) - (b.get(x) ?? 0) * (a.get(x) ?? 0) || (x < y ? -1 : 1))
    .slice(0, most);
}

/** Common part of two lists: 1 where they are the same, 0 where they share nothing or say nothing. */
export function overlap(a: readonly string[], b: readonly string[]): number {
  const both = a.filter((one) => b.includes(one)).length;
  const either = new Set([...a, ...b]).size;
  return either === 0 ? 0 : both / either;
}
