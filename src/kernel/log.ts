import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * One JSON line per event on standard error. Only codes, ids and counts are logged: an error's message may quote
 * a person's data (PostgreSQL prints the failing row), so of a database error only the code and constraint are kept.
 */
export function openLog(level: string): Log {
  return pino({ level, base: null, serializers: { err: describeError } }, pino.destination(2));
}

/** An error without what could be personal: class, code, constraint and stack frames, never the message's values. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const fields = error as Error & { code?: unknown; constraint?: unknown; table?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    code: fields.code,
    constraint: fields.constraint,
    table: fields.table,
    at: frames.slice(0, 8).map((line) => line.trim()),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}
