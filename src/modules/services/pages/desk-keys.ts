import { type Lang, pick } from '../../../language/index.ts';
import type { DeskAction } from '../views.ts';
import { noteTexts } from './text/notes.ts';

// J and K walk through the queue.
const taken = ['J', 'K'];
const turns: readonly DeskAction['weight'][] = ['main', 'grave', 'second'];

// Ə, Ş and their like are not on every keyboard; a Cyrillic letter is found by its place.
const everywhere = (letter: string): boolean => /^[A-Z]$|\p{Script=Cyrillic}/u.test(folded(letter));

/** One letter in all its cases, as the page's script compares them: i, İ, ı and I are one key. */
const folded = (letter: string): string => letter.toLocaleUpperCase('az').replace('İ', 'I');

type Keyed = Pick<DeskAction, 'action' | 'title' | 'weight'>;

/**
 * A letter of the keyboard for each action: the first letter of its title, or where that is taken the first of its
 * last word (in Azerbaijani the verb), or of another. The way forward chooses first, then what is grave.
 */
export function actionKeys(actions: readonly Keyed[], lang: Lang): ReadonlyMap<string, string> {
  return lettersOf(inTurn(actions, lang), lang);
}

/** The fields in which one writes at the desk, by their names: the note of a decision, and the internal note. */
interface WritingKeys {
  readonly note?: string | undefined;
  readonly words?: string | undefined;
}

/** As `actionKeys`, for the fields in which one writes: they choose after the actions. `note`: what that one is called. */
export function writingKeys(actions: readonly Keyed[], lang: Lang, note: string): WritingKeys {
  const [ofNote, ofWords] = ['field note', 'field words'];
  const keys = lettersOf([...inTurn(actions, lang), [ofNote, note], [ofWords, noteTexts[lang].label]], lang);
  return { note: keys.get(ofNote), words: keys.get(ofWords) };
}

const inTurn = (actions: readonly Keyed[], lang: Lang): [name: string, title: string][] =>
  turns.flatMap((turn) =>
    actions
      .filter(({ weight }) => weight === turn)
      .map(({ action, title }): [string, string] => [action, pick(title, lang)]),
  );

/** A letter that is no word's first is taken before one that not every keyboard has. */
function lettersOf(
  named: readonly (readonly [name: string, title: string])[],
  lang: Lang,
): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const keys = new Map<string, string>();
  for (const [name, title] of named) {
    const [first = '', ...rest] = title.split(/[^\p{L}]+/u).filter((word) => word !== '');
    const initials = [first, ...rest.toReversed()].flatMap((word) => [...word].slice(0, 1));
    const wished = [...initials, ...first].filter(everywhere);
    const letter = [...wished, ...initials].find((one) => !used.has(folded(one)));
    if (letter === undefined) continue;
    used.add(folded(letter));
    keys.set(name, letter.toLocaleUpperCase(lang));
  }
  return keys;
}
