import { checkHeld, issuedAt } from './certificate.ts';
import { digestBy } from './digest.ts';
import { type DigestOf, followChain, readChainResult } from './hash-chain.ts';
import { checkSignature, type Signature } from './signature.ts';
import { stampedAt } from './timestamp.ts';
import type { Trust } from './trust.ts';
import { fileIn, type Files, unpack } from './unpack.ts';
import { InvalidEvidence } from './verdict.ts';
import { canonical, inclusive, parseXml, rootOf } from './xml.ts';

/** What a container of evidence proves. */
export interface Evidence {
  /** Subject of the certificate that signed, as `C=AZ, O=…, CN=…`, one a line. */
  readonly signer: string;
  /** Moment before which it was signed. */
  readonly stampedAt: Date;
  /** The message and what came with it, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
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
  const files = await unpack(bytes);
  if (files.get('mimetype')?.toString('latin1') !== mimetype)
    throw new InvalidEvidence('invalid_container', 'the file is no ASiC-E container');
  const signature = checkSignature(parseXml(fileIn(files, 'META-INF/signatures.xml'), 'signatures.xml'), (uri) =>
    files.get(uri.replace(/^\//, '')),
  );
  const covered = coveredBy(signature, files);
  const content = [...files.keys()].filter((name) => !proving.has(name) && !name.startsWith('META-INF/'));
  const loose = content.filter((name) => !covered.has(`/${name}`));
  if (loose.length > 0 || !covered.has('/message.xml'))
    throw new InvalidEvidence('hash_chain_unused_inputs', `not signed: ${loose.join(', ') || 'message.xml'}`);
  const at = await timeOf(signature, files, trust);
  const issued = issuedAt(signature.certificate, at, trust);
  const [answer] = signature.ocsp;
  if (answer === undefined) throw new InvalidEvidence('invalid_cert_status', 'there is no OCSP answer');
  await checkHeld(answer, issued, at, trust);
  return {
    signer: signature.certificate.subject,
    stampedAt: at,
    files: new Map(content.map((name) => [name, fileIn(files, name)])),
  };
}

/** Files that the signature covers itself, or by the chain of its batch. */
function coveredBy({ files: named }: Signature, files: Files): ReadonlySet<string> {
  if (!named.has('/sig-hashchainresult.xml')) return named;
  const chained = chain(files, 'sig');
  return new Set([...named, ...chained]);
}

function chain(files: Files, of: 'sig' | 'ts'): ReadonlySet<string> {
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
  const at = await stampedAt(token, fileIn(files, 'ts-hashchainresult.xml'), trust);
  if (!chain(files, 'ts').has('/META-INF/signatures.xml'))
    throw new InvalidEvidence('invalid_timestamp', 'the timestamp does not cover the signature');
  return at;
}
