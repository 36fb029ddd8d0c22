import type { Vahid } from '../../../kernel/vahid.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Journal } from '../../../kernel/writer.ts';
import { packSeal, type Seal } from '../../../protocols/gateway/seal.ts';
import type { Right } from './rights.ts';

/** One message, or the note that none came, as a gateway keeps it. */
export interface LoggedMessage {
  readonly side: 'consumer' | 'provider';
  readonly kind: 'request' | 'response' | 'failure';
  /** `X-Road-Request-Id`, one for a request and its answer. */
  readonly requestId: string;
  readonly client: string;
  readonly service: string;
  readonly method: string;
  /** Gateway at the other end. */
  readonly peer: string;
  /** Gateway that sealed the message, and when; of a failure, who noticed it. */
  readonly signer: string;
  readonly signedAt: Date;
  readonly head?: Buffer;
  readonly body?: Buffer;
  readonly seal?: Seal;
  readonly right?: Right;
  /** Status of an answer. */
  readonly status?: number;
  /** Code of a failure. */
  readonly fault?: string;
}

export interface MessageLog {
  /** Resolves once the line is committed. A message that is there already is refused: it is replayed. */
  append(message: LoggedMessage): Promise<void>;
}

const journal: Journal = {
  table: 'exchange.message',
  columns: {
    id: 'uuid',
    at: 'timestamptz',
    side: 'text',
    kind: 'text',
    request_id: 'text',
    client: 'text',
    service: 'text',
    method: 'text',
    peer: 'text',
    signer: 'text',
    head: 'bytea',
    body: 'bytea',
    seal: 'bytea',
    purpose: 'text',
    act: 'text',
    article: 'text',
    status: 'integer',
    fault: 'text',
  },
};

const purpose = 'exchange.message';

/** Heads and bodies are sealed by the key of the installation, which is not in the database. */
export function openMessageLog({ writer, keys }: Pick<Vahid, 'writer' | 'keys'>): MessageLog {
  const hidden = (bytes: Buffer | undefined) => (bytes === undefined ? null : keys.wrap(purpose, bytes));
  return {
    append: (message) =>
      writer.append(journal, {
        id: newId(message.signedAt.getTime()),
        at: message.signedAt,
        side: message.side,
        kind: message.kind,
        request_id: message.requestId,
        client: message.client,
        service: message.service,
        method: message.method,
        peer: message.peer,
        signer: message.signer,
        head: hidden(message.head),
        body: hidden(message.body),
        seal: message.seal === undefined ? null : packSeal(message.seal),
        purpose: message.right?.purpose ?? null,
        act: message.right?.act ?? null,
        article: message.right?.article ?? null,
        status: message.status ?? null,
        fault: message.fault ?? null,
      }),
  };
}
