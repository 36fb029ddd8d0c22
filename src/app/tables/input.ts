import { readFile } from 'node:fs/promises';
import { UsageError } from '../../kernel/command.ts';
import type { FeelType, FeelValue, Types } from '../../feel/index.ts';

export type Input = Readonly<Record<string, unknown>>;

/** A file that was named on the command line. @throws UsageError */
export async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

/** Values by name out of a JSON file; nothing where no file is named. @throws UsageError */
export async function readInput(file: string | undefined): Promise<Input> {
  if (file === undefined) return {};
  const text = await readNamed(file);
  const value = parsed(text, file);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${file} must hold values by name: {"jobs": 6, "area": "software"}.`);
  return value as Input;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}

/** The types of values, as far as they show: texts are texts, also where they hold a date. */
export const typesOf = (input: Input): Types =>
  Object.fromEntries(Object.entries(input).map(([name, value]) => [name, typeOf(value)]));

function typeOf(value: unknown): FeelType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return { list: value.map(typeOf).reduce(together, 'any') };
  return typeof value === 'object' && value !== null ? { context: typesOf(value as Input) } : 'any';
}

/** A type for values of both; null, and an empty list, tell nothing of theirs. */
function together(a: FeelType, b: FeelType): FeelType {
  if (a === 'any' || JSON.stringify(a) === JSON.stringify(b)) return b;
  if (b === 'any') return a;
  if (typeof a !== 'object' || typeof b !== 'object') return 'any';
  if ('list' in a && 'list' in b) return { list: together(a.list, b.list) };
  if (!('context' in a) || !('context' in b)) return 'any';
  const names = [...new Set([...Object.keys(a.context), ...Object.keys(b.context)])];
  return {
    context: Object.fromEntries(
      names.map((name) => [name, together(a.context[name] ?? 'any', b.context[name] ?? 'any')]),
    ),
  };
}

/** A value on one line. What is known to be a number is written as one, also where it has too many digits for JSON. */
export function written(value: FeelValue, type: FeelType = 'any'): string {
  return type === 'number' && typeof value === 'string' ? value : JSON.stringify(value);
}
