import { createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Followed } from '../../../protocols/gateway/centre.ts';
import type { GatewaySettings } from './settings.ts';

/** Keys of the centre that a gateway trusts, the first one first. */
export interface Anchor {
  /** By which the centre signs, and those that it announced to follow: what comes now is taken by these. */
  inForce(): readonly KeyObject[];
  /** With those before them, by which what was kept may have been signed. */
  every(): readonly KeyObject[];
  /** Keeps what a configuration showed: once a key has signed, none before it is taken any more. */
  follow(opened: Omit<Followed<unknown>, 'value'>): Promise<void>;
}

const shape = Compile(
  Type.Object({
    /** In PEM; the first one is that of `centre.pem`. */
    keys: Type.Array(Type.String(), { minItems: 1 }),
    /** Place of the one that signed last. */
    signs: Type.Integer({ minimum: 0 }),
  }),
);

const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' });

/** What is kept holds as long as `centre.pem` is the one from which it followed: another one begins anew. */
export function openAnchor({ centre, keys: path }: GatewaySettings['configuration']): Anchor {
  const kept = keptIn(path);
  const isFollowed = kept?.keys[0] === pemOf(centre);
  let keys = isFollowed ? kept.keys.map((pem) => createPublicKey(pem)) : [centre];
  let signs = isFollowed ? Math.min(kept.signs, keys.length - 1) : 0;
  return {
    inForce: () => keys.slice(signs),
    every: () => keys,
    async follow({ keys: found, signer }) {
      const next = { keys: [...keys.slice(0, signs), ...found], signs: signs + signer };
      if (next.signs === signs && next.keys.length === keys.length) return;
      [keys, signs] = [next.keys, next.signs];
      await writeWhole(path, `${JSON.stringify({ keys: keys.map(pemOf), signs }, undefined, 2)}\n`);
    },
  };
}

function keptIn(path: string) {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return shape.Check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a file that nobody else may read, whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const made = `${path}.${randomUUID()}`;
  await writeFile(made, text, { mode: 0o600, flush: true });
  await rename(made, path);
}
