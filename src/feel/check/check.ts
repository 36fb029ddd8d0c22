import { type FeelCode, FeelError, positionAt } from '../error.ts';
import { children } from '../generate/tests.ts';
import { nearest } from '../nearest.ts';
import type { Node, NodeOf, RangeNode, Span, TestsNode, TypeNode } from '../syntax/ast.ts';
import { type FeelType, sameType, scalarTypes, type Types } from '../types.ts';
import { checkCall } from './call.ts';
import { constant } from './constant.ts';
import { inputNames, type NamesInForce } from './names-in-force.ts';
import { arithmetic, between, comparison } from './operator.ts';
import { filter, path } from './path.ts';
import { inTests, tests } from './tests.ts';
import { functions, clockFunctions } from './functions.ts';
import { loop, quantified } from './loop.ts';

/** One walk over a syntax tree: finds the first mistake and infers what type each part gives. */
export interface Check {
  readonly source: string;
  /** Type of `?`, or undefined where no value is tested. */
  readonly tested: FeelType | undefined;
  /** Names taken from outside. */
  readonly inputs: Set<string>;
  /** Called functions, with the place of the call. */
  readonly called: Map<string, Span>;
  text(span: Span): string;
  fail(code: FeelCode, span: Span, holes?: Readonly<Record<string, string>>, near?: string): never;
  visit(node: Node, names: NamesInForce): FeelType;
}

export type Visit<Kind extends Node['kind']> = (check: Check, node: NodeOf<Kind>, names: NamesInForce) => FeelType;

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
  const members: Record<string, FeelType> = {};
  for (const entry of node.entries) members[entry.name] = check.visit(entry.value, names.with(members));
  return { context: members };
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

/** Written out, an interval must rise. */
export function checkOrder(check: Check, node: RangeNode): void {
  const [start, end] = [node.start, node.end];
  if (!start || !end || !isLiteral(start) || !isLiteral(end)) return;
  const falls = constant({ kind: 'compare', comparator: '>', left: start, right: end, from: node.from, to: node.to });
  if (falls === true) check.fail('feel.interval', node, { interval: check.text(node) });
}

const temporalFunctions = new Set(['date', 'time', 'date and time', 'duration']);

/** A value written out: a number, a text, `@"…"`, or `date("…")` and its like. */
export function isLiteral(node: Node): boolean {
  if (node.kind === 'negate') return node.value.kind === 'number';
  if (node.kind === 'call') return isTemporal(node);
  return ['null', 'boolean', 'number', 'string', 'at'].includes(node.kind);
}

export const isTemporal = (node: NodeOf<'call'>): boolean =>
  node.target.kind === 'name' &&
  temporalFunctions.has(node.target.name) &&
  node.args.length > 0 &&
  node.args.every(({ value }) => value.kind === 'string' || value.kind === 'number');

/** A date, time or duration that is written out must be one; its type is then known. */
export function checkLiteral(check: Check, node: Node): FeelType {
  if (constant(node) === null) check.fail('feel.literal', node, { literal: check.text(node) });
  const is = (type: string): boolean =>
    constant({
      kind: 'instance',
      value: node,
      type: { kind: 'named', name: type, from: node.from, to: node.to },
      from: node.from,
      to: node.to,
    }) === true;
  return scalarTypes.find(is) ?? 'any';
}

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
  number: () => 'number',
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
