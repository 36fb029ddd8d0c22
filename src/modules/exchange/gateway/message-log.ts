import { hkdfSync } from 'node:crypto';
import { sql } from 'kysely';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Database } from '../../../kernel/database.ts';
import { type KeyRing, openKeyRing } from '../../../kernel/key.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Journal } from '../../../kernel/writer.ts';
import { sha512 } from '../../../protocols/gateway/record.ts';
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
    head: 'bytea',
    body: 'bytea',
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

/** A line, as far as its content is bound to it. */
export interface ContentOf {
  readonly id: string;
  readonly at: Date;
  readonly part: 'head' | 'body';
}

/**
 * Heads and bodies are sealed by a key of their day, derived from that of the installation, which is not in the
 * database (HKDF, RFC 5869): one key would not last for all messages. Each opens only in its own line.
 */
export const wrapContent = (keys: KeyRing, of: ContentOf, content: Buffer): Buffer =>
  dayKeys(keys, of).wrap(boundTo(of), content);

/** Opens a head or a body. Throws where it is not the content of this line. */
export const openContent = (keys: KeyRing, of: ContentOf, wrapped: Buffer): Buffer =>
  dayKeys(keys, of).unwrap(boundTo(of), wrapped);

const purpose = 'exchange.message';
const boundTo = ({ id, part }: ContentOf): string => `${purpose} ${id} ${part}`;

function dayKeys(keys: KeyRing, { at }: ContentOf): KeyRing {
  const secret = keys.digest(purpose, 'keys of days');
  return openKeyRing(Buffer.from(hkdfSync('sha256', secret, at.toISOString().slice(0, 10), purpose, 32)));
}

export function openMessageLog({ writer, keys, db }: Pick<Vahid, 'writer' | 'keys' | 'db'>): MessageLog {
  const digest = (bytes: Buffer | undefined) => (bytes === undefined ? null : sha512(bytes));
  return {
    async append(message) {
      const [id, at] = [newId(message.signedAt.getTime()), message.signedAt];
      const hidden = (part: ContentOf['part']) => {
        const content = message[part];
        return content === undefined ? null : wrapContent(keys, { id, at, part }, content);
      };
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
        head: hidden('head'),
        body: hidden('body'),
        seal: message.seal === undefined ? null : packSeal(message.seal),
        purpose: message.right?.purpose ?? null,
        act: message.right?.act ?? null,
        article: message.right?.article ?? null,
        status: message.status ?? null,
        fault: message.fault ?? null,
        head_digest: digest(message.head),
        body_digest: digest(message.body),
      };
      const size = (message.head?.length ?? 0) + (message.body?.length ?? 0);
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
