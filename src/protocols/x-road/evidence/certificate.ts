import { X509Certificate } from 'node:crypto';
import { type BitString, fromBER } from 'asn1js';
import { BasicOCSPResponse, Certificate, getCrypto, OCSPResponse } from 'pkijs';
import type { Authority, Trust } from './trust.ts';
import { InvalidEvidence } from './verdict.ts';

/** A certificate, its issuer and the authority above them. */
export interface Issued {
  readonly certificate: X509Certificate;
  readonly issuer: X509Certificate;
  readonly authority: Authority;
}

/** Finds who issued a certificate, up to the root, all of them in force at that moment. */
export function issuedAt(certificate: X509Certificate, at: Date, trust: Trust): Issued {
  for (const authority of trust.authorities) {
    const issuer = issuerOf(certificate, authority.certificates);
    if (issuer === undefined) continue;
    for (let one: X509Certificate | undefined = certificate; one !== undefined; ) {
      inForce(one, at);
      const next = issuerOf(one, authority.certificates);
      one = next === one ? undefined : next;
    }
    checkForSigning(certificate);
    return { certificate, issuer, authority };
  }
  throw new InvalidEvidence('untrusted_cert', `nobody who is trusted issued the certificate of ${certificate.subject}`);
}

const issuerOf = (certificate: X509Certificate, among: readonly X509Certificate[]): X509Certificate | undefined =>
  among.find(
    (one) =>
      (one.ca || one.raw.equals(certificate.raw)) && certificate.checkIssued(one) && certificate.verify(one.publicKey),
  );

/** Where a certificate says what its key is for, signing must be among it (non-repudiation, RFC 5280 §4.2.1.3). */
function checkForSigning(certificate: X509Certificate): void {
  const usage = pkiOf(certificate).extensions?.find(({ extnID }) => extnID === '2.5.29.15')?.parsedValue as
    | BitString
    | undefined;
  const [bits = 0] = usage?.valueBlock.valueHexView ?? [0x40];
  if ((bits & 0x40) === 0)
    throw new InvalidEvidence('invalid_cert', `the certificate of ${certificate.subject} is not for signing`);
}

export const isInForce = ({ validFromDate, validToDate }: X509Certificate, at: Date): boolean =>
  at >= validFromDate && at <= validToDate;

function inForce(certificate: X509Certificate, at: Date): void {
  if (!isInForce(certificate, at))
    throw new InvalidEvidence('invalid_cert', `the certificate of ${certificate.subject} was not in force then`);
}

/** An OCSP answer (RFC 6960) that the certificate held at that moment. */
export async function checkHeld(answer: Buffer, { certificate, issuer, authority }: Issued, at: Date, trust: Trust) {
  const wrong = (message: string) => new InvalidEvidence('invalid_cert_status', message);
  const basic = readOcsp(answer, wrong);
  const signature = basic.signature.valueBlock.valueHexView;
  const tbs = basic.tbsResponseData.tbsView;
  let signer: X509Certificate | undefined;
  for (const one of respondersOf(basic, issuer, authority, wrong))
    if (await signed(tbs, signature, one, basic.signatureAlgorithm)) signer ??= one;
  if (signer === undefined) throw wrong('nobody who is trusted signed the OCSP answer');
  inForce(signer, at);
  const { status } = await basic.getCertificateStatus(pkiOf(certificate), pkiOf(issuer));
  if (status !== 0) throw wrong(`the certificate of ${certificate.subject} did not hold`);
  for (const { thisUpdate, nextUpdate } of basic.tbsResponseData.responses) {
    const age = (at.getTime() - thisUpdate.getTime()) / 1000;
    // Clocks of an authority and of a timestamper differ by some seconds.
    if (age < -60 || age > trust.ocspSeconds || (nextUpdate !== undefined && at > nextUpdate))
      throw wrong('the OCSP answer speaks of another time');
  }
}

function readOcsp(answer: Buffer, wrong: (message: string) => Error): BasicOCSPResponse {
  try {
    const response = OCSPResponse.fromBER(Uint8Array.from(answer));
    if (response.responseStatus.valueBlock.valueDec !== 0 || response.responseBytes === undefined)
      throw wrong('the OCSP server gave no answer');
    return BasicOCSPResponse.fromBER(Uint8Array.from(response.responseBytes.response.valueBlock.valueHexView));
  } catch (cause) {
    throw cause instanceof InvalidEvidence ? cause : wrong('the OCSP answer cannot be read');
  }
}

/** Who may sign for an issuer: those it named, itself, and those it gave a certificate for just this. */
function respondersOf(
  basic: BasicOCSPResponse,
  issuer: X509Certificate,
  authority: Authority,
  wrong: (message: string) => Error,
): readonly X509Certificate[] {
  let sent: readonly X509Certificate[];
  try {
    sent = (basic.certs ?? []).map((one) => new X509Certificate(Buffer.from(one.toSchema(true).toBER(false))));
  } catch {
    throw wrong('a certificate in the OCSP answer cannot be read');
  }
  const delegated = sent.filter(
    (one) =>
      one.checkIssued(issuer) && one.verify(issuer.publicKey) && (one.keyUsage ?? []).includes('1.3.6.1.5.5.7.3.9'),
  );
  return [...authority.ocsp, issuer, ...delegated];
}

type Algorithm = Certificate['signatureAlgorithm'];

export async function signed(
  bytes: Uint8Array,
  signature: Uint8Array,
  by: X509Certificate,
  algorithm: Algorithm,
): Promise<boolean> {
  const engine = getCrypto(true);
  const of = Uint8Array.from(signature).buffer;
  const { subjectPublicKeyInfo } = pkiOf(by);
  try {
    return await engine.verifyWithPublicKey(
      Uint8Array.from(bytes).buffer,
      { valueBlock: { valueHexView: new Uint8Array(of), valueHex: of } } as never,
      subjectPublicKeyInfo,
      algorithm,
    );
  } catch {
    // A key of another kind than the signature: not signed by it.
    return false;
  }
}

export const pkiOf = (certificate: X509Certificate): Certificate =>
  new Certificate({ schema: fromBER(Uint8Array.from(certificate.raw).buffer).result });
