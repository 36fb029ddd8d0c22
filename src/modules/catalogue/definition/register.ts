import type { Static } from 'typebox';
import type { DefinitionKind, Finding, Path, Scope } from '../../../kernel/definition.ts';
import type { CompiledDictionary, CompiledRegister, Provision, RegisterField } from './compiled.ts';
import { eventsOf } from './events.ts';
import { choicesMissing, decidedPrimary, secondPrimary, twice, unknownName, withoutKey, wrongType } from './finding.ts';
import { own } from './own.ts';
import { checkAct, checkInstitution, dictionary, registers, systems } from './reference.ts';
import { compileRemote } from './remote.ts';
import { registerWords } from './register-words.ts';
import { registerSchema } from './schema.ts';

type Source = Static<typeof registerSchema>;
type Provides = Source['provides'][number];

/** `registers/<name>.yaml`: whose it is, what a record holds, which concepts and relations it provides. */
export const registerKind: DefinitionKind<typeof registerSchema, CompiledRegister> = {
  kind: 'register',
  files: /^registers\/([a-z][a-z0-9-]*)\.yaml$/,
  schema: registerSchema,
  words: registerWords,
  needs: ['acts', 'institutions', 'dictionary', 'systems', 'openapi'],
  compile(source, scope, name) {
    const words = dictionary(scope);
    const findings = [...headFindings(source, scope), ...recordFindings(source)];
    const fields = fieldsOf(source, words);
    const provides: Provision[] = [];
    for (const [index, item] of source.provides.entries()) {
      const path = ['provides', index];
      const wrong =
        'relation' in item ? relationFindings(item, words, path) : conceptFindings(item, words, fields, path);
      const named = 'relation' in item ? item.relation : item.concept;
      if (provides.some((other) => other.name === named)) wrong.push(twice(path, named));
      const at = [...path, 'relation' in item ? 'relation' : 'concept'];
      const other = registers(scope).find((one) => one.name !== name && one.provides.some((p) => p.name === named));
      if (other) wrong.push(secondPrimary(at, named, other));
      else wrong.push(...decidedElsewhere(at, named, name, scope));
      findings.push(...wrong, ...fieldFindings(item, fields, path));
      if (wrong.length === 0) provides.push(provisionOf(item, words));
    }
    const { title, about, owner, system, act, hosted, record } = source;
    const told = eventsOf(source.events ?? [], { fields, validTo: record.validTo, provides });
    // What is wrong above would be told again below.
    if (findings.length === 0) findings.push(...told.findings);
    const compiled: CompiledRegister = {
      name,
      title,
      ...(about ? { about } : {}),
      owner,
      ...(system ? { system } : {}),
      act,
      hosted,
      record: { ...record, fields },
      provides,
      ...(told.events.length > 0 ? { events: told.events } : {}),
    };
    if (!source.remote) return { compiled, findings };
    const remote = compileRemote(source.remote, { hosted, fields, provides }, scope);
    return { compiled: { ...compiled, remote: remote.compiled }, findings: [...findings, ...remote.findings] };
  },
};

/** A concept that was decided at the desk belongs to the register named there. */
function decidedElsewhere(path: Path, concept: string, register: string, scope: Scope): Finding[] {
  const { primary, decided = '' } = own(dictionary(scope).concepts, concept) ?? {};
  return primary === undefined || primary === register ? [] : [decidedPrimary(path, concept, primary, decided)];
}

function headFindings({ owner, system, act }: Source, scope: Scope): Finding[] {
  const known = Object.keys(systems(scope));
  return [
    ...checkInstitution(scope, owner, ['owner']),
    ...(system && !known.includes(system) ? [unknownName('system', ['system'], system, known)] : []),
    ...checkAct(scope, { act: act.code, article: act.article ?? '' }, ['act', 'code'], ['act', 'article']),
  ];
}

function recordFindings({ record, provides, hosted }: Source): Finding[] {
  const known = Object.keys(record.fields);
  const named = (['key', 'validFrom', 'validTo'] as const).flatMap((use) => {
    const name = record[use];
    return name !== undefined && !known.includes(name) ? [unknownName('field', ['record', use], name, known)] : [];
  });
  const choices = Object.entries(record.fields)
    // Of a choice that gives no concept nothing could ever be entered.
    .filter(([name, field]) => {
      const given = field.choices !== undefined || provides.some((item) => 'take' in item && item.take === name);
      return field.type === 'choice' ? hosted && !given : field.choices !== undefined;
    })
    .map(([name]) => choicesMissing(['record', 'fields', name], name));
  return [...named, ...choices];
}

/** A field that gives a concept takes its choices from the dictionary, so they cannot differ. */
function fieldsOf({ record, provides }: Source, words: CompiledDictionary): Record<string, RegisterField> {
  const taken = new Map(
    provides.flatMap((item) => ('take' in item ? [[item.take, words.concepts[item.concept]] as const] : [])),
  );
  return Object.fromEntries(
    Object.entries(record.fields).map(([name, field]): [string, RegisterField] => {
      const choices = field.choices ?? taken.get(name)?.choices;
      return [
        name,
        {
          type: field.type,
          label: field.label,
          class: field.class ?? 'open',
          many: field.many ?? false,
          optional: field.optional ?? false,
          ...(choices ? { choices } : {}),
        },
      ];
    }),
  );
}

function relationFindings(
  { relation }: Extract<Provides, { relation: string }>,
  words: CompiledDictionary,
  path: Path,
): Finding[] {
  return own(words.relations, relation)
    ? []
    : [unknownName('relation', [...path, 'relation'], relation, Object.keys(words.relations))];
}

function conceptFindings(
  item: Extract<Provides, { concept: string }>,
  words: CompiledDictionary,
  fields: Readonly<Record<string, RegisterField>>,
  path: Path,
): Finding[] {
  const at = [...path, 'concept'];
  const concept = own(words.concepts, item.concept);
  if (!concept) return [unknownName('concept', at, item.concept, Object.keys(words.concepts))];
  if (!own(words.entities, concept.entity)) return [withoutKey(at, item.concept, Object.keys(words.entities))];
  const given = 'take' in item ? own(fields, item.take)?.type : 'count' in item ? 'number' : 'yesno';
  if (given && given !== concept.type) return [wrongType(path, item.concept, concept.type, given)];
  // Only figures add up.
  const adds = 'take' in item && item.sum && given !== 'number' && given !== 'decimal';
  return adds && given ? [wrongType([...path, 'sum'], item.concept, 'number', given)] : [];
}

function fieldFindings(item: Provides, fields: Readonly<Record<string, RegisterField>>, path: Path): Finding[] {
  const uses = {
    by: item.by,
    ...('take' in item ? { take: item.take } : {}),
    ...('to' in item ? { to: item.to } : {}),
  };
  return Object.entries(uses)
    .filter(([, name]) => !own(fields, name))
    .map(([use, name]) => unknownName('field', [...path, use], name, Object.keys(fields)));
}

function provisionOf(item: Provides, words: CompiledDictionary): Provision {
  if ('relation' in item) {
    const { from = '', to = '', many = false } = words.relations[item.relation] ?? {};
    return { kind: 'relation', name: item.relation, entity: from, by: item.by, to: item.to, target: to, many };
  }
  const common = { name: item.concept, entity: words.concepts[item.concept]?.entity ?? '', by: item.by };
  if ('take' in item) return { kind: 'take', ...common, take: item.take, ...(item.sum ? { sums: true as const } : {}) };
  return { kind: 'count' in item ? 'count' : 'exists', ...common };
}
