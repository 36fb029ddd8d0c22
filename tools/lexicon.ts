// usage: node tools/lexicon.ts WORDS
// Writes src/language/lexicon.txt from a list of Azerbaijani headwords, one a line (words.txt of aznlp-disc/stemmer, MIT).
// The list has verbs as bare stems, placed where their infinitive belongs, and most verbal nouns in -ma besides.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Headword, type Lexicon, writeLexicon } from '../src/language/lexicon.ts';
import { afterNoun, afterVerb, contextOf, contexts, endingsOf } from '../src/language/stem-endings.ts';

const endings = Array.from({ length: contexts }, (_, context) => endingsOf(context));

/** True if an ending fits a word, after a noun or after a verb. */
const fits = (root: string, ending: string, kind: number): boolean => {
  const context = contextOf(root);
  return context !== undefined && ((endings[context]?.get(ending) ?? 0) & kind) !== 0;
};

// Nouns that lose their last vowel before an ending that begins with one.
const fleeting = new Set(
  (
    'ağız ağıl alın əsil ətir əyin əsir bağır beyin boyun burun cisim çiyin əzim eyib fəsil feil fikir heyif isim kəsir keyif könül köküs ' +
    'küfür meyil nəbiz nəqil nəsil oğul ovuc ömür qarın qədir qəbir qisim qoyun rəhim səbir sətir sinif şəkil şükür xeyir zehin zikir'
  ).split(' '),
);

// What the list lacks and public services speak of: places, words of the network.
const ownNouns =
  'abşeron ağcabədi ağstafa astara babək bakı balakən bərdə beyləqan biləsuvar cəbrayıl cəlilabad füzuli gədəbəy gəncə goranboy göyçay ' +
  'gürcüstan hacıqabul imişli iran ismayıllı kəlbəcər kürdəmir lənkəran lerik masallı mingəçevir naxçıvan neftçala ordubad qarabağ qəbələ ' +
  'quba qubadlı rusiya saatlı sabirabad salyan samux sədərək siyəzən sumqayıt şabran şamaxı şəki şəmkir şərur şirvan şuşa tərtər türkiyə ucar ' +
  'xaçmaz xankəndi xızı yardımlı yevlax zaqatala zəngilan ' +
  'autentifikasiya çipli dron fitosanitar hostinq innovasiya interfeys investor kibertəhlükəsizlik köçkün metadata migrasiya miqrant ' +
  'nostrifikasiya onlayn ödəyici rəqəmsal rəqəmsallıq server startap texnologiya texnopark vebsayt vöen';
const ownVerbs = 'elektronlaşdır rəqəmsallaş rəqəmsallaşdır';

// Adjectives in -i and compounds, plurals, adverbs in the locative or the ablative, where the rest is a word of four
// letters or more: məktəbi, hesabi, nəticədə; birdən stays. Participles in the same way: dəyişən.
const inflected = /^(s?[ıiuü]|l[aə]r|l[aə]r[ıi]|d[aə]n?|(s?[ıiuü])nd[aə]n?)$/;
const participle = /^(y?[aə]n|y?[aə]c[aə][qk])$/;
const shortestBase = 4;

/** Kinds of each word: a verb stands after its own longer words, or has a verbal noun. */
function kindsOf(words: readonly string[]): Map<string, number> {
  const all = new Set(words);
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  const kinds = new Map<string, number>();
  for (const [at, word] of words.entries()) {
    if (!/^[abcçdeəfgğhxıijkqlmnoöprsştuüvyz]{2,30}$/.test(word) || contextOf(word) === undefined) continue;
    const before = words[at - 1] ?? '';
    const placed = before.startsWith(word) && before.length > word.length;
    const named = all.has(`${word}ma`) || all.has(`${word}mə`);
    const shaped = word.length > 4 && /(l[aə]|l[aə][şn]|d[ıiuü]r)$/.test(word);
    const isVerb = placed && (named || shaped || (times.get(word) ?? 0) > 1);
    kinds.set(word, (kinds.get(word) ?? 0) | (isVerb ? afterVerb : afterNoun));
    if (!placed && named) kinds.set(word, afterNoun | afterVerb);
  }
  return kinds;
}

export function lexiconOf(words: readonly string[]): Lexicon {
  const kinds = kindsOf(words);
  const has = (word: string, kind: number) => ((kinds.get(word) ?? 0) & kind) !== 0;
  const isVerbalNoun = (word: string) =>
    /m[aə]$/.test(word) && has(word.slice(0, -2), afterVerb) && fits(word.slice(0, -2), word.slice(-2), afterVerb);
  const isInflected = (base: string, ending: string): boolean =>
    (has(base, afterNoun) && (ending === 'i' || (inflected.test(ending) && fits(base, ending, afterNoun)))) ||
    (has(base, afterVerb) && participle.test(ending) && fits(base, ending, afterVerb));
  const cutOf = (word: string): number => {
    for (let cut = Math.min(6, word.length - shortestBase); cut > 0; cut -= 1) {
      const base = word.slice(0, -cut);
      if (isInflected(base, word.slice(-cut))) return cut + cutOf(base);
    }
    return 0;
  };
  // What an ending makes of a noun with a fleeting vowel (fikri) needs no line either.
  const fled = new Set([...fleeting].map((word) => word.slice(0, -2) + word.slice(-1)));
  for (const word of ownNouns.split(' ')) kinds.set(word, (kinds.get(word) ?? 0) | afterNoun);
  for (const word of ownVerbs.split(' ')) kinds.set(word, afterVerb);
  const lexicon = new Map<string, Headword>();
  for (const [word, own] of kinds) {
    // A verbal noun is an ending of its verb; it needs no line.
    const kind = isVerbalNoun(word) ? own & afterVerb : own;
    if (kind === 0 || (/[ıiuü]$/.test(word) && fled.has(word.slice(0, -1)))) continue;
    const base = word.slice(0, -2);
    const causative =
      kind === afterVerb && /[ıiuü]r$/.test(word) && has(base, afterVerb) && fits(base, word.slice(-2), afterVerb);
    const cut = causative ? 2 : (kind & afterNoun) === 0 ? 0 : cutOf(word);
    lexicon.set(word, { kinds: kind, cut, fleeting: fleeting.has(word) });
  }
  return lexicon;
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    process.stderr.write('usage: node tools/lexicon.ts WORDS\n');
    process.exitCode = 2;
  } else {
    const words = readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim());
    const text = writeLexicon(lexiconOf(words));
    const target = resolve(import.meta.dirname, '../src/language/lexicon.txt');
    writeFileSync(target, text);
    process.stdout.write(`${target}: ${text.split('\n').length - 1} words, ${Buffer.byteLength(text)} bytes\n`);
  }
}
