import type { Node, NodeOf, RangeNode } from '../syntax/ast.ts';
import { type FeelType, scalarTypes } from '../types.ts';
import { constant } from './constant.ts';
import type { Check } from './visit.ts';

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
