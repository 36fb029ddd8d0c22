import { formatNumber, type Lang, plural, suffixed } from '../../../language/index.ts';
import { type Counts, totalOf, unknownOf } from './counts.ts';

type Spoken = 'done' | 'on_track' | 'soon' | 'late' | 'unknown';
const order: readonly Spoken[] = ['done', 'on_track', 'soon', 'late', 'unknown'];

interface Grammar {
  none: string;
  /** All measures are in one state. */
  all(n: number, state: Spoken): string;
  some(total: number, parts: readonly string[]): string;
  part(n: number, state: Spoken): string;
  /** Why the rest is not known. */
  lack(n: number, state: 'no_evidence' | 'not_assessed' | 'no_deadline' | 'no_executor'): string;
}

const azWords: Readonly<Record<Exclude<Spoken, 'unknown'>, string>> = {
  done: 'icra olunub',
  on_track: 'vaxtında gedir',
  soon: 'gecikmə təhlükəsi altındadır',
  late: 'gecikir',
};

const azNumber = (n: number): string => formatNumber(n, 'az');
const azPart = (n: number): string => suffixed(azNumber(n), 'possessive');

/** “6-sının”: of six of them. */
function azOfPart(n: number): string {
  const part = azPart(n);
  return `${part}n${part.slice(-1)}n`;
}

const az: Grammar = {
  none: 'Planda hələ tədbir yoxdur.',
  all: (n, state) =>
    state === 'unknown'
      ? `${azNumber(n)} tədbirin heç birinin vəziyyəti hələ məlum deyil.`
      : n === 1
        ? `Planın yeganə tədbiri ${azWords[state]}.`
        : `${azNumber(n)} tədbirin hamısı ${azWords[state]}.`,
  some: (total, parts) => `${azNumber(total)} tədbirdən ${parts.join(', ')}.`,
  part: (n, state) => (state === 'unknown' ? `${azOfPart(n)} vəziyyəti məlum deyil` : `${azPart(n)} ${azWords[state]}`),
  lack: (n, state) =>
    ({
      no_executor: `${azNumber(n)} tədbirin icraçısı göstərilməyib`,
      no_deadline: `${azNumber(n)} tədbirin müddəti göstərilməyib`,
      not_assessed: `${azNumber(n)} tədbirin mərhələləri müəyyən edilməyib`,
      no_evidence: `${azNumber(n)} tədbir üzrə təsdiqlənmiş sübut yoxdur`,
    })[state],
};

const be = (n: number): string => (n === 1 ? 'is' : 'are');
const enNumber = (n: number): string => formatNumber(n, 'en');
const enMeasures = (n: number): string => `${enNumber(n)} ${plural(n, 'en', { one: 'measure', other: 'measures' })}`;
const enWords: Readonly<Record<Exclude<Spoken, 'unknown'>, string>> = {
  done: 'done',
  on_track: 'on track',
  soon: 'about to be late',
  late: 'late',
};

const en: Grammar = {
  none: 'The plan has no measures yet.',
  all: (n, state) => {
    if (state === 'unknown') return `How any of the ${enMeasures(n)} stands is not known yet.`;
    return n === 1 ? `The plan’s only measure is ${enWords[state]}.` : `All ${enMeasures(n)} are ${enWords[state]}.`;
  },
  some: (total, parts) => `Of ${enMeasures(total)}, ${parts.join(', ')}.`,
  part: (n, state) =>
    state === 'unknown' ? `the state of ${enNumber(n)} is not known` : `${enNumber(n)} ${be(n)} ${enWords[state]}`,
  lack: (n, state) =>
    ({
      no_executor: `${enMeasures(n)} ${n === 1 ? 'has' : 'have'} no executor`,
      no_deadline: `${enMeasures(n)} ${n === 1 ? 'has' : 'have'} no deadline`,
      not_assessed: `${enMeasures(n)} ${n === 1 ? 'has' : 'have'} no milestones`,
      no_evidence: `${enMeasures(n)} ${n === 1 ? 'has' : 'have'} no verified evidence`,
    })[state],
};

const ruNumber = (n: number): string => formatNumber(n, 'ru');
// After a preposition or “у” the noun stands in the genitive: у 21 мероприятия, у 2 мероприятий.
const ruOf = (n: number): string =>
  `${ruNumber(n)} ${plural(n, 'ru', { one: 'мероприятия', few: 'мероприятий', many: 'мероприятий' })}`;
const ruWords = (n: number, state: Exclude<Spoken, 'unknown'>): string =>
  ({
    done: plural(n, 'ru', { one: 'исполнено', few: 'исполнены', many: 'исполнены' }),
    on_track: plural(n, 'ru', { one: 'идёт в срок', few: 'идут в срок', many: 'идут в срок' }),
    soon: 'под угрозой срыва срока',
    late: plural(n, 'ru', { one: 'просрочено', few: 'просрочены', many: 'просрочены' }),
  })[state];

const ru: Grammar = {
  none: 'В плане пока нет мероприятий.',
  all: (n, state) => {
    if (state === 'unknown') return `Состояние ни одного из ${ruOf(n)} пока не известно.`;
    if (n === 1) return `Единственное мероприятие плана ${ruWords(1, state)}.`;
    return `Все ${ruNumber(n)} ${plural(n, 'ru', { one: 'мероприятие', few: 'мероприятия', many: 'мероприятий' })} ${ruWords(2, state)}.`;
  },
  some: (total, parts) => `Из ${ruOf(total)} ${parts.join(', ')}.`,
  part: (n, state) =>
    state === 'unknown' ? `состояние ${ruNumber(n)} неизвестно` : `${ruNumber(n)} ${ruWords(n, state)}`,
  lack: (n, state) =>
    ({
      no_executor: `у ${ruOf(n)} не указан исполнитель`,
      no_deadline: `у ${ruOf(n)} не указан срок`,
      not_assessed: `у ${ruOf(n)} не определены этапы`,
      no_evidence: `у ${ruOf(n)} нет подтверждений`,
    })[state],
};

const grammars: Readonly<Record<Lang, Grammar>> = { az, en, ru };

/** How a plan stands, in one sentence. */
export function standingSentence(counts: Counts, lang: Lang): string {
  const grammar = grammars[lang];
  const total = totalOf(counts);
  if (total === 0) return grammar.none;
  const of = (state: Spoken): number => (state === 'unknown' ? unknownOf(counts) : counts[state]);
  const present = order.filter((state) => of(state) > 0);
  const [only] = present;
  if (present.length === 1 && only) return grammar.all(total, only);
  return grammar.some(
    total,
    present.map((state) => grammar.part(of(state), state)),
  );
}

/** What is missing of those measures whose state is not known; empty where all are known. */
export function lackSentence(counts: Counts, lang: Lang): string {
  const parts = (['no_executor', 'no_deadline', 'not_assessed', 'no_evidence'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => grammars[lang].lack(counts[state], state));
  const sentence = parts.join(', ');
  return sentence === '' ? '' : `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`;
}
