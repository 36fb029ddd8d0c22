import { describe, expect, it } from 'vitest';
import { readOpenApi } from './read.ts';

/** Milliseconds that nothing here takes on any machine, and what grows with a square or a power does. */
const endless = 30_000;

const json = (document: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, ...document });
const answering = (schema: unknown, more: Readonly<Record<string, unknown>> = {}) =>
  json({
    paths: {
      '/x': { get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } } } },
    },
    ...more,
  });
const answerOf = (document: string) => readOpenApi(document).endpoints[0]?.answer;
const codeOf = (document: string): string => {
  try {
    readOpenApi(document);
    return 'read';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

describe('an OpenAPI document', () => {
  it('proposes its endpoints and whose data they are about', () => {
    const { endpoints } = readOpenApi(`
openapi: 3.0.3
info: { title: People, version: '1' }
paths:
  /people/{FIN}:
    parameters: [{ $ref: '#/components/parameters/Fin' }]
    get: { summary: One, responses: { '200': { $ref: '#/components/responses/One' } } }
  /companies:
    post:
      requestBody: { content: { application/json: { schema: { properties: { owner: { properties: { personal_code: { type: string } } }, tin: { type: string, x-vahid-subject: none } } } } } }
      responses: { '204': { description: ok } }
components:
  parameters: { Fin: { name: FIN, in: path, required: true, schema: { type: string, example: 1AAAAA1 } } }
  responses: { One: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Person' } } } } }
  schemas:
    Person:
      required: [pin]
      properties:
        pin: { type: string }
        children: { type: array, items: { $ref: '#/components/schemas/Person' } }
`);
    expect(endpoints).toMatchObject([
      {
        method: 'GET',
        path: '/people/{FIN}',
        subjects: [{ entity: 'person', in: 'path', at: 'FIN' }],
        answer: [
          { at: '/pin', type: 'string', required: true },
          { at: '/children/*', type: 'object', required: false },
        ],
        places: [{ in: 'path' }, { in: 'answer', at: '/pin' }],
      },
      { method: 'POST', subjects: [{ entity: 'person', in: 'body', at: '/owner/personal_code' }] },
    ]);
    expect(endpoints[1]).not.toHaveProperty('answer');
  });

  it('proposes of an answer beside the request only whom the document itself names', () => {
    const text = { type: 'string' };
    const marked = { type: 'array', items: { ...text, 'x-vahid-subject': 'person' } };
    const schema = { type: 'object', properties: { pin: text, heads: marked } };
    const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
    const one = { name: 'voen', in: 'path', required: true, schema: text };
    const paths = { '/c/{voen}': { get: { parameters: [one], responses } }, '/all': { get: { responses } } };
    const { endpoints } = readOpenApi(JSON.stringify({ openapi: '3.1.0', info: { title: 'C', version: '1' }, paths }));
    expect(endpoints.map(({ subjects }) => subjects.map(({ at }) => at))).toEqual([
      ['voen', '/heads/*'],
      ['/pin', '/heads/*'],
    ]);
  });

  it('has its schemas joined, and what may be absent called so', () => {
    const part = (name: string) => ({ type: 'object', required: [name], properties: { [name]: { type: 'string' } } });
    expect(
      answerOf(
        answering({
          allOf: [part('a')],
          oneOf: [part('b'), part('c')],
          properties: { d: { type: ['integer', 'null'] } },
        }),
      ),
    ).toEqual([
      { at: '/a', type: 'string', required: true },
      { at: '/b', type: 'string', required: false },
      { at: '/c', type: 'string', required: false },
      { at: '/d', type: 'integer', required: false },
    ]);
  });

  it('is refused with the place and the remedy where it is wrong', () => {
    const paths = (path: string) => json({ paths: { [path]: { get: { responses: {} } } } });
    const wrong: readonly (readonly [string, string])[] = [
      ['{ "openapi": ', 'exchange.openapi_unreadable'],
      ['a: [1', 'exchange.openapi_unreadable'],
      ['a: 1\na: 2', 'exchange.openapi_unreadable'],
      ['- 1', 'exchange.openapi_unreadable'],
      [JSON.stringify({ swagger: '2.0' }), 'exchange.openapi_version'],
      [json({ paths: {} }), 'exchange.openapi_no_endpoints'],
      [paths('people'), 'exchange.openapi_path'],
      [paths('/a/../b'), 'exchange.openapi_path'],
      [paths('/a?b'), 'exchange.openapi_path'],
      [paths('/{a}/{a}'), 'exchange.openapi_path'],
      [paths('/{a}-{b}'), 'exchange.openapi_path'],
      [paths('/{a}'), 'exchange.openapi_missing_parameter'],
      [json({ paths: { '/{a}': {}, '/{b}': {} } }), 'exchange.openapi_same_path'],
      [answering({ $ref: 'https://elsewhere.example/schema.json' }), 'exchange.openapi_remote_ref'],
      [answering({ $ref: './file.yaml#/X' }), 'exchange.openapi_remote_ref'],
      [answering({ $ref: '#/components/schemas/None' }), 'exchange.openapi_missing_ref'],
      [
        answering(
          { $ref: '#/components/schemas/A' },
          { components: { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } } },
        ),
        'exchange.openapi_circular_ref',
      ],
      [answering(5), 'exchange.openapi_shape'],
      // No table can hold them.
      [answering({ properties: { 'a\0': {} } }), 'exchange.openapi_unreadable'],
      [answering({ description: '\ud800' }), 'exchange.openapi_unreadable'],
    ];
    for (const [document, code] of wrong)
      expect([document.slice(0, 80), codeOf(document)]).toEqual([document.slice(0, 80), code]);
    expect(() => readOpenApi('openapi: 3.0.0\npaths: {\n  /x: [')).toThrow(/\d:\d/);
  });

  it('made to hurt is refused soon', () => {
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefghij'.split('').map((name, at) => `${name}: &${name} [*${'abcdefghi'[at]}, *${'abcdefghi'[at]}]`),
    ];
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`/p${at}`, { get: { responses: {} } }]));
    const wide = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`f${at}`, { type: 'string' }]));
    // Each schema holds the next twice: two to the thirtieth values.
    const doubling = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => {
        const next = { $ref: `#/components/schemas/S${at + 1}` };
        return [`S${at}`, at === 29 ? { type: 'string' } : { properties: { a: next, b: next } }];
      }),
    );
    let deep: unknown = { type: 'string' };
    for (let at = 0; at < 2000; at += 1) deep = { properties: { a: deep } };
    const started = performance.now();
    const hostile: readonly (readonly [string, string])[] = [
      [bomb.join('\n'), 'exchange.openapi_aliases'],
      [json({ paths: many }), 'exchange.openapi_too_many'],
      [`{"openapi":"${'x'.repeat(2_100_000)}"}`, 'exchange.openapi_too_large'],
      [`a: ${'['.repeat(100_000)}`, 'exchange.openapi_too_deep'],
      [`${'- '.repeat(50_000)}x`, 'exchange.openapi_too_deep'],
      [answering(deep), 'exchange.openapi_too_deep'],
      [answering({ properties: wide }), 'exchange.openapi_too_many_fields'],
      [
        answering({ $ref: '#/components/schemas/S0' }, { components: { schemas: doubling } }),
        'exchange.openapi_too_deep',
      ],
    ];
    for (const [document, code] of hostile) expect(codeOf(document)).toBe(code);
    expect(performance.now() - started).toBeLessThan(endless);
  });

  it('takes the names of what every object has for names', () => {
    const schema = JSON.parse(
      '{"properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}',
    ) as unknown;
    expect(answerOf(answering(schema))).toMatchObject([{ at: '/__proto__' }, { at: '/constructor' }]);
    expect(codeOf(answering({ $ref: '#/__proto__/toString' }))).toBe('exchange.openapi_missing_ref');
    const paths = '{"openapi":"3.0.0","paths":{"/x":{"constructor":{},"get":{"responses":{"constructor":{}}}}}}';
    expect(readOpenApi(paths).endpoints).toMatchObject([{ method: 'GET', path: '/x' }]);
  });
});
