import { looksAtTested } from '../generate/tests.ts';
import type { Node, TestNode, NodeOf } from '../syntax/ast.ts';
import { type FeelType, incomparable, typeName } from '../types.ts';
import { checkOrder } from './literal.ts';
import type { Check, Visit } from './visit.ts';
import type { NamesInForce } from './names-in-force.ts';

export const tests: Visit<'tests'> = (check, node, names) => {
  for (const test of node.tests) checkTest(check, test, check.tested ?? 'any', names);
  return 'boolean';
};

export const inTests: Visit<'in'> = (check, node, names) => {
  const type = check.visit(node.value, names);
  for (const test of node.tests) checkTest(check, test, type, names);
  return 'boolean';
};

const verdicts = new Set<Node['kind']>(['compare', 'between', 'in', 'and', 'or', 'some', 'every', 'instance']);

/** One test of a value of type `tested`, in a cell or behind `in`. */
function checkTest(check: Check, test: TestNode, tested: FeelType, names: NamesInForce): void {
  const { value } = test;
  if (test.kind === 'compare') compareTypes(check, value, tested, check.visit(value, names));
  else if (value.kind === 'range') checkRange(check, value, tested, names);
  else if (looksAtTested(value)) compareTypes(check, value, 'boolean', check.visit(value, names));
  else if (verdicts.has(value.kind)) check.fail('feel.test_without_input', value);
  else compareTypes(check, value, tested, check.visit(value, names));
}

function checkRange(check: Check, range: NodeOf<'range'>, tested: FeelType, names: NamesInForce): void {
  for (const end of [range.start, range.end]) {
    if (end) compareTypes(check, end, tested, check.visit(end, names));
  }
  checkOrder(check, range);
}

/** A list fits where one of its elements may stand. */
function compareTypes(check: Check, node: Node, left: FeelType, right: FeelType): void {
  const wanted = typeof right === 'object' && 'list' in right && typeof left === 'string' ? right.list : right;
  if (incomparable(left, wanted)) {
    check.fail('feel.types_differ', node, { left: typeName(left), right: typeName(wanted) });
  }
}
