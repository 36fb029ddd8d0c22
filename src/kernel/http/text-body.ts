import type { FastifyInstance } from 'fastify';
import type { Route } from './route.ts';

/** Bodies of the media types that routes name for themselves are handed on as their text. */
export function readTexts(server: FastifyInstance, routes: readonly Route[]): void {
  for (const type of new Set(routes.flatMap(({ bodyType }) => bodyType ?? [])))
    server.addContentTypeParser<string>(type, { parseAs: 'string' }, (_request, body, done) => done(null, body));
}
