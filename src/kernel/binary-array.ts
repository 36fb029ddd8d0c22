/*
 * Arrays in PostgreSQL's binary form (array_send in its source). As text every byte of a message would be written as two
 * letters, escaped, and read letter by letter at the other end: more work than all else that is done to write a row.
 */

interface ElementType {
  readonly oid: number;
  /** Whether it is a value of the type: what is none is left to the server, which says so in its own words. */
  fits(value: unknown): boolean;
  sizeOf(value: unknown): number;
  /** Writes it at a place where there is room for it. */
  write(value: unknown, target: Buffer, at: number): void;
}

/** Timestamps count microseconds from 2000 on. */
const epoch = Date.UTC(2000, 0, 1);

const elements: Readonly<Record<string, ElementType>> = {
  bytea: {
    oid: 17,
    fits: (value) => value instanceof Uint8Array,
    sizeOf: (value) => (value as Buffer).length,
    write: (value, target, at) => target.set(value as Buffer, at),
  },
  text: {
    oid: 25,
    fits: () => true,
    sizeOf: (value) => Buffer.byteLength(String(value)),
    write: (value, target, at) => target.write(String(value), at),
  },
  integer: {
    oid: 23,
    fits: (value) => Number.isInteger(value),
    sizeOf: () => 4,
    write: (value, target, at) => target.writeInt32BE(Number(value), at),
  },
  bigint: { oid: 20, fits: (value) => Number.isSafeInteger(value), sizeOf: () => 8, write: writeInt64 },
  uuid: {
    oid: 2950,
    fits: (value) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value)),
    sizeOf: () => 16,
    write: writeUuid,
  },
  timestamptz: {
    oid: 1184,
    fits: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
    sizeOf: () => 8,
    write: (value, target, at) => writeInt64(((value as Date).getTime() - epoch) * 1000, target, at),
  },
};

/** Without bigints, which cost more than all else that is done with a moment. */
function writeInt64(value: unknown, target: Buffer, at: number): void {
  target.writeInt32BE(Math.floor(Number(value) / 2 ** 32), at);
  target.writeUInt32BE(Number(value) >>> 0, at + 4);
}

function writeUuid(value: unknown, target: Buffer, at: number): void {
  const text = String(value);
  let [high, byte] = [-1, at];
  for (let one = 0; one < text.length; one += 1) {
    const code = text.charCodeAt(one);
    if (code === hyphen) continue;
    // Digits are 30 to 39, letters of both cases 41 to 46 and 61 to 66.
    const digit = code < 58 ? code - 48 : (code & 0x1f) + 9;
    if (high < 0) high = digit;
    else {
      target[byte] = (high << 4) | digit;
      [high, byte] = [-1, byte + 1];
    }
  }
}

const hyphen = 45;
const headSize = 20;
const lengthSize = 4;

/** One list of values for a parameter `$n::type[]`: binary where the type is known here, else the values themselves. */
export function arrayOf(type: string, values: readonly unknown[]): Buffer | readonly unknown[] {
  const element = elements[type];
  if (element === undefined) return values;
  const sizes: number[] = [];
  let [whole, hasNull] = [headSize, 0];
  for (const value of values) {
    if (value !== null && !element.fits(value)) return values;
    if (value === null) hasNull = 1;
    const size = value === null ? 0 : element.sizeOf(value);
    sizes.push(size);
    whole += lengthSize + size;
  }
  const bytes = Buffer.allocUnsafe(whole);
  // One dimension; whether there are nulls; type of the elements; how many; number of the first.
  let at = 0;
  for (const field of [1, hasNull, element.oid, values.length, 1]) at = bytes.writeInt32BE(field, at);
  let place = 0;
  for (const value of values) {
    const size = sizes[place] ?? 0;
    at = bytes.writeInt32BE(value === null ? -1 : size, at);
    if (value !== null) element.write(value, bytes, at);
    at += size;
    place += 1;
  }
  return bytes;
}
