import type { Static } from 'typebox';
import type { DefinitionKind, Finding, Scope } from '../../../kernel/definition.ts';
import type { CompiledConcept, CompiledDictionary } from './compiled.ts';
import { choicesMissing, decidedOtherwise, formatOfNoText, unknownName } from './finding.ts';
import { dictionarySchema } from './schema.ts';
import { dictionaryWords } from './words.ts';

type Source = Static<typeof dictionarySchema>;

/** `dictionary.yaml`: entities, relations and concepts. */
export const dictionaryKind: DefinitionKind<typeof dictionarySchema, CompiledDictionary> = {
  kind: 'dictionary',
  files: /^dictionary\.yaml$/,
  schema: dictionarySchema,
  words: dictionaryWords,
  needs: [],
  compile(source, scope) {
    const concepts = Object.fromEntries(
      Object.entries(source.concepts).map(([name, given]): [string, CompiledConcept] => {
        const [entity = '', leaf = ''] = name.split('.');
        return [name, { ...given, entity, leaf }];
      }),
    );
    return {
      compiled: { entities: source.entities, relations: source.relations, concepts },
      findings: [...relationFindings(source), ...conceptFindings(source), ...decidedFindings(concepts, scope)],
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
  return Object.entries(concepts).flatMap(([name, { type, choices = {}, format }]) => {
    const count = Object.keys(choices).length;
    const unfit = type === 'choice' ? count < 2 : count > 0;
    return [
      ...(unfit ? [choicesMissing(['concepts', name], name)] : []),
      ...(format && type !== 'text' ? [formatOfNoText(['concepts', name, 'format'], name)] : []),
    ];
  });
}

/** A concept decided at the desk is not changed by the file: only what the file says anew is looked at. */
function decidedFindings(concepts: Readonly<Record<string, CompiledConcept>>, scope: Scope): Finding[] {
  const before = scope.get<CompiledDictionary>('dictionary', 'dictionary')?.concepts ?? {};
  return [...scope.all<CompiledConcept>('concept')].flatMap(([name, { decided = '', ...is }]) => {
    const written = concepts[name];
    const isOld = sameMeaning(written, before[name]) || sameMeaning(written, is);
    return isOld || !written ? [] : [decidedOtherwise(['concepts', name], name, decided)];
  });
}

const meaning = (one: CompiledConcept | undefined) =>
  one && [one.label.az, one.label.en, one.label.ru, one.type, one.class];
const sameMeaning = (a: CompiledConcept | undefined, b: CompiledConcept | undefined) =>
  JSON.stringify(meaning(a)) === JSON.stringify(meaning(b));
