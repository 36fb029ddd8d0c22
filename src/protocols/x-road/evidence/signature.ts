import { verify, X509Certificate } from 'node:crypto';
import { digestBy, methodOf } from './digest.ts';
import { InvalidEvidence } from './verdict.ts';
import { base64Of, byId, canonical, type Document, element, type Element, elements, inclusive } from './xml.ts';

/** What a signature stands over, and what came with it unsigned. */
export interface Signature {
  readonly certificate: X509Certificate;
  /** Files that the signature names, as `/message.xml`. */
  readonly files: ReadonlySet<string>;
  readonly ocsp: readonly Buffer[];
  /** A timestamp over the signature's value, where it is not made over a batch. */
  readonly timestamp?: Buffer;
  /** The signature's value: what such a timestamp is made over, in X-Road (in XAdES it would be the element around it). */
  readonly value: Buffer;
}

const signedProperties = 'http://uri.etsi.org/01903#SignedProperties';

const signedFiles = new Set(['/message.xml', '/sig-hashchainresult.xml']);

const algorithms: Readonly<Record<string, { readonly hash: string; readonly ecdsa?: true }>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { hash: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { hash: 'sha512' },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256': { hash: 'sha256', ecdsa: true },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384': { hash: 'sha384', ecdsa: true },
  'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512': { hash: 'sha512', ecdsa: true },
};

/** Checks a XAdES signature (ETSI TS 101 903) over files of its container, certificate and time apart. */
export function checkSignature(document: Document, fileOf: (uri: string) => Uint8Array | undefined): Signature {
  const signature = element(document, 'ds', 'Signature');
  const info = element(signature, 'ds', 'SignedInfo');
  const certificate = certificateOf(signature);
  const references = elements(info, 'ds', 'Reference');
  if (!references.some((one) => signedFiles.has(one.getAttribute('URI') ?? '')))
    throw new InvalidEvidence('malformed_signature', 'the signature names neither a message nor a batch');
  const form = element(info, 'ds', 'CanonicalizationMethod').getAttribute('Algorithm') ?? '';
  const value = base64Of(element(signature, 'ds', 'SignatureValue'));
  if (!isSigned(canonical(info, form), value, certificate, info))
    throw new InvalidEvidence('invalid_signature_value', 'the signature does not fit what it stands over');
  const files = new Set<string>();
  let properties: Element | undefined;
  for (const reference of references) {
    const uri = reference.getAttribute('URI') ?? '';
    if (uri.startsWith('#')) properties = checkInner(document, reference, uri.slice(1), properties);
    else files.add(checkFile(reference, uri, fileOf));
  }
  if (properties === undefined) throw new InvalidEvidence('malformed_signature', 'the signature has no properties');
  checkNamed(properties, certificate);
  const [timestamp] = elements(signature, 'xades', 'EncapsulatedTimeStamp').map(base64Of);
  return {
    certificate,
    files,
    ocsp: elements(signature, 'xades', 'EncapsulatedOCSPValue').map(base64Of),
    ...(timestamp === undefined ? {} : { timestamp }),
    value,
  };
}

function certificateOf(signature: Element): X509Certificate {
  try {
    return new X509Certificate(base64Of(element(signature, 'ds', 'X509Certificate')));
  } catch (cause) {
    throw new InvalidEvidence('malformed_signature', 'the signature names no certificate', { cause });
  }
}

function isSigned(bytes: Buffer, value: Buffer, { publicKey }: X509Certificate, info: Element): boolean {
  const method = element(info, 'ds', 'SignatureMethod').getAttribute('Algorithm') ?? '';
  const algorithm = Object.hasOwn(algorithms, method) ? algorithms[method] : undefined;
  if (algorithm === undefined || (algorithm.ecdsa === true) !== (publicKey.asymmetricKeyType === 'ec'))
    throw new InvalidEvidence('malformed_signature', `the signature method ${method} is not supported`);
  return verify(algorithm.hash, bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, value);
}

function checkInner(document: Document, reference: Element, id: string, before: Element | undefined): Element {
  const target = byId(document, id);
  if (before !== undefined || reference.getAttribute('Type') !== signedProperties)
    throw new InvalidEvidence('malformed_signature', `the signature refers to #${id}`);
  if (target.localName !== 'SignedProperties')
    throw new InvalidEvidence('malformed_signature', `#${id} holds no properties`);
  const forms = elements(reference, 'ds', 'Transform').map((one) => one.getAttribute('Algorithm') ?? '');
  if (forms.length > 1) throw new InvalidEvidence('malformed_signature', `#${id} is transformed more than once`);
  compare(reference, canonical(target, forms[0] ?? inclusive), `#${id}`);
  return target;
}

function checkFile(reference: Element, uri: string, fileOf: (uri: string) => Uint8Array | undefined): string {
  const file = fileOf(uri);
  if (file === undefined) throw new InvalidEvidence('malformed_signature', `${uri} is signed and not there`);
  if (elements(reference, 'ds', 'Transform').length > 0)
    throw new InvalidEvidence('malformed_signature', `${uri} is transformed before it is signed`);
  compare(reference, file, uri);
  return uri.startsWith('/') ? uri : `/${uri}`;
}

function compare(reference: Element, bytes: Uint8Array, name: string): void {
  const expected = base64Of(element(reference, 'ds', 'DigestValue'));
  if (!digestBy(methodOf(reference), bytes).equals(expected))
    throw new InvalidEvidence('invalid_signature_value', `${name} is not what was signed`);
}

/** The signature itself says whose certificate it goes with, so that another for the same key cannot take its place. */
function checkNamed(properties: Element, certificate: X509Certificate): void {
  const named = elements(properties, 'xades', 'CertDigest').some((one) =>
    digestBy(methodOf(one), certificate.raw).equals(base64Of(element(one, 'ds', 'DigestValue'))),
  );
  if (!named) throw new InvalidEvidence('malformed_signature', 'the signature was made with another certificate');
}
