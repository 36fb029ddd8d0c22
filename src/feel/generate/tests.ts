import type { Node, TestNode, TestsNode, TypeNode, NodeOf } from '../syntax/ast.ts';
import { equal } from '../values/equal.ts';
import { isList, Range, type Value } from '../values/value.ts';
import { generate, type Place } from './place.ts';
import { constant, known } from './known.ts';
import { compared, conjunction, disjunction } from './operator.ts';
import type { Code } from './scope.ts';

/** Whether `?` stands anywhere in a node. */
export function looksAtTested(node: Node | TestNode | TestsNode): boolean {
  if (node.kind === 'name') return 'name' in node && node.name === '?';
  return children(node).some(looksAtTested);
}

const weights = new WeakMap<Node, number>();

/** How many nodes it is made of: what running it costs, but for turns and for what it makes. */
export function weightOf(node: Node): number {
  const known = weights.get(node);
  if (known !== undefined) return known;
  const parts = children(node).reduce((sum, part) => sum + weightOf(part), 0);
  // A table pays for its rules when it runs; most fail at their first cell.
  const weight = 1 + (node.kind === 'table' ? Math.ceil(parts / 16) : parts);
  weights.set(node, weight);
  return weight;
}

/** Nodes right below a node. */
export function children(node: Node | TestNode | TestsNode | TypeNode): Node[] {
  return Object.values(node).flatMap(nodesIn);
}

function nodesIn(part: unknown): Node[] {
  if (Array.isArray(part)) return part.flatMap(nodesIn);
  if (typeof part !== 'object' || part === null) return [];
  if ('kind' in part && 'from' in part) return [part as Node];
  return Object.values(part).flatMap(nodesIn);
}

/** The tests of a cell; the tested value is the name `?` of the scope. */
export function generateTests(node: TestsNode, place: Place): Code {
  if (node.any) return constant(true);
  const tested = place.scope.find('?')?.code ?? constant(null);
  const tests = node.tests.map((test) => generateTest(test, tested, place));
  const any = anyOf(tests);
  if (!node.negated) return any;
  return (slots) => {
    const found = any(slots);
    return typeof found === 'boolean' ? !found : null;
  };
}

/** `value in tests`. */
export function generateIn(node: NodeOf<'in'>, place: Place): Code {
  const value = generate(node.value, place);
  const { scope, slots: places } = place.scope.with(['?']);
  const [slot = 0] = places;
  const tested: Code = (slots) => slots[slot] ?? null;
  const any = anyOf(node.tests.map((test) => generateTest(test, tested, { ...place, scope })));
  return (slots) => {
    slots[slot] = value(slots);
    return any(slots);
  };
}

function anyOf(tests: readonly Code[]): Code {
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return (slots) => {
    let found: boolean | null = false;
    for (const test of tests) {
      found = disjunction(found, test(slots));
      if (found === true) return true;
    }
    return found;
  };
}

function generateTest(test: TestNode, tested: Code, place: Place): Code {
  const value = generate(test.value, place);
  const wanted = known(value);
  if (test.kind === 'compare') {
    const compareBoth = compared(test.comparator);
    return wanted === undefined
      ? (slots) => compareBoth(tested(slots), value(slots))
      : (slots) => compareBoth(tested(slots), wanted);
  }
  // A test that looks at `?` is its own verdict (grammar rule 7, 7.3.1).
  if (looksAtTested(test.value)) return value;
  return wanted === undefined
    ? (slots) => matches(tested(slots), value(slots))
    : (slots) => matches(tested(slots), wanted);
}

const atLeast = compared('>=');
const above = compared('>');
const atMost = compared('<=');
const below = compared('<');
const unequal = compared('!=');

/** Whether a range holds a value; null where they cannot be compared. */
export function holds(range: Range, value: Value): boolean | null {
  if (range.sign === '!=') return unequal(value, range.start ?? null);
  const from = range.start === undefined || (range.startIncluded ? atLeast : above)(value, range.start);
  const to = range.end === undefined || (range.endIncluded ? atMost : below)(value, range.end);
  return conjunction(from, to);
}

/** Whether a value is the wanted one, or stands in the wanted range or list (Table 55, `in`). */
export function matches(value: Value, wanted: Value): boolean | null {
  if (wanted instanceof Range && !(value instanceof Range)) return holds(wanted, value);
  if (!isList(wanted)) return equal(value, wanted);
  let found: boolean | null = equal(value, wanted);
  if (found === true) return true;
  if (isList(value) && found !== null) found = false;
  for (const item of wanted) {
    const one = item instanceof Range && !(value instanceof Range) ? holds(item, value) : equal(value, item);
    if (one === true) return true;
  }
  return false;
}
