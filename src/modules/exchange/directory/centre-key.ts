import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { keyFingerprint, signCentreSuccession } from '../../../protocols/gateway/centre.ts';
import { instanceOf } from './instance.ts';

/** A key with which the centre signs what it publishes. */
export interface CentreKey {
  readonly number: number;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** In PEM: what gateways are given as `centre.pem`. */
  readonly pem: string;
  /** SHA-256 of the public key, in hexadecimal. */
  readonly fingerprint: string;
  /** In which the key before it names it; null of one that begins a new trust. */
  readonly note: string | null;
  readonly signsFrom: Date;
}

const nameOf = (number: number): string => (number === 1 ? 'centre' : `centre ${number}`);
const boundTo = (number: number): string => `exchange.centre_key ${nameOf(number)}`;

/** All keys that the centre ever had, the first one first. A row that the program did not write does not open. */
export async function centreKeys({ db, vahid }: Context): Promise<readonly CentreKey[]> {
  const { rows } = await sql<{ number: number; wrapped: Buffer; note: string | null; signsFrom: Date }>`
    select number, wrapped_private_key as wrapped, note, signs_from as "signsFrom" from exchange.centre_key
    order by number`.execute(db);
  return rows.map(({ wrapped, ...row }) =>
    keyOf(createPrivateKey(vahid.keys.unwrap(boundTo(row.number), wrapped).toString('utf8')), row),
  );
}

/** The key that signs now; undefined while there is none. */
export const centreKey = async (ctx: Context): Promise<CentreKey | undefined> =>
  signingAt(await centreKeys(ctx), ctx.vahid.now());

/** Of these keys the one that signs at a time. */
export const signingAt = (keys: readonly CentreKey[], at: Date): CentreKey | undefined =>
  keys.findLast(({ signsFrom }) => signsFrom <= at);

/** Notes that lead from the key that began the present trust to the last one, announced or in force. */
export const successionOf = (keys: readonly CentreKey[]): readonly string[] =>
  keys.slice(keys.findLastIndex(({ note }) => note === null)).flatMap(({ note }) => (note === null ? [] : [note]));

/** Makes a key that no other vouches for: the first one, or one with which a new trust begins. Under the lock of the directory. */
export const makeCentreKey = (ctx: Context, number = 1): Promise<CentreKey> =>
  keep(ctx, { number, privateKey: generateKeyPairSync('ed25519').privateKey, note: null, signsFrom: ctx.vahid.now() });

/** Makes the key that follows this one from a time on, which this one says. Under the lock of the directory. */
export async function succeedCentreKey(ctx: Context, before: CentreKey, signsFrom: Date): Promise<CentreKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const named = { instance: instanceOf(ctx.vahid), next: publicKey, from: signsFrom };
  const note = await signCentreSuccession(named, before.privateKey);
  return keep(ctx, { number: before.number + 1, privateKey, note, signsFrom });
}

type Made = Pick<CentreKey, 'number' | 'privateKey' | 'note' | 'signsFrom'>;

async function keep({ db, vahid }: Context, { privateKey, ...made }: Made): Promise<CentreKey> {
  const { number, note, signsFrom } = made;
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const wrapped = vahid.keys.wrap(boundTo(number), Buffer.from(pem));
  await sql`insert into exchange.centre_key (name, number, wrapped_private_key, note, signs_from, created_at)
    values (${nameOf(number)}, ${number}, ${wrapped}, ${note}, ${signsFrom}, least(${signsFrom}::timestamptz, ${vahid.now()}::timestamptz))`.execute(
    db,
  );
  return keyOf(privateKey, made);
}

function keyOf(privateKey: KeyObject, made: Omit<Made, 'privateKey'>): CentreKey {
  const publicKey = createPublicKey(privateKey);
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  return { ...made, privateKey, publicKey, pem, fingerprint: keyFingerprint(publicKey) };
}
