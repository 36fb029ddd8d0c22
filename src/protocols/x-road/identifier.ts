import { MalformedMessage } from './malformed.ts';

/** A member of the exchange: an institution or a company. */
export interface MemberId {
  readonly instance: string;
  readonly memberClass: string;
  readonly memberCode: string;
}

/** An information system of a member; without subsystem the member itself. */
export interface ClientId extends MemberId {
  readonly subsystem?: string;
}

export interface ServiceId extends MemberId {
  readonly subsystem: string;
  readonly service: string;
}

/** A gateway, as `X-Road-Security-Server` names it. */
export interface GatewayId extends MemberId {
  readonly gateway: string;
}

/** Whom a request is made for, as `X-Road-Represented-Party` names it. */
export interface RepresentedParty {
  readonly partyClass?: string;
  readonly partyCode: string;
}

/** Reads `instance/class/code[/subsystem]`, each part percent-encoded on its own (pr-rest §4.3). */
export function readClientId(text: string): ClientId {
  const parts = text.split('/');
  if (parts.length < 3 || parts.length > 4)
    throw new MalformedMessage('client', 'X-Road-Client is not instance/class/code/subsystem');
  const [instance, memberClass, memberCode, subsystem] = parts.map((part) => decodePart('client', part));
  const member = { instance: instance ?? '', memberClass: memberClass ?? '', memberCode: memberCode ?? '' };
  return subsystem === undefined ? member : { ...member, subsystem };
}

/** Reads `instance/class/code/gateway`, all four parts. */
export function readGatewayId(text: string): GatewayId {
  const parts = text.split('/').map((part) => decodePart('gateway', part));
  const [instance = '', memberClass = '', memberCode = '', gateway = ''] = parts;
  if (parts.length !== 4)
    throw new MalformedMessage('gateway', 'X-Road-Security-Server is not instance/class/code/server');
  return { instance, memberClass, memberCode, gateway };
}

/** Reads `[class/]code`. */
export function readRepresentedParty(text: string): RepresentedParty {
  const parts = text.split('/').map((part) => decodePart('party', part));
  const [first = '', second] = parts;
  if (parts.length > 2) throw new MalformedMessage('party', 'X-Road-Represented-Party is not class/code');
  return second === undefined ? { partyCode: first } : { partyClass: first, partyCode: second };
}

/** Reads `instance/class/code/subsystem/service`, all five parts. */
export function readServiceId(text: string): ServiceId {
  const at = text.lastIndexOf('/');
  const { subsystem, ...member } = readClientId(text.slice(0, Math.max(at, 0)));
  if (subsystem === undefined)
    throw new MalformedMessage('target', 'a service is instance/class/code/subsystem/service');
  return { ...member, subsystem, service: decodePart('target', text.slice(at + 1)) };
}

export const printGatewayId = ({ gateway, ...member }: GatewayId): string =>
  printClientId({ ...member, subsystem: gateway });

/** Of a service, its subsystem. */
export function printClientId({ instance, memberClass, memberCode, subsystem }: ClientId): string {
  const member = `${encodePart(instance)}/${encodePart(memberClass)}/${encodePart(memberCode)}`;
  return subsystem === undefined ? member : `${member}/${encodePart(subsystem)}`;
}

export const printServiceId = (id: ServiceId): string => `${printClientId(id)}/${encodePart(id.service)}`;

/** Characters that a path segment holds as they are (RFC 3986 §3.3) are not encoded. */
const encodePart = (part: string): string =>
  isPlain(part)
    ? part
    : encodeURIComponent(part).replace(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, (code) => decodeURIComponent(code));

/** Nearly all parts are written as they are; each exchange prints some eighty. */
const isPlain = (part: string): boolean => /^[\w.-]+$/.test(part);

export function decodePart(what: MalformedMessage['what'], part: string): string {
  if (isPlain(part)) return part;
  let text: string;
  try {
    text = decodeURIComponent(part);
  } catch (cause) {
    throw new MalformedMessage(what, 'an identifier is not percent-encoded UTF-8', { cause });
  }
  if (text.trim() === '') throw new MalformedMessage(what, 'a part of an identifier is empty');
  if (/\p{Cc}/u.test(text)) throw new MalformedMessage(what, 'an identifier holds a control character');
  return text;
}
