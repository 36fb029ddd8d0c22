/** A number as it was written, so that no amount is rounded on its way through binary floating point. */
export class ExactNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

export type ExactJson =
  | string
  | boolean
  | null
  | ExactNumber
  | readonly ExactJson[]
  | { readonly [key: string]: ExactJson };

/** Reads JSON (RFC 8259) without touching its numbers. Throws SyntaxError. */
export function parseExact(text: string): ExactJson {
  // The text behind a number is given to a reviver since ECMAScript 2026; the types of TypeScript do not know it yet.
  const keep = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? new ExactNumber(context?.source ?? String(value)) : value;
  return JSON.parse(text, keep) as ExactJson;
}

/** The other way round. */
export function writeExact(value: ExactJson): string {
  if (value instanceof ExactNumber) return value.digits;
  if (Array.isArray(value)) return `[${value.map(writeExact).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as { readonly [key: string]: ExactJson });
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeExact(member)}`).join(',')}}`;
}

/** Where a JSON pointer (RFC 6901) leads; `*` stands for every member of a list. Undefined where there is nothing. */
export function pointed(value: ExactJson | undefined, pointer: string): ExactJson | undefined {
  if (pointer === '' || value === undefined) return value;
  const [, part = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(pointer) ?? [];
  const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
  if (Array.isArray(value)) {
    const list = value as readonly ExactJson[];
    if (name === '*') return list.flatMap((member) => pointed(member, rest) ?? []);
    return /^(?:0|[1-9]\d*)$/.test(name) ? pointed(list[Number(name)], rest) : undefined;
  }
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return undefined;
  const members = value as { readonly [key: string]: ExactJson };
  return Object.hasOwn(members, name) ? pointed(members[name], rest) : undefined;
}
