import type { Envelope } from '../envelope.ts';

/** Texts that a row leaves open are as they stand, or as the Azerbaijani one. */
export function complete(entry: Envelope, before?: Envelope): Envelope {
  return filled(entry, before) as Envelope;
}

function filled(value: unknown, before: unknown): unknown {
  if (Array.isArray(value)) {
    const named = Array.isArray(before) ? before : [];
    return value.map((one) =>
      filled(
        one,
        named.find((old) => nameOf(old) !== undefined && nameOf(old) === nameOf(one)),
      ),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  const old = (before ?? {}) as Readonly<Record<string, unknown>>;
  const { az } = value as { az?: unknown };
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      inner === '' && typeof az === 'string' ? (old.az === az && old[name]) || az : filled(inner, old[name]),
    ]),
  );
}

/** Data objects and their fields are told apart by their name. */
const nameOf = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && 'name' in value ? value.name : undefined;
