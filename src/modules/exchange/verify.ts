import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, type CommandIo, type ExitCode, type Given, UsageError } from '../../kernel/command.ts';
import { textOf } from '../../kernel/text.ts';
import { formatDateTime, pick } from '../../language/index.ts';
import { type NamedKey, readVerifierKey } from '../../protocols/merkle/checkpoint.ts';
import {
  InvalidEvidence,
  readArchive,
  readSharedParameters,
  type Trust,
  verifyContainer,
} from '../../protocols/x-road/index.ts';
import { isSignedWhole, openSource } from './archive/format.ts';
import { isArchive, judgeArchive } from './archive/judge.ts';
import { messageKinds } from './entities.ts';
import { printable, readGivenFile } from './given-file.ts';
import { judgeLookUpProof, type LookUpProof, readLookUpProof } from './log-tree/look-up-proof.ts';
import { type ExchangeProof, readProof } from './log-tree/proof.ts';
import { t as told } from './log-tree/text/index.ts';
import { judgeProof, type ProofVerdict } from './log-tree/verdict.ts';
import { t, texts } from './text/index.ts';
import { signedActIn, verifySignedAct } from './verify-signed.ts';

/** Proves an exchange from a file alone: nothing is asked of a network or a database. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: textOf(texts, 'verifySummary'),
  words: ['FILE'],
  options: {
    trust: { value: 'FILE' },
    after: { value: 'DIGEST' },
    centre: { value: 'FILE' },
    configuration: { value: 'FILE' },
    key: { value: 'FILE' },
    anchors: { value: 'FILE' },
  },
  about: `
Gives a verdict on evidence of an exchange: a proof that "vahid exchange-proof" wrote, one of a look-up at one's data, an
archive that "vahid exchange-archive" wrote, an act that somebody signed (.jws, as the page of its case gives it), an ASiC-E container of X-Road (.asice), or an archive of its message log
(.zip), whose files are chained and each judged for itself.
  --centre FILE  for a proof: public key of the exchange's centre (centre.pem), for the seals of the gateways
  --configuration FILE  for a proof: the signed configuration of its time, instead of the one that it holds
  --key FILE     for a proof or an archive: public key of the log, as "vahid exchange-audit --key" writes it
  --trust FILE   for X-Road: shared-params.xml of the global configuration in force when the message was signed: whose
                 certificates, revocation answers and timestamps are believed
  --anchors FILE for a signed act: certificates of the authorities that are trusted, in PEM
  --after DIGEST for an archive: the digest of the archive before it, or at which that ended
Says who signed, and before when. Exit code 1 when the evidence does not hold. Of a proof only that is verified for
which a key is given; what is not is said. Exit code 2 when it cannot be judged by what was given.`,
  async run(given, io) {
    const archived = await verifyDay(given, io);
    if (archived !== undefined) return archived;
    const bytes = readGivenFile(given.words[0] ?? '');
    const signed = signedActIn(bytes);
    if (signed !== undefined) return verifySignedAct(signed, given, io);
    const lookUp = readLookUpProof(bytes);
    if (lookUp) return verifyLookUp(lookUp, given, io);
    if (isProof(bytes)) return verifyProof(bytes, given, io);
    const trust = trustIn(given);
    const verdicts = await verdictsOn(bytes, { name: given.words[0] ?? '', after: given.value('after'), trust });
    for (const verdict of verdicts) say(verdict, io);
    return verdicts.every(({ fault }) => fault === undefined) ? 0 : 1;
  },
};

function trustIn(given: Given): Trust {
  const name = given.value('trust');
  if (name === undefined) throw new UsageError('--trust FILE is needed.');
  try {
    const trust = readSharedParameters(readGivenFile(name));
    if (trust.authorities.length > 0) return trust;
  } catch (error) {
    if (error instanceof UsageError) throw error;
  }
  throw new UsageError(`${name} is no shared-params.xml: it names no authority.`);
}

interface Verdict {
  readonly file: string;
  readonly member?: string;
  readonly signer?: string;
  readonly stampedAt?: Date;
  /** Files that were signed with the message and are not in the container. */
  readonly absent?: readonly string[];
  /** Of an archive: the digests between which it stands. */
  readonly before?: string;
  readonly last?: string;
  readonly fault?: string;
  /** English, as evidence and its faults are named everywhere. */
  readonly message?: string;
}

interface Asked {
  readonly name: string;
  readonly after: string | undefined;
  readonly trust: Trust;
}

async function verdictsOn(bytes: Buffer, { name, after, trust }: Asked): Promise<readonly Verdict[]> {
  if (!name.toLowerCase().endsWith('.zip')) return [await verdictOn(bytes, name, trust)];
  try {
    const { containers, broken, before, last } = await readArchive(bytes);
    const verdicts: Verdict[] = broken.map((file) => ({ file, fault: 'broken_chain', message: 'not in the chain' }));
    if (after !== undefined && after.toLowerCase() !== before)
      verdicts.unshift({ file: name, fault: 'broken_chain', message: `it follows ${before || 'nothing'}` });
    else verdicts.unshift({ file: name, before, last });
    for (const [file, content] of containers)
      if (!broken.includes(file)) verdicts.push(await verdictOn(content, file, trust));
    return verdicts;
  } catch (error) {
    return [failed(name, error)];
  }
}

async function verdictOn(bytes: Buffer, file: string, trust: Trust): Promise<Verdict> {
  try {
    const { signer, claimed, stampedAt, absent } = await verifyContainer(bytes, trust);
    const all = { file, member: claimed, signer: signer.split('\n').join(', '), stampedAt };
    return absent.length === 0 ? all : { ...all, absent };
  } catch (error) {
    return failed(file, error);
  }
}

function failed(file: string, error: unknown): Verdict {
  if (!(error instanceof InvalidEvidence)) throw error;
  return { file, fault: error.fault, message: error.message };
}

function say(verdict: Verdict, { json, lang, out }: CommandIo): void {
  const { stampedAt, absent = [], before, last, fault } = verdict;
  if (json) return out(JSON.stringify({ ...verdict, valid: fault === undefined }));
  const file = printable(verdict.file);
  if (fault !== undefined)
    return out(t(lang, 'verifyFails', { file, fault, message: printable(verdict.message ?? '') }));
  if (last !== undefined) out(t(lang, 'verifyArchive', { file, before: before || '-', last }));
  if (stampedAt === undefined) return;
  const told = { member: printable(verdict.member ?? ''), signer: printable(verdict.signer ?? '') };
  out(t(lang, 'verifyHolds', { file, ...told, at: formatDateTime(stampedAt, lang) }));
  if (absent.length > 0) out(t(lang, 'verifyAbsent', { file, names: printable(absent.join(', ')) }));
}

/** Containers and archives are ZIP files; a proof is JSON. */
const isProof = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 64).trimStart().startsWith('{');

async function verifyProof(bytes: Buffer, given: Given, io: CommandIo): Promise<ExitCode> {
  const [centre, log] = [centreIn(given), logKeyIn(given)];
  if (!centre && !log) throw new UsageError('--centre FILE or --key FILE is needed: a proof cannot vouch for itself.');
  const proof = proofWith(bytes, given);
  const nothing: ProofVerdict = { fault: 'shape', lines: [], sealed: false };
  const verdict = proof ? await judgeProof(proof, { ...(centre ? { centre } : {}), ...(log ? { log } : {}) }) : nothing;
  sayProof(given.words[0] ?? '', verdict, io);
  const emptied = proof?.messages.some(({ head, line }) => head === undefined && line.kind !== 'failure');
  if (emptied === true && verdict.fault === undefined && !io.json) io.out(told(io.lang, 'contentGone'));
  if (verdict.fault === 'unconfigured') return 2;
  return verdict.fault === undefined ? 0 : 1;
}

/** A proof, with the configuration by which the caller has it judged. */
function proofWith(bytes: Buffer, given: Given): ExchangeProof | undefined {
  const proof = readProof(bytes);
  const name = given.value('configuration');
  if (proof === undefined || name === undefined) return proof;
  return { ...proof, configuration: readGivenFile(name).toString('utf8').trim() };
}

function centreIn(given: Given): KeyObject | undefined {
  const name = given.value('centre');
  if (name === undefined) return undefined;
  const bytes = readGivenFile(name);
  try {
    const key = createPublicKey(bytes);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, as of a key of another kind.
  }
  throw new UsageError(`${name} is no public key of a centre.`);
}

function logKeyIn(given: Given): NamedKey | undefined {
  const name = given.value('key');
  if (name === undefined) return undefined;
  const key = readVerifierKey(readGivenFile(name).toString('utf8'));
  if (key === undefined) throw new UsageError(`${name} is no public key of a log.`);
  return key;
}

/** An archive of ours, which may be too large to be read whole; undefined where the file is something else. */
async function verifyDay(given: Given, { json, lang, out }: CommandIo): Promise<0 | 1 | undefined> {
  const file = given.words[0] ?? '';
  if (!file.toLowerCase().endsWith('.zip') || !existsSync(resolve(file))) return undefined;
  const source = await openSource(resolve(file));
  try {
    if (!(await isArchive(source))) return undefined;
    const log = logKeyIn(given);
    if (!log) throw new UsageError('--key FILE is needed: an archive cannot vouch for itself.');
    const after = given.value('after')?.toLowerCase();
    const { manifest, digest, fault } = await judgeArchive(source, { log, ...(after === undefined ? {} : { after }) });
    const [valid, previous] = [fault === undefined, manifest?.previous ?? '-'];
    const complete = valid && manifest !== undefined && isSignedWhole(manifest);
    const notes = { checkpoint: undefined, keys: undefined, signature: undefined };
    if (json) out(JSON.stringify({ file, valid, complete, fault, ...manifest, ...notes, digest }));
    else if (fault !== undefined || manifest === undefined)
      out(t(lang, 'verifyFails', { file, fault: fault ?? '', message: told(lang, `archive_${fault ?? 'shape'}`) }));
    else {
      const { day, part, lines } = manifest;
      out(told(lang, 'verifyDay', { file, day, part, lines, previous, digest }));
      if (!complete) out(told(lang, 'verifyDayFirst'));
    }
    return valid ? 0 : 1;
  } finally {
    await source.close();
  }
}

/** That a look-up stands in the log. */
function verifyLookUp(proof: LookUpProof, given: Given, { json, lang, out }: CommandIo): 0 | 1 {
  const log = logKeyIn(given);
  if (!log) throw new UsageError('--key FILE is needed: a proof cannot vouch for itself.');
  const [file, verdict] = [given.words[0] ?? '', judgeLookUpProof(proof, log)];
  const { line } = proof;
  if ('fault' in verdict) {
    const { fault } = verdict;
    const text = t(lang, 'verifyFails', { file, fault, message: t(lang, `verify_${fault}`) });
    out(json ? JSON.stringify({ file, valid: false, fault }) : text);
    return 1;
  }
  const { origin, size } = verdict.logged;
  if (json) out(JSON.stringify({ file, valid: true, line, log: { origin, size } }));
  else {
    const word = (name: string) => printable(String(line[name] ?? '-'));
    const at = formatDateTime(new Date(word('at')), lang);
    const words = { consumer: word('consumer'), purpose: word('purpose'), act: word('act'), article: word('article') };
    out(told(lang, 'verifyLookUp', { file, at, ...words }));
    out(t(lang, 'verifyLogged', { origin, size }));
  }
  return 0;
}

function sayProof(file: string, { fault, lines, sealed, logged }: ProofVerdict, { json, lang, out }: CommandIo): void {
  const [first] = lines;
  const log = logged && { origin: logged.origin, size: logged.size };
  const messages = lines.map(({ kind, side, at, signer, purpose, act, status, fault: noted }) => ({
    kind,
    side,
    at,
    signer,
    status,
    ...(logged ? { purpose, act, fault: noted } : {}),
  }));
  if (json) {
    const { requestId, client, service } = first ?? {};
    const valid = fault === 'unconfigured' ? null : !fault;
    return out(JSON.stringify({ file, valid, fault, requestId, client, service, messages, sealed, log }));
  }
  if (fault === 'unconfigured') return out(told(lang, 'verifyUnconfigured', { file }));
  if (fault !== undefined || first === undefined)
    return out(t(lang, 'verifyFails', { file, fault: fault ?? '', message: t(lang, `verify_${fault ?? 'shape'}`) }));
  out(t(lang, 'verifyExchange', { file, id: first.requestId, client: first.client, service: first.service }));
  for (const { kind, at, signer, fault: noted } of lines) {
    const told = { kind: pick(messageKinds[kind], lang), at: formatDateTime(at, lang), signer, fault: noted ?? '' };
    out(t(lang, noted === null ? 'verifyMessage' : 'verifyFailure', told));
  }
  if (!sealed) out(t(lang, 'verifyNotSealed'));
  out(log ? t(lang, 'verifyLogged', log) : t(lang, 'verifyNotLogged'));
}
