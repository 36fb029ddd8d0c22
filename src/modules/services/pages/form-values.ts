import type { FormBody } from '../../../kernel/http/route.ts';

/** All values of a field that may be sent several times. */
export function formValues(body: FormBody, name: string): readonly string[] {
  const value = body[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
