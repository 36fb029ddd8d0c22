// Every ending that an Azerbaijani noun or verb may take, written out: which ones fit depends on the last vowel of what
// they follow and on whether it ends in a vowel. In a pattern A is a/ə, I is ı/i/u/ü, Q is q/k, and G the same before a
// vowel, ğ/y; round brackets hold what stands only after a vowel, braces what stands only after a consonant.

/** Last vowel: 0 of a ı, 1 of o u, 2 of ə e i, 3 of ö ü; plus 4 when the word ends in it. */
export type Context = number;

/** Bits that say after what an ending stands: after a noun (also adjective, numeral), after a verb. */
export const afterNoun = 1;
export const afterVerb = 2;
/** Of a noun: number, possession and case alone, the only endings trusted after a word that no lexicon knows. */
export const plain = 4;

const vowelClass: Readonly<Record<string, number>> = { a: 0, ı: 0, o: 1, u: 1, ə: 2, e: 2, i: 2, ö: 3, ü: 3 };

/** What decides which endings fit a word; undefined without a vowel. */
export function contextOf(word: string): Context | undefined {
  for (let at = word.length - 1; at >= 0; at -= 1) {
    const found = vowelClass[word[at] ?? ''];
    if (found !== undefined) return at === word.length - 1 ? found + 4 : found;
  }
  return undefined;
}

export const isVowel = (letter: string | undefined): boolean =>
  letter !== undefined && vowelClass[letter] !== undefined;

interface Chain {
  readonly text: string;
  readonly context: Context;
}

const narrow = ['ı', 'u', 'i', 'ü'];

/** A pattern for what ends in a consonant and for what ends in a vowel. */
const readings = new Map<string, readonly [string, string]>();

function reading(pattern: string, vowel: boolean): string {
  let found = readings.get(pattern);
  if (!found) {
    found = [pattern.replace(/\(.*?\)|[{}]/g, ''), pattern.replace(/\{.*?\}|[()]/g, '')];
    readings.set(pattern, found);
  }
  return found[vowel ? 1 : 0];
}

function append({ text, context }: Chain, pattern: string): Chain {
  let group = context & 3;
  let vowel = context > 3;
  let grown = text;
  for (const letter of reading(pattern, vowel)) {
    vowel = letter === 'A' || letter === 'I';
    if (letter === 'A') {
      group &= 2;
      grown += group === 0 ? 'a' : 'ə';
    } else if (letter === 'I') grown += narrow[group] ?? '';
    else if (letter === 'Q') grown += group < 2 ? 'q' : 'k';
    else if (letter === 'G') grown += group < 2 ? 'ğ' : 'y';
    else grown += letter;
  }
  return { text: grown, context: group + (vowel ? 4 : 0) };
}

const cases = ['(n)In', '(n)I', '(y)A', 'dA', 'dAn', '(y)lA', 'cA', '(y)AdAk', '(y)AcAn'];
// After the possessive of the third person, and after -ki, an n stands between.
const casesAfterThird = ['nIn', 'nI', 'nA', 'ndA', 'ndAn', '(y)lA', 'ncA', 'nAdAk', 'nAcAn'];
const possessives = ['{I}m', '{I}n', '{I}mIz', '{I}nIz'];
const third = '(s)I';
const copulas = ['dIr', 'dIrlAr', '(y)dI', '(y)mIş', '(y)sA', 'mI', 'dIrmI'];

type Emit = (chain: Chain, bits: number) => void;

/** Plural, possession, case, -ki and copula, in this order, each or none. */
function nounEndings(start: Chain, emit: Emit): void {
  for (const stem of [start, append(start, 'lAr')]) {
    caseEndings(stem, cases, emit);
    for (const possessive of possessives) caseEndings(append(stem, possessive), cases, emit);
    caseEndings(append(stem, third), casesAfterThird, emit);
  }
}

function caseEndings(stem: Chain, endings: readonly string[], emit: Emit): void {
  withCopula(stem, emit);
  for (const ending of endings) {
    const inCase = append(stem, ending);
    withCopula(inCase, emit);
    if (!ending.endsWith('dA')) continue;
    const local = append(inCase, 'kI');
    const many = append(local, 'lAr');
    emit(local, afterNoun);
    emit(many, afterNoun);
    for (const next of casesAfterThird) emit(append(local, next), afterNoun);
    for (const next of cases) emit(append(many, next), afterNoun);
  }
}

function withCopula(chain: Chain, emit: Emit): void {
  emit(chain, afterNoun | plain);
  for (const copula of copulas) emit(append(chain, copula), afterNoun);
}

const personsOfPresent = ['', '(y)Am', 'sAn', '(y)IQ', 'sInIz', 'lAr', 'dIr', 'dIrlAr'];
const personsOfPast = ['', 'm', 'n', 'Q', 'nIz', 'lAr'];
const compounds = ['(y)dI', '(y)mIş', '(y)sA'];
const moods = [
  'sIn',
  'sInlAr',
  '(y)In',
  '(y)InIz',
  '(y)AQ',
  '(y)Im',
  '(y)A',
  '(y)Am',
  '(y)AsAn',
  '(y)AsInIz',
  '(y)AlAr',
];
const converbs = ['(y)ArAQ', '(y)Ib', '(y)AndA', 'dIQdA', 'dIQcA', '(y)IncA', 'mAdAn', '(y)Arkən', '(y)AlI'];

type Add = (chain: Chain) => void;

function verbEndings(root: Chain, add: Add): void {
  const negated = append(root, 'mA');
  finite(root, append(root, '(y)Ir'), add);
  finite(negated, append(root, 'mIr'), add);
  personal(append(root, '(y)Ar'), add);
  // The negative of -ar: almaz, almaram.
  personal(append(root, 'mAz'), add);
  for (const person of ['Am', 'IQ']) add(append(append(root, 'mAr'), person));
  for (const stem of [root, negated]) {
    verbalNouns(stem, add);
    for (const ending of [...moods, ...converbs]) add(append(stem, ending));
  }
}

function finite(stem: Chain, present: Chain, add: Add): void {
  personal(present, add);
  for (const tense of ['mIş', '(y)Ib', 'mAlI', '(y)AcAQ']) personal(append(stem, tense), add);
  for (const person of ['Am', 'IQ']) add(append(append(stem, '(y)AcAG'), person));
  for (const tense of ['dI', 'sA']) {
    for (const person of personsOfPast) {
      const done = append(append(stem, tense), person);
      add(done);
      add(append(done, '(y)dI'));
    }
  }
}

function personal(tense: Chain, add: Add): void {
  for (const person of personsOfPresent) add(append(tense, person));
  for (const compound of compounds) for (const person of personsOfPast) add(append(append(tense, compound), person));
}

/** Infinitive, verbal noun and participles, with the endings of nouns. */
function verbalNouns(stem: Chain, add: Add): void {
  for (const ending of ['mA', '(y)An', 'mIş']) nounEndings(append(stem, ending), add);
  // Final q and k soften before a vowel: almağın, gələcəyi, dediyi.
  for (const [hard, soft] of [
    ['mAQ', 'mAG'],
    ['dIQ', 'dIG'],
    ['(y)AcAQ', '(y)AcAG'],
  ] as const) {
    for (const pattern of [hard, soft]) {
      const participle = append(stem, pattern);
      const { length } = participle.text;
      nounEndings(participle, (chain) => {
        if (isVowel(chain.text[length]) === (pattern === soft)) add(chain);
      });
    }
  }
}

/** Endings that fit a context, each with the bits of what it may stand after. */
export function endingsOf(context: Context): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const emit: Emit = ({ text }, bits) => {
    if (text !== '') found.set(text, (found.get(text) ?? 0) | bits);
  };
  const root = { text: '', context };
  nounEndings(root, emit);
  verbEndings(root, (chain) => emit(chain, afterVerb));
  return found;
}

/** How many contexts there are: 0 … 7. */
export const contexts = 8;
