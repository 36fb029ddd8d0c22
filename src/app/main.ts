import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseError } from 'pg';
import {
  type Command,
  type CommandIo,
  type ExitCode,
  nearest,
  openProgress,
  readGiven,
  UsageError,
  usageLine,
  usageOf,
} from '../kernel/command.ts';
import { ConfigProblem } from '../kernel/config.ts';
import { isAway, WrongDatabase } from '../kernel/database.ts';
import type { Room } from '../kernel/module.ts';
import { fill, Refusal } from '../kernel/refusal.ts';
import { type Lang, langs, pick, type Text } from '../language/lang.ts';
import { openInstallation } from './commands/open.ts';

/** Entry of `vahid`: finds the command, runs it, turns expected failures into one line and an exit code. */
export async function main(argv: readonly string[], instead: Partial<CommandIo> = {}): Promise<ExitCode> {
  const { io, rest } = readGlobals(argv, instead);
  const wrongLang = rest.find((arg) => /^--lang(=|$)/.test(arg));
  if (wrongLang !== undefined) {
    io.err(`${wrongLang}: ${langs.map((lang) => `--lang=${lang}`).join(', ')}`);
    return 2;
  }
  const { commands } = await programFor(rest);
  const command = commands.find(({ name }) => matches(name, rest));
  if (!command) return usage(commands, rest, io);
  const args = rest.slice(command.name.split(' ').length);
  if (asksForHelp(args)) {
    io.out(usageOf(command));
    return 0;
  }
  try {
    return await command.run(readGiven(command, args), io);
  } catch (error) {
    const line = expected(error, io.lang);
    if (line === undefined) throw error;
    io.err(line);
    // What the command is about belongs to --help: the line above may have said all.
    if (error instanceof UsageError) io.err(usageLine(command));
    return error instanceof Refusal ? 1 : 2;
  }
}

interface Program {
  readonly rooms: readonly Room[];
  readonly commands: readonly Command[];
}

/** `vahid gateway`, and the commands about its log: a database that only a gateway set up holds no more than its rooms. */
const ofGateway: ReadonlySet<string | undefined> = new Set([
  'gateway',
  'exchange-proof',
  'exchange-audit',
  'exchange-archive',
  'exchange-key',
  'exchange-health',
]);

/** A gateway loads a part of the house: it takes less memory, and there is less to look through for garbage. */
const programFor = async ([command]: readonly string[]): Promise<Program> =>
  ofGateway.has(command) ? await import('./gateway-program.ts') : await import('./program.ts');

function matches(name: string, args: readonly string[]): boolean {
  return name.split(' ').every((word, index) => args[index] === word);
}

function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

/** `--lang az` says the same as `--lang=az`. */
function withLang(argv: readonly string[]): readonly string[] {
  const at = argv.indexOf('--lang');
  const value = argv[at + 1];
  if (at < 0 || value === undefined || value.startsWith('-')) return argv;
  return [...argv.slice(0, at), `--lang=${value}`, ...argv.slice(at + 2)];
}

function readGlobals(
  given: readonly string[],
  instead: Partial<CommandIo>,
): { io: CommandIo; rest: readonly string[] } {
  const argv = withLang(given);
  const json = argv.includes('--json');
  const asked = argv.find((arg) => arg.startsWith('--lang='))?.slice('--lang='.length);
  const system = (process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '').slice(0, 2);
  const lang = langs.find((one) => one === asked) ?? langs.find((one) => one === system) ?? 'en';
  const rest = argv.filter((arg) => arg !== '--json' && !langs.some((one) => arg === `--lang=${one}`));
  const place = {
    root: instead.root ?? process.env.VAHID_ROOT ?? dirname(dirname(fileURLToPath(import.meta.url))),
    env: instead.env ?? process.env,
  };
  const io: CommandIo = {
    lang,
    json,
    ...place,
    open: async (options) => openInstallation(place, (await programFor(rest)).rooms, options),
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    progress: (label) => openProgress(label, process.stderr, json),
    ...instead,
  };
  return { io, rest };
}

/** No command was named, or none that there is, or only the first word of some. */
function usage(commands: readonly Command[], rest: readonly string[], io: CommandIo): ExitCode {
  const [first = ''] = rest;
  const below = commands.filter(({ name }) => name.startsWith(`${first} `));
  const asked = first === '' || first === 'help' || asksForHelp(below.length > 0 ? rest : rest.slice(0, 1));
  const print = (line: string) => (asked ? io.out(line) : io.err(line));
  if (below.length > 0) print(below.map(usageOf).join('\n\n'));
  else {
    if (!asked) print(unknownCommand(first, commands)[io.lang]);
    print('usage: vahid COMMAND [--help] [--json] [--lang=az|en|ru]\n');
    const width = Math.max(...commands.map(({ name }) => name.length));
    for (const { name, summary } of commands) print(`  ${name.padEnd(width)}  ${pick(summary, io.lang)}`);
  }
  return asked ? 0 : 2;
}

function unknownCommand(given: string, commands: readonly Command[]): Text {
  const name = nearest(
    given,
    commands.map((command) => command.name),
  );
  const text = { az: `Belə əmr yoxdur: ${given}`, en: `No such command: ${given}`, ru: `Такой команды нет: ${given}` };
  if (name === undefined) return text;
  return {
    az: `${text.az}. Bəlkə ${name}?`,
    en: `${text.en}. Did you mean ${name}?`,
    ru: `${text.ru}. Может быть, ${name}?`,
  };
}

const databaseAway = {
  az: 'Məlumat bazası cavab vermir ({code}). DATABASE_URL ünvanını və serverin işlədiyini yoxlayın.',
  en: 'The database does not answer ({code}). Check the address in DATABASE_URL and that the server runs.',
  ru: 'База данных не отвечает ({code}). Проверьте адрес в DATABASE_URL и работает ли сервер.',
};

const databaseRefuses = {
  az: 'Məlumat bazası qoşulmağa imkan vermir ({code}). DATABASE_URL ünvanında ad, parol və bazanı yoxlayın.',
  en: 'The database refuses the connection ({code}). Check name, password and database in DATABASE_URL.',
  ru: 'База данных отказывает в подключении ({code}). Проверьте имя, пароль и базу в DATABASE_URL.',
};

/** The line for a failure that the user can mend; undefined for a fault. */
function expected(error: unknown, lang: Lang): string | undefined {
  if (error instanceof Refusal) return `${pick(error.text, lang)} (${error.code})`;
  if (error instanceof UsageError || error instanceof ConfigProblem || error instanceof WrongDatabase)
    return error.message;
  const code = String((error as { code?: unknown } | null)?.code ?? 'no connection');
  if (isAway(error)) return fill(databaseAway, { code })[lang];
  // Classes 28 and 3D: who we are, and which database we ask for.
  if (error instanceof DatabaseError && /^(28|3D)/.test(code)) return fill(databaseRefuses, { code })[lang];
  return undefined;
}
