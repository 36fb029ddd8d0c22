import type { Static } from 'typebox';
import type { DefinitionKind, Finding } from '../../../kernel/definition.ts';
import type { CompiledConcept, CompiledDictionary } from './compiled.ts';
import { choicesMissing, unknownName } from './finding.ts';
import { dictionarySchema } from './schema.ts';

type Source = Static<typeof dictionarySchema>;

/** `dictionary.yaml`: entities, relations and concepts. */
export const dictionaryKind: DefinitionKind<typeof dictionarySchema, CompiledDictionary> = {
  kind: 'dictionary',
  files: /^dictionary\.yaml$/,
  schema: dictionarySchema,
  needs: [],
  compile(source) {
    const concepts = Object.fromEntries(
      Object.entries(source.concepts).map(([name, given]): [string, CompiledConcept] => {
        const [entity = '', leaf = ''] = name.split('.');
        return [name, { ...given, entity, leaf }];
      }),
    );
    return {
      compiled: { entities: source.entities, relations: source.relations, concepts },
      findings: [...relationFindings(source), ...conceptFindings(source)],
    };
  },
};

function relationFindings({ entities, relations }: Source): Finding[] {
  const known = Object.keys(entities);
  return Object.entries(relations).flatMap(([name, relation]) =>
    (['from', 'to'] as const)
      .filter((end) => !known.includes(relation[end]))
      .map((end) => unknownName('entity', ['relations', name, end], relation[end], known)),
  );
}

function conceptFindings({ concepts }: Source): Finding[] {
  return Object.entries(concepts)
    .filter(([, { type, choices = {} }]) =>
      type === 'choice' ? Object.keys(choices).length < 2 : Object.keys(choices).length > 0,
    )
    .map(([name]) => choicesMissing(['concepts', name], name));
}
