import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { TestAuthority, TestMember } from './test-authority.ts';

export const sha512 = 'http://www.w3.org/2001/04/xmlenc#sha512';
export const ds = 'xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
const xades = 'xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"';
export const digest = (bytes: Uint8Array | string) => createHash('sha512').update(bytes).digest('base64');
export const method = `<ds:DigestMethod Algorithm="${sha512}"></ds:DigestMethod>`;

export interface Parts {
  readonly message: string;
  readonly signed: string;
  readonly ocsp: Buffer | readonly Buffer[];
  readonly stampedOver?: string;
  /** Signed instead of the message, where that is one of a batch; its chain is among the other files. */
  readonly chainResult?: string;
  /** Other files, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Other names before the content of files, by name. */
  readonly local?: Readonly<Record<string, string>>;
}

/** Request that says that it is from a member. */
export const requestFrom = (client: string): string =>
  `GET\r\n/r1/AZ/GOV/p/s/v\r\nx-road-client:AZ/GOV/${encodeURIComponent(client)}/system\r\n`;

/** A container as a gateway writes it, with canonical XML from the start so that no canonical form is needed to sign. */
export async function testContainer(
  authority: TestAuthority,
  by: TestMember,
  at: Date,
  given: Partial<Parts> = {},
): Promise<Buffer> {
  const signed = given.signed ?? requestFrom(by.name);
  const parts: Parts = { message: signed, signed, ocsp: await authority.ocsp(by, at), ...given };
  const inner = `<xades:SignedSignatureProperties><xades:SigningCertificate><xades:Cert><xades:CertDigest>${method}<ds:DigestValue>${digest(by.certificate.raw)}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties>`;
  const properties = `<xades:SignedProperties ${ds} ${xades} Id="p">${inner}`;
  const reference = (attributes: string, value: string) =>
    `<ds:Reference ${attributes}>${method}<ds:DigestValue>${value}</ds:DigestValue></ds:Reference>`;
  const named =
    parts.chainResult === undefined
      ? reference('URI="/message.xml"', digest(parts.signed))
      : reference('URI="/sig-hashchainresult.xml"', digest(parts.chainResult));
  const references = `${named}${reference('Type="http://uri.etsi.org/01903#SignedProperties" URI="#p"', digest(properties))}`;
  const methods = `<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"></ds:SignatureMethod>`;
  const info = `<ds:SignedInfo ${ds} ${xades}>${methods}${references}</ds:SignedInfo>`;
  const value = by.sign(Buffer.from(info));
  const token = await authority.timestamp(Buffer.from(parts.stampedOver ?? value), at);
  const answers = [parts.ocsp]
    .flat()
    .map((one) => `<xades:EncapsulatedOCSPValue>${one.toString('base64')}</xades:EncapsulatedOCSPValue>`);
  const unsigned = `<xades:EncapsulatedTimeStamp>${token.toString('base64')}</xades:EncapsulatedTimeStamp>${answers.join('')}`;
  const signature = `<ds:Signature ${ds} ${xades}>${info}<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue><ds:X509Certificate>${by.certificate.raw.toString('base64')}</ds:X509Certificate><xades:SignedProperties Id="p">${inner}${unsigned}</ds:Signature>`;
  const files = {
    mimetype: 'application/vnd.etsi.asic-e+zip',
    'message.xml': parts.message,
    ...(parts.chainResult === undefined ? {} : { 'sig-hashchainresult.xml': parts.chainResult }),
    'META-INF/signatures.xml': signature,
    ...parts.files,
  };
  return packed(files, parts.local);
}

/** Parts of a container whose message is one of a batch: a chain of one step, which leads to its files. */
export function batchOf(files: Readonly<Record<string, string>>, transforms = ''): Partial<Parts> {
  const chain = `xmlns:h="http://cyber.ee/hashchain" ${ds}`;
  const uri = Buffer.from(sha512);
  const sequence = (...parts: readonly Buffer[]) => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from(body.length < 128 ? [0x30, body.length] : [0x30, 0x81, body.length]), body]);
  };
  const items = Object.values(files).map((content) => {
    const value = createHash('sha512').update(content).digest();
    return sequence(Buffer.from([4, value.length]), value, Buffer.from([12, uri.length]), uri, sequence());
  });
  const references = Object.entries(files).map(
    ([name, content]) =>
      `<h:DataRef URI="/${name}">${transforms}<ds:DigestValue>${digest(content)}</ds:DigestValue></h:DataRef>`,
  );
  return {
    chainResult: `<h:HashChainResult ${chain} URI="/sig-hashchain.xml#A">${method}<ds:DigestValue>${digest(sequence(...items))}</ds:DigestValue></h:HashChainResult>`,
    files: {
      'sig-hashchain.xml': `<h:HashChain ${chain}><h:DefaultDigestMethod Algorithm="${sha512}"/><h:HashStep id="A">${references.join('')}</h:HashStep></h:HashChain>`,
    },
  };
}

type Content = Readonly<Record<string, string | Buffer>>;

/** A ZIP file of files as they are; `local` gives some another name where their content begins. */
export async function packed(files: Content, local: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const [pieces, directory] = [[] as Buffer[], [] as Buffer[]];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content as string);
    const header = (signature: number, called: string, before: number[], after: number[]) => {
      const head = Buffer.alloc(26);
      head.writeUInt32LE(crc32(bytes), 10);
      head.writeUInt32LE(bytes.length, 14);
      head.writeUInt32LE(bytes.length, 18);
      head.writeUInt16LE(Buffer.byteLength(called), 22);
      const start = Buffer.alloc(4);
      start.writeUInt32LE(signature);
      return Buffer.concat([start, Buffer.from(before), head, Buffer.from(after), Buffer.from(called)]);
    };
    const place = Buffer.alloc(4);
    place.writeUInt32LE(at);
    const piece = Buffer.concat([header(0x04034b50, local[name] ?? name, [], []), bytes]);
    pieces.push(piece);
    directory.push(header(0x02014b50, name, [0, 0], [...Buffer.alloc(10), ...place]));
    at += piece.length;
  }
  const end = Buffer.alloc(22);
  const size = Buffer.concat(directory).length;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}
