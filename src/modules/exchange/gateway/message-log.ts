import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Database } from '../../../kernel/database.ts';
import type { Journal } from '../../../kernel/writer.ts';
import { sha512 } from '../../../protocols/gateway/record.ts';
import { packSeal, type Seal } from '../../../protocols/gateway/seal.ts';
import { sealContent } from './content.ts';
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
  /** Requests of the two days before a moment that nothing followed: no answer and no failure. */
  unanswered(before: Date): Promise<readonly UnansweredRequest[]>;
}

export type UnansweredRequest = Pick<LoggedMessage, 'side' | 'requestId' | 'client' | 'service' | 'method' | 'peer'>;

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
    content: 'bytea',
    seal: 'bytea',
    purpose: 'text',
    act: 'text',
    article: 'text',
    status: 'integer',
    fault: 'text',
    head_digest: 'bytea',
    body_digest: 'bytea',
  },
};

/**
 * Id of a line: the moment at which the message was sealed, so that indexes grow at one end, then a digest of what makes
 * it the same message, so that it cannot be logged twice (UUID version 8, RFC 9562 §5.8).
 */
export function lineId({ signedAt, requestId, kind, side, signer }: LoggedMessage): string {
  const bytes = createHash('sha256').update([requestId, kind, side, signer].join('\n')).digest().subarray(0, 16);
  bytes.writeUIntBE(signedAt.getTime(), 0, 6);
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function openMessageLog({ writer, keys, db }: Pick<Vahid, 'writer' | 'keys' | 'db'>): MessageLog {
  const digest = (bytes: Buffer | undefined) => (bytes === undefined ? null : sha512(bytes));
  return {
    async append(message) {
      const [id, at] = [lineId(message), message.signedAt];
      const { head, body } = message;
      const row = {
        id,
        at,
        side: message.side,
        kind: message.kind,
        request_id: message.requestId,
        client: message.client,
        service: message.service,
        method: message.method,
        peer: message.peer,
        signer: message.signer,
        content: head === undefined ? null : sealContent(keys, { id, at }, { head, ...(body ? { body } : {}) }),
        seal: message.seal === undefined ? null : packSeal(message.seal),
        purpose: message.right?.purpose ?? null,
        act: message.right?.act ?? null,
        article: message.right?.article ?? null,
        status: message.status ?? null,
        fault: message.fault ?? null,
        head_digest: digest(head),
        body_digest: digest(body),
      };
      const size = (head?.length ?? 0) + (body?.length ?? 0);
      await (size > mostInGroup ? appendAlone(db, row) : writer.append(journal, row));
    },
    async unanswered(before) {
      const { rows } =
        await sql<UnansweredRequest>`select side, request_id as "requestId", client, service, method, peer
        from exchange.message asked
        where kind = 'request' and at < ${before} and at >= ${new Date(before.getTime() - twoDaysMs)}
          and not exists (select from exchange.message
            where request_id = asked.request_id and kind <> 'request' and side = asked.side)`.execute(db);
      return rows;
    },
  };
}

const twoDaysMs = 2 * 86_400_000;

/** Larger messages go alone, as bytes: in a group small ones would wait for them, and they would be written as text. */
const mostInGroup = 64 * 1024;

async function appendAlone(db: Database, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.entries(journal.columns);
  const names = sql.join(columns.map(([name]) => sql.ref(name)));
  const values = sql.join(columns.map(([name, type]) => sql`${row[name] ?? null}::${sql.raw(type)}`));
  await sql`insert into ${sql.table(journal.table)} (${names}) values (${values})`.execute(db);
}
