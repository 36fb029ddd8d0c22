import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { readDefinitions, type SourceFile } from '../src/kernel/definition.ts';

const root = join(import.meta.dirname, '..');
const guide = readFileSync(join(root, 'docs/guides/write-a-service.md'), 'utf8');
const blocks = [...guide.matchAll(/```yaml\n# (\S+\.yaml)\n(.*?)```/gs)].map(([, file = '', text = '']) => ({
  file,
  text,
}));

/** A block adds to the lists and the names that are there. */
function added(there: unknown, more: unknown): unknown {
  if (Array.isArray(there) && Array.isArray(more)) return [...(there as unknown[]), ...(more as unknown[])];
  if (typeof there !== 'object' || typeof more !== 'object' || there === null || more === null) return more;
  const merged: Record<string, unknown> = { ...there };
  for (const [name, value] of Object.entries(more)) merged[name] = added(merged[name], value);
  return merged;
}

/** The definitions of the house once somebody wrote in them what docs/guides/write-a-service.md tells people to write. */
export async function definitionsByGuide(): Promise<readonly SourceFile[]> {
  const all = new Map((await readDefinitions(join(root, 'definitions'))).map(({ file, text }) => [file, text]));
  for (const { file, text } of blocks) {
    const there = all.get(file);
    all.set(file, there === undefined ? text : stringify(added(parse(there), parse(text))));
  }
  return [...all].map(([file, text]) => ({ file, text }));
}
