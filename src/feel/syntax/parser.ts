import { FeelError } from '../error.ts';
import type { Arithmetic, Comparator, Node, TestNode } from './ast.ts';
import type { Names } from './names.ts';
import { primary } from './primary.ts';
import type { Source } from './source.ts';
import { parseTypeAt } from './parse-type.ts';

/** Nobody writes brackets this deep; a text that has more would exhaust the stack. */
const deepest = 100;

const comparators: readonly Comparator[] = ['<=', '>=', '!=', '<', '>', '='];

/**
 * Reads expressions by descent, weakest binding first (grammar rule 4: `or`, `and`, comparison, sum, product, power,
 * minus, `instance of`, what follows a value).
 */
export class Parser {
  readonly source: Source;
  names: Names;
  /** Between the brackets of a filter the members of the elements are names too. */
  filtering = false;
  /** A bracket `[` after a value may close an interval: `[1..5[`. */
  mayClose = false;
  #depth = 0;
  /** Places at which an attempt failed. */
  readonly #failed = new Set<string>();

  constructor(source: Source, names: Names) {
    this.source = source;
    this.names = names;
  }

  expression(): Node {
    const from = this.source.skip();
    if (this.#depth >= deepest) this.source.fail('feel.too_deep', from);
    this.#depth += 1;
    try {
      return this.#disjunction();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Reads with further names in force. */
  within<Read>(names: Names, read: () => Read): Read {
    const outer = this.names;
    this.names = names;
    try {
      return read();
    } finally {
      this.names = outer;
    }
  }

  /** Reads, or goes back to where it stood if that fails; what failed there once is not read again. */
  attempt<Read>(read: () => Read): Read | undefined {
    const { end } = this.source;
    const at = this.source.skip();
    const attempted = `${at} ${this.filtering}`;
    if (this.#failed.has(attempted)) return undefined;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FeelError)) throw error;
      this.#failed.add(attempted);
      this.source.at = at;
      this.source.end = end;
      return undefined;
    }
  }

  comparator(): Comparator | undefined {
    return comparators.find((sign) => this.source.takes(sign));
  }

  /** One positive unary test. */
  test(): TestNode {
    const from = this.source.skip();
    const comparator = this.comparator();
    if (comparator !== undefined) {
      const value = this.additive();
      // `> 5 and < 10`: the second half has nothing to compare.
      if (this.source.word() === 'and' || this.source.word() === 'or')
        this.source.fail('feel.test_without_input', from);
      return { kind: 'compare', comparator, value, from, to: this.source.end };
    }
    return { kind: 'expression', value: this.expression(), from, to: this.source.end };
  }

  #disjunction(): Node {
    let left = this.#conjunction();
    while (this.source.takesWord('or')) left = this.#joined('or', left, this.#conjunction());
    return left;
  }

  #conjunction(): Node {
    let left = this.#comparison();
    while (this.source.takesWord('and')) left = this.#joined('and', left, this.#comparison());
    return left;
  }

  #joined(kind: 'and' | 'or', left: Node, right: Node): Node {
    return { kind, left, right, from: left.from, to: this.source.end };
  }

  #comparison(): Node {
    const left = this.additive();
    const from = left.from;
    if (this.source.takesWord('between')) {
      const low = this.additive();
      this.source.expectWord('and');
      const high = this.additive();
      return { kind: 'between', value: left, low, high, from, to: this.source.end };
    }
    if (this.source.takesWord('in'))
      return { kind: 'in', value: left, tests: this.#tests(), from, to: this.source.end };
    const comparator = this.comparator();
    if (comparator === undefined) return left;
    const right = this.additive();
    return { kind: 'compare', comparator, left, right, from, to: this.source.end };
  }

  /** What follows `in`: one test, or several in brackets. */
  #tests(): TestNode[] {
    const several = this.attempt(() => {
      this.source.expect('(');
      const tests = [this.test()];
      while (this.source.takes(',')) tests.push(this.test());
      this.source.expect(')');
      // `(1 + 2) * 3` began with a bracket, but was no list of tests.
      if (!this.source.sees('..') && /[-+*/.[(]/.test(this.source.text.charAt(this.source.at)))
        this.source.unexpected();
      return tests;
    });
    if (several) return several;
    const from = this.source.skip();
    const comparator = this.comparator();
    const value = this.additive();
    const to = this.source.end;
    return [
      comparator === undefined
        ? { kind: 'expression', value, from, to }
        : { kind: 'compare', comparator, value, from, to },
    ];
  }

  additive(): Node {
    let left = this.#product();
    for (;;) {
      const operator = this.source.takes('+') ? '+' : this.source.takes('-') ? '-' : undefined;
      if (operator === undefined) return left;
      left = this.#arithmetic(operator, left, this.#product());
    }
  }

  #product(): Node {
    let left = this.#power();
    for (;;) {
      const operator = this.source.sees('**')
        ? undefined
        : this.source.takes('*')
          ? '*'
          : this.source.takes('/')
            ? '/'
            : undefined;
      if (operator === undefined) return left;
      left = this.#arithmetic(operator, left, this.#power());
    }
  }

  /** From left to right, unlike in mathematics: 3 ** 4 ** 5 is (3 ** 4) ** 5. */
  #power(): Node {
    let left = this.#negation();
    while (this.source.takes('**')) left = this.#arithmetic('**', left, this.#negation());
    return left;
  }

  #arithmetic(operator: Arithmetic, left: Node, right: Node): Node {
    return { kind: 'arithmetic', operator, left, right, from: left.from, to: this.source.end };
  }

  #negation(): Node {
    const from = this.source.skip();
    let signs = 0;
    while (this.source.takes('-')) signs += 1;
    if (signs > deepest) this.source.fail('feel.too_deep', from);
    let value = this.#instance();
    for (; signs > 0; signs--) value = { kind: 'negate', value, from: from + signs - 1, to: this.source.end };
    return value;
  }

  #instance(): Node {
    let value = primary(this);
    while (this.source.takesWord('instance')) {
      this.source.expectWord('of');
      const type = parseTypeAt(this.source, this.names);
      value = { kind: 'instance', value, type, from: value.from, to: this.source.end };
    }
    return value;
  }
}
