import { plainText } from '../../../kernel/text.ts';
import type { Releases } from '../../../kernel/release.ts';
import { acts } from '../../catalogue/index.ts';
import { earlierEyes } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { readArticle } from '../definition/lookup.ts';
import { officialNeeded, reasonUnknown } from '../refusals.ts';

/** A reason in the words of the institution, and the article on which it rests: `technopark-rules 4.6`. */
export interface GivenReason {
  readonly text: string;
  readonly article: string;
}

/** Every article is one of an act that the service names. @throws reasonUnknown */
export function checkedReasons(
  releases: Releases,
  service: CompiledService,
  given: readonly GivenReason[],
): readonly GivenReason[] {
  const known = acts(releases);
  const named = new Set(service.acts.map(({ act }) => act));
  return given.map(({ text, article: written }) => {
    const { act, article } = readArticle(written);
    const articles = named.has(act) && Object.hasOwn(known, act) ? (known[act]?.articles ?? {}) : {};
    if (!Object.hasOwn(articles, article)) throw reasonUnknown({ article: written, acts: [...named].join(', ') });
    return { text: plainText(text), article: written };
  });
}

/** Where two people have to act, the system says who each was. @throws officialNeeded */
export function officialNamed({ process }: CompiledService, name: string, official: string | undefined): void {
  if (official !== undefined) return;
  const action = process.actions.find((one) => one.name === name);
  const looked = process.actions.some((one) => earlierEyes(one).includes(name));
  if (action && (looked || earlierEyes(action).length > 0)) throw officialNeeded({ action: name });
}
