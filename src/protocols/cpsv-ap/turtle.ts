import type { Node, Value } from './triples.ts';
import { prefixes } from './vocabulary.ts';

/** Turtle (https://www.w3.org/TR/turtle/): prefixes once, then a chunk for each group of nodes. */
export async function* writeTurtle(groups: AsyncIterable<readonly Node[]>): AsyncGenerator<string> {
  yield Object.entries(prefixes)
    .map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`)
    .join('');
  for await (const nodes of groups) yield nodes.map(block).join('');
}

function block({ iri, types, properties }: Node): string {
  const byName = Map.groupBy(properties, ([name]) => name);
  const lines = [
    `a ${types.join(', ')}`,
    ...[...byName].map(([name, pairs]) => `${name} ${pairs.map(([, value]) => written(value)).join(', ')}`),
  ];
  return `\n${written({ iri })} ${lines.join(' ;\n  ')} .\n`;
}

function written(value: Value): string {
  if ('iri' in value) return `<${safeIri(value.iri)}>`;
  if ('text' in value) return `${quoted(value.text)}@${value.lang}`;
  return value.type === undefined ? quoted(value.value) : `${quoted(value.value)}^^${value.type}`;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

const quoted = (text: string): string => `"${text.replace(/["\\\n\r\t\b\f]/g, (sign) => escapes[sign] ?? sign)}"`;

/** An address without the signs that no IRI may hold (Turtle, production IRIREF): each becomes its %-form. */
export function safeIri(iri: string): string {
  return iri.replace(/[^!-\u{10FFFF}]|[<>"{}|^`\\]/gu, (sign) => encodeURIComponent(sign));
}
