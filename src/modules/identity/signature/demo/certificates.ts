import { X509Certificate } from 'node:crypto';
import { BitString, Integer, PrintableString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension } from 'pkijs';
import type { KeyRing } from '../../../../kernel/key.ts';
import { type DemoKey, demoKey } from './key.ts';

/** A key for signing with its certificate. */
export interface DemoCredential {
  readonly key: DemoKey;
  readonly certificate: X509Certificate;
}

interface Wanted {
  readonly name: string;
  /** FIN; absent: an authority. */
  readonly fin?: string;
  readonly from?: Date;
  readonly to?: Date;
}

/** Issues certificates for signing to people who do not exist. */
export interface DemoAuthority {
  readonly certificate: X509Certificate;
  issue(wanted: Required<Pick<Wanted, 'name' | 'fin'>> & Wanted): Promise<DemoCredential>;
}

const years = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2040-01-01T00:00:00Z') };
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const oids = { commonName: '2.5.4.3', serialNumber: '2.5.4.5', country: '2.5.4.6' };

/**
 * An authority whose keys follow from the installation's: what was signed before the program started again can still be
 * checked. `name` tells two of them apart.
 */
export async function openDemoAuthority(ring: KeyRing, name = 'Vahid Demo CA'): Promise<DemoAuthority> {
  const root = demoKey(ring.digest('demo signing authority', name));
  const certificate = await certify({ name }, { issuer: name, key: root, by: root });
  return {
    certificate,
    async issue(wanted) {
      const key = demoKey(ring.digest('demo signing key', `${name}\0${wanted.fin}`));
      return { key, certificate: await certify(wanted, { issuer: name, key, by: root }) };
    },
  };
}

interface Making {
  readonly issuer: string;
  readonly key: DemoKey;
  readonly by: DemoKey;
}

async function certify({ name, fin, from, to }: Wanted, { issuer, key, by }: Making): Promise<X509Certificate> {
  const made = new Certificate();
  made.version = 2;
  made.serialNumber = new Integer({ value: 1 + Number.parseInt(fin ?? '1', 36) });
  made.notBefore.value = from ?? years.from;
  made.notAfter.value = to ?? years.to;
  const put = (place: Certificate['subject'], type: string, value: Utf8String | PrintableString) =>
    place.typesAndValues.push(new AttributeTypeAndValue({ type, value }));
  put(made.issuer, oids.commonName, new Utf8String({ value: issuer }));
  if (fin !== undefined) {
    put(made.subject, oids.country, new PrintableString({ value: 'AZ' }));
    put(made.subject, oids.serialNumber, new PrintableString({ value: `PNOAZ-${fin}` }));
  }
  put(made.subject, oids.commonName, new Utf8String({ value: name }));
  made.extensions = extensions(fin === undefined);
  await made.subjectPublicKeyInfo.importKey(await imported(key, 'verify'));
  await made.sign(await imported(by, 'sign'), 'SHA-256');
  return new X509Certificate(Buffer.from(made.toSchema(true).toBER(false)));
}

/** Of an authority: that it is one. Of a person: that the key is for content, and nothing else (non-repudiation). */
function extensions(ca: boolean): Extension[] {
  const constraints = new BasicConstraints({ cA: ca }).toSchema().toBER(false);
  // The last of six or of one bit counts: certificate signing and CRLs, or content commitment.
  const usage = new BitString({ valueHex: Uint8Array.of(ca ? 0x06 : 0x40).buffer, unusedBits: ca ? 1 : 6 });
  return [
    new Extension({ extnID: '2.5.29.19', critical: true, extnValue: constraints }),
    new Extension({ extnID: '2.5.29.15', critical: true, extnValue: usage.toBER(false) }),
  ];
}

function imported({ jwk }: DemoKey, use: 'sign' | 'verify'): Promise<CryptoKey> {
  const { d, ...open } = jwk;
  return crypto.subtle.importKey('jwk', use === 'sign' ? { ...open, d: d ?? '' } : open, algorithm, true, [use]);
}
