import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../../../kernel/context.ts';
import type { NamedKey } from '../../../protocols/merkle/checkpoint.ts';
import { logKeys, verifierOf } from '../log-tree/key.ts';
import { openSource } from './format.ts';
import { type ArchiveFault, type ArchiveVerdict, judgeArchive } from './judge.ts';
import { daysBefore, lastDigest, linesOn, replaceDay, type StoredArchive, type WrittenDay } from './store.ts';
import { writeDay } from './write.ts';

const dayMs = 86_400_000;

/** An archive that could not be read back as it was written: its day stays in the database. */
export class BrokenArchive extends Error {
  readonly archive: StoredArchive;
  readonly fault: ArchiveFault;

  constructor(archive: StoredArchive, fault: ArchiveFault) {
    super(`${archive.name}: ${fault}`);
    this.archive = archive;
    this.fault = fault;
  }
}

export interface ArchiveOptions {
  readonly folder: string;
  /** Days that stay in the database. */
  readonly days: number;
  /** Lines after which another file begins. */
  readonly most?: number;
}

/**
 * Writes the oldest day of the message log whose time is over to files, reads them back, and drops the day from the
 * database. Answers the files; none where there is no such day. @throws BrokenArchive
 */
export async function archiveDay(ctx: Context, options: ArchiveOptions): Promise<readonly StoredArchive[]> {
  for (;;) {
    const written = await writeOldestDay(ctx, options);
    if (written === undefined) return [];
    await replaceDay(ctx, written);
    if (written.archives.length > 0) return written.archives;
  }
}

/**
 * Writes that day and reads it back, which may take minutes: it stays in the database. A day of which a line is not in
 * the tree yet waits, and so do those after it: undefined, as where no day is old enough. @throws BrokenArchive
 */
export async function writeOldestDay(
  ctx: Context,
  { folder, days, most }: ArchiveOptions,
): Promise<WrittenDay | undefined> {
  const { db, vahid } = ctx;
  const limit = new Date(vahid.now().getTime() - days * dayMs).toISOString().slice(0, 10);
  const [day] = await daysBefore(db, limit);
  if (day === undefined) return undefined;
  const from = new Date(`${day}T00:00:00Z`);
  const there = await linesOn(db, from, new Date(from.getTime() + dayMs));
  if (there === 0) return { day, archives: [] };
  await mkdir(folder, { recursive: true });
  const previous = await lastDigest(db);
  const order = { folder, day, lines: there, previous, ...(most === undefined ? {} : { most }) };
  const archives = await writeDay(ctx, order);
  if (archives === undefined) return undefined;
  await readBack(ctx, folder, archives);
  return { day, archives };
}

/** What was written must prove what was dropped, by the file alone. */
async function readBack(ctx: Context, folder: string, archives: readonly StoredArchive[]): Promise<void> {
  const [first] = await logKeys(ctx, 'message');
  for (const archive of archives) {
    if (first === undefined) throw new BrokenArchive(archive, 'checkpoint');
    const { fault } = await judgeWritten(folder, archive, verifierOf(first));
    if (fault !== undefined) throw new BrokenArchive(archive, fault);
  }
}

/** Judges a file by the key of the log, and by what was noted when it was written. @throws where it cannot be opened */
export async function judgeWritten(folder: string, archive: StoredArchive, log: NamedKey): Promise<ArchiveVerdict> {
  const source = await openSource(join(folder, archive.name));
  try {
    const verdict = await judgeArchive(source, { log, after: archive.previous });
    const same = verdict.digest === archive.digest && verdict.manifest?.lines === archive.lines;
    return same || verdict.fault !== undefined ? verdict : { ...verdict, fault: 'other' };
  } finally {
    await source.close();
  }
}
