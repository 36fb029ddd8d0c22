import { sql } from 'kysely';
import type { Database } from '../../../kernel/database.ts';
import type { KeyRing } from '../../../kernel/key.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { isWhole, type StoredContent } from '../gateway/content.ts';
import type { LogName } from './entities.ts';
import { type Line, lineLeaf } from './line.ts';
import { type LookUpLine, lookUpLeaf, plainLine } from './look-up-line.ts';
import type { LoggedLine } from './store.ts';
import type { ReadLines } from './turn.ts';

/** A log over which a tree grows. */
export interface Log<L extends LoggedLine> {
  readonly name: LogName;
  readonly read: ReadLines<L>;
  /** Whether leaves are made when lines are written, though not of those from before that was done. */
  readonly keepsLeaves?: true;
  leaf(vahid: Pick<Vahid, 'keys'>, line: L): Buffer;
  /** Whether what is kept beside a line is what it says. */
  readonly content?: {
    readonly read: (db: Database, lines: readonly L[]) => Promise<readonly (L & StoredContent)[]>;
    readonly isEmptied: (line: L & StoredContent) => boolean;
    readonly isWhole: (keys: KeyRing, line: L & StoredContent) => boolean;
  };
}

const lineColumns = sql`m.id, m.at, m.side, m.kind, m.request_id as "requestId", m.client, m.service, m.method, m.peer,
  m.signer, m.head_digest as "headDigest", m.body_digest as "bodyDigest", m.seal, m.purpose, m.act, m.article, m.status,
  m.fault`;

/** Messages that went through a gateway of this installation. */
export const messages: Log<Line> = {
  name: 'message',
  read: async (db, where, tail = sql``) =>
    (
      await sql<Line & { readonly xid: string }>`select ${lineColumns}, m.xid::text as xid
        from exchange.message m where ${where} ${tail}`.execute(db)
    ).rows,
  keepsLeaves: true,
  leaf: (_, line) => lineLeaf(line),
  content: {
    read: contentsOf,
    isEmptied: ({ kind, content, head, body }) => kind !== 'failure' && (content ?? head ?? body) === null,
    isWhole,
  },
};

/** Lines with what is kept of them. */
async function contentsOf(db: Database, lines: readonly LoggedLine[]): Promise<readonly (Line & StoredContent)[]> {
  if (lines.length === 0) return [];
  const times = lines.map(({ at }) => at.getTime());
  const { rows } = await sql<Line & StoredContent>`select ${lineColumns}, m.content, m.head, m.body
    from exchange.message m where m.id = any(${lines.map(({ id }) => id)}::uuid[])
      and m.at between ${new Date(Math.min(...times))} and ${new Date(Math.max(...times))}`.execute(db);
  return rows;
}

/** Everything that is logged of one exchange, oldest first. */
export async function linesOfRequest(db: Database, requestId: string): Promise<readonly (Line & StoredContent)[]> {
  const { rows } = await sql<Line & StoredContent>`select ${lineColumns}, m.content, m.head, m.body
    from exchange.message m where m.request_id = ${requestId} order by m.xid, m.id`.execute(db);
  return rows;
}

/** Look-ups: who looked at whose data. */
export const lookUps: Log<LookUpLine> = {
  name: 'look_up',
  read: async (db, where, tail = sql``) => {
    const { rows } = await sql<LookUpLine & { readonly xid: string }>`select m.*, m.xid::text as xid
      from exchange.look_up m where ${where} ${tail}`.execute(db);
    return rows;
  },
  leaf: ({ keys }, line) => lookUpLeaf(plainLine(keys, line)),
};
