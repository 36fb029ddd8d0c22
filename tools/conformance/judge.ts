import { type Quad, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import type { Graph } from './graph.ts';

const dct = 'http://purl.org/dc/terms/';
const cv = 'http://data.europa.eu/m8g/';
const cpsv = 'http://purl.org/vocab/cpsv#';
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** Something that is promised of every service. */
export interface Promised {
  /** Is this the statement of a service that keeps the promise? */
  holds(quad: Quad): boolean;
  /** How often it may stand. */
  readonly most?: number;
  /** Class of the thing that it points to. */
  readonly of?: string;
}

const property = (iri: string, more: Partial<Promised> = {}): Promised => ({
  holds: ({ predicate }) => predicate.value === iri,
  ...more,
});
const titleIn = (lang: string): Promised => ({
  holds: ({ predicate, object }) =>
    predicate.value === `${dct}title` && object.termType === 'Literal' && object.language === lang,
  most: 1,
});

export const promises: Readonly<Record<string, Promised>> = {
  identifier: property(`${dct}identifier`, { most: 1 }),
  'title-az': titleIn('az'),
  'title-en': titleIn('en'),
  'title-ru': titleIn('ru'),
  authority: property(`${cv}hasCompetentAuthority`, { most: 1, of: `${cv}PublicOrganisation` }),
  output: property(`${cpsv}produces`, { of: `${cv}Output` }),
  'legal-resource': property(`${cv}hasLegalResource`, { of: 'http://data.europa.eu/eli/ontology#LegalResource' }),
  channel: property(`${cv}hasChannel`, { of: `${cv}Channel` }),
  cost: property(`${cv}hasCost`, { of: `${cv}Cost` }),
  contact: property(`${cv}contactPoint`, { of: `${cv}ContactPoint` }),
};

export interface Judgement {
  /** By the official shapes. */
  readonly conforms: boolean;
  /** What is wrong, by the shapes and by our promises, a line each. */
  readonly faults: readonly string[];
}

/** Judges an export: `services` are the addresses that it must describe, each as one public service. */
export async function judge(graph: Graph, shapes: Graph, services: readonly string[]): Promise<Judgement> {
  const report = await new Validator(new Store([...shapes])).validate(new Store([...graph]));
  const byShapes = report.results.map(({ focusNode, path, message, sourceConstraintComponent }) => {
    const told = message.map(({ value }) => value).join('; ') || (sourceConstraintComponent?.value ?? '');
    return `shapes: ${focusNode?.value} ${path?.value ?? ''}: ${told}`;
  });
  return { conforms: report.conforms, faults: [...byShapes, ...broken(graph, services)] };
}

function broken(graph: Graph, services: readonly string[]): string[] {
  const classes = new Set(
    graph.flatMap(({ subject, predicate, object }) =>
      predicate.value === type ? [`${subject.value} ${object.value}`] : [],
    ),
  );
  const described = graph.filter(
    ({ predicate, object }) => predicate.value === type && object.value === `${cpsv}PublicService`,
  );
  const strangers = described.filter(({ subject }) => !services.includes(subject.value));
  return [
    ...strangers.map(({ subject }) => `${subject.value} is no service of the release`),
    ...services.flatMap((service) => {
      const own = graph.filter(({ subject }) => subject.value === service);
      const count = described.filter(({ subject }) => subject.value === service).length;
      return [
        ...(count === 1 ? [] : [`${service} is described ${count} times`]),
        ...Object.entries(promises)
          .flatMap(([name, promise]) => brokenPromise(name, promise, own, classes))
          .map((fault) => `${service} ${fault}`),
      ];
    }),
  ];
}

function brokenPromise(
  name: string,
  { holds, most, of }: Promised,
  own: Graph,
  classes: ReadonlySet<string>,
): string[] {
  const kept = own.filter(holds);
  if (kept.length === 0) return [`has no ${name}`];
  if (most !== undefined && kept.length > most) return [`has ${kept.length} of ${name}`];
  return kept.flatMap(({ object }) => [
    ...(object.value.trim() === '' ? [`has an empty ${name}`] : []),
    ...(of !== undefined && !classes.has(`${object.value} ${of}`) ? [`points by ${name} to what is no ${of}`] : []),
  ]);
}
