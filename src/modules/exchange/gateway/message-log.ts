import { sql } from 'kysely';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Database } from '../../../kernel/database.ts';
import { idFrom } from '../../../kernel/identifier.ts';
import type { KeyRing } from '../../../kernel/key.ts';
import type { Row } from '../../../kernel/binary.ts';
import type { Journal } from '../../../kernel/writer.ts';
import { sha512 } from '../../../protocols/gateway/record.ts';
import { packSeal, type Seal } from '../../../protocols/gateway/seal.ts';
import { digestOf } from '../../../protocols/merkle/digest.ts';
import { type Line, lineLeaf } from '../log-tree/line.ts';
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
  readonly body?: Buffer | undefined;
  /** SHA-512 of both, where they are known already. */
  readonly headDigest?: Buffer;
  readonly bodyDigest?: Buffer | undefined;
  readonly seal?: Seal;
  readonly right?: Right | undefined;
  /** Status of an answer. */
  readonly status?: number | undefined;
  /** Code of a failure. */
  readonly fault?: string;
  /** Of the exchange it belongs to, where this process began it. */
  readonly course?: Course | undefined;
}

/**
 * How far an exchange has come, for who measures it. It goes along with its messages: a table of what is under way would
 * keep more of what has ended than of that (under-way.ts says why).
 */
export interface Course {
  isUnderWay: boolean;
  /** When its request came in and when it went out, by `performance.now`. */
  in: number | undefined;
  out: number | undefined;
  /** Bytes of the request. */
  size: number | undefined;
}

export const newCourse = (): Course => ({ isUnderWay: false, in: undefined, out: undefined, size: undefined });

export interface MessageLog {
  /** Resolves once the line is committed. A message that is there already is refused: it is replayed. */
  append(message: LoggedMessage): Promise<void>;
  /**
   * Requests before a moment that nothing followed, no answer and no failure: of the two days before the last line that
   * was written by then, however long ago that is.
   */
  unanswered(before: Date): Promise<readonly UnansweredRequest[]>;
}

/** Is told of each line. It does not make the log wait. */
export interface LogWatcher {
  /** It is about to be written. */
  comes?(message: LoggedMessage): void;
  /** It was written, or was not; `came`: when it was about to be, by `performance.now`. */
  went(message: LoggedMessage, came: number, isWritten: boolean): void;
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
    leaf: 'bytea',
  },
};

/**
 * Id of a line: the moment at which the message was sealed, so that indexes grow at one end, then a digest of what makes
 * it the same message, so that it cannot be logged twice.
 */
export const lineId = ({ signedAt, requestId, kind, side, signer }: LoggedMessage): string =>
  idFrom(signedAt, digestOf('sha256', `${requestId}\n${kind}\n${side}\n${signer}`));

/** Requests are looked for that far back. */
const lookedThroughMs = 2 * 86_400_000;
/** A request bears the moment of one gateway and its answer that of another: clocks that are further apart are not taken. */
const mostBehindMs = 120_000;

export function openMessageLog(
  { writer, keys, db }: Pick<Vahid, 'writer' | 'keys' | 'db'>,
  watchers: readonly LogWatcher[] = [],
): MessageLog {
  return {
    async append(message) {
      const { head, body } = message;
      const came = performance.now();
      for (const watcher of watchers) watcher.comes?.(message);
      let isWritten = false;
      try {
        const row: Row = rowOf(keys, message);
        const size = (head?.length ?? 0) + (body?.length ?? 0);
        await (size > mostInGroup ? appendAlone(db, row) : writer.append(journal, row));
        isWritten = true;
      } finally {
        for (const watcher of watchers) watcher.went(message, came, isWritten);
      }
    },
    async unanswered(before) {
      const from = new Date((await lastBefore(db, before)).getTime() - lookedThroughMs);
      const { rows } =
        await sql<UnansweredRequest>`select side, request_id as "requestId", client, service, method, peer
        from exchange.message asked
        where kind = 'request' and at < ${before} and at >= ${from}
          and not exists (select from exchange.message
            where request_id = asked.request_id and kind <> 'request' and side = asked.side
              and at >= ${new Date(from.getTime() - mostBehindMs)})`.execute(db);
      return rows;
    },
  };
}

/** Named one by one: a copy of an object by its rest takes several times the time and the memory. */
function rowOf(keys: KeyRing, message: LoggedMessage) {
  const { head, body } = message;
  const line = lineOf(message);
  return {
    id: line.id,
    at: line.at,
    side: line.side,
    kind: line.kind,
    request_id: line.requestId,
    client: line.client,
    service: line.service,
    method: line.method,
    peer: line.peer,
    signer: line.signer,
    content: head ? sealContent(keys, line, { head, body }) : null,
    seal: line.seal,
    purpose: line.purpose,
    act: line.act,
    article: line.article,
    status: line.status,
    fault: line.fault,
    head_digest: line.headDigest,
    body_digest: line.bodyDigest,
    leaf: lineLeaf(line),
  };
}

/** What stays of a message when its content is dropped. */
function lineOf(message: LoggedMessage): Line {
  const { side, kind, requestId, client, service, method, peer, signer, head, body, seal, right } = message;
  return {
    id: lineId(message),
    at: message.signedAt,
    side,
    kind,
    requestId,
    client,
    service,
    method,
    peer,
    signer,
    headDigest: head ? (message.headDigest ?? sha512(head)) : null,
    bodyDigest: body ? (message.bodyDigest ?? sha512(body)) : null,
    seal: seal ? packSeal(seal) : null,
    purpose: right?.purpose ?? null,
    act: right?.act ?? null,
    article: right?.article ?? null,
    status: message.status ?? null,
    fault: message.fault ?? null,
  };
}

/** Ids begin with the moment: the last one is found by its index. */
async function lastBefore(db: Database, before: Date): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select at from exchange.message where at < ${before}
    order by id desc limit 1`.execute(db);
  return rows[0]?.at ?? before;
}

/** Larger messages go alone, as bytes: in a group small ones would wait for them, and they would be written as text. */
const mostInGroup = 64 * 1024;

async function appendAlone(db: Database, row: Row): Promise<void> {
  const columns = Object.entries(journal.columns);
  const names = sql.join(columns.map(([name]) => sql.ref(name)));
  const values = sql.join(columns.map(([name, type]) => sql`${row[name] ?? null}::${sql.raw(type)}`));
  await sql`insert into ${sql.table(journal.table)} (${names}) values (${values})`.execute(db);
}
