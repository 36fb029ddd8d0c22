/** SHA-256 (NIST). */
export const sha256 = '2.16.840.1.101.3.4.2.1';

/** How a credential signs: the object identifier for the service, the name for JWS. */
export interface Algorithm {
  readonly oid: string;
  readonly jws: 'ES256' | 'RS256';
}

const known: readonly Algorithm[] = [
  // ecdsa-with-SHA256, and a key on a curve of which nothing more is said.
  { oid: '1.2.840.10045.4.3.2', jws: 'ES256' },
  { oid: '1.2.840.10045.2.1', jws: 'ES256' },
  // sha256WithRSAEncryption, and rsaEncryption.
  { oid: '1.2.840.113549.1.1.11', jws: 'RS256' },
  { oid: '1.2.840.113549.1.1.1', jws: 'RS256' },
];

/** The first of ours that is among those of a key. */
export const signAlgorithmOf = (oids: readonly string[]): Algorithm | undefined =>
  known.find(({ oid }) => oids.includes(oid));
