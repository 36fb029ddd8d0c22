import type { TSchema } from 'typebox';
import type { Config } from '../config.ts';
import type { Room } from '../module.ts';
import { browserName, sessionCookie } from './cookie.ts';
import type { Route } from './route.ts';

/** Description of the JSON API (OpenAPI 3.1), drawn from the same schemas that validate it. */
export function describeApi(rooms: readonly Room[], config: Config): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const room of rooms) {
    for (const route of room.routes ?? []) {
      if (!route.path.startsWith('/api/')) continue;
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(room.name, route) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Vahid',
      version: '1',
      description: 'Digital state platform. Errors are problem details (RFC 9457).',
    },
    servers: [{ url: config.publicUrl }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: browserName(config, sessionCookie) } },
      schemas: { Problem: problemSchema },
    },
  };
}

function operation(room: string, route: Route): Record<string, unknown> {
  return {
    tags: [room],
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[^a-zA-Z]+(\w?)/g, (_all, letter: string) => letter.toUpperCase())}`,
    summary: route.summary ?? route.access,
    'x-access': route.access,
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body
      ? { requestBody: { required: true, content: { [route.bodyType ?? 'application/json']: { schema: route.body } } } }
      : {}),
    responses: {
      200: {
        description: 'OK',
        ...(route.answer || route.formats ? { content: contentOf(route) } : {}),
      },
      default: {
        description: 'Problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function contentOf({ answer, formats = [] }: Route): Record<string, unknown> {
  const other = formats.map((format) => [format, { schema: { type: 'string' } }] as const);
  return { ...(answer ? { 'application/json': { schema: answer } } : {}), ...Object.fromEntries(other) };
}

function parameters(schema: TSchema | undefined, place: 'path' | 'query') {
  const of: { properties?: Record<string, TSchema>; required?: string[] } | undefined = schema;
  return Object.entries(of?.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (of?.required?.includes(name) ?? false),
    schema: property,
  }));
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'object', properties: { az: { type: 'string' }, en: { type: 'string' }, ru: { type: 'string' } } },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};
