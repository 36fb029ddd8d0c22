import { type FormBody, formValue } from '../../kernel/http/route.ts';
import type { Json } from '../../kernel/job.ts';
import type { Lang } from '../../language/lang.ts';
import type { CompiledService } from './definition/compiled.ts';
import type { Typed } from './present/rules.ts';
import { readField } from './reading-form.ts';
import { type Answerable, checkField } from './rules/answers.ts';
import { choicesOf, inputsOf, type TableInput } from './rules/trying.ts';
import type { AnswerError } from './views.ts';

interface ReadTrial {
  readonly typed: Typed;
  readonly values: Readonly<Record<string, Json>>;
  readonly errors: readonly AnswerError[];
}

/** Reads what was typed to try a decision table; an empty field is a value that is not known. */
export function readTrial(service: CompiledService, body: FormBody, lang: Lang): ReadTrial {
  const errors: AnswerError[] = [];
  const read = inputsOf(service).map((input) => {
    const { name } = input;
    const several = input.source === 'register' && input.many;
    const typed = several ? partsOf(body[name], input) : formValue(body, name);
    const check = (one: string): Json => checkField(answerable(input), name, readField(input, one, lang), errors);
    const read = typeof typed === 'string' ? check(typed) : typed.length === 0 ? null : typed.map(check);
    // A file is given, or there is none.
    const value = input.source === 'file' && read === false ? null : read;
    return { name, typed: typeof typed === 'string' ? typed : [...typed], value };
  });
  return {
    typed: Object.fromEntries(read.map(({ name, typed }) => [name, typed])),
    values: Object.fromEntries(read.map(({ name, value }) => [name, value])),
    // Several values of one field may be wrong; one error leads to it.
    errors: errors.filter(({ field }, index) => errors.findIndex((other) => other.field === field) === index),
  };
}

/** Values of a field with several: boxes that were checked, or one in a line. */
function partsOf(given: FormBody[string] | undefined, { type }: TableInput): readonly string[] {
  const all = given === undefined ? [] : typeof given === 'string' ? [given] : given;
  const parts = type === 'choice' ? all : all.flatMap((text) => text.split('\n'));
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

const longest = 250;

/** Limits as they are for a case; a value that is not asked has none. */
function answerable(input: TableInput): Answerable {
  const { label, type } = input;
  if (input.source === 'applicant') return { ...input, optional: true };
  return {
    label,
    type,
    optional: true,
    maxLength: longest,
    ...(type === 'choice' ? { choices: choicesOf(input) } : {}),
  };
}
