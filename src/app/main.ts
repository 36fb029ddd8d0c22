import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, type CommandIo, type ExitCode, openProgress, UsageError } from '../kernel/command.ts';
import { ConfigProblem } from '../kernel/config.ts';
import { Refusal } from '../kernel/refusal.ts';
import { WrongDatabase } from '../kernel/database.ts';
import { type Lang, langs, pick } from '../language/lang.ts';
import { appCommands } from './commands.ts';
import { rooms } from './rooms.ts';

/** Entry of `vahid`: finds the command, runs it, turns expected failures into one line and an exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  const { io, rest } = readGlobals(argv);
  const commands = [...appCommands, ...rooms.flatMap((room) => room.commands ?? [])];
  const command = commands.find(({ name }) => matches(name, rest));
  if (!command) return usage(commands, rest, io);
  const args = rest.slice(command.name.split(' ').length);
  if (args.includes('--help')) {
    io.out(command.usage.trimEnd());
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    const line = expected(error, io.lang);
    if (line === undefined) throw error;
    io.err(line);
    if (error instanceof UsageError) io.err(command.usage.trimEnd());
    return error instanceof Refusal ? 1 : 2;
  }
}

function matches(name: string, args: readonly string[]): boolean {
  return name.split(' ').every((word, index) => args[index] === word);
}

function readGlobals(argv: readonly string[]): { io: CommandIo; rest: readonly string[] } {
  const json = argv.includes('--json');
  const asked = argv.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const system = (process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '').slice(0, 2);
  const lang = langs.find((one) => one === asked) ?? langs.find((one) => one === system) ?? 'en';
  const rest = argv.filter((arg) => arg !== '--json' && !arg.startsWith('--lang='));
  const io: CommandIo = {
    lang,
    json,
    root: process.env.VAHID_ROOT ?? dirname(dirname(fileURLToPath(import.meta.url))),
    env: process.env,
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    progress: (label) => openProgress(label, process.stderr, json),
  };
  return { io, rest };
}

function usage(commands: readonly Command[], rest: readonly string[], io: CommandIo): ExitCode {
  const asked = rest.length === 0 || rest[0] === '--help' || rest[0] === 'help';
  const print = (line: string) => (asked ? io.out(line) : io.err(line));
  if (!asked) print(unknownCommand(rest[0] ?? '')[io.lang]);
  print('usage: vahid COMMAND [--help] [--json] [--lang=az|en|ru]\n');
  const width = Math.max(...commands.map(({ name }) => name.length));
  for (const { name, summary } of commands) print(`  ${name.padEnd(width)}  ${pick(summary, io.lang)}`);
  return asked ? 0 : 2;
}

function unknownCommand(name: string): Readonly<Record<Lang, string>> {
  return { az: `Belə əmr yoxdur: ${name}`, en: `No such command: ${name}`, ru: `Такой команды нет: ${name}` };
}

/** The line for a failure that the user can mend; undefined for a fault. */
function expected(error: unknown, lang: Lang): string | undefined {
  if (error instanceof Refusal) return `${pick(error.text, lang)} (${error.code})`;
  if (error instanceof UsageError || error instanceof ConfigProblem || error instanceof WrongDatabase)
    return error.message;
  return undefined;
}
