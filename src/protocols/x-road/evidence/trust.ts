import { X509Certificate } from 'node:crypto';
import { children, type Element, parseXml, rootOf } from './xml.ts';

/** Whom a verifier believes: who issues certificates, who says that they still hold, who stamps the time. */
export interface Trust {
  readonly authorities: readonly Authority[];
  readonly timestampers: readonly X509Certificate[];
  /** How old an OCSP answer may be when it was used. */
  readonly ocspSeconds: number;
}

export interface Authority {
  /** The root and what it issued for issuing. */
  readonly certificates: readonly X509Certificate[];
  readonly ocsp: readonly X509Certificate[];
}

/** Reads `shared-params.xml` of X-Road's global configuration (pr-gconf). */
export function readSharedParameters(bytes: Uint8Array): Trust {
  const root = rootOf(parseXml(bytes, 'shared-params.xml'));
  const authorities = named(root, 'approvedCA').map((ca): Authority => {
    const issuers = [...named(ca, 'topCA'), ...named(ca, 'intermediateCA')];
    return {
      certificates: issuers.flatMap(certificatesIn),
      ocsp: issuers.flatMap((issuer) => named(issuer, 'ocsp').flatMap(certificatesIn)),
    };
  });
  const seconds = named(root, 'globalSettings').flatMap((settings) => named(settings, 'ocspFreshnessSeconds'));
  return {
    authorities,
    timestampers: named(root, 'approvedTSA').flatMap(certificatesIn),
    ocspSeconds: Number(seconds[0]?.textContent ?? 3600),
  };
}

const named = (node: Element, name: string): readonly Element[] =>
  children(node).filter((one) => one.localName === name);

/** Certificates are the Base64 of DER or, in some installations, of PEM. */
const certificatesIn = (node: Element): readonly X509Certificate[] =>
  named(node, 'cert').map((cert) => new X509Certificate(Buffer.from(cert.textContent ?? '', 'base64')));
