import type { Lang, Text } from '../language/lang.ts';

/** A command of `vahid`. */
export interface Command {
  readonly name: string;
  readonly summary: Text;
  /** Printed by `vahid NAME --help`; starts with the usage line. English, as the names of options are. */
  readonly usage: string;
  run(args: readonly string[], io: CommandIo): Promise<ExitCode>;
}

/** 0 done, 1 the thing checked is wrong, 2 the command could not be carried out as written. */
export type ExitCode = 0 | 1 | 2;

export interface CommandIo {
  readonly lang: Lang;
  readonly json: boolean;
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
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
