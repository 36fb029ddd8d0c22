import { Type } from 'typebox';
import { json, route } from '../../kernel/http/route.ts';
import { readDictionary } from './actions/reading.ts';
import { entryRoutes } from './api/entries.ts';
import { feedRoutes } from './api/feeds.ts';
import { historyRoutes } from './api/history.ts';
import { serviceRoutes } from './api/services.ts';
import { primaryOf } from './definition/reference.ts';
import { dataClass, text, valueType } from './definition/schema.ts';

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

export const api = [...entryRoutes, ...historyRoutes, ...serviceRoutes, ...feedRoutes, dictionary];
