import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from './route.ts';

type FileAnswer = Extract<Answer, { kind: 'file' }>;

/** Sends a file; whoever has kept the same one is told only that (304). */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { bytes, name, kept }: FileAnswer,
): FastifyReply {
  if (name) reply.header('content-disposition', `attachment; filename="${name}"`);
  if (!kept) return reply.header('cache-control', 'no-store').send(bytes);
  const tag = `"${kept.digest}"`;
  reply.header('cache-control', `public, max-age=${kept.seconds}`).header('etag', tag);
  return isAmong(tag, request.headers['if-none-match']) ? reply.code(304).send() : reply.send(bytes);
}

/** Compared weakly (RFC 9110 §13.1.2): a proxy that packed the file marks the tag so. */
const isAmong = (tag: string, asked = ''): boolean =>
  asked.split(',').some((one) => ['*', tag].includes(one.trim().replace(/^W\//, '')));
