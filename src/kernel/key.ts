import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { WrongDatabase } from './database.ts';

/** Wraps secrets that lie in the database with a key that does not (law 13). AES-256-GCM, 96-bit nonce. */
export interface KeyRing {
  /** `purpose` is bound to the secret: one wrapped for documents does not open for anything else. */
  wrap(purpose: string, secret: Uint8Array): Buffer;
  unwrap(purpose: string, wrapped: Buffer): Buffer;
  /** Keyed digest for look-ups of values that must not be readable in an index. */
  digest(purpose: string, value: string): Buffer;
}

export function openKeyRing(bytes: Buffer): KeyRing {
  const key = createSecretKey(bytes);
  return {
    wrap(purpose, secret) {
      const nonce = newNonce();
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(Buffer.from(purpose));
      const body = cipher.update(secret);
      // In this mode nothing is left for the end.
      cipher.final();
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    unwrap(purpose, wrapped) {
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12));
      decipher.setAAD(Buffer.from(purpose));
      decipher.setAuthTag(wrapped.subarray(12, 28));
      return Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()]);
    },
    digest(purpose, value) {
      return createHmac('sha256', key).update(`${purpose}\0${value}`).digest();
    },
  };
}

const nonceSize = 12;
let nonces = Buffer.alloc(0);

/** Random bytes are asked for together: asking takes as long as wrapping. Each is used once. */
function newNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(256 * nonceSize);
  const nonce = nonces.subarray(0, nonceSize);
  nonces = nonces.subarray(nonceSize);
  return nonce;
}

/** That the secrets in a database do not open with the key that was given. */
export const otherKey = () =>
  new WrongDatabase(
    'This database was set up with another key: its secrets do not open. Set VAHID_KEY to the key it was set up with; a demo without VAHID_KEY has it in the file key of its data folder.',
  );

/** The key of this installation: from the settings, or in demo mode from a file made on the first start. */
export async function loadKey(config: Config): Promise<Buffer> {
  if (config.key) return Buffer.from(config.key, 'base64');
  const file = join(config.dataDir, 'key');
  await mkdir(config.dataDir, { recursive: true });
  const made = randomBytes(32).toString('base64');
  // Exclusive creation decides when two programs start at once; the loser reads what the winner wrote.
  await writeFile(file, made, { mode: 0o600, flag: 'wx', flush: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return Buffer.from(await readFile(file, 'utf8'), 'base64');
}
