import { compile, type Program } from '../../../feel/index.ts';
import type { Json } from '../../../kernel/job.ts';
import type { Text } from '../../../language/index.ts';
import type { CompiledDecision, CompiledField, CompiledService, TableOutcome } from '../definition/compiled.ts';
import { tableOf } from '../definition/decision.ts';
import { heardOf, judgedFields } from '../definition/heard.ts';
import { behind } from '../definition/types.ts';
import { askTable, type Reason } from './judging.ts';

/** An input of a decision table. */
export type TableInput = Exclude<CompiledField, { source: 'group' }>;

/** The conditions of a rule by the input they ask of; an input that may be anything has none. */
export type RuleCells = ReadonlyMap<string, Program>;

const compiled = new WeakMap<CompiledDecision, readonly RuleCells[]>();

/** The conditions of a service's table, one by one; compiled once. */
export function cellsOf(service: CompiledService): readonly RuleCells[] {
  const known = compiled.get(service.decision) ?? compileCells(service);
  compiled.set(service.decision, known);
  return known;
}

function compileCells(service: CompiledService): readonly RuleCells[] {
  const { source } = tableOf(service);
  const types = Object.fromEntries(source.inputs.map(({ name, type }) => [name, type]));
  return source.rules.map(({ when }) => {
    const cells = source.inputs.flatMap(({ name, type }): [string, Program][] => {
      const cell = when[name];
      if (cell === undefined) return [];
      const program = compile(String(cell), { ...types, '?': type }, { unary: true });
      return program.node.kind === 'tests' && program.node.any ? [] : [[name, program]];
    });
    return new Map(cells);
  });
}

/** The inputs in the order of the table. */
export function inputsOf(service: CompiledService): readonly TableInput[] {
  const fields = judgedFields(service.fields, heardOf(service));
  return tableOf(service).inputs.flatMap((name) => {
    const field = fields.find((one) => one.name === name);
    return field && field.source !== 'group' ? [field] : [];
  });
}

/** Choices of an input as one chooses them; what a choice opens is no matter of the table. */
export function choicesOf(input: TableInput): readonly { value: string; label: Text; hint?: Text; opens: never[] }[] {
  if (input.source === 'computed' || input.source === 'file') return [];
  if (input.source === 'applicant') return (input.choices ?? []).map((choice) => ({ ...choice, opens: [] }));
  return Object.entries(input.choices ?? {}).map(([value, label]) => ({ value, label, opens: [] }));
}

/** What the table makes of an invented case. */
export interface Tried {
  /** Null while an answer is missing without which no application can be sent: then the table is not asked. */
  readonly outcome: TableOutcome | null;
  /** Counts from 1; absent where the table could not be asked. */
  readonly rule?: number;
  readonly reasons: readonly Reason[];
  /** Inputs that were left open though they have to be known. */
  readonly missing: readonly string[];
  /** For each rule above the one that fits, the inputs that kept it from fitting. */
  readonly against: readonly (readonly string[])[];
  /** Inputs that the rule looks at. */
  readonly decisive: readonly string[];
}

/** Asks the table of a service about values of its inputs, as it would be asked about a case. */
export function tryTable(service: CompiledService, values: Readonly<Record<string, Json>>): Tried {
  const open = inputsOf(service).filter((field) => (values[field.name] ?? null) === null && !mayBeEmpty(field));
  const missing = open.map(({ name }) => name);
  const none = { missing, against: [], decisive: [] };
  if (open.some(({ source }) => source === 'applicant')) return { outcome: null, reasons: [], ...none };
  const unknown = new Set([...missing, ...behind(service.fields, missing)]);
  const nothing: ReadonlySet<string> = new Set();
  const { outcome, rule, reasons } = askTable(service, {
    values,
    missing: unknown,
    awaited: nothing,
    unrenewed: nothing,
    told: new Map(),
  });
  if (rule === undefined) return { outcome, reasons, ...none };
  const cells = cellsOf(service);
  const against = cells.slice(0, rule - 1).map((rule) => failing(rule, values));
  return { outcome, rule, reasons, missing, against, decisive: [...(cells[rule - 1]?.keys() ?? [])] };
}

const mayBeEmpty = (field: TableInput): boolean =>
  field.source === 'file' || (field.source === 'applicant' && field.optional);

function failing(rule: RuleCells, values: Readonly<Record<string, Json>>): readonly string[] {
  return [...rule]
    .filter(([name, cell]) => cell.evaluate({ ...values, '?': values[name] ?? null }) !== true)
    .map(([name]) => name);
}
