// usage: npm run proof [-- NAME…]
// Bundles the proofs with the program they measure, as the build does, and runs them. See docs/figures.md.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildIfStale } from './build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = join(root, 'node_modules/.cache/vahid-proof');
const bundle = join(work, 'main.mjs');
await mkdir(work, { recursive: true });
await buildIfStale(root);
await build({
  entryPoints: [join(root, 'tools/proof/main.ts')],
  outfile: bundle,
  bundle: true,
  logLevel: 'error',
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  target: 'node22',
  jsx: 'automatic',
  jsxImportSource: 'preact',
});
const { main } = await import(pathToFileURL(bundle).href);
process.exitCode = await main({ root, work, names: process.argv.slice(2) });
