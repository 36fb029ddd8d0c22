import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openServer } from '../../src/app/server.ts';
import { type Context, inTransaction, systemContext } from '../../src/kernel/context.ts';
import { enterIntake, jsonLines, knownIn } from '../../src/modules/catalogue/intake/enter.ts';
import { readIntake } from '../../src/modules/catalogue/intake/read.ts';
import { openRandom } from '../../src/modules/records/generator/random.ts';
import { catalogueData, institutionCodes, writeCatalogueData } from './catalogue-data.ts';
import { openHere } from './here.ts';
import { quantile, timed } from './measure.ts';
import type { Line, Proof, Tools } from './proof.ts';
import { fetchRaw } from './raw.ts';

const asBrowser = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };
const asked = 200;
const slowest = 0.1;
const entries = 50_000;

export const catalogue: Proof = {
  name: 'catalogue',
  about:
    'A register of 50,000 entries and 200,000 relations, entered from a workbook in one transaction. Then lists, facets, searches, entries and impacts over many steps, 200 different ones of each kind, one after another: seconds from the request to the last byte of the whole page, 95 of 100 within. The export is read through; what the process holds besides is counted after a collection.',
  runs: 1,
  async run(tools) {
    const { vahid } = await openHere(tools);
    const file = join(tools.folder, 'register.xlsx');
    await writeCatalogueData(file, catalogueData(institutionCodes(tools.root)));
    tools.say('entering');
    const seconds = await timed(() => enterFile(systemContext(vahid, 'proof'), file));
    const server = await openServer(vahid, tools.root);
    tools.after(() => server.close());
    await server.listen({ host: 'localhost', port: vahid.config.port });
    const base = `http://localhost:${vahid.config.port}`;
    return [
      { what: 'import of 50,000 rows', value: seconds, unit: 's', limit: { most: 60 } },
      ...(await visitAll(tools, base)),
      await exported(systemContext(vahid, 'proof')),
    ];
  },
};

async function enterFile(ctx: Context, file: string): Promise<void> {
  const handle = await open(file);
  try {
    const workbook = {
      size: (await handle.stat()).size,
      async read(at: number, length: number) {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
        return buffer.subarray(0, bytesRead);
      },
    };
    const limits = { bytes: 2 * 1024 ** 3, rows: 1_048_576, columns: 300, sharedStrings: 5_000_000 };
    const intake = await readIntake({ workbook }, await knownIn(ctx), { for: 'register', limits });
    if (intake.errors.length > 0) throw new Error(`the file has ${intake.errors.length} errors`);
    await inTransaction(ctx, (inside) => enterIntake(inside, intake, basename(file), () => undefined));
  } finally {
    await handle.close();
  }
}

const kinds = ['xidmet', 'reyestr', 'sistem', 'api', 'portal', 'hostinq'] as const;
const codes = {
  xidmet: 'service',
  reyestr: 'register',
  sistem: 'system',
  api: 'api',
  portal: 'portal',
  hostinq: 'hosting',
};
const words = [
  'şəxsiyyət vəsiqəsi',
  'sexsiyyet vesiqesi',
  'ŞƏXSİYYƏT VƏSİQƏSİNİ',
  'vəsiqə',
  'vergi ödəyiciləri Bakı',
  'torpaq sahələrinin reyestri',
  'dərman',
  'driving licence Ganja',
  'недвижимость',
  'emek muqavileleri sistem',
];

const institutions = ['din', 'in', 'rinn', 'eesmn'] as const;

/** One address of a kind, another each time. */
type Address = (random: ReturnType<typeof openRandom>) => string;

const addresses: Readonly<Record<string, Address>> = {
  list: (random) => `/kataloq?nov=${kinds[random.between(0, 5)]}&s=${1 + random.between(0, 39)}`,
  'whole list': (random) => `/kataloq?s=${1 + random.between(0, 1999)}`,
  facets: (random) => `/api/v1/catalogue/facets?kind=${codes[kinds[random.between(0, 5)] ?? 'api']}&state=in_use`,
  search: (random) =>
    `/kataloq?q=${encodeURIComponent(words[random.between(0, words.length - 1)] ?? '')}&s=${1 + random.between(0, 2)}`,
  cloud: (random) => `/kataloq/bulud?s=${1 + random.between(0, 74)}`,
  'cloud, of an institution': (random) => `/kataloq/bulud?qurum=${random.pick(institutions)}`,
  findings: () => '/kataloq/tapintilar',
  exceptions: () => '/kataloq/istisnalar',
  entry: (random) => entryAt(random),
  'impact, what stops': (random) => `${entryAt(random)}/tesir?s=${1 + random.between(0, 2)}`,
  'impact, what it needs': (random) => `${entryAt(random)}/tesir?baxis=lazimdir`,
  'impact of those most used': (random) => `/kataloq/reyestr/register-0000${1 + random.between(0, 8)}/tesir`,
};

function entryAt(random: ReturnType<typeof openRandom>): string {
  const kind = kinds[random.between(0, 5)] ?? 'api';
  return `/kataloq/${kind}/${codes[kind]}-${String(1 + random.between(0, 899)).padStart(5, '0')}`;
}

async function visitAll({ say }: Tools, base: string): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const [what, address] of Object.entries(addresses)) {
    say(what);
    const random = openRandom(7, what);
    const times: number[] = [];
    for (let n = 0; n < asked; n += 1) {
      const url = base + address(random);
      const begun = performance.now();
      const { status } = await fetchRaw(url, asBrowser);
      times.push((performance.now() - begun) / 1000);
      if (status !== 200) throw new Error(`${url} answered ${status}`);
    }
    lines.push({ what: `${what}, 95 %`, value: quantile(times, 0.95), unit: 's', limit: { most: slowest } });
  }
  return lines;
}

/** Megabytes that the process holds more at the worst moment of an export than before it. */
async function exported(ctx: Context): Promise<Line> {
  const held = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const before = held();
  let most = 0;
  let parts = 0;
  for await (const part of jsonLines(ctx)) {
    parts += part.length > 0 ? 1 : 0;
    if (parts % 5000 === 0) most = Math.max(most, held() - before);
  }
  if (parts < entries) throw new Error(`the export has only ${parts} parts`);
  return { what: 'export: memory held', value: Math.max(0, most), unit: 'MB', limit: { most: 50 } };
}
