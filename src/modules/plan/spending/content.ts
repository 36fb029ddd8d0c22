import { readDate } from '../../../ui/index.ts';
import type { Text } from '../../../language/lang.ts';
import {
  channels,
  type CostCategory,
  costNames,
  criticalities,
  dataClasses,
  exchanges,
  fundingNames,
  type FundingSource,
  hostings,
  rights,
  signIns,
  type SpendKind,
  spendKinds,
} from './choices.ts';
import type { Architecture } from './checks/picture.ts';
import { isWhole, readDecimal, sumOf } from './money.ts';
import { type Answers, costName, costYears, fundName, type Question, questionsFor } from './questions.ts';
import type { SpendingRules } from './rules.ts';
import type { RiskAnswers } from './triage.ts';

/** One thing to be mended, at its question; `stage` says which step it bars first. */
export interface Problem {
  readonly name: string;
  readonly text: Text;
  readonly stage: 'pipeline' | 'submit';
}

export interface CostLine {
  readonly year: number;
  readonly category: CostCategory;
  readonly amount: string;
}

export interface FundingShare {
  readonly source: FundingSource;
  readonly percent: string;
}

/** What the register and the plan know of what was typed. */
export interface Known {
  readonly rules: SpendingRules;
  /** The plan in which the typed measure stands, if any. */
  readonly plan: string | undefined;
  /** Typed line → `kind/code`, of those that the register has. */
  readonly entries: ReadonlyMap<string, string>;
  readonly concepts: ReadonlySet<string>;
  readonly institution: string;
}

/** A request as far as it could be read. */
export interface Content {
  readonly title: string;
  readonly purpose: string;
  readonly plan: string | undefined;
  readonly measure: string | undefined;
  readonly kind: SpendKind | undefined;
  readonly capabilities: readonly string[];
  readonly users: readonly string[];
  readonly concepts: readonly string[];
  readonly entries: readonly string[];
  readonly replaced: readonly string[];
  readonly firstYear: number | undefined;
  readonly lastYear: number | undefined;
  readonly endsOn: string | undefined;
  readonly ai: boolean | undefined;
  readonly retrospective: boolean;
  readonly costs: readonly CostLine[];
  readonly funding: readonly FundingShare[];
  /** Sum of the cost lines; without any, the rough amount. */
  readonly total: string | undefined;
}

export interface ReadContent {
  readonly content: Content;
  readonly problems: readonly Problem[];
  readonly fundingIsWhole: boolean;
}

/** Most lines that are read of an answer; one more tells that there are more. */
export const mostLines = 100;

export const linesOf = (typed: string | undefined): readonly string[] =>
  [...new Set((typed ?? '').split('\n').map((line) => line.trim()))]
    .filter((line) => line !== '')
    .slice(0, mostLines + 1);

const unanswered: Text = { az: 'Cavab verin.', en: 'Answer this.', ru: 'Ответьте.' };
const notANumber: Text = { az: 'Rəqəmlə yazın.', en: 'Write a figure.', ru: 'Укажите цифрами.' };
const notADay: Text = {
  az: 'Tarixi 22.11.2026 kimi yazın.',
  en: 'Write the date as 22.11.2026.',
  ru: 'Укажите дату как 22.11.2026.',
};
const noMeasure: Text = {
  az: 'Planda bu nömrə ilə tədbir yoxdur.',
  en: 'The plan has no measure of this number.',
  ru: 'В плане нет мероприятия с таким номером.',
};
const notYear: Text = { az: 'İli 2027 kimi yazın.', en: 'Write the year as 2027.', ru: 'Укажите год как 2027.' };
const noCost: Text = {
  az: 'Heç olmasa bir xərc yazın.',
  en: 'Write at least one cost.',
  ru: 'Укажите хотя бы один расход.',
};
const notWhole: Text = {
  az: 'Mənbələrin cəmi 100 faiz olmalıdır.',
  en: 'The sources must add up to 100 percent.',
  ru: 'Сумма источников должна составлять 100 процентов.',
};
const tooLong = (max: number): Text => ({
  az: `Ən çoxu ${max} simvol yazın.`,
  en: `Write at most ${max} characters.`,
  ru: `Не более ${max} знаков.`,
});
const tooMany: Text = {
  az: `Ən çoxu ${mostLines} sətir yazın.`,
  en: `Write at most ${mostLines} lines.`,
  ru: `Не более ${mostLines} строк.`,
};
const notInCatalogue = (line: string): Text => ({
  az: `Kataloqda “${line}” yoxdur.`,
  en: `The catalogue has no “${line}”.`,
  ru: `В каталоге нет «${line}».`,
});
const notInDictionary = (line: string): Text => ({
  az: `Lüğətdə “${line}” yoxdur.`,
  en: `The dictionary has no “${line}”.`,
  ru: `В словаре нет «${line}».`,
});

export function yearOf(answers: Answers): number | undefined {
  const typed = (answers.year ?? '').trim();
  return /^20\d\d$/.test(typed) ? Number(typed) : undefined;
}

/** The first year for which the form asks for costs. */
export const firstYearOf = (answers: Answers, today: string): number =>
  yearOf(answers) ?? Number(today.slice(0, 4)) + 1;

function dayOf(typed: string | undefined): string | undefined {
  const text = (typed ?? '').trim();
  return text === '' ? undefined : readDate(text);
}

const yesNo = (typed: string | undefined): boolean | undefined =>
  typed === 'yes' ? true : typed === 'no' ? false : undefined;

/** Reads what was typed; what cannot be read is a problem at its question and nothing else is lost. */
export function readContent(answers: Answers, known: Known, today: string): ReadContent {
  const costs = costsIn(answers, today);
  const funding = fundingIn(answers);
  const fundingIsWhole = isWhole(funding.map(({ percent }) => percent));
  const entryCodes = (name: string) => linesOf(answers[name]).flatMap((line) => known.entries.get(line) ?? []);
  const rough = readDecimal(answers.rough ?? '');
  const years = costs.map(({ year }) => year);
  const first = yearOf(answers);
  const content: Content = {
    title: (answers.title ?? '').slice(0, 250),
    purpose: (answers.purpose ?? '').slice(0, 5000),
    plan: known.plan,
    measure: known.plan === undefined ? undefined : (answers.measure ?? '').trim(),
    kind: chosen(answers.kind, spendKinds),
    capabilities: linesOf(answers.capabilities).filter((one) =>
      known.rules.capabilities.some(({ code }) => code === one),
    ),
    users: linesOf(answers.users),
    concepts: linesOf(answers.concepts).filter((one) => known.concepts.has(one)),
    entries: entryCodes('entries'),
    replaced: entryCodes('replaces'),
    firstYear: first,
    lastYear: years.length > 0 ? Math.max(...years) : first,
    endsOn: dayOf(answers.endsOn),
    ai: yesNo(answers.ai),
    retrospective: answers.retrospective === 'yes',
    costs,
    funding,
    total: costs.length > 0 ? sumOf(costs.map(({ amount }) => amount)) : rough,
  };
  return { content, problems: problemsIn(answers, content, known, fundingIsWhole, today), fundingIsWhole };
}

function chosen<K extends string>(typed: string | undefined, from: Readonly<Record<K, Text>>): K | undefined {
  return typed !== undefined && Object.hasOwn(from, typed) ? (typed as K) : undefined;
}

function costsIn(answers: Answers, today: string): readonly CostLine[] {
  return costYears(firstYearOf(answers, today)).flatMap((year) =>
    costNames.flatMap((category) => {
      const amount = readDecimal(answers[costName(category, year)] ?? '');
      return amount === undefined || Number(amount) === 0 ? [] : [{ year, category, amount }];
    }),
  );
}

function fundingIn(answers: Answers): readonly FundingShare[] {
  return fundingNames.flatMap((source) => {
    const percent = readDecimal(answers[fundName(source)] ?? '');
    return percent === undefined || Number(percent) === 0 || Number(percent) > 100 ? [] : [{ source, percent }];
  });
}

function problemsIn(
  answers: Answers,
  content: Content,
  known: Known,
  fundingIsWhole: boolean,
  today: string,
): readonly Problem[] {
  const questions = questionsFor(known.rules, firstYearOf(answers, today));
  const found = questions.flatMap((question) => problemAt(question, answers[question.name] ?? ''));
  const add = (name: string, text: Text, stage: Problem['stage'] = 'submit') => ({ name, text, stage });
  const measure = (answers.measure ?? '').trim();
  return [
    ...found,
    ...(measure !== '' && known.plan === undefined ? [add('measure', noMeasure, 'pipeline')] : []),
    ...((answers.year ?? '') !== '' && content.firstYear === undefined ? [add('year', notYear, 'pipeline')] : []),
    ...['entries', 'replaces'].flatMap((name) =>
      linesOf(answers[name]).flatMap((line) => (known.entries.has(line) ? [] : [add(name, notInCatalogue(line))])),
    ),
    ...['concepts', 'collects'].flatMap((name) =>
      linesOf(answers[name]).flatMap((line) => (known.concepts.has(line) ? [] : [add(name, notInDictionary(line))])),
    ),
    ...(content.costs.length === 0 ? [add(costName('hardware', firstYearOf(answers, today)), noCost)] : []),
    ...(fundingIsWhole ? [] : [add(fundName('state_budget'), notWhole)]),
  ];
}

function problemAt({ name, part, input, needed, options, max }: Question, typed: string): readonly Problem[] {
  const at = (text: Text) => [{ name, text, stage: needed ?? ('submit' as const) }];
  const text = typed.trim();
  if (text === '') return needed ? at(unanswered) : [];
  if (max !== undefined && text.length > max) return at(tooLong(max));
  if (part === 'data' && linesOf(text).length > mostLines) return at(tooMany);
  if (input === 'number' && name !== 'year' && readDecimal(text) === undefined) return at(notANumber);
  if (name.startsWith('fund_') && Number(readDecimal(text)) > 100) return at(notWhole);
  if (input === 'date' && dayOf(text) === undefined) return at(notADay);
  const values = input === 'choices' ? linesOf(text) : [text];
  if (input === 'yesno' && yesNo(text) === undefined) return at(unanswered);
  const listed = input === 'choice' || input === 'choices';
  return listed && options && values.some((one) => !Object.hasOwn(options, one)) ? at(unanswered) : [];
}

/** What the checks look at; unanswered, it is taken for the worse. */
export function architectureOf(answers: Answers, content: Content, institution: string): Architecture {
  const has = (name: string) => answers[name] === 'yes';
  return {
    institution,
    kind: content.kind ?? 'new',
    isPublic: isPublic(content),
    ai: content.ai ?? false,
    hosting: chosen(answers.hosting, hostings) ?? 'local',
    exchange: chosen(answers.exchange, exchanges) ?? 'direct',
    collects: linesOf(answers.collects),
    channel: chosen(answers.channel, channels) ?? 'none',
    signIn: chosen(answers.signIn, signIns) ?? 'own',
    takes: linesOf(answers.takes),
    builds: linesOf(answers.builds),
    modelRegistered: has('modelRegistered'),
    apiOpen: has('apiOpen'),
    dataClass: chosen(answers.dataClass, dataClasses) ?? 'sensitive',
    assessed: has('assessed'),
    closesOn: dayOf(answers.closesOn),
    rights: chosen(answers.rights, rights) ?? 'supplier',
    exitPlanned: (answers.exitPlan ?? '').trim() !== '',
    aiSafeguards: {
      purpose: has('aiPurpose'),
      assessment: has('aiAssessment'),
      human: has('aiHuman'),
      appeal: has('aiAppeal'),
    },
  };
}

export const isPublic = ({ users }: Pick<Content, 'users'>): boolean =>
  users.includes('citizens') || users.includes('businesses');

/** What decides who looks at the request. */
export function riskOf(answers: Answers, content: Content, institution: string): RiskAnswers {
  const said = architectureOf(answers, content, institution);
  return {
    total: content.total ?? '0',
    transactions: Number(readDecimal(answers.transactions ?? '') ?? 0),
    audience: said.isPublic ? 'public' : 'internal',
    dataClass: said.dataClass,
    criticality: chosen(answers.criticality, criticalities) ?? 'critical',
    hosting: said.hosting === 'none' ? 'government_cloud' : said.hosting,
    ai: said.ai,
    retrospective: content.retrospective,
  };
}
