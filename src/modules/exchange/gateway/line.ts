import { printClientId, printServiceId, type RestRequest } from '../../../protocols/x-road/index.ts';
import { clientFault, type GatewayFault, serverFault } from './fault.ts';
import type { LoggedMessage } from './message-log.ts';
import type { Station } from './station.ts';
import type { ReceivedMessage, SealedMessage } from './wire.ts';

/** What all lines of one exchange say in one log. */
export type Line = Pick<LoggedMessage, 'side' | 'requestId' | 'client' | 'service' | 'method' | 'peer' | 'right'>;

export const namesOf = ({ requestId, client, service, method }: RestRequest) => ({
  requestId,
  client: printClientId(client),
  service: printServiceId(service),
  method,
});

/** Whether a request has names that the log takes: a UUID, and identifiers that are not over long. */
export function isLoggable(request: RestRequest): boolean {
  const { requestId, client, service } = namesOf(request);
  return (
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(requestId) && client.length <= 1200 && service.length <= 1500
  );
}

export const keptOf = ({ head, headDigest, body, seal }: ReceivedMessage | SealedMessage) => ({
  head,
  headDigest,
  ...(body ? { body: body.bytes, bodyDigest: body.sha512 } : {}),
  seal,
});

/** The line that says why no message followed. Where the log does not take it, the asker is told of the fault all the same. */
export async function logFailure(station: Station, line: Line, { code }: GatewayFault): Promise<void> {
  const failure = { ...line, kind: 'failure', signer: station.id, signedAt: station.now(), fault: code } as const;
  await station.log.append(failure).catch((error: unknown) => station.note(error, { requestId: line.requestId }));
}

/** Of requests before a moment says that whatever became of them is not known: a gateway ended in their middle. */
export async function markInterrupted(station: Station, before: Date): Promise<void> {
  for (const line of await station.log.unanswered(before)) {
    const leg = line.side === 'consumer' ? clientFault : serverFault;
    await logFailure(station, line, leg('interrupted', 'The gateway ended before an answer came'));
  }
}
