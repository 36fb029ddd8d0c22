import type { Json } from '../../../kernel/job.ts';
import type { DataClass } from '../../../kernel/entity.ts';
import type { Text } from '../../../language/lang.ts';
import type { CompiledDocument, CompiledService, DocumentLine } from '../definition/compiled.ts';
import { behind, deliveryTypes, inputsOfLine, programOf } from '../definition/types.ts';
import { shownValue } from './showing.ts';
import type { CaseData } from './values.ts';

/** What the engine adds to the fields when a decision is carried out. Days in Baku. */
export interface Delivery {
  readonly reference: string;
  readonly submittedOn: string;
  readonly decidedOn: string;
  /** What was written with the decision, where the document shows it; no expression reads it. */
  readonly note?: string | undefined;
}

/** The record that the decision writes into its register. Fields without a value are left out. */
export function entryOf(service: CompiledService, data: CaseData, delivery: Delivery): Readonly<Record<string, Json>> {
  const fields = Object.entries(service.entry?.fields ?? {}).map(
    ([name, source]) => [name, evaluate(service, source, data, delivery)] as const,
  );
  return Object.fromEntries(fields.filter(([, value]) => value !== null));
}

/** The same record with what is written when it ends. */
export function endOf(
  service: CompiledService,
  data: CaseData,
  delivery: Delivery,
  entry: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  const ends = Object.entries(service.entry?.ends ?? {}).map(
    ([name, source]) => [name, evaluate(service, source, data, delivery)] as const,
  );
  return { ...entry, ...Object.fromEntries(ends) };
}

export interface DocumentContent {
  readonly number: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly lines: readonly { readonly label: Text; readonly value: Text; readonly class: DataClass }[];
}

/** What stands on the document; undefined for a service that gives none. Lines without a value are left out. */
export function documentOf(service: CompiledService, data: CaseData, delivery: Delivery): DocumentContent | undefined {
  const { document } = service;
  if (!document) return undefined;
  const text = (source: string): string => String(evaluate(service, source, data, delivery) ?? '');
  return {
    number: text(document.number),
    validFrom: text(document.validFrom),
    validTo: document.validTo === undefined ? null : text(document.validTo) || null,
    lines: document.lines.flatMap((line) => {
      const value = lineValue(service, line, data, delivery);
      return value ? [{ label: line.label, value, class: line.class }] : [];
    }),
  };
}

/** The number of a document that was issued for the n-th time, because what stood in it was corrected. */
export const numberAnew = (number: string, times: number): string => `${number}/${times}`;

/** A quota that the decision gives: `amount` a decimal, days in Baku. */
export interface QuotaGiven {
  readonly number: string;
  readonly amount: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** Undefined for a service that gives none. @throws Error for an amount that is none, or below nothing */
export function quotaGiven(service: CompiledService, data: CaseData, delivery: Delivery): QuotaGiven | undefined {
  const { name, quota } = service;
  if (!quota) return undefined;
  const text = (source: string): string => String(evaluate(service, source, data, delivery) ?? '');
  const amount = text(quota.amount);
  if (!/^\d+(\.\d+)?$/.test(amount)) throw new Error(`the quota of ${name} comes to ${amount}`);
  return { number: text(quota.number), amount, validFrom: text(quota.validFrom), validTo: text(quota.validTo) };
}

function lineValue(service: CompiledService, line: DocumentLine, data: CaseData, delivery: Delivery): Text | undefined {
  if ('note' in line) return delivery.note ? inEveryLanguage(delivery.note) : undefined;
  if ('texts' in line)
    return line.texts.find(({ when }) => when === undefined || evaluate(service, when, data, delivery) === true)?.text;
  const field = service.fields.find(({ name }) => name === line.field);
  return field && shownValue(field, data.values[line.field]);
}

const inEveryLanguage = (written: string): Text => ({ az: written, en: written, ru: written });

/** Fields of registers without which an approval could not be carried out: it must wait for them. */
export function undelivered(service: CompiledService, data: CaseData): readonly string[] {
  const { fields, entry, document, fee, quota } = service;
  const sources = [
    ...Object.values(entry?.fields ?? {}),
    ...(document ? expressionsOf(document) : []),
    ...(quota ? [quota.amount, quota.number, quota.validFrom, quota.validTo] : []),
  ];
  const needed = sources.flatMap((source) => programOf(fields, source, deliveryTypes).inputs);
  // A line of the document may stay empty, but only once its register has said so.
  const owed = fee?.asked === 'issue' ? fee.uses : [];
  const lines = (document?.lines ?? []).flatMap((line) => inputsOfLine(fields, line));
  const [missing, awaited] = [behind(fields, [...needed, ...owed]), behind(fields, lines)];
  return fields
    .map(({ name }) => name)
    .filter(
      (name) =>
        (missing.includes(name) && data.missing.has(name)) || (awaited.includes(name) && data.awaited.has(name)),
    );
}

const expressionsOf = ({ number, validFrom, validTo }: CompiledDocument): readonly string[] => [
  number,
  validFrom,
  ...(validTo === undefined ? [] : [validTo]),
];

/** Does the action make the entry or the document, or ask for the fee that comes before them? */
export function delivers({ process }: Pick<CompiledService, 'process'>, action: string): boolean {
  const effects = process.actions.find(({ name }) => name === action)?.effects ?? [];
  return effects.some((effect) => ['enter', 'document', 'charge', 'quota'].includes(effect));
}

function evaluate({ fields }: CompiledService, source: string, data: CaseData, delivery: Delivery): Json {
  const { reference, submittedOn, decidedOn } = delivery;
  return programOf(fields, source, deliveryTypes).evaluate({ ...data.values, reference, submittedOn, decidedOn });
}
