import { printClientId } from '../identifier.ts';
import { checkHeld, type Issued, issuedAt } from './certificate.ts';
import { digestBy } from './digest.ts';
import { type DigestOf, followChain, type Followed, readChainResult } from './hash-chain.ts';
import { checkMember, claimedMember } from './member.ts';
import { checkSignature, type Signature } from './signature.ts';
import { stampedAt } from './timestamp.ts';
import type { Trust } from './trust.ts';
import { fileIn, type Files, unpack } from './unpack.ts';
import { asInvalid, InvalidEvidence } from './verdict.ts';
import { canonical, inclusive, parseXml, rootOf } from './xml.ts';

/** What a container of evidence proves. */
export interface Evidence {
  /** Subject of the certificate that signed, as `C=AZ, O=…, CN=…`, one a line. */
  readonly signer: string;
  /** The member that the message says it is from, and whose certificate it is, as `AZ/GOV/1234`. */
  readonly claimed: string;
  /** Moment before which it was signed. */
  readonly stampedAt: Date;
  /** The message and what came with it, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** Files that were signed with the message and are not in the container: attachments, as a rule. */
  readonly absent: readonly string[];
}

const mimetype = 'application/vnd.etsi.asic-e+zip';

/** Files that prove something of others. */
const proving = new Set([
  'mimetype',
  'sig-hashchain.xml',
  'sig-hashchainresult.xml',
  'ts-hashchain.xml',
  'ts-hashchainresult.xml',
]);

/**
 * Verdict on an ASiC-E container of X-Road (ETSI TS 102 918): that the message in it was signed by whom the certificate
 * names, that the certificate held, and when. Throws {@link InvalidEvidence}.
 */
export async function verifyContainer(bytes: Uint8Array, trust: Trust): Promise<Evidence> {
  try {
    return await verify(await unpack(bytes), trust);
  } catch (cause) {
    throw asInvalid(cause, 'container');
  }
}

async function verify(files: Files, trust: Trust): Promise<Evidence> {
  if (files.get('mimetype')?.toString('latin1') !== mimetype)
    throw new InvalidEvidence('invalid_container', 'the file is no ASiC-E container');
  const stray = [...files.keys()].find((name) => /^META-INF\//i.test(name) && !ofMeta.has(name));
  if (stray !== undefined) throw new InvalidEvidence('invalid_container', `${stray} is no file of such a container`);
  const signature = checkSignature(parseXml(fileIn(files, 'META-INF/signatures.xml'), 'signatures.xml'), (uri) =>
    files.get(uri.replace(/^\//, '')),
  );
  const { covered, absent } = coveredBy(signature, files);
  const content = [...files.keys()].filter((name) => !proving.has(name) && !ofMeta.has(name));
  const loose = content.filter((name) => !covered.has(`/${name}`));
  if (loose.length > 0 || !covered.has('/message.xml'))
    throw new InvalidEvidence(
      'malformed_signature.hashchain_unused_inputs',
      `not signed: ${loose.join(', ') || 'message.xml'}`,
    );
  const at = await timeOf(signature, files, trust);
  const issued = issuedAt(signature.certificate, at, trust);
  const claimed = claimedMember(fileIn(files, 'message.xml'));
  checkMember(signature.certificate, claimed, issued.authority.profile);
  await checkAnswers(signature, issued, at, trust);
  return {
    signer: signature.certificate.subject,
    claimed: printClientId(claimed),
    stampedAt: at,
    files: new Map(content.map((name) => [name, fileIn(files, name)])),
    absent: [...absent].map((uri) => uri.slice(1)),
  };
}

/** Files of `META-INF` that X-Road writes; the folder itself is one to programs that pack folders. */
const ofMeta = new Set(
  ['', 'signatures.xml', 'manifest.xml', 'ASiCManifest.xml', 'timestamp.tst'].map((name) => `META-INF/${name}`),
);

/** One of the answers that came along speaks of the certificate; others may speak of those above it. */
async function checkAnswers({ ocsp }: Signature, issued: Issued, at: Date, trust: Trust): Promise<void> {
  let wrong: Error = new InvalidEvidence('invalid_cert_status', 'there is no OCSP answer');
  for (const answer of ocsp)
    try {
      return await checkHeld(answer, issued, at, trust);
    } catch (cause) {
      wrong = asInvalid(cause, 'OCSP answer');
    }
  throw wrong;
}

/** Files that the signature covers itself, or by the chain of its batch. */
function coveredBy({ files: named }: Signature, files: Files): Followed {
  if (!named.has('/sig-hashchainresult.xml')) return { covered: named, absent: new Set() };
  const { covered, absent } = chain(files, 'sig');
  return { covered: new Set([...named, ...covered]), absent };
}

function chain(files: Files, of: 'sig' | 'ts'): Followed {
  const result = readChainResult(fileIn(files, `${of}-hashchainresult.xml`));
  if (result.file !== `/${of}-hashchain.xml`)
    throw new InvalidEvidence('malformed_signature.invalid_hash_chain_ref', `the chain is said to be ${result.file}`);
  return followChain(fileIn(files, `${of}-hashchain.xml`), result, digestIn(files));
}

const digestIn =
  (files: Files): DigestOf =>
  (uri, method, transforms) => {
    const file = files.get(uri.replace(/^\//, ''));
    return file === undefined ? undefined : digestBy(method, transformed(file, uri, transforms));
  };

/** A file as a chain speaks of it: as it is, or in canonical form. */
export function transformed(file: Uint8Array, name: string, transforms: readonly string[]): Uint8Array {
  if (transforms.length === 0) return file;
  if (transforms.length > 1 || transforms[0] !== inclusive)
    throw new InvalidEvidence('malformed_signature', `${name} is transformed in a way that is not supported`);
  return canonical(rootOf(parseXml(file, name)), inclusive);
}

/** The timestamp stands over the signature, or over a chain of signatures. */
async function timeOf({ timestamp, value }: Signature, files: Files, trust: Trust): Promise<Date> {
  if (timestamp !== undefined) return stampedAt(timestamp, value, trust);
  const token = fileIn(files, 'META-INF/timestamp.tst');
  if (!stampedFiles(files).has('/META-INF/signatures.xml'))
    throw new InvalidEvidence('malformed_signature', 'the timestamp does not cover the signature');
  return stampedAt(token, fileIn(files, 'ts-hashchainresult.xml'), trust);
}

/** X-Road says of a chain of timestamps only that it is malformed, whatever is wrong with it. */
function stampedFiles(files: Files): ReadonlySet<string> {
  try {
    return chain(files, 'ts').covered;
  } catch (cause) {
    if (!(cause instanceof InvalidEvidence)) throw cause;
    throw new InvalidEvidence('malformed_signature', cause.message, { cause });
  }
}
