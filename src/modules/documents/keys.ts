import { createHash, createPrivateKey, createPublicKey, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../kernel/context.ts';
import type { Database } from '../../kernel/database.ts';
import type { Row, Tables } from '../../kernel/entity.ts';
import { type KeyRing, otherKey } from '../../kernel/key.ts';
import type { signingKey } from './entities.ts';

export type KeyRow = Row<typeof signingKey>;
type PublicKey = Pick<KeyRow, 'kid' | 'public_jwk' | 'created_at'>;

const wrapping = 'documents.signing_key';
const sealing = 'documents.signing_key seal';

const rowsOf = (db: Database) =>
  db.withTables<Tables<typeof signingKey>>().selectFrom('documents.signing_key').selectAll().orderBy('created_at');

/** What only a holder of the installation's key can write beside a public key. */
function sealOf(keys: KeyRing, { kid, public_jwk: jwk, created_at: at }: PublicKey): Buffer {
  const members = Object.entries(jwk).sort(([a], [b]) => (a < b ? -1 : 1));
  return keys.digest(sealing, JSON.stringify([kid, members, at.toISOString()]));
}

function isSealed(keys: KeyRing, row: KeyRow): boolean {
  const seal = sealOf(keys, row);
  return row.seal?.length === seal.length && timingSafeEqual(row.seal, seal);
}

/** Keys that the program itself made: a row that somebody wrote into the table is none. */
export async function trustedKeys({ db, vahid }: Context): Promise<readonly KeyRow[]> {
  return (await rowsOf(db).execute()).filter((row) => isSealed(vahid.keys, row));
}

export async function currentKey(ctx: Context): Promise<KeyRow | undefined> {
  return (await trustedKeys(ctx)).find((row) => row.retired_at === null);
}

/** The private half, as PKCS #8 in PEM. */
export function privateKeyOf(keys: KeyRing, row: KeyRow): string {
  return keys.unwrap(wrapping, row.wrapped_private_key).toString('utf8');
}

/** Stores a key, unless another process was first. */
export async function addKey({ db, vahid }: Context, x: string, pkcs8: string): Promise<void> {
  const key = { kid: thumbprint(x), public_jwk: { kty: 'OKP', crv: 'Ed25519', x }, created_at: vahid.now() };
  const wrapped = vahid.keys.wrap(wrapping, Buffer.from(pkcs8));
  await sql`insert into documents.signing_key (kid, public_jwk, wrapped_private_key, created_at, seal)
    values (${key.kid}, ${JSON.stringify(key.public_jwk)}::jsonb, ${wrapped}, ${key.created_at}, ${sealOf(vahid.keys, key)})
    on conflict do nothing`.execute(db);
}

function thumbprint(x: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
}

/**
 * Seals the keys made before there were seals: those whose private half opens with the installation's key and fits.
 * @throws WrongDatabase when there are keys, and none of them is of this installation's key
 */
export async function sealOwnKeys(tx: Database, keys: KeyRing): Promise<void> {
  const rows = await rowsOf(tx).execute();
  const own = rows.filter((row) => row.seal === null && isOwn(keys, row));
  // Once there is a seal, a forged row must not be able to keep the program from starting.
  if (rows.length > 0 && own.length === 0 && rows.every(({ seal }) => seal === null)) throw otherKey();
  for (const row of own)
    await sql`update documents.signing_key set seal = ${sealOf(keys, row)} where kid = ${row.kid}`.execute(tx);
}

function isOwn(keys: KeyRing, row: KeyRow): boolean {
  try {
    const { x = '' } = createPublicKey(createPrivateKey(privateKeyOf(keys, row))).export({ format: 'jwk' });
    return row.kid === thumbprint(x) && row.public_jwk.x === x;
  } catch {
    return false;
  }
}
