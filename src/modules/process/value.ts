import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Names and notes of journal entries. */
export type ValueField = 'name' | 'note';

/** Where a value belongs; it proves nothing anywhere else. */
export interface Place {
  readonly instance: string;
  readonly seq: number;
  readonly field: ValueField;
}

/** A personal value and the key of its digest: they are stored, and deleted, together. */
export interface SealedValue {
  readonly field: ValueField;
  readonly key: Buffer;
  readonly value: string;
}

/** What a reader of the journal gets: the value, or that it was removed by law, or that it is not what was written. */
export type KeptValue =
  | { readonly state: 'kept'; readonly value: string }
  | { readonly state: 'removed' }
  | { readonly state: 'altered' };

// The random key keeps a short value, as a name, from being guessed from the digest once key and value are gone.
export function sealValue(place: Place, value: string): { readonly sealed: SealedValue; readonly hmac: Buffer } {
  const key = randomBytes(32);
  return { sealed: { field: place.field, key, value }, hmac: digest(place, key, value) };
}

/** Undefined when the entry never had this value. */
export function openValue(
  place: Place,
  hmac: Buffer | null,
  stored: { readonly key: Buffer; readonly value: string } | undefined,
): KeptValue | undefined {
  if (hmac === null) return stored ? { state: 'altered' } : undefined;
  if (!stored) return { state: 'removed' };
  const fits = timingSafeEqual(digest(place, stored.key, stored.value), hmac);
  return fits ? { state: 'kept', value: stored.value } : { state: 'altered' };
}

function digest({ instance, seq, field }: Place, key: Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(`${instance}\0${seq}\0${field}\0${value}`).digest();
}
