import type { BuiltIn, Form } from '../builtins/define.ts';
import { builtIns } from '../builtins/index.ts';
import { deeper, spend } from '../fuel.ts';
import type { NodeOf } from '../syntax/ast.ts';
import { Func, type Value } from '../values/value.ts';
import { generate, type Place } from './place.ts';
import { constant, folded } from './known.ts';
import type { Code } from './scope.ts';

type Call = NodeOf<'call'>;
type Given = readonly { readonly name: string | null; readonly value: Code }[];

/** `name(…)` (10.3.2.13): the form of a built-in function is chosen here, so that only its code runs later. */
export function generateCall(node: Call, place: Place): Code {
  const given = node.args.map(({ name, value }) => ({ name, value: generate(value, place) }));
  const { target } = node;
  const called = target.kind === 'name' && !place.scope.binds(target.name) ? builtIns.get(target.name) : undefined;
  return called ? builtInCall(called, given) : dynamicCall(generate(target, place), given);
}

function builtInCall(called: BuiltIn, given: Given): Code {
  const named = given.some(({ name }) => name !== null);
  const form = named ? formByNames(called, given) : formByCount(called, given.length);
  if (form === undefined) return constant(null);
  const args = named ? inOrder(form, given) : given.map(({ value }) => value);
  const code: Code = (slots) => {
    spend(1);
    return form.call(args.map((arg) => arg?.(slots)));
  };
  return written.has(called.name) ? folded(code, args) : code;
}

/** Functions by which an author writes a value down: `date("2026-11-22")`. */
const written: ReadonlySet<string> = new Set(['date', 'time', 'date and time', 'duration', 'number']);

/** Whether a call with this many arguments in order fits the form. */
export const takesCount = ({ parameters }: Form, count: number): boolean =>
  count >= parameters.filter((parameter) => !parameter.optional).length &&
  (count <= parameters.length || parameters.some((parameter) => parameter.rest));

/** Whether a call with these named arguments fits the form. */
export const takesNames = ({ parameters }: Form, names: readonly (string | null)[]): boolean =>
  new Set(names).size === names.length &&
  names.every((name) => parameters.some((parameter) => parameter.name === name)) &&
  parameters.every((parameter) => parameter.optional || names.includes(parameter.name));

const formByCount = (called: BuiltIn, count: number): Form | undefined =>
  called.forms.find((form) => takesCount(form, count));

const formByNames = (called: BuiltIn, given: Given): Form | undefined =>
  called.forms.find((form) =>
    takesNames(
      form,
      given.map(({ name }) => name),
    ),
  );

const inOrder = (form: Form, given: Given): (Code | undefined)[] =>
  form.parameters.map((parameter) => given.find(({ name }) => name === parameter.name)?.value);

/** A function that only running tells. */
function dynamicCall(target: Code, given: Given): Code {
  return (slots) => {
    const called = target(slots);
    if (!(called instanceof Func)) return null;
    spend(1);
    const args = given.map(({ value }) => value(slots));
    if (given.every(({ name }) => name === null)) return called.invoke(args);
    const { parameters } = called;
    const names = given.map(({ name }) => name);
    if (names.length !== parameters.length || !parameters.every((name) => names.includes(name))) return null;
    return called.invoke(parameters.map((name) => args[names.indexOf(name)] ?? null));
  };
}

/** A built-in function as a value, to be given to another. */
export function builtInAsValue(called: BuiltIn): Func {
  const parameters = called.forms[0]?.parameters.map(({ name }) => name) ?? [];
  return new Func(parameters, (args: readonly Value[]) => {
    const form = formByCount(called, args.length);
    return form === undefined ? null : deeper(() => form.call(args));
  });
}
