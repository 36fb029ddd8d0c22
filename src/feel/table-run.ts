import { readerOf } from './data.ts';
import { type Code, emptyScope } from './generate/scope.ts';
import { own } from './data.ts';
import type { Types } from './types.ts';
import { type Test, testCode } from './unary.ts';
import type { Value } from './values/value.ts';

/** A cell that tests something. */
export interface Cell {
  /** Of the input. */
  readonly name: string;
  readonly test: Test;
}

/** The rules as code over one row of slots, the first of which hold the inputs in their order. */
export interface TableRun {
  /** @throws FeelInputError */
  read(input: Readonly<Record<string, unknown>>): Value[];
  /** Indexes of the rules that fit. @throws FuelError */
  fired(slots: Value[], onlyFirst: boolean): number[];
  /** Names of the inputs that some rule looks at and that are null. */
  missing(slots: readonly Value[]): string[];
  /** Names of the inputs that a rule looks at. */
  inputsOf(rule: number): readonly string[];
}

export function tableRun(types: Types, rules: readonly (readonly Cell[])[]): TableRun {
  const names = Object.keys(types);
  const readers = Object.entries(types).map(([name, type]) => ({ name, read: readerOf(type) }));
  const { scope } = emptyScope().with(names);
  const codes = rules.map((cells) => cells.map(({ name, test }) => testCode(test.node, scope.alias('?', name))));
  const tested = names.flatMap((name, index) =>
    rules.flat().some((cell) => cell.name === name || cell.test.inputs.includes(name)) ? [{ name, index }] : [],
  );
  const blank = scope.frame.blank();
  return {
    read: (input) => {
      const slots = blank.slice();
      for (let index = 0; index < readers.length; index++) {
        const reader = readers[index];
        if (reader) slots[index] = reader.read(own(input, reader.name), reader.name);
      }
      return slots;
    },
    fired: (slots, onlyFirst) => firedOf(codes, slots, onlyFirst),
    missing: (slots) => {
      const names: string[] = [];
      for (const { name, index } of tested) if (slots[index] === null) names.push(name);
      return names;
    },
    inputsOf: (rule) => {
      const used = (rules[rule] ?? []).flatMap(({ name, test }) => [name, ...test.inputs]);
      return names.filter((name) => used.includes(name));
    },
  };
}

function firedOf(rules: readonly (readonly Code[])[], slots: Value[], onlyFirst: boolean): number[] {
  const fired: number[] = [];
  for (let rule = 0; rule < rules.length; rule++) {
    const cells = rules[rule] ?? [];
    let fits = true;
    for (let cell = 0; fits && cell < cells.length; cell++) fits = cells[cell]?.(slots) === true;
    if (fits) fired.push(rule);
    if (fits && onlyFirst) break;
  }
  return fired;
}
