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

const mostKept = 1000;

/**
 * Those who call and are called are few, and each exchange reads and prints their names a dozen times: what was read is
 * kept, with how it is printed.
 */
function keeping<T extends object>(read: (text: string) => T, note: (id: T) => void): (text: string) => T {
  let known = new Map<string, T>();
  return (given) => {
    const found = known.get(given);
    if (found !== undefined) return found;
    // A part of a message would keep the whole of it.
    const text = Buffer.from(given).toString();
    const id = Object.freeze(read(text));
    if (known.size >= mostKept) known = new Map();
    known.set(text, id);
    note(id);
    return id;
  };
}

/** How those that are kept are printed: as systems, as services. */
const systems = new WeakMap<ClientId, string>();
const services = new WeakMap<ServiceId, string>();
const noteService = (id: ServiceId): void => {
  systems.set(id, systemText(id));
  services.set(id, serviceText(id));
};

/** Reads `instance/class/code[/subsystem]`, each part percent-encoded on its own (pr-rest §4.3). */
export const readClientId = keeping(clientIn, (id) => void systems.set(id, systemText(id)));

function clientIn(text: string): ClientId {
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
export const readServiceId = keeping(serviceIn, noteService);

function serviceIn(text: string): ServiceId {
  const at = text.lastIndexOf('/');
  const { subsystem, ...member } = clientIn(text.slice(0, Math.max(at, 0)));
  if (subsystem === undefined)
    throw new MalformedMessage('target', 'a service is instance/class/code/subsystem/service');
  return { ...member, subsystem, service: decodePart('target', text.slice(at + 1)) };
}

/** Reads the same five parts where they stand in the path of a request. */
export const readTarget = keeping((text): ServiceId => {
  const parts = text.split('/').map((part) => decodePart('target', part));
  const [instance = '', memberClass = '', memberCode = '', subsystem = '', service = ''] = parts;
  return { instance, memberClass, memberCode, subsystem, service };
}, noteService);

export const printGatewayId = ({ gateway, ...member }: GatewayId): string =>
  printClientId({ ...member, subsystem: gateway });

/** Of a service, its subsystem. */
export const printClientId = (id: ClientId): string => systems.get(id) ?? systemText(id);

function systemText({ instance, memberClass, memberCode, subsystem }: ClientId): string {
  const member = `${encodePart(instance)}/${encodePart(memberClass)}/${encodePart(memberCode)}`;
  return subsystem === undefined ? member : `${member}/${encodePart(subsystem)}`;
}

export const printServiceId = (id: ServiceId): string => services.get(id) ?? serviceText(id);

const serviceText = (id: ServiceId): string => `${systemText(id)}/${encodePart(id.service)}`;

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
