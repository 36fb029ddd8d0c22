import type { Boxed, FunctionDefinition } from './definitions.ts';
import { DmnError } from './error.ts';
import { literal, readTable } from './read-table.ts';
import { nameOf, requiredAttribute, requiredChild, typeOf, variableOf, variablesOf } from './reader.ts';
import { childNamed, childrenNamed, type XmlElement } from './xml.ts';

const readers = new Map<string, (element: XmlElement) => Boxed>([
  ['literalExpression', literal],
  ['decisionTable', readTable],
  ['invocation', invocation],
  ['context', context],
  ['relation', relation],
  ['list', list],
  ['functionDefinition', readFunction],
  ['conditional', conditional],
  ['filter', filter],
  ['for', loop('for', 'return')],
  ['some', loop('some', 'satisfies')],
  ['every', loop('every', 'satisfies')],
]);

/** The boxed expression among the children; null where there is none. */
export function readBoxed(parent: XmlElement): Boxed | null {
  return boxedChildren(parent)[0] ?? null;
}

function boxedChildren(parent: XmlElement): readonly Boxed[] {
  return parent.children.flatMap((child) => {
    const read = child.namespace === parent.namespace ? readers.get(child.name) : undefined;
    return read ? [read(child)] : [];
  });
}

function requiredBoxed(parent: XmlElement): Boxed {
  const boxed = readBoxed(parent);
  if (!boxed) throw new DmnError('dmn.missing', { element: parent.name, name: 'expression' }, parent.place);
  return boxed;
}

/** 10.2.1.3 */
function invocation(element: XmlElement): Boxed {
  return {
    kind: 'invocation',
    type: typeOf(element),
    place: element.place,
    target: requiredBoxed(element),
    bindings: childrenNamed(element, 'binding').map((binding) => ({
      name: nameOf(requiredChild(binding, 'parameter')),
      value: readBoxed(binding),
    })),
  };
}

/** 10.2.1.4 */
function context(element: XmlElement): Boxed {
  return {
    kind: 'context',
    type: typeOf(element),
    place: element.place,
    entries: childrenNamed(element, 'contextEntry').map((entry) => {
      const variable = childNamed(entry, 'variable');
      return { variable: variable ? variableOf(variable) : null, value: requiredBoxed(entry) };
    }),
  };
}

/** 10.2.1.6 */
function relation(element: XmlElement): Boxed {
  const columns = variablesOf(element, 'column');
  const rows = childrenNamed(element, 'row').map((row) => {
    const cells = boxedChildren(row);
    if (cells.length !== columns.length) {
      throw new DmnError('dmn.missing', { element: row.name, name: 'column' }, row.place);
    }
    return cells;
  });
  return { kind: 'relation', type: typeOf(element), place: element.place, columns, rows };
}

/** 10.2.1.5 */
function list(element: XmlElement): Boxed {
  return { kind: 'list', type: typeOf(element), place: element.place, items: boxedChildren(element) };
}

/** 10.2.1.7, and the encapsulated logic of a business knowledge model. */
export function readFunction(element: XmlElement): FunctionDefinition {
  const kind = element.attributes.get('kind') ?? 'FEEL';
  return {
    kind: 'function',
    type: typeOf(element),
    place: element.place,
    parameters: variablesOf(element, 'formalParameter'),
    body: readBoxed(element),
    external: kind !== 'FEEL' && kind !== 'F',
  };
}

/** 10.2.1.8 */
function conditional(element: XmlElement): Boxed {
  const part = (name: string) => requiredBoxed(requiredChild(element, name));
  return {
    kind: 'conditional',
    type: typeOf(element),
    place: element.place,
    condition: part('if'),
    yes: part('then'),
    no: part('else'),
  };
}

/** 10.2.1.9 */
function filter(element: XmlElement): Boxed {
  return {
    kind: 'filter',
    type: typeOf(element),
    place: element.place,
    in: requiredBoxed(requiredChild(element, 'in')),
    match: requiredBoxed(requiredChild(element, 'match')),
  };
}

/** 10.2.1.10 and 10.2.1.11 */
function loop(kind: 'for' | 'some' | 'every', body: string) {
  return (element: XmlElement): Boxed => {
    const over = requiredChild(element, 'in');
    return {
      kind,
      type: typeOf(element),
      place: element.place,
      variable: {
        name: requiredAttribute(element, 'iteratorVariable').trim(),
        type: typeOf(over),
        place: element.place,
      },
      in: requiredBoxed(over),
      body: requiredBoxed(requiredChild(element, body)),
    };
  };
}
