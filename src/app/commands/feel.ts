import { compile, FeelError, type Program } from '../../feel/index.ts';
import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts';
import { pick } from '../../language/lang.ts';
import { readInput, typesOf, written } from '../tables/input.ts';

/** `vahid feel`: needs no database. */
export const feelCommand: Command = {
  name: 'feel',
  summary: { az: 'FEEL ifadəsini hesablayır', en: 'Computes a FEEL expression', ru: 'Вычисляет выражение FEEL' },
  words: ['EXPRESSION'],
  options: { input: { value: 'FILE' } },
  about: `
Computes an expression of the language of rules and prints its value. FILE is JSON with values by name, which the
expression may use; their types are those of the JSON. A date is written date("2026-11-22"), or date(name) of a text.
An expression that begins with a minus stands behind --, or in brackets.
Exit code 0 with a value, 1 when the expression is wrong: it is shown with the place, what is wrong, and what to write.

  vahid feel '0.1 + 0.2 = 0.3'
  vahid feel 'if staff >= 5 then "large" else "small"' --input company.json`,
  async run(given, io) {
    const [expression] = given.words;
    if (expression === undefined) throw new UsageError('EXPRESSION is missing.');
    const input = await readInput(given.value('input'));
    const program = compiled(expression, typesOf(input), io);
    if (program === undefined) return 1;
    const value = program.evaluate(input);
    io.out(io.json ? JSON.stringify({ value, type: program.type }) : written(value, program.type));
    return 0;
  },
};

function compiled(expression: string, types: Program['types'], io: CommandIo): Program | undefined {
  try {
    return compile(expression, types);
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    tell(expression, error, io);
    return undefined;
  }
}

function tell(expression: string, error: FeelError, io: CommandIo): ExitCode {
  const { code, line, column, text, remedy, nearest } = error;
  if (io.json) {
    const problem = { code, line, column, message: text, remedy, ...(nearest === undefined ? {} : { nearest }) };
    io.out(JSON.stringify({ problems: [problem] }));
    return 1;
  }
  for (const [index, written] of expression.split('\n').entries()) {
    io.err(`  ${written}`);
    if (index === line - 1) io.err(`  ${written.slice(0, column - 1).replaceAll(/[^\t]/g, ' ')}^`);
  }
  io.err(`${line}:${column} [${code}] ${pick(text, io.lang)}`);
  io.err(`    ${pick(remedy, io.lang)}`);
  return 1;
}
