import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import type { Vahid } from '../../../kernel/vahid.ts';
import { printServiceId } from '../../../protocols/x-road/index.ts';
import type { CompiledRemote } from '../../catalogue/index.ts';
import { instanceOf, subsystemIdOf } from '../directory/instance.ts';
import type { LoggedTerms } from '../log.ts';

/** The system as which this installation asks for an institution: `AZ/GOV/rinn/vahid`. */
const ownSystem = 'vahid';
const largestAnswer = 4 * 1024 * 1024;
const connections = 32;
const slot = 'exchange.door';

/** Says where the gateway that runs in this process takes the questions of information systems. */
export const setDoor = ({ ports }: Vahid, origin: string): void => void ports.set(slot, origin);

/** Where the gateway takes them: one in this process, else that of the setting VAHID_GATEWAY. */
export const doorOf = ({ ports, config }: Vahid): string | undefined =>
  (ports.get(slot) as string | undefined) ?? config.gateway;

export interface Question {
  readonly service: CompiledRemote['service'];
  readonly terms: LoggedTerms;
  readonly method: string;
  /** Below the service, with its query. */
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  /** By which both gateways know it. */
  readonly requestId?: string;
  /** Code of the exchange's own fault; the answer is then no register's. */
  readonly fault?: string;
  /** May not be used again: it was given by consent, or the register says so. */
  readonly noStore?: true;
  /** Seconds after which the register wants to be asked again. */
  readonly retryAfter?: number;
}

/** No door is set, so nobody can be asked. */
export class NoDoor extends Error {}

export interface DoorClient {
  ask(question: Question): Promise<Answer>;
}

/** Asks over the gateway's door for information systems. Redirects are answers like any other: nobody follows them. */
export function openDoor(vahid: Vahid): DoorClient {
  // A door is on this machine or beside it: what it does not answer at once it will not.
  const agent = new Agent({ connections, pipelining: 1, maxResponseSize: largestAnswer, connect: { timeout: 2_000 } });
  return {
    async ask(question) {
      const origin = doorOf(vahid);
      if (origin === undefined) throw new NoDoor('no gateway: set VAHID_GATEWAY, or serve with --gateway');
      const { method, body, signal } = question;
      const {
        statusCode,
        headers,
        body: answered,
      } = await agent.request({
        origin,
        path: `/r1/${serviceOf(vahid, question)}${question.path}`,
        method,
        headers: headersOf(vahid, question),
        ...(body === undefined ? {} : { body }),
        signal,
      });
      const text = await answered.text();
      const { 'x-road-error': fault, 'x-road-request-id': requestId } = headers;
      const after = Number(headers['retry-after']);
      return {
        status: statusCode,
        type: String(headers['content-type'] ?? ''),
        text,
        ...(fault === undefined ? {} : { fault: String(fault) }),
        ...(typeof requestId === 'string' && isRequestId.test(requestId) ? { requestId: requestId.toLowerCase() } : {}),
        ...(isNoStore(headers['cache-control']) ? { noStore: true } : {}),
        ...(Number.isFinite(after) && after > 0 ? { retryAfter: after } : {}),
      };
    },
  };
}

const isRequestId = /^[0-9a-f-]{36}$/i;

const isNoStore = (header: string | string[] | undefined): boolean =>
  [header ?? []].flat().some((one) => one.split(',').some((part) => /^\s*no-store\s*$/i.test(part)));

function serviceOf(vahid: Vahid, { service: { institution, system, service } }: Question): string {
  const member = { instance: instanceOf(vahid), memberClass: 'GOV', memberCode: institution };
  return printServiceId({ ...member, subsystem: system, service });
}

function headersOf(vahid: Vahid, { terms, body, headers = {} }: Question): Record<string, string> {
  const { consumer, purpose, reference } = terms;
  return {
    'X-Road-Client': subsystemIdOf(vahid, consumer, ownSystem),
    'X-Road-Id': `${instanceOf(vahid)}-${randomUUID()}`,
    'X-Vahid-Purpose': purpose,
    ...(reference === undefined ? {} : { 'X-Road-Issue': encodeURIComponent(reference) }),
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...headers,
  };
}
