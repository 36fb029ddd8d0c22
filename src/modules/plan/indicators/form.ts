import { Compile } from 'typebox/compile';
import type { Finding } from '../../../kernel/definition.ts';
import { formatDate, type Text } from '../../../language/index.ts';
import { readDate, readNumber } from '../../../ui/index.ts';
import { checkSheet, type Known } from './check.ts';
import { parts, readings, type Sheet, sheetSchema } from './sheet.ts';

/** What was typed about a sheet, by field; lists and lines are text too, as they are typed. */
export type Answers = Readonly<Record<string, string>>;

/** Something that has to be mended: at which field, and what to do. */
export interface SheetProblem {
  readonly name: string;
  readonly text: Text;
}

const schema = Compile(sheetSchema);
const langs = ['az', 'en', 'ru'] as const;

/** Every field of the form, in its order. */
export const fieldNames = [
  'title_az',
  'title_en',
  'title_ru',
  'about_az',
  'about_en',
  'about_ru',
  'kind',
  'measurement',
  'formula',
  'publication_az',
  'publication_en',
  'publication_ru',
  'publication_url',
  'unit',
  'better',
  'frequency',
  'numerator_az',
  'numerator_en',
  'numerator_ru',
  'denominator_az',
  'denominator_en',
  'denominator_ru',
  'sampled',
  'baseline_value',
  'baseline_day',
  'baseline_section',
  'targets',
  'serves',
  'breaks',
  'by',
] as const;

/** Reads what was typed as a sheet. Pure: what it has to know of the house, `known` tells. */
export function readSheet(
  code: string,
  owner: string,
  answers: Answers,
  known: Known,
): { readonly sheet?: Sheet; readonly problems: readonly SheetProblem[] } {
  const problems: SheetProblem[] = [];
  const say = (name: string) => (answers[name] ?? '').trim();
  const words = (name: string) => {
    const typed = langs.map((lang) => say(`${name}_${lang}`));
    return typed.every((one) => one === '')
      ? undefined
      : Object.fromEntries(langs.map((lang, at) => [lang, typed[at]]));
  };
  const some = (name: string) => (say(name) === '' ? undefined : say(name));
  const publication = words('publication') ?? some('publication_url');
  const draft = {
    code,
    title: words('title'),
    about: words('about'),
    kind: say('kind'),
    measurement: say('kind') === 'measured' ? some('measurement') : undefined,
    formula: say('kind') === 'derived' ? some('formula') : undefined,
    publication:
      publication && say('kind') === 'external'
        ? { title: words('publication'), url: say('publication_url') }
        : undefined,
    unit: say('unit'),
    better: say('better'),
    numerator: words('numerator'),
    denominator: words('denominator'),
    sampled: say('sampled') === '' ? undefined : true,
    frequency: say('frequency'),
    owner,
    baseline: baselineOf(say, problems),
    targets: targetsOf(say('targets'), problems),
    serves: say('serves')
      .split(/[\s,;]+/)
      .filter((one) => one !== ''),
    breaks: breaksOf(say('breaks'), problems),
    by: some('by')?.split(/[\s,]+/),
  };
  const sheet: unknown = JSON.parse(JSON.stringify(draft));
  if (!schema.Check(sheet)) {
    const wrong = [...schema.Errors(sheet)].flatMap(({ instancePath, params }) => fieldsOf(instancePath, params));
    for (const name of new Set(wrong))
      if (!problems.some((one) => one.name === name)) problems.push({ name, text: fill });
    return { problems };
  }
  problems.push(...checkSheet(sheet, known).map(problemOf));
  return problems.length === 0 ? { sheet, problems } : { problems };
}

const fill: Text = {
  az: 'Bu sahəni doldurun, üç dildə olan mətni hər üç dildə yazın.',
  en: 'Fill this in; a text in three languages is needed in all three.',
  ru: 'Заполните это поле; текст на трёх языках нужен на всех трёх.',
};

/** The fields of the form in which a part of the sheet, or what it lacks, is typed. */
function fieldsOf(path: string, params: object): readonly string[] {
  const { requiredProperties = [undefined] } = params as { requiredProperties?: readonly (string | undefined)[] };
  return requiredProperties.map((missing) => {
    const [first = '', second = ''] = [...path.split('/').slice(1), ...(missing === undefined ? [] : [missing])];
    return placeOf(first, second);
  });
}

function placeOf(first: string, second: string): string {
  if (['title', 'about', 'numerator', 'denominator'].includes(first))
    return `${first}_${langs.find((lang) => lang === second) ?? 'az'}`;
  if (first === 'publication') return second === 'url' ? 'publication_url' : 'publication_az';
  if (first === 'baseline')
    return { value: 'baseline_value', asOf: 'baseline_day', section: 'baseline_section' }[second] ?? 'baseline_value';
  return first;
}

function problemOf({ path: [first = '', second = ''], message, remedy }: Finding): SheetProblem {
  const text = {
    az: `${message.az} ${remedy.az}`,
    en: `${message.en} ${remedy.en}`,
    ru: `${message.ru} ${remedy.ru}`,
  };
  return { name: placeOf(String(first), String(second)), text };
}

function baselineOf(say: (name: string) => string, problems: SheetProblem[]): Sheet['baseline'] {
  const [typed, typedDay, section] = [say('baseline_value'), say('baseline_day'), say('baseline_section')];
  if (typed === '' && typedDay === '' && section === '') return undefined;
  const value = readNumber(typed, 'az');
  const asOf = readDate(typedDay);
  if (value === undefined) problems.push({ name: 'baseline_value', text: number });
  if (asOf === undefined) problems.push({ name: 'baseline_day', text: date });
  if (value === undefined || asOf === undefined) return undefined;
  return { value: Number(value), asOf, ...(section === '' ? {} : { section }) };
}

const number: Text = { az: 'Rəqəm yazın.', en: 'Write a number.', ru: 'Введите число.' };
const date: Text = {
  az: 'Tarixi gün.ay.il kimi yazın.',
  en: 'Write the date as day.month.year.',
  ru: 'Введите дату как день.месяц.год.',
};

const linesOf = (typed: string): readonly (readonly string[])[] =>
  typed
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(';').map((part) => part.trim()));

/** `50; 31.12.2028; plan; 4.1.3`, one a line. */
function targetsOf(typed: string, problems: SheetProblem[]): Sheet['targets'] {
  const found = linesOf(typed).map(([value = '', day = '', typedReading = 'own', section = '']) => {
    const read = readNumber(value, 'az');
    const due = readDate(day);
    const reading = (Object.keys(readings) as (keyof typeof readings)[]).find((one) => one === typedReading);
    if (read === undefined || due === undefined || reading === undefined) return undefined;
    return { value: Number(read), due, reading, ...(section === '' ? {} : { section }) };
  });
  const targets = found.filter((one) => one !== undefined);
  if (targets.length < found.length) problems.push({ name: 'targets', text: targetForm });
  return targets.length === 0 ? undefined : targets;
}

const targetForm: Text = {
  az: 'Hər sətirdə bir hədəf: qiymət; tarix; plan, decade və ya own; bölmə. Nümunə: 50; 31.12.2028; plan; 4.1.3',
  en: 'One target a line: value; date; plan, decade or own; section. For example: 50; 31.12.2028; plan; 4.1.3',
  ru: 'Одна цель в строке: значение; дата; plan, decade или own; раздел. Например: 50; 31.12.2028; plan; 4.1.3',
};

/** `01.07.2027; az; en; ru`, one a line. */
function breaksOf(typed: string, problems: SheetProblem[]): Sheet['breaks'] {
  const found = linesOf(typed).map(([day = '', az = '', en = '', ru = '']) => {
    const on = readDate(day);
    return on === undefined || az === '' || en === '' || ru === '' ? undefined : { on, note: { az, en, ru } };
  });
  const breaks = found.filter((one) => one !== undefined);
  if (breaks.length < found.length) problems.push({ name: 'breaks', text: breakForm });
  return breaks.length === 0 ? undefined : breaks;
}

const breakForm: Text = {
  az: 'Hər sətirdə bir dəyişiklik: tarix; azərbaycanca; ingiliscə; rusca.',
  en: 'One change a line: date; Azerbaijani; English; Russian.',
  ru: 'Одно изменение в строке: дата; по-азербайджански; по-английски; по-русски.',
};

/** A sheet as it would have been typed: what a change of it begins with. */
export function answersOf(sheet: Sheet): Answers {
  const words = (name: string, text: Text | undefined) =>
    text ? Object.fromEntries(langs.map((lang) => [`${name}_${lang}`, text[lang]])) : {};
  const { baseline, targets = [], breaks = [], publication } = sheet;
  const day = (iso: string) => formatDate(iso, 'az');
  return {
    ...words('title', sheet.title),
    ...words('about', sheet.about),
    kind: sheet.kind,
    measurement: sheet.measurement ?? '',
    formula: sheet.formula ?? '',
    ...words('publication', publication?.title),
    publication_url: publication?.url ?? '',
    unit: sheet.unit,
    better: sheet.better,
    frequency: sheet.frequency,
    ...words('numerator', sheet.numerator),
    ...words('denominator', sheet.denominator),
    sampled: sheet.sampled ? 'yes' : '',
    baseline_value: baseline ? typedNumber(baseline.value) : '',
    baseline_day: baseline ? day(baseline.asOf) : '',
    baseline_section: baseline?.section ?? '',
    targets: targets
      .map(({ value, due, reading, section = '' }) => `${typedNumber(value)}; ${day(due)}; ${reading}; ${section}`)
      .join('\n'),
    serves: sheet.serves.join(', '),
    breaks: breaks.map(({ on, note }) => [day(on), note.az, note.en, note.ru].join('; ')).join('\n'),
    by: (sheet.by ?? []).filter((one) => parts.includes(one)).join(','),
  };
}

const typedNumber = (value: number) => String(value).replace('.', ',');
