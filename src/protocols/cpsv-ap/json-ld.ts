import type { Node, Value } from './triples.ts';
import { safeIri } from './turtle.ts';
import { prefixes } from './vocabulary.ts';

/** JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), flat: one context, then the nodes of each group in one graph. */
export async function* writeJsonLd(groups: AsyncIterable<readonly Node[]>): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(prefixes)},"@graph":[`;
  let first = true;
  for await (const nodes of groups) {
    const objects = nodes.map((node) => `\n${JSON.stringify(objectOf(node))}`).join(',');
    if (objects === '') continue;
    yield first ? objects : `,${objects}`;
    first = false;
  }
  yield '\n]}\n';
}

function objectOf({ iri, types, properties }: Node): Record<string, unknown> {
  const byName = Map.groupBy(properties, ([name]) => name);
  return {
    '@id': safeIri(iri),
    '@type': types,
    ...Object.fromEntries([...byName].map(([name, pairs]) => [name, pairs.map(([, value]) => written(value))])),
  };
}

function written(value: Value): unknown {
  if ('iri' in value) return { '@id': safeIri(value.iri) };
  if ('text' in value) return { '@value': value.text, '@language': value.lang };
  return value.type === undefined ? { '@value': value.value } : { '@value': value.value, '@type': value.type };
}
