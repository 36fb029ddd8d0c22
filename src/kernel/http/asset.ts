import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly br?: Buffer;
  readonly gzip?: Buffer;
}

/** Style sheet, script, fonts and sign, held in memory. One hash in the address lets browsers keep them for good. */
export interface Assets {
  readonly base: string;
  get(path: string): Asset | undefined;
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

export async function loadAssets(folder: string): Promise<Assets> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const names = entries
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  const hash = createHash('sha256');
  const assets = new Map<string, Asset>();
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    hash.update(name).update(bytes);
    const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    const packs = /^(text|image\/svg)/.test(type);
    assets.set(name, {
      type,
      bytes,
      ...(packs
        ? {
            br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
            gzip: gzipSync(bytes, { level: 9 }),
          }
        : {}),
    });
  }
  const base = `/a/${hash.digest('hex').slice(0, 10)}`;
  return { base, get: (path) => assets.get(path) };
}
