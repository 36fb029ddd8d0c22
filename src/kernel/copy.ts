import type { Connection, Pool, Submittable } from 'pg';
import { elements, lengthSize, type Row, valueOf, writeValue } from './binary.ts';

/** What stands before the rows: a signature, no flags, nothing more. */
const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
/** Kind of a message of the protocol and its length, which counts itself. */
const prefix = 1 + lengthSize;
const firstRoom = 64 * 1024;
/** More is given back. */
const mostRoom = 1024 * 1024;

/** Where what is sent is put together: a place of its own for each would be given back again and again. */
let room = Buffer.allocUnsafe(firstRoom);

function makeRoom(size: number): void {
  if (size <= room.length) return;
  const larger = Buffer.allocUnsafe(Math.max(size, 2 * room.length));
  room.copy(larger);
  room = larger;
}

/** Rows of one table as `copy … from stdin (format binary)` takes them. */
export class CopyFormat {
  readonly #columns;
  readonly #statement: Buffer;

  /** `target`: table and columns as they stand in a statement. */
  constructor(target: string, columns: Readonly<Record<string, string>>) {
    this.#statement = Buffer.from(`Q....copy ${target} from stdin (format binary)\0`);
    this.#statement.writeInt32BE(this.#statement.length - 1, 1);
    this.#columns = Object.entries(columns).map(([name, type]) => {
      const element = elements[type];
      if (element === undefined) throw new TypeError(`${name}: ${type} is not written in binary form`);
      return { name, type, element };
    });
  }

  /** Throws TypeError, with the column, where a value is none of its type. */
  check(row: Row): void {
    for (const { name, type, element } of this.#columns) {
      const value = valueOf(row, name, type);
      if (value !== null && !element.fits(value)) throw new TypeError(`${name} is no ${type}`);
    }
  }

  /** The statement, its rows and their end, in one piece. */
  bytesOf(rows: readonly Row[]): Buffer {
    const start = this.#statement.length;
    makeRoom(start + prefix + head.length);
    this.#statement.copy(room);
    let at = start + prefix + head.copy(room, start + prefix);
    for (const row of rows) at = this.#write(row, at);
    makeRoom(at + 2 + prefix);
    at = room.writeInt16BE(-1, at);
    room.write('d', start);
    room.writeInt32BE(at - start - 1, start + 1);
    at = room.writeInt32BE(lengthSize, at + room.write('c', at));
    const bytes = Buffer.from(room.subarray(0, at));
    if (room.length > mostRoom) room = Buffer.allocUnsafe(firstRoom);
    return bytes;
  }

  #write(row: Row, start: number): number {
    makeRoom(start + 2);
    let at = room.writeInt16BE(this.#columns.length, start);
    for (const { name, type, element } of this.#columns) {
      const value = valueOf(row, name, type);
      makeRoom(at + lengthSize + (value === null ? 0 : element.roomFor(value)));
      at = writeValue(element, value, room, at);
    }
    return at;
  }
}

/** Resolves once the rows are committed. */
export const sendCopy = (pool: Pick<Pool, 'query'>, bytes: Buffer): Promise<void> =>
  // With what it is handed the pool does as with a statement, and gives a promise; its types know of statements only.
  pool.query(new CopyIn(bytes)) as unknown as Promise<void>;

/**
 * Hands rows to the server by `copy`, which costs it less than an `insert` of them. All is sent at once: of a statement
 * that is refused the server drops what follows (PostgreSQL, “COPY Operations”).
 */
class CopyIn implements Submittable {
  readonly #bytes: Buffer;
  /** Set by the driver. */
  callback: ((error?: Error) => void) | undefined;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  submit({ stream }: Connection): void {
    stream.write(this.#bytes);
  }

  handleCopyInResponse(): void {
    // What it allows was sent already.
  }

  handleCommandComplete(): void {
    // Committed once the server is ready for the next statement.
  }

  handleReadyForQuery(): void {
    this.callback?.();
  }

  handleError(error: Error): void {
    this.callback?.(error);
  }
}
