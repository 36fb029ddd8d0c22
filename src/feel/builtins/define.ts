import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { FeelDate, FeelDateTime, FeelTime } from '../values/temporal.ts';
import { type Context, Func, isContext, isList, Range, type Value } from '../values/value.ts';

/** What a parameter takes. `take` gives undefined for what does not fit. */
export interface Kind<T extends Value> {
  readonly name: string;
  readonly take: (value: Value) => T | undefined;
}

/** A list of one counts as its element where a single value is asked for (DMN 1.5, 10.3.2.9.4). */
const single =
  <T extends Value>(fits: (value: Value) => value is T) =>
  (value: Value): T | undefined => {
    if (fits(value)) return value;
    const only = isList(value) && value.length === 1 ? value[0] : undefined;
    return only !== undefined && fits(only) ? only : undefined;
  };

const kind = <T extends Value>(name: string, fits: (value: Value) => value is T): Kind<T> => ({
  name,
  take: single(fits),
});

const instance = <T extends Value>(name: string, type: abstract new (...args: never[]) => T): Kind<T> =>
  kind(name, (value): value is T => value instanceof type);

export const aNumber = instance('number', Decimal);
export const aString = kind('string', (value) => typeof value === 'string');
export const aBoolean = kind('boolean', (value) => typeof value === 'boolean');
export const aDate = instance('date', FeelDate);
export const aTime = instance('time', FeelTime);
export const aDateTime = instance('date and time', FeelDateTime);
export const aDaysDuration = instance('days and time duration', DaysDuration);
export const aMonthsDuration = instance('years and months duration', MonthsDuration);
export const aRange = instance('range', Range);
export const aFunction = instance('function', Func);
export const aContext: Kind<Context> = kind('context', isContext);
/** Anything but null. */
export const aValue: Kind<Value> = { name: 'any', take: (value) => (value === null ? undefined : value) };
/** Anything, null too. */
export const anything: Kind<Value> = { name: 'any', take: (value) => value };
/** A single value counts as a list of one. Null is no list. */
export const aList: Kind<readonly Value[]> = {
  name: 'list',
  take: (value) => (isList(value) ? value : value === null ? undefined : [value]),
};

export interface Parameter<T> {
  readonly name: string;
  readonly kind: Kind<Value>;
  readonly optional: boolean;
  readonly rest: boolean;
  /** Only for the types of the function below. */
  readonly taken?: T;
}

export const required = <T extends Value>(name: string, of: Kind<T>): Parameter<T> => ({
  name,
  kind: of,
  optional: false,
  rest: false,
});

/** May be left out or null: then the function gets undefined. */
export const optional = <T extends Value>(name: string, of: Kind<T>): Parameter<T | undefined> => ({
  name,
  kind: of,
  optional: true,
  rest: false,
});

/** The last parameter: any number of values, at least one. */
export const rest = <T extends Value>(name: string, of: Kind<T>): Parameter<readonly T[]> => ({
  name,
  kind: of,
  optional: false,
  rest: true,
});

type Taken<P extends readonly Parameter<unknown>[]> = {
  [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** One way to call a function. */
export interface Form {
  readonly parameters: readonly Parameter<unknown>[];
  /** @param args in the order of the parameters; undefined where one is left out */
  readonly call: (args: readonly (Value | undefined)[]) => Value;
}

/** One form of a built-in function: arguments that do not fit give null, the others reach `compute` as their kinds. */
export function form<const P extends readonly Parameter<unknown>[]>(
  parameters: P,
  compute: (...args: Taken<P>) => Value,
): Form {
  return {
    parameters,
    call: (args) => {
      const taken = take(parameters, args);
      return taken === undefined ? null : compute(...(taken as unknown as Taken<P>));
    },
  };
}

function take(parameters: readonly Parameter<unknown>[], args: readonly (Value | undefined)[]): unknown[] | undefined {
  const taken: unknown[] = [];
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.rest) {
      const all = args.slice(index).map((arg) => (arg === undefined ? undefined : parameter.kind.take(arg)));
      if (all.length === 0 || all.includes(undefined)) return undefined;
      taken.push(all);
      continue;
    }
    const given = args[index];
    const value =
      given === undefined || (given === null && parameter.optional) ? undefined : parameter.kind.take(given);
    if (value === undefined && !(parameter.optional && (given === undefined || given === null))) return undefined;
    taken.push(value);
  }
  return taken;
}

/** A built-in function: its forms, told apart by the number or the names of the arguments. */
export interface BuiltIn {
  readonly name: string;
  readonly forms: readonly Form[];
  /** Type of what it gives, as a definition writes it; `any` where it depends on the arguments. */
  readonly result: string;
}

export const builtIn = (name: string, result: string, ...forms: readonly Form[]): BuiltIn => ({ name, result, forms });
