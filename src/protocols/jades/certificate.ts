import type { X509Certificate } from 'node:crypto';
import { type BitString, fromBER } from 'asn1js';
import { Certificate } from 'pkijs';
import { InvalidSignature } from './fault.ts';

/** Whom a certificate names. */
export interface Subject {
  readonly name: string;
  /** Code of the person in the register of a country (ETSI EN 319 412-1 §5.1.3): `PNOAZ-5KN7R2A` says AZ and 5KN7R2A. */
  readonly personal?: { readonly country: string; readonly code: string };
  /** Who issued it, by common name or organisation. */
  readonly issuer: string;
}

const oids = { commonName: '2.5.4.3', serialNumber: '2.5.4.5', organisation: '2.5.4.10', keyUsage: '2.5.29.15' };

const parsed = (certificate: X509Certificate): Certificate =>
  new Certificate({ schema: fromBER(Uint8Array.from(certificate.raw).buffer).result });

function attribute(name: Certificate['subject'], type: string): string | undefined {
  const found = name.typesAndValues.filter((one) => one.type === type);
  // A name that stands there twice could be read as either.
  if (found.length !== 1) return undefined;
  const value: unknown = found[0]?.value.valueBlock.value;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function subjectOf(certificate: X509Certificate): Subject {
  const { subject, issuer } = parsed(certificate);
  const [, country, code] = /^PNO([A-Z]{2})-([0-9A-Z]{1,40})$/.exec(attribute(subject, oids.serialNumber) ?? '') ?? [];
  return {
    name: attribute(subject, oids.commonName) ?? certificate.subject.split('\n').join(', '),
    ...(country === undefined || code === undefined ? {} : { personal: { country, code } }),
    issuer:
      attribute(issuer, oids.commonName) ??
      attribute(issuer, oids.organisation) ??
      certificate.issuer.split('\n').join(', '),
  };
}

/** Non-repudiation and digital signature, the first two bits of the key usage (RFC 5280 §4.2.1.3). */
const forContent = 0x40;
const forSigning = 0x80;

/** A qualified certificate says that its key is for content: a key for signing in somewhere commits nobody. */
function checkUsage(certificate: X509Certificate): void {
  const usage = parsed(certificate).extensions?.find(({ extnID }) => extnID === oids.keyUsage)?.parsedValue as
    | BitString
    | undefined;
  const [bits = 0] = usage?.valueBlock.valueHexView ?? [];
  if ((bits & forContent) === 0 || certificate.ca)
    throw new InvalidSignature(
      'not_for_signing',
      `its key usage is ${bits & (forContent | forSigning)}, not content commitment`,
    );
}

function checkInForce({ validFromDate, validToDate }: X509Certificate, at: Date): void {
  if (at >= validFromDate && at <= validToDate) return;
  const [from, to] = [validFromDate.toISOString(), validToDate.toISOString()];
  throw new InvalidSignature('not_in_force', `the certificate holds from ${from} to ${to}`);
}

const issued = (certificate: X509Certificate, by: X509Certificate): boolean =>
  by.ca && certificate.checkIssued(by) && certificate.verify(by.publicKey);

const longestChain = 5;

/**
 * Proves that a certificate leads to one that is trusted, each of the way in force at that moment and the first one for
 * signing content (RFC 5280 §6, without policies). The way is taken from what came with the signature; who is trusted
 * never is. @throws InvalidSignature
 */
export function checkChain(
  chain: readonly X509Certificate[],
  { at, anchors }: { readonly at: Date; readonly anchors: readonly X509Certificate[] },
): void {
  const [first, ...others] = chain;
  if (first === undefined || chain.length > longestChain)
    throw new InvalidSignature('malformed', `a chain of ${chain.length} certificates`);
  checkUsage(first);
  let present = first;
  const left = new Set(others);
  for (;;) {
    checkInForce(present, at);
    const anchor = anchors.find((one) => issued(present, one));
    if (anchor) return checkInForce(anchor, at);
    const next = [...left].find((one) => issued(present, one));
    if (next === undefined)
      throw new InvalidSignature('untrusted', `nobody who is trusted issued ${subjectOf(first).issuer}’s certificate`);
    left.delete(next);
    present = next;
  }
}
