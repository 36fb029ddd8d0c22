import type { Json } from '../../../kernel/job.ts';
import { plainText } from '../../../kernel/text.ts';
import {
  formatNumber,
  isAnyIban,
  isFin,
  isVoen,
  normaliseAnyIban,
  normaliseFin,
  type Text,
} from '../../../language/index.ts';
import type { AskedField, CompiledField, CompiledPage, CompiledService } from '../definition/compiled.ts';
import type { FileField, GroupField, Question } from '../definition/compiled.ts';
import { say } from '../text/index.ts';
import type { AnswerError } from '../views.ts';
import { evidenceFault, evidenceIn, evidenceValue } from './evidence.ts';
import type { Answers } from './values.ts';

type Values = Readonly<Record<string, Json | undefined>>;

/** Answers of a page as they are to be kept; null takes an answer away. */
export interface CheckedAnswers {
  readonly kept: Readonly<Record<string, Json>>;
  readonly errors: readonly AnswerError[];
}

export const isAsked = (field: CompiledField): field is Question =>
  field.source === 'applicant' || field.source === 'group' || field.source === 'file';

export function fieldOf({ fields }: Pick<CompiledService, 'fields'>, name: string): Question | undefined {
  const found = fields.find((field) => field.name === name);
  return found && isAsked(found) ? found : undefined;
}

/** Fields of a page with those that its choices open, in the order in which they stand. */
export function fieldsOfPage(service: Pick<CompiledService, 'fields'>, page: CompiledPage): readonly Question[] {
  const withOpened = (name: string): Question[] => {
    const field = fieldOf(service, name);
    if (!field) return [];
    const opened = field.source === 'applicant' ? (field.choices ?? []).flatMap((choice) => choice.opens) : [];
    return [field, ...opened.flatMap(withOpened)];
  };
  return page.fields.flatMap(withOpened);
}

/** Is it asked, given the other answers? */
export function isOpen(service: Pick<CompiledService, 'fields'>, field: Question, answers: Values): boolean {
  if (field.source !== 'applicant' || !field.openedBy) return true;
  const opener = fieldOf(service, field.openedBy.field);
  return (
    opener !== undefined && isOpen(service, opener, answers) && answers[field.openedBy.field] === field.openedBy.choice
  );
}

/** Questions that are put to who gives these answers, answered or left empty: what no choice opened is not asked. */
export function questionsFor(service: Pick<CompiledService, 'fields' | 'pages'>, answers: Values) {
  return service.pages
    .flatMap((page) => fieldsOfPage(service, page))
    .filter((field) => isOpen(service, field, answers));
}

/** The service as its questions name it: the only field of a page is called by the question that the page asks. */
export function asAsked<T extends Pick<CompiledService, 'fields'>>(service: T, page: CompiledPage): T {
  const [only, ...others] = page.fields;
  if (others.length > 0) return service;
  const fields = service.fields.map((field) => (field.name === only ? { ...field, label: page.question } : field));
  return { ...service, fields };
}

/** Checks the answers of one page. What no choice opens is taken away, so that no stale answer is ever sent. */
export function checkPage(
  service: Pick<CompiledService, 'fields'>,
  page: CompiledPage,
  values: Values,
): CheckedAnswers {
  const kept: Record<string, Json> = {};
  const errors: AnswerError[] = [];
  for (const field of fieldsOfPage(service, page)) {
    const given = values[field.name] ?? null;
    if (!isOpen(service, field, values)) kept[field.name] = null;
    else if (field.source === 'group') kept[field.name] = checkGroup(field, given, errors);
    else if (field.source === 'file') kept[field.name] = checkFiles(field, given, errors);
    else kept[field.name] = checkField(field, field.name, given, errors);
  }
  return { kept, errors };
}

function checkFiles(field: FileField, given: Json, errors: AnswerError[]): Json {
  const text = evidenceFault(field, given);
  if (text) errors.push({ field: field.name, text });
  return evidenceValue(evidenceIn(given));
}

function checkGroup(field: GroupField, given: Json, errors: AnswerError[]): Json {
  const items = Array.isArray(given) ? (given as readonly Json[]).filter((item) => !isBlank(item)) : [];
  const wrong = (text: Text) => errors.push({ field: field.name, text });
  if (items.length < field.min) wrong(say('groupLeast', (lang) => ({ label: field.label[lang], min: field.min })));
  if (items.length > field.max) wrong(say('groupMost', (lang) => ({ label: field.label[lang], max: field.max })));
  return items.slice(0, field.max).map((item, index) => {
    const members = item as Readonly<Record<string, Json>>;
    return Object.fromEntries(
      field.fields.map((inner) => [
        inner.name,
        checkField(inner, `${field.name}.${index}.${inner.name}`, members[inner.name] ?? null, errors),
      ]),
    );
  });
}

function isBlank(item: Json): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return true;
  return Object.values(item).every((value) => value === null || value === '');
}

/** What the check of a value looks at. */
export type Answerable = Pick<
  AskedField,
  'label' | 'type' | 'optional' | 'min' | 'max' | 'maxLength' | 'choices' | 'fin' | 'names' | 'format'
>;

/** The value as it is kept; what does not fit is kept out and named in `errors`. */
export function checkField(field: Answerable, name: string, given: Json, errors: AnswerError[]): Json {
  const typed = typeof given === 'string' ? plainText(given) : given;
  const value = typeof typed === 'string' ? canonical(field, typed) : typed;
  if (value === null || value === '') {
    if (!field.optional) errors.push({ field: name, text: toWrite(field) });
    return null;
  }
  const fault = faultOf(field, value);
  if (fault) errors.push({ field: name, text: fault });
  return fault ? null : value;
}

/** A number as it is stored, however it was typed; what is none stays as it is. */
function canonical({ fin, format }: Answerable, typed: string): string {
  if (fin) return normaliseFin(typed) ?? typed;
  return format === 'iban' ? (normaliseAnyIban(typed) ?? typed) : typed;
}

function toWrite(field: Answerable): Text {
  const keys = {
    text: 'answerText',
    choice: 'answerChoice',
    yesno: 'answerYesNo',
    number: 'answerNumber',
    decimal: 'answerDecimal',
    date: 'answerDate',
  } as const;
  return say(keys[field.type], (lang) => ({ label: field.label[lang] }));
}

const decimal = /^-?\d{1,12}(\.\d{1,2})?$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

function faultOf(field: Answerable, value: Json): Text | undefined {
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string') return toWrite(field);
      if (field.fin && !isFin(value)) return say('answerFin', (lang) => ({ label: field.label[lang] }));
      if (field.names === 'organisation' && !isVoen(value))
        return say('answerVoen', (lang) => ({ label: field.label[lang] }));
      if (field.format === 'iban' && !isAnyIban(value))
        return say('answerIban', (lang) => ({ label: field.label[lang] }));
      return [...value].length > field.maxLength ? tooLong(field, [...value].length) : undefined;
    case 'choice':
      return field.choices?.some((choice) => choice.value === value) ? undefined : toWrite(field);
    case 'yesno':
      return typeof value === 'boolean' ? undefined : toWrite(field);
    case 'date':
      return typeof value === 'string' && day.test(value) && isDay(value) ? undefined : toWrite(field);
    case 'number':
      return Number.isSafeInteger(value) ? outOfBounds(field, value as number) : toWrite(field);
    case 'decimal':
      return typeof value === 'string' && decimal.test(value) ? outOfBounds(field, Number(value)) : toWrite(field);
  }
}

const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
};

function tooLong({ label, maxLength }: Answerable, now: number): Text {
  return say('answerLong', (lang) => ({
    label: label[lang],
    max: formatNumber(maxLength, lang),
    now: formatNumber(now, lang),
  }));
}

function outOfBounds({ label, min, max }: Answerable, value: number): Text | undefined {
  if (min !== undefined && value < min)
    return say('answerLeast', (lang) => ({ label: label[lang], min: formatNumber(min, lang) }));
  if (max !== undefined && value > max)
    return say('answerMost', (lang) => ({ label: label[lang], max: formatNumber(max, lang) }));
  return undefined;
}

/** First page that is not fully answered; undefined when all are. */
export function missingPage(service: CompiledService, answers: Answers): string | undefined {
  return service.pages.find((page) => checkPage(service, page, answers).errors.length > 0)?.page;
}

export const pageOf = ({ pages }: Pick<CompiledService, 'pages'>, name: string): CompiledPage | undefined =>
  pages.find(({ page }) => page === name);
