import type { Finding, Path } from '../../../kernel/definition.ts';
import type { CompiledConcept } from '../../catalogue/index.ts';
import type { AskedChoice, AskedField, CompiledField, ComputedField, GroupField, RegisterField } from './compiled.ts';
import { fileField, fileParts, isFile } from './evidence.ts';
import { heldNowhere, misfit, openedTwice, unknown, withoutWhy } from './finding.ts';
import { articleOf, type Surroundings } from './lookup.ts';
import { checkFieldChecks, checkOf } from './field-check.ts';
import { asksForDocument, onceOnly } from './once-only.ts';
import { choiceOf, closedToNaming, relationChoice, startOf, unfitParts, writtenChoices } from './relation-choice.ts';
import type { FieldSource, GroupedFieldSource, ServiceSource } from './schema.ts';

const shortAnswer = 250;

/** Compiles the section `data:`. What cannot be made sense of is left out, with a finding. */
export function compileData(
  source: ServiceSource,
  around: Surroundings,
  findings: Finding[],
): readonly CompiledField[] {
  const compiled = Object.entries(source.data).flatMap(([name, field]): CompiledField[] => {
    const path = ['data', name];
    findings.push(...partsOf(field, path));
    if (field.source === 'register') return registerField(source, around, name, field, path, findings);
    if (field.source === 'computed') return computedField(name, field, path, findings);
    if (isFile(field))
      return fileField(around, name, field, groundsOf(around, name, field, path, findings), path, findings);
    if (field.group) return groupField(around, name, field, field.group, path, findings);
    if (relationChoice(field.choices)) return chosenField(source, around, name, field, path, findings);
    return askedField(around, name, { ...field, choices: writtenChoices(field.choices) }, path, findings);
  });
  const linked = linkOpened(compiled, findings).map((field) => withKeeping(field, source.data[field.name]));
  findings.push(...checkFieldChecks(linked));
  return linked;
}

/** With what is said alike of all that is read or asked: how long it is kept, and from whom. */
function withKeeping(field: CompiledField, { retention, seenBy }: Partial<FieldSource> = {}): CompiledField {
  if (field.source === 'computed') return field;
  return { ...field, ...(retention ? { retention } : {}), ...(seenBy ? { seenBy } : {}) };
}

const takes: Readonly<Record<FieldSource['source'], readonly (keyof FieldSource)[]>> = {
  register: ['concept', 'for', 'label', 'ifUnavailable', 'retention', 'seenBy'],
  applicant: [
    'concept',
    'label',
    'hint',
    'optional',
    'min',
    'max',
    'maxLength',
    'choices',
    'names',
    'check',
    'why',
    'differsFrom',
    'article',
    'group',
    'retention',
    'seenBy',
  ],
  computed: ['type', 'label', 'formula'],
};

/** What a field of a register says besides, where the applicant is asked while it is silent. */
const askedInstead: readonly (keyof FieldSource)[] = ['why', 'article', 'hint', 'min', 'max', 'maxLength'];

function partsOf(field: FieldSource, path: Path): Finding[] {
  const needs: readonly (keyof FieldSource)[] =
    field.source === 'computed'
      ? ['type', 'label', 'formula']
      : field.group || isFile(field) || relationChoice(field.choices)
        ? ['label']
        : ['concept'];
  const missing = needs.filter((part) => field[part] === undefined);
  const own = isFile(field) ? fileParts : takes[field.source];
  const taken = field.ifUnavailable === undefined ? own : [...own, ...askedInstead];
  const extra = Object.keys(field).filter((part) => part !== 'source' && !taken.includes(part as keyof FieldSource));
  return [
    ...(missing.length > 0 ? [misfit(path, field.source, missing, true)] : []),
    ...(extra.length > 0 ? [misfit(path, field.source, extra, false)] : []),
  ];
}

function conceptOf(
  around: Surroundings,
  name: string | undefined,
  path: Path,
  findings: Finding[],
): CompiledConcept | undefined {
  if (name === undefined) return undefined;
  const { concepts } = around.dictionary;
  if (Object.hasOwn(concepts, name)) return concepts[name];
  findings.push(unknown('concept', [...path, 'concept'], name, Object.keys(concepts)));
  return undefined;
}

function registerField(
  source: ServiceSource,
  around: Surroundings,
  name: string,
  field: FieldSource,
  path: Path,
  findings: Finding[],
): RegisterField[] {
  const concept = conceptOf(around, field.concept, path, findings);
  if (!concept || field.concept === undefined) return [];
  const primary = around.primaryOf(field.concept);
  if (!primary) {
    findings.push(heldNowhere([...path, 'concept'], name, field.concept));
    return [];
  }
  const walked = walk(source, around, field, concept, path, findings);
  if (!walked) return [];
  if (walked.of !== undefined && source.data[walked.of]?.names === 'organisation' && concept.class !== 'open')
    findings.push(closedToNaming([...path, 'concept'], field.concept));
  const { type, label, choices } = concept;
  return [
    {
      source: 'register',
      name,
      concept: field.concept,
      type,
      class: concept.class,
      label: field.label ?? label,
      ...(choices ? { choices } : {}),
      ...walked,
      leaf: concept.leaf,
      register: primary.register.name,
      ...insteadOf(around, name, field, walked.many, path, findings),
    },
  ];
}

/** The ground on which the applicant is asked while the register is silent. A list of several people's values is not asked. */
function insteadOf(
  around: Surroundings,
  name: string,
  field: FieldSource,
  many: boolean,
  path: Path,
  findings: Finding[],
): Pick<RegisterField, 'ifUnavailable'> {
  if (field.ifUnavailable === undefined) return {};
  if (many) findings.push(misfit(path, 'register', ['ifUnavailable'], false));
  const { hint, min, max, maxLength = shortAnswer } = field;
  return {
    ifUnavailable: {
      ...(hint ? { hint } : {}),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      maxLength,
      ...groundsOf(around, name, field, path, findings),
    },
  };
}

/** Follows the relations of `for:` from the applicant to the entity that the concept is about. */
function walk(
  source: ServiceSource,
  around: Surroundings,
  field: FieldSource,
  concept: CompiledConcept,
  path: Path,
  findings: Finding[],
): { path: readonly string[]; many: boolean; of?: string } | undefined {
  const { dictionary, primaryOf } = around;
  const at = [...path, field.for === undefined ? 'concept' : 'for'];
  const given = field.for?.split('.') ?? [];
  const { of, ...start } = startOf(source, around, given);
  const steps = of === undefined ? given : given.slice(1);
  let { entity } = start;
  let many = false;
  for (const step of steps) {
    const relation = dictionary.relations[step];
    if (relation?.from !== entity) {
      const known = Object.entries(dictionary.relations).flatMap(([name, { from }]) => (from === entity ? [name] : []));
      findings.push(unknown('relation', at, step, known));
      return undefined;
    }
    if (!primaryOf(step)) findings.push(heldNowhere(at, step, step));
    many ||= relation.many;
    entity = relation.to;
  }
  if (concept.entity === entity) return { path: steps, many, ...(of === undefined ? {} : { of }) };
  const known = Object.values(dictionary.concepts).flatMap((other) =>
    other.entity === entity ? [`${entity}.${other.leaf}`] : [],
  );
  findings.push(unknown('concept', at, `${entity}.${concept.leaf}`, known));
  return undefined;
}

function computedField(
  name: string,
  { type, label, formula }: FieldSource,
  path: Path,
  findings: Finding[],
): ComputedField[] {
  if (type === 'file') findings.push(misfit([...path, 'type'], 'computed', ['file'], false));
  return type && type !== 'file' && label && formula ? [{ source: 'computed', name, type, label, formula }] : [];
}

function groupField(
  around: Surroundings,
  name: string,
  field: FieldSource,
  group: NonNullable<FieldSource['group']>,
  path: Path,
  findings: Finding[],
): GroupField[] {
  if (!field.label) return [];
  const fields = Object.entries(group.fields).flatMap(([inner, grouped]) =>
    askedField(
      around,
      inner,
      { why: field.why, article: field.article, ...grouped },
      [...path, 'group', 'fields', inner],
      findings,
    ),
  );
  return [
    {
      source: 'group',
      name,
      label: field.label,
      ...(field.hint ? { hint: field.hint } : {}),
      item: group.item,
      min: Math.min(group.min, group.max),
      max: group.max,
      fields,
      ...groundsOf(around, name, field, path, findings),
    },
  ];
}

type Askable = { [K in keyof GroupedFieldSource]: GroupedFieldSource[K] | undefined } & Pick<
  FieldSource,
  'names' | 'check'
>;

function askedField(around: Surroundings, name: string, field: Askable, path: Path, findings: Finding[]): AskedField[] {
  const concept = conceptOf(around, field.concept, path, findings);
  if (!concept || field.concept === undefined) return [];
  const label = field.label ?? concept.label;
  const { differsFrom } = field;
  const asked = { name, concept: field.concept, label, own: concept.label, path };
  findings.push(...onceOnly(around, { ...asked, differsFrom: differsFrom?.concept }));
  findings.push(...asksForDocument(around, label, path));
  const choices = choicesOf(field, concept, path, findings);
  return [
    {
      source: 'applicant',
      name,
      concept: field.concept,
      type: concept.type,
      class: concept.class,
      label,
      ...(field.hint ? { hint: field.hint } : {}),
      optional: field.optional ?? false,
      ...(field.min === undefined ? {} : { min: field.min }),
      ...(field.max === undefined ? {} : { max: field.max }),
      maxLength: field.maxLength ?? shortAnswer,
      ...(choices ? { choices } : {}),
      ...(concept.format ? { format: concept.format } : {}),
      ...(field.names ? { names: field.names } : {}),
      ...(field.names === 'person' ? { fin: true as const } : {}),
      ...(differsFrom ? { differsFrom } : {}),
      ...checkOf(around, name, field.check, [...path, 'check'], findings),
      ...groundsOf(around, name, field, path, findings),
    },
  ];
}

/** One of those to whom a relation leads: whom registers know is chosen, never typed. */
function chosenField(
  source: ServiceSource,
  around: Surroundings,
  name: string,
  field: FieldSource,
  path: Path,
  findings: Finding[],
): AskedField[] {
  const choice = relationChoice(field.choices);
  const found = choice && choiceOf(source, around, choice, path, findings);
  findings.push(...unfitParts(field, path));
  if (!found || !field.label) return [];
  const { label, hint, optional = false } = field;
  const grounds = groundsOf(around, name, field, path, findings);
  const asked = { name, label, ...(hint ? { hint } : {}), optional, maxLength: shortAnswer, ...grounds };
  return [{ source: 'applicant', type: 'choice', ...found, ...asked }];
}

function groundsOf(
  around: Surroundings,
  name: string,
  field: Pick<Askable, 'why' | 'article'>,
  path: Path,
  findings: Finding[],
) {
  if (!field.why) findings.push(withoutWhy(path, name));
  const article = articleOf(around, field.article, path, name, findings);
  return { why: field.why ?? { az: '', en: '', ru: '' }, article };
}

function choicesOf(
  field: Askable,
  concept: CompiledConcept,
  path: Path,
  findings: Finding[],
): AskedChoice[] | undefined {
  const known = concept.choices ?? {};
  for (const value of Object.keys(field.choices ?? {})) {
    if (!Object.hasOwn(known, value))
      findings.push(unknown('choice', [...path, 'choices', value], value, Object.keys(known)));
  }
  if (concept.type !== 'choice') return undefined;
  return Object.entries(known).map(([value, label]) => {
    const detail = field.choices?.[value];
    return { value, label, ...(detail?.hint ? { hint: detail.hint } : {}), opens: detail?.opens ?? [] };
  });
}

/** Tells each opened field which choice opens it, and finds choices that open nothing known. */
function linkOpened(fields: readonly CompiledField[], findings: Finding[]): readonly CompiledField[] {
  const asked = fields.filter((field) => field.source === 'applicant');
  const openers = new Map<string, { field: string; choice: string }>();
  for (const field of asked) {
    for (const choice of field.choices ?? []) {
      for (const opened of choice.opens) {
        const path = ['data', field.name, 'choices', choice.value, 'opens'];
        if (openers.has(opened)) findings.push(openedTwice(path, opened));
        if (asked.some(({ name }) => name === opened)) openers.set(opened, { field: field.name, choice: choice.value });
        else {
          const known = asked.map(({ name }) => name);
          findings.push(unknown('field', path, opened, known));
        }
      }
    }
  }
  return fields.map((field) => {
    const openedBy = openers.get(field.name);
    return openedBy && field.source === 'applicant' ? { ...field, openedBy } : field;
  });
}
