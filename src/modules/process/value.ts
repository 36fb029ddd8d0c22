import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Names and notes of journal entries. */
export type ValueField = 'name' | 'note';

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
export function sealValue(field: ValueField, value: string): { readonly sealed: SealedValue; readonly hmac: Buffer } {
  const key = randomBytes(32);
  return { sealed: { field, key, value }, hmac: digest(key, value) };
}

/** `hmac`: as the journal holds it. Undefined when the entry never had this value. */
export function openValue(
  hmac: Buffer | null,
  stored: { readonly key: Buffer; readonly value: string } | undefined,
): KeptValue | undefined {
  if (hmac === null) return stored ? { state: 'altered' } : undefined;
  if (!stored) return { state: 'removed' };
  return timingSafeEqual(digest(stored.key, stored.value), hmac)
    ? { state: 'kept', value: stored.value }
    : { state: 'altered' };
}

function digest(key: Buffer, value: string): Buffer {
  return createHmac('sha256', key).update(value).digest();
}
