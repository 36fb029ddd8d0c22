import { type Lang, pick } from '../../../language/index.ts';
import type { DeskAction } from '../views.ts';

// J and K walk through the queue.
const taken = ['J', 'K'];
const turns: readonly DeskAction['weight'][] = ['main', 'grave', 'second'];

// Ə, Ş and their like are not on every keyboard; a Cyrillic letter is found by its place.
const everywhere = (letter: string): boolean => /^[A-Z]$|\p{Script=Cyrillic}/u.test(folded(letter));

/** One letter in all its cases, as the page's script compares them: i, İ, ı and I are one key. */
const folded = (letter: string): string => letter.toLocaleUpperCase('az').replace('İ', 'I');

/**
 * A letter of the keyboard for each action: the first letter of its title, or where that is taken the first of its
 * last word (in Azerbaijani the verb), or of another. The way forward chooses first, then what is grave.
 */
export function actionKeys(
  actions: readonly Pick<DeskAction, 'action' | 'title' | 'weight'>[],
  lang: Lang,
): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const keys = new Map<string, string>();
  for (const { action, title } of turns.flatMap((turn) => actions.filter(({ weight }) => weight === turn))) {
    const initials = pick(title, lang)
      .split(/[^\p{L}]+/u)
      .flatMap((word) => [...word].slice(0, 1));
    const [first, ...rest] = initials;
    const wished = [first, ...rest.toReversed()].filter((one) => one !== undefined);
    const letter = [...wished.filter(everywhere), ...wished].find((one) => !used.has(folded(one)));
    if (letter === undefined) continue;
    used.add(folded(letter));
    keys.set(action, letter.toLocaleUpperCase(lang));
  }
  return keys;
}
