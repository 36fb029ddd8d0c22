import type { X509Certificate } from 'node:crypto';
import type { Algorithm, Credential } from '../../../protocols/csc/index.ts';
import {
  canonical,
  checkChain,
  complete,
  InvalidSignature,
  type JsonValue,
  prepare,
  readChain,
  type Signed,
  subjectOf,
  type Unsigned,
  verifySigned,
} from '../../../protocols/jades/index.ts';
import type { SigningClient } from './client.ts';
import { certificateRevoked, foreignCertificate, noCertificate, refusalFor, signatureWrong } from './refusals.ts';

type Statement = Readonly<Record<string, JsonValue>>;

/** Who has to have signed, and when that is. */
export interface Signer {
  readonly fin: string;
  readonly now: Date;
}

/** A key of the person's own, and what it is asked to sign. */
export interface Chosen {
  readonly credentialID: string;
  readonly algorithm: Algorithm;
  readonly input: string;
  /** Base64. */
  readonly digest: string;
  /** Bearer token with which the service is asked once more how the certificate stands. */
  readonly token: string;
}

/** Subject and actor are one person: the country and the FIN stand in the certificate (ETSI EN 319 412-1 §5.1.3). */
const isOf = (certificate: X509Certificate | undefined, { fin }: Signer): boolean => {
  const personal = certificate && subjectOf(certificate).personal;
  return personal?.country === 'AZ' && personal.code === fin;
};

/**
 * Takes of what the service lists a key that is the person's own and would be believed, and makes ready what it signs.
 * @throws noCertificate, foreignCertificate, certificateRevoked, certificateNotInForce, certificateUntrusted
 */
export async function chooseCredential(
  client: SigningClient,
  { token, signer, statement }: { readonly token: string; readonly signer: Signer; readonly statement: Statement },
): Promise<Chosen> {
  const listed = (await client.credentials(token)).filter(({ byCode, algorithm }) => byCode && algorithm);
  if (listed.length === 0) throw noCertificate();
  const own = listed.filter(({ certificates }) => isOf(read(certificates)[0], signer));
  if (own.length === 0) throw foreignCertificate();
  const usable = own.find(isUsable);
  if (!usable?.algorithm) throw certificateRevoked();
  const chain = read(usable.certificates);
  believe(() => checkChain(chain, { at: signer.now, anchors: client.service.anchors }));
  const { input, digest } = prepare(statement, { algorithm: usable.algorithm.jws, chain, at: signer.now });
  const { credentialID, algorithm } = usable;
  return { credentialID, algorithm, input, digest: digest.toString('base64'), token };
}

const isUsable = ({ enabled, status }: Credential): boolean => enabled && status === 'valid';

const read = (certificates: readonly string[]): readonly X509Certificate[] => believe(() => readChain(certificates));

/** A signature that does not hold is refused, with a remedy. */
function believe<T>(check: () => T): T {
  try {
    return check();
  } catch (cause) {
    if (cause instanceof InvalidSignature) throw Object.assign(refusalFor(cause.fault), { cause });
    throw cause;
  }
}

/**
 * Has it signed and checks what comes back, as if a stranger had brought it: that this statement was signed, now, by the
 * person who acts, with a certificate that is believed and was not revoked meanwhile.
 * @throws signatureWrong, foreignCertificate, certificateRevoked, certificateNotInForce, certificateUntrusted
 */
export async function acceptSigned(
  client: SigningClient,
  given: { readonly chosen: Chosen; readonly sad: string; readonly signer: Signer; readonly statement: Statement },
): Promise<{ readonly jws: string; readonly signed: Signed }> {
  const { chosen, sad, signer, statement } = given;
  const { credentialID, algorithm, input, token } = chosen;
  const digest = Buffer.from(chosen.digest, 'base64');
  const value = await client.sign(token, { credentialID, sad, digest, algorithm });
  const unsigned: Unsigned = { input, digest };
  const jws = believe(() => complete(unsigned, algorithm.jws, value));
  const signed = await verifySigned(jws, { anchors: client.service.anchors }).catch((cause: unknown) => {
    throw cause instanceof InvalidSignature ? Object.assign(refusalFor(cause.fault), { cause }) : cause;
  });
  if (canonical(signed.statement) !== canonical(statement)) throw signatureWrong();
  if (!isOf(signed.chain[0], signer)) throw foreignCertificate();
  // Between the consent and now it may have run out, or been revoked.
  believe(() => checkChain(signed.chain, { at: signer.now, anchors: client.service.anchors }));
  if (!isUsable(await client.credential(token, credentialID))) throw certificateRevoked();
  return { jws, signed };
}
