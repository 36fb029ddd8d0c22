import type { TSchema } from 'typebox';
import { type Lang, pick, type Text } from '../language/lang.ts';
import type { DefinitionKind } from './definition.ts';

/**
 * What fields of a kind of definition mean, by path: `process.actions.*.from`, where `*` stands for any name and `[]`
 * for any item of a list. The empty path is the file itself.
 */
export type FieldWords = Readonly<Record<string, Text>>;

/** A kind of definition, as far as its schema goes. */
export type Described = Pick<DefinitionKind, 'kind' | 'schema' | 'words'>;

type Json = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema (draft 2020-12) of a kind of definition, for editors: what the compiler asks of the shape of a file,
 * with what its fields mean. `id` is the address at which it is published.
 */
export function definitionSchema({ kind, schema, words = {} }: Described, lang: Lang, id?: string): Json {
  // The form that is written: without what typebox keeps for itself.
  const plain = JSON.parse(JSON.stringify(schema)) as Json;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...(id === undefined ? {} : { $id: id }),
    title: kind,
    ...described(plain, '', { words, lang }),
  };
}

interface Describing {
  readonly words: FieldWords;
  readonly lang: Lang;
}

function described(schema: Json, path: string, given: Describing): Json {
  const text = given.words[path];
  return { ...(text ? { description: pick(text, given.lang) } : {}), ...within(schema, path, given) };
}

/** The same schema with everything in it described; branches of a choice stand at the same path. */
function within(schema: Json, path: string, given: Describing): Json {
  const below = (name: string) => (path === '' ? name : `${path}.${name}`);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties') return [key, each(value as Json, (name, one) => described(one, below(name), given))];
      if (key === 'patternProperties') return [key, each(value as Json, (_, one) => described(one, below('*'), given))];
      if (key === 'items') return [key, described(value as Json, `${path}[]`, given)];
      if (/^(any|all|one)Of$/.test(key))
        return [key, (value as readonly Json[]).map((one) => within(one, path, given))];
      return [key, value];
    }),
  );
}

const each = (schemas: Json, change: (name: string, schema: Json) => Json): Json =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, change(name, schema as Json)]));

/** Paths of all fields of a schema, the three languages of a text left out. */
export function fieldPaths(schema: TSchema): readonly string[] {
  const paths = new Set<string>();
  const collect = (one: Json, path: string): void => {
    const below = (name: string) => (path === '' ? name : `${path}.${name}`);
    for (const [name, inner] of Object.entries((one.properties ?? {}) as Json)) {
      if (!/^(az|en|ru)$/.test(name)) paths.add(below(name));
      collect(inner as Json, below(name));
    }
    for (const inner of Object.values((one.patternProperties ?? {}) as Json)) collect(inner as Json, below('*'));
    if (one.items) collect(one.items as Json, `${path}[]`);
    for (const inner of [one.anyOf, one.allOf, one.oneOf].flatMap((list) => (list ?? []) as readonly Json[]))
      collect(inner, path);
  };
  collect(schema as unknown as Json, '');
  return [...paths];
}
