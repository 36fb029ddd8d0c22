/** What a word of a deadline stands for, whatever the language. */
export type Sign =
  | { readonly is: 'day'; readonly date: string }
  | { readonly is: 'month of year'; readonly year: number; readonly month: number }
  | { readonly is: 'years'; readonly first: number; readonly last: number }
  | { readonly is: 'year' | 'month' | 'season'; readonly value: number }
  | { readonly is: 'number'; readonly value: number; readonly ordinal: boolean }
  /** A quarter or half whose number stands with it: Q3, H1. */
  | { readonly is: 'part'; readonly of: Part; readonly value: number }
  | { readonly is: 'unit'; readonly of: Part | Unit }
  | { readonly is: Mark }
  | { readonly is: 'unknown'; readonly word: string }
  /** Looks like a time and is none. */
  | { readonly is: 'wrong'; readonly problem: 'noDay' | 'dayOrMonth' | 'backwards' };

export type Part = 'quarter' | 'half';
export type Unit = 'days' | 'weeks' | 'months' | 'years';
export type Mark =
  | 'end'
  | 'vague'
  | 'by'
  | 'before'
  | 'until'
  | 'latest'
  | 'from'
  | 'to'
  | 'ongoing'
  | 'within'
  | 'working'
  | 'undecided';

/** In the order in which they are looked for: what is part of a longer expression comes after it. */
const marks: readonly (readonly [Mark, string])[] = [
  ['latest', 'en geci?|no later than|not later than|at the latest|не позднее|не позже'],
  [
    'undecided',
    'tbd|tbc|n/a|mueyyen (?:edilmeyib|olunmayib)|gosterilmeyib|not (?:set|defined|decided)|to be (?:determined|defined|confirmed)|не определен\\p{L}*|уточняется|будет (?:определен\\p{L}*|уточнен\\p{L}*)',
  ],
  [
    'ongoing',
    'daimi(?: olaraq| esasda)?|mutemadi(?: olaraq| esasda)?|muntezem(?: olaraq)?|davamli(?: olaraq)?|fasilesiz|hemise|ongoing|continuous(?:ly)?|permanent(?:ly)?|regular(?:ly)?|on a (?:permanent|regular|continuous) basis|постоянно|на (?:постоянной|регулярной) основе|регулярно|непрерывно|бессрочно',
  ],
  [
    'ongoing',
    'her (?:il|rub|ay|hefte)|illik|rubluk|ayliq|every (?:year|quarter|month|week)|yearly|annual(?:ly)?|quarterly|monthly|ежегодно|ежеквартально|ежемесячно',
  ],
  ['working', 'is gun\\p{L}*|working days?|business days?|рабочих дн\\p{L}*'],
  // What the term is counted from; the day itself is given beside the text.
  [
    'within',
    '(?:plan\\p{L}* |akt\\p{L}* )?(?:tesdiq|qebul) (?:edildikden|olunduqdan) sonra(?:ki)?|tesdiqlendikden sonra(?:ki)?|(?:of|from|after)(?: the)? (?:adoption|approval|signing|entry into force)(?: of the plan)?|(?:со дня|с момента|после) (?:утверждения|принятия|подписания)(?: плана)?',
  ],
  ['within', 'muddetinde|erzinde|within|during|throughout|в течение|за период'],
  ['from', 'starting (?:from|in)|beginning (?:from|in)|начиная (?:с|со)|from|since|с|со|etibaren|baslayaraq'],
  ['before', 'evvel|before|prior to|ранее|раньше|до начала|evvelined[ae]k|evveline (?:qeder|kimi)'],
  ['by', 'qeder|kimi|by|until|till|up to|к|ко'],
  ['to', 'through|to|по'],
  ['until', 'до'],
  ['end', 'son(?:u|unda|una|unu|a|unad[ae]k)|end|конец|конца|концу|конце'],
  [
    'vague',
    'evvel\\p{L}+|baslangic\\p{L}*|orta\\p{L}*|sonlar\\p{L}*|texminen|yaxin\\p{L}*|early|mid|middle|late|around|about|approximately|circa|soon|beginning|начал\\p{L}*|середин\\p{L}*|примерно|около|скоро|ближайш\\p{L}*',
  ],
];

/** Words without weight. */
const fillers =
  'the|of|in|at|and|year|years|period|tarix|tarixi|tarixine|tarixinde|gunu|gunune|ayi|ayinin|ayinda|ayina|во?|на|число|числа|планово|срок|term|deadline|muddet|icra|гг?|год|года|году|годы|годов|годам|годах|месяц|месяца|месяце|il|ay|gun';

const months: readonly string[] = [
  'yanvar|january|jan|январ(?:ь|я|е|ю|ем)|янв',
  'fevral|february|feb|феврал(?:ь|я|е|ю|ем)|фев',
  'mart|march|mar|март(?:а|е|у|ом)?',
  'aprel|april|apr|апрел(?:ь|я|е|ю|ем)|апр',
  'may|ма(?:й|я|е|ю|ем)',
  'iyun|june|jun|июн(?:ь|я|е|ю|ем)',
  'iyul|july|jul|июл(?:ь|я|е|ю|ем)',
  'avqust|august|aug|август(?:а|е|у|ом)?|авг',
  'sentyabr|september|sept|sep|сентябр(?:ь|я|е|ю|ем)|сен',
  'oktyabr|october|oct|октябр(?:ь|я|е|ю|ем)|окт',
  'noyabr|november|nov|ноябр(?:ь|я|е|ю|ем)|ноя',
  'dekabr|december|dec|декабр(?:ь|я|е|ю|ем)|дек',
];

/** Spring, summer, autumn, winter. */
const seasons: readonly string[] = [
  'yaz|bahar|spring|весн(?:а|ы|е|у|ой)',
  'yay|summer|лет(?:о|а|у|е|ом)',
  'payiz|autumn|fall|осен(?:ь|и|ью)',
  'qis|winter|зим(?:а|ы|е|у|ой)',
];

const ordinals: readonly string[] = [
  'i|birinci|first|перв(?:ый|ого|ом|ому|ая|ой|ую|ое)',
  'ii|ikinci|second|втор(?:ой|ого|ом|ому|ая|ую|ое)',
  'iii|ucuncu|third|трет(?:ий|ьего|ьем|ьему)',
  'iv|dorduncu|fourth|четверт(?:ый|ого|ом|ому)',
];

const counts: readonly string[] = [
  'bir|one|один|одного',
  'iki|two|два|двух',
  'uc|three|три|тр[её]х',
  'dord|four|четыре|четыр[её]х',
  'bes|five|пять|пяти',
  'alti|six|шесть|шести',
  'yeddi|seven|семь|семи',
  'sekkiz|eight|восемь|восьми',
  'doqquz|nine|девять|девяти',
  'on|ten|десять|десяти',
];

const parts: readonly (readonly [Part, string])[] = [
  ['quarter', 'rub|quarters?|qtr|кв|квартал(?:а|е|у|ом|ов|ы)?'],
  ['half', 'yarimil|yarimillik|yari|half|halves|полугоди(?:е|я|ю|и|ем)|половин(?:а|ы|е|у|ой)'],
];

/** Only behind a number that counts: “6 ay”, but “sentyabr ayı”. */
const units: readonly (readonly [Unit, string])[] = [
  ['days', 'gun|days?|дн(?:ей|я)|день'],
  ['weeks', 'hefte|weeks?|недел(?:ь|и|ю)'],
  ['months', 'ay|months?|месяц(?:а|ев)?'],
  ['years', 'il|years?|лет|года?'],
];

// An Azerbaijani word keeps its stem and takes endings, with or without the number's hyphen: payızınadək, rübündən.
const endings = '(?:[sy]?[iu]n?)?(?:[ny]?[ae]|n?d[ae]|n?d[ae]n|n?[iu]n)?';
const untilEnd = /d[ae]k$/u;
const fromEnd = /d[ae]n$/u;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');
const withEndings = (pattern: string): RegExp => new RegExp(`^(?:${pattern})${endings}(?:d[ae]k)?$`, 'u');

const markPatterns = marks.map(
  ([mark, pattern]) => [mark, new RegExp(`(?<![\\p{L}\\p{N}<])(?:${pattern})(?![\\p{L}\\p{N}>])`, 'gu')] as const,
);
const lightPatterns = [fillers, '(?:il|iller|tarix|gun|ay)' + endings + '(?:d[ae]k)?'].map(whole);
const monthPatterns = months.map(withEndings);
const seasonPatterns = seasons.map(withEndings);
const ordinalPatterns = ordinals.map(whole);
const countPatterns = counts.map(whole);
const partPatterns = parts.map(([part, pattern]) => [part, withEndings(pattern)] as const);
const unitPatterns = units.map(([unit, pattern]) => [unit, whole(pattern)] as const);

/** A folded text in which every expression that stands for a mark has become its sign: `<end>`. */
export const marked = (text: string): string =>
  markPatterns.reduce((left, [mark, pattern]) => left.replace(pattern, ` <${mark}> `), text);

/** Marks that an Azerbaijani ending adds: “until” by -dək, “from” by -dən. */
export function endingMarks(word: string): readonly Sign[] {
  if (!/[a-z]$/u.test(word)) return [];
  return untilEnd.test(word) ? [{ is: 'by' }] : fromEnd.test(word) ? [{ is: 'from' }] : [];
}

/** What a word stands for, given the sign before it; nothing for a word without weight. */
export function signsOf(word: string, before: Sign | undefined): readonly Sign[] {
  const unit = before?.is === 'number' && !before.ordinal && unitPatterns.find(([, pattern]) => pattern.test(word));
  if (unit) return [{ is: 'unit', of: unit[0] }];
  if (lightPatterns.some((pattern) => pattern.test(word))) return endingMarks(word);
  const sign = signOf(word);
  return sign.is === 'unknown' ? [sign] : [sign, ...endingMarks(word)];
}

function signOf(word: string): Sign {
  const place = (patterns: readonly RegExp[]) => patterns.findIndex((pattern) => pattern.test(word)) + 1;
  const ordinal = place(ordinalPatterns);
  if (ordinal > 0) return { is: 'number', value: ordinal, ordinal: true };
  const count = place(countPatterns);
  if (count > 0) return { is: 'number', value: count, ordinal: false };
  const month = place(monthPatterns);
  if (month > 0) return { is: 'month', value: month };
  const season = place(seasonPatterns);
  if (season > 0) return { is: 'season', value: season };
  const part = partPatterns.find(([, pattern]) => pattern.test(word));
  return part ? { is: 'unit', of: part[0] } : { is: 'unknown', word };
}
