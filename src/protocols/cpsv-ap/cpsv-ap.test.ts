import { JsonLdParser } from 'jsonld-streaming-parser';
import { Parser, type Quad } from 'n3';
import { describe, expect, it } from 'vitest';
import { missingParts, type Node, nodesOf, type PublicService, writeJsonLd, writeTurtle } from './index.ts';

const text = (words: string) => ({ az: `${words} az`, en: `${words} en`, ru: `${words} ru` });
const at = { services: 'https://vahid.example/services', organisations: 'https://vahid.example/bodies' };

const service: PublicService = {
  code: 'residency',
  title: text('Residency'),
  description: text('What it is'),
  status: 'active',
  audience: 'business',
  authority: { code: 'rinn', name: text('Ministry'), acronym: text('M') },
  outputs: [{ code: 'document', title: text('Certificate') }],
  costs: [{ code: 'fee', amount: '15.50', currency: 'AZN', description: text('Fee') }],
  channels: [{ code: 'portal', kind: 'portal', title: text('Portal') }],
  contacts: [{ code: 'office', telephone: '+994 00 000 00 00', email: 'a@b.example', page: 'https://b.example/c' }],
  legalResources: [{ act: 'rules', title: text('Rules'), articles: '4.1–4.6', cited: text('Rules 4') }],
  lifeEvents: [{ code: 'starting', audience: 'business', title: text('Starting') }],
  processingTime: 'P14D',
  page: 'https://vahid.example/xidmetler/residency',
};

async function* flow(...groups: readonly (readonly Node[])[]): AsyncGenerator<readonly Node[]> {
  yield* groups;
}

async function join(chunks: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const chunk of chunks) all += chunk;
  return all;
}

const lineOf = ({ subject, predicate, object }: Quad) =>
  [subject, predicate, object]
    .map((term) =>
      term.termType === 'Literal'
        ? `${JSON.stringify(term.value)}${term.language ? `@${term.language}` : `^^${term.datatype.value}`}`
        : `<${term.value}>`,
    )
    .join(' ');

/** Statements of the text, in one order, each once. */
const readTurtle = (turtle: string): string[] => [...new Set(new Parser().parse(turtle).map(lineOf))].sort();

function readJsonLd(json: string): Promise<string[]> {
  return new Promise((done, fail) => {
    const lines = new Set<string>();
    const parser = new JsonLdParser();
    parser.on('data', (quad: Quad) => void lines.add(lineOf(quad)));
    parser.on('error', fail);
    parser.on('end', () => done([...lines].sort()));
    parser.end(json);
  });
}

const self = '<https://vahid.example/services/residency';
const dct = (name: string) => `<http://purl.org/dc/terms/${name}>`;
const cv = (name: string) => `<http://data.europa.eu/m8g/${name}>`;

describe('a public service', () => {
  it('is told by its own properties, each text in three languages', async () => {
    const lines = readTurtle(await join(writeTurtle(flow(nodesOf(service, at)))));
    const own = lines.filter((line) => line.startsWith(`${self}> `)).map((line) => line.slice(self.length + 2));
    for (const line of [
      '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/vocab/cpsv#PublicService>',
      `${dct('identifier')} "residency"^^http://www.w3.org/2001/XMLSchema#string`,
      `${dct('title')} "Residency az"@az`,
      `${dct('title')} "Residency en"@en`,
      `${dct('title')} "Residency ru"@ru`,
      `${cv('hasCompetentAuthority')} <https://vahid.example/bodies/rinn>`,
      `<http://purl.org/vocab/cpsv#produces> ${self}#output-document>`,
      `${cv('hasCost')} ${self}#cost-fee>`,
      `${cv('hasChannel')} ${self}#channel-portal>`,
      `${cv('contactPoint')} ${self}#contact-office>`,
      `${cv('hasLegalResource')} ${self}#legal-rules-4.1%E2%80%934.6>`,
      `${cv('isGroupedBy')} <https://vahid.example/services#life-event-starting>`,
      `${cv('processingTime')} "P14D"^^http://www.w3.org/2001/XMLSchema#duration`,
    ])
      expect(own).toContain(line);
    expect(lines).toContain(`${self}#cost-fee> ${cv('hasValue')} "15.50"^^http://www.w3.org/2001/XMLSchema#double`);
    expect(lines).toContain(`${self}#legal-rules-4.1%E2%80%934.6> ${dct('relation')} <${at.services}#act-rules>`);
  });

  it('tells a cost that differs in words, without a value', () => {
    const differs = { code: 'fee', currency: 'AZN', description: text('Differs') };
    const [cost] = nodesOf({ ...service, costs: [differs] }, at).filter(({ types }) => types.includes('cv:Cost'));
    const said = cost?.properties.map(([property]) => property) ?? [];
    expect(said).not.toContain('cv:hasValue');
    expect(said.filter((property) => property === 'dct:description')).toHaveLength(3);
    expect(missingParts({ ...service, costs: [differs] })).toEqual([]);
  });

  it('types everything it points to, and says so once', () => {
    const nodes = nodesOf(service, at);
    const iris = nodes.map(({ iri }) => iri);
    expect(new Set(iris).size).toBe(iris.length);
    expect(nodes.filter(({ types }) => types.length === 0)).toEqual([]);
    const pointed = nodes.flatMap(({ properties }) =>
      properties.flatMap(([, value]) => ('iri' in value ? value.iri : [])),
    );
    expect(pointed.filter((iri) => !iris.includes(iri))).toEqual([]);
  });

  it('names the parts that it lacks', () => {
    expect(missingParts(service)).toEqual([]);
    expect(missingParts({ ...service, costs: [], contacts: [] })).toEqual(['cost', 'contact']);
  });

  it('points at the act itself where no article is named', () => {
    const [rules] = service.legalResources;
    const nodes = nodesOf({ ...service, legalResources: rules ? [{ ...rules, articles: '' }] : [] }, at);
    expect(nodes.filter(({ types }) => types.includes('eli:LegalResource')).map(({ iri }) => iri)).toEqual([
      `${at.services}#act-rules`,
    ]);
  });
});

describe('both forms', () => {
  const other: PublicService = {
    ...service,
    code: 'other one',
    title: { az: '“Ə” \\ "dırnaq"\n\r\t\b\f\u0001', en: '</script> 𝒜 \u2028', ru: '\'\'\'"""' },
    contacts: [{ code: 'office', page: 'https://b.example/a b<>"{}|^`\\' }],
    page: 'https://vahid.example/?a=1&b=%20#c',
  };

  it('say the same, whatever stands in the texts', async () => {
    const groups = [nodesOf(service, at), [], nodesOf(other, at)];
    const turtle = await join(writeTurtle(flow(...groups)));
    const json = await join(writeJsonLd(flow(...groups)));
    const lines = readTurtle(turtle);
    expect(await readJsonLd(json)).toEqual(lines);
    const statements = groups.flat().reduce((sum, { types, properties }) => sum + types.length + properties.length, 0);
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.length).toBeLessThan(statements);
    for (const words of Object.values(other.title)) expect(lines.join('\n')).toContain(JSON.stringify(words));
    expect(lines.join('\n')).toContain('<https://b.example/a%20b%3C%3E%22%7B%7D%7C%5E%60%5C>');
  });

  it('of nothing are still whole', async () => {
    expect(readTurtle(await join(writeTurtle(flow())))).toEqual([]);
    expect(await readJsonLd(await join(writeJsonLd(flow([]))))).toEqual([]);
  });

  it('flow: a service is written before the next is asked for', async () => {
    for (const write of [writeTurtle, writeJsonLd]) {
      let asked = 0;
      const endless = async function* () {
        for (;;) {
          asked += 1;
          yield nodesOf({ ...service, code: `s${asked}` }, at);
        }
      };
      const chunks = write(endless());
      for (let index = 0; index < 4; index += 1) await chunks.next();
      await chunks.return(undefined);
      expect(asked).toBe(3);
    }
  });
});
