import { join } from 'node:path';
import { freePort } from '../../src/app/commands/run.ts';
import { rooms } from '../../src/app/rooms.ts';
import { anonymous, reachable } from '../../src/kernel/access.ts';
import { answersAt, startProgram } from './program.ts';
import type { Line, Proof } from './proof.ts';
import { type Answered, fetchRaw } from './raw.ts';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const scriptLimit = 20;
const pageLimit = 60;
/** Different pages of one route that are weighed, as they are found; the heaviest counts. */
const samples = 25;

export const bytes: Proof = {
  name: 'bytes',
  about:
    'Kilobytes (of 1,000 bytes) that a browser receives for a page, compressed: document, style sheet, script and pictures, without the typeface, which is kept for a year. Every page that is open to all and can be reached by links, the heaviest of each kind.',
  runs: 1,
  async run({ root, folder, after }) {
    const port = await freePort();
    const program = startProgram({ root, dataDir: join(folder, 'data'), port, log: join(folder, 'program.log') });
    after(() => program.lives() && program.end('SIGTERM'));
    await answersAt(program, '/readyz', 120);
    const weighed = await weighAll(program.url);
    const heaviest = (part: keyof Weight) => Math.max(...[...weighed.values()].map((weight) => weight[part])) / 1000;
    return [
      { what: 'script, of any page', value: heaviest('script'), unit: 'kB', limit: { most: scriptLimit } },
      { what: 'style sheet', value: heaviest('style'), unit: 'kB' },
      { what: 'typeface, once a year', value: heaviest('typeface'), unit: 'kB' },
      ...[...weighed].map(
        ([route, weight]): Line => ({
          what: route,
          value: all(weight) / 1000,
          unit: 'kB',
          limit: { most: pageLimit },
        }),
      ),
    ];
  },
};

interface Weight {
  readonly document: number;
  readonly style: number;
  readonly script: number;
  readonly picture: number;
  readonly typeface: number;
}

const all = ({ document, style, script, picture }: Weight): number => document + style + script + picture;

/** Follows links from the routes without parameters; the heaviest page of each route, by its pattern. */
async function weighAll(base: string): Promise<ReadonlyMap<string, Weight>> {
  const open = openRoutes();
  const waiting = open.map(({ path }) => path).filter((path) => !path.includes(':'));
  const seen = new Set(waiting);
  const found = new Map<string, Weight[]>();
  const assets = new Map<string, Promise<number>>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = open.find(({ pattern }) => pattern.test(path ?? ''))?.path;
    const weights = found.get(route ?? '') ?? [];
    if (route === undefined || weights.length >= samples) continue;
    const answered = await fetchRaw(base + path, asBrowser);
    if (answered.status !== 200 || !answered.headers['content-type']?.startsWith('text/html')) continue;
    const html = opened(answered).toString();
    found.set(route, [...weights, await weigh(base, answered, html, assets)]);
    for (const [, href = ''] of html.matchAll(/<a\b[^>]*\bhref="(\/[^"#?]*)/g)) {
      if (seen.has(href)) continue;
      seen.add(href);
      waiting.push(href);
    }
  }
  const heaviest = [...found].map(([route, weights]) => [route, weights.sort((a, b) => all(b) - all(a))[0]] as const);
  return new Map(heaviest.flatMap(([route, weight]) => (weight ? [[route, weight] as const] : [])));
}

const asBrowser = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };

/** Doors that a visitor may open without signing in; which of them answer a page is seen when they are asked. */
function openRoutes(): readonly { readonly path: string; readonly pattern: RegExp }[] {
  const access = Object.assign({}, ...rooms.map((room) => room.access ?? {}));
  return rooms
    .flatMap((room) => room.routes ?? [])
    .filter((route) => route.method === 'GET' && !route.path.startsWith('/api/'))
    .filter((route) => reachable(access[route.access] ?? [], anonymous))
    .map(({ path }) => ({ path, pattern: new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+')}$`) }));
}

async function weigh(
  base: string,
  { body }: Answered,
  html: string,
  assets: Map<string, Promise<number>>,
): Promise<Weight> {
  const size = (address: string) => {
    const known = assets.get(address) ?? fetchRaw(base + address, asBrowser).then((answered) => answered.body.length);
    assets.set(address, known);
    return known;
  };
  const sum = async (pattern: RegExp) => {
    const addresses = new Set([...html.matchAll(pattern)].map(([, address = '']) => address));
    const sizes = await Promise.all([...addresses].map(size));
    return sizes.reduce((total, one) => total + one, 0);
  };
  return {
    document: body.length,
    style: await sum(/<link\b[^>]*\bhref="([^"]+\.css)"/g),
    script: await sum(/<script\b[^>]*\bsrc="([^"]+)"/g),
    picture: await sum(/<(?:img|link)\b[^>]*\b(?:src|href)="(\/[^"]+\.(?:svg|png|jpg|webp))"/g),
    typeface: await sum(/<link\b[^>]*\bhref="([^"]+\.woff2)"/g),
  };
}

function opened({ headers, body }: Answered): Buffer {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(body);
  return headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
}
