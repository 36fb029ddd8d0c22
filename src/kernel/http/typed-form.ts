import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { forgedForm, isOwnOrigin } from './forgery.ts';

/** A form as it was sent, to stand on the page that refuses it. */
export interface TypedForm {
  /** Where it was sent, without a language. */
  readonly action: string;
  readonly fields: readonly Field[];
  /** What was written in words, which can be read without the questions. */
  readonly written: readonly string[];
  /** Sent once more as it is, it may be taken: for what it was refused may have passed. */
  readonly again: boolean;
}

type Field = readonly [name: string, value: string];

const passing: readonly number[] = [401, 429, 500, 503];

/** A value without a blank is a choice, a figure or a sign of the page. */
const isWritten = (value: string): boolean => /\S\s+\S/.test(value);

/**
 * What was typed into a form that is refused, for its page. Only of a form that the browser says to come from a page
 * of ours: another site could else let us show, and offer to send, what it likes. Files are not among it, so a form
 * with files cannot be sent again as it is.
 */
export function typedForm(
  request: FastifyRequest,
  config: Config,
  { status, code }: { readonly status: number; readonly code: string },
): TypedForm | undefined {
  const { body, method, url, headers } = request;
  const here = method === 'POST' && request.routeOptions.url !== undefined && isOwnOrigin(request, config);
  if (!here || typeof body !== 'object' || body === null) return undefined;
  const fields = fieldsOf(body);
  const written = fields.map(([, value]) => value).filter(isWritten);
  const plain = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const again = plain && (passing.includes(status) || code === forgedForm.code);
  return again || written.length > 0 ? { action: url, fields, written, again } : undefined;
}

function fieldsOf(body: object): Field[] {
  return Object.entries(body)
    .filter(([name]) => name !== 'csrf')
    .flatMap(([name, value]: [string, unknown]) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return values.filter((one) => typeof one === 'string').map((one): Field => [name, one]);
    });
}
