import { constant } from '../check/constant.ts';
import { isLiteral } from '../check/literal.ts';
import { looksAtTested } from '../generate/tests.ts';
import type { Comparator, Node, NodeOf, RangeNode, Span, TestNode, TestsNode } from '../syntax/ast.ts';
import { Decimal } from '../values/decimal.ts';
import { FeelDate } from '../values/temporal.ts';

// What a population can be asked without running the code of an expression row by row: comparisons, ranges, equality,
// lists, and, or, not, and + − × of numbers. Columns and SQL are made of the same tree, so that they cannot differ in
// what they take the expression to mean.

const termTypes = ['number', 'string', 'boolean', 'date'] as const;
export type TermType = (typeof termTypes)[number];

export type Input = { readonly kind: 'input'; readonly name: string; readonly type: TermType };
type Literal = {
  readonly kind: 'value';
  readonly value: Decimal | string | boolean | FeelDate | null;
  /** That of what it stands beside, if it is null. */
  readonly type: TermType | null;
};
export type Sum = { readonly kind: 'plus' | 'minus' | 'times'; readonly left: Term; readonly right: Term };

/** A value that may be null. */
export type Term = Input | Literal | Sum;

export type Order = '<' | '<=' | '>' | '>=';

/** True, false or null. */
export type Truth =
  | { readonly kind: 'known'; readonly value: boolean | null }
  | { readonly kind: 'holds'; readonly input: Input }
  /** Null equals only null: never null itself. */
  | { readonly kind: 'equal'; readonly left: Term; readonly right: Term }
  /** Null where a side is. */
  | { readonly kind: 'order'; readonly order: Order; readonly left: Term; readonly right: Term }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Truth[] }
  | { readonly kind: 'not'; readonly part: Truth }
  /** False where the part is null. */
  | { readonly kind: 'certain'; readonly part: Truth }
  | { readonly kind: 'choice'; readonly condition: Truth; readonly consequent: Truth; readonly alternative: Truth };

/** A part of an expression that only its own code can compute. */
export class Beyond extends Error {
  override readonly name = 'Beyond';
  readonly span: Span;

  constructor(span: Span) {
    super('beyond comparisons and sums');
    this.span = span;
  }
}

export interface Place {
  /** What `?` stands for. */
  readonly tested: Term | undefined;
  /** The input that a name or a path means, if it is of one of the four types. */
  readonly input: (node: Node) => Input | undefined;
}

export const isTermType = (type: unknown): type is TermType => termTypes.some((known) => known === type);

const typeOfTerm = (term: Term): TermType | null =>
  term.kind === 'input' || term.kind === 'value' ? term.type : 'number';

/** @throws Beyond */
export function truthOf(node: Node, place: Place): Truth {
  switch (node.kind) {
    case 'tests':
      return testsTruth(node, place);
    case 'boolean':
      return { kind: 'known', value: node.value };
    case 'null':
      return { kind: 'known', value: null };
    case 'name':
    case 'path': {
      const term = termOf(node, place);
      if (term.kind !== 'input' || term.type !== 'boolean') throw new Beyond(node);
      return { kind: 'holds', input: term };
    }
    case 'compare':
      return compared(node.comparator, termOf(node.left, place), termOf(node.right, place), node);
    case 'between': {
      const value = termOf(node.value, place);
      const from = compared('>=', value, termOf(node.low, place), node);
      return { kind: 'and', parts: [from, compared('<=', value, termOf(node.high, place), node)] };
    }
    case 'in':
      return anyOf(node.tests, { ...place, tested: termOf(node.value, place) });
    case 'and':
    case 'or':
      return { kind: node.kind, parts: [truthOf(node.left, place), truthOf(node.right, place)] };
    case 'call':
      return negation(node, place);
    default:
      throw new Beyond(node);
  }
}

function negation(node: NodeOf<'call'>, place: Place): Truth {
  const [only] = node.args;
  if (node.target.kind !== 'name' || node.target.name !== 'not' || !only || node.args.length > 1) {
    throw new Beyond(node);
  }
  return { kind: 'not', part: truthOf(only.value, place) };
}

function testsTruth(node: TestsNode, place: Place): Truth {
  if (node.any) return { kind: 'known', value: true };
  const any = anyOf(node.tests, place);
  return node.negated ? { kind: 'not', part: any } : any;
}

function anyOf(tests: readonly TestNode[], place: Place): Truth {
  const parts = tests.map((test) => testTruth(test, place));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
}

function testTruth(test: TestNode, place: Place): Truth {
  const { tested } = place;
  if (tested === undefined) throw new Beyond(test);
  if (test.kind === 'compare') return compared(test.comparator, tested, termOf(test.value, place), test);
  if (looksAtTested(test.value)) return truthOf(test.value, place);
  return matched(tested, test.value, place);
}

/** The value is the wanted one, or stands in the wanted range or list. A list never leaves it open. */
function matched(tested: Term, wanted: Node, place: Place): Truth {
  if (wanted.kind === 'range') return within(tested, wanted, place);
  if (wanted.kind !== 'list') return compared('=', tested, termOf(wanted, place), wanted);
  const parts = wanted.items.map((item) =>
    item.kind === 'range' ? within(tested, item, place) : compared('=', tested, termOf(item, place), item),
  );
  return { kind: 'certain', part: { kind: 'or', parts } };
}

function within(tested: Term, range: RangeNode, place: Place): Truth {
  const start = range.start && termOf(range.start, place);
  const end = range.end && termOf(range.end, place);
  if (range.sign === '!=') return compared('!=', tested, start ?? nothing, range);
  const inside: Truth = {
    kind: 'and',
    parts: [
      ...(start ? [compared(range.startIncluded ? '>=' : '>', tested, start, range)] : []),
      ...(end ? [compared(range.endIncluded ? '<=' : '<', tested, end, range)] : []),
    ],
  };
  if (!start || !end || (start.kind === 'value' && end.kind === 'value')) return inside;
  // Ends the wrong way round are no interval but null, which only null equals.
  const falls = compared('>', start, end, range);
  return { kind: 'choice', condition: falls, consequent: compared('=', tested, nothing, range), alternative: inside };
}

const nothing: Term = { kind: 'value', value: null, type: null };

function compared(comparator: Comparator, left: Term, right: Term, at: Span): Truth {
  const [a, b] = [typeOfTerm(left), typeOfTerm(right)];
  if (a !== null && b !== null && a !== b) throw new Beyond(at);
  if (comparator === '=' || comparator === '!=') {
    // What is written out stands right.
    const equal: Truth =
      left.kind === 'value' ? { kind: 'equal', left: right, right: left } : { kind: 'equal', left, right };
    return comparator === '=' ? equal : { kind: 'not', part: equal };
  }
  // Nothing is before or after null, and the two truths have no order.
  if (a === null || b === null || a === 'boolean') return { kind: 'known', value: null };
  return { kind: 'order', order: comparator, left, right };
}

/** @throws Beyond */
export function termOf(node: Node, place: Place): Term {
  if (isLiteral(node)) return literal(node);
  switch (node.kind) {
    case 'name':
    case 'path': {
      const found = node.kind === 'name' && node.name === '?' ? place.tested : undefined;
      const term = found ?? place.input(node);
      if (term === undefined) throw new Beyond(node);
      return term;
    }
    case 'negate':
      return { kind: 'minus', left: zero, right: number(node.value, place) };
    case 'arithmetic': {
      const kind = sums[node.operator];
      if (kind === undefined) throw new Beyond(node);
      return { kind, left: number(node.left, place), right: number(node.right, place) };
    }
    default:
      throw new Beyond(node);
  }
}

const zero: Term = { kind: 'value', value: new Decimal(0), type: 'number' };
const sums: Readonly<Record<string, Sum['kind']>> = { '+': 'plus', '-': 'minus', '*': 'times' };

function number(node: Node, place: Place): Term {
  const term = termOf(node, place);
  if (typeOfTerm(term) !== 'number') throw new Beyond(node);
  return term;
}

function literal(node: Node): Term {
  const value = constant(node);
  if (value === null) return nothing;
  if (typeof value === 'string') return { kind: 'value', value, type: 'string' };
  if (typeof value === 'boolean') return { kind: 'value', value, type: 'boolean' };
  if (value instanceof Decimal) return { kind: 'value', value, type: 'number' };
  if (value instanceof FeelDate) return { kind: 'value', value, type: 'date' };
  throw new Beyond(node);
}

/** All terms that stand in a truth, however deep. */
export function termsOf(truth: Truth): readonly Term[] {
  switch (truth.kind) {
    case 'known':
      return [];
    case 'holds':
      return [truth.input];
    case 'equal':
    case 'order':
      return [truth.left, truth.right].flatMap(partsOf);
    case 'and':
    case 'or':
      return truth.parts.flatMap(termsOf);
    case 'not':
    case 'certain':
      return termsOf(truth.part);
    case 'choice':
      return [truth.condition, truth.consequent, truth.alternative].flatMap(termsOf);
  }
}

export const partsOf = (term: Term): readonly Term[] =>
  term.kind === 'input' || term.kind === 'value' ? [term] : [term, ...partsOf(term.left), ...partsOf(term.right)];
