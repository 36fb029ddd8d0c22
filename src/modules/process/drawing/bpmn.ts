import { type Lang, pick, type Text } from '../../../language/index.ts';
import { type Aside, asideName } from './asides.ts';
import { diagramOf } from './bpmn-diagram.ts';
import { type Flow, flowsOf, isJoined, joinOf, partsOf } from './bpmn-flows.ts';
import type { DrawnNode, ProcessGraph } from './graph.ts';
import { element, textElement } from './xml.ts';

const namespaces = {
  'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'xmlns:bpmndi': 'http://www.omg.org/spec/BPMN/20100524/DI',
  'xmlns:dc': 'http://www.omg.org/spec/DD/20100524/DC',
  'xmlns:di': 'http://www.omg.org/spec/DD/20100524/DI',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

/**
 * A process as BPMN 2.0 (ISO/IEC 19510) with its diagram: one pool, a lane for each who acts, what may happen at any
 * time as event sub-processes. It is for reading: what runs is the definition. The same process gives the same file.
 * `id` names the process among others, in letters, digits and hyphens.
 */
export function bpmnOf(graph: ProcessGraph, lang: Lang, id: string): string {
  const flows = flowsOf(graph);
  const title = pick(graph.title, lang);
  const root = element(
    'bpmn:definitions',
    { ...namespaces, id: `definitions.${id}`, targetNamespace: `urn:vahid:process:${id}`, exporter: 'Vahid' },
    element(
      'bpmn:collaboration',
      { id: 'collaboration' },
      element('bpmn:participant', { id: 'pool', name: title, processRef: processId(id) }),
    ),
    element(
      'bpmn:process',
      { id: processId(id), name: title, isExecutable: 'false' },
      lanesOf(graph, lang),
      ...graph.nodes.flatMap((node) => nodeOf({ node, flows, lang })),
      ...graph.asides.map((aside) => asideOf(aside, lang)),
      ...flows.map((flow) => element('bpmn:sequenceFlow', { id: flow.id, sourceRef: flow.from, targetRef: flow.to })),
    ),
    diagramOf(graph, flows, lang),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}

const processId = (id: string): string => `process.${id}`;

function lanesOf(graph: ProcessGraph, lang: Lang): string {
  const lanes = graph.lanes.map(({ name, title }) => {
    const nodes = graph.nodes.filter(({ lane }) => lane === name).map(({ id }) => id);
    const joins = nodes.filter((id) => isJoined(graph, id)).map(joinOf);
    const asides = graph.asides.filter(({ lane }) => lane === name).map(({ id }) => id);
    const within = [...nodes, ...joins, ...asides].map((id) => textElement('bpmn:flowNodeRef', {}, id));
    return element('bpmn:lane', { id: `lane.${name}`, name: pick(title, lang) }, ...within);
  });
  return element('bpmn:laneSet', { id: 'lanes' }, ...lanes);
}

interface Given {
  readonly node: DrawnNode;
  readonly flows: readonly Flow[];
  readonly lang: Lang;
}

function nodeOf({ node, flows, lang }: Given): readonly string[] {
  const { id } = node;
  const join = joinOf(id);
  const joined = flows.some(({ to }) => to === join);
  const about = node.about.map((text) => pick(text, lang)).join(' ');
  const { name, attributes = {}, content = [] } = formOf(node, lang);
  return [
    ...(joined ? [element('bpmn:exclusiveGateway', { id: join }, ...ends(flows, join))] : []),
    element(
      name,
      { id, name: pick(node.text, lang), ...attributes },
      ...(about === '' ? [] : [textElement('bpmn:documentation', {}, about)]),
      ...ends(flows, id),
      ...content,
    ),
  ];
}

const ends = (flows: readonly Flow[], id: string): readonly string[] => [
  ...flows.filter(({ to }) => to === id).map((flow) => textElement('bpmn:incoming', {}, flow.id)),
  ...flows.filter(({ from }) => from === id).map((flow) => textElement('bpmn:outgoing', {}, flow.id)),
];

interface Form {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content?: readonly string[];
}

const gateways = {
  pass: 'intermediateThrowEvent',
  choice: 'exclusiveGateway',
  wait: 'eventBasedGateway',
  rest: 'exclusiveGateway',
};

/** What stands for a node. An event-based gateway may lead to events and to tasks that receive, and to nothing else. */
function formOf(node: DrawnNode, lang: Lang): Form {
  switch (node.kind) {
    case 'start':
      return { name: 'bpmn:startEvent' };
    case 'state':
      return { name: `bpmn:${gateways[node.form]}` };
    case 'task':
      return { name: node.awaited ? 'bpmn:receiveTask' : 'bpmn:userTask' };
    case 'event':
      return { name: 'bpmn:intermediateCatchEvent', content: [occasion(node, lang)] };
    case 'work':
      return node.calls === undefined
        ? { name: 'bpmn:serviceTask' }
        : {
            name: 'bpmn:callActivity',
            attributes: { calledElement: processId(node.calls) },
            content: [element('bpmn:multiInstanceLoopCharacteristics', {})],
          };
    case 'end':
      return { name: 'bpmn:endEvent', content: node.tells ? [element('bpmn:messageEventDefinition', {})] : [] };
  }
}

function occasion(node: DrawnNode & { readonly kind: 'event' }, lang: Lang): string {
  const { days, action } = node;
  return days === undefined ? condition(pick(action.title, lang)) : timer(pick(node.text, lang));
}

const expression = (name: string, text: string): string =>
  textElement(name, { 'xsi:type': 'bpmn:tFormalExpression' }, text);
const condition = (text: string): string =>
  element('bpmn:conditionalEventDefinition', {}, expression('bpmn:condition', text));
// Working days: a duration of ISO 8601 would count all of them.
const timer = (text: string): string => element('bpmn:timerEventDefinition', {}, expression('bpmn:timeDuration', text));

function asideOf(aside: Aside, lang: Lang): string {
  const { flows, ...parts } = partsOf(aside);
  const { by } = aside;
  const said = pick(aside.start, lang);
  const occasions = {
    people: element('bpmn:messageEventDefinition', {}),
    program: aside.isTerm ? timer(said) : condition(said),
    time: timer(said),
  };
  const part = (name: string, id: string, text: Text, attributes = {}, content: readonly string[] = []): string =>
    element(name, { id, name: pick(text, lang), ...attributes }, ...ends(flows, id), ...content);
  const interrupts = { isInterrupting: by === 'time' ? 'false' : 'true' };
  return element(
    'bpmn:subProcess',
    { id: aside.id, name: pick(asideName(aside), lang), triggeredByEvent: 'true' },
    part('bpmn:startEvent', parts.start, aside.start, interrupts, [occasions[by]]),
    part(by === 'people' ? 'bpmn:userTask' : 'bpmn:serviceTask', parts.step, aside.step),
    part('bpmn:endEvent', parts.end, aside.end),
    ...flows.map((flow) => element('bpmn:sequenceFlow', { id: flow.id, sourceRef: flow.from, targetRef: flow.to })),
  );
}
