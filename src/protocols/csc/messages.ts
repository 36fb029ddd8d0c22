import { type Algorithm, signAlgorithmOf, sha256 } from './algorithms.ts';

/*
 * Messages of the API of the Cloud Signature Consortium, version 2 (“Architectures and protocols for remote signature
 * applications”): what is sent to a signing service, and what of its answers is read. All paths lie below the
 * service's address, `https://…/csc/v2`, those of OAuth below the address that it names in `info`.
 */

/** An answer that is not what the API says. */
export class MalformedAnswer extends Error {
  override name = 'MalformedAnswer';
}

/** What is read of `info` (§11.1). */
export interface ServiceInfo {
  readonly name: string;
  /** Below it lie `oauth2/authorize` and `oauth2/token`. */
  readonly oauth2: string;
}

export function readInfo(answer: unknown): ServiceInfo {
  const { name, oauth2, methods } = record(answer);
  const offered = list(methods).map(String);
  for (const method of ['credentials/list', 'credentials/info', 'signatures/signHash'])
    if (!offered.includes(method)) throw new MalformedAnswer(`the service does not offer ${method}`);
  const base = text(oauth2, 'oauth2');
  if (!URL.canParse(base)) throw new MalformedAnswer('oauth2 is no address');
  return { name: text(name, 'name').slice(0, 250), oauth2: base.replace(/\/$/, '') };
}

/** Scope `service` lets one list what somebody may sign with, `credential` lets that sign one thing (§8.3). */
interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  /** PKCE, S256 (RFC 7636). */
  readonly challenge: string;
  readonly lang: string;
}

/** What a credential is asked to sign: the answer then signs these hashes and no others. */
export interface HashOrder {
  readonly credentialID: string;
  readonly digest: Buffer;
  /** What the person reads before they agree. */
  readonly description: string;
}

/** Address to which the person is led, to sign in at the service or to agree to a signature (§8.4.2). */
export function authorizeAddress(info: ServiceInfo, asked: Authorization, order?: HashOrder): string {
  const address = new URL(`${info.oauth2}/oauth2/authorize`);
  const parameters = {
    response_type: 'code',
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    scope: order ? 'credential' : 'service',
    state: asked.state,
    code_challenge: asked.challenge,
    code_challenge_method: 'S256',
    lang: asked.lang,
    ...(order
      ? {
          credentialID: order.credentialID,
          numSignatures: '1',
          hashes: order.digest.toString('base64url'),
          hashAlgorithmOID: sha256,
          description: order.description.slice(0, 500),
        }
      : {}),
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}

/** Form for `oauth2/token` (§8.4.4, RFC 6749 §4.1.3). */
export function tokenForm(given: {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly code: string;
  readonly verifier: string;
}): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'authorization_code',
    code: given.code,
    client_id: given.clientId,
    client_secret: given.clientSecret,
    redirect_uri: given.redirectUri,
    code_verifier: given.verifier,
  });
}

/** A bearer token of scope `service`, or the signature activation data (SAD) of scope `credential`. */
export function readToken(answer: unknown, kind: 'Bearer' | 'SAD'): string {
  const { access_token, token_type } = record(answer);
  if (String(token_type).toLowerCase() !== kind.toLowerCase()) throw new MalformedAnswer(`token_type is not ${kind}`);
  return text(access_token, 'access_token');
}

/** Body of `credentials/list` (§11.4): what can sign now, with its certificates. */
export const listBody = {
  credentialInfo: true,
  certificates: 'chain',
  certInfo: true,
  authInfo: true,
  onlyValid: true,
};

/** Body of `credentials/info` (§11.5). */
export const infoBody = (credentialID: string) => ({
  credentialID,
  certificates: 'chain',
  certInfo: true,
  authInfo: true,
});

export type CertificateStatus = 'valid' | 'expired' | 'revoked' | 'suspended' | 'unknown';

/** A key of somebody that the service keeps, with its certificate. */
export interface Credential {
  readonly credentialID: string;
  readonly enabled: boolean;
  readonly status: CertificateStatus;
  /** Base64 of DER; the signer's first. */
  readonly certificates: readonly string[];
  /** How it signs; absent where it knows none of our algorithms. */
  readonly algorithm?: Algorithm;
  /** The person agrees on the service's own page. */
  readonly byCode: boolean;
}

/** Those of the list of which the service tells enough. */
export function readCredentials(answer: unknown): readonly Credential[] {
  return list(record(answer).credentialInfos).map((one) =>
    readCredential(one, text(record(one).credentialID, 'credentialID')),
  );
}

const statuses: readonly string[] = ['valid', 'expired', 'revoked', 'suspended'];

export function readCredential(answer: unknown, credentialID: string): Credential {
  const { key, cert, auth } = record(answer);
  const { status: enabled, algo } = record(key);
  const { status, certificates } = record(cert);
  const algorithm = signAlgorithmOf(list(algo).map(String));
  return {
    credentialID,
    enabled: enabled === 'enabled',
    status: statuses.includes(String(status)) ? (status as CertificateStatus) : 'unknown',
    certificates: list(certificates).map((one) => text(one, 'certificates')),
    ...(algorithm ? { algorithm } : {}),
    byCode: record(auth).mode === 'oauth2code',
  };
}

/** Body of `signatures/signHash` (§11.10). */
export function signBody(given: {
  readonly credentialID: string;
  readonly sad: string;
  readonly digest: Buffer;
  readonly algorithm: Algorithm;
}) {
  return {
    credentialID: given.credentialID,
    SAD: given.sad,
    hashes: [given.digest.toString('base64')],
    hashAlgorithmOID: sha256,
    signAlgo: given.algorithm.oid,
  };
}

export function readSignature(answer: unknown): Buffer {
  const found = list(record(answer).signatures);
  if (found.length !== 1) throw new MalformedAnswer(`${found.length} signatures were given for one hash`);
  return Buffer.from(text(found[0], 'signatures'), 'base64');
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MalformedAnswer('an object was expected');
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length > 100) throw new MalformedAnswer('a list was expected');
  return value;
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '' || value.length > 20_000)
    throw new MalformedAnswer(`${name} was expected`);
  return value;
}
