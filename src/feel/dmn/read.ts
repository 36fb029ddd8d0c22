import type {
  Declaration,
  Decision,
  DecisionService,
  Definitions,
  InputData,
  ItemDefinition,
  KnowledgeModel,
  Reference,
} from './definitions.ts';
import { DmnError } from './error.ts';
import { readBoxed, readFunction } from './read-boxed.ts';
import {
  nameOf,
  optionalAttribute,
  requiredAttribute,
  requiredChild,
  sourceOf,
  typeOf,
  variableChild,
  variablesOf,
} from './reader.ts';
import { childNamed, childrenNamed, readXml, type XmlElement } from './xml.ts';

const namespaces: ReadonlySet<string> = new Set([
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
]);

/**
 * Reads a `.dmn` file of DMN 1.3, 1.4 or 1.5. Shapes and extensions are left aside.
 * @throws DmnError with line and column
 */
export function readDefinitions(source: string, file: string): Definitions {
  const root = readXml(source, file);
  if (root.name !== 'definitions' || !namespaces.has(root.namespace)) {
    throw new DmnError('dmn.not_a_model', {}, root.place);
  }
  const namespace = requiredAttribute(root, 'namespace');
  return {
    name: root.attributes.get('name') ?? file,
    namespace,
    file,
    imports: childrenNamed(root, 'import')
      .filter((item) => namespaces.has(item.attributes.get('importType') ?? ''))
      .map((item) => ({
        name: item.attributes.get('name') ?? '',
        namespace: requiredAttribute(item, 'namespace'),
        place: item.place,
      })),
    items: childrenNamed(root, 'itemDefinition').map(itemDefinition),
    declarations: root.children.flatMap((child) => {
      const read = child.namespace === root.namespace ? declarations.get(child.name) : undefined;
      return read ? [read(child, namespace)] : [];
    }),
  };
}

const declarations = new Map<string, (element: XmlElement, namespace: string) => Declaration>([
  ['inputData', inputData],
  ['decision', decision],
  ['businessKnowledgeModel', knowledgeModel],
  ['decisionService', decisionService],
]);

/** 7.3.2 */
function itemDefinition(element: XmlElement): ItemDefinition {
  const functionItem = childNamed(element, 'functionItem');
  return {
    name: nameOf(element),
    place: element.place,
    isCollection: element.attributes.get('isCollection') === 'true',
    type: typeOf(element),
    components: childrenNamed(element, 'itemComponent').map(itemDefinition),
    allowedValues: sourceOf(childNamed(element, 'allowedValues')),
    typeConstraint: sourceOf(childNamed(element, 'typeConstraint')),
    functionItem: functionItem
      ? {
          parameters: variablesOf(functionItem, 'parameters'),
          result: optionalAttribute(functionItem, 'outputTypeRef'),
        }
      : null,
  };
}

function declared(element: XmlElement) {
  const name = nameOf(element);
  // An element without id cannot be referred to, but still be asked for by name.
  const id = element.attributes.get('id') ?? `name:${name}`;
  return { id, name, place: element.place, variable: variableChild(element, name) };
}

/** 7.3.4 */
function inputData(element: XmlElement): InputData {
  return { kind: 'input', ...declared(element) };
}

/** 6.3.7 */
function decision(element: XmlElement, namespace: string): Decision {
  return {
    kind: 'decision',
    ...declared(element),
    information: childrenNamed(element, 'informationRequirement').map((requirement) => {
      const target = childNamed(requirement, 'requiredDecision') ?? requiredChild(requirement, 'requiredInput');
      return reference(target, namespace);
    }),
    knowledge: knowledge(element, namespace),
    logic: readBoxed(element),
  };
}

/** 6.3.9 */
function knowledgeModel(element: XmlElement, namespace: string): KnowledgeModel {
  const logic = childNamed(element, 'encapsulatedLogic');
  return {
    kind: 'knowledge',
    ...declared(element),
    knowledge: knowledge(element, namespace),
    logic: logic ? readFunction(logic) : null,
  };
}

/** 6.3.10 */
function decisionService(element: XmlElement, namespace: string): DecisionService {
  const all = (name: string) => childrenNamed(element, name).map((child) => reference(child, namespace));
  return {
    kind: 'service',
    ...declared(element),
    outputDecisions: all('outputDecision'),
    encapsulatedDecisions: all('encapsulatedDecision'),
    inputDecisions: all('inputDecision'),
    inputData: all('inputData'),
  };
}

const knowledge = (element: XmlElement, namespace: string): readonly Reference[] =>
  childrenNamed(element, 'knowledgeRequirement').map((requirement) =>
    reference(requiredChild(requirement, 'requiredKnowledge'), namespace),
  );

/** `#id`, or `namespace#id` of an import or of the file itself. */
function reference(element: XmlElement, namespace: string): Reference {
  const href = requiredAttribute(element, 'href').trim();
  const hash = href.lastIndexOf('#');
  const target = hash > 0 ? href.slice(0, hash) : namespace;
  return { namespace: target, id: href.slice(hash + 1), place: element.place };
}
