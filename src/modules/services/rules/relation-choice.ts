import type { Json } from '../../../kernel/job.ts';
import type { Text } from '../../../language/lang.ts';
import type { AskedChoice, AskedField, CompiledService, RegisterField } from '../definition/compiled.ts';
import { say } from '../text/index.ts';
import type { Answers, Facts, KnownFact } from './values.ts';

/*
 * A choice from a relation: the registers tell whom the relation leads to, and the applicant chooses one of them by name.
 * Under the name of the field the case keeps two things: as a fact those who could be chosen, as an answer the key of
 * the one who was. Facts with `for: <field>` are read about that one alone, once chosen.
 */

export type ChoosingField = AskedField & { readonly chosenFrom: NonNullable<AskedField['chosenFrom']> };

export const choosingFields = ({ fields }: Pick<CompiledService, 'fields'>): readonly ChoosingField[] =>
  fields.filter((field): field is ChoosingField => field.source === 'applicant' && field.chosenFrom !== undefined);

/** Fields in which the applicant names an organisation by its VÖEN or a person by their FİN. */
export const namingFields = ({ fields }: Pick<CompiledService, 'fields'>): readonly AskedField[] =>
  fields.filter((field): field is AskedField => field.source === 'applicant' && field.names !== undefined);

/** Facts about whom the applicant chooses or names in a field. */
export const factsOfChosen = ({ fields }: Pick<CompiledService, 'fields'>, choice: string): readonly RegisterField[] =>
  fields.filter((field): field is RegisterField => field.source === 'register' && field.of === choice);

const namesPerson = (service: Pick<CompiledService, 'fields'>, of: string | undefined): boolean =>
  namingFields(service).some(({ name, names }) => name === of && names === 'person');

/**
 * The service without facts about people whom answers name: a FİN is no key to what registers know of its holder, so
 * nobody but officials reads that.
 */
export function withoutNamedPeople<T extends Pick<CompiledService, 'fields'>>(service: T): T {
  const fields = service.fields.filter((field) => field.source !== 'register' || !namesPerson(service, field.of));
  return fields.length === service.fields.length ? service : { ...service, fields };
}

/** One who may be chosen, as the fact of the field keeps it. */
export interface Candidate {
  readonly key: string;
  readonly label: string;
}

export function candidatesIn(fact: KnownFact | undefined): readonly Candidate[] {
  if (fact?.state !== 'value' || !Array.isArray(fact.value)) return [];
  return (fact.value as readonly Json[]).flatMap((one) => {
    const { key, label } = one as { readonly key?: Json; readonly label?: Json };
    return typeof key === 'string' && typeof label === 'string' ? [{ key, label }] : [];
  });
}

/** The service with those who may be chosen in a case: an answer that names anybody else is none of its choices. */
export function withCandidates<T extends Pick<CompiledService, 'fields'>>(service: T, facts: Facts): T {
  if (choosingFields(service).length === 0) return service;
  const fields = service.fields.map((field) => {
    if (field.source !== 'applicant' || !field.chosenFrom) return field;
    const choices = candidatesIn(facts[field.name]).map(asChoice);
    return choices.length > 0 ? { ...field, choices } : { ...field, choices, hint: nobody(facts[field.name]) };
  });
  return { ...service, fields };
}

const asChoice = ({ key, label }: Candidate): AskedChoice => ({
  value: key,
  label: { az: label, en: label, ru: label },
  opens: [],
});

function nobody(fact: KnownFact | undefined): Text {
  const silent = !fact || fact.state === 'unavailable';
  return say(silent ? 'choiceSilent' : 'choiceNobody', () => ({}));
}

/** The fields in which two sets of answers choose or name different ones. */
export function changedChoices(
  service: Pick<CompiledService, 'fields'>,
  before: Answers,
  after: Answers,
): readonly AskedField[] {
  return [...choosingFields(service), ...namingFields(service)].filter(
    ({ name }) => (before[name] ?? null) !== (after[name] ?? null),
  );
}
