import type { X509Certificate } from 'node:crypto';
import { type MemberId, printClientId, readClientId } from '../identifier.ts';
import { pkiOf } from './certificate.ts';
import { InvalidEvidence } from './verdict.ts';
import { children, type Element, parseXml, rootOf } from './xml.ts';

/**
 * The member that a message says it is from: the client of a request, the provider of an answer. Throws
 * {@link InvalidEvidence} where it says none, or more than one.
 */
export function claimedMember(message: Buffer): MemberId {
  const said = /^(?:\uFEFF)?\s*</.test(message.toString('utf8', 0, 1024)) ? saidInSoap(message) : saidInRest(message);
  const names = new Set(said.map((member) => member && printClientId(member)));
  const [member] = said;
  if (member === undefined || names.size !== 1)
    throw new InvalidEvidence('incorrect_certificate', 'the message does not say which one member it is from');
  return member;
}

/** The lines before the body (pr-rest §4): of an answer the first holds its status. */
function saidInRest(message: Buffer): readonly (MemberId | undefined)[] {
  const [first = '', , ...lines] = message.toString('utf8').split('\r\n');
  const wanted = /^\d{3}$/.test(first) ? 'x-road-service' : 'x-road-client';
  return lines
    .map((line) => /^([^:]+):(.*)$/.exec(line))
    .filter((header) => header?.[1]?.toLowerCase() === wanted)
    .map((header) => memberIn(header?.[2] ?? ''));
}

function memberIn(text: string): MemberId | undefined {
  try {
    return readClientId(text.trim().split('/').slice(0, 3).join('/'));
  } catch {
    return undefined;
  }
}

const envelope = 'http://schemas.xmlsoap.org/soap/envelope/';
const header = 'http://x-road.eu/xsd/xroad.xsd';
const identifiers = 'http://x-road.eu/xsd/identifiers';

/** Header of SOAP (pr-mess §2): a body whose element ends in `Response` is an answer. */
function saidInSoap(message: Buffer): readonly (MemberId | undefined)[] {
  const root = rootOf(parseXml(message, 'message.xml'));
  const parts = (name: string) => named(root, envelope, name).flatMap((part) => children(part));
  const answers = parts('Body').some((one) => one.localName?.endsWith('Response') === true);
  const wanted = answers ? 'service' : 'client';
  return parts('Header')
    .filter((one) => one.namespaceURI === header && one.localName === wanted)
    .map(memberOf);
}

const named = (node: Element, namespace: string, name: string): readonly Element[] =>
  children(node).filter((one) => one.namespaceURI === namespace && one.localName === name);

function memberOf(node: Element): MemberId | undefined {
  const part = (name: string) => {
    const found = named(node, identifiers, name);
    return found.length === 1 ? (found[0]?.textContent ?? '').trim() : '';
  };
  const member = {
    instance: part('xRoadInstance'),
    memberClass: part('memberClass'),
    memberCode: part('memberCode'),
  };
  return Object.values(member).includes('') ? undefined : member;
}

type Subject = (attribute: string) => string | undefined;

const [commonName, serial, country, organization, unit] = ['2.5.4.3', '2.5.4.5', '2.5.4.6', '2.5.4.10', '2.5.4.11'];
const businessCategory = '2.5.4.15';

/** Where a certificate's name holds the member, by the profiles that X-Road brings with it. */
const profiles: Readonly<Record<string, (of: Subject) => { readonly [Part in keyof MemberId]?: string | undefined }>> =
  {
    BasicCertificateProfileInfoProvider: (of) => ({ memberClass: of(businessCategory), memberCode: of(serial) }),
    EjbcaCertificateProfileInfoProvider: (of) => ofNames(of, country, organization),
    FiVRKCertificateProfileInfoProvider(of) {
      const [instance, , memberClass] = of(serial)?.split('/') ?? [];
      if (instance !== undefined) return { instance, memberClass, memberCode: of(commonName) };
      return of(unit) === undefined ? ofNames(of, country, organization) : ofNames(of, organization, unit);
    },
    SkKlass3CertificateProfileInfoProvider: (of) => ({ memberCode: of(serial) }),
  };

const ofNames = (of: Subject, instance = '', memberClass = '') => ({
  instance: of(instance),
  memberClass: of(memberClass),
  memberCode: of(commonName),
});

/**
 * Checks that a certificate is that of a member. Of a profile that is not known its name must hold the member's code,
 * wherever it stands.
 */
export function checkMember(certificate: X509Certificate, member: MemberId, profile: string | undefined): void {
  const names = pkiOf(certificate).subject.typesAndValues.map(({ type, value }) => [type, textOf(value)] as const);
  const name = profile?.split('.').at(-1) ?? '';
  const read = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  const found = read?.((attribute) => names.find(([type]) => type === attribute)?.[1]);
  const right =
    found === undefined
      ? names.some(([, value]) => holds(value, member.memberCode))
      : found.memberCode === member.memberCode &&
        (found.memberClass ?? member.memberClass) === member.memberClass &&
        (found.instance ?? member.instance) === member.instance;
  if (right) return;
  const said = `the message says that it is from ${printClientId(member)}`;
  throw new InvalidEvidence('incorrect_certificate', `${said}, and ${certificate.subject} signed it`);
}

function textOf(value: { readonly valueBlock: object }): string {
  const block = value.valueBlock as { readonly value?: unknown };
  return typeof block.value === 'string' ? block.value : '';
}

/** As a whole word: `NTRAZ-1234` holds 1234, `12345` does not. */
const holds = (value: string, code: string): boolean =>
  ` ${value} `.split(code).some((before, index, parts) => {
    const after = parts[index + 1];
    return after !== undefined && !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after);
  });
