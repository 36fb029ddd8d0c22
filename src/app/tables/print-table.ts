import type { Decision, FeelType, FeelValue, Table } from '../../feel/index.ts';
import { FeelInputError } from '../../feel/index.ts';
import { type CommandIo, type ExitCode, nearest, UsageError } from '../../kernel/command.ts';
import type { Problem } from '../../kernel/definition.ts';
import { fill } from '../../kernel/refusal.ts';
import { pick } from '../../language/lang.ts';
import { type Input, written } from './input.ts';
import { words } from './words.ts';

export function tellProblems(problems: readonly Problem[], io: CommandIo): ExitCode {
  if (io.json) io.out(JSON.stringify({ problems }));
  else {
    for (const { file, line, column, rule, message, remedy } of problems)
      io.err(`${file}:${line}:${column} [${rule}] ${pick(message, io.lang)}\n    ${pick(remedy, io.lang)}`);
    io.out(fill(words.problems, { count: problems.length })[io.lang]);
  }
  return 1;
}

/** What a table takes and gives, and what its check has seen. */
export function describeTable({ source, coverage }: Table, io: CommandIo): ExitCode {
  const { inputs, outputs, hitPolicy, aggregation, rules } = source;
  if (io.json) {
    const policy = aggregation === undefined ? { hitPolicy } : { hitPolicy, aggregation };
    io.out(JSON.stringify({ ...policy, inputs, outputs, rules: rules.length, coverage, problems: [] }));
    return 0;
  }
  const word = (key: 'hitPolicy' | 'inputs' | 'outputs' | 'rules') => words[key][io.lang];
  io.out(`${word('hitPolicy')}: ${hitPolicy}${aggregation === undefined ? '' : ` (${aggregation})`}`);
  io.out(`${word('rules')}: ${rules.length}`);
  for (const [title, columns] of [
    [word('inputs'), inputs],
    [word('outputs'), outputs],
  ] as const) {
    io.out(`${title}:`);
    for (const { name, type, label, values } of columns) {
      const about = [
        nameOfType(type),
        ...(label ? [pick(label, io.lang)] : []),
        ...(values ? [values.join(', ')] : []),
      ];
      io.out(`  ${name}: ${about.join('; ')}`);
    }
  }
  const seen = coverage.tried < coverage.combinations ? words.sampled : words.whole;
  io.out(fill(seen, { ...coverage })[io.lang]);
  return 0;
}

export const nameOfType = (type: FeelType): string =>
  typeof type === 'string' ? type : 'list' in type ? `list of ${nameOfType(type.list)}` : 'context';

/** Asks the table; a table that cannot decide ends with 1. */
export function askTable(table: Table, input: Input, explain: boolean, io: CommandIo): ExitCode {
  warnOfStrangers(Object.keys(input), table.inputs, io);
  const decision = asked(() => table.decide(input), io);
  const { outputs, undecided, missing } = decision;
  if (io.json) {
    const { fired, reasons } = decision;
    const rules = fired.map((rule) => rule + 1);
    const told = reasons.map((reason) => ({ ...reason, rule: reason.rule + 1 }));
    io.out(JSON.stringify({ outputs, undecided, missing, ...(explain ? { fired: rules, reasons: told } : {}) }));
    return outputs === null ? 1 : 0;
  }
  for (const { name, type } of table.source.outputs)
    if (outputs) io.out(`${name}: ${written(outputs[name] ?? null, type)}`);
  if (undecided) {
    io.err(`[${undecided.code}] ${pick(undecided.message, io.lang)}`);
    io.err(`    ${pick(undecided.remedy, io.lang)}`);
  }
  if (explain) explainTable(table, decision, input, io);
  // Beside the output, whoever reads that: what a table says with data missing is not yet the decision.
  if (missing.length > 0) io.err(fill(words.missing, { names: missing.join(', ') })[io.lang]);
  return outputs === null ? 1 : 0;
}

function explainTable({ source }: Table, { fired, reasons }: Decision, input: Input, io: CommandIo): void {
  if (fired.length === 0) io.out(pick(words.noRule, io.lang));
  for (const rule of fired) {
    const reason = reasons.find((one) => one.rule === rule);
    const text = reason ? `: ${pick(reason.text, io.lang)}` : '';
    io.out(`${fill(words.rule, { number: rule + 1 })[io.lang]}${text}`);
    if (!reason) continue;
    io.out(`    ${fill(words.article, { article: reason.article })[io.lang]}`);
    const given = reason.inputs.map((name) => {
      const type = source.inputs.find((one) => one.name === name)?.type;
      return `${name} = ${written((input[name] ?? null) as FeelValue, type)}`;
    });
    const inputs = given.length > 0 ? given.join(', ') : pick(words.noInput, io.lang);
    io.out(`    ${fill(words.mattered, { inputs })[io.lang]}`);
  }
}

/** A value of another type is told by name, never by what it holds. @throws UsageError */
export function asked<T>(ask: () => T, io: CommandIo): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof FeelInputError)) throw error;
    throw new UsageError(fill(words.wrongInput, { input: error.input, expected: error.expected })[io.lang]);
  }
}

/** A name that is not an input may be a slip: then the input it was meant for is missing. */
export function warnOfStrangers(given: readonly string[], known: readonly string[], io: CommandIo): void {
  for (const name of given) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const more = near === undefined ? '' : fill(words.perhaps, { nearest: near })[io.lang];
    io.err(`${fill(words.strange, { name })[io.lang]}${more}`);
  }
}
