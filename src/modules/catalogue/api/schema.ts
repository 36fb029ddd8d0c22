import { type TSchema, Type } from 'typebox';
import { pageQuery } from '../../../kernel/http/route.ts';
import type { EntryQuery } from '../actions/reading.ts';
import { text } from '../definition/schema.ts';
import { type Criticality, criticalities, type EntryKind, entryKinds, type EntryState, entryStates } from '../kinds.ts';
import type { EntryLine } from '../store/entries.ts';

export const kind = Type.Unsafe<EntryKind>(Type.String({ enum: Object.keys(entryKinds) }));
export const state = Type.Unsafe<EntryState>(Type.String({ enum: Object.keys(entryStates) }));
export const criticality = Type.Unsafe<Criticality>(Type.String({ enum: Object.keys(criticalities) }));
export const audience = Type.Enum(['person', 'business']);
const code = Type.String({ pattern: '^[a-z0-9-]{1,63}$' });
export const instant = Type.String({ format: 'date-time' });
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const entryParams = Type.Object({ kind, code });
export const codeParam = Type.Object({ code });
export const versionNumber = Type.String({ pattern: '^[1-9][0-9]{0,6}$' });
export const pageNumber = pageQuery.properties.s;

/** What narrows a list of entries; all of it together. */
export const filterQuery = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  kind: Type.Optional(kind),
  institution: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,20}$' })),
  state: Type.Optional(state),
  criticality: Type.Optional(criticality),
  audience: Type.Optional(audience),
  lifeEvent: Type.Optional(code),
  act: Type.Optional(code),
};

interface Filter extends Omit<EntryQuery, 'text' | 'page'> {
  readonly q?: string;
}

export function queryOf({ q, ...filter }: Filter): EntryQuery {
  return { ...filter, text: q };
}

/** An entry as lists give it. */
export const entryLine = Type.Object({
  kind,
  code: Type.String(),
  title: text,
  institution: Type.String(),
  state,
  about: nullable(text),
  updatedAt: instant,
});

export const presentLine = ({ kind, code, title, institution, state, about, updatedAt }: EntryLine) => ({
  kind,
  code,
  title,
  institution,
  state,
  about,
  updatedAt: updatedAt.toISOString(),
});
