import { Type } from 'typebox';
import { citation, inAll, type Text } from '../../../language/index.ts';
import { own } from './own.ts';
import { type ActReference, acts, type Definitions } from './reference.ts';
import { text } from './schema.ts';

/** An act, or a part of it, as pages and the API cite it. */
export interface CitedArticle {
  /** Code of the act. */
  readonly act: string;
  /** Number of the article, or a range: `4.3`, `4.1–4.6`; empty when the whole act is meant. */
  readonly article: string;
  /** Title of the act. */
  readonly title: Text;
  /** Act and article in the words of an official: “… haqqında” Qaydaların 4.3-cü bəndi. */
  readonly cited: Text;
  /** The act is invented: show it with the mark “nümunə”. */
  readonly sample: boolean;
}

export const citedArticle = Type.Object(
  { act: Type.String(), article: Type.String(), title: text, cited: text, sample: Type.Boolean() },
  { additionalProperties: false },
);

/** The one way to cite. An act that is not listed bears its code, and the mark of those that are not known to be real. */
export function cite(from: Definitions, { act, article }: ActReference): CitedArticle {
  const found = own(acts(from), act);
  if (!found) {
    return { act, article, title: inAll(act), cited: inAll(`${act} ${article}`.trim()), sample: true };
  }
  const { title, sample } = found;
  const part = found.articled ? 'article' : 'clause';
  return { act, article, title, cited: inAll((lang) => citation(title[lang], article, part, lang)), sample };
}
