import type { Finding, Path } from '../../../kernel/definition.ts';
import type { AskedField } from './compiled.ts';
import { finding, heldNowhere, misfit, unknown } from './finding.ts';
import type { Surroundings } from './lookup.ts';
import type { FieldSource, ServiceSource } from './schema.ts';

/** `choices: { from: parentOf, label: person.name }`: one of those to whom a relation leads from the applicant. */
export interface RelationChoice {
  readonly from: string;
  readonly label: string;
}

export function relationChoice(choices: FieldSource['choices']): RelationChoice | undefined {
  const { from, label } = choices ?? {};
  return typeof from === 'string' && typeof label === 'string' ? { from, label } : undefined;
}

/** Choices that are written out, each under its value. */
export function writtenChoices(choices: FieldSource['choices']) {
  return choices && !relationChoice(choices)
    ? (choices as Exclude<NonNullable<FieldSource['choices']>, RelationChoice>)
    : undefined;
}

/** Where the path of a fact starts: at the applicant, or at whom the applicant chooses or names in the field that `for:` begins with. */
export function startOf(
  { audience, data }: ServiceSource,
  { dictionary }: Surroundings,
  steps: readonly string[],
): { readonly entity: string; readonly of?: string } {
  const [first] = steps;
  const choice = first === undefined ? undefined : relationChoice(data[first]?.choices);
  const target = choice && dictionary.relations[choice.from]?.to;
  if (first !== undefined && target !== undefined) return { entity: target, of: first };
  const named = first === undefined ? undefined : data[first]?.names;
  if (first !== undefined && named) return { entity: named, of: first };
  return { entity: audience === 'business' ? 'organisation' : 'person' };
}

/** What the relation of a choice leads to and what of it is asked; undefined, with a finding, where it cannot be followed. */
export function choiceOf(
  source: ServiceSource,
  around: Surroundings,
  { from, label }: RelationChoice,
  path: Path,
  findings: Finding[],
): Required<Pick<AskedField, 'concept' | 'class' | 'chosenFrom'>> | undefined {
  const { relations, concepts, entities } = around.dictionary;
  const { entity } = startOf(source, around, []);
  const relation = relations[from];
  const at = [...path, 'choices', 'from'];
  if (relation?.from !== entity) {
    const known = Object.entries(relations).flatMap(([name, one]) => (one.from === entity ? [name] : []));
    findings.push(unknown('relation', at, from, known));
    return undefined;
  }
  if (!around.primaryOf(from)) findings.push(heldNowhere(at, from, from));
  const target = relation.to;
  const key = entities[target]?.key ?? '';
  const identity = concepts[`${target}.${key}`];
  const shown = concepts[label];
  if (shown?.entity !== target || !identity) {
    const known = Object.values(concepts).flatMap((one) => (one.entity === target ? [`${target}.${one.leaf}`] : []));
    findings.push(unknown('concept', [...path, 'choices', 'label'], label, known));
    return undefined;
  }
  if (!around.primaryOf(label)) findings.push(heldNowhere([...path, 'choices', 'label'], label, label));
  return {
    concept: `${target}.${key}`,
    class: identity.class,
    chosenFrom: { relation: from, label: shown.leaf, shown: label },
  };
}

/** Whoever types a VÖEN reads what the register says of it: that has to be open to all. Of a person the applicant reads nothing. */
export const closedToNaming = (path: Path, concept: string): Finding =>
  finding(
    path,
    'closed-to-naming',
    [
      `“${concept}” açıq məlumat deyil: VÖEN-i yazan hər kəs onu oxuyardı.`,
      `“${concept}” is not open: anybody who types a VÖEN would read it.`,
      `«${concept}» – не открытые сведения: их прочёл бы любой, кто введёт VÖEN.`,
    ],
    [
      'Açıq məlumat soruşun, məsələn, organisation.status.',
      'Ask what is open, as organisation.status.',
      'Запрашивайте открытое, например organisation.status.',
    ],
  );

/** What a choice from a relation has no use for. */
export function unfitParts(field: FieldSource, path: Path): Finding[] {
  const extra = (['concept', 'min', 'max', 'maxLength', 'group', 'differsFrom'] as const).filter(
    (part) => field[part] !== undefined,
  );
  return extra.length > 0 ? [misfit(path, 'applicant', [...extra], false)] : [];
}
