import { itemNumber, mendLines, type PrintLine } from './reading-print.ts';

export type PlanItemKind = 'direction' | 'measure' | 'result' | 'risk' | 'target' | 'goal' | 'institution';

/** One item of the plan's text. `number` is the plan's own; an institution, which has none, carries its acronym. */
export interface PlanItem {
  number: string;
  kind: PlanItemKind;
  /** Without the punctuation that ends an item of a list. */
  text: string;
  /** Only of a risk: how it is to be countered. */
  mitigation?: string;
}

export interface PlanReading {
  /** In the order of the text. */
  items: PlanItem[];
  /** Where the numbering jumps: the number before the jump and the one after it. Empty for a whole text. */
  gaps: { after: string; found: string }[];
}

export interface PlanCounts {
  directions: number;
  measures: number;
  results: number;
  risks: number;
  targets: number;
  goals: number;
  institutions: number;
  /** Measures, results, risks, targets and goals together. */
  numbered: number;
}

/** What the plan's own numbering says an item is. 6.1.D is direction D, 6.1.D.2.N its measure N, and so on. */
const kindOfNumber: readonly { pattern: RegExp; kind: PlanItemKind }[] = [
  { pattern: /^4\.1\.\d+$/u, kind: 'target' },
  { pattern: /^5\.1\.\d+$/u, kind: 'goal' },
  { pattern: /^6\.1\.\d+$/u, kind: 'direction' },
  { pattern: /^6\.1\.\d+\.2\.\d+$/u, kind: 'measure' },
  { pattern: /^6\.1\.\d+\.3\.\d+$/u, kind: 'result' },
  { pattern: /^6\.1\.\d+\.4\.\d+$/u, kind: 'risk' },
];

const acronymsSection = '9';

interface Numbered {
  number: string;
  text: string;
  /** Lines of the file, from 1. */
  from: number;
  to: number;
}

const steps = (number: string): number[] => number.split('.').map(Number);

const comesAfter = (number: string, last: string): boolean => {
  const [now, before] = [steps(number), steps(last)];
  const differs = now.findIndex((step, index) => step !== before[index]);
  return differs !== -1 && (now[differs] ?? 0) > (before[differs] ?? 0);
};

/** Whether `number` is what may follow `last`: its first child, or the next sibling of it or of one of its parents. */
const follows = (number: string, last: string): boolean => {
  if (last === '') return number === '1';
  if (number === `${last}.1`) return true;
  const now = steps(number);
  const before = steps(last).slice(0, now.length);
  return (
    now.length === before.length &&
    now.every((step, at) => step === (before[at] ?? 0) + (at === now.length - 1 ? 1 : 0))
  );
};

/**
 * A line opens an item when its number goes on from the last one. A number of three steps or more may also leap
 * forward (a line may be lost in the print); a shorter one may not, because a figure such as “4.8.” looks the same.
 */
const opensItem = (number: string, last: string): boolean =>
  follows(number, last) || (steps(number).length >= 3 && last !== '' && comesAfter(number, last));

/** A number that the column broke after one of its dots is put together again. */
const wholeNumbers = (lines: readonly PrintLine[]): readonly PrintLine[] => {
  const whole: PrintLine[] = [];
  for (const line of lines) {
    const before = whole.at(-1);
    const joined = (before?.text ?? '') + line.text;
    if (before && /^(?:\d{1,2}\.)+$/u.test(before.text) && itemNumber.test(line.text) && itemNumber.test(joined))
      whole[whole.length - 1] = { ...before, text: joined, to: line.to };
    else whole.push(line);
  }
  return whole;
};

const numberedParts = (lines: readonly PrintLine[]): { parts: Numbered[]; gaps: PlanReading['gaps'] } => {
  const parts: Numbered[] = [];
  const gaps: PlanReading['gaps'] = [];
  for (const { text: line, from, to } of wholeNumbers(lines)) {
    const last = parts.at(-1);
    const opening = itemNumber.exec(line);
    const number = opening?.[1];
    if (opening && number !== undefined && opensItem(number, last?.number ?? '')) {
      if (!follows(number, last?.number ?? '')) gaps.push({ after: last?.number ?? '', found: number });
      parts.push({ number, text: line.slice(opening[0].length), from, to });
    } else if (last) {
      last.text = `${last.text} ${line}`;
      last.to = to;
    }
  }
  return { parts, gaps };
};

const withoutEnd = (text: string): string =>
  text
    .trim()
    .replace(/[;:.]+$/u, '')
    .trim();

/** A risk and its mitigation share a number; the mitigation begins at the words “this risk”. */
const riskOf = ({ number, text }: Pick<Numbered, 'number' | 'text'>): PlanItem => {
  const found = /\s(?:–\s)?(?=bu\sriskin?\s)/iu.exec(text);
  if (!found) return { number, kind: 'risk', text: withoutEnd(text) };
  const mitigation = withoutEnd(text.slice(found.index + found[0].length));
  return { number, kind: 'risk', text: withoutEnd(text.slice(0, found.index)), mitigation };
};

/** “ABC – full name DEF – full name …”: each acronym in capitals, set off by a dash, opens the next entry. */
const institutionsOf = (text: string): PlanItem[] => {
  const openings = [...text.matchAll(/(?<=^|\s)(\p{Lu}{2,})\s–\s/gu)];
  return openings.map((opening, index) => ({
    number: opening[1] ?? '',
    kind: 'institution' as const,
    text: withoutEnd(text.slice(opening.index + opening[0].length, openings[index + 1]?.index)),
  }));
};

const itemsOf = (part: Numbered): PlanItem[] => {
  if (part.number === acronymsSection) return institutionsOf(part.text);
  const kind = kindOfNumber.find(({ pattern }) => pattern.test(part.number))?.kind;
  if (kind === undefined) return [];
  return [kind === 'risk' ? riskOf(part) : { number: part.number, kind, text: withoutEnd(part.text) }];
};

/**
 * Reads the published text of an action plan into its numbered items.
 *
 * Takes the text clean (one item a line) or as scanned from newspaper columns: broken words, column and page breaks,
 * running heads and misread letters are mended by general rules (`reading-print.ts`). Never throws: what it cannot
 * find is absent from `items`, and a jump in the numbering is listed in `gaps`.
 */
export const readPlanText = (text: string): PlanReading => {
  const { parts, gaps } = numberedParts(mendLines(text));
  return { items: parts.flatMap(itemsOf), gaps };
};

export interface PlanWording {
  readonly number: string;
  /** Whole words, in one line. */
  readonly clean: string;
  /** As the file has it, line by line, with the item's number. */
  readonly raw: string;
}

/** The wording of every numbered item of a kind that plans are followed by, clean and as printed. */
export const readWordings = (text: string): readonly PlanWording[] => {
  const lines = text.split(/\r?\n/u);
  return numberedParts(mendLines(text)).parts.flatMap(({ number, text: words, from, to }) =>
    kindOfNumber.some(({ pattern }) => pattern.test(number))
      ? [{ number, clean: withoutEnd(words), raw: lines.slice(from - 1, to).join('\n') }]
      : [],
  );
};

/** Counts the items of a reading by kind, for the person who checks an import. */
export const countReading = (reading: PlanReading): PlanCounts => {
  const count = (kind: PlanItemKind): number => reading.items.filter((item) => item.kind === kind).length;
  const counts = {
    directions: count('direction'),
    measures: count('measure'),
    results: count('result'),
    risks: count('risk'),
    targets: count('target'),
    goals: count('goal'),
    institutions: count('institution'),
  };
  return { ...counts, numbered: counts.measures + counts.results + counts.risks + counts.targets + counts.goals };
};
