import type { Iteration, Node, NodeOf } from '../syntax/ast.ts';
import { elementOf, type FeelType } from '../types.ts';
import type { Check, Visit } from './visit.ts';
import type { NamesInForce } from './names-in-force.ts';

/** The most steps of a loop over a range of numbers: nothing in an expression may run long. */
const rangeLimit = 1000;

export const loop: Visit<'for'> = (check, node, names) => {
  const inner = iterate(check, node.iterations, names).with({ partial: { list: 'any' } });
  return { list: check.visit(node.body, inner) };
};

export const quantified = (check: Check, node: NodeOf<'some' | 'every'>, names: NamesInForce): FeelType => {
  check.visit(node.body, iterate(check, node.iterations, names));
  return 'boolean';
};

/** `x in list, y in 1..3`: each name is known from its own comma on. */
function iterate(check: Check, iterations: readonly Iteration[], outer: NamesInForce): NamesInForce {
  let names = outer;
  for (const iteration of iterations) names = names.with({ [iteration.name]: iterated(check, iteration, names) });
  return names;
}

function iterated(check: Check, { over, until }: Iteration, names: NamesInForce): FeelType {
  if (over.kind !== 'range' && until === null) return elementOf(check.visit(over, names));
  const [start, end] = over.kind === 'range' ? [over.start, over.end] : [over, until];
  const steps = start && end ? Math.abs(written(start) - written(end)) : Number.NaN;
  if (!(steps <= rangeLimit)) check.fail('feel.range', over, { limit: String(rangeLimit) });
  return 'number';
}

/** The number that is written out; none is no number. */
function written(node: Node): number {
  if (node.kind === 'negate') return -written(node.value);
  return node.kind === 'number' ? Number(node.text) : Number.NaN;
}
