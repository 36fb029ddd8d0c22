import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Lang, Text } from '../language/lang.ts';
import type { Vahid } from './vahid.ts';

/** A command of `vahid`. */
export interface Command {
  readonly name: string;
  readonly summary: Text;
  /** Words that follow the name, as the usage shows them: `FILE`, or `[FOLDER]` where it may be left out. */
  readonly words?: readonly string[];
  /** By name without the dashes; `value` is the word that stands for the value, absent for a plain switch. */
  readonly options?: Readonly<Record<string, { readonly value?: string; readonly needed?: boolean }>>;
  /** Printed by `vahid NAME --help` below the usage line. English, as the names of options are. */
  readonly about: string;
  run(given: Given, io: CommandIo): Promise<ExitCode>;
}

/** What stood behind the name of a command. */
export interface Given {
  readonly words: readonly string[];
  has(option: string): boolean;
  value(option: string): string | undefined;
}

/** 0 done, 1 the thing checked is wrong, 2 the command could not be carried out as written. */
export type ExitCode = 0 | 1 | 2;

export interface OpenOptions {
  readonly migrate?: boolean;
  /** Settings of PostgreSQL, where it is the built-in one and this start starts it. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface CommandIo {
  readonly lang: Lang;
  readonly json: boolean;
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The installation with all its rooms. Without `migrate` the database must be of the present schema already. */
  open(options?: OpenOptions): Promise<{ readonly vahid: Vahid; close(): Promise<void> }>;
  out(line: string): void;
  err(line: string): void;
  /** Shows a bar once the work has taken two seconds; silent with --json or without a terminal. */
  progress(label: string): Progress;
}

export interface Progress {
  at(done: number, of: number): void;
  end(): void;
}

/** A mistake in how a command was called: exit code 2 and one line. */
export class UsageError extends Error {}

/** Reads what stands behind a command's name by what the command declares. @throws UsageError */
export function readGiven({ words: expected = [], options = {} }: Command, args: readonly string[]): Given {
  const types = Object.entries(options).map(([name, { value }]) => [name, { type: value ? 'string' : 'boolean' }]);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(types) as ParseArgsOptionsConfig,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const found = new Map<string, string | undefined>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { rawName, name, value, inlineValue } = token;
    const option = Object.hasOwn(options, name) && rawName.startsWith('--') ? options[name] : undefined;
    if (!option) throw unknownOption(rawName, Object.keys(options));
    if (option.value && (value === undefined || (!inlineValue && value.startsWith('-'))))
      throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value}`);
    if (!option.value && inlineValue) throw new UsageError(`${rawName} takes no value.`);
    found.set(name, value);
  }
  if (words.length > expected.length) throw new UsageError(`Nothing can stand here: ${words[expected.length]}`);
  return { words, has: (name) => found.has(name), value: (name) => found.get(name) };
}

function unknownOption(given: string, options: readonly string[]): UsageError {
  const meant = nearest(
    given,
    [...options, 'json', 'help'].map((name) => `--${name}`),
  );
  return new UsageError(`There is no option ${given}${meant ? `; did you mean ${meant}?` : '.'}`);
}

/** The name that was probably meant. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const [best] = names.map((name) => ({ name, far: distance(given, name) })).sort((a, b) => a.far - b.far);
  return best && best.far <= 3 ? best.name : undefined;
}

/** How many letters must be put in, left out or changed (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries())
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[to.length] ?? 0;
}

/** The usage line of a command, and what it is about. */
export const usageOf = (command: Command): string => `${usageLine(command)}\n\n${command.about.trim()}`;

/** How a command is called, from what it declares. */
export function usageLine({ name, words = [], options = {} }: Command): string {
  const parts = Object.entries(options).map(([option, { value, needed }]) => {
    const text = value ? `--${option} ${value}` : `--${option}`;
    return needed ? text : `[${text}]`;
  });
  const lines = [`usage: vahid ${name}`];
  for (const part of [...words, ...parts, '[--json]']) {
    const last = lines.at(-1) ?? '';
    if (last.length + part.length < 110) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(`${' '.repeat('usage: vahid'.length)} ${part}`);
  }
  return lines.join('\n');
}

/** Says which file a command wrote. */
export function tellWritten(io: CommandIo, file: string): void {
  const path = resolve(file);
  const said = { az: `Yazıldı: ${path}`, en: `Written: ${path}`, ru: `Записано: ${path}` };
  io.out(io.json ? JSON.stringify({ written: path }) : said[io.lang]);
}

export function openProgress(label: string, stream: NodeJS.WriteStream, quiet: boolean): Progress {
  const started = Date.now();
  let drawn = false;
  return {
    at(done, of) {
      if (quiet || Date.now() - started < 2000 || !stream.isTTY) return;
      const width = 24;
      const full = of === 0 ? width : Math.round((done / of) * width);
      stream.write(`\r${label} ${'█'.repeat(full)}${'·'.repeat(width - full)} ${done}/${of}`);
      drawn = true;
    },
    end() {
      if (drawn) stream.write('\n');
    },
  };
}
