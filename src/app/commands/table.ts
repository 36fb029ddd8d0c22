import { DmnError } from '../../feel/dmn/error.ts';
import { type Command, type CommandIo, type ExitCode, type Given, UsageError } from '../../kernel/command.ts';
import { chooseDecision, type DmnFile, loadModel } from '../tables/dmn-file.ts';
import { readInput } from '../tables/input.ts';
import { askModel, describeModel, problemOf } from '../tables/print-model.ts';
import { askTable, describeTable, tellProblems } from '../tables/print-table.ts';
import { loadTable } from '../tables/yaml-table.ts';

/** `vahid table`: needs no database. */
export const tableCommand: Command = {
  name: 'table',
  summary: {
    az: 'Qərar cədvəlini yoxlayır və sınayır',
    en: 'Checks a decision table and tries it',
    ru: 'Проверяет и пробует таблицу решений',
  },
  words: ['FILE'],
  options: { input: { value: 'JSON' }, decision: { value: 'NAME' }, explain: {} },
  about: `
FILE is a decision table in YAML, the service.yaml of a service (its decision, with the definitions around it), or a
.dmn file of DMN 1.3 to 1.5. Without --input it checks the table and lists its inputs and outputs, the hit policy and
how many cases were tried; problems are named with file, line, rule and remedy.
JSON is a file with values by name: then the outputs are printed, with --explain also the rules that fit, their reasons
and articles, the inputs that mattered and those that are missing. NAME is a decision of a .dmn file that has several;
without it, the one that no other requires.
Exit code 1 when the table is wrong or cannot decide.

  vahid table definitions/services/technopark-residency/service.yaml --input case.json --explain`,
  async run(given, io) {
    const [file] = given.words;
    if (file === undefined) throw new UsageError('FILE is missing.');
    if (given.has('explain') && !given.has('input')) throw new UsageError('--explain needs --input.');
    if (file.endsWith('.dmn')) return runModel(file, given, io);
    if (given.has('decision')) throw new UsageError('--decision is for .dmn files; a table in YAML is one decision.');
    const { table, problems } = await loadTable(file);
    if (!table) return tellProblems(problems, io);
    if (!given.has('input')) return describeTable(table, io);
    return askTable(table, await readInput(given.value('input')), given.has('explain'), io);
  },
};

async function runModel(file: string, given: Given, io: CommandIo): Promise<ExitCode> {
  const loaded = await modelOf(file, io);
  if (typeof loaded === 'number') return loaded;
  if (!given.has('input')) return describeModel(loaded, io);
  const { problems } = loaded.model;
  if (problems.length > 0) return tellProblems(problems.map(problemOf), io);
  const decision = chooseDecision(loaded, given.value('decision'));
  return askModel(loaded, decision, await readInput(given.value('input')), given.has('explain'), io);
}

async function modelOf(file: string, io: CommandIo): Promise<DmnFile | ExitCode> {
  try {
    return await loadModel(file);
  } catch (error) {
    if (!(error instanceof DmnError)) throw error;
    return tellProblems([problemOf(error)], io);
  }
}
