import type { Log } from '../../../kernel/log.ts';
import { GatewayFault } from './fault.ts';

export interface Noted {
  /** Number under which the asker was told of it. */
  readonly detail?: string;
  readonly peer?: string;
  readonly requestId?: string;
  /** Identifiers as they were asked with; of them only what is written as names of systems are. */
  readonly client?: string;
  readonly service?: string;
}

/** Writes into the operational log why a message was refused. */
export type Note = (error: unknown, about: Noted) => void;

/** Of a request what is noted. */
export const notedOf = ({ requestId, client, service }: Required<Pick<Noted, 'requestId' | 'client' | 'service'>>) => ({
  requestId,
  client,
  service,
});

const mostPerSecond = 20;

/** Notes so many a second; of the others only how many they were: nobody fills the disk by asking. */
export function openNotes(log: Log): Note {
  let [second, count] = [0, 0];
  return (error, about) => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) {
      if (count > mostPerSecond) log.warn({ count: count - mostPerSecond }, 'more messages were refused');
      [second, count] = [now, 0];
    }
    count += 1;
    if (count > mostPerSecond) return;
    const { client, service, ...rest } = about;
    const names = {
      ...(client === undefined ? {} : { client: nameIn(client) }),
      ...(service === undefined ? {} : { service: nameIn(service) }),
    };
    log.warn({ ...whyOf(error), ...names, ...rest }, 'a message was refused');
  };
}

/** Our own words for what is known; where it is not, or a program of ours failed, the place in it. */
function whyOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof GatewayFault)) return { err: error };
  const { code, cause } = error;
  const reason = error.isTold ? 'told by the other gateway' : error.message;
  if (code.endsWith('.internal_error') || cause instanceof TypeError || cause instanceof RangeError)
    return { code, reason, err: cause };
  const because = codeOf(cause);
  return { code, reason, ...(because === undefined ? {} : { because }) };
}

/** Code of the system or of the database, as `ECONNREFUSED`, of an error or of what caused it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && !(error instanceof GatewayFault) ? code : codeOf(error.cause);
}

const written = [/^[a-z][a-z-]{0,19}$/i, /^[A-Z]{2,6}$/, /^(?:[a-z][\w.%-]*|\d{10})$/];

/**
 * An identifier up to the first part that is not written as instance, class, or code of an institution, system or service: a
 * path that lacks a part would have the number of a person there.
 */
function nameIn(id: string): string {
  const parts = id.split('/');
  const odd = parts.findIndex((part, at) => !written[Math.min(at, 2)]?.test(part));
  return odd < 0 ? id : [...parts.slice(0, odd), '…'].join('/');
}
