/** What JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue | undefined };

/**
 * JSON in the one form in which it is signed (RFC 8785): members in the order of their UTF-16 code units, no space,
 * numbers and strings as ECMAScript writes them. A member without a value is left out.
 * @throws RangeError for a number that is not finite, or text with half of a surrogate pair
 */
export function canonical(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('a number that JSON cannot hold');
  if (typeof value === 'string' && !value.isWellFormed()) throw new RangeError('text with half of a surrogate pair');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const member = value[name];
      return member === undefined ? [] : [`${canonical(name)}:${canonical(member)}`];
    });
  return `{${members.join(',')}}`;
}

const isList = (value: object): value is readonly JsonValue[] => Array.isArray(value);
