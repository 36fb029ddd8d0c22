/*
 * Arrays in PostgreSQL's binary form (array_send in its source). As text every byte of a message would be written as two
 * letters, escaped, and read letter by letter at the other end: more work than all else that is done to write a row.
 */

interface ElementType {
  readonly oid: number;
  write(value: unknown): Buffer;
}

const int8 = (value: bigint): Buffer => {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};

/** Timestamps count microseconds from 2000 on. */
const epoch = Date.UTC(2000, 0, 1);

const elements: Readonly<Record<string, ElementType>> = {
  bytea: { oid: 17, write: (value) => value as Buffer },
  text: { oid: 25, write: (value) => Buffer.from(String(value)) },
  integer: {
    oid: 23,
    write(value) {
      const bytes = Buffer.allocUnsafe(4);
      bytes.writeInt32BE(Number(value));
      return bytes;
    },
  },
  bigint: { oid: 20, write: (value) => int8(BigInt(value as number)) },
  uuid: { oid: 2950, write: (value) => Buffer.from(String(value).replaceAll('-', ''), 'hex') },
  timestamptz: { oid: 1184, write: (value) => int8(BigInt((value as Date).getTime() - epoch) * 1000n) },
};

/** What is no value of its type is left to the server, which says so in its own words. */
const wellFormed: Readonly<Record<string, (value: unknown) => boolean>> = {
  timestamptz: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  uuid: (value) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value)),
  integer: (value) => Number.isInteger(value),
  bigint: (value) => Number.isSafeInteger(value),
};

const fits = (type: string, values: readonly unknown[]): boolean =>
  values.every((value) => value === null || (wellFormed[type]?.(value) ?? true));

/** One list of values for a parameter `$n::type[]`: binary where the type is known here, else the values themselves. */
export function arrayOf(type: string, values: readonly unknown[]): Buffer | readonly unknown[] {
  const element = elements[type];
  if (element === undefined || !fits(type, values)) return values;
  const parts: Buffer[] = [Buffer.alloc(20)];
  for (const value of values) {
    const bytes = value === null ? undefined : element.write(value);
    const length = Buffer.allocUnsafe(4);
    length.writeInt32BE(bytes?.length ?? -1);
    parts.push(length);
    if (bytes) parts.push(bytes);
  }
  const [head] = parts;
  // One dimension; whether there are nulls; type of the elements; how many; number of the first.
  [1, values.includes(null) ? 1 : 0, element.oid, values.length, 1].forEach((one, at) =>
    head?.writeInt32BE(one, 4 * at),
  );
  return Buffer.concat(parts);
}
