import type { Actor } from '../access.ts';
import type { Vahid } from '../vahid.ts';

/**
 * Who has a form before them, as its token says behind a point: a keyed digest of the person, the same in every session of
 * theirs. What somebody typed is neither shown to the next one who signs in on the device, nor sent in their name.
 */
export function holderMark({ vahid, actor }: { readonly vahid: Vahid; readonly actor: Actor }): string {
  return actor.person === undefined ? '' : vahid.keys.digest('form holder', actor.person).toString('base64url');
}

/** The mark in the token that a form brought; undefined where it brought none: its page was nobody's. */
export function markIn(given: unknown): string | undefined {
  if (given === undefined) return undefined;
  return typeof given === 'string' ? (given.split('.')[1] ?? '') : '';
}
