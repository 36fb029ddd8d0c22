import { scalarTypes } from '../types.ts';
import type { TypeNode } from './ast.ts';
import { Names, namePattern } from './names.ts';
import type { Source } from './source.ts';

const typeNames = new Names([...scalarTypes, 'list', 'range', 'context', 'function', 'Any', 'Null']);

/** Nobody writes types in types this deep. */
const deepest = 50;

/** A type (grammar rule 54), up to where it ends. */
export function parseTypeAt(source: Source, names: Names, depth = 0): TypeNode {
  const from = source.skip();
  if (depth > deepest) source.fail('feel.too_deep', from);
  const inner = (): TypeNode => parseTypeAt(source, names, depth + 1);
  const found = longer(typeNames.longest(source.text, from, false), names.longest(source.text, from, false));
  if (!found) {
    const word = source.word();
    if (word === undefined) return source.unexpected();
    source.take(from + word.length);
    return { kind: 'named', name: word, from, to: source.end };
  }
  source.take(found.to);
  if (source.sees('<')) {
    if (found.name === 'list' || found.name === 'range') return container(source, inner, found.name, from);
    if (found.name === 'context') return context(source, inner, from);
    if (found.name === 'function') return functionType(source, inner, from);
  }
  return { kind: 'named', name: qualified(source, found.name), from, to: source.end };
}

const longer = <Found extends { to: number }>(a: Found | undefined, b: Found | undefined): Found | undefined =>
  a && b ? (b.to > a.to ? b : a) : (a ?? b);

/** A type of an imported model: `model.type`. */
function qualified(source: Source, first: string): string {
  let name = first;
  while (!source.sees('..') && source.takes('.')) {
    const word = source.word();
    if (word === undefined) return source.unexpected();
    source.take(source.at + word.length);
    name = `${name}.${word}`;
  }
  return name;
}

type Inner = () => TypeNode;

function container(source: Source, inner: Inner, kind: 'list' | 'range', from: number): TypeNode {
  source.expect('<');
  const of = inner();
  source.expect('>');
  return { kind, of, from, to: source.end };
}

function context(source: Source, inner: Inner, from: number): TypeNode {
  const members: { name: string; type: TypeNode }[] = [];
  source.expect('<');
  do {
    const name = source.match(namePattern);
    if (name === undefined) return source.unexpected();
    source.expect(':');
    members.push({ name, type: inner() });
  } while (source.takes(','));
  source.expect('>');
  return { kind: 'context', members, from, to: source.end };
}

function functionType(source: Source, inner: Inner, from: number): TypeNode {
  const parameters: TypeNode[] = [];
  source.expect('<');
  if (!source.sees('>')) {
    do parameters.push(inner());
    while (source.takes(','));
  }
  source.expect('>');
  source.expect('->');
  return { kind: 'function', parameters, result: inner(), from, to: source.end };
}
