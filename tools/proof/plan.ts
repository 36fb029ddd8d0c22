import { get } from 'node:http';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { Client } from 'pg';
import { openServer } from '../../src/app/server.ts';
import type { Server } from '../../src/kernel/database.ts';
import { newId } from '../../src/kernel/identifier.ts';
import { openSession } from '../../src/kernel/session.ts';
import type { Vahid } from '../../src/kernel/vahid.ts';
import { room } from '../../src/modules/plan/module.ts';
import { freezePlan } from '../../src/modules/plan/publishing/actions.ts';
import { openHere } from './here.ts';
import { load } from './load.ts';
import { quantile } from './measure.ts';
import { type Page, pagesOf, unpaged } from './plan-pages.ts';
import { actorOf, bigPlan, smallPlan, writePlanData } from './plan-data.ts';
import type { Line, Proof, Tools } from './proof.ts';
import { fetchRaw } from './raw.ts';

const asked = 40;
/** Seconds to the last byte of a page, 95 of 100 within. */
const slowest = 0.15;
const clients = 8;
const underLoad = ['/plan', '/plan/tedbirler?s=40', '/plan/xercler', '/plan/gostericiler', '/masa/plan'];
const asBrowser = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };

export const plan: Proof = {
  name: 'plan',
  about:
    'A plan of 5,000 measures of 200 institutions with their milestones, dates, reports and evidence, 100,000 values of 200 indicators and 20,000 spending requests. Every page of the room, public, of the project office and of a deputy head, other addresses each time where there are others, one after another: seconds from the request to the last byte, 95 of 100 within. Beside some of them the figure under 8 clients at once. Then a report of the whole plan that was kept, as a workbook: seconds, and how far the resident memory of the program rises meanwhile, beside a plan of 1,000 measures.',
  runs: 1,
  async run(tools) {
    const { vahid, server: database } = await openHere(tools);
    await writePlanData(vahid, tools.say);
    await tidy(database);
    const office = await actorOf(vahid, 'rinn', 'project_office');
    const editions = { small: await freezePlan(office, smallPlan.code), big: await freezePlan(office, bigPlan.code) };
    // The report before differs from the one after it in every tenth measure.
    await sql`update plan.standing set state = 'late' where abs(hashtext(item::text)) % 10 = 0`.execute(vahid.db);
    await freezePlan(office, bigPlan.code);
    const server = await openServer(vahid, tools.root);
    tools.after(() => server.close());
    await server.listen({ host: 'localhost', port: vahid.config.port });
    const pages = await pagesOf(vahid);
    complain(pages);
    const tokens = await signIn(vahid);
    return [
      ...(await visitAll(tools, vahid, pages, tokens)),
      ...(await underClients(tools, vahid, tokens.office)),
      ...(await workbooks(vahid, editions)),
    ];
  },
};

/** What the database does by itself within minutes of so many new rows; its owner alone may ask for it. */
async function tidy(database: Server): Promise<void> {
  const client = new Client(
    'url' in database
      ? { connectionString: database.url }
      : { host: database.socket, port: database.port, database: database.database, user: database.superuser },
  );
  await client.connect();
  await client.query('vacuum analyze');
  await client.end();
}

/** A page of the room that nobody looks at would be slow unseen. */
function complain(pages: readonly Page[]): void {
  const looked = new Set([...pages.map(({ route }) => route), ...unpaged]);
  const missing = (room.routes ?? []).filter(({ method, path }) => method === 'GET' && !looked.has(path));
  if (missing.length > 0) throw new Error(`not measured: ${missing.map(({ path }) => path).join(', ')}`);
}

type Tokens = Readonly<Record<Page['as'], string>>;

async function signIn(vahid: Vahid): Promise<Tokens> {
  const session = async (institution: string, role: string) => {
    const { actor } = await actorOf(vahid, institution, role);
    const of = {
      id: newId(),
      person: actor.person ?? '',
      name: role,
      organisation: null,
      agent: 'proof',
      now: new Date(),
    };
    return `vahid=${await openSession(vahid.db, of)}`;
  };
  return {
    visitor: '',
    office: await session('rinn', 'project_office'),
    deputy: await session('aef', 'deputy_head'),
    registrar: await session('aef', 'registrar'),
    approver: await session('rinn', 'approver'),
  };
}

const headersOf = (cookie: string) => (cookie === '' ? asBrowser : { ...asBrowser, cookie });

async function visitAll(tools: Tools, vahid: Vahid, pages: readonly Page[], tokens: Tokens): Promise<readonly Line[]> {
  const base = `http://localhost:${vahid.config.port}`;
  const lines: Line[] = [];
  for (const { what, as, addresses, whole } of pages) {
    const times: number[] = [];
    for (let n = 0; n < asked; n += 1) {
      const path = addresses[n % addresses.length] ?? '';
      const begun = performance.now();
      const { status } = await fetchRaw(base + path, headersOf(tokens[as]));
      times.push((performance.now() - begun) / 1000);
      if (status !== 200) throw new Error(`${path} as ${as} answered ${status}`);
    }
    const value = quantile(times, 0.95);
    const by = as === 'visitor' ? '' : `, ${as}`;
    tools.say(`${what}${by}: ${value.toFixed(4)}`);
    lines.push({ what: `${what}${by}, 95 %`, value, unit: 's', ...(whole ? {} : { limit: { most: slowest } }) });
  }
  return lines;
}

/** As information: what the limit says is one client after another. */
async function underClients({ root, say }: Tools, vahid: Vahid, cookie: string): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const path of underLoad) {
    say(`${path}, ${clients} clients`);
    const headers = headersOf(path.startsWith('/masa') ? cookie : '');
    const order = { port: vahid.config.port, path, headers, connections: clients, seconds: 2 };
    const { p50, p99, failed } = await load(root, order);
    if (failed > 0) throw new Error(`${path}: ${failed} requests failed`);
    lines.push({ what: `${path}, ${clients} clients, median`, value: p50 / 1000, unit: 's' });
    lines.push({ what: `${path}, ${clients} clients, 99 %`, value: p99 / 1000, unit: 's' });
  }
  return lines;
}

/** The report of the great plan within its time, in the memory that one of a fifth of it takes. */
async function workbooks(
  vahid: Vahid,
  editions: { readonly small: string; readonly big: string },
): Promise<readonly Line[]> {
  const url = (id: string) => `http://localhost:${vahid.config.port}/plan/hesabatlar/${id}/xlsx`;
  // What any report needs once, both have before they are compared.
  await fetched(url(editions.big));
  const small = await fetched(url(editions.small));
  const big = await fetched(url(editions.big));
  const held = { small: await heldDuring(url(editions.small)), big: await heldDuring(url(editions.big)) };
  return [
    { what: `report of ${bigPlan.measures} measures, XLSX`, value: big.seconds, unit: 's', limit: { most: 10 } },
    { what: 'its file', value: big.bytes / 1e6, unit: 'MB' },
    { what: 'resident memory, rise meanwhile', value: big.rise, unit: 'MB' },
    {
      what: `resident memory, more than with ${smallPlan.measures} measures`,
      value: Math.max(0, big.rise - small.rise),
      unit: 'MB',
      limit: { most: 64 },
    },
    {
      what: `memory held, more than with ${smallPlan.measures} measures`,
      value: Math.max(0, held.big - held.small),
      unit: 'MB',
      limit: { most: 10 },
    },
  ];
}

interface Fetched {
  readonly seconds: number;
  readonly bytes: number;
  /** Megabytes of resident memory at the worst moment beyond those before. */
  readonly rise: number;
}

/** Takes a file and keeps nothing of it: the client runs in the process that is measured. */
async function fetched(url: string): Promise<Fetched> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
  const begun = performance.now();
  try {
    const bytes = await drained(url);
    return { seconds: (performance.now() - begun) / 1000, bytes, rise: (most - before) / 1e6 };
  } finally {
    clearInterval(timer);
  }
}

/** Megabytes held at the worst moment beyond those before, garbage not counted; it is collected at every tenth part. */
async function heldDuring(url: string): Promise<number> {
  const held = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 1e6;
  };
  const before = held();
  let most = 0;
  let parts = 0;
  await drained(url, () => {
    parts += 1;
    if (parts % 10 === 0) most = Math.max(most, held() - before);
  });
  return most;
}

function drained(url: string, onPart?: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
        onPart?.();
      });
      answer.once('error', reject);
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url} answered ${answer.statusCode}`)),
      );
    });
    request.once('error', reject);
  });
}
