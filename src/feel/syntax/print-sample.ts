import type { Iteration, Node, NodeOf, Parameter, RangeNode, TestNode, TestsNode, TypeNode } from './ast.ts';

/** How tightly what a node is printed as binds: the weaker one goes into brackets inside the stronger. */
const strength = { loose: 0, or: 1, and: 2, compare: 3, sum: 4, product: 5, power: 6, minus: 7, instance: 8, value: 9 };

const arithmetic = {
  '+': strength.sum,
  '-': strength.sum,
  '*': strength.product,
  '/': strength.product,
  '**': strength.power,
};

/**
 * The expression as text that is read as the same expression again, where the same names are in force. Boxed expressions
 * that FEEL has no text for (a decision table, a context with a result) are refused.
 * @throws Error for those
 */
export const print = (node: Node): string => printed(node).text;

/** The tests of a cell as they are written in it. */
export function printTests(node: TestsNode): string {
  if (node.any) return '-';
  const tests = node.tests.map(printTest).join(', ');
  if (node.negated) return `not(${tests})`;
  // Alone in a cell, a call of the function `not` would be read as the negation of the cell.
  return node.tests.length === 1 && tests.startsWith('not(') ? `(${tests})` : tests;
}

export function printType(type: TypeNode): string {
  switch (type.kind) {
    case 'named':
      return type.name;
    case 'list':
    case 'range':
      return `${type.kind}<${printType(type.of)}>`;
    case 'context':
      return `context<${type.members.map(({ name, type: of }) => `${name}: ${printType(of)}`).join(', ')}>`;
    case 'function':
      return `function<${type.parameters.map(printType).join(', ')}> -> ${printType(type.result)}`;
  }
}

interface Printed {
  readonly text: string;
  readonly strength: number;
}

const at = (level: number, text: string): Printed => ({ text, strength: level });

/** In brackets where it binds weaker than the place asks. */
function inside(node: Node, least: number): string {
  const { text, strength: own } = printed(node);
  return own < least ? `(${text})` : text;
}

const printTest = (test: TestNode): string =>
  test.kind === 'compare' ? `${test.comparator} ${inside(test.value, strength.sum)}` : print(test.value);

const quoted = (text: string): string => `"${text.replace(/[\\"\n\r\t]/g, (sign) => escapes[sign] ?? sign)}"`;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function binary(left: Node, sign: string, right: Node, level: number): Printed {
  return at(level, `${inside(left, level)} ${sign} ${inside(right, level + 1)}`);
}

const iterations = (all: readonly Iteration[]): string =>
  all
    .map(({ name, over, until }) => `${name} in ${print(over)}${until === null ? '' : `..${print(until)}`}`)
    .join(', ');

const parameters = (all: readonly Parameter[]): string =>
  all.map(({ name, type }) => (type === null ? name : `${name}: ${printType(type)}`)).join(', ');

function range(node: RangeNode): string {
  const { start, end } = node;
  if (node.sign !== null && start) return `(${node.sign} ${inside(start, strength.sum)})`;
  if (start && end) {
    return `${node.startIncluded ? '[' : '('}${print(start)}..${print(end)}${node.endIncluded ? ']' : ')'}`;
  }
  if (start) return `(${node.startIncluded ? '>=' : '>'} ${inside(start, strength.sum)})`;
  return end ? `(${node.endIncluded ? '<=' : '<'} ${inside(end, strength.sum)})` : 'null';
}

const refuse = (node: Node): never => {
  throw new Error(`FEEL has no text for a boxed ${node.kind}`);
};

function context(node: NodeOf<'context'>): Printed {
  if (node.result !== null) refuse(node);
  const entries = node.entries.map(({ name, value }) => `${quoted(name)}: ${print(value)}`);
  return at(strength.value, `{${entries.join(', ')}}`);
}

const printers: { readonly [Kind in Node['kind']]: (node: NodeOf<Kind>) => Printed } = {
  null: () => at(strength.value, 'null'),
  boolean: (node) => at(strength.value, String(node.value)),
  number: (node) => at(strength.value, node.text),
  string: (node) => at(strength.value, quoted(node.value)),
  at: (node) => at(strength.value, `@${quoted(node.text)}`),
  name: (node) => at(strength.value, node.name),
  path: (node) => at(strength.value, `${inside(node.target, strength.value)}.${node.member}`),
  filter: (node) => at(strength.value, `${inside(node.target, strength.value)}[${print(node.index)}]`),
  call: (node) => {
    const args = node.args.map(({ name, value }) => (name === null ? print(value) : `${name}: ${print(value)}`));
    return at(strength.value, `${inside(node.target, strength.value)}(${args.join(', ')})`);
  },
  arithmetic: (node) => binary(node.left, node.operator, node.right, arithmetic[node.operator]),
  negate: (node) => at(strength.minus, `-${inside(node.value, strength.minus)}`),
  compare: (node) => {
    const [left, right] = [inside(node.left, strength.sum), inside(node.right, strength.sum)];
    return at(strength.compare, `${left} ${node.comparator} ${right}`);
  },
  between: (node) => {
    const [value, low, high] = [node.value, node.low, node.high].map((part) => inside(part, strength.sum));
    return at(strength.compare, `${value} between ${low} and ${high}`);
  },
  in: (node) =>
    at(strength.compare, `${inside(node.value, strength.sum)} in (${node.tests.map(printTest).join(', ')})`),
  and: (node) => binary(node.left, 'and', node.right, strength.and),
  or: (node) => binary(node.left, 'or', node.right, strength.or),
  if: (node) =>
    at(strength.loose, `if ${print(node.condition)} then ${print(node.consequent)} else ${print(node.alternative)}`),
  for: (node) => at(strength.loose, `for ${iterations(node.iterations)} return ${print(node.body)}`),
  some: (node) => at(strength.loose, `some ${iterations(node.iterations)} satisfies ${print(node.body)}`),
  every: (node) => at(strength.loose, `every ${iterations(node.iterations)} satisfies ${print(node.body)}`),
  instance: (node) =>
    at(strength.instance, `${inside(node.value, strength.value)} instance of ${printType(node.type)}`),
  function: (node) =>
    at(
      strength.loose,
      `function(${parameters(node.parameters)})${node.external ? ' external' : ''} ${print(node.body)}`,
    ),
  context,
  list: (node) => at(strength.value, `[${node.items.map(print).join(', ')}]`),
  coerce: refuse,
  range: (node) => at(strength.value, range(node)),
  tests: (node) => at(strength.loose, printTests(node)),
  table: refuse,
};

const printed = (node: Node): Printed => (printers[node.kind] as (node: Node) => Printed)(node);
