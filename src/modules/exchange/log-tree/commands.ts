import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { audit } from '../../../kernel/audit.ts';
import { type Command, type CommandIo, type ExitCode, type Given, UsageError } from '../../../kernel/command.ts';
import { type Context, systemContext } from '../../../kernel/context.ts';
import { textOf } from '../../../kernel/text.ts';
import { printVerifierKey } from '../../../protocols/merkle/checkpoint.ts';
import { ZipError } from '../../../protocols/zip/index.ts';
import { t, texts } from '../text/index.ts';
import { t as tt, texts as ownTexts } from './text/index.ts';
import { type AuditedArchives, auditArchives } from '../archive/audit.ts';
import { isArchive, proofIn, UnreadableRecord } from '../archive/judge.ts';
import { openSource } from '../archive/format.ts';
import { type Audited, auditLog } from './audit.ts';
import type { LogName } from './entities.ts';
import { followKey, growWhole } from './grow.ts';
import { verifierOf } from './key.ts';
import { lookUps, messages } from './logs.ts';
import { type ExchangeProof, makeProof } from './proof.ts';

export const proofCommand: Command = {
  name: 'exchange-proof',
  summary: textOf(texts, 'proofSummary'),
  words: ['REQUEST_ID'],
  options: { out: { value: 'FILE', needed: true }, configuration: { value: 'FILE' }, archive: { value: 'FILE' } },
  about: `
Writes one file that proves one exchange without network or database: "vahid verify" gives it a verdict. REQUEST_ID is
what the answer bore as X-Road-Request-Id. The file holds what was said, while that is kept, so nobody else may read it.
  --out FILE             where the proof is written
  --configuration FILE   the signed configuration of that time, by which the gateways' seals are verified; without it the
                         one that a gateway on this database had then
  --archive FILE         looks for the exchange in an archive ("vahid exchange-archive"), not in the database`,
  async run(given, io) {
    const [requestId = ''] = given.words;
    const out = given.value('out');
    if (requestId === '' || out === undefined) throw new UsageError('REQUEST_ID and --out FILE are needed.');
    const configuration = contentOf(given, 'configuration')?.trim();
    const archive = given.value('archive');
    if (archive !== undefined) return fromArchive(archive, { requestId, out, configuration }, io);
    return withLog(io, 'exchange-proof', async (ctx) => {
      const proof = await makeProof(ctx, requestId, configuration);
      if (typeof proof === 'string') {
        io.err(t(io.lang, proof === 'unknown' ? 'proofUnknown' : 'proofEarly', { id: requestId }));
        return 1;
      }
      await audit(ctx, 'exchange.makeProof', requestId);
      return saveProof(proof, out, io);
    });
  },
};

function saveProof(proof: ExchangeProof, out: string, io: CommandIo): ExitCode {
  writeFileSync(resolve(out), `${JSON.stringify(proof, null, 1)}\n`, { mode: 0o600 });
  const lines = proof.messages.length;
  const contents = proof.messages.every(({ head, line }) => head !== undefined || line.kind === 'failure');
  if (io.json) io.out(JSON.stringify({ file: out, lines, contents }));
  else {
    io.out(t(io.lang, 'proofMade', { file: out, lines }));
    if (!contents) io.out(tt(io.lang, 'contentGone'));
  }
  return 0;
}

interface Asked {
  readonly requestId: string;
  readonly out: string;
  readonly configuration: string | undefined;
}

/** An archive is enough: no database is opened, and nothing in it is secret but who asked whom. */
async function fromArchive(name: string, { requestId, out, configuration }: Asked, io: CommandIo): Promise<ExitCode> {
  const source = await openSource(resolve(name)).catch(() => {
    throw new UsageError(`${name} cannot be read.`);
  });
  try {
    if (!(await isArchive(source))) throw new UsageError(`${name} is no archive of a message log.`);
    const proof = await proofIn(source, requestId);
    if (proof !== undefined)
      return saveProof({ ...proof, ...(configuration === undefined ? {} : { configuration }) }, out, io);
    io.err(tt(io.lang, 'archiveUnknown', { id: requestId }));
    return 1;
  } catch (error) {
    if (!(error instanceof UnreadableRecord || error instanceof ZipError)) throw error;
    throw new UsageError(`${name} is damaged: "vahid verify" says where.`);
  } finally {
    await source.close();
  }
}

export const keyCommand: Command = {
  name: 'exchange-key',
  summary: textOf(ownTexts, 'keySummary'),
  options: { log: { value: 'NAME' } },
  about: `
Makes a new key for the checkpoints of a log. The key before signs, in its last note, which one follows and from how many
lines on: whoever has an earlier key needs no other. Proofs made from now on hold these notes.
  --log NAME  message (default) or look-up`,
  async run(given, io) {
    const log = logOf(given);
    return withLog(io, 'exchange-key', async (ctx) => {
      const next = await followKey(ctx, log);
      if (next === undefined) {
        io.err(tt(io.lang, 'keyNone'));
        return 1;
      }
      await audit(ctx, 'exchange.followKey', log);
      const key = printVerifierKey(verifierOf(next.key));
      io.out(io.json ? JSON.stringify({ size: next.size, key }) : tt(io.lang, 'keyFollows', { size: next.size, key }));
      return 0;
    });
  },
};

function logOf(given: Given): LogName {
  const name = given.value('log') ?? 'message';
  if (name !== 'message' && name !== 'look-up') throw new UsageError('--log must be message or look-up.');
  return name === 'message' ? name : 'look_up';
}

export const auditCommand: Command = {
  name: 'exchange-audit',
  summary: textOf(texts, 'auditSummary'),
  options: {
    log: { value: 'NAME' },
    checkpoint: { value: 'FILE' },
    archive: { value: 'FOLDER' },
    save: { value: 'FILE' },
    key: { value: 'FILE' },
  },
  about: `
Reads the whole message log anew, or that of look-ups, and compares it with the tree and the checkpoints that were signed over it: a line, a
message or a node that anybody changed, took away or put in between is named. Exit code 1 where there is one.
Who can write to the database and has the installation's key could write all of it anew: that shows only beside a
checkpoint that was kept elsewhere.
  --log NAME          message (default) or look-up
  --checkpoint FILE   a checkpoint kept elsewhere, from which the log must have grown
  --archive FOLDER    opens the files of the message log's archive, too: each must be there, hold what was signed, and follow
                      the one before; without it days in archives are known only by what was noted of them
  --save FILE         writes the newest checkpoint, to be kept elsewhere
  --key FILE          writes the log's public key, by which others verify proofs`,
  async run(given, io) {
    const kept = contentOf(given, 'checkpoint');
    const name = logOf(given);
    const folder = archiveIn(given, name);
    return withLog(io, 'exchange-audit', async (ctx) => {
      const bar = io.progress(t(io.lang, 'auditSummary'));
      const progress = (done: number, of: number) => bar.at(done, of);
      const options = { progress, ...(kept === undefined ? {} : { kept }) };
      const audited = await (name === 'message' ? auditLog(ctx, messages, options) : auditLog(ctx, lookUps, options));
      const archives = folder === undefined ? undefined : await auditArchives(ctx, folder, progress);
      bar.end();
      const { note, verifier } = audited;
      const findings = [...audited.findings, ...(archives?.findings ?? [])];
      if (findings.length === 0) save(given, 'save', note);
      save(given, 'key', verifier && `${printVerifierKey(verifier)}\n`);
      say(audited, archives, io);
      return findings.length === 0 ? 0 : 1;
    });
  },
};

function archiveIn(given: Given, log: LogName): string | undefined {
  const name = given.value('archive');
  if (name === undefined) return undefined;
  if (log !== 'message') throw new UsageError('--archive is for the message log: look-ups do not go to archives.');
  if (!statSync(resolve(name), { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${name} is no folder: name the one to which "vahid exchange-archive" writes.`);
  return resolve(name);
}

/** Opens the installation, and first takes into the tree what was committed. */
export async function withLog(
  io: CommandIo,
  name: string,
  work: (ctx: Context) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { vahid, close } = await io.open({ migrate: false });
  try {
    const ctx = systemContext(vahid, name);
    await growWhole(ctx);
    return await work(ctx);
  } finally {
    await close();
  }
}

function contentOf(given: Given, option: string): string | undefined {
  const name = given.value(option);
  if (name === undefined) return undefined;
  try {
    return readFileSync(resolve(name), 'utf8');
  } catch {
    throw new UsageError(`${name} cannot be read.`);
  }
}

function save(given: Given, option: string, content: string | undefined): void {
  const name = given.value(option);
  if (name !== undefined && content !== undefined) writeFileSync(resolve(name), content);
}

function say(
  { size, archived, emptied, findings, verifier }: Audited,
  archives: AuditedArchives | undefined,
  { json, lang, out }: CommandIo,
): void {
  const key = verifier && printVerifierKey(verifier);
  if (json) return out(JSON.stringify({ size, archived, emptied, key, findings, archives }));
  for (const { fault, at } of findings) out(t(lang, `audit_${fault}`, { at }));
  const odd = archives?.findings ?? [];
  for (const { fault, at } of odd) out(tt(lang, 'auditArchive', { name: at, message: tt(lang, `archive_${fault}`) }));
  const count = findings.length + odd.length;
  out(t(lang, count === 0 ? 'auditHolds' : 'auditFails', { size, count }));
  if (emptied > 0) out(tt(lang, 'auditEmptied', { count: emptied }));
  if (archived > 0) out(tt(lang, 'auditArchived', { count: archived }));
  if (archives !== undefined) out(tt(lang, 'auditArchives', { count: archives.count }));
  if (key !== undefined) out(t(lang, 'auditKey', { key }));
}
