import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../../kernel/command.ts';

/** A file that the command names. @throws UsageError */
export function readGivenFile(name: string): Buffer {
  const path = resolve(name);
  if (!existsSync(path)) throw new UsageError(`There is no file ${name}.`);
  return readFileSync(path);
}

/** A name out of a file somebody sent: nothing in it moves the cursor or begins a line. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
