import { type Lang, langs, type Text } from '../../language/lang.ts';
import type { Addresses, Channel, ContactPoint, Cost, LegalResource, LifeEvent, Organisation } from './model.ts';
import type { Output, PublicService } from './model.ts';
import { audiences, country, currencyOf, eventClass, languages, statuses, type Term } from './vocabulary.ts';

/** What a property holds: another thing, words in a language, or a value (of the type `xsd:string` without one). */
export type Value =
  | { readonly iri: string }
  | { readonly text: string; readonly lang: Lang }
  | { readonly value: string; readonly type?: Term };

/** One thing with all that is said of it; a property may stand several times. */
export interface Node {
  readonly iri: string;
  readonly types: readonly Term[];
  readonly properties: readonly (readonly [Term, Value])[];
}

type Property = readonly [Term, Value];

const link = (property: Term, iri: string): Property => [property, { iri }];
const code = (value: string): Property => ['dct:identifier', { value }];
const words = (property: Term, text: Text): Property[] =>
  langs.map((lang) => [property, { text: text[lang], lang }] as const);
const given = <T>(value: T | undefined, make: (value: T) => readonly Property[]): readonly Property[] =>
  value === undefined ? [] : make(value);

/**
 * A service and everything it points to, each thing typed: the shapes see one graph only, so the concepts of foreign
 * lists bear their type and label here too. Every text is tagged with its language, nothing is a blank node.
 *
 * @example nodesOf(service, { services: 'https://vahid.example/services', organisations: 'https://vahid.example/bodies' })
 */
export function nodesOf(service: PublicService, at: Addresses): readonly Node[] {
  const self = `${at.services}/${encodeURIComponent(service.code)}`;
  const part = (name: string, index: string) => `${self}#${name}-${encodeURIComponent(index)}`;
  const shared = (name: string, index: string) => `${at.services}#${name}-${encodeURIComponent(index)}`;
  const authority = `${at.organisations}/${encodeURIComponent(service.authority.code)}`;
  const iris = { self, authority, part, shared };
  const nodes = [
    serviceNode(service, iris),
    organisationNode(service.authority, authority),
    ...service.outputs.map((output) => outputNode(output, part('output', output.code))),
    ...service.costs.flatMap((cost) => costNodes(cost, iris)),
    ...service.channels.flatMap((channel) => channelNodes(channel, iris)),
    ...service.contacts.flatMap((contact) => contactNodes(contact, part('contact', contact.code))),
    ...service.legalResources.flatMap((resource) => legalNodes(resource, iris)),
    ...service.lifeEvents.flatMap((event) => eventNodes(event, iris)),
    ...(service.audience ? [concept(shared('audience', service.audience), audiences[service.audience])] : []),
    concept(statuses[service.status].iri, statuses[service.status].label),
    ...langs.map((lang) => node(languages[lang], ['dct:LinguisticSystem'], [])),
    node(country, ['dct:Location'], []),
    ...(service.page === undefined ? [] : [document(service.page)]),
  ];
  return [...new Map(nodes.map((one) => [one.iri, one])).values()];
}

interface Iris {
  readonly self: string;
  readonly authority: string;
  /** Address of a part of the service. */
  part(name: string, code: string): string;
  /** Address of what services share. */
  shared(name: string, code: string): string;
}

const node = (iri: string, types: readonly Term[], properties: readonly Property[]): Node => ({
  iri,
  types,
  properties,
});
const concept = (iri: string, label: Text): Node => node(iri, ['skos:Concept'], words('skos:prefLabel', label));
const document = (iri: string): Node => node(iri, ['foaf:Document'], []);

function serviceNode(service: PublicService, { self, authority, part, shared }: Iris): Node {
  return node(
    self,
    ['cpsv:PublicService'],
    [
      code(service.code),
      ...words('dct:title', service.title),
      ...words('dct:description', service.description),
      link('cv:hasCompetentAuthority', authority),
      link('adms:status', statuses[service.status].iri),
      ...given(service.audience, (audience) => [link('dct:audience', shared('audience', audience))]),
      ...langs.map((lang) => link('dct:language', languages[lang])),
      link('dct:spatial', country),
      ...service.outputs.map((one) => link('cpsv:produces', part('output', one.code))),
      ...service.costs.map((one) => link('cv:hasCost', part('cost', one.code))),
      ...service.channels.map((one) => link('cv:hasChannel', part('channel', one.code))),
      ...service.contacts.map((one) => link('cv:contactPoint', part('contact', one.code))),
      ...service.legalResources.map((one) => link('cv:hasLegalResource', legalIri(one, { part, shared }))),
      ...service.lifeEvents.map((one) => link('cv:isGroupedBy', shared('life-event', one.code))),
      ...given(service.processingTime, (value) => [['cv:processingTime', { value, type: 'xsd:duration' }]]),
      ...given(service.page, (page) => [link('foaf:page', page)]),
    ],
  );
}

function organisationNode({ code: identifier, name, acronym }: Organisation, iri: string): Node {
  return node(
    iri,
    // The shapes know no subclasses: an owner of a channel must itself be called an organisation.
    ['cv:PublicOrganisation', 'org:Organization'],
    [
      code(identifier),
      ...words('skos:prefLabel', name),
      ...given(acronym, (text) => words('skos:altLabel', text)),
      link('dct:spatial', country),
    ],
  );
}

const outputNode = ({ code: identifier, title }: Output, iri: string): Node =>
  node(iri, ['cv:Output'], [code(identifier), ...words('dct:title', title)]);

function costNodes({ code: identifier, amount, currency, description }: Cost, { part, authority }: Iris): Node[] {
  return [
    node(
      part('cost', identifier),
      ['cv:Cost'],
      [
        code(identifier),
        ...given(amount, (value) => [['cv:hasValue', { value, type: 'xsd:double' }]]),
        link('cv:currency', currencyOf(currency)),
        ...words('dct:description', description),
        link('cv:isDefinedBy', authority),
      ],
    ),
    concept(currencyOf(currency), { az: currency, en: currency, ru: currency }),
  ];
}

function channelNodes({ code: identifier, kind, title }: Channel, { part, shared, authority }: Iris): Node[] {
  const properties = [
    code(identifier),
    link('dct:type', shared('channel', kind)),
    ...words('dct:description', title),
    link('cv:ownedBy', authority),
  ];
  return [node(part('channel', identifier), ['cv:Channel'], properties), concept(shared('channel', kind), title)];
}

function contactNodes({ unit, telephone, email, page, note }: ContactPoint, iri: string): Node[] {
  const properties = [
    ...given(unit, (text) => words('dct:title', text)),
    ...given(telephone, (value) => [['cv:telephone', { value }]]),
    ...given(email, (value) => [['cv:email', { value }]]),
    ...given(page, (address) => [link('cv:contactPage', address)]),
    ...given(note, (text) => words('dct:description', text)),
  ];
  return [node(iri, ['cv:ContactPoint'], properties), ...(page === undefined ? [] : [document(page)])];
}

function legalIri({ act, articles }: LegalResource, { part, shared }: Pick<Iris, 'part' | 'shared'>): string {
  return articles === '' ? shared('act', act) : part('legal', `${act}-${articles}`);
}

/** The act; and the articles of it as a resource of their own, when the service names some. */
function legalNodes(resource: LegalResource, iris: Iris): Node[] {
  const act = iris.shared('act', resource.act);
  const whole = node(act, ['eli:LegalResource'], [code(resource.act), ...words('dct:title', resource.title)]);
  if (resource.articles === '') return [whole];
  const properties = [...words('dct:title', resource.cited), link('dct:relation', act)];
  return [node(legalIri(resource, iris), ['eli:LegalResource'], properties), whole];
}

function eventNodes({ code: identifier, audience, title }: LifeEvent, { shared }: Iris): Node[] {
  const type = shared('life-event-type', identifier);
  const properties = [code(identifier), ...words('dct:title', title), link('dct:type', type)];
  return [node(shared('life-event', identifier), ['cv:Event', eventClass[audience]], properties), concept(type, title)];
}
