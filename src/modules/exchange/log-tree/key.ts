import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { NamedKey } from '../../../protocols/merkle/checkpoint.ts';

/** The key with which the log signs its checkpoints. */
export interface LogKey {
  readonly origin: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const wrapping = 'exchange.log_key';

/** The key of the log; undefined while there is none. A row that the program did not write does not open. */
export async function logKey({ db, vahid }: Context): Promise<LogKey | undefined> {
  const { rows } = await sql<{ origin: string; wrapped: Buffer }>`
    select origin, wrapped_private_key as wrapped from exchange.log_key`.execute(db);
  if (rows[0] === undefined) return undefined;
  const { origin, wrapped } = rows[0];
  const privateKey = createPrivateKey(vahid.keys.unwrap(`${wrapping} ${origin}`, wrapped).toString('utf8'));
  return { origin, privateKey, publicKey: createPublicKey(privateKey) };
}

/** Makes the key of the log, which bears one name for ever. */
export async function makeLogKey({ db, vahid }: Context): Promise<LogKey> {
  const origin = `vahid-exchange/${newId(vahid.now().getTime())}`;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const wrapped = vahid.keys.wrap(`${wrapping} ${origin}`, Buffer.from(pem));
  await sql`insert into exchange.log_key (origin, wrapped_private_key, created_at)
    values (${origin}, ${wrapped}, ${vahid.now()})`.execute(db);
  return { origin, privateKey, publicKey };
}

/** What others check the log's checkpoints with. */
export const verifierOf = ({ origin, publicKey }: LogKey): NamedKey => ({ name: origin, key: publicKey });
