import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Tools } from './proof.ts';

/** Another product with the same table. */
export interface Rival {
  readonly name: string;
  readonly decide: (input: Readonly<Record<string, unknown>>) => unknown;
}

/** Not among the dependencies: one is a binary of 14 MB that exists for few machines, and neither is of use but here. */
const versions = { feelin: '8.2.0', '@gorules/zen-engine': '0.54.0' } as const;

interface Feelin {
  unaryTest(test: string, context: Readonly<Record<string, unknown>>): { readonly value: unknown } | boolean;
}

interface Zen {
  readonly ZenEngine: new () => {
    createDecision(content: Buffer): { evaluate(input: unknown): Promise<{ result: { outcome?: unknown } }> };
    dispose(): void;
  };
}

/** @param rows cells by input, the last one the outcome; an empty cell fits everything */
export async function openRivals(
  { root, after, say }: Tools,
  rows: readonly (readonly string[])[],
): Promise<readonly Rival[]> {
  const folder = join(root, 'node_modules/.cache/vahid-proof/rivals');
  for (const [name, version] of Object.entries(versions)) install(folder, name, version, say);
  const load = createRequire(join(folder, 'package.json'));
  const { unaryTest } = (await import(pathToFileURL(load.resolve('feelin')).href)) as Feelin;
  const { ZenEngine } = load('@gorules/zen-engine') as Zen;
  const engine = new ZenEngine();
  after(() => engine.dispose());
  const decision = engine.createDecision(Buffer.from(JSON.stringify(zenTable(rows))));
  return [
    { name: 'feelin', decide: (input) => byCells(unaryTest, rows, input) },
    { name: 'zen-engine', decide: async (input) => (await decision.evaluate(input)).result.outcome },
  ];
}

function install(folder: string, name: string, version: string, say: Tools['say']): void {
  if (existsSync(join(folder, 'node_modules', name))) return;
  say(`npm install ${name}@${version} into ${folder}`);
  mkdirSync(folder, { recursive: true });
  const options = ['--prefix', folder, '--save-exact', '--no-audit', '--no-fund', '--ignore-scripts'];
  execFileSync('npm', ['install', ...options, `${name}@${version}`], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function byCells(
  unaryTest: Feelin['unaryTest'],
  rows: readonly (readonly string[])[],
  input: Readonly<Record<string, unknown>>,
): string | undefined {
  const values = Object.values(input);
  const fits = (test: string, value: unknown) => {
    const found = unaryTest(test, { ...input, '?': value });
    return (typeof found === 'boolean' ? found : found.value) === true;
  };
  return rows.find((row) => values.every((value, column) => !row[column] || fits(row[column], value)))?.at(-1);
}

const names = ['area', 'region', 'jobs', 'turnover', 'resident'];

function zenTable(rows: readonly (readonly string[])[]): unknown {
  const node = (id: string, type: string, content?: unknown) => ({
    id,
    name: id,
    type,
    position: { x: 0, y: 0 },
    content,
  });
  const content = {
    hitPolicy: 'first',
    inputs: names.map((name) => ({ id: name, name, field: name })),
    outputs: [{ id: 'outcome', name: 'outcome', field: 'outcome' }],
    rules: rows.map((row, index) => ({
      _id: String(index),
      ...Object.fromEntries(names.map((name, column) => [name, row[column] ?? ''])),
      outcome: `"${row.at(-1)}"`,
    })),
  };
  return {
    nodes: [node('in', 'inputNode'), node('table', 'decisionTableNode', content), node('out', 'outputNode')],
    edges: [
      { id: 'first', type: 'edge', sourceId: 'in', targetId: 'table' },
      { id: 'second', type: 'edge', sourceId: 'table', targetId: 'out' },
    ],
  };
}
