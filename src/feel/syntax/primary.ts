import type { Node, RangeNode } from './ast.ts';
import { namePattern } from './names.ts';
import type { Parser } from './parser.ts';
import { special } from './special.ts';

const keywords = new Set(['and', 'or', 'in', 'then', 'else', 'return', 'satisfies', 'between', 'instance', 'of']);

type Entry = { readonly name: string; readonly value: Node };

/** A value and all that follows it: `.member`, `[filter]`, `(arguments)`. */
export function primary(parser: Parser): Node {
  let node = special(parser) ?? atom(parser);
  for (;;) {
    const next = follow(parser, node);
    if (next === undefined) return node;
    node = next;
  }
}

function follow(parser: Parser, target: Node): Node | undefined {
  const { source } = parser;
  if (source.sees('..')) return undefined;
  if (source.takes('.')) return path(parser, target);
  if (source.sees('(')) return call(parser, target);
  if (!source.sees('[')) return undefined;
  return parser.mayClose ? parser.attempt(() => filter(parser, target)) : filter(parser, target);
}

function path(parser: Parser, target: Node): Node {
  const { source, names } = parser;
  const from = source.skip();
  const known = names.longestMember(source.text, from);
  const member = known?.name ?? unknownName(parser);
  if (member === undefined) return source.unexpected();
  if (known) source.take(known.to);
  return { kind: 'path', target, member, memberSpan: { from, to: source.end }, from: target.from, to: source.end };
}

function filter(parser: Parser, target: Node): Node {
  const { source } = parser;
  const outer = { filtering: parser.filtering, mayClose: parser.mayClose };
  source.expect('[');
  parser.filtering = true;
  parser.mayClose = false;
  try {
    const index = parser.within(parser.names.with(['item']), () => parser.expression());
    source.expect(']');
    return { kind: 'filter', target, index, strict: false, from: target.from, to: source.end };
  } finally {
    parser.filtering = outer.filtering;
    parser.mayClose = outer.mayClose;
  }
}

/** An argument's name: whatever stands before a colon, when that can be a name. */
const argumentName = /[^\s:,()[\]{}"<>=][^:,()[\]{}"<>=]*(?=:)/y;

function call(parser: Parser, target: Node): Node {
  const { source } = parser;
  const args: { name: string | null; value: Node }[] = [];
  source.expect('(');
  if (!source.sees(')')) {
    do {
      const name = source.match(argumentName)?.trim() ?? null;
      if (name !== null) source.expect(':');
      args.push({ name, value: inside(parser, () => parser.expression()) });
    } while (source.takes(','));
  }
  source.expect(')');
  return { kind: 'call', target, args, from: target.from, to: source.end };
}

/** Inside brackets of its own, a `[` never closes an interval outside. */
function inside<Read>(parser: Parser, read: () => Read): Read {
  const outer = parser.mayClose;
  parser.mayClose = false;
  try {
    return read();
  } finally {
    parser.mayClose = outer;
  }
}

function atom(parser: Parser): Node {
  const { source } = parser;
  const from = source.skip();
  const digits = source.number();
  if (digits !== undefined) return { kind: 'number', text: digits, from, to: source.end };
  const text = source.string();
  if (text !== undefined) return { kind: 'string', value: text, from, to: source.end };
  if (source.takes('@')) {
    const at = source.string();
    return at === undefined ? source.unexpected() : { kind: 'at', text: at, from, to: source.end };
  }
  if (source.sees('{')) return inside(parser, () => context(parser, from));
  if (source.sees('(')) return inside(parser, () => bracketed(parser, from));
  if (source.sees('[')) return inside(parser, () => list(parser, from));
  if (source.takes(']')) return inside(parser, () => interval(parser, from, false, parser.expression()));
  return name(parser, from);
}

function name(parser: Parser, from: number): Node {
  const { source } = parser;
  if (source.takes('?')) return { kind: 'name', name: '?', from, to: source.end };
  const word = source.word();
  const known = parser.names.longest(source.text, from, parser.filtering);
  const length = word?.length ?? 0;
  if (known && known.to >= from + length) {
    source.take(known.to);
    return { kind: 'name', name: known.name, from, to: source.end };
  }
  if (word === 'true' || word === 'false') {
    source.take(from + length);
    return { kind: 'boolean', value: word === 'true', from, to: source.end };
  }
  if (word === 'null') {
    source.take(from + length);
    return { kind: 'null', from, to: source.end };
  }
  const unknown = unknownName(parser);
  if (unknown === undefined) return source.unexpected();
  return { kind: 'name', name: unknown, from, to: source.end };
}

/** A name that is not known: as many words as can belong to it, so that the error names all of it. */
function unknownName(parser: Parser): string | undefined {
  const { source } = parser;
  const words: string[] = [];
  for (;;) {
    const word = source.word();
    if (word === undefined || keywords.has(word)) break;
    words.push(word);
    source.take(source.at + word.length);
  }
  return words.length === 0 ? undefined : words.join(' ');
}

function context(parser: Parser, from: number): Node {
  const { source } = parser;
  const entries: Entry[] = [];
  const names = parser.names.with([]);
  source.expect('{');
  if (!source.sees('}')) {
    do {
      const key = source.string() ?? source.match(namePattern)?.trim();
      if (key === undefined) return source.unexpected();
      source.expect(':');
      entries.push({ name: key, value: parser.within(names, () => parser.expression()) });
      names.add(key);
      names.learnMember(key);
    } while (source.takes(','));
  }
  source.expect('}');
  return { kind: 'context', entries, result: null, from, to: source.end };
}

/** `(…)`, `(a..b)`, `(> 5)`. */
function bracketed(parser: Parser, from: number): Node {
  const { source } = parser;
  source.expect('(');
  const comparator = parser.comparator();
  if (comparator !== undefined) {
    const value = parser.additive();
    source.expect(')');
    return compared(comparator, value, { from, to: source.end });
  }
  const node = parser.expression();
  if (source.sees('..')) return interval(parser, from, false, node);
  source.expect(')');
  return { ...node, from, to: source.end };
}

/** `(> 5)` as an interval. */
function compared(comparator: string, value: Node, span: { from: number; to: number }): Node {
  const ends = {
    startIncluded: comparator === '>=' || comparator === '=',
    endIncluded: comparator === '<=' || comparator === '=',
  };
  const start = comparator.startsWith('<') ? null : value;
  const end = comparator.startsWith('>') ? null : value;
  const sign = comparator === '=' || comparator === '!=' ? comparator : null;
  return { kind: 'range', start, end, ...ends, sign, ...span };
}

function list(parser: Parser, from: number): Node {
  const { source } = parser;
  const items: Node[] = [];
  source.expect('[');
  if (!source.sees(']')) {
    const first = parser.expression();
    if (source.sees('..')) return interval(parser, from, true, first);
    items.push(first);
    while (source.takes(',')) items.push(parser.expression());
  }
  source.expect(']');
  return { kind: 'list', items, from, to: source.end };
}

function interval(parser: Parser, from: number, startIncluded: boolean, start: Node): RangeNode {
  const { source } = parser;
  source.expect('..');
  parser.mayClose = true;
  const end = parser.expression();
  const endIncluded = source.takes(']');
  if (!endIncluded && !source.takes(')')) source.expect('[');
  return { kind: 'range', start, startIncluded, end, endIncluded, sign: null, from, to: source.end };
}
