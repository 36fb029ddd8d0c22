import { createHash } from 'node:crypto';
import type { Json } from '../../../kernel/job.ts';
import { isFin } from '../../../language/index.ts';
import { coApplicantsOf, openAgreements } from '../definition/co-applicant.ts';
import type { CompiledCoApplicant, CompiledService } from '../definition/compiled.ts';
import { isAsked } from './answers.ts';
import { askedAnswers } from './asked-pages.ts';
import type { Answers, CaseData } from './values.ts';

/** Somebody who has to agree: as which co-applicant of the service, and by which FİN. */
export interface Party {
  readonly name: string;
  readonly fin: string;
}

/** Who has agreed, and to what: the digest of the answers that they saw. */
export interface KnownAgreement extends Party {
  readonly seen: string;
}

/** FİNs in the field that names a co-applicant, each once. */
export function finsIn({ who }: CompiledCoApplicant, values: Readonly<Record<string, Json | undefined>>): string[] {
  const [name = '', inner] = who.split('.');
  const found = [values[name] ?? null].flat().map((one) => (inner === undefined ? one : memberOf(one, inner)));
  return [...new Set(found.filter((one): one is string => typeof one === 'string' && isFin(one)))];
}

function memberOf(item: Json, name: string): Json {
  return typeof item === 'object' && item !== null && !Array.isArray(item)
    ? ((item as Readonly<Record<string, Json>>)[name] ?? null)
    : null;
}

/** Everybody who has to agree, as the facts and answers name them. */
export const partiesOf = (
  service: Pick<CompiledService, 'within'>,
  values: Readonly<Record<string, Json | undefined>>,
): readonly Party[] =>
  coApplicantsOf(service).flatMap((one) => finsIn(one, values).map((fin) => ({ name: one.name, fin })));

/** What an agreement is to: the answers among the fields that the co-applicant sees, as they stand. */
export function digestSeen(
  { fields, notAsked }: Pick<CompiledService, 'fields' | 'notAsked'>,
  { sees }: CompiledCoApplicant,
  answers: Answers,
): string {
  const given = askedAnswers({ notAsked }, answers);
  const seen = fields.flatMap((field) =>
    isAsked(field) && sees.includes(field.name) ? [[field.name, ordered(given[field.name] ?? null)]] : [],
  );
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}

/** The same value is written the same way, whatever the order of its keys. */
function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]): Json => [key, ordered(one)]);
}

/** Those who have not agreed to what they would see now: asked already, or not yet. */
export function awaitedParties(
  service: Pick<CompiledService, 'within' | 'fields' | 'notAsked'>,
  values: CaseData['values'],
  answers: Answers,
  known: readonly KnownAgreement[],
): readonly Party[] {
  const now = new Map(coApplicantsOf(service).map((one) => [one.name, digestSeen(service, one, answers)]));
  return partiesOf(service, values).filter(
    ({ name, fin }) => !known.some((one) => one.name === name && one.fin === fin && one.seen === now.get(name)),
  );
}

/** The case with how many agreements are open, for guards. */
export function withAgreements(
  service: CompiledService,
  data: CaseData,
  answers: Answers,
  known: readonly KnownAgreement[],
): CaseData {
  if (coApplicantsOf(service).length === 0) return data;
  const open = awaitedParties(service, data.values, answers, known).length;
  return { ...data, values: { ...data.values, [openAgreements]: open } };
}
