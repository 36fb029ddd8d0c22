import type { Arithmetic } from '../syntax/ast.ts';
import { type FeelType, incomparable, type ScalarType, typeName } from '../types.ts';
import type { Visit } from './visit.ts';

type Result = readonly [left: ScalarType, operator: Arithmetic, right: ScalarType, result: ScalarType];

const days = 'days and time duration';
const months = 'years and months duration';

/** What can be computed (DMN 1.5, Tables 50 to 54); anything else of known types is always null. */
const results: readonly Result[] = [
  ...(['+', '-', '*', '/', '**'] as const).map((operator): Result => ['number', operator, 'number', 'number']),
  ['string', '+', 'string', 'string'],
  ...([days, months] as const).flatMap((duration): Result[] => [
    [duration, '+', duration, duration],
    [duration, '-', duration, duration],
    [duration, '*', 'number', duration],
    ['number', '*', duration, duration],
    [duration, '/', 'number', duration],
    [duration, '/', duration, 'number'],
    ...(['date', 'date and time'] as const).flatMap((point): Result[] => [
      [point, '+', duration, point],
      [duration, '+', point, point],
      [point, '-', duration, point],
    ]),
  ]),
  ['time', '+', days, 'time'],
  [days, '+', 'time', 'time'],
  ['time', '-', days, 'time'],
  ['time', '-', 'time', days],
  ['date', '-', 'date', days],
  ['date and time', '-', 'date and time', days],
  ['date', '-', 'date and time', days],
  ['date and time', '-', 'date', days],
];

const isKnown = (type: FeelType): boolean => typeof type === 'string' && type !== 'any';

export const arithmetic: Visit<'arithmetic'> = (check, node, names) => {
  const [left, right] = [check.visit(node.left, names), check.visit(node.right, names)];
  const found = results.find(([a, operator, b]) => a === left && operator === node.operator && b === right);
  if (found) return found[3];
  if (!isKnown(left) || !isKnown(right)) return 'any';
  return check.fail('feel.operands', node, {
    operator: node.operator,
    left: typeName(left),
    right: typeName(right),
  });
};

export const comparison: Visit<'compare'> = (check, node, names) => {
  const [left, right] = [check.visit(node.left, names), check.visit(node.right, names)];
  if (incomparable(left, right)) {
    check.fail('feel.types_differ', node.right, { left: typeName(left), right: typeName(right) });
  }
  return 'boolean';
};

export const between: Visit<'between'> = (check, node, names) => {
  const type = check.visit(node.value, names);
  for (const end of [node.low, node.high]) {
    const other = check.visit(end, names);
    if (incomparable(type, other)) {
      check.fail('feel.types_differ', end, { left: typeName(type), right: typeName(other) });
    }
  }
  return 'boolean';
};
