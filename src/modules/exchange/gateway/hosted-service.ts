import { InvalidInput } from '../../../kernel/refusal.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { RestRequest } from '../../../protocols/x-road/index.ts';
import { type Body, bodyOf } from './body.ts';
import { compilePlaces, keepPlaces } from './json-place.ts';
import type { ProviderAnswer } from './provider-call.ts';
import type { Right } from './rights.ts';

/** A request to a service that Vahid keeps itself, once it was judged and logged. */
export interface HostedCall {
  readonly vahid: Vahid;
  readonly request: RestRequest;
  readonly body?: Body;
  readonly right: Right;
  readonly now: Date;
  /** Tells that nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export interface HostedService {
  /**
   * It writes down itself whose data it gives out, asks for consent where `right.consent` needs that, and gives no more than
   * `right.fields`; its endpoints need name nobody.
   */
  readonly discloses?: true;
  /** A GatewayFault that it throws is told as it is; anything else as `service_failed`. */
  answer(call: HostedCall): Promise<ProviderAnswer>;
}

/**
 * Members of a JSON answer that the right lets through; all of it where it names none, undefined where nothing is left. For
 * services that disclose themselves.
 */
export const inRight = (answer: Buffer, { fields }: Right): Buffer | undefined =>
  fields === undefined ? answer : keepPlaces(answer, compilePlaces(fields));

/** An answer of a hosted service. */
export const answerWith = (status: number, type: string, bytes: Buffer): ProviderAnswer => ({
  status,
  reason: status < 400 ? 'OK' : 'Refused',
  headers: [['Content-Type', type]],
  body: bodyOf(bytes),
});

interface Checker<T> {
  Check(value: unknown): value is T;
  Errors(value: unknown): Iterable<{ instancePath: string; message: string }>;
}

/** What a system sent to a hosted service, where it has this shape; nothing at all is an empty object. Throws {@link InvalidInput}. */
export function readBody<T>(shape: Checker<T>, { body }: HostedCall): T {
  const value = parsed(body?.bytes);
  if (shape.Check(value)) return value;
  const paths = [...shape.Errors(value)].slice(0, 20);
  throw new InvalidInput(paths.map(({ instancePath: path, message }) => ({ path, message })));
}

function parsed(bytes: Buffer | undefined): unknown {
  if (bytes === undefined || bytes.length === 0) return {};
  try {
    const value = JSON.parse(bytes.toString('utf8')) as unknown;
    // PostgreSQL keeps neither the character NUL nor half a surrogate pair.
    if (!/\\u(?:0000|d[89a-f])/i.test(JSON.stringify(value))) return value;
  } catch {
    // Told below.
  }
  throw new InvalidInput([{ path: '', message: 'must be JSON of well-formed text' }]);
}

const scheme = 'vahid:';
const portOf = (name: string) => `exchange.hosted-service.${name}`;

/** Puts a service of this installation behind the gateway: `address: vahid:NAME` in its settings. Once per process. */
export function registerHostedService({ ports }: Vahid, name: string, service: HostedService): void {
  if (ports.has(portOf(name))) throw new Error(`hosted service ${name} is registered twice`);
  ports.set(portOf(name), service);
}

/** Name of the hosted service that an address leads to; undefined where it leads elsewhere. */
export const hostedName = (address: string): string | undefined =>
  address.startsWith(scheme) ? address.slice(scheme.length) : undefined;

export const hostedService = ({ ports }: Vahid, name: string): HostedService | undefined =>
  ports.get(portOf(name)) as HostedService | undefined;
