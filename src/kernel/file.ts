import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from './context.ts';
import { piecesOf, pieceSize, seal, sealedPieceSize, unseal } from './file-cipher.ts';
import type { NewBlob } from './file-folder.ts';
import { type Bytes, type Content, mediaTypes, Recogniser } from './file-kind.ts';
import { newId } from './identifier.ts';
import type { Vahid } from './vahid.ts';

/** A file that has come in and is not kept yet: sealed on disk under a key that only this object holds. */
export interface ReceivedFile extends Bytes {
  /** Of the content, as hexadecimal digits. */
  readonly sha256: string;
  readonly content: Content;
  /** Takes it away again; does nothing once it is kept. */
  discard(): Promise<void>;
}

/** A kept file. Its name stands where a room refers to it. */
export interface KeptFile {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
}

interface Row extends KeptFile {
  readonly blob: string;
  readonly wrappedKey: Buffer;
}

interface Incoming {
  readonly blob: NewBlob;
  readonly key: Buffer;
  /** Kept or discarded. */
  done: boolean;
}

const incoming = new WeakMap<ReceivedFile, Incoming>();

const purposeOf = (id: string): string => `kernel.file ${id}`;

/** Takes in the bytes of a file as they come, a piece at a time. Whoever calls limits how many there are. */
export async function receiveFile(vahid: Vahid, chunks: AsyncIterable<Uint8Array>): Promise<ReceivedFile> {
  const key = randomBytes(32);
  const blob = await vahid.files.begin();
  try {
    const { size, sha256, recogniser } = await sealAll(blob, key, chunks);
    const read = readerOf(blob, key, size);
    const content = await recogniser.tell({ size, read });
    const state: Incoming = { blob, key, done: false };
    const discard = async () => {
      if (state.done) return;
      state.done = true;
      await blob.discard();
    };
    const file: ReceivedFile = { size, sha256, content, read, discard };
    incoming.set(file, state);
    return file;
  } catch (error) {
    await blob.discard();
    throw error;
  }
}

async function sealAll(blob: NewBlob, key: Buffer, chunks: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  const recogniser = new Recogniser();
  const piece = Buffer.alloc(pieceSize);
  let [size, filled, number] = [0, 0, 0];
  for await (const chunk of chunks) {
    hash.update(chunk);
    recogniser.see(chunk);
    size += chunk.length;
    for (let at = 0; at < chunk.length; ) {
      // A full piece waits for the next byte: until that comes it may be the last one.
      if (filled === pieceSize) {
        await blob.write(seal(key, piece, number, false));
        [filled, number] = [0, number + 1];
      }
      const taken = chunk.subarray(at, at + pieceSize - filled);
      piece.set(taken, filled);
      [filled, at] = [filled + taken.length, at + taken.length];
    }
  }
  await blob.write(seal(key, piece.subarray(0, filled), number, true));
  return { size, sha256: hash.digest('hex'), recogniser };
}

/** Reads anywhere in sealed bytes; every piece is proven before any of it is given. */
function readerOf(blob: Pick<NewBlob, 'read'>, key: Buffer, size: number): Bytes['read'] {
  const last = piecesOf(size) - 1;
  return async (at, length) => {
    const end = Math.min(at + length, size);
    const found: Buffer[] = [];
    for (let number = Math.floor(at / pieceSize); number * pieceSize < end; number += 1) {
      const sealed = await blob.read(number * sealedPieceSize, sealedPieceSize);
      const start = number * pieceSize;
      found.push(unseal(key, sealed, number, number === last).subarray(Math.max(0, at - start), end - start));
    }
    return Buffer.concat(found);
  };
}

/**
 * Keeps a received file, in the caller's transaction: before that is committed nobody can read it. The same content is
 * kept once. The room must refer to it by a foreign key in the same transaction: what nothing refers to is removed
 * within a day.
 */
export async function keepFile(ctx: Context, file: ReceivedFile): Promise<KeptFile> {
  const state = incoming.get(file);
  if (!state || state.done) throw new Error('only a file that was received, and once');
  if (!ctx.afterCommit) throw new Error('a file is kept in a transaction, together with what refers to it');
  const there = await findContent(ctx, file.sha256);
  if (there) {
    await file.discard();
    return there;
  }
  const id = newId();
  const wrapped = ctx.vahid.keys.wrap(purposeOf(id), state.key);
  state.done = true;
  const blob = await state.blob.place();
  const { rows } = await sql<KeptFile & { blob: string }>`insert into kernel.file
      (id, sha256, size, media_type, blob, wrapped_key, kept_at)
    values (${id}, ${file.sha256}, ${file.size}, ${mediaTypes[file.content]}, ${blob}, ${wrapped}, ${ctx.vahid.now()})
    on conflict (sha256) do update set kept_at = excluded.kept_at
    returning id, sha256, size, media_type as "mediaType", blob`.execute(ctx.db);
  const [row] = rows;
  if (!row) throw new Error('a file that was kept has no row');
  const { blob: counts, ...kept } = row;
  // Another transaction has kept the same content meanwhile.
  if (counts !== blob) await ctx.vahid.files.remove(blob);
  return kept;
}

/** Locks the row, so that it is not removed before something refers to it anew. */
async function findContent(ctx: Context, sha256: string): Promise<KeptFile | undefined> {
  const { rows } = await sql<KeptFile>`update kernel.file set kept_at = ${ctx.vahid.now()} where sha256 = ${sha256}
    returning id, sha256, size, media_type as "mediaType"`.execute(ctx.db);
  return rows[0];
}

async function findRow(ctx: Context, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`select id, sha256, size, media_type as "mediaType", blob, wrapped_key as "wrappedKey"
    from kernel.file where id = ${id}`.execute(ctx.db);
  return rows[0];
}

/** A kept file opened for reading; `close` it. */
export interface OpenFile extends Bytes {
  readonly file: KeptFile;
  /** All of it from the first byte; closes it at the end. @throws Error when it is not what was kept */
  content(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

/** Opens a kept file; undefined where there is none. Whether the actor may read it is for the room to say. */
export async function openFile(ctx: Context, id: string): Promise<OpenFile | undefined> {
  const row = await findRow(ctx, id);
  if (!row) return undefined;
  const { blob, wrappedKey, ...file } = row;
  const key = ctx.vahid.keys.unwrap(purposeOf(id), wrappedKey);
  const open = await ctx.vahid.files.open(blob);
  const read = readerOf(open, key, file.size);
  const content = async function* () {
    try {
      yield* provenContent(file, read);
    } finally {
      await open.close();
    }
  };
  return { file, size: file.size, read, content, close: () => open.close() };
}

/** The last piece is given only when the whole has its digest. */
async function* provenContent({ id, size, sha256 }: KeptFile, read: Bytes['read']): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for (let at = 0; at < size; at += pieceSize) {
    const piece = Buffer.from(await read(at, pieceSize));
    hash.update(piece);
    if (at + pieceSize >= size && hash.digest('hex') !== sha256) throw new Error(`file ${id} is not what was kept`);
    yield piece;
  }
}

/**
 * Forgets a file at once, with its key, unless something still refers to it: what refers to it is removed before, in
 * the same transaction. Answers whether it is gone.
 */
export async function forgetFile(ctx: Context, id: string): Promise<boolean> {
  const [gone] = await forgetUnreferred(ctx, sql`id = ${id}`);
  return gone !== undefined;
}

/** Columns of all rooms that refer to files. */
async function references(ctx: Context): Promise<readonly { readonly table: string; readonly column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`select n.nspname || '.' || c.relname as table,
      a.attname as column from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'kernel.file'::regclass and k.conparentid = 0`.execute(ctx.db);
  return rows;
}

const atOnce = 500;

async function forgetUnreferred(ctx: Context, which: ReturnType<typeof sql>): Promise<readonly string[]> {
  if (!ctx.afterCommit) throw new Error('files are forgotten in a transaction');
  const free = (await references(ctx)).map(
    ({ table, column }) => sql`not exists (select from ${sql.table(table)} r where r.${sql.ref(column)} = f.id)`,
  );
  const unreferred = sql.join([sql`true`, ...free], sql` and `);
  // Locked first and looked at again: to a row that is locked nothing can refer anew.
  const locked = await sql<{ id: string }>`select id from kernel.file f where ${which} and ${unreferred}
    limit ${sql.lit(atOnce)} for update skip locked`.execute(ctx.db);
  const ids = locked.rows.map(({ id }) => id);
  const { rows } = await sql<{ id: string; blob: string }>`delete from kernel.file f
    where id = any(${ids}::uuid[]) and ${unreferred} returning id, blob`.execute(ctx.db);
  ctx.afterCommit.push(() => {
    // What stays behind here the next round removes; without its key nobody can read it.
    for (const { blob } of rows) ctx.vahid.files.remove(blob).catch(() => undefined);
  });
  return rows.map(({ id }) => id);
}

const dayMs = 86_400_000;

/** Removes what nobody refers to and what never was kept, a day after it came. */
export async function forgetOrphans(ctx: Context): Promise<void> {
  const yesterday = new Date(ctx.vahid.now().getTime() - dayMs);
  const { files } = ctx.vahid;
  await files.forgetBegun(yesterday);
  // Before rows are deleted: a blob whose row is only now going is there until that is committed.
  for await (const blobs of files.placedBefore(yesterday)) {
    const { rows } = await sql<{ blob: string }>`select blob from kernel.file where blob = any(${blobs})`.execute(
      ctx.db,
    );
    const known = new Set(rows.map(({ blob }) => blob));
    for (const blob of blobs) if (!known.has(blob)) await files.remove(blob);
  }
  while ((await forgetUnreferred(ctx, sql`kept_at < ${yesterday}`)).length === atOnce);
}
