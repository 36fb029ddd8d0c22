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
  /** A file came with it, which is not kept. */
  readonly withFile?: true;
}

/** Of a form that another person had before them: nothing of it is shown. */
export type OthersForm = 'others';

/** Whose page a form stood on, by the marks of `holder.ts`, and who sends it. */
export interface Holder {
  /** Undefined: nobody's. */
  readonly mark: string | undefined;
  /** Undefined: nobody is signed in. */
  readonly now: string | undefined;
}

type Field = readonly [name: string, value: string];

const passing: readonly number[] = [401, 429, 500, 503];

/** A value without a blank is a choice, a figure or a sign of the page. */
const isWritten = (value: string): boolean => /\S\s+\S/.test(value);

/**
 * What was typed into a form that is refused, for its page; nothing of it where somebody else has signed in since. Only
 * of a form that the browser says to come from a page of ours: another site could else let us show, and offer to send,
 * what it likes. Files are not among it, so a form with files cannot be sent again as it is.
 */
export function typedForm(
  request: FastifyRequest,
  config: Config,
  { status, code }: { readonly status: number; readonly code: string },
  { mark, now }: Holder,
): TypedForm | OthersForm | undefined {
  const { body, method, url, headers } = request;
  const here = method === 'POST' && request.routeOptions.url !== undefined && isOwnOrigin(request, config);
  if (!here || typeof body !== 'object' || body === null) return undefined;
  if (now !== undefined && mark !== undefined && mark !== now) return 'others';
  // Who signs in next sends it with the mark of whoever typed it.
  const carried: readonly Field[] = now === undefined && mark !== undefined ? [['csrf', `.${mark}`]] : [];
  const fields = fieldsOf(body);
  const written = fields.map(([, value]) => value).filter(isWritten);
  const plain = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const again = plain && (passing.includes(status) || code === forgedForm.code);
  const withFile = !plain && passingForm(status, code);
  if (!again && !withFile && written.length === 0) return undefined;
  return { action: url, fields: [...fields, ...carried], written, again, ...(withFile ? { withFile } : {}) };
}

/** Before its file was taken: the session had ended, or was another one. */
const passingForm = (status: number, code: string): boolean => status === 401 || code === forgedForm.code;

function fieldsOf(body: object): Field[] {
  return Object.entries(body)
    .filter(([name]) => name !== 'csrf')
    .flatMap(([name, value]: [string, unknown]) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return values.filter((one) => typeof one === 'string').map((one): Field => [name, one]);
    });
}
