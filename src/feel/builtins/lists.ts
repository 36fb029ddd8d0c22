import { deeper, spend } from '../fuel.ts';
import { Decimal } from '../values/decimal.ts';
import { equal } from '../values/equal.ts';
import { type Func, isList, type Value } from '../values/value.ts';
import {
  aFunction,
  aList,
  anything,
  aNumber,
  type BuiltIn,
  builtIn,
  form,
  type Kind,
  optional,
  required,
  rest,
} from './define.ts';
import { distinct } from './distinct.ts';
import { positionIn, wholePart } from './position.ts';
import { sorted } from './sort.ts';

type List = readonly Value[];

const list = required('list', aList);
const position = required('position', aNumber);
const newItem = required('newItem', anything);

/** Where to replace: a position, or a function that tells. */
const aPlace: Kind<Decimal | Func> = { name: 'any', take: (value) => aNumber.take(value) ?? aFunction.take(value) };

/** A list of no more than so many elements is about to be made. */
const making = (list: List, more = 0): void => spend(list.length + more);

function contains(list: List, element: Value): boolean {
  spend(list.length);
  return list.some((item) => equal(item, element) === true);
}

function indexOf(list: List, match: Value): Value {
  making(list);
  return list.flatMap((item, index) => (equal(item, match) === true ? [new Decimal(index + 1)] : []));
}

function replaced(list: List, place: Decimal | Func, item: Value): Value {
  making(list);
  if (place instanceof Decimal) {
    const index = positionIn(list.length, place);
    return index === null ? null : list.with(index, item);
  }
  if (place.parameters.length !== 2) return null;
  const result: Value[] = [];
  for (const old of list) {
    const fits = place.invoke([old, item]);
    if (fits !== null && typeof fits !== 'boolean') return null;
    result.push(fits === true ? item : old);
  }
  return result;
}

function sublist(list: List, start: Decimal, length: Decimal | undefined): Value {
  making(list);
  const from = positionIn(list.length, start);
  if (from === null) return null;
  const most = list.length - from;
  const count = length === undefined ? most : wholePart(length);
  return count >= 1 && count <= most ? list.slice(from, from + count) : null;
}

function inserted(list: List, position: Decimal, item: Value): Value {
  making(list, 1);
  const index = positionIn(list.length, position);
  return index === null ? null : list.toSpliced(index, 0, item);
}

function removed(list: List, position: Decimal): Value {
  making(list);
  const index = positionIn(list.length, position);
  return index === null ? null : list.toSpliced(index, 1);
}

function concatenated(lists: readonly List[]): Value[] {
  for (const list of lists) making(list, 1);
  return lists.flat();
}

function flattened(list: List): Value[] {
  const flat: Value[] = [];
  const add = (items: List): void => {
    spend(items.length);
    for (const item of items) {
      if (isList(item)) deeper(() => add(item));
      else flat.push(item);
    }
  };
  add(list);
  return flat;
}

export const listFunctions: readonly BuiltIn[] = [
  builtIn('list contains', 'boolean', form([list, required('element', anything)], contains)),
  builtIn(
    'list replace',
    'any',
    form([list, required('position', aPlace), newItem], replaced),
    form([list, required('match', aPlace), newItem], replaced),
  ),
  builtIn(
    'count',
    'number',
    form([list], (list) => new Decimal(list.length)),
  ),
  builtIn('sublist', 'any', form([list, required('start position', aNumber), optional('length', aNumber)], sublist)),
  builtIn(
    'append',
    'any',
    form([list, rest('item', anything)], (list, items) => concatenated([list, items])),
  ),
  builtIn('concatenate', 'any', form([rest('list', aList)], concatenated)),
  builtIn('insert before', 'any', form([list, position, newItem], inserted)),
  builtIn('remove', 'any', form([list, position], removed)),
  builtIn(
    'reverse',
    'any',
    form([list], (list) => {
      making(list);
      return list.toReversed();
    }),
  ),
  builtIn('index of', 'any', form([list, required('match', anything)], indexOf)),
  builtIn(
    'union',
    'any',
    form([rest('list', aList)], (lists) => distinct(concatenated(lists))),
  ),
  builtIn('distinct values', 'any', form([list], distinct)),
  builtIn('flatten', 'any', form([list], flattened)),
  builtIn('sort', 'any', form([list, required('precedes', aFunction)], sorted)),
];
