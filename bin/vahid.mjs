#!/usr/bin/env node
// Starts Vahid from a plain clone: builds what is out of date, then runs it.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { handOver } from './handover.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pinned = join(root, 'node_modules/.bin/node');

if (Number(process.versions.node.split('.')[0]) < 22 && existsSync(pinned)) {
  // Called with the machine's own, older Node: the one that npm installed takes over.
  process.exit(await handOver(pinned, process.argv.slice(1)));
}
// What a gateway has at hand lives for milliseconds. Half of V8's own room for such is enough; and bodies of over 68 kB
// go back to the system by themselves, where else they leave holes between small ones (glibc, mallopt(3)). That is 60 MB
// less under load, and can be said at the start only.
const nursery = '--max-semi-space-size=16';
const allocator = { MALLOC_MMAP_THRESHOLD_: '69632', MALLOC_ARENA_MAX: '2' };
const isAsItComes = process.execArgv.length === 0 && !process.env.NODE_OPTIONS?.includes('semi-space');
// Windows has no such call.
if (process.argv[2] === 'gateway' && isAsItComes && process.platform !== 'win32')
  process.execve?.(process.execPath, [process.execPath, nursery, ...process.argv.slice(1)], {
    ...allocator,
    ...process.env,
  });

process.env.VAHID_ROOT = root;
const { buildIfStale } = await import(pathToFileURL(join(root, 'tools/build.mjs')).href);
await buildIfStale(root);
// What V8 made of the program is kept beside it; where that cannot be written, each start compiles again.
module.enableCompileCache?.(join(root, 'dist/compiled'));
const { main } = await import(pathToFileURL(join(root, 'dist/vahid.mjs')).href);
process.exitCode = await main(process.argv.slice(2));
