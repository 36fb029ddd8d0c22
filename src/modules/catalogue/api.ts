import { Type } from 'typebox';
import { json, pageQuery, route } from '../../kernel/http/route.ts';
import { catalogueEntries, catalogueEntry, readDictionary } from './actions/reading.ts';
import { cite, citedArticle } from './definition/citation.ts';
import { dataClass, text, valueType } from './definition/schema.ts';
import { primaryOf, register } from './definition/reference.ts';
import { type EntryKind, entryKinds, relationKinds } from './kinds.ts';
import type { EntryLine } from './store/entries.ts';

const kinds = Type.Unsafe<EntryKind>(Type.String({ enum: Object.keys(entryKinds) }));

const entryAnswer = Type.Object({
  kind: kinds,
  code: Type.String(),
  title: text,
  institution: Type.String(),
  about: Type.Union([text, Type.Null()]),
  updatedAt: Type.String({ format: 'date-time' }),
});

const present = ({ kind, code, title, institution, about, updatedAt }: EntryLine) => ({
  kind,
  code,
  title,
  institution,
  about,
  updatedAt: updatedAt.toISOString(),
});

const entries = route({
  method: 'GET',
  path: '/api/v1/catalogue/entries',
  access: 'catalogue.read',
  summary: 'Search the unified register: institutions, systems, registers, services; 20 a page',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 200 })),
    kind: Type.Optional(kinds),
    institution: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,20}$' })),
    page: pageQuery.properties.s,
  }),
  answer: Type.Object({
    entries: Type.Array(entryAnswer),
    total: Type.Integer(),
    page: Type.Integer(),
    pages: Type.Integer(),
  }),
  async handler(request) {
    const { q, kind, institution, page } = request.query;
    const found = await catalogueEntries(
      request,
      {
        page: Number(page ?? 1),
        ...(q ? { text: q } : {}),
        ...(kind ? { kind } : {}),
        ...(institution ? { institution } : {}),
      },
      request.lang,
    );
    return json({ ...found, entries: found.entries.map(present) });
  },
});

const entry = route({
  method: 'GET',
  path: '/api/v1/catalogue/entries/:kind/:code',
  access: 'catalogue.read',
  summary: 'One entry, what it uses and what uses it; of a register also its record and what it provides',
  params: Type.Object({ kind: kinds, code: Type.String({ pattern: '^[a-z0-9-]{1,63}$' }) }),
  answer: Type.Object({
    ...entryAnswer.properties,
    relations: Type.Array(
      Type.Object({
        direction: Type.Enum(['out', 'in']),
        relation: Type.String({ enum: Object.keys(relationKinds) }),
        kind: kinds,
        code: Type.String(),
        title: text,
        concepts: Type.Array(Type.String()),
      }),
    ),
    register: Type.Optional(
      Type.Object({
        act: citedArticle,
        hosted: Type.Boolean(),
        key: Type.String(),
        fields: Type.Record(Type.String(), Type.Object({ type: valueType, label: text, class: dataClass })),
        provides: Type.Array(Type.String()),
      }),
    ),
  }),
  async handler(request) {
    const { kind, code } = request.params;
    const { entry: found, related } = await catalogueEntry(request, kind, code);
    const kept = kind === 'register' ? register(request.vahid.releases, code) : undefined;
    return json({
      ...present(found),
      relations: related,
      ...(kept
        ? {
            register: {
              act: cite(request.vahid.releases, { act: kept.act.code, article: kept.act.article ?? '' }),
              hosted: kept.hosted,
              key: kept.record.key,
              fields: kept.record.fields,
              provides: kept.provides.map(({ name }) => name),
            },
          }
        : {}),
    });
  },
});

const dictionary = route({
  method: 'GET',
  path: '/api/v1/dictionary',
  access: 'catalogue.read',
  summary: 'The data dictionary in force: entities, relations, concepts with class and one source',
  answer: Type.Object({
    entities: Type.Record(Type.String(), Type.Object({ label: text, key: Type.String() })),
    relations: Type.Record(
      Type.String(),
      Type.Object({
        label: text,
        from: Type.String(),
        to: Type.String(),
        many: Type.Boolean(),
        register: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
    concepts: Type.Record(
      Type.String(),
      Type.Object({
        label: text,
        type: valueType,
        class: dataClass,
        register: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
  async handler(request) {
    const { entities, relations, concepts } = readDictionary(request);
    const withSource = <T extends object>(items: Readonly<Record<string, T>>) =>
      Object.fromEntries(
        Object.entries(items).map(([name, item]) => [
          name,
          { ...item, register: primaryOf(request.vahid.releases, name)?.register ?? null },
        ]),
      );
    return json({ entities, relations: withSource(relations), concepts: withSource(concepts) });
  },
});

export const api = [entries, entry, dictionary];
