/*
 * Values in PostgreSQL's binary form (the …_send functions in its source). As text every byte of a message would be
 * written as two letters, escaped, and read letter by letter at the other end: more work than all else that is done to
 * write a row.
 */

export interface ElementType {
  readonly oid: number;
  /** Whether it is a value of the type. */
  fits(value: unknown): boolean;
  /** Bytes that it takes, at most. */
  roomFor(value: unknown): number;
  /** Writes it at a place where there is room for it; answers where it ends. */
  write(value: unknown, target: Buffer, at: number): number;
}

/** Timestamps count microseconds from 2000 on, dates days. */
const epoch = Date.UTC(2000, 0, 1);
const dayMs = 86_400_000;
/** Bytes of UTF-8 for a letter of a string. */
const mostOf = 3;

export const elements: Readonly<Record<string, ElementType>> = {
  bytea: {
    oid: 17,
    fits: (value) => value instanceof Uint8Array,
    roomFor: (value) => (value as Buffer).length,
    write(value, target, at) {
      target.set(value as Buffer, at);
      return at + (value as Buffer).length;
    },
  },
  text: {
    oid: 25,
    fits: () => true,
    roomFor: (value) => mostOf * String(value).length,
    write: (value, target, at) => at + target.write(String(value), at),
  },
  integer: {
    oid: 23,
    fits: (value) => Number.isInteger(value),
    roomFor: () => 4,
    write: (value, target, at) => target.writeInt32BE(Number(value), at),
  },
  bigint: { oid: 20, fits: (value) => Number.isSafeInteger(value), roomFor: () => 8, write: writeInt64 },
  uuid: {
    oid: 2950,
    fits: (value) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value)),
    roomFor: () => 16,
    write: writeUuid,
  },
  timestamptz: {
    oid: 1184,
    fits: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
    roomFor: () => 8,
    write: (value, target, at) => writeInt64(((value as Date).getTime() - epoch) * 1000, target, at),
  },
  date: {
    oid: 1082,
    fits: (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)) && !Number.isNaN(Date.parse(String(value))),
    roomFor: () => 4,
    write: (value, target, at) => target.writeInt32BE((Date.parse(String(value)) - epoch) / dayMs, at),
  },
  // Given as its text, which stands behind the number of this form.
  jsonb: {
    oid: 3802,
    fits: (value) => typeof value === 'string',
    roomFor: (value) => 1 + mostOf * String(value).length,
    write(value, target, at) {
      const from = target.writeUInt8(1, at);
      return from + target.write(String(value), from);
    },
  },
};

/** Without bigints, which cost more than all else that is done with a moment. */
function writeInt64(value: unknown, target: Buffer, at: number): number {
  target.writeInt32BE(Math.floor(Number(value) / 2 ** 32), at);
  return target.writeUInt32BE(Number(value) >>> 0, at + 4);
}

function writeUuid(value: unknown, target: Buffer, at: number): number {
  const text = String(value);
  let high = -1;
  let byte = at;
  for (let one = 0; one < text.length; one += 1) {
    const code = text.charCodeAt(one);
    if (code === hyphen) continue;
    // Digits are 30 to 39, letters of both cases 41 to 46 and 61 to 66.
    const digit = code < 58 ? code - 48 : (code & 0x1f) + 9;
    if (high < 0) high = digit;
    else {
      target[byte] = (high << 4) | digit;
      high = -1;
      byte += 1;
    }
  }
  return byte;
}

const hyphen = 45;
const headSize = 20;
/** Before each value stands its length. */
export const lengthSize = 4;

export type Row = Readonly<Record<string, unknown>>;

/** What stands in a column: for `jsonb` its text. */
export const valueOf = (row: Row, name: string, type: string): unknown =>
  type === 'jsonb' ? JSON.stringify(row[name] ?? null) : (row[name] ?? null);

/** Writes a value behind its length, where there is room for both; answers where it ends. */
export function writeValue(element: ElementType, value: unknown, target: Buffer, at: number): number {
  if (value === null) return target.writeInt32BE(-1, at);
  const end = element.write(value, target, at + lengthSize);
  target.writeInt32BE(end - at - lengthSize, at);
  return end;
}

/**
 * One list of values for a parameter `$n::type[]`: binary where the type is known here, else the values themselves. What
 * is no value of the type is left to the server, which says so in its own words.
 */
export function arrayOf(type: string, values: readonly unknown[]): Buffer | readonly unknown[] {
  const element = elements[type];
  if (element === undefined) return values;
  let [room, hasNull] = [headSize, 0];
  for (const value of values) {
    if (value !== null && !element.fits(value)) return values;
    if (value === null) hasNull = 1;
    room += lengthSize + (value === null ? 0 : element.roomFor(value));
  }
  const bytes = Buffer.allocUnsafe(room);
  // One dimension; whether there are nulls; type of the elements; how many; number of the first.
  let at = 0;
  for (const field of [1, hasNull, element.oid, values.length, 1]) at = bytes.writeInt32BE(field, at);
  for (const value of values) at = writeValue(element, value, bytes, at);
  return bytes.subarray(0, at);
}
