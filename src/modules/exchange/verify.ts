import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, type CommandIo, type Given, UsageError } from '../../kernel/command.ts';
import { textOf } from '../../kernel/text.ts';
import { formatDateTime } from '../../language/index.ts';
import {
  InvalidEvidence,
  readArchive,
  readSharedParameters,
  type Trust,
  verifyContainer,
} from '../../protocols/x-road/index.ts';
import { t, texts } from './text/index.ts';

/** Proves an exchange from a file alone: nothing is asked of a network or a database. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: textOf(texts, 'verifySummary'),
  words: ['FILE'],
  options: { trust: { value: 'FILE', needed: true } },
  about: `
Gives a verdict on evidence of an exchange: an ASiC-E container of X-Road (.asice), or an archive of its message log
(.zip), whose files are chained and each judged for itself.
  --trust FILE   shared-params.xml of the global configuration in force when the message was signed: whose
                 certificates, revocation answers and timestamps are believed
Says who signed, and before when. Exit code 1 when the evidence does not hold.`,
  async run(given, io) {
    const bytes = readGivenFile(given.words[0] ?? '');
    const trust = trustIn(given);
    const verdicts = await verdictsOn(bytes, given.words[0] ?? '', trust);
    for (const verdict of verdicts) say(verdict, io);
    return verdicts.every(({ fault }) => fault === undefined) ? 0 : 1;
  },
};

function readGivenFile(name: string): Buffer {
  const path = resolve(name);
  if (!existsSync(path)) throw new UsageError(`There is no file ${name}.`);
  return readFileSync(path);
}

function trustIn(given: Given): Trust {
  const name = given.value('trust') ?? '';
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
  readonly signer?: string;
  readonly stampedAt?: Date;
  readonly fault?: string;
  /** English, as evidence and its faults are named everywhere. */
  readonly message?: string;
}

async function verdictsOn(bytes: Buffer, name: string, trust: Trust): Promise<readonly Verdict[]> {
  if (!name.toLowerCase().endsWith('.zip')) return [await verdictOn(bytes, name, trust)];
  try {
    const { containers, broken } = await readArchive(bytes);
    const verdicts: Verdict[] = broken.map((file) => ({ file, fault: 'broken_chain', message: 'not in the chain' }));
    for (const [file, content] of containers)
      if (!broken.includes(file)) verdicts.push(await verdictOn(content, file, trust));
    return verdicts;
  } catch (error) {
    return [failed(name, error)];
  }
}

async function verdictOn(bytes: Buffer, file: string, trust: Trust): Promise<Verdict> {
  try {
    const { signer, stampedAt } = await verifyContainer(bytes, trust);
    return { file, signer: signer.split('\n').join(', '), stampedAt };
  } catch (error) {
    return failed(file, error);
  }
}

function failed(file: string, error: unknown): Verdict {
  if (!(error instanceof InvalidEvidence)) throw error;
  return { file, fault: error.fault, message: error.message };
}

function say(verdict: Verdict, { json, lang, out }: CommandIo): void {
  const { file, signer = '', stampedAt, fault, message = '' } = verdict;
  if (json) return out(JSON.stringify({ ...verdict, valid: fault === undefined }));
  if (stampedAt !== undefined) out(t(lang, 'verifyHolds', { file, signer, at: formatDateTime(stampedAt, lang) }));
  else out(t(lang, 'verifyFails', { file, fault: fault ?? '', message }));
}
