import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import { type NamedKey, signSuccession } from '../../../protocols/merkle/checkpoint.ts';
import type { LogName } from './entities.ts';

/** A key with which a log signs its checkpoints. */
export interface LogKey {
  readonly origin: string;
  readonly number: number;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** In which the key before it names it; null of the first. */
  readonly note: string | null;
}

const wrapping = 'exchange.log_key';
const boundTo = (origin: string, number: number): string =>
  number === 1 ? `${wrapping} ${origin}` : `${wrapping} ${origin} ${number}`;

/** All keys of a log, the first one first; the last one signs. A row that the program did not write does not open. */
export async function logKeys({ db, vahid }: Context, log: LogName): Promise<readonly LogKey[]> {
  const { rows } = await sql<{ origin: string; number: number; wrapped: Buffer; note: string | null }>`
    select origin, number, wrapped_private_key as wrapped, note from exchange.log_key where log = ${log}
    order by number`.execute(db);
  return rows.map(({ wrapped, ...key }) => {
    const privateKey = createPrivateKey(vahid.keys.unwrap(boundTo(key.origin, key.number), wrapped).toString('utf8'));
    return { ...key, privateKey, publicKey: createPublicKey(privateKey) };
  });
}

/** The key that signs; undefined while there is none. */
export const logKey = async (ctx: Context, log: LogName): Promise<LogKey | undefined> =>
  (await logKeys(ctx, log)).at(-1);

const prefixes = { message: 'vahid-exchange', look_up: 'vahid-look-ups' } as const satisfies Record<LogName, string>;

/** Makes the first key of a log, which bears one name for ever. */
export async function makeLogKey(ctx: Context, log: LogName): Promise<LogKey> {
  const origin = `${prefixes[log]}/${newId(ctx.vahid.now().getTime())}`;
  return keep(ctx, log, { origin, number: 1, ...generateKeyPairSync('ed25519'), note: null });
}

/** Makes the key that follows, from a tree of this size on: the one before signs that, and nothing after it. */
export async function succeedKey(ctx: Context, log: LogName, before: LogKey, size: number): Promise<LogKey> {
  const { origin, number } = before;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signer = { name: origin, key: before.privateKey };
  const note = signSuccession({ origin, size, next: { name: origin, key: publicKey } }, signer, before.publicKey);
  return keep(ctx, log, { origin, number: number + 1, privateKey, publicKey, note });
}

async function keep({ db, vahid }: Context, log: LogName, key: LogKey): Promise<LogKey> {
  const { origin, number, privateKey, note } = key;
  const wrapped = vahid.keys.wrap(
    boundTo(origin, number),
    Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  );
  await sql`insert into exchange.log_key (log, number, origin, wrapped_private_key, note, created_at)
    values (${log}, ${number}, ${origin}, ${wrapped}, ${note}, ${vahid.now()})`.execute(db);
  return key;
}

/** What others check checkpoints with. */
export const verifierOf = ({ origin, publicKey }: LogKey): NamedKey => ({ name: origin, key: publicKey });

/** Notes by which whoever holds an earlier key comes to the present one. */
export const successionsOf = (keys: readonly LogKey[]): readonly string[] =>
  keys.flatMap(({ note }) => (note === null ? [] : [note]));
