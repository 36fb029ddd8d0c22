import { createHash } from 'node:crypto';
import { element, type Element } from './xml.ts';
import { InvalidEvidence } from './verdict.ts';

const algorithms: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
};

/** Digest by the algorithm that a URI of XML signatures names; SHA-1 and older are refused. */
export function digestBy(uri: string, ...parts: readonly Uint8Array[]): Buffer {
  const algorithm = Object.hasOwn(algorithms, uri) ? algorithms[uri] : undefined;
  if (algorithm === undefined) throw new InvalidEvidence('malformed_signature', `the digest ${uri} is not supported`);
  const hash = createHash(algorithm);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export const methodOf = (node: Element): string => element(node, 'ds', 'DigestMethod').getAttribute('Algorithm') ?? '';
