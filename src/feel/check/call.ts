import type { Form } from '../builtins/define.ts';
import { takesCount, takesNames } from '../generate/call.ts';
import { nearest } from '../nearest.ts';
import { compilePattern } from '../regex/index.ts';
import type { Node, NodeOf } from '../syntax/ast.ts';
import { elementOf, type FeelType, type ScalarType, scalarTypes } from '../types.ts';
import { checkLiteral, isTemporal } from './literal.ts';
import type { Check, Visit } from './visit.ts';
import { clockFunctions, functions, higherFunctions, patternArguments } from './functions.ts';
import type { NamesInForce } from './names-in-force.ts';

type Call = NodeOf<'call'>;
type Called = NonNullable<ReturnType<typeof functions.get>>;

/** Checks `name(…)`: only built-in functions are called, with arguments that fit. */
export const checkCall: Visit<'call'> = (check, node, names) => {
  const called = builtIn(check, node, names);
  check.called.set(called.name, node.target);
  const wrong = () => check.fail('feel.arguments', node, { name: called.name, signature: called.signature });
  const given = node.args.map((arg) => arg.name);
  const named = given.some((name) => name !== null);
  const forms = called.forms.filter((form) => (named ? takesNames(form, given) : takesCount(form, given.length)));
  if (forms.length === 0) wrong();
  const types = node.args.map(({ value }) => argument(check, called, value, names));
  if (!forms.some((form) => fits(form, node, types))) wrong();
  checkPattern(check, called, node);
  return isTemporal(node) ? checkLiteral(check, node) : (called.result as FeelType);
};

function builtIn(check: Check, { target }: Call, names: NamesInForce): Called {
  const name = check.text(target);
  if (target.kind !== 'name') return check.fail('feel.not_callable', target, { name });
  if (clockFunctions.has(target.name)) check.fail('feel.clock', target, { name });
  const local = names.find(target.name);
  if (local && !local.input) check.fail('feel.not_callable', target, { name });
  const found = functions.get(target.name);
  if (found) return found;
  if (local) check.fail('feel.not_callable', target, { name });
  return check.fail('feel.unknown_function', target, { name }, nearest(target.name, functions.keys()));
}

function argument(check: Check, called: Called, value: Node, names: NamesInForce): FeelType {
  if (value.kind !== 'function' || !higherFunctions.has(called.name)) return check.visit(value, names);
  if (value.external) check.fail('feel.function_definition', value);
  check.visit(value.body, names.with(Object.fromEntries(value.parameters.map(({ name }) => [name, 'any']))));
  return 'any';
}

const isScalar = (name: string): name is ScalarType => (scalarTypes as readonly string[]).includes(name);

/** Whether every argument whose type is known is of its parameter's type. */
function fits(form: Form, node: Call, types: readonly FeelType[]): boolean {
  return types.every((type, index) => {
    const name = node.args[index]?.name ?? null;
    const parameter =
      name === null
        ? (form.parameters[index] ?? form.parameters.at(-1))
        : form.parameters.find((candidate) => candidate.name === name);
    const wanted = parameter?.kind.name ?? 'any';
    const element = elementOf(type);
    return !isScalar(wanted) || typeof element !== 'string' || element === 'any' || element === wanted;
  });
}

/** A pattern is written out in the definition: what a citizen types must never become one. */
function checkPattern(check: Check, called: Called, node: Call): void {
  const places = patternArguments.get(called.name);
  if (places === undefined) return;
  const given = (name: string, index: number) =>
    (node.args.find((item) => item.name === name) ?? node.args.filter((item) => item.name === null)[index])?.value;
  const argument = given(places.name, 1);
  if (!argument) return;
  const flags = given('flags', places.flags);
  const valid =
    argument.kind === 'string' && compilePattern(argument.value, flags?.kind === 'string' ? flags.value : '') !== null;
  if (!valid) check.fail('feel.pattern', argument, { name: called.name });
}
