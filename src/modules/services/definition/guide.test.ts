import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { serviceKinds } from '../../../../test/service-kinds.ts';
import { compileDefinitions, readDefinitions } from '../../../kernel/definition.ts';

/* What docs/guides/write-a-service.md tells people to write compiles, as it stands there. */

const root = join(import.meta.dirname, '../../../..');
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

it('leads to a service that compiles, with its scenarios', async () => {
  const files = (await readDefinitions(join(root, 'definitions'))).filter(
    ({ file }) => !/^(plan\/|calendar|indicators|services\/)/.test(file),
  );
  const all = new Map(files.map(({ file, text }) => [file, text]));
  for (const { file, text } of blocks) {
    const there = all.get(file);
    all.set(file, there === undefined ? text : stringify(added(parse(there), parse(text))));
  }
  const { problems, definitions } = compileDefinitions(
    [...all].map(([file, text]) => ({ file, text })),
    serviceKinds,
  );
  expect(problems.map(({ file, line, message }) => `${file}:${line} ${message.en}`)).toEqual([]);
  expect(definitions.map(({ kind, name }) => `${kind}/${name}`)).toContain('scenarios/fishing-permit');
});
