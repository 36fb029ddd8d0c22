// Bundles the program (dist/vahid.mjs) and what browsers load (dist/assets). Takes a third of a second.
import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @param {string} root */
export async function buildIfStale(root) {
  const built = await stat(join(root, 'dist/vahid.mjs')).catch(() => undefined);
  if (
    built &&
    (await newest([join(root, 'src'), join(root, 'tools/build.mjs'), join(root, 'package.json')])) < built.mtimeMs
  )
    return;
  await buildAll(root);
}

/** @param {string[]} places */
async function newest(places) {
  const times = await Promise.all(
    places.map(async (place) => {
      const info = await stat(place);
      if (!info.isDirectory()) return info.mtimeMs;
      const entries = await readdir(place, { withFileTypes: true });
      return Math.max(info.mtimeMs, await newest(entries.map((entry) => join(place, entry.name))));
    }),
  );
  return Math.max(0, ...times);
}

/** @param {string} root */
export async function buildAll(root) {
  const target = join(root, 'dist');
  const work = `${target}.${process.pid}`;
  try {
    await bundle(root, work);
    // Replaced in one step, so that a program started meanwhile never sees half a build.
    await rename(target, `${work}.old`).catch(() => undefined);
    await rename(work, target).catch(() => undefined);
  } finally {
    await rm(work, { recursive: true, force: true });
    await rm(`${work}.old`, { recursive: true, force: true });
  }
}

/** @param {string} root @param {string} work */
async function bundle(root, work) {
  await mkdir(join(work, 'assets'), { recursive: true });
  const ui = join(root, 'src/ui');
  const common = { bundle: true, logLevel: 'error', target: 'es2022' };
  await Promise.all([
    build({
      ...common,
      entryPoints: {
        vahid: join(root, 'src/app/main.ts'),
        'openapi-worker': join(root, 'src/modules/exchange/services/openapi/worker.ts'),
      },
      outdir: work,
      outExtension: { '.js': '.mjs' },
      platform: 'node',
      format: 'esm',
      // A gateway loads a part of the program.
      splitting: true,
      chunkNames: '[name]-[hash]',
      packages: 'external',
      sourcemap: true,
      target: 'node22',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    }),
    build({
      ...common,
      entryPoints: [join(ui, 'styles/look.css')],
      outfile: join(work, 'assets/look.css'),
      minify: true,
      loader: { '.woff2': 'copy' },
      assetNames: '[name]',
    }),
    build({
      ...common,
      entryPoints: [join(ui, 'enhance.ts')],
      outfile: join(work, 'assets/enhance.js'),
      minify: true,
      format: 'esm',
    }),
    build({
      ...common,
      entryPoints: [join(ui, 'service-worker.ts')],
      outfile: join(work, 'assets/service-worker.js'),
      minify: true,
      format: 'iife',
    }),
    cp(join(ui, 'styles/mark.svg'), join(work, 'assets/mark.svg')),
    cp(join(ui, 'icons'), join(work, 'assets'), { recursive: true }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildAll(dirname(dirname(fileURLToPath(import.meta.url))));
