import type { Data } from './filter.ts';

/**
 * Fields of an event that a right lets through. Rights name members of the answer, which is a list of events:
 * each event's `/data/fin` (RFC 6901) after a `*` for every member; whoever may have the event has its attributes.
 */
export function fieldsWithin(fields: readonly string[], pointers: readonly string[] | null | undefined): string[] {
  if (!pointers) return [...fields];
  const open = new Set(pointers.map((pointer) => pointer.replace(/^\/\*/, '')));
  return open.has('') || open.has('/data') ? [...fields] : fields.filter((name) => open.has(`/data/${name}`));
}

export const within = (data: Data, fields: readonly string[]): Data =>
  Object.fromEntries(fields.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])));
