import { createHash, type X509Certificate } from 'node:crypto';
import { ContentInfo, SignedData, TSTInfo } from 'pkijs';
import { isInForce, pkiOf } from './certificate.ts';
import type { Trust } from './trust.ts';
import { InvalidEvidence } from './verdict.ts';

const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Moment at which a timestamper that is trusted saw these bytes (RFC 3161). */
export async function stampedAt(token: Buffer, bytes: Uint8Array, trust: Trust): Promise<Date> {
  const wrong = (message: string, cause?: unknown) => new InvalidEvidence('invalid_timestamp', message, { cause });
  let data: SignedData;
  let info: TSTInfo;
  try {
    data = new SignedData({ schema: ContentInfo.fromBER(Uint8Array.from(token)).content });
    const content = data.encapContentInfo.eContent;
    if (data.encapContentInfo.eContentType !== '1.2.840.113549.1.9.16.1.4' || content === undefined)
      throw wrong('the timestamp holds no time');
    info = TSTInfo.fromBER(content.getValue());
  } catch (cause) {
    throw cause instanceof InvalidEvidence ? cause : wrong('the timestamp cannot be read', cause);
  }
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const algorithm = hashes[hashAlgorithm.algorithmId];
  if (algorithm === undefined) throw wrong('the timestamp is made with a digest that is not supported');
  const digest = createHash(algorithm).update(bytes).digest();
  if (!digest.equals(Buffer.from(hashedMessage.valueBlock.valueHexView)))
    throw wrong('the timestamp was made over something else');
  const signer = await signerOf(data, bytes, trust, wrong);
  if (!isInForce(signer, info.genTime)) throw wrong('the certificate of the timestamper was not in force then');
  return info.genTime;
}

async function signerOf(
  data: SignedData,
  bytes: Uint8Array,
  trust: Trust,
  wrong: (message: string, cause?: unknown) => Error,
): Promise<X509Certificate> {
  if (data.signerInfos.length !== 1) throw wrong('one timestamper signs a timestamp');
  for (const timestamper of trust.timestampers) {
    // Only what is trusted is offered: a certificate that came along proves nothing.
    data.certificates = [pkiOf(timestamper)];
    try {
      const order = { signer: 0, data: Uint8Array.from(bytes).buffer, checkChain: false, extendedMode: true as const };
      const { signatureVerified } = await data.verify(order);
      if (signatureVerified === true) return timestamper;
    } catch {
      // Signed by another of them, or by nobody who is trusted.
    }
  }
  throw wrong('nobody who is trusted signed the timestamp');
}
