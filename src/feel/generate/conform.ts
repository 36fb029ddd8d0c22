import { spend } from '../fuel.ts';
import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { FeelDate, FeelDateTime, FeelTime, midnightUtc } from '../values/temporal.ts';
import { type Context, Func, isContext, isList, Range, type Value } from '../values/value.ts';
import type { ScalarType } from '../types.ts';
import type { Type } from './type.ts';

const simple: Readonly<Record<ScalarType, (value: Value) => boolean>> = {
  number: (value) => value instanceof Decimal,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => value instanceof FeelDate,
  time: (value) => value instanceof FeelTime,
  'date and time': (value) => value instanceof FeelDateTime,
  'days and time duration': (value) => value instanceof DaysDuration,
  'years and months duration': (value) => value instanceof MonthsDuration,
};

/** `value instance of type` (DMN 1.5, 10.3.2.9.3): null is of no type but `Null`. Allowed values are not asked. */
export const isInstance = (value: Value, type: Type): boolean =>
  value === null ? type.kind === 'null' : conforms(value, type);

/** Whether a value has the type; null has every type. Allowed values are not asked. */
export function conforms(value: Value, type: Type): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case 'any':
      return true;
    case 'null':
      return false;
    case 'simple':
      return simple[type.name](value);
    case 'list':
      return isList(value) && (type.of.kind === 'any' || every(value, (item) => conforms(item, type.of)));
    case 'range':
      return value instanceof Range && conforms(value.start ?? null, type.of) && conforms(value.end ?? null, type.of);
    case 'context':
      return isContext(value) && hasMembers(value, type.members);
    case 'function':
      return value instanceof Func && (type.parameters === null || value.parameters.length === type.parameters.length);
    case 'constrained':
      return conforms(value, type.of);
  }
}

/** A context has the type when it has its members; it may have more. */
function hasMembers(context: Context, members: ReadonlyMap<string, Type>): boolean {
  spend(members.size);
  for (const [name, type] of members) {
    const value = context.get(name);
    if (value === undefined || !conforms(value, type)) return false;
  }
  return true;
}

/**
 * The value as the type wants it (DMN 1.5, 10.3.2.9.4): a list of one as its element, an element as a list of one, a
 * date as its midnight in UTC. Null where it does not fit or is not among the allowed values.
 */
export function coerce(value: Value, type: Type): Value {
  if (value === null || type.kind === 'any') return value;
  const fitting = convert(value, type);
  return fitting === null || !allowed(fitting, type) ? null : fitting;
}

function convert(value: Value, type: Type): Value {
  if (conforms(value, type)) return value;
  const target = bare(type);
  if (target.kind === 'list') {
    return !isList(value) && conforms(value, target.of) ? [value] : null;
  }
  const only = isList(value) && value.length === 1 ? value[0] : undefined;
  if (only !== undefined) return only !== null && conforms(only, target) ? only : null;
  const wantsTime = target.kind === 'simple' && target.name === 'date and time';
  return wantsTime && value instanceof FeelDate ? new FeelDateTime(value, midnightUtc) : null;
}

function bare(type: Type): Type {
  return type.kind === 'constrained' ? bare(type.of) : type;
}

/** Whether a value that has the type keeps to its allowed values, all the way down. */
function allowed(value: Value, type: Type): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case 'constrained':
      return type.allows(value) && allowed(value, type.of);
    case 'list':
      return (
        type.of.kind === 'any' ||
        type.of.kind === 'simple' ||
        !isList(value) ||
        every(value, (item) => allowed(item, type.of))
      );
    case 'context':
      spend(type.members.size);
      return !isContext(value) || [...type.members].every(([name, member]) => allowed(value.get(name) ?? null, member));
    default:
      return true;
  }
}

/** Paid for, since one list may stand in another many times. */
function every(list: readonly Value[], fits: (item: Value) => boolean): boolean {
  spend(list.length);
  return list.every(fits);
}
