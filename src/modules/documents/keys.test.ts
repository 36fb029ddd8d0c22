import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestVahid, root, type TestVahid } from '../../../test/database.ts';
import { asOwner } from '../../../test/server.ts';
import { WrongDatabase } from '../../kernel/database.ts';
import { openVahid } from '../../kernel/start.ts';
import { trustedKeys } from './keys.ts';
import { sign, verify } from './signature.ts';

let test: TestVahid;
beforeAll(async () => {
  test = await openTestVahid();
});
afterAll(() => test.close());

function forge() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { crv, kty, x } = publicKey.export({ format: 'jwk' });
  const jwk = { crv, kty, x };
  return { jwk, kid: createHash('sha256').update(JSON.stringify(jwk)).digest('base64url'), privateKey };
}

const signWith = ({ kid, privateKey }: { kid: string; privateKey: KeyObject }) =>
  new CompactSign(new TextEncoder().encode('{"number":"RP-1"}'))
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign(privateKey);

const startAgain = (vahid = test.vahid, env: { key?: string } = {}) =>
  openVahid({ ...vahid.config, ...env }, test.server, vahid.rooms, root, () => test.clock.now());

describe('a key that the program’s role put into the table', () => {
  it('makes no document valid and is not published, neither at once nor after a start', async () => {
    const own = await sign(test.ctx(), { number: 'RP-0' });
    const forged = forge();
    await sql`insert into documents.signing_key (kid, public_jwk, wrapped_private_key, created_at, retired_at, seal)
      select ${forged.kid}, ${JSON.stringify(forged.jwk)}::jsonb, wrapped_private_key, created_at, created_at, seal
      from documents.signing_key`.execute(test.vahid.db);
    const unsealed = forge();
    await sql`insert into documents.signing_key (kid, public_jwk, wrapped_private_key, created_at, retired_at)
      select ${unsealed.kid}, ${JSON.stringify(unsealed.jwk)}::jsonb, wrapped_private_key, created_at, created_at
      from documents.signing_key where retired_at is null`.execute(test.vahid.db);
    const again = await startAgain();
    await again.close();
    for (const key of [forged, unsealed]) expect(await verify(test.ctx(), await signWith(key))).toBeUndefined();
    expect(await verify(test.ctx(), own)).toEqual({ number: 'RP-0' });
    expect(await trustedKeys(test.ctx())).toHaveLength(1);
  });

  it('cannot take the place of a key that is there', async () => {
    const change = sql`update documents.signing_key set public_jwk = ${JSON.stringify(forge().jwk)}::jsonb`;
    await expect(change.execute(test.vahid.db)).rejects.toThrow(/permission denied/);
  });
});

describe('a key from before there were seals', () => {
  const forgetSeals = () =>
    asOwner(test.server, (client) => client.query('update documents.signing_key set seal = null'));

  it('is sealed at the next start, if the program made it', async () => {
    const own = await sign(test.ctx(), { number: 'RP-2' });
    await forgetSeals();
    expect(await verify(test.ctx(), own)).toBeUndefined();
    const again = await startAgain();
    await again.close();
    expect(await verify(test.ctx(), own)).toEqual({ number: 'RP-2' });
    expect(await trustedKeys(test.ctx())).toHaveLength(1);
  });

  it('shows that another key of the installation was given, before that one is believed', async () => {
    await forgetSeals();
    await asOwner(test.server, (client) => client.query('update kernel.installation set key_fingerprint = null'));
    const other = { key: Buffer.alloc(32, 8).toString('base64') };
    await expect(startAgain(test.vahid, other)).rejects.toThrow(WrongDatabase);
    const again = await startAgain();
    await again.close();
  });
});
