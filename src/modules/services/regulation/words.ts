import { capitalise, small } from '../../../language/index.ts';
import type { CitedArticle, Ground } from '../../catalogue/index.ts';
import type { PublicContact } from '../../identity/index.ts';
import type { Guide } from '../present/guide.ts';

/** Names behind the codes of a definition, and whom to ask at an institution. */
export interface Names extends Guide {
  contactOf(institution: string): PublicContact | undefined;
}

/** The article a statement rests on; none where the definition names none. */
export function groundsOf(names: Names, ...references: readonly string[]): readonly Ground[] {
  return references.filter((reference) => reference !== '').map((reference) => ground(names.article(reference)));
}

/** An act as the regulation cites it. */
export const ground = ({ cited, sample }: CitedArticle): Ground => ({ cited: cited.az, sample });

export const quoted = (text: string): string => `“${text}”`;

/** An expression that no words stand for. */
export const expression = (feel: string): string => `«${feel}»`;

/** Texts as one sentence part: “A”, “B” və “C”. */
export const all = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} və ${texts.at(-1) ?? ''}`;

/** A sentence of its own, whatever end the definition gave it. */
export const sentence = (text: string): string => `${capitalise(text.trim().replace(/[.;:]+$/, ''))}.`;

export const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.flatMap((part) => (part === undefined || part === '' ? [] : [sentence(part)])).join(' ');

/** A text of a definition inside a sentence. */
export const within = (text: string): string => small(text.trim().replace(/[.;:]+$/, ''), 'az');
