import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import {
  type CompiledDefinition,
  compileDefinitions,
  type Problem,
  readDefinitions,
  type SourceFile,
} from '../../src/kernel/definition.ts';
import { room as catalogue } from '../../src/modules/catalogue/module.ts';
import { room as exchange } from '../../src/modules/exchange/module.ts';
import { room as identity } from '../../src/modules/identity/module.ts';
import { room as payments } from '../../src/modules/payments/module.ts';
import { room as process } from '../../src/modules/process/module.ts';
import { room as services } from '../../src/modules/services/module.ts';

const here = import.meta.dirname;
const kinds = [identity, process, catalogue, exchange, payments, services].flatMap((room) => room.definitions ?? []);

/** A wrong word in a file: the first place that says `from` says `to`. */
export interface Slip {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The files of one foreign state: its own, what every state has, and the courses of this one. */
async function filesOf(state: string): Promise<readonly SourceFile[]> {
  const [own, every, house] = await Promise.all([
    readDefinitions(join(here, state)),
    readDefinitions(join(here, 'every-state')),
    readDefinitions(join(here, '../../definitions')),
  ]);
  const all = new Map(house.filter(({ file }) => file.startsWith('courses/')).map(({ file, text }) => [file, text]));
  for (const { file, text } of [...every, ...own]) {
    const there = all.get(file);
    all.set(file, there === undefined ? text : stringify(added(parse(there), parse(text))));
  }
  return [...all].map(([file, text]) => ({ file, text }));
}

/** A state adds to the lists and the names that every state has. */
function added(there: unknown, more: unknown): unknown {
  if (Array.isArray(there) && Array.isArray(more)) return [...(there as unknown[]), ...(more as unknown[])];
  if (typeof there !== 'object' || typeof more !== 'object' || there === null || more === null) return more;
  const merged: Record<string, unknown> = { ...there };
  for (const [name, value] of Object.entries(more)) merged[name] = added(merged[name], value);
  return merged;
}

/** Compiles one foreign state, as it is or with one slip in it, and plays its scenarios. */
export async function compileState(
  state: string,
  slip?: Slip,
): Promise<{ readonly problems: readonly string[]; readonly definitions: readonly CompiledDefinition[] }> {
  const files = (await filesOf(state)).map((one) => (one.file === slip?.file ? slipped(one, slip) : one));
  const { problems, definitions } = compileDefinitions(files, kinds);
  return { problems: problems.map(shown), definitions };
}

function slipped({ file, text }: SourceFile, { from, to }: Slip): SourceFile {
  if (!text.includes(from)) throw new Error(`${file} does not say: ${from}`);
  return { file, text: text.replace(from, to) };
}

const shown = ({ file, line, rule, message }: Problem): string => `${file}:${line} [${rule}] ${message.en}`;
