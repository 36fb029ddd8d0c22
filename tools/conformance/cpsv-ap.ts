import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { type Graph, readJsonLd, readTurtle, same, without } from './graph.ts';
import type * as Installation from './installation.ts';
import { judge, type Judgement, promises } from './judge.ts';
import { complain, type Order, print } from './order.ts';

/**
 * Exports every service of the demo installation by CPSV-AP 3.2, as Turtle and as JSON-LD, and judges both by the
 * official shapes and by what this house promises of every service. Then drops each promised part in turn: every time
 * the judge must find fault. True when all is right, undefined when there are no shapes.
 */
export async function judgeCpsvAp({ folder, drop, quiet }: Order): Promise<boolean | undefined> {
  const shapesFile = folder.endsWith('.ttl') ? folder : join(folder, 'cpsv-ap/cpsv-ap-SHACL.ttl');
  if (!existsSync(shapesFile)) return complain(`There is no ${shapesFile}.`);
  if (drop !== undefined && !(drop in promises))
    return complain(`There is no part ${drop}. Parts: ${Object.keys(promises).join(', ')}`);
  const shapes = readTurtle(readFileSync(shapesFile, 'utf8'));
  const { turtle, jsonLd, services } = await exported();
  const graphs = { Turtle: readTurtle(turtle), 'JSON-LD': await readJsonLd(jsonLd) };
  let right = services.length > 0;
  if (!right) complain('There is no service to judge.');
  for (const [form, graph] of Object.entries(graphs)) {
    const dropped = drop === undefined ? graph : without(graph, promises[drop], services);
    right = told(form, dropped, await judge(dropped, shapes, services)) && right;
  }
  const alike = same(graphs.Turtle, graphs['JSON-LD']);
  print(`${alike ? 'ok  ' : 'FAIL'} Turtle and JSON-LD say the same`);
  right = alike && right;
  return drop === undefined ? (await dropsAreSeen(graphs.Turtle, shapes, services, quiet)) && right : right;
}

/** Pages are JSX, which Node does not read: the installation is bundled with them, as the build does. */
async function exported(): Promise<Installation.Exported> {
  const root = join(import.meta.dirname, '../..');
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
async function dropsAreSeen(
  graph: Graph,
  shapes: Graph,
  services: readonly string[],
  quiet: boolean,
): Promise<boolean> {
  let seen = true;
  for (const [name, promise] of Object.entries(promises)) {
    const { faults } = await judge(without(graph, promise, services), shapes, services);
    print(`${faults.length > 0 ? 'ok  ' : 'FAIL'} without ${name}: ${faults.length} faults`);
    if (!quiet) for (const fault of faults.slice(0, 2)) print(`       ${fault}`);
    seen &&= faults.length > 0;
  }
  return seen;
}
