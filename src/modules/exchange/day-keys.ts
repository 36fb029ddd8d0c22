import { hkdfSync } from 'node:crypto';
import { type KeyRing, openKeyRing } from '../../kernel/key.ts';

const dayMs = 86_400_000;

/**
 * Keys of days (UTC) for one purpose, derived from that of the installation, which is not in the database (HKDF, RFC
 * 5869): one key would not last for all lines.
 */
export function keysOfDays(purpose: string): (keys: KeyRing, at: Date) => KeyRing {
  /** Deriving a key takes longer than sealing by it: that of the day that was used last is kept. */
  const newest = new WeakMap<KeyRing, { readonly number: number; readonly keys: KeyRing }>();
  return (keys, at) => {
    const known = newest.get(keys);
    const number = Math.floor(at.getTime() / dayMs);
    if (known?.number === number) return known.keys;
    const secret = keys.digest(purpose, 'keys of days');
    const derived = openKeyRing(Buffer.from(hkdfSync('sha256', secret, at.toISOString().slice(0, 10), purpose, 32)));
    newest.set(keys, { number, keys: derived });
    return derived;
  };
}
