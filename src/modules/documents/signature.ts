import {
  CompactSign,
  compactVerify,
  type CryptoKey,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importJWK,
  importPKCS8,
  type JWK,
} from 'jose';
import type { Context } from '../../kernel/context.ts';
import { addKey, currentKey, type KeyRow, privateKeyOf, trustedKeys } from './keys.ts';

const algorithm = 'EdDSA';

/** Signs a payload as compact JWS (RFC 7515) with Ed25519 (RFC 8037). The first call makes the key. */
export async function sign(ctx: Context, payload: Readonly<Record<string, unknown>>): Promise<string> {
  const { kid, key } = await signingKeyOf(ctx);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: algorithm, kid, typ: 'vahid-document+jws' })
    .sign(key);
}

/** The payload, if one of our keys signed exactly these bytes; otherwise undefined. */
export async function verify(ctx: Context, jws: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const keys = new Map((await trustedKeys(ctx)).map((row) => [row.kid, row.public_jwk]));
  try {
    const { payload } = await compactVerify(
      jws,
      async ({ kid = '' }) => {
        const jwk = keys.get(kid);
        if (!jwk) throw new Error('unknown key');
        return importJWK(jwk as JWK, algorithm);
      },
      { algorithms: [algorithm] },
    );
    return JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

async function signingKeyOf(ctx: Context): Promise<{ kid: string; key: CryptoKey }> {
  const row = (await currentKey(ctx)) ?? (await makeKey(ctx));
  return { kid: row.kid, key: await importPKCS8(privateKeyOf(ctx.vahid.keys, row), algorithm) };
}

async function makeKey(ctx: Context): Promise<KeyRow> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  const { x = '' } = await exportJWK(publicKey);
  await addKey(ctx, x, await exportPKCS8(privateKey));
  // Another process may have been first: the one that stands in the database is the key.
  const row = await currentKey(ctx);
  if (!row) throw new Error('no signing key after making one');
  return row;
}
