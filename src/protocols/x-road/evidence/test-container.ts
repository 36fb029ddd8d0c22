import { createHash } from 'node:crypto';
import { zip } from '../../xlsx/zip-write.ts';
import type { TestAuthority, TestMember } from './test-authority.ts';

export const sha512 = 'http://www.w3.org/2001/04/xmlenc#sha512';
export const ds = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
const xades = 'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"';
export const digest = (bytes: Uint8Array | string) => createHash('sha512').update(bytes).digest('base64');
export const method = `<ds:DigestMethod Algorithm="${sha512}"></ds:DigestMethod>`;

export interface Parts {
  readonly message: string;
  readonly signed: string;
  readonly attachment?: string;
  readonly ocsp: Buffer;
  readonly stampedOver?: string;
}

/** A container as a gateway writes it, with canonical XML from the start so that no canonical form is needed to sign. */
export async function testContainer(
  authority: TestAuthority,
  by: TestMember,
  at: Date,
  given: Partial<Parts> = {},
): Promise<Buffer> {
  const parts: Parts = { message: 'GET\r\n', signed: 'GET\r\n', ocsp: await authority.ocsp(by, at), ...given };
  const inner = `<xades:SignedSignatureProperties><xades:SigningCertificate><xades:Cert><xades:CertDigest>${method}<ds:DigestValue>${digest(by.certificate.raw)}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties>`;
  const properties = `<xades:SignedProperties ${ds} ${xades} Id="p">${inner}`;
  const reference = (attributes: string, value: string) =>
    `<ds:Reference ${attributes}>${method}<ds:DigestValue>${value}</ds:DigestValue></ds:Reference>`;
  const references = `${reference('URI="/message.xml"', digest(parts.signed))}${reference('Type="http://uri.etsi.org/01903#SignedProperties" URI="#p"', digest(properties))}`;
  const methods = `<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"></ds:SignatureMethod>`;
  const info = `<ds:SignedInfo ${ds} ${xades}>${methods}${references}</ds:SignedInfo>`;
  const value = by.sign(Buffer.from(info));
  const token = await authority.timestamp(Buffer.from(parts.stampedOver ?? value), at);
  const unsigned = `<xades:EncapsulatedTimeStamp>${token.toString('base64')}</xades:EncapsulatedTimeStamp><xades:EncapsulatedOCSPValue>${parts.ocsp.toString('base64')}</xades:EncapsulatedOCSPValue>`;
  const signature = `<ds:Signature ${ds} ${xades}>${info}<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue><ds:X509Certificate>${by.certificate.raw.toString('base64')}</ds:X509Certificate><xades:SignedProperties Id="p">${inner}${unsigned}</ds:Signature>`;
  return packed({
    mimetype: 'application/vnd.etsi.asic-e+zip',
    'message.xml': parts.message,
    ...(parts.attachment === undefined ? {} : { attachment1: parts.attachment }),
    'META-INF/signatures.xml': signature,
  });
}

export async function packed(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const parts = Object.entries(files).map(([name, text]) => ({ name, content: [text] }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip(parts)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
