import { checkCall } from './call.ts';
import { constant, type Node } from './engine.ts';
import { FeelError, positionAt } from './error.ts';
import { clockFunctions, functions } from './functions.ts';
import { nearest } from './nearest.ts';
import { inputScope, type NameScope } from './scope.ts';
import { type Check, looksAtTested, onlyLiterals, parts } from './walk.ts';
import {
  elementOf,
  type FeelType,
  incomparable,
  normalName,
  sameType,
  scalarTypes,
  type Types,
  typeName,
} from './types.ts';

/** The most steps of a loop over a range of numbers: nothing in an expression may run long. */
export const rangeLimit = 1000;

type Visit = (check: Check, node: Node, scope: NameScope) => FeelType;

/** Visits every part; the type is whatever `result` says. */
const all =
  (result: FeelType): Visit =>
  (check, node, scope) => {
    for (const part of parts(node)) check.visit(part, scope);
    return result;
  };

const inner: Visit = (check, node, scope) => parts(node).reduce<FeelType>((_, part) => check.visit(part, scope), 'any');

const question: Visit = (check, node) => {
  if (check.tested === undefined) return check.fail('feel.question_mark', node);
  check.inputs.add('?');
  return check.tested;
};

const variable: Visit = (check, node, scope) => {
  const name = check.text(node);
  const found = scope.find(name);
  if (found) {
    if (found.input) check.inputs.add(found.name);
    return found.type;
  }
  const builtIn = functions.get(name);
  if (builtIn) return check.fail('feel.function_as_value', node, { name, signature: builtIn.signature });
  if (clockFunctions.has(name)) return check.fail('feel.clock', node, { name });
  return check.fail('feel.unknown_name', node, { name }, nearest(name, scope.names()));
};

const dateMembers: Types = { year: 'number', month: 'number', day: 'number', weekday: 'number' };
const timeMembers: Types = {
  hour: 'number',
  minute: 'number',
  second: 'number',
  timezone: 'string',
  'time offset': 'days and time duration',
};
const scalarMembers: Readonly<Record<string, Types>> = {
  date: dateMembers,
  time: timeMembers,
  'date and time': { ...dateMembers, ...timeMembers },
  'days and time duration': { days: 'number', hours: 'number', minutes: 'number', seconds: 'number' },
  'years and months duration': { years: 'number', months: 'number' },
};

const path: Visit = (check, node, scope) => {
  const [target, , member] = parts(node);
  if (!target || !member) return 'any';
  const owner = check.visit(target, scope);
  const element = elementOf(owner);
  if (element === 'any') return 'any';
  const members =
    typeof element === 'string' ? (scalarMembers[element] ?? {}) : 'context' in element ? element.context : {};
  const name = check.text(member);
  const found = Object.entries(members).find(([known]) => normalName(known) === normalName(name));
  if (!found) {
    const known = Object.keys(members);
    const holes = { owner: check.text(target), name, known: known.join(', ') || '–' };
    return check.fail('feel.unknown_member', member, holes, nearest(name, known));
  }
  return element === owner ? found[1] : { list: found[1] };
};

const filter: Visit = (check, node, scope) => {
  const [target, , index] = parts(node);
  if (!target || !index) return 'any';
  const type = check.visit(target, scope);
  const chosen = check.visit(index, scope.filtering(type));
  return chosen === 'boolean' ? { list: elementOf(type) } : elementOf(type);
};

/** `x in list, y in 1..3`: each name is known from its own comma on. */
function iterate(check: Check, node: Node, outer: NameScope): NameScope {
  let scope = outer;
  for (const each of node.getChildren('InExpression')) {
    const [name, , over] = parts(each);
    if (!name || !over) continue;
    scope = scope.with({ [check.text(name)]: iterated(check, over, scope) });
  }
  return scope;
}

function iterated(check: Check, over: Node, scope: NameScope): FeelType {
  const nodes = parts(over);
  const range = nodes.length > 1 ? nodes : rangeEnds(nodes[0]);
  if (!range) return elementOf(inner(check, over, scope));
  const [from, to] = [range[0], range.at(-1)];
  const steps = from && to ? Math.abs(Number(check.text(to)) - Number(check.text(from))) : Number.NaN;
  if (!(steps <= rangeLimit)) check.fail('feel.range', over, { limit: String(rangeLimit) });
  return 'number';
}

function rangeEnds(node: Node | undefined): Node[] | undefined {
  const interval = node?.getChild('Interval');
  return interval ? endsOf(interval) : undefined;
}

const forLoop: Visit = (check, node, scope) => {
  const each = node.getChild('InExpressions');
  const body = parts(node).at(-1);
  if (!each || !body) return 'any';
  return { list: check.visit(body, iterate(check, each, scope).with({ partial: { list: 'any' } })) };
};

const quantified: Visit = (check, node, scope) => {
  const each = node.getChild('InExpressions');
  const body = parts(node).at(-1);
  if (each && body) check.visit(body, iterate(check, each, scope));
  return 'boolean';
};

const context: Visit = (check, node, scope) => {
  const members: Record<string, FeelType> = {};
  for (const entry of node.getChildren('ContextEntry')) {
    const [key, value] = parts(entry);
    if (!key || !value) continue;
    members[check.text(key).replace(/^"|"$/g, '')] = check.visit(value, scope.with(members));
  }
  return { context: members };
};

const list: Visit = (check, node, scope) => {
  const types = parts(node)
    .slice(1, -1)
    .map((part) => check.visit(part, scope));
  const [first] = types;
  return { list: first !== undefined && types.every((type) => sameType(type, first)) ? first : 'any' };
};

const choice: Visit = (check, node, scope) => {
  const [, condition, , then, , otherwise] = parts(node);
  if (!condition || !then || !otherwise) return 'any';
  check.visit(condition, scope);
  const [a, b] = [check.visit(then, scope), check.visit(otherwise, scope)];
  return sameType(a, b) ? a : 'any';
};

const arithmetic: Visit = (check, node, scope) => {
  const types = parts(node)
    .filter((part) => part.name !== 'ArithOp')
    .map((part) => check.visit(part, scope));
  if (types.every((type) => type === 'number')) return 'number';
  return types.every((type) => type === 'string') ? 'string' : 'any';
};

const comparison: Visit = (check, node, scope) => {
  const [left, operator, ...rest] = parts(node);
  if (!left || !operator) return 'boolean';
  const type = check.visit(left, scope);
  for (const part of rest) {
    if (part.name === 'PositiveUnaryTests') checkTests(check, parts(part), type, scope);
    else if (part.name === 'PositiveUnaryTest') checkIn(check, node, part, type, scope);
    else compare(check, part, type, check.visit(part, scope));
  }
  return 'boolean';
};

/** The library's grammar lets `a in b and c` be `a in (b and c)`; the standard means `(a in b) and c`. */
function checkIn(check: Check, node: Node, test: Node, type: FeelType, scope: NameScope): void {
  if (parts(test).some((body) => verdicts.has(body.name))) check.fail('feel.in_brackets', node);
  checkTests(check, [test], type, scope);
}

function compare(check: Check, node: Node, left: FeelType, right: FeelType): void {
  if (incomparable(left, right))
    check.fail('feel.types_differ', node, { left: typeName(left), right: typeName(right) });
}

const verdicts = new Set(['Comparison', 'Conjunction', 'Disjunction', 'QuantifiedExpression', 'InstanceOfExpression']);

/** Checks tests of a value of type `tested`, in a cell or behind `in`. */
export function checkTests(check: Check, tests: readonly Node[], tested: FeelType, scope: NameScope): void {
  for (const test of tests) {
    const [body] = parts(test);
    if (!body) continue;
    if (body.name === 'SimplePositiveUnaryTest') checkSimple(check, body, tested, scope);
    else if (looksAtTested(body)) compare(check, body, 'boolean', check.visit(body, scope));
    else if (verdicts.has(body.name)) check.fail('feel.test_without_input', body);
    else compare(check, body, tested, check.visit(body, scope));
  }
}

/** `< 5`, `[1..5]`: every end is of the tested type. */
function checkSimple(check: Check, body: Node, tested: FeelType, scope: NameScope): void {
  const interval = body.getChild('Interval');
  for (const end of interval ? endsOf(interval) : parts(body)) {
    // `> 5 and < 10` is read as `> (5 and …)`.
    if (verdicts.has(end.name)) check.fail('feel.test_without_input', end);
    compare(check, end, tested, check.visit(end, scope));
  }
  if (interval) checkOrder(check, interval);
}

const endsOf = (interval: Node): Node[] => parts(interval).slice(1, -1);

/** Written out, an interval must rise: the library takes `[5..1]` for `[1..5]`, the standard for an empty one. */
function checkOrder(check: Check, interval: Node): void {
  const [from, , to] = endsOf(interval);
  const written = [from, to].every((end) => end && (end.name === 'NumericLiteral' || end.name === 'DateTimeLiteral'));
  if (!from || !to || !written || constant(`${check.text(from)} > ${check.text(to)}`) !== true) return;
  check.fail('feel.interval', interval, { interval: check.text(interval) });
}

const temporal: Visit = (check, node, scope) => {
  const [constructor] = parts(node);
  const type = constructor?.name === 'DateTimeConstructor' ? checkCall(check, node, scope) : inner(check, node, scope);
  if (node.getChild('AtLiteral') || onlyLiterals(node)) {
    const literal = check.text(node);
    if (constant(literal) === null) check.fail('feel.literal', node, { literal });
    return scalarTypes.find((name) => constant(`${literal} instance of ${name}`) === true) ?? 'any';
  }
  return type;
};

const namedTypes = new Set([...scalarTypes, 'duration', 'Any', 'Null', 'list', 'context', 'range', 'function']);

const instance: Visit = (check, node, scope) => {
  const [value, , , type] = parts(node);
  if (value) check.visit(value, scope);
  const names = (part: Node): Node[] => (part.name === 'QualifiedName' ? [part] : parts(part).flatMap(names));
  for (const name of type ? names(type) : []) {
    const text = check.text(name);
    if (!namedTypes.has(text)) check.fail('feel.unknown_type', name, { name: text }, nearest(text, namedTypes));
  }
  return 'boolean';
};

const visits: Readonly<Record<string, Visit>> = {
  NumericLiteral: () => 'number',
  StringLiteral: () => 'string',
  BooleanLiteral: () => 'boolean',
  ParenthesizedExpression: (check, node, scope) => {
    const [, body] = parts(node);
    return body ? check.visit(body, scope) : 'any';
  },
  Expression: inner,
  '?': question,
  VariableName: variable,
  PathExpression: path,
  FilterExpression: filter,
  ForExpression: forLoop,
  QuantifiedExpression: quantified,
  Context: context,
  List: list,
  IfExpression: choice,
  ArithmeticExpression: arithmetic,
  Comparison: comparison,
  Conjunction: all('boolean'),
  Disjunction: all('boolean'),
  FunctionInvocation: checkCall,
  FunctionDefinition: (check, node) => check.fail('feel.function_definition', node),
  Interval: (check, node, scope) => {
    checkOrder(check, node);
    return all('any')(check, node, scope);
  },
  DateTimeLiteral: temporal,
  InstanceOfExpression: instance,
};

function syntax(check: Check, top: Node): void {
  if (check.source.trim() === '') check.fail('feel.empty', top);
  const fault = firstFault(top);
  if (!fault) return;
  const [found] = /\S+/.exec(check.source.slice(fault.from)) ?? [];
  if (found === undefined) check.fail('feel.incomplete', fault);
  else check.fail('feel.unexpected', fault, { found });
}

function firstFault(node: Node): Node | undefined {
  if (node.type.isError) return node;
  for (const part of parts(node)) {
    const found = firstFault(part);
    if (found) return found;
  }
  return undefined;
}

/**
 * Checks a parsed expression or the unary tests of a cell against the names in force.
 * @returns the names it takes from outside, in the order of their use, and the type of what it gives, `any` if unknown
 * @throws FeelError at the first mistake
 */
export function checkTree(
  source: string,
  top: Node,
  types: Types,
  unary: boolean,
): { inputs: string[]; type: FeelType } {
  const check: Check = {
    source,
    tested: unary ? (types['?'] ?? 'any') : undefined,
    inputs: new Set(),
    called: new Map(),
    text: (node) => source.slice(node.from, node.to).replace(/\s+/g, ' '),
    fail: (code, node, holes = {}, near) => {
      throw new FeelError(code, holes, positionAt(source, node.from), near);
    },
    visit: (node, scope) => (visits[node.name] ?? all('any'))(check, node, scope),
  };
  syntax(check, top);
  const scope = inputScope(types);
  const tests = top.getChild('PositiveUnaryTests');
  if (tests) checkTests(check, parts(tests), check.tested ?? 'any', scope);
  const type = unary ? 'boolean' : check.visit(top, scope);
  for (const [name, node] of check.called) {
    if (check.inputs.has(name)) check.fail('feel.not_callable', node, { name });
  }
  return { inputs: [...check.inputs], type };
}
