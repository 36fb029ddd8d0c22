import { X509Certificate } from 'node:crypto';
import { InvalidEvidence } from './verdict.ts';
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
  /** Java class that reads a member out of a certificate of its making. */
  readonly profile?: string;
}

/**
 * Reads `shared-params.xml` of X-Road's global configuration (pr-gconf). Authorities whose certificates are for
 * connections only sign nothing. Throws {@link InvalidEvidence}.
 */
export function readSharedParameters(bytes: Uint8Array): Trust {
  const root = rootOf(parseXml(bytes, 'shared-params.xml'));
  const signing = named(root, 'approvedCA').filter(
    (ca) => !/^\s*(?:true|1)\s*$/.test(textIn(ca, 'authenticationOnly')),
  );
  const authorities = signing.map((ca): Authority => {
    const issuers = [...named(ca, 'topCA'), ...named(ca, 'intermediateCA')];
    return {
      certificates: issuers.flatMap(certificatesIn),
      ocsp: issuers.flatMap((issuer) => named(issuer, 'ocsp').flatMap(certificatesIn)),
      profile: textIn(ca, 'certificateProfileInfo').trim(),
    };
  });
  const seconds = named(root, 'globalSettings').flatMap((settings) => named(settings, 'ocspFreshnessSeconds'));
  const ocspSeconds = seconds.length === 0 ? 3600 : Number(seconds[0]?.textContent?.trim() || Number.NaN);
  if (!(ocspSeconds > 0 && Number.isFinite(ocspSeconds)))
    throw new InvalidEvidence('invalid_xml', 'ocspFreshnessSeconds is no number of seconds');
  return {
    authorities,
    timestampers: named(root, 'approvedTSA').flatMap(certificatesIn),
    ocspSeconds,
  };
}

const named = (node: Element, name: string): readonly Element[] =>
  children(node).filter((one) => one.localName === name);

const textIn = (node: Element, name: string): string => named(node, name)[0]?.textContent ?? '';

/** Certificates are the Base64 of DER or, in some installations, of PEM. */
const certificatesIn = (node: Element): readonly X509Certificate[] =>
  named(node, 'cert').map((cert) => new X509Certificate(Buffer.from(cert.textContent ?? '', 'base64')));
