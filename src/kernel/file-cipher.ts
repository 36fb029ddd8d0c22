import { createCipheriv, createDecipheriv } from 'node:crypto';

/**
 * A file is sealed piece by piece with AES-256-GCM under a key of its own: the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015). The nonce counts the
 * pieces and marks the last one, so that none can be changed, moved or cut off unseen, and each can be opened alone.
 */
export const pieceSize = 64 * 1024;

const sealSize = 16;
export const sealedPieceSize = pieceSize + sealSize;

/** An empty file is one empty piece. */
export const piecesOf = (size: number): number => Math.max(1, Math.ceil(size / pieceSize));

// One key seals one file once: a nonce needs no chance.
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

export function seal(key: Buffer, piece: Uint8Array, number: number, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last));
  return Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the piece is not what was sealed at this place */
export function unseal(key: Buffer, sealed: Buffer, number: number, last: boolean): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, last), { authTagLength: sealSize });
  decipher.setAuthTag(sealed.subarray(-sealSize));
  return Buffer.concat([decipher.update(sealed.subarray(0, -sealSize)), decipher.final()]);
}
