import { printClientId, printServiceId, type RestRequest } from '../../../protocols/x-road/index.ts';
import { clientFault, type GatewayFault, serverFault } from './fault.ts';
import { type LoggedMessage, newCourse } from './message-log.ts';
import type { Right } from './rights.ts';
import type { Station } from './station.ts';
import type { ReceivedMessage, SealedMessage } from './wire.ts';

/** What all lines of one exchange say in one log. */
export type Line = Pick<
  LoggedMessage,
  'side' | 'requestId' | 'client' | 'service' | 'method' | 'peer' | 'right' | 'course'
>;

export const namesOf = ({ requestId, client, service, method }: RestRequest) => ({
  requestId,
  client: printClientId(client),
  service: printServiceId(service),
  method,
});

export const lineOf = (side: Line['side'], request: RestRequest, peer: string, right?: Right): Line => ({
  side,
  requestId: request.requestId,
  client: printClientId(request.client),
  service: printServiceId(request.service),
  method: request.method,
  peer,
  right,
  course: newCourse(),
});

/** Whether a request has names that the log takes: a UUID, and identifiers that are not over long. */
export function isLoggable(request: RestRequest): boolean {
  const { requestId, client, service } = namesOf(request);
  return (
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(requestId) && client.length <= 1200 && service.length <= 1500
  );
}

/** How a message stands in the log: who sealed it, and of an answer its status. */
export interface Kept {
  readonly kind: 'request' | 'response';
  readonly signer: string;
  readonly status?: number;
}

/** A message as the log takes it; the names of the exchange one by one, as the log does. */
export const messageOf = (
  line: Line,
  { kind, signer, status }: Kept,
  { at, head, headDigest, body, seal }: ReceivedMessage | SealedMessage,
): LoggedMessage => ({
  side: line.side,
  kind,
  requestId: line.requestId,
  client: line.client,
  service: line.service,
  method: line.method,
  peer: line.peer,
  right: line.right,
  course: line.course,
  signer,
  signedAt: at,
  head,
  headDigest,
  body: body?.bytes,
  bodyDigest: body?.sha512,
  seal,
  status,
});

/** What of a gateway writes such lines. */
type Marker = Pick<Station, 'id' | 'log' | 'note' | 'now'>;

/** The line that says why no message followed. Where the log does not take it, the asker is told of the fault all the same. */
export async function logFailure(station: Marker, line: Line, { code }: GatewayFault): Promise<void> {
  const failure = { ...line, kind: 'failure', signer: station.id, signedAt: station.now(), fault: code } as const;
  await station.log.append(failure).catch((error: unknown) => station.note(error, { requestId: line.requestId }));
}

/** Of requests before a moment says that whatever became of them is not known: a gateway ended in their middle. */
export async function markInterrupted(station: Marker, before: Date): Promise<void> {
  for (const line of await station.log.unanswered(before)) {
    const leg = line.side === 'consumer' ? clientFault : serverFault;
    await logFailure(station, line, leg('interrupted', 'The gateway ended before an answer came'));
  }
}

interface Times {
  /** Until nothing is under way that was so at the start. */
  readonly afterMs: number;
  /** Until it is tried again. */
  readonly againMs: number;
  readonly attempts: number;
}

/** Marks what was under way before now, and tries again where the log cannot be read; ends with the returned function. */
export function keepMarking(station: Marker, { afterMs, againMs, attempts }: Times): () => void {
  const started = station.now();
  const state = { left: attempts };
  const mark = async () => {
    state.left -= 1;
    try {
      await markInterrupted(station, started);
    } catch (error) {
      station.note(error, {});
      if (state.left > 0) wait(againMs);
    }
  };
  let timer: NodeJS.Timeout;
  const wait = (milliseconds: number) => void (timer = setTimeout(() => void mark(), milliseconds).unref());
  wait(afterMs);
  return () => {
    state.left = 0;
    clearTimeout(timer);
  };
}
