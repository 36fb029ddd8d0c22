import { formatDate, formatNumber, formatPercent, type Lang, pick } from '../../../language/index.ts';
import { figureText } from '../indicators/index.ts';
import { measureStates, selfRatings } from '../measures/index.ts';
import type { Difference, IndicatorLine, MeasureLine } from './line.ts';
import { type Key, t } from './text.ts';

export interface Words {
  readonly lang: Lang;
  /** Acronyms of institutions by code. */
  readonly acronyms: ReadonlyMap<string, string>;
}

/** What of a line is compared, and how it is worded; null: there is none. Slips are not: they follow from the dates and from today. */
type Compared<L> = Partial<Record<Key, (line: L, words: Words) => string | null>>;

const measureCompared: Compared<MeasureLine> = {
  state: ({ state }, { lang }) => pick(measureStates[state], lang),
  selfRating: ({ selfRating }, { lang }) => (selfRating === null ? null : pick(selfRatings[selfRating], lang)),
  progress: ({ progress }, { lang }) => (progress === null ? null : formatPercent(progress, lang, 0)),
  executor: ({ executor }, words) => (executor === null ? null : acronym(executor, words)),
  coExecutors: ({ coExecutors }, words) =>
    coExecutors.length === 0 ? null : coExecutors.map((code) => acronym(code, words)).join(', '),
  dueFirst: ({ dueFirst }, words) => date(dueFirst, words),
  due: ({ due }, words) => date(due, words),
  milestones: ({ milestones }, { lang }) => formatNumber(milestones, lang),
  reached: ({ reached }, { lang }) => formatNumber(reached, lang),
  evidence: ({ evidence }, { lang }) => formatNumber(evidence, lang),
  lastReport: ({ lastReport }) => lastReport,
};

const indicatorCompared: Compared<IndicatorLine> = {
  value: ({ unit, value }, { lang }) => figure(unit, value, lang),
  source: ({ sign }, { lang }) => t(lang, sign),
  target: ({ unit, target }, { lang }) => figure(unit, target, lang),
  targetDue: ({ targetDue }, words) => date(targetDue, words),
};

const acronym = (code: string, { acronyms }: Words): string => acronyms.get(code) ?? code;
const date = (day: string | null, { lang }: Words): string | null => (day === null ? null : formatDate(day, lang));
const figure = (unit: IndicatorLine['unit'], value: number | null, lang: Lang): string | null =>
  value === null ? null : figureText({ unit }, value, lang);

export interface Change {
  /** What it is of the line; none: the line itself is new, or was left out. */
  readonly what: string | undefined;
  readonly before: string;
  readonly after: string;
}

/** What two editions say otherwise of one thing, in words; nothing where they say the same. */
export function changesOf({ before, after }: Difference, words: Words): readonly Change[] {
  const { lang } = words;
  const gone = (line: MeasureLine | IndicatorLine) => (line.kind === 'measure' ? 'removed' : 'indicatorGone');
  const fresh = (line: MeasureLine | IndicatorLine) => (line.kind === 'measure' ? 'added' : 'indicatorNew');
  if (!before) return after ? [{ what: undefined, before: '', after: t(lang, fresh(after)) }] : [];
  if (!after) return [{ what: undefined, before: '', after: t(lang, gone(before)) }];
  if (before.kind === 'measure' && after.kind === 'measure') return unlike(measureCompared, before, after, words);
  if (before.kind === 'indicator' && after.kind === 'indicator') return unlike(indicatorCompared, before, after, words);
  return [];
}

function unlike<L>(compared: Compared<L>, before: L, after: L, words: Words): readonly Change[] {
  const none = t(words.lang, 'noValue');
  return (Object.keys(compared) as Key[]).flatMap((key) => {
    const [old, now] = [before, after].map((line) => compared[key]?.(line, words) ?? none);
    return old === now ? [] : [{ what: t(words.lang, key), before: old ?? none, after: now ?? none }];
  });
}
