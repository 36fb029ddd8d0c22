import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../test/database.ts';
import { asOwner } from '../../test/server.ts';
import { type Context, inTransaction } from './context.ts';
import { pieceSize, sealedPieceSize } from './file-cipher.ts';
import { forgetFile, forgetOrphans, keepFile, type KeptFile, openFile, receiveFile } from './file.ts';
import { newId } from './identifier.ts';
import { kernelRoom } from './room.ts';
import { openVahid } from './start.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid({ rooms: [kernelRoom] });
  await asOwner(test.server, async (client) => {
    await client.query(
      'create table kernel.paper (id uuid primary key, file uuid not null references kernel.file (id))',
    );
    await client.query('grant select, insert, delete on kernel.paper to vahid_app');
  });
});
afterAll(() => test.close());

async function* inChunks(bytes: Buffer, size = 10_007): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const receive = (bytes: Buffer) => receiveFile(test.vahid, inChunks(bytes));

/** Keeps a file and refers to it, as a room does. */
async function file(ctx: Context, bytes: Buffer): Promise<{ kept: KeptFile; paper: string }> {
  const received = await receive(bytes);
  return inTransaction(ctx, async (inside) => {
    const kept = await keepFile(inside, received);
    const paper = newId();
    await sql`insert into kernel.paper values (${paper}, ${kept.id})`.execute(inside.db);
    return { kept, paper };
  });
}

async function contentOf(id: string, ctx: Context = test.ctx()): Promise<Buffer> {
  const open = await openFile(ctx, id);
  if (!open) throw new Error('there is no such file');
  const parts: Buffer[] = [];
  for await (const part of open.content()) parts.push(part);
  return Buffer.concat(parts);
}

async function blobs(): Promise<string[]> {
  const names = await readdir(test.vahid.config.filesDir, { recursive: true }).catch((): string[] => []);
  return names.filter((name) => /(?:\/[0-9a-f]{2}|\/new)\/[0-9a-f-]{30}/.test(name)).sort();
}

const blobOf = async (id: string): Promise<string> => {
  const { rows } = await sql<{ blob: string }>`select blob from kernel.file where id = ${id}`.execute(test.vahid.db);
  const blob = rows[0]?.blob ?? '';
  return join(test.vahid.config.filesDir, (await blobs()).find((name) => name.endsWith(blob)) ?? '');
};

const day = 86_400_000;

/** Runs the daily job at a later moment. */
async function sweep(after: number): Promise<void> {
  const now = test.clock.now();
  test.clock.advance(after);
  await inTransaction(test.ctx(), forgetOrphans);
  test.clock.set(now);
}

describe('a file', () => {
  it.each([0, 1, pieceSize - 1, pieceSize, pieceSize + 1, 3 * pieceSize, 300_000])(
    'of %i bytes is given back as it came, whole and from any place',
    async (size) => {
      const bytes = randomBytes(size);
      const { kept } = await file(test.ctx(), bytes);
      expect(kept.size).toBe(size);
      expect((await contentOf(kept.id)).equals(bytes)).toBe(true);
      const open = await openFile(test.ctx(), kept.id);
      for (const [at, length] of [
        [0, 10],
        [pieceSize - 5, 10],
        [size - 7, 20],
        [size, 5],
        [1, pieceSize * 2],
      ] as const) {
        const start = Math.max(0, at);
        const part = await open?.read(start, length);
        expect(Buffer.from(part ?? []).equals(bytes.subarray(start, start + length))).toBe(true);
      }
      await open?.close();
    },
  );

  it('lies on disk under the digest of what lies there, and tells nothing', async () => {
    const bytes = Buffer.from('Gizli söz '.repeat(50));
    const { kept } = await file(test.ctx(), bytes);
    const path = await blobOf(kept.id);
    const stored = await readFile(path);
    expect(stored.includes('Gizli')).toBe(false);
    expect(path.endsWith(createHash('sha256').update(stored).digest('hex'))).toBe(true);
    expect(kept.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(kept.mediaType).toBe('text/plain; charset=utf-8');
  });

  it('is there once, however often its content comes, also at the same time', async () => {
    const bytes = randomBytes(100_000);
    const before = (await blobs()).length;
    const first = await file(test.ctx(), bytes);
    const [second, third] = await Promise.all([file(test.ctx(), bytes), file(test.ctx(), bytes)]);
    expect([second.kept, third.kept]).toEqual([first.kept, first.kept]);
    const fresh = randomBytes(70_000);
    const [one, other] = await Promise.all([file(test.ctx(), fresh), file(test.ctx(), fresh)]);
    expect(one.kept).toEqual(other.kept);
    expect((await contentOf(one.kept.id)).equals(fresh)).toBe(true);
    expect((await blobs()).length).toBe(before + 2);
  });

  it('can be read by another process of the same installation', async () => {
    const { vahid } = test;
    const other = await openVahid(vahid.config, test.server, [kernelRoom], root, vahid.now);
    const { kept } = await file(test.ctx(), Buffer.from('salam'));
    const ctx = { ...test.ctx(), vahid: other, db: other.db };
    expect((await contentOf(kept.id, ctx)).toString()).toBe('salam');
    await other.close();
  });

  it('is not there before its transaction is committed, nor when it is not', async () => {
    const bytes = randomBytes(5000);
    const received = await receive(bytes);
    let id = '';
    const attempt = inTransaction(test.ctx(), async (inside) => {
      ({ id } = await keepFile(inside, received));
      expect(await contentOf(id, inside)).toEqual(bytes);
      expect(await openFile(test.ctx(), id)).toBeUndefined();
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await openFile(test.ctx(), id)).toBeUndefined();
    const loose = await receive(Buffer.from('a'));
    await expect(keepFile(test.ctx(), loose)).rejects.toThrow('in a transaction');
    await loose.discard();
    await expect(inTransaction(test.ctx(), (inside) => keepFile(inside, received))).rejects.toThrow('and once');
  });
});

describe('what was changed on disk', () => {
  const spoil: Readonly<Record<string, (stored: Buffer) => Buffer>> = {
    'a bit': (stored) => {
      stored[sealedPieceSize + 5] = (stored[sealedPieceSize + 5] ?? 0) ^ 1;
      return stored;
    },
    'its end': (stored) => stored.subarray(0, 2 * sealedPieceSize),
    'the order of its pieces': (stored) =>
      Buffer.concat([
        stored.subarray(sealedPieceSize, 2 * sealedPieceSize),
        stored.subarray(0, sealedPieceSize),
        stored.subarray(2 * sealedPieceSize),
      ]),
  };

  it.each(Object.keys(spoil))('is not given out: %s', async (which) => {
    const bytes = randomBytes(pieceSize * 3);
    const { kept } = await file(test.ctx(), bytes);
    const path = await blobOf(kept.id);
    await writeFile(path, spoil[which]?.(await readFile(path)) ?? '');
    const open = await openFile(test.ctx(), kept.id);
    const given: Buffer[] = [];
    const all = async () => {
      for await (const part of open?.content() ?? []) given.push(part);
    };
    await expect(all()).rejects.toThrow(/authentication tag|authenticate/);
    expect(Buffer.concat(given).equals(bytes.subarray(0, Buffer.concat(given).length))).toBe(true);
    expect(Buffer.concat(given).length).toBeLessThan(bytes.length);
  });

  it('is not given out either where the row says another digest, or has the key of another', async () => {
    const [one, other] = [await file(test.ctx(), randomBytes(100)), await file(test.ctx(), randomBytes(100))];
    await sql`update kernel.file set sha256 = ${'0'.repeat(64)} where id = ${one.kept.id}`.execute(test.vahid.db);
    await expect(contentOf(one.kept.id)).rejects.toThrow('is not what was kept');
    await sql`update kernel.file f set wrapped_key = o.wrapped_key from kernel.file o
      where f.id = ${other.kept.id} and o.id = ${one.kept.id}`.execute(test.vahid.db);
    await expect(contentOf(other.kept.id)).rejects.toThrow('unable to authenticate');
  });
});

describe('what nobody needs', () => {
  it('stays while anything refers to it, and is gone with its key when nothing does', async () => {
    const bytes = randomBytes(2000);
    const [one, two] = [await file(test.ctx(), bytes), await file(test.ctx(), bytes)];
    const path = await blobOf(one.kept.id);
    const forget = (paper: string) =>
      inTransaction(test.ctx(), async (inside) => {
        await sql`delete from kernel.paper where id = ${paper}`.execute(inside.db);
        return forgetFile(inside, one.kept.id);
      });
    expect(await forget(one.paper)).toBe(false);
    expect((await contentOf(one.kept.id)).equals(bytes)).toBe(true);
    expect(await forget(two.paper)).toBe(true);
    expect(await openFile(test.ctx(), one.kept.id)).toBeUndefined();
    await expect.poll(() => readFile(path).then(Boolean, () => false)).toBe(false);
  });

  it('of another installation is left alone, should both be given the same folder', async () => {
    const other = join(test.vahid.config.filesDir, newId(), 'ab', 'ab'.repeat(32));
    await mkdir(dirname(other), { recursive: true });
    await writeFile(other, 'theirs');
    await sweep(9 * day);
    expect(await readFile(other, 'utf8')).toBe('theirs');
    await rm(other);
  });

  it('is removed by a job after a day, and what is needed is left', async () => {
    await sweep(2 * day);
    const needed = await file(test.ctx(), randomBytes(3000));
    const standing = await blobs();
    const received = await receive(randomBytes(4000));
    const rolledBack = inTransaction(test.ctx(), async (inside) => {
      await keepFile(inside, await receive(randomBytes(4001)));
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    const unreferred = await inTransaction(test.ctx(), async (inside) =>
      keepFile(inside, await receive(randomBytes(99))),
    );
    await sweep(day - 1000);
    expect((await blobs()).length).toBe(standing.length + 3);
    expect(await openFile(test.ctx(), unreferred.id).then((open) => open?.close().then(() => 'there'))).toBe('there');
    // What is still coming in is as old as its last byte.
    const { now } = test.clock;
    for (const name of (await blobs()).filter((one) => one.includes('/new/')))
      await utimes(join(test.vahid.config.filesDir, name), now(), now());
    await sweep(day + 1000);
    await expect.poll(blobs).toEqual(standing);
    expect(await openFile(test.ctx(), unreferred.id)).toBeUndefined();
    expect((await contentOf(needed.kept.id)).length).toBe(3000);
    await received.discard();
  });

  it('is taken away at once when it is not kept', async () => {
    const before = await blobs();
    const received = await receive(randomBytes(500));
    expect((await blobs()).length).toBe(before.length + 1);
    await received.discard();
    await received.discard();
    expect(await blobs()).toEqual(before);
    const broken = receiveFile(
      test.vahid,
      (async function* () {
        yield randomBytes(200_000);
        throw new Error('the sender has gone');
      })(),
    );
    await expect(broken).rejects.toThrow('the sender has gone');
    expect(await blobs()).toEqual(before);
  });
});
