import type { EntryKind } from './kinds.ts';

// Addresses of pages are Azerbaijani; those of the API keep the codes.
const segments: Readonly<Record<EntryKind, string>> = {
  service: 'xidmet',
  register: 'reyestr',
  system: 'sistem',
  api: 'api',
  portal: 'portal',
  hosting: 'hostinq',
  institution: 'qurum',
};

export const kindSegments = Object.values(segments);

export function kindOf(segment: string): EntryKind | undefined {
  return (Object.keys(segments) as EntryKind[]).find((kind) => segments[kind] === segment);
}

export function segmentOf(kind: EntryKind): string {
  return segments[kind];
}

/** Address of an entry's page, without language. */
export function entryPath(kind: EntryKind, code: string): string {
  return `/kataloq/${segments[kind]}/${code}`;
}

/** Address of what stops with an entry, without language. */
export function impactPath(kind: EntryKind, code: string): string {
  return `${entryPath(kind, code)}/tesir`;
}

/** Address of an entry's versions, without language. */
export function historyPath(kind: EntryKind, code: string): string {
  return `${entryPath(kind, code)}/tarixce`;
}

/** Address of a search in the catalogue, without language. */
export function searchPath(query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const search = new URLSearchParams(given).toString();
  return search === '' ? '/kataloq' : `/kataloq?${search}`;
}
