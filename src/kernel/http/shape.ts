import type { FastifyInstance } from 'fastify';
import { Compile } from 'typebox/compile';
import { InvalidInput, notFound } from '../refusal.ts';

/**
 * Params, queries and bodies are checked by the schemas of their routes. Nothing lies at an address whose path cannot be
 * read, and what is left empty in a query was not given.
 */
export function checkShapes(server: FastifyInstance): void {
  server.setValidatorCompiler(({ schema, httpPart }) => {
    const check = Compile(schema as never);
    return (sent: unknown) => {
      const value = httpPart === 'querystring' && !check.Check(sent) ? withoutEmpty(sent) : sent;
      const wrong = check.Check(value) ? unstorable(value) : pathsOf(check.Errors(value));
      if (wrong.length === 0) return { value };
      return { error: httpPart === 'params' ? notFound() : new InvalidInput(wrong) };
    };
  });
}

function withoutEmpty(query: unknown): unknown {
  return Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== ''));
}

function pathsOf(errors: Iterable<{ instancePath: string; message: string }>) {
  return [...errors].slice(0, 20).map(({ instancePath, message }) => ({ path: instancePath, message }));
}

/** PostgreSQL keeps neither the character NUL nor half a surrogate pair, so nobody has such a text to send. */
function unstorable(value: unknown): { path: string; message: string }[] {
  const found: { path: string; message: string }[] = [];
  const left = [{ path: '', value }];
  for (let next = left.pop(); next; next = left.pop()) {
    const { path, value: inner } = next;
    if (typeof inner === 'string' && (inner.includes('\0') || !inner.isWellFormed()))
      found.push({ path, message: 'must be well-formed text' });
    if (typeof inner !== 'object' || inner === null) continue;
    for (const [name, one] of Object.entries(inner)) {
      if (!Array.isArray(inner)) left.push({ path: `${path}/`, value: name });
      left.push({ path: `${path}/${name}`, value: one });
    }
  }
  return found.slice(0, 20);
}
