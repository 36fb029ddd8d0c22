import { children } from '../generate/tests.ts';
import { builtInNames } from './built-in-names.ts';
import type { Node, TestNode, TestsNode, TypeNode } from './ast.ts';
import { Names } from './names.ts';
import { Source } from './source.ts';
import { Parser } from './parser.ts';

/** The names every expression knows: those of the built-in functions. */
const base = new Names(builtInNames);

/** Names in force where an expression is read; those of built-in functions always are. */
export const namesOf = (names: Iterable<string>, members: Iterable<string> = []): Names =>
  base.with(names).withMembers(members);

/** @throws FeelError with the place, where the text is no expression */
export function parseExpression(text: string, names: Names): Node {
  const parser = start(text, names);
  const node = parser.expression();
  return finished(parser, node);
}

/** The unary tests of a cell (grammar rule 17): `-`, or tests joined by commas, or `not(…)` around them. */
export function parseTests(text: string, names: Names): TestsNode {
  const parser = start(text, names.with(['?']));
  const source = parser.source;
  const from = source.skip();
  if (source.text.slice(from).trim() === '-') {
    source.take(from + 1);
    return finished(parser, { kind: 'tests', negated: false, any: true, tests: [], from, to: source.end });
  }
  const negated = parser.attempt(() => {
    source.expectWord('not');
    source.expect('(');
    const tests = testList(parser);
    source.expect(')');
    if (!source.done) return source.unexpected();
    return tests;
  });
  const tests = negated ?? testList(parser);
  return finished(parser, { kind: 'tests', negated: negated !== undefined, any: false, tests, from, to: source.end });
}

function start(text: string, names: Names): Parser {
  const source = new Source(text);
  if (source.done) source.fail('feel.empty', 0);
  // Members learned while reading stay in this expression.
  return new Parser(source, names.withMembers([]));
}

/** Operators in a row make a deep tree too; what walks it calls itself. */
const deepest = 500;

function finished<Read extends Node | TypeNode>(parser: Parser, top: Read): Read {
  if (!parser.source.done) parser.source.unexpected();
  let level: readonly (Node | TypeNode)[] = [top];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) parser.source.fail('feel.too_deep', level[0]?.from ?? 0);
    level = level.flatMap(children);
  }
  return top;
}

function testList(parser: Parser): TestNode[] {
  const tests = [parser.test()];
  while (parser.source.takes(',')) tests.push(parser.test());
  return tests;
}
