import { type Command, type CommandIo, type ExitCode, UsageError } from '../../kernel/command.ts';
import { readConfig } from '../../kernel/config.ts';
import type { Compilation, Problem } from '../../kernel/definition.ts';
import { pick } from '../../language/lang.ts';
import { compileFolder, releaseFolder } from '../installation.ts';
import { rooms } from '../rooms.ts';
import { openInstallation } from './open.ts';

/** `vahid check`: needs no database; compiles the folder as a whole. */
export const check: Command = {
  name: 'check',
  summary: { az: 'Tərifləri yoxlayır', en: 'Checks the definitions', ru: 'Проверяет определения' },
  usage: `usage: vahid check [FOLDER] [--schema KIND] [--json]

Compiles every definition below FOLDER (default: definitions) and names file, line, rule and remedy of
each problem. With --schema it prints the JSON Schema of one kind of definition, for editors.
Exit code 0 when nothing is wrong, 1 when something is.`,
  async run(args, io) {
    const schemaAt = args.indexOf('--schema');
    if (schemaAt >= 0) return printSchema(args[schemaAt + 1], io);
    const folder = args.find((arg) => !arg.startsWith('--'));
    const config = readConfig(folder ? { ...io.env, VAHID_DEFINITIONS: folder } : io.env, io.root);
    const compilation = await compileFolder({ config, rooms });
    return report(compilation, io);
  },
};

export const releaseCommand: Command = {
  name: 'release',
  summary: {
    az: 'Tərifləri qüvvəyə mindirir',
    en: 'Brings the definitions into force',
    ru: 'Вводит определения в действие',
  },
  usage: `usage: vahid release [--approver NAME] [--dry-run] [--json]

Compiles the definitions and releases what changed as new versions. A file with a problem is left out and
stays in force as it was. Exit code 1 when a file was left out.`,
  async run(args, io) {
    const approver = valueOf(args, '--approver') ?? io.env.USER ?? 'vahid release';
    const opened = await openInstallation(io);
    try {
      if (args.includes('--dry-run')) return report(await compileFolder(opened.vahid), io);
      const { compilation, number, released } = await releaseFolder(opened.vahid, approver);
      const code = report(compilation, io, { release: number, released });
      if (!io.json)
        io.out(
          `${releaseWord[io.lang]} ${number}: ${released.length === 0 ? nothingNew[io.lang] : released.join(', ')}`,
        );
      return code;
    } finally {
      await opened.close();
    }
  },
};

const releaseWord = { az: 'Buraxılış', en: 'Release', ru: 'Выпуск' };
const nothingNew = { az: 'yenilik yoxdur', en: 'nothing new', ru: 'нового нет' };

export function valueOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  if (at < 0) return undefined;
  const value = args[at + 1];
  if (value === undefined || value.startsWith('--')) throw new UsageError(`${name} needs a value.`);
  return value;
}

function printSchema(kind: string | undefined, io: CommandIo): ExitCode {
  const kinds = rooms.flatMap((room) => room.definitions ?? []);
  const found = kinds.find((one) => one.kind === kind);
  if (!found) throw new UsageError(`--schema needs one of: ${kinds.map((one) => one.kind).join(', ')}.`);
  io.out(JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...found.schema }, null, 2));
  return 0;
}

function report(
  { definitions, problems, refused }: Compilation,
  io: CommandIo,
  more: Record<string, unknown> = {},
): ExitCode {
  if (io.json)
    io.out(
      JSON.stringify({ ...more, compiled: definitions.map(({ kind, name }) => `${kind}/${name}`), refused, problems }),
    );
  else {
    for (const problem of problems) io.err(line(problem, io));
    io.out(summary(definitions.length, problems.length)[io.lang]);
  }
  return problems.length > 0 ? 1 : 0;
}

function line({ file, line, column, rule, message, remedy }: Problem, io: CommandIo): string {
  return `${file}:${line}:${column} [${rule}] ${pick(message, io.lang)}\n    ${pick(remedy, io.lang)}`;
}

function summary(good: number, bad: number) {
  return {
    az: `${good} tərif düzgündür, ${bad} səhv var.`,
    en: `${good} definitions are right, ${bad} problems.`,
    ru: `Определений без ошибок: ${good}, ошибок: ${bad}.`,
  };
}
