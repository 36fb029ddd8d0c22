import type { Json } from '../../../kernel/job.ts';
import type { Text } from '../../../language/lang.ts';
import type { CompiledField, CompiledService } from '../definition/compiled.ts';
import { type Answerable, checkField, fieldOf, isOpen } from './answers.ts';
import { type Delivery, documentOf } from './delivery.ts';
import type { JudgedRequirement, TableVerdict } from './judging.ts';
import { shownValue } from './showing.ts';
import type { Answers, CaseData, Facts } from './values.ts';

/*
 * What was issued may hold a slip: a wrong figure, a name misspelt. The right value takes the place of what the case says,
 * and whatever is made of it – lines of the document, the entry – follows. It never turns the decision itself.
 */

/** How a field is right. */
export interface Amendment {
  readonly field: string;
  readonly value: Json;
}

/**
 * Facts and answers with the right values in their places, the later over the earlier; what no choice opens any more is
 * gone. Pure.
 */
export function withAmendments(
  service: Pick<CompiledService, 'fields'>,
  known: { readonly facts: Facts; readonly answers: Answers },
  amendments: readonly Amendment[],
): { readonly facts: Facts; readonly answers: Answers } {
  if (amendments.length === 0) return known;
  const facts: Record<string, Facts[string]> = { ...known.facts };
  const answers: Record<string, Json | undefined> = { ...known.answers };
  for (const { field, value } of amendments) {
    const source = service.fields.find(({ name }) => name === field)?.source;
    if (source === 'register') facts[field] = { state: 'value', value };
    if (source === 'applicant') answers[field] = value;
  }
  const closed = service.fields.flatMap(({ name }) => {
    const field = fieldOf(service, name);
    return field && !isOpen(service, field, answers) ? [[name, null] as const] : [];
  });
  return { facts, answers: { ...answers, ...Object.fromEntries(closed) } };
}

/** A field that may be corrected now, and what its right value has to be like. */
export interface Amendable {
  readonly name: string;
  readonly label: Text;
  readonly check: Answerable;
  /** As the decision has it. */
  readonly value: Json;
  readonly shown: Text;
}

/** Long enough for a name or an address that a register keeps. */
const longestFact = 300;

/** Fields of the decision that have a value, in the order of the definition. */
export function amendableIn(service: CompiledService, { values }: Pick<CaseData, 'values'>): readonly Amendable[] {
  const may = service.correction?.fields ?? [];
  return service.fields.flatMap((field) => {
    const check = may.includes(field.name) ? checkOf(field) : undefined;
    const value = values[field.name] ?? null;
    const shown = shownValue(field, value);
    return check && shown ? [{ name: field.name, label: field.label, check, value, shown }] : [];
  });
}

/** A choice that opens a further question is none: nobody is asked that now. */
function checkOf(field: CompiledField): Answerable | undefined {
  if (field.source === 'applicant') {
    const { choices, ...rest } = field;
    const left = choices?.filter(({ opens }) => opens.length === 0);
    return { ...rest, optional: false, ...(left ? { choices: left } : {}) };
  }
  if (field.source !== 'register') return undefined;
  const choices = Object.entries(field.choices ?? {}).map(([value, label]) => ({ value, label, opens: [] }));
  const { label, type } = field;
  return { label, type, optional: false, maxLength: longestFact, ...(field.choices ? { choices } : {}) };
}

/** The right value as it is kept, or what is wrong with it. */
export function rightValue({ name, check }: Amendable, given: Json): { value: Json } | { error: Text } {
  const errors: { field: string; text: Text }[] = [];
  const value = checkField(check, name, given, errors);
  return errors[0] ? { error: errors[0].text } : { value };
}

/** What a register says of a field. */
export interface HeldValue {
  readonly field: string;
  readonly value: Json;
}

/**
 * The right value is another than what the register says of the field: a document does not contradict its source. What is
 * wrong in the register is corrected there first.
 */
export const contradictsRegister = (right: Amendment, held: HeldValue | undefined): boolean =>
  held?.field === right.field && held.value !== null && held.value !== right.value;

interface Judgement {
  readonly requirements: readonly JudgedRequirement[];
  readonly verdict: TableVerdict;
}

/** With the right value a condition would fail that was met, or the table would refuse: that is another decision, no slip. */
export function turnsDecision(before: Judgement, after: Judgement): boolean {
  const failed = ({ requirements }: Judgement) =>
    requirements.filter(({ sign }) => sign === 'late').map(({ name }) => name);
  const earlier = new Set(failed(before));
  const refuses = after.verdict.outcome === 'refuse' && before.verdict.outcome !== 'refuse';
  return refuses || failed(after).some((name) => !earlier.has(name));
}

/** A line that changes; absent where there was none, or is none any more. */
export interface LineChange {
  readonly label: Text;
  readonly before?: Text;
  readonly after?: Text;
}

/** What changes on the document, line by line, and the field itself where no line shows it. */
export function changesOf(
  service: CompiledService,
  field: string,
  { before, after, delivery }: { readonly before: CaseData; readonly after: CaseData; readonly delivery: Delivery },
): readonly LineChange[] {
  const linesOf = (data: CaseData) => documentOf(service, data, delivery)?.lines ?? [];
  const [was, is] = [linesOf(before), linesOf(after)];
  const labels = new Map([...was, ...is].map(({ label }) => [label.az, label]));
  const changes = [...labels.values()].flatMap((label) => {
    const [old, now] = [was, is].map((lines) => lines.find((line) => line.label.az === label.az)?.value);
    return old?.az === now?.az ? [] : [change(label, old, now)];
  });
  const own = service.fields.find(({ name }) => name === field);
  const isShown = service.document?.lines.some((line) => 'field' in line && line.field === field);
  if (!own || isShown) return changes;
  return [change(own.label, shownValue(own, before.values[field]), shownValue(own, after.values[field])), ...changes];
}

const change = (label: Text, before: Text | undefined, after: Text | undefined): LineChange => ({
  label,
  ...(before ? { before } : {}),
  ...(after ? { after } : {}),
});
