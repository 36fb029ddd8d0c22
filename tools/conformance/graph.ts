import { JsonLdParser } from 'jsonld-streaming-parser';
import { Parser, type Quad } from 'n3';
import type { Promised } from './judge.ts';

export type Graph = readonly Quad[];

export const readTurtle = (text: string): Graph => once(new Parser().parse(text));

/** Reads JSON-LD without fetching anything: a context that lies elsewhere is a fault. */
export function readJsonLd(text: string): Promise<Graph> {
  return new Promise((done, fail) => {
    const quads: Quad[] = [];
    const parser = new JsonLdParser({
      documentLoader: { load: (url) => Promise.reject(new Error(`The context lies elsewhere: ${url}`)) },
    });
    parser.on('data', (quad: Quad) => void quads.push(quad));
    parser.on('error', fail);
    parser.on('end', () => done(once(quads)));
    parser.end(text);
  });
}

const lineOf = ({ subject, predicate, object }: Quad): string =>
  [subject, predicate, object].map((term) => `${term.termType} ${termText(term)}`).join(' ');

function termText(term: Quad['object']): string {
  return term.termType === 'Literal' ? JSON.stringify([term.value, term.language, term.datatype.value]) : term.value;
}

/** A statement that is made twice is one statement. */
const once = (quads: readonly Quad[]): Graph => [...new Map(quads.map((quad) => [lineOf(quad), quad])).values()];

/** Both say the same. Nothing in our exports is a blank node, so statements can be compared one by one. */
export function same(one: Graph, other: Graph): boolean {
  const lines = new Set(one.map(lineOf));
  return one.length === other.length && other.every((quad) => lines.has(lineOf(quad)));
}

/** The graph without what was promised of the services; what is said of other things stays. */
export const without = (graph: Graph, promise: Promised | undefined, services: readonly string[]): Graph =>
  graph.filter((quad) => !(promise?.holds(quad) && services.includes(quad.subject.value)));
