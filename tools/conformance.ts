// usage: npm run conformance -- [DIR] [--drop PART] [--quiet]
// Exports every service of the demo installation by CPSV-AP 3.2, as Turtle and as JSON-LD, and judges both by the
// official shapes and by what this house promises of every service. DIR holds cpsv-ap/cpsv-ap-SHACL.ttl (default
// ../shared/conformance; the file itself will do as well). Then drops each promised part in turn: every time the judge
// must find fault. --drop PART judges an export without that part.
// Ends with 0 when all is right, 1 when not, 2 when there are no shapes.
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import type * as Installation from './conformance/installation.ts';
import { type Graph, readJsonLd, readTurtle, same, without } from './conformance/graph.ts';
import { judge, type Judgement, promises } from './conformance/judge.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { drop: { type: 'string' }, quiet: { type: 'boolean', default: false } },
});
const [given = '../shared/conformance'] = positionals;
const shapesFile = given.endsWith('.ttl') ? given : join(given, 'cpsv-ap/cpsv-ap-SHACL.ttl');

const print = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

if (!existsSync(shapesFile)) {
  complain(`There is no ${shapesFile}. Give the folder of the official test data: npm run conformance -- DIR`);
  process.exitCode = 2;
} else if (values.drop !== undefined && !(values.drop in promises)) {
  complain(`There is no part ${values.drop}. Parts: ${Object.keys(promises).join(', ')}`);
  process.exitCode = 2;
} else process.exitCode = (await run(readTurtle(readFileSync(shapesFile, 'utf8')))) ? 0 : 1;

async function run(shapes: Graph): Promise<boolean> {
  const { turtle, jsonLd, services } = await exported();
  const graphs = { Turtle: readTurtle(turtle), 'JSON-LD': await readJsonLd(jsonLd) };
  let right = services.length > 0;
  if (!right) complain('There is no service to judge.');
  for (const [form, graph] of Object.entries(graphs)) {
    const dropped = values.drop === undefined ? graph : without(graph, promises[values.drop], services);
    const judged = await judge(dropped, shapes, services);
    right = told(form, dropped, judged) && right;
  }
  const alike = same(graphs.Turtle, graphs['JSON-LD']);
  print(`${alike ? 'ok  ' : 'FAIL'} Turtle and JSON-LD say the same`);
  right = alike && right;
  return values.drop === undefined ? (await dropsAreSeen(graphs.Turtle, shapes, services)) && right : right;
}

/** Pages are JSX, which Node does not read: the installation is bundled with them, as the build does. */
async function exported(): Promise<Installation.Exported> {
  const root = join(import.meta.dirname, '..');
  // Beside dist, because the program finds what it reads from there.
  const folder = join(root, `dist.conformance-${process.pid}`);
  const bundle = join(folder, 'installation.mjs');
  const builder = (await import(pathToFileURL(join(root, 'tools/build.mjs')).href)) as {
    buildIfStale(root: string): Promise<void>;
  };
  await builder.buildIfStale(root);
  await build({
    entryPoints: [join(root, 'tools/conformance/installation.ts')],
    outfile: bundle,
    bundle: true,
    logLevel: 'error',
    platform: 'node',
    format: 'esm',
    packages: 'external',
    target: 'node22',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  try {
    const { exportAll } = (await import(pathToFileURL(bundle).href)) as typeof Installation;
    return await exportAll(root);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function told(form: string, graph: Graph, { conforms, faults }: Judgement): boolean {
  const right = conforms && faults.length === 0;
  print(`${right ? 'ok  ' : 'FAIL'} ${form}: ${graph.length} statements`);
  for (const fault of faults) complain(`     ${fault}`);
  return right;
}

/** A judge that finds no fault with an export that lacks something is no judge. */
async function dropsAreSeen(graph: Graph, shapes: Graph, services: readonly string[]): Promise<boolean> {
  let seen = true;
  for (const [name, promise] of Object.entries(promises)) {
    const { faults } = await judge(without(graph, promise, services), shapes, services);
    print(`${faults.length > 0 ? 'ok  ' : 'FAIL'} without ${name}: ${faults.length} faults`);
    if (!values.quiet) for (const fault of faults.slice(0, 2)) print(`       ${fault}`);
    seen &&= faults.length > 0;
  }
  return seen;
}
