import { createHash, type X509Certificate } from 'node:crypto';
import { Integer, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, Certificate } from 'pkijs';

/** A certificate for itself, as a gateway shows it to others: the signed configuration names it, no authority is needed. */
export interface OwnCertificate {
  /** PEM. */
  readonly cert: string;
  /** PKCS #8 in PEM. */
  readonly key: string;
  /** SHA-256 of the certificate, in hexadecimal. */
  readonly fingerprint: string;
}

export interface CertificateOrder {
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** Makes a key on P-256 and a certificate for it. */
export async function makeCertificate({ name, from, to }: CertificateOrder): Promise<OwnCertificate> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ value: Date.now() });
  for (const place of [certificate.subject, certificate.issuer]) {
    const value = new Utf8String({ value: name });
    place.typesAndValues.push(new AttributeTypeAndValue({ type: '2.5.4.3', value }));
  }
  certificate.notBefore.value = from;
  certificate.notAfter.value = to;
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  await certificate.sign(privateKey, 'SHA-256');
  const der = Buffer.from(certificate.toSchema(true).toBER(false));
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey));
  return {
    cert: pem('CERTIFICATE', der),
    key: pem('PRIVATE KEY', pkcs8),
    fingerprint: createHash('sha256').update(der).digest('hex'),
  };
}

/** SHA-256 of a certificate that is in force, in hexadecimal; undefined where none is shown, or it is not. */
export const fingerprintOf = (shown: X509Certificate | undefined, now: Date): string | undefined =>
  shown === undefined || now < shown.validFromDate || now > shown.validToDate
    ? undefined
    : createHash('sha256').update(shown.raw).digest('hex');

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;
