import type { Iteration, Node, Parameter } from './ast.ts';
import { namePattern } from './names.ts';
import type { Parser } from './parser.ts';
import { parseTypeAt } from './parse-type.ts';

/** What a keyword begins: `if`, `for`, `some`, `every`, `function`. Each reaches as far to the right as it can. */
export function special(parser: Parser): Node | undefined {
  const word = parser.source.word();
  if (word === undefined || !Object.hasOwn(readers, word) || named(parser, word)) return undefined;
  return readers[word]?.(parser);
}

/** A name in force may begin with a keyword: `for whom`. */
function named(parser: Parser, word: string): boolean {
  const found = parser.names.longest(parser.source.text, parser.source.at, parser.filtering);
  return found !== undefined && found.to >= parser.source.at + word.length;
}

const readers: Readonly<Record<string, (parser: Parser) => Node | undefined>> = {
  if: choice,
  for: loop,
  some: (parser) => quantified(parser, 'some'),
  every: (parser) => quantified(parser, 'every'),
  function: definition,
};

function choice(parser: Parser): Node {
  const { source } = parser;
  const cases: { condition: Node; consequent: Node; from: number }[] = [];
  // `else if` after `else if` is a list of cases, not a depth.
  do {
    const start = source.skip();
    source.expectWord('if');
    const condition = parser.expression();
    source.expectWord('then');
    const consequent = parser.expression();
    source.expectWord('else');
    cases.push({ condition, consequent, from: start });
  } while (source.word() === 'if' && !named(parser, 'if'));
  const otherwise = parser.expression();
  return cases.reduceRight<Node>(
    (alternative, one) => ({ kind: 'if', ...one, alternative, strict: false, to: source.end }),
    otherwise,
  );
}

function loop(parser: Parser): Node {
  const { source } = parser;
  const from = source.skip();
  source.expectWord('for');
  const outer = parser.names;
  const iterations = iterationsOf(parser);
  source.expectWord('return');
  const names = outer.with([...iterations.map(({ name }) => name), 'partial']);
  const body = parser.within(names, () => parser.expression());
  return { kind: 'for', iterations, body, from, to: source.end };
}

function quantified(parser: Parser, kind: 'some' | 'every'): Node {
  const { source } = parser;
  const from = source.skip();
  source.expectWord(kind);
  const outer = parser.names;
  const iterations = iterationsOf(parser);
  source.expectWord('satisfies');
  const body = parser.within(outer.with(iterations.map(({ name }) => name)), () => parser.expression());
  return { kind, iterations, body, from, to: source.end };
}

/** A loop's name ends before the word `in`. */
const loopName = /[^\s:,()[\]{}"]+(?:\s+(?!in\s)[^\s:,()[\]{}"]+)*?(?=\s+in[\s([{"-])/y;

/** `x in list, y in 1..3`: each name is known from its own comma on. */
function iterationsOf(parser: Parser): Iteration[] {
  const { source } = parser;
  const iterations: Iteration[] = [];
  let names = parser.names;
  do {
    const from = source.skip();
    const name = source.match(loopName);
    if (name === undefined || !isName(name)) return source.unexpected();
    source.expectWord('in');
    const read = (): Iteration => {
      const over = parser.expression();
      const until = source.takes('..') ? parser.expression() : null;
      return { name, over, until, from, to: source.end };
    };
    iterations.push(parser.within(names, read));
    names = names.with([name]);
  } while (source.takes(','));
  return iterations;
}

function isName(text: string): boolean {
  namePattern.lastIndex = 0;
  return namePattern.exec(text)?.[0] === text;
}

function definition(parser: Parser): Node | undefined {
  const { source } = parser;
  const from = source.skip();
  source.expectWord('function');
  source.expect('(');
  const parameters: Parameter[] = [];
  if (!source.sees(')')) {
    do parameters.push(parameterOf(parser));
    while (source.takes(','));
  }
  source.expect(')');
  const external = source.takesWord('external');
  const names = parser.names.with(parameters.map(({ name }) => name));
  const body = parser.within(names, () => parser.expression());
  return { kind: 'function', parameters, body, external, from, to: source.end };
}

function parameterOf(parser: Parser): Parameter {
  const { source } = parser;
  const name = source.match(namePattern);
  if (name === undefined) return source.unexpected();
  const type = source.takes(':') ? parseTypeAt(source, parser.names) : null;
  return { name, type };
}
