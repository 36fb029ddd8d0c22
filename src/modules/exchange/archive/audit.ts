import type { Context } from '../../../kernel/context.ts';
import { grewFrom } from '../log-tree/audit.ts';
import { logKeys, successionsOf, verifierOf } from '../log-tree/key.ts';
import { messages } from '../log-tree/logs.ts';
import { judgeWritten } from './archive.ts';
import type { ArchiveFault } from './judge.ts';
import { archivesOf } from './store.ts';

export interface ArchiveFinding {
  readonly fault: ArchiveFault | 'missing';
  /** Name of the file. */
  readonly at: string;
}

export interface AuditedArchives {
  readonly count: number;
  readonly findings: readonly ArchiveFinding[];
}

/**
 * Opens every file to which days of the message log went, and judges each by the log's key, by the file before it, and by
 * what was noted when it was written. A file that is not there, or cannot be read, is a finding like any other.
 */
export async function auditArchives(
  ctx: Context,
  folder: string,
  progress: (done: number, of: number) => void,
): Promise<AuditedArchives> {
  const [keys, archives] = [await logKeys(ctx, 'message'), await archivesOf(ctx.db)];
  const [key] = keys;
  const findings: ArchiveFinding[] = [];
  if (key === undefined)
    return { count: archives.length, findings: archives.map(({ name: at }) => ({ fault: 'checkpoint', at })) };
  const chain = { first: verifierOf(key), successions: successionsOf(keys) };
  let before: string | null = null;
  for (const [place, archive] of archives.entries()) {
    const verdict = await judgeWritten(folder, { ...archive, previous: before }, chain.first).catch(isMissing);
    let fault = verdict === 'missing' ? verdict : verdict.fault;
    if (verdict !== 'missing' && fault === undefined)
      fault = (await grewFrom(ctx, messages, verdict.manifest?.checkpoint ?? '', chain)) ? undefined : 'other';
    if (fault !== undefined) findings.push({ fault, at: archive.name });
    before = archive.digest;
    progress(place + 1, archives.length);
  }
  return { count: archives.length, findings };
}

function isMissing(error: unknown): 'missing' {
  if (error instanceof Error && 'syscall' in error) return 'missing';
  throw error;
}
