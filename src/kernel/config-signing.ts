import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigProblem } from './config-problem.ts';

/** A service that keeps people's keys for signing and signs with them when they agree. */
export interface SigningConfig {
  /** Of the API of the Cloud Signature Consortium, without a slash at the end: `https://sign.example/csc/v2`. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Authorities whose certificates are believed. */
  readonly anchors: readonly X509Certificate[];
}

const names = ['VAHID_CSC_URL', 'VAHID_CSC_CLIENT_ID', 'VAHID_CSC_CLIENT_SECRET', 'VAHID_CSC_ANCHORS'] as const;

/** Undefined where none is named. @throws ConfigProblem */
export function readSigning(
  env: Readonly<Record<string, string | undefined>>,
  mode: 'demo' | 'production',
): SigningConfig | undefined {
  const [url = '', clientId = '', clientSecret = '', file = ''] = names.map((name) => env[name] ?? '');
  if (!url && !clientId && !clientSecret && !file) return undefined;
  if (!url || !clientId || !clientSecret || !file) throw new ConfigProblem(`Set ${names.join(', ')} together.`);
  const { protocol, search } = URL.canParse(url) ? new URL(url) : new URL('none:');
  const fits = protocol === 'https:' || (mode === 'demo' && protocol === 'http:');
  if (!fits || search !== '')
    throw new ConfigProblem(
      `VAHID_CSC_URL is "${url}"; write the address of the signing service, as https://sign.example/csc/v2.`,
    );
  return { url: url.replace(/\/$/, ''), clientId, clientSecret, anchors: readAnchors(file) };
}

function readAnchors(file: string): readonly X509Certificate[] {
  const wrong = (what: string) =>
    new ConfigProblem(
      `VAHID_CSC_ANCHORS names ${file}, ${what}; write a file of PEM certificates of the authorities that are trusted.`,
    );
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw wrong('which cannot be read');
  }
  const anchors = certificatesIn(text);
  if (anchors.length === 0 || anchors.some(({ ca }) => !ca)) throw wrong('which holds something else');
  return anchors;
}

/** Certificates of a PEM file; none where one of them cannot be read. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  try {
    const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    return found.map((one) => new X509Certificate(one));
  } catch {
    return [];
  }
}
