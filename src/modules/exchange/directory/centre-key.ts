import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';

/** The key with which the centre signs what it publishes. */
export interface CentreKey {
  readonly privateKey: KeyObject;
  /** In PEM: what gateways are given as `centre.pem`. */
  readonly pem: string;
}

const name = 'centre';
const wrapping = `exchange.centre_key ${name}`;

/** The centre's key; undefined while there is none. A row that the program did not write does not open. */
export async function centreKey({ db, vahid }: Context): Promise<CentreKey | undefined> {
  const { rows } = await sql<{ wrapped: Buffer }>`
    select wrapped_private_key as wrapped from exchange.centre_key where name = ${name}`.execute(db);
  return rows[0] && keyOf(createPrivateKey(vahid.keys.unwrap(wrapping, rows[0].wrapped).toString('utf8')));
}

/** Makes the key once. Under the lock of the directory. */
export async function makeCentreKey({ db, vahid }: Context): Promise<CentreKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const wrapped = vahid.keys.wrap(wrapping, Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })));
  await sql`insert into exchange.centre_key (name, wrapped_private_key, created_at)
    values (${name}, ${wrapped}, ${vahid.now()})`.execute(db);
  return keyOf(privateKey);
}

const keyOf = (privateKey: KeyObject): CentreKey => ({
  privateKey,
  pem: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }),
});
