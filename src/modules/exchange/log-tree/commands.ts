import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { audit } from '../../../kernel/audit.ts';
import { type Command, type CommandIo, type ExitCode, type Given, UsageError } from '../../../kernel/command.ts';
import { type Context, systemContext } from '../../../kernel/context.ts';
import { textOf } from '../../../kernel/text.ts';
import { printVerifierKey } from '../../../protocols/merkle/checkpoint.ts';
import { t, texts } from '../text/index.ts';
import { type Audited, auditLog } from './audit.ts';
import { growLog, mostAtOnce } from './grow.ts';
import { makeProof } from './proof.ts';

export const proofCommand: Command = {
  name: 'exchange-proof',
  summary: textOf(texts, 'proofSummary'),
  words: ['REQUEST_ID'],
  options: { out: { value: 'FILE', needed: true }, configuration: { value: 'FILE' } },
  about: `
Writes one file that proves one exchange without network or database: "vahid verify" gives it a verdict. REQUEST_ID is
what the answer bore as X-Road-Request-Id. The file holds what was said, while that is kept, so nobody else may read it.
  --out FILE             where the proof is written
  --configuration FILE   the signed configuration of that time: with it the gateways' seals can be verified`,
  async run(given, io) {
    const [requestId = ''] = given.words;
    const out = given.value('out');
    if (requestId === '' || out === undefined) throw new UsageError('REQUEST_ID and --out FILE are needed.');
    const configuration = contentOf(given, 'configuration')?.trim();
    return withLog(io, 'exchange-proof', async (ctx) => {
      const proof = await makeProof(ctx, requestId, configuration);
      if (typeof proof === 'string') {
        io.err(t(io.lang, proof === 'unknown' ? 'proofUnknown' : 'proofEarly', { id: requestId }));
        return 1;
      }
      await audit(ctx, 'exchange.makeProof', requestId);
      writeFileSync(resolve(out), `${JSON.stringify(proof, null, 1)}\n`, { mode: 0o600 });
      const lines = proof.messages.length;
      io.out(io.json ? JSON.stringify({ file: out, lines }) : t(io.lang, 'proofMade', { file: out, lines }));
      return 0;
    });
  },
};

export const auditCommand: Command = {
  name: 'exchange-audit',
  summary: textOf(texts, 'auditSummary'),
  options: { checkpoint: { value: 'FILE' }, save: { value: 'FILE' }, key: { value: 'FILE' } },
  about: `
Reads the whole message log anew and compares it with the tree and the checkpoints that were signed over it: a line, a
message or a node that anybody changed, took away or put in between is named. Exit code 1 where there is one.
Who can write to the database and has the installation's key could write all of it anew: that shows only beside a
checkpoint that was kept elsewhere.
  --checkpoint FILE   a checkpoint kept elsewhere, from which the log must have grown
  --save FILE         writes the newest checkpoint, to be kept elsewhere
  --key FILE          writes the log's public key, by which others verify proofs`,
  async run(given, io) {
    const kept = contentOf(given, 'checkpoint');
    return withLog(io, 'exchange-audit', async (ctx) => {
      const bar = io.progress(t(io.lang, 'auditSummary'));
      const progress = (done: number, of: number) => bar.at(done, of);
      const audited = await auditLog(ctx, { progress, ...(kept === undefined ? {} : { kept }) });
      bar.end();
      const { note, verifier, findings } = audited;
      if (findings.length === 0) save(given, 'save', note);
      save(given, 'key', verifier && `${printVerifierKey(verifier)}\n`);
      say(audited, io);
      return findings.length === 0 ? 0 : 1;
    });
  },
};

/** Opens the installation, and first takes into the tree what was committed. */
async function withLog(io: CommandIo, name: string, work: (ctx: Context) => Promise<ExitCode>): Promise<ExitCode> {
  const { vahid, close } = await io.open({ migrate: false });
  try {
    const ctx = systemContext(vahid, name);
    while ((await growLog(ctx)) === mostAtOnce);
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

function say({ size, findings, verifier }: Audited, { json, lang, out }: CommandIo): void {
  const key = verifier && printVerifierKey(verifier);
  if (json) return out(JSON.stringify({ size, key, findings }));
  for (const { fault, at } of findings) out(t(lang, `audit_${fault}`, { at }));
  out(t(lang, findings.length === 0 ? 'auditHolds' : 'auditFails', { size, count: findings.length }));
  if (key !== undefined) out(t(lang, 'auditKey', { key }));
}
