import { spend } from '../fuel.ts';
import { type Context, isContext, isList, type Value } from '../values/value.ts';
import { aContext, aList, anything, aString, type BuiltIn, builtIn, form, type Kind, required } from './define.ts';

/** The name of an entry, or the names that lead to it. */
const aPath: Kind<Value> = {
  name: 'any',
  take: (value) => aString.take(value) ?? (isList(value) ? value : undefined),
};

function entries(context: Context): Value {
  spend(3 * context.size);
  return [...context].map(
    ([key, value]) =>
      new Map<string, Value>([
        ['key', key],
        ['value', value],
      ]),
  );
}

function fromEntries(list: readonly Value[]): Value {
  spend(list.length);
  const context = new Map<string, Value>();
  for (const entry of list) {
    if (!isContext(entry)) return null;
    const key = entry.get('key');
    const value = entry.get('value');
    if (typeof key !== 'string' || value === undefined || context.has(key)) return null;
    context.set(key, value);
  }
  return context;
}

function put(context: Context, path: Value, value: Value): Value {
  const names = isList(path) ? path : [path];
  const passed: { readonly context: Context; readonly name: string }[] = [];
  let inner: Value = context;
  for (const name of names) {
    if (typeof name !== 'string' || !isContext(inner)) return null;
    spend(1 + inner.size);
    passed.push({ context: inner, name });
    inner = inner.get(name) ?? null;
  }
  if (passed.length === 0) return null;
  return passed.reduceRight<Value>((changed, { context, name }) => new Map(context).set(name, changed), value);
}

function merged(list: readonly Value[]): Value {
  const all = new Map<string, Value>();
  for (const context of list) {
    if (!isContext(context)) return null;
    spend(1 + context.size);
    for (const [name, value] of context) all.set(name, value);
  }
  return all;
}

const context = required('context', aContext);
const value = required('value', anything);

export const contextFunctions: readonly BuiltIn[] = [
  builtIn(
    'get value',
    'any',
    form([required('m', aContext), required('key', aString)], (context, key) => context.get(key) ?? null),
  ),
  builtIn('get entries', 'any', form([required('m', aContext)], entries)),
  builtIn('context', 'any', form([required('entries', aList)], fromEntries)),
  builtIn(
    'context put',
    'any',
    form([context, required('key', aPath), value], put),
    form([context, required('keys', aPath), value], put),
  ),
  builtIn('context merge', 'any', form([required('contexts', aList)], merged)),
];
