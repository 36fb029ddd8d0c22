import { scalarTypes } from '../types.ts';
import type { TypeNode } from './ast.ts';
import { Names, namePattern } from './names.ts';
import type { Source } from './source.ts';

const typeNames = new Names([...scalarTypes, 'list', 'range', 'context', 'function', 'Any', 'Null']);

/** A type (grammar rule 54), up to where it ends. */
export function parseTypeAt(source: Source, names: Names): TypeNode {
  const from = source.skip();
  const found = longer(typeNames.longest(source.text, from, false), names.longest(source.text, from, false));
  if (!found) {
    const word = source.word();
    if (word === undefined) return source.unexpected();
    source.take(from + word.length);
    return { kind: 'named', name: word, from, to: source.end };
  }
  source.take(found.to);
  if (source.sees('<')) {
    if (found.name === 'list' || found.name === 'range') return container(source, names, found.name, from);
    if (found.name === 'context') return context(source, names, from);
    if (found.name === 'function') return functionType(source, names, from);
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

function container(source: Source, names: Names, kind: 'list' | 'range', from: number): TypeNode {
  source.expect('<');
  const of = parseTypeAt(source, names);
  source.expect('>');
  return { kind, of, from, to: source.end };
}

function context(source: Source, names: Names, from: number): TypeNode {
  const members: { name: string; type: TypeNode }[] = [];
  source.expect('<');
  do {
    const name = source.match(namePattern);
    if (name === undefined) return source.unexpected();
    source.expect(':');
    members.push({ name, type: parseTypeAt(source, names) });
  } while (source.takes(','));
  source.expect('>');
  return { kind: 'context', members, from, to: source.end };
}

function functionType(source: Source, names: Names, from: number): TypeNode {
  const parameters: TypeNode[] = [];
  source.expect('<');
  if (!source.sees('>')) {
    do parameters.push(parseTypeAt(source, names));
    while (source.takes(','));
  }
  source.expect('>');
  source.expect('->');
  return { kind: 'function', parameters, result: parseTypeAt(source, names), from, to: source.end };
}
