import { FeelError, positionAt } from '../error.ts';
import { children } from '../generate/tests.ts';
import { nearest } from '../nearest.ts';
import type { Node, Span, TestsNode, TypeNode } from '../syntax/ast.ts';
import { parseDecimal } from '../values/decimal.ts';
import { type FeelType, sameType, scalarTypes, type Types } from '../types.ts';
import { checkCall } from './call.ts';
import { checkLiteral, checkOrder } from './literal.ts';
import type { Check, Visit } from './visit.ts';
import { inputNames, type NamesInForce } from './names-in-force.ts';
import { arithmetic, between, comparison } from './operator.ts';
import { filter, path } from './path.ts';
import { inTests, tests } from './tests.ts';
import { functions, clockFunctions } from './functions.ts';
import { loop, quantified } from './loop.ts';

/** Visits every part; the type is whatever `result` says. */
const all =
  (result: FeelType) =>
  (check: Check, node: Node, names: NamesInForce): FeelType => {
    for (const part of children(node)) check.visit(part, names);
    return result;
  };

const name: Visit<'name'> = (check, node, names) => {
  if (node.name === '?') return question(check, node);
  const found = names.find(node.name);
  if (found) {
    if (found.input) check.inputs.add(found.name);
    return found.type;
  }
  if (names.open) return 'any';
  const called = functions.get(node.name);
  if (called) return check.fail('feel.function_as_value', node, { name: node.name, signature: called.signature });
  if (clockFunctions.has(node.name)) return check.fail('feel.clock', node, { name: node.name });
  return check.fail('feel.unknown_name', node, { name: node.name }, nearest(node.name, names.names()));
};

function question(check: Check, node: Span): FeelType {
  if (check.tested === undefined) return check.fail('feel.question_mark', node);
  check.inputs.add('?');
  return check.tested;
}

const context: Visit<'context'> = (check, node, names) => {
  const inside = names.with({});
  const members = new Map<string, FeelType>();
  for (const { name, value } of node.entries) {
    const type = check.visit(value, inside);
    inside.add(name, type);
    members.set(name, type);
  }
  return { context: Object.fromEntries(members) };
};

const list: Visit<'list'> = (check, node, names) => {
  const types = node.items.map((item) => check.visit(item, names));
  const [first] = types;
  return { list: first !== undefined && types.every((type) => sameType(type, first)) ? first : 'any' };
};

const choice: Visit<'if'> = (check, node, names) => {
  check.visit(node.condition, names);
  const [a, b] = [check.visit(node.consequent, names), check.visit(node.alternative, names)];
  return sameType(a, b) ? a : 'any';
};

const namedTypes = new Set<string>([...scalarTypes, 'Any', 'Null', 'list', 'context', 'range', 'function']);

const instance: Visit<'instance'> = (check, node, names) => {
  check.visit(node.value, names);
  checkType(check, node.type);
  return 'boolean';
};

function checkType(check: Check, type: TypeNode): void {
  if (type.kind === 'named') {
    if (namedTypes.has(type.name)) return;
    check.fail('feel.unknown_type', type, { name: type.name }, nearest(type.name, namedTypes));
  }
  const inner =
    type.kind === 'context'
      ? type.members.map((member) => member.type)
      : type.kind === 'function'
        ? [...type.parameters, type.result]
        : [type.of];
  for (const part of inner) checkType(check, part);
}

const visits: { readonly [Kind in Node['kind']]: Visit<Kind> } = {
  null: () => 'any',
  boolean: () => 'boolean',
  number: (check, node) =>
    parseDecimal(node.text) === null ? check.fail('feel.literal', node, { literal: check.text(node) }) : 'number',
  string: () => 'string',
  at: checkLiteral,
  name,
  path,
  filter,
  call: checkCall,
  arithmetic,
  negate: (check, node, names) => {
    const type = check.visit(node.value, names);
    return type === 'number' || String(type).endsWith('duration') ? type : 'any';
  },
  compare: comparison,
  between,
  in: inTests,
  and: all('boolean'),
  or: all('boolean'),
  if: choice,
  for: loop,
  some: quantified,
  every: quantified,
  instance,
  function: (check, node) => check.fail('feel.function_definition', node),
  context,
  list,
  coerce: all('any'),
  range: (check, node, names) => {
    checkOrder(check, node);
    return all('any')(check, node, names);
  },
  tests,
  table: all('any'),
};

/**
 * Checks an expression or the unary tests of a cell against the names in force.
 * @returns the names it takes from outside, in the order of their use, and the type of what it gives, `any` if unknown
 * @throws FeelError at the first mistake
 */
export function checkTree(source: string, top: Node | TestsNode, types: Types): { inputs: string[]; type: FeelType } {
  const check: Check = {
    source,
    tested: top.kind === 'tests' ? (types['?'] ?? 'any') : undefined,
    inputs: new Set(),
    called: new Map(),
    text: (span) => source.slice(span.from, span.to).replace(/\s+/g, ' '),
    fail: (code, span, holes = {}, near) => {
      throw new FeelError(code, holes, positionAt(source, span.from), near);
    },
    visit: (node, names) =>
      (visits[node.kind] as (check: Check, node: Node, names: NamesInForce) => FeelType)(check, node, names),
  };
  const type = check.visit(top, inputNames(types));
  for (const [called, span] of check.called) {
    if (check.inputs.has(called)) check.fail('feel.not_callable', span, { name: called });
  }
  return { inputs: [...check.inputs], type };
}
