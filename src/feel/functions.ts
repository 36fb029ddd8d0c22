import type { FeelType } from './types.ts';

interface Parameter {
  readonly name: string;
  readonly optional: boolean;
  readonly rest: boolean;
}

export interface BuiltIn {
  readonly name: string;
  /** As an author would look it up: `substring(string, start position, length?)`. */
  readonly signature: string;
  readonly forms: readonly (readonly Parameter[])[];
  readonly result: FeelType;
}

// DMN 1.5, 10.3.4. Absent on purpose: now() and today(), which read a clock, and the range relations that take only ranges.
const catalogue = `
number(from, grouping separator?, decimal separator?): number
string(from): string
date(from) | date(year, month, day): date
time(from) | time(hour, minute, second, offset?): time
date and time(from) | date and time(date, time): date and time
duration(from): any
years and months duration(from, to): years and months duration
not(negand): boolean
substring(string, start position, length?): string
string length(string): number
upper case(string): string
lower case(string): string
substring before(string, match): string
substring after(string, match): string
replace(input, pattern, replacement, flags?): string
contains(string, match): boolean
matches(input, pattern, flags?): boolean
starts with(string, match): boolean
ends with(string, match): boolean
split(string, delimiter): any
string join(list, delimiter?): string
list contains(list, element): boolean
list replace(list, position, newItem) | list replace(list, match, newItem): any
count(list): number
min(list...): any
max(list...): any
sum(list...): number
mean(list...): number
all(list...): boolean
any(list...): boolean
sublist(list, start, length?): any
append(list, item...): any
concatenate(list...): any
insert before(list, position, newItem): any
remove(list, position): any
reverse(list): any
index of(list, match): any
union(list...): any
distinct values(list): any
flatten(list): any
product(list...): number
median(list...): number
stddev(list...): number
mode(list...): any
decimal(n, scale): number
floor(n, scale?): number
ceiling(n, scale?): number
round up(n, scale): number
round down(n, scale): number
round half up(n, scale): number
round half down(n, scale): number
abs(n): any
modulo(dividend, divisor): number
sqrt(number): number
log(number): number
exp(number): number
odd(number): boolean
even(number): boolean
is(value1, value2): boolean
before(a, b): boolean
after(a, b): boolean
includes(range, value): boolean
day of year(date): number
day of week(date): string
month of year(date): string
week of year(date): number
sort(list, precedes): any
get value(m, key): any
get entries(m): any
context(entries...): any
context put(context, key, value) | context put(context, keys, value): any
context merge(contexts...): any
`;

function parameter(text: string): Parameter {
  const optional = text.endsWith('?');
  const rest = text.endsWith('...');
  return { name: text.replace(/[?.]+$/, ''), optional, rest };
}

function parseLine(line: string): BuiltIn {
  const [, signature = '', result = ''] = /^(.*\)): (.*)$/.exec(line) ?? [];
  const forms = signature.split(' | ').map((form) => /\((.*)\)/.exec(form)?.[1] ?? '');
  return {
    name: signature.slice(0, signature.indexOf('(')),
    signature,
    forms: forms.map((form) => form.split(', ').map(parameter)),
    result: result as FeelType,
  };
}

/** The built-in functions by name. */
export const functions: ReadonlyMap<string, BuiltIn> = new Map(
  catalogue
    .trim()
    .split('\n')
    .map(parseLine)
    .map((entry) => [entry.name, entry]),
);

/** Functions of FEEL that are refused because their answer depends on when they are asked. */
export const clockFunctions: ReadonlySet<string> = new Set(['now', 'today']);

/** Functions that take another function: `sort(list, function(a, b) a < b)`. */
export const higherFunctions: ReadonlySet<string> = new Set(['sort', 'list replace']);

/** Functions whose second argument is a regular expression, by the name of that argument. */
export const patternArguments: ReadonlyMap<string, string> = new Map([
  ['matches', 'pattern'],
  ['replace', 'pattern'],
  ['split', 'delimiter'],
]);

/** Whether a call with this many arguments in order fits one of the forms. */
export const takesCount = (called: BuiltIn, count: number): boolean =>
  called.forms.some(
    (form) =>
      count >= form.filter((item) => !item.optional && !item.rest).length + (form.some((item) => item.rest) ? 1 : 0) &&
      (count <= form.length || form.some((item) => item.rest)),
  );

/** Whether a call with these named arguments fits one of the forms. */
export const takesNames = (called: BuiltIn, names: readonly string[]): boolean =>
  called.forms.some(
    (form) =>
      names.every((name) => form.some((item) => item.name === name)) &&
      form.every((item) => item.optional || names.includes(item.name)),
  );
