import {
  aggregations,
  type DecisionTable,
  hitPolicies,
  type InputClause,
  type Literal,
  type OutputClause,
  type Rule,
  type SourceText,
} from './definitions.ts';
import { DmnError } from './error.ts';
import { optionalAttribute, requiredChild, sourceOf, typeOf } from './reader.ts';
import { childNamed, childrenNamed, type XmlElement } from './xml.ts';

/** Decision table (8.3). */
export function readTable(element: XmlElement): DecisionTable {
  const rules = childrenNamed(element, 'rule');
  const table: DecisionTable = {
    kind: 'table',
    type: typeOf(element),
    place: element.place,
    inputs: childrenNamed(element, 'input').map(inputClause),
    outputs: childrenNamed(element, 'output').map(outputClause),
    annotations: childrenNamed(element, 'annotation').map((column) => column.attributes.get('name') ?? ''),
    rules: rules.map(rule),
    hitPolicy: oneOf(element, 'hitPolicy', hitPolicies) ?? 'UNIQUE',
    aggregation: oneOf(element, 'aggregation', aggregations),
  };
  if (table.outputs.length === 0) throw missing(element, 'output');
  for (const [index, { tests, results }] of table.rules.entries()) {
    const place = rules[index] ?? element;
    if (tests.length !== table.inputs.length) throw missing(place, 'inputEntry');
    if (results.length !== table.outputs.length) throw missing(place, 'outputEntry');
  }
  return table;
}

const missing = (element: XmlElement, name: string) =>
  new DmnError('dmn.missing', { element: element.name, name }, element.place);

function oneOf<T extends string>(element: XmlElement, name: string, values: readonly T[]): T | null {
  const written = optionalAttribute(element, name);
  const value = values.find((candidate) => candidate === written);
  if (written !== null && !value) throw missing(element, `${name} (${values.join(', ')})`);
  return value ?? null;
}

const inputClause = (element: XmlElement): InputClause => ({
  expression: literal(requiredChild(element, 'inputExpression')),
  values: sourceOf(childNamed(element, 'inputValues')),
});

function outputClause(element: XmlElement): OutputClause {
  const fallback = childNamed(element, 'defaultOutputEntry');
  return {
    name: optionalAttribute(element, 'name'),
    type: typeOf(element),
    values: sourceOf(childNamed(element, 'outputValues')),
    fallback: fallback && sourceOf(fallback) ? literal(fallback) : null,
  };
}

const rule = (element: XmlElement): Rule => ({
  tests: childrenNamed(element, 'inputEntry').map(
    (entry): SourceText => sourceOf(entry) ?? { text: '-', place: entry.place },
  ),
  results: childrenNamed(element, 'outputEntry').map(literal),
  annotations: childrenNamed(element, 'annotationEntry').map((entry) => childNamed(entry, 'text')?.text.trim() ?? ''),
});

/** A literal expression; an empty one is null. */
export function literal(element: XmlElement): Literal {
  const source = sourceOf(element) ?? { text: 'null', place: element.place };
  return { kind: 'literal', type: typeOf(element), ...source };
}
