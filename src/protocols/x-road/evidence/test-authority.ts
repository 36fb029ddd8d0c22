import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import type { Trust } from './trust.ts';

/** Certificates of its own making, as an authority and those it trusts would have them; for tests. */
export interface TestAuthority {
  readonly trust: Trust;
  /** A certificate for signing, and its key. */
  member(name: string, options?: Partial<Certified>): Promise<TestMember>;
  ocsp(member: TestMember, at: Date, options?: Partial<OcspState>): Promise<Buffer>;
  timestamp(bytes: Uint8Array, at: Date): Promise<Buffer>;
}

interface Certified {
  readonly from: Date;
  readonly to: Date;
  /** Attributes of its name, by object identifier; the common name alone if not given. */
  readonly subject: Names;
  /** First byte of the key usage: 0x40 is non-repudiation, 0x80 digital signature. */
  readonly keyUsage: number;
}

interface OcspState {
  readonly status: 'good' | 'revoked';
  readonly nextUpdate: Date;
}

type Names = Readonly<Record<string, string>>;

const commonName = '2.5.4.3';

export interface TestMember {
  readonly name: string;
  readonly certificate: X509Certificate;
  sign(bytes: Uint8Array): Buffer;
}

const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const years = { from: new Date('2020-01-01'), to: new Date('2040-01-01') };

interface Pair {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

const newPair = async (): Promise<Pair> => crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);

let serial = 1;

interface Wanted {
  readonly subject: Names;
  readonly issuer: string;
  readonly pair: Pair;
  readonly by: CryptoKey;
  readonly ca: boolean;
  readonly from: Date;
  readonly to: Date;
  readonly keyUsage?: number | undefined;
}

async function issue({ subject, issuer, pair, by, ca, from, to, keyUsage }: Wanted): Promise<pki.Certificate> {
  const certificate = new pki.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1.Integer({ value: (serial += 1) });
  for (const [place, name] of [
    [certificate.subject, subject],
    [certificate.issuer, { [commonName]: issuer }],
  ] as const)
    for (const [type, value] of Object.entries(name))
      place.typesAndValues.push(new pki.AttributeTypeAndValue({ type, value: new asn1.Utf8String({ value }) }));
  certificate.notBefore.value = from;
  certificate.notAfter.value = to;
  const constraints = new pki.BasicConstraints({ cA: ca });
  const extension = { extnID: '2.5.29.19', critical: true, extnValue: constraints.toSchema().toBER(false) };
  certificate.extensions = [new pki.Extension({ ...extension, parsedValue: constraints })];
  if (keyUsage !== undefined) {
    const bits = new asn1.BitString({ valueHex: Uint8Array.of(keyUsage).buffer, unusedBits: 5 });
    certificate.extensions.push(
      new pki.Extension({ extnID: '2.5.29.15', critical: true, extnValue: bits.toBER(false) }),
    );
  }
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  await certificate.sign(by, 'SHA-256');
  return certificate;
}

const x509 = (certificate: pki.Certificate) =>
  new X509Certificate(Buffer.from(certificate.toSchema(true).toBER(false)));

export async function openTestAuthority(clock: { readonly to: Date } = years): Promise<TestAuthority> {
  const root = await newPair();
  const stamps = await newPair();
  const ca = await issue({
    subject: { [commonName]: 'Root' },
    issuer: 'Root',
    pair: root,
    by: root.privateKey,
    ca: true,
    ...years,
  });
  const tsa = await issue({
    subject: { [commonName]: 'Clock' },
    issuer: 'Clock',
    pair: stamps,
    by: stamps.privateKey,
    ca: false,
    ...years,
    ...clock,
  });
  return {
    trust: {
      authorities: [{ certificates: [x509(ca)], ocsp: [] }],
      timestampers: [x509(tsa)],
      ocspSeconds: 3600,
    },
    async member(name, options = {}) {
      const pair = await newPair();
      const wanted = { subject: { [commonName]: name }, issuer: 'Root', pair, by: root.privateKey, ca: false };
      const made = await issue({ ...wanted, ...years, ...options });
      const pkcs8 = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
      const key: KeyObject = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
      return { name, certificate: x509(made), sign: (bytes) => sign('sha512', bytes, key) };
    },
    ocsp: ({ certificate }, at, options) => ocspOf(ca, root.privateKey, { certificate, at, ...options }),
    timestamp: (bytes, at) => stamp(tsa, stamps.privateKey, bytes, at),
  };
}

interface Asked extends Partial<OcspState> {
  readonly certificate: X509Certificate;
  readonly at: Date;
}

async function ocspOf(ca: pki.Certificate, key: CryptoKey, { certificate, at, status, nextUpdate }: Asked) {
  const of = pki.Certificate.fromBER(Uint8Array.from(certificate.raw));
  const basic = new pki.BasicOCSPResponse();
  basic.tbsResponseData.responderID = ca.subject;
  basic.tbsResponseData.producedAt = at;
  const certID = new pki.CertID();
  await certID.createForCertificate(of, { hashAlgorithm: 'SHA-256', issuerCertificate: ca });
  const idBlock = { tagClass: 3, tagNumber: status === 'revoked' ? 1 : 0 };
  const certStatus =
    status === 'revoked'
      ? new asn1.Constructed({ idBlock, value: [new asn1.GeneralizedTime({ valueDate: at })] })
      : new asn1.Primitive({ idBlock, lenBlock: { length: 1 } });
  const next = nextUpdate === undefined ? {} : { nextUpdate };
  basic.tbsResponseData.responses.push(new pki.SingleResponse({ certID, certStatus, thisUpdate: at, ...next }));
  await basic.sign(key, 'SHA-256');
  const response = new asn1.OctetString({ valueHex: basic.toSchema().toBER(false) });
  const whole = new pki.OCSPResponse({
    responseStatus: new asn1.Enumerated({ value: 0 }),
    responseBytes: new pki.ResponseBytes({ responseType: '1.3.6.1.5.5.7.48.1.1', response }),
  });
  return Buffer.from(whole.toSchema().toBER(false));
}

async function stamp(tsa: pki.Certificate, key: CryptoKey, bytes: Uint8Array, at: Date): Promise<Buffer> {
  const digest = Uint8Array.from(createHash('sha256').update(bytes).digest());
  const info = new pki.TSTInfo({
    version: 1,
    policy: '1.2.3',
    messageImprint: new pki.MessageImprint({
      hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new asn1.OctetString({ valueHex: digest.buffer }),
    }),
    serialNumber: new asn1.Integer({ value: 1 }),
    genTime: at,
  });
  const data = new pki.SignedData({
    version: 3,
    encapContentInfo: new pki.EncapsulatedContentInfo({
      eContentType: '1.2.840.113549.1.9.16.1.4',
      eContent: new asn1.OctetString({ valueHex: info.toSchema().toBER(false) }),
    }),
    signerInfos: [
      new pki.SignerInfo({
        sid: new pki.IssuerAndSerialNumber({ issuer: tsa.issuer, serialNumber: tsa.serialNumber }),
      }),
    ],
    certificates: [tsa],
  });
  await data.sign(key, 0, 'SHA-256');
  const content = data.toSchema(true) as asn1.BaseBlock;
  const whole = new pki.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content });
  return Buffer.from(whole.toSchema().toBER(false));
}
