import { compile, FeelError, type FeelType, type Program, type ScalarType, type Types } from '../../../feel/index.ts';
import type { ValueType } from '../../catalogue/index.ts';
import { type CompiledFlag, flagValues } from '../../process/index.ts';
import type { CompiledField, ComputedField, DocumentLine, LineText } from './compiled.ts';

const scalars: Readonly<Record<ValueType, ScalarType>> = {
  text: 'string',
  choice: 'string',
  number: 'number',
  decimal: 'number',
  date: 'date',
  yesno: 'boolean',
};

export function feelType(field: CompiledField): FeelType {
  if (field.source === 'group') {
    return { list: { context: Object.fromEntries(field.fields.map((inner) => [inner.name, feelType(inner)])) } };
  }
  const scalar = scalars[field.type];
  return field.source === 'register' && field.many ? { list: scalar } : scalar;
}

/** Names that expressions may use, of the given fields. */
export const typesOf = (fields: readonly CompiledField[]): Types =>
  Object.fromEntries(fields.map((field) => [field.name, feelType(field)]));

/** What the engine adds to the fields in the expressions of an entry and of a document. */
export const deliveryTypes: Types = { reference: 'string', submittedOn: 'date', decidedOn: 'date' };

/** What the engine adds to the fields above in the formula of a computed one: ages and terms are counted from this day. */
export const formulaTypes: Types = { submittedOn: 'date' };

/** What the engine adds to the fields in the guards of the process. */
export const guardTypes: Types = { unmet: 'number', missing: 'number' };

/** Every way in which these flags may stand, as guards see them: few enough to ask a guard in each. */
export function flagStandings(flags: readonly CompiledFlag[]): readonly Readonly<Record<string, unknown>>[] {
  const ways = flags.reduce<readonly (readonly string[])[]>(
    (known, { name }) => [...known, ...known.map((raised) => [...raised, name])],
    [[]],
  );
  return ways.map((raised) => flagValues({ flags }, raised));
}

const programs = new WeakMap<readonly CompiledField[], Map<string, Program>>();

/** A compiled expression over the fields of a service, and over what the engine adds; compiled once. */
export function programOf(fields: readonly CompiledField[], source: string, more: Types = {}): Program {
  const known = programs.get(fields) ?? new Map<string, Program>();
  programs.set(fields, known);
  const key = `${Object.keys(more).join()}\n${source}`;
  const program = known.get(key) ?? compile(source, { ...typesOf(fields), ...more });
  known.set(key, program);
  return program;
}

/** Fields that an expression looks at; none where it has a fault, which is found where it stands. */
export function inputsOf(fields: readonly CompiledField[], source: string, more: Types = {}): readonly string[] {
  try {
    return programOf(fields, source, more).inputs;
  } catch (error) {
    if (error instanceof FeelError) return [];
    throw error;
  }
}

/** Fields that the conditions of a line's texts look at. */
export const inputsOfTexts = (fields: readonly CompiledField[], texts: readonly LineText[]): readonly string[] =>
  texts.flatMap(({ when }) => (when === undefined ? [] : programOf(fields, when, deliveryTypes).inputs));

/** Fields that a line of the document shows or looks at. */
export function inputsOfLine(fields: readonly CompiledField[], line: DocumentLine): readonly string[] {
  if ('field' in line) return [line.field];
  return 'texts' in line ? inputsOfTexts(fields, line.texts) : [];
}

/** Fields behind the given names: a computed one stands for those it is made of. */
export function behind(fields: readonly CompiledField[], names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const field = fields.find((one) => one.name === name);
    if (!field || found.has(name)) return;
    if (field.source !== 'computed') found.add(name);
    else for (const inner of formulaOf(fields, field).inputs) visit(inner);
  };
  for (const name of names) visit(name);
  return [...found];
}

/** The formula of a computed field, over the fields written above it. */
export const formulaOf = (fields: readonly CompiledField[], field: ComputedField): Program =>
  programOf(beforeIt(fields, field), field.formula, formulaTypes);

const earlier = new WeakMap<readonly CompiledField[], Map<string, readonly CompiledField[]>>();

/** Fields written above a computed one: its formula may use only those, so that no formula can need itself. */
function beforeIt(fields: readonly CompiledField[], field: CompiledField): readonly CompiledField[] {
  const known = earlier.get(fields) ?? new Map<string, readonly CompiledField[]>();
  earlier.set(fields, known);
  const list =
    known.get(field.name) ??
    fields.slice(
      0,
      fields.findIndex((one) => one.name === field.name),
    );
  known.set(field.name, list);
  return list;
}
