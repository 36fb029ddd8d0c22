import { type Command, type CommandIo, openProgress, readGiven } from '../../../kernel/command.ts';
import type { Vahid } from '../../../kernel/vahid.ts';

/** Runs a command against an open database and keeps what it says, in English. */
export async function runCommand({ vahid }: { readonly vahid: Vahid }, command: Command, words: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io: CommandIo = {
    lang: 'en',
    json: false,
    root: import.meta.dirname,
    env: {},
    open: async () => ({ vahid, close: async () => undefined }),
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    progress: (label) => openProgress(label, process.stderr, true),
  };
  return { code: await command.run(readGiven(command, words), io), out, err };
}
