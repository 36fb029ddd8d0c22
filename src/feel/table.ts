import type { Text } from '../language/index.ts';
import { valueOut } from './data.ts';
import { metered } from './fuel.ts';
import { fill } from './messages.ts';
import { fillReason } from './reason.ts';
import { type CheckedTable, checkTable } from './table-check.ts';
import { agree, countsAll, deciding, outputsOf } from './table-policy.ts';
import type { Coverage } from './table-gaps.ts';
import { tableMessages } from './table-messages.ts';
import { TableError } from './table-problem.ts';
import type { TableSource } from './table-source.ts';
import type { FeelValue, Types } from './types.ts';
import type { Value } from './values/value.ts';

/** Why the table decided so. */
export interface Reason {
  /** Index of the rule, from 0. */
  readonly rule: number;
  /** Ready to be read: its holes are filled. */
  readonly text: Text;
  /** Code of the act and the article. */
  readonly article: string;
  /** Names of the inputs that the rule looks at. */
  readonly inputs: readonly string[];
}

/** Why the table could not decide. A table that compiled meets this with missing data, or outside what was tried. */
export interface Undecided {
  readonly code: 'table.nothing_fits' | 'table.input_missing' | 'table.overlap' | 'table.too_long';
  readonly message: Text;
  readonly remedy: Text;
}

export interface Decision {
  /** By name; where all rules count, each is the list of what they give, or their aggregate. Null if the table could not decide. */
  readonly outputs: Readonly<Record<string, FeelValue>> | null;
  /** Indexes of the rules that fit, from 0; with `first` at most one. */
  readonly fired: readonly number[];
  /** Of the rules whose outputs are given, in the order of these; empty if the table could not decide. */
  readonly reasons: readonly Reason[];
  readonly undecided: Undecided | null;
  /** Inputs that were null although some rule looks at them: the decision may be other once they are known. */
  readonly missing: readonly string[];
}

export interface Table {
  readonly source: TableSource;
  /** Names to give to `decide`. */
  readonly inputs: readonly string[];
  /** How much of the table the search for gaps could see. */
  readonly coverage: Coverage;
  /**
   * @param input values by name; a missing one is null
   * @throws FeelInputError if a value is not of its declared type
   */
  decide(input: Readonly<Record<string, unknown>>): Decision;
}

/**
 * Compiles a decision table (DMN 1.5, chapter 8).
 * @param source of the shape of `tableSchema`; the loader of definitions checks that first
 * @param types what the inputs may be taken from
 * @throws TableError with every problem found
 */
export function compileTable(source: TableSource, types: Types): Table {
  const { table, problems } = checkTable(source, types);
  if (table === null) throw new TableError(problems);
  return {
    source,
    inputs: source.inputs.map((input) => input.name),
    coverage: table.coverage,
    decide: (input) => decide(source, table, input),
  };
}

function decide(source: TableSource, table: CheckedTable, input: Readonly<Record<string, unknown>>): Decision {
  const slots = table.run.read(input);
  const fired = metered(() => table.run.fired(slots, source.hitPolicy === 'first'));
  const missing = table.run.missing(slots);
  if (fired === null) return undecidedBy('table.too_long', missing);
  if (source.hitPolicy === 'unique' && fired.length > 1) return overlap(fired, missing);
  if (source.hitPolicy === 'any' && fired.some((rule) => !agree(source, table.results, fired[0] ?? rule, rule))) {
    return overlap(fired, missing);
  }
  if (!countsAll(source) && fired.length === 0)
    return undecidedBy(missing.length > 0 ? 'table.input_missing' : 'table.nothing_fits', missing);
  const chosen = deciding(source, table.results, fired);
  let reasons: readonly Reason[] | undefined;
  return {
    outputs: outputsOf(source, table.results, chosen),
    fired,
    // Built when they are asked for: a night's run over a population never does.
    get reasons() {
      reasons ??= reasonsOf(source, table, slots, chosen);
      return reasons;
    },
    undecided: null,
    missing,
  };
}

function reasonsOf(
  source: TableSource,
  table: CheckedTable,
  slots: readonly Value[],
  chosen: readonly number[],
): Reason[] {
  const shown = new Map(source.inputs.map(({ name, type }, index) => [name, { value: valueOut(slots[index]), type }]));
  return chosen.flatMap((rule) => {
    const { reason, article } = source.rules[rule] ?? {};
    const inputs = table.run.inputsOf(rule);
    return reason && article ? [{ rule, text: fillReason(reason, shown), article, inputs }] : [];
  });
}

function overlap(fired: readonly number[], missing: readonly string[]): Decision {
  const rules = fired.map((rule) => String(rule + 1)).join(', ');
  const message: Text = {
    az: `Bir neçə qayda eyni vaxtda uyğun gəlir: ${rules}.`,
    en: `Several rules fit at once: ${rules}.`,
    ru: `Подходят сразу несколько правил: ${rules}.`,
  };
  const undecided: Undecided = { code: 'table.overlap', message, remedy: tableMessages['table.nothing_fits'].remedy };
  return { outputs: null, fired, reasons: [], undecided, missing };
}

function undecidedBy(code: Exclude<Undecided['code'], 'table.overlap'>, missing: readonly string[]): Decision {
  const { text, remedy } = tableMessages[code];
  const undecided: Undecided = { code, message: fill(text, { names: missing.join(', ') }), remedy };
  return { outputs: null, fired: [], reasons: [], undecided, missing };
}
