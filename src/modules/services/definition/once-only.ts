import type { Finding, Path } from '../../../kernel/definition.ts';
import { fold, type Lang, langs, matchesFolded, stemFolded, type Text, wordsOf } from '../../../language/index.ts';
import { askedForDocument, askedThoughHeld, askedUnderAnotherName, differsFromNothing } from './finding.ts';
import type { Surroundings } from './lookup.ts';

/** A question to the applicant. */
interface Asked {
  readonly name: string;
  readonly concept: string;
  /** What the question is called here, and what the dictionary calls its concept. */
  readonly label: Text;
  readonly own: Text;
  /** Concept of a register under whose name it goes, though it is another fact. */
  readonly differsFrom?: string | undefined;
  readonly path: Path;
}

/**
 * Once only: what a register holds is not asked. Refuses a question about a concept that a register provides, and
 * a question about a concept of its own that bears the name of one, in whatever form of its words, until the question
 * says with `differsFrom` from which it differs and how.
 */
export function onceOnly(around: Surroundings, { name, concept, label, own, differsFrom, path }: Asked): Finding[] {
  const primary = around.primaryOf(concept);
  if (primary) return [askedThoughHeld(path, name, concept, own, primary)];
  const alike = heldConcepts(around).filter(([, one]) => sameWords(label, one) || sameWords(own, one));
  if (differsFrom !== undefined && !alike.some(([one]) => one === differsFrom))
    return [differsFromNothing([...path, 'differsFrom', 'concept'], name, differsFrom)];
  const held = alike.find(([one]) => one !== differsFrom);
  if (!held) return [];
  const behind = around.primaryOf(held[0]);
  return behind ? [askedUnderAnotherName(path, name, label.az, held[0], held[1], behind)] : [];
}

/**
 * The same rule for the words of a page: a question that has all the words of a held concept's name asks for it,
 * whatever its field is called. Names of one word are too common for that, except abbreviations such as VÖEN. `differing`:
 * held concepts from which a field of the page says that it differs.
 */
export function asksForHeld(
  around: Surroundings,
  question: Text,
  { name, differing, path }: { readonly name: string; readonly differing: readonly string[]; readonly path: Path },
): Finding[] {
  const held = heldConcepts(around).find(
    ([concept, label]) =>
      !differing.includes(concept) &&
      langs.some((lang) => telling(label[lang]) && matchesFolded(question[lang], label[lang])),
  );
  const primary = held && around.primaryOf(held[0]);
  return held && primary ? [askedUnderAnotherName(path, name, question.az, held[0], held[1], primary)] : [];
}

/** A question that names a document which another service gives asks for what the state made itself. */
export function asksForDocument(around: Surroundings, question: Text, path: Path): Finding[] {
  const issued = around.issued.find(({ document }) =>
    langs.some((lang) => telling(document[lang]) && matchesFolded(question[lang], document[lang])),
  );
  return issued ? [askedForDocument(path, question.az, issued)] : [];
}

function heldConcepts(around: Surroundings): [string, Text][] {
  return Object.entries(around.dictionary.concepts).flatMap(([name, { label }]) =>
    around.primaryOf(name) ? [[name, label] as [string, Text]] : [],
  );
}

/** Stems of the words; the stemmer is Azerbaijani, other languages are compared as they are written. */
const bare = (text: string, lang: Lang): string =>
  wordsOf(text)
    .map((word) => (lang === 'az' ? stemFolded(word) : fold(word)))
    .join(' ');

// Every question is held against every concept of the dictionary: a label's stems are found once.
const stems = new WeakMap<Text, Text>();

function bareIn(text: Text): Text {
  const found = stems.get(text) ?? { az: bare(text.az, 'az'), en: bare(text.en, 'en'), ru: bare(text.ru, 'ru') };
  stems.set(text, found);
  return found;
}

function sameWords(one: Text, other: Text): boolean {
  const [a, b] = [bareIn(one), bareIn(other)];
  return langs.some((lang) => a[lang] === b[lang]);
}

const telling = (label: string): boolean =>
  label.trim().includes(' ') || (label.length > 2 && label === label.toUpperCase());
