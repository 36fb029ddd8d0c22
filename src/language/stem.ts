import { fold } from './fold.ts';
import { lower } from './case.ts';
import { type Lexicon, shippedLexicon } from './lexicon.ts';
import { afterNoun, afterVerb, contextOf, contexts, endingsOf, isVowel, plain } from './stem-endings.ts';

/** One way in which a root is written before an ending. */
interface Surface {
  readonly root: string;
  readonly context: number;
  readonly kinds: number;
  /** Above 0 if written so only before a vowel: otağ-ı, ged-ir, ağz-ı; how unlikely that is, in letters. */
  readonly cost: number;
}

/** Ways of writing of all roots, by how they are written. */
interface Surfaces {
  at(text: string): readonly Surface[];
}

type Endings = readonly ReadonlyMap<string, number>[];

/** Everything a stemmer looks up, in Azerbaijani letters or folded. */
interface Tables {
  readonly surfaces: Surfaces;
  readonly endings: Endings;
  readonly contextsOf: (word: string) => readonly number[];
  readonly harden: (root: string) => string;
}

// The longest root wins, but for what is unlikely: a verb, where a noun one letter shorter fits (qapı-lar, not qapıl-ar);
// a softened k (gəmi-yə, not gəmik-ə). A softened t and a vowel that fled are no coincidence.
const verbCost = 1.1;
const softenedCost = 1.5;
// Words in -lik are many, their -li twins seldom inflected: rezidentliy-ə.
const softenedLikCost = 0.4;
const rareCost = 0.5;

/** The stem by the longest root of the lexicon that leaves a fitting ending; undefined if there is none. */
function knownStem(word: string, { surfaces, endings }: Tables): string | undefined {
  let found: string | undefined;
  let best = Number.NEGATIVE_INFINITY;
  for (let length = word.length; length > Math.max(best, 1); length -= 1) {
    const ending = word.slice(length);
    for (const { root, context, kinds, cost } of surfaces.at(word.slice(0, length))) {
      const fitting = ending === '' ? kinds : kinds & (endings[context]?.get(ending) ?? 0);
      if (fitting === 0 || (cost > 0 && !isVowel(ending[0]))) continue;
      const worth = length - cost - (ending !== '' && (fitting & afterNoun) === 0 ? verbCost : 0);
      if (worth > best) [best, found] = [worth, root];
    }
  }
  return found;
}

const shortest = 3;

/** The stem of a word that has no root in the lexicon: plain endings cut as long as any fits. */
function ruledStem(word: string, tables: Tables): string {
  for (let length = shortest; length < word.length; length += 1) {
    const root = word.slice(0, length);
    const ending = word.slice(length);
    for (const context of tables.contextsOf(root)) {
      if (((tables.endings[context]?.get(ending) ?? 0) & plain) === 0) continue;
      return ownerOf(root, ending, tables) ?? stemmed(isVowel(ending[0]) ? tables.harden(root) : root, tables);
    }
  }
  return word;
}

/** Compounds take the plural inside: dəvəquşu, dəvəquşları. */
function ownerOf(root: string, ending: string, { surfaces }: Tables): string | undefined {
  if (!/^l[aəe]r/.test(ending)) return undefined;
  for (const letter of 'ıiuü') {
    const owner = surfaces.at(root + letter).find(({ cost, kinds }) => cost === 0 && (kinds & afterNoun) !== 0);
    if (owner) return owner.root;
  }
  return undefined;
}

function stemmed(word: string, tables: Tables): string {
  // Of a compound with a hyphen the last part is inflected.
  const hyphen = word.lastIndexOf('-');
  if (hyphen >= 0) return word.slice(0, hyphen + 1) + stemmed(word.slice(hyphen + 1), tables);
  return word.length < shortest ? word : (knownStem(word, tables) ?? ruledStem(word, tables));
}

const syllables = (word: string): number => [...word].filter(isVowel).length;

// Verbs of one syllable keep their t, but for these.
const softening = new Set(['et', 'get', 'güt']);

type ChangedForm = readonly [form: string, kinds: number, cost: number];

/** How a root is written before a vowel, where it changes: softened, or without its fleeting vowel. */
function changedForms(word: string, kinds: number, fleeting: boolean): readonly ChangedForm[] {
  const trunk = word.slice(0, -1);
  const forms: ChangedForm[] = [];
  if ((kinds & afterNoun) !== 0 && syllables(word) > 1) {
    if (word.endsWith('q')) forms.push([`${trunk}ğ`, afterNoun, softenedCost]);
    if (word.endsWith('k')) forms.push([`${trunk}y`, afterNoun, /l[iü]k$/.test(word) ? softenedLikCost : softenedCost]);
  }
  if ((kinds & afterVerb) !== 0 && word.endsWith('t') && (syllables(word) > 1 || softening.has(word))) {
    forms.push([`${trunk}d`, afterVerb, rareCost]);
  }
  if (fleeting) forms.push([word.slice(0, -2) + word.slice(-1), afterNoun, rareCost]);
  return forms;
}

/**
 * Each is kept as one number, the place of its root in a list among it: as objects they would be most of what lives in the
 * program, and V8 goes through all of it whenever it collects.
 */
function openSurfaces(): Surfaces & { add(text: string, surface: Surface): void } {
  const [places, roots] = [new Map<string, number>(), [] as string[]];
  const packed = new Map<string, number | readonly number[]>();
  const costs = [0, softenedCost, softenedLikCost, rareCost];
  const unpack = (one: number): Surface => ({
    root: roots[one >> 7] ?? '',
    context: (one >> 4) & 7,
    kinds: (one >> 2) & 3,
    cost: costs[one & 3] ?? 0,
  });
  return {
    at(text) {
      const found = packed.get(text) ?? [];
      return typeof found === 'number' ? [unpack(found)] : found.map(unpack);
    },
    add(text, { root, context, kinds, cost }) {
      const place = places.get(root) ?? roots.push(root) - 1;
      places.set(root, place);
      const one = (place << 7) | (context << 4) | (kinds << 2) | costs.indexOf(cost);
      const there = packed.get(text);
      packed.set(text, there === undefined ? one : [there, one].flat());
    },
  };
}

function surfacesOf(lexicon: Lexicon, written: (word: string) => string): Surfaces {
  const { add, ...surfaces } = openSurfaces();
  for (const [word, { kinds, cut, fleeting }] of lexicon) {
    const context = contextOf(word);
    if (context === undefined) continue;
    const root = written(cut === 0 ? word : word.slice(0, -cut));
    add(written(word), { root, context, kinds, cost: 0 });
    for (const [form, of, cost] of changedForms(word, kinds, fleeting))
      add(written(form), { root, context, kinds: of, cost });
  }
  return surfaces;
}

function tablesOf(lexicon: Lexicon, endings: Endings): Tables {
  return {
    surfaces: surfacesOf(lexicon, (word) => word),
    endings,
    contextsOf: (word) => {
      const context = contextOf(word);
      return context === undefined ? [] : [context];
    },
    harden: (root) => root.replace(/ğ$/, 'q').replace(/(?<=[əiü])y$/, 'k'),
  };
}

// Folding hides whether i and u, o are front or back: both kinds of ending may follow.
const foldedContexts: Readonly<Record<string, readonly number[]>> = { a: [0], e: [2], i: [0, 2], o: [1, 3], u: [1, 3] };

function foldedTablesOf(lexicon: Lexicon, all: Endings): Tables {
  const endings = all.map((ofContext) => {
    const folded = new Map<string, number>();
    for (const [ending, bits] of ofContext) {
      const key = foldedLetters(ending);
      folded.set(key, (folded.get(key) ?? 0) | bits);
    }
    return folded;
  });
  return {
    surfaces: surfacesOf(lexicon, foldedLetters),
    endings,
    contextsOf: (word) => {
      const vowel = /([aeiou])([^aeiou]*)$/.exec(word);
      const open = vowel?.[2] === '' ? 4 : 0;
      return (foldedContexts[vowel?.[1] ?? ''] ?? []).map((context) => context + open);
    },
    harden: (root) => root.replace(/(?<=[aou])g$/, 'q').replace(/(?<=[eiu])y$/, 'k'),
  };
}

const plainLetters: Readonly<Record<string, string>> = { ə: 'e', ı: 'i', ş: 's', ç: 'c', ğ: 'g', ö: 'o', ü: 'u' };
const foldedLetters = (text: string): string => text.replace(/[əışçğöü]/g, (letter) => plainLetters[letter] ?? letter);

// Passive, causative, and the nouns of action and of the one who acts: ödən-il, dəyiş-dir, ödən-iş, ödə-yici.
const derivations = /^(?:[ıiuü]?[ln]|d[ıiuü]r|t|y?[ıiuü]ş|y?[ıiuü]c[ıiuü])$/;
const longestDerivation = 4;

/** For each verb and noun made from a verb, the verb at the bottom: ödənil → ödə. */
function plainVerbs(lexicon: Lexicon): ReadonlyMap<string, string> {
  const isVerb = (word: string) => ((lexicon.get(word)?.kinds ?? 0) & afterVerb) !== 0;
  const baseOf = (word: string): string => {
    const verb = isVerb(word);
    for (let cut = 1; cut <= longestDerivation && cut < word.length - 1; cut += 1) {
      const ending = word.slice(-cut);
      // Verbs of reciprocity mean something else: görüş- is not gör-.
      if (!derivations.test(ending) || (verb && /[şc]/.test(ending))) continue;
      const trunk = word.slice(0, -cut);
      const base = isVerb(trunk) ? trunk : trunk.replace(/d$/, 't');
      if (isVerb(base)) return baseOf(base);
    }
    return word;
  };
  return new Map(
    [...lexicon.keys()].map((word) => [word, baseOf(word)] as const).filter(([word, base]) => word !== base),
  );
}

/** Both stemmers over a lexicon. */
export interface Stemmer {
  stem(word: string): string;
  stemFolded(word: string): string;
  plainVerb(word: string): string;
  isNounEnding(text: string): boolean;
}

export function stemmerOf(lexicon: Lexicon): Stemmer {
  const endings = Array.from({ length: contexts }, (_, context) => endingsOf(context));
  const tables = tablesOf(lexicon, endings);
  const folded = foldedTablesOf(lexicon, endings);
  const verbs = plainVerbs(lexicon);
  const foldedVerbs = new Map([...verbs].map(([word, verb]) => [foldedLetters(word), foldedLetters(verb)]));
  const stemFolded = (word: string) => stemmed(fold(word), folded);
  return {
    isNounEnding: (text) => endings.some((ofContext) => ((ofContext.get(text) ?? 0) & plain) !== 0),
    stem: (word) => stemmed(lower(word), tables),
    stemFolded,
    plainVerb: (word) => {
      // What is written in full is not ambiguous.
      const verb = verbs.get(stemmed(lower(word), tables));
      if (verb !== undefined) return foldedLetters(verb);
      const found = stemFolded(word);
      return foldedVerbs.get(found) ?? found;
    },
  };
}

let shipped: Stemmer | undefined;
const ours = (): Stemmer => (shipped ??= stemmerOf(shippedLexicon()));

/**
 * The stem of an Azerbaijani word, lower case: vəsiqələrini → vəsiqə, ödənilməsi → ödənil. Endings of nouns and verbs are
 * cut, derived words and voices of verbs stay. A word may be of any case; one without a root in the lexicon loses the
 * plain endings of a noun. Nothing is thrown: what is no Azerbaijani word comes back as it is or a little shorter.
 *
 * @example stem('ŞƏXSİYYƏT') // 'şəxsiyyət'
 */
export const stem = (word: string): string => ours().stem(word);

/**
 * The stem of a word typed without Azerbaijani letters, folded: vesiqelerini → vesiqe. A word in Azerbaijani letters is
 * folded first, so one way of writing finds the other.
 */
export const stemFolded = (word: string): string => ours().stemFolded(word);

/**
 * The verb at the bottom of a word, folded: ödənilməsi, ödəniş and ödəmək → ode. Official titles have the passive, people
 * type the active. Of a word without a verb, its folded stem.
 */
export const plainVerb = (word: string): string => ours().plainVerb(word);

/** True of an ending that nouns take, with number, possession and case, in Azerbaijani letters: da, ın, lərinə. */
export const isNounEnding = (text: string): boolean => ours().isNounEnding(text);
