import { constant, type Node } from './engine.ts';
import {
  type BuiltIn,
  clockFunctions,
  functions,
  higherFunctions,
  patternArguments,
  takesCount,
  takesNames,
} from './functions.ts';
import { nearest } from './nearest.ts';
import type { NameScope } from './scope.ts';
import type { FeelType } from './types.ts';
import { type Check, parts } from './walk.ts';

interface Argument {
  /** Undefined where arguments are given in order. */
  readonly name: string | undefined;
  readonly value: Node;
}

/** Checks `name(…)`: only built-in functions are called, with arguments that fit. */
export function checkCall(check: Check, node: Node, scope: NameScope): FeelType {
  const [target] = parts(node);
  if (!target) return 'any';
  const called = builtIn(check, target, scope);
  if (target.name === 'VariableName') check.called.set(called.name, target);
  const given = callArguments(check, node);
  const named = given.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const fits = named.length > 0 ? takesNames(called, named) : takesCount(called, given.length);
  if (!fits) check.fail('feel.arguments', node, { name: called.name, signature: called.signature });
  for (const { value } of given) {
    if (value.name === 'FunctionDefinition' && higherFunctions.has(called.name)) visitFunction(check, value, scope);
    else check.visit(value, scope);
  }
  checkPattern(check, called, given);
  return called.result;
}

function builtIn(check: Check, target: Node, scope: NameScope): BuiltIn {
  const name = check.text(target);
  if (clockFunctions.has(name)) check.fail('feel.clock', target, { name });
  const local = scope.find(name);
  const callable = ['VariableName', 'SpecialFunctionName', 'DateTimeConstructor'].includes(target.name);
  if (!callable || (local && !local.input)) check.fail('feel.not_callable', target, { name });
  const found = functions.get(name);
  if (found) return found;
  if (local) check.fail('feel.not_callable', target, { name });
  return check.fail('feel.unknown_function', target, { name }, nearest(name, functions.keys()));
}

function callArguments(check: Check, node: Node): Argument[] {
  const named = node.getChild('NamedParameters');
  if (!named) {
    return node
      .getChildren('PositionalParameters')
      .flatMap((list) => parts(list).map((value) => ({ name: undefined, value })));
  }
  return named.getChildren('NamedParameter').flatMap((item) => {
    const [name, value] = parts(item);
    return name && value ? [{ name: check.text(name), value }] : [];
  });
}

function visitFunction(check: Check, node: Node, scope: NameScope): void {
  if (node.getChild('external')) check.fail('feel.function_definition', node);
  const body = node.getChild('FunctionBody');
  const names = (node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? []).map(
    (item): [string, FeelType] => [check.text(item.getChild('ParameterName') ?? item), 'any'],
  );
  if (body) check.visit(body, scope.with(Object.fromEntries(names)));
}

// A repetition inside a repeated group can take exponential time on a text made for it.
const repeatedRepetition = /\((?:[^()\\]|\\.)*[+*{](?:[^()\\]|\\.)*\)[+*{]/;

/** A pattern is written out in the definition: what a citizen types must never become one. */
function checkPattern(check: Check, called: BuiltIn, given: readonly Argument[]): void {
  const name = patternArguments.get(called.name);
  if (name === undefined) return;
  const argument = given.find((item) => item.name === name)?.value ?? given[1]?.value;
  if (!argument) return;
  const pattern = argument.name === 'StringLiteral' ? constant(check.text(argument)) : undefined;
  if (typeof pattern !== 'string' || repeatedRepetition.test(pattern) || !isPattern(pattern)) {
    check.fail('feel.pattern', argument, { name: called.name });
  }
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
