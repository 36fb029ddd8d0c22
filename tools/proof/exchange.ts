import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { BareOrder } from './exchange-bare.ts';
import { hasNginx, type NginxOrder, openNginx } from './exchange-nginx.ts';
import type { Told } from './exchange-provider.ts';
import { consumerSystem, type GatewayPair, type GatewayProcess, openGateways, service } from './gateways.ts';
import { load, type LoadResult } from './load.ts';
import type { Line, Proof, Tools } from './proof.ts';
import { usageOf } from './usage.ts';

/** Seconds of each load; fewer to see that it runs. */
const seconds = Number(process.env.VAHID_PROOF_SECONDS ?? 10);
/** How many clients ask at once; the best counts. */
const crowds = [16, 64, 256];
/**
 * So often each crowd asks, in turns with the others and by both pairs, and its mean counts: the speed of a machine may
 * change by half within minutes, and the best of single loads would be the luckiest.
 */
const turns = 4;
/** Before anything counts, both pairs are asked until their code is compiled: a gateway runs for months. */
const warmUps = 3;
/** Seconds of half a load before it is timed: other connections and smaller batches have V8 compile much anew. */
const settle = 20;

/** Sizes of answers in bytes: X-Road's own mix up to 100 kB is 2 kB 30 %, 10 kB 60 %, 100 kB 10 %. */
const kinds = [
  { name: '1 kB', sizes: [1000], share: 50 },
  { name: 'mix', sizes: [10, 2, 10, 100, 10, 2, 10, 10, 2, 10].map((kB) => kB * 1000) },
] as const;
type Kind = { readonly name: string; readonly sizes: readonly number[]; readonly share?: number };

export const exchange: Proof = {
  name: 'exchange',
  about:
    'Two gateways as processes of their own, each with its keys and its database, a provider behind one and a client before the other, all on the same cores: rights, seals and committed logs on. Answers of 1 kB, then X-Road’s mix up to 100 kB (2 kB 30 %, 10 kB 60 %, 100 kB 10 %). Exchanges a second are the best of 16, 64 and 256 clients at once, each the mean of four turns that alternate with all others, after both pairs have run until their code is compiled; latency at half of that, asked by 256 clients in turn, is counted from when a request was due, after twenty seconds of the same. Baseline: two bare proxies of `node:http` and `node:https` with certificates on both sides and connections kept, between the same client and provider; where nginx is installed, a pair of it as well, one process each. Processor time and memory are the gateway’s, without its database. The log of a side is its tables with their indexes and the tree over them; answers are JSON of names, codes and dates that repeat no more than those of registers.',
  runs: 3,
  async run(tools) {
    const provider = await forked(tools, 'exchange-provider.ts');
    const pair = await openGateways({ root: tools.root, folder: tools.folder, providerPort: provider.port });
    tools.after(() => pair.close());
    const bare = await openBare(tools, pair, provider.port);
    const nginx = hasNginx() ? await openNginx(tools, foldersOf(pair, provider.port)) : undefined;
    const ours: Stand = { port: pair.consumer.port, pids: [pair.consumer.pid, pair.provider.pid] };
    for (let turn = 0; turn < warmUps; turn += 1)
      for (const stand of [ours, bare]) await ask(tools, stand, { sizes: [1000], connections: 64 });
    const before = await logsOf(pair);
    const lines: Line[] = [];
    for (const kind of kinds) {
      const measured = await measure(tools, kind, ours, bare);
      lines.push(...measured.lines);
      if (nginx) lines.push(await besideNginx(tools, kind, nginx, measured.peak));
      if (kind.name === '1 kB') lines.push(...(await grown(pair, before)));
    }
    return [...lines, ...memory(ours, bare)];
  },
};

/** A pair that is measured. */
interface Stand {
  /** Where its clients ask. */
  readonly port: number;
  /** The consumer's side, the provider's side. */
  readonly pids: readonly [number, number];
}

const sides = ['consumer', 'provider'] as const;

const foldersOf = ({ consumer, provider }: GatewayPair, to: number): NginxOrder => ({
  to,
  asks: consumer.folder,
  gives: provider.folder,
});

async function openBare(tools: Tools, { consumer, provider }: GatewayPair, to: number): Promise<Stand> {
  const [asks, gives] = [
    { own: consumer.folder, other: provider.folder },
    { own: provider.folder, other: consumer.folder },
  ];
  const far = await forked(tools, 'exchange-bare.ts', { side: 'provider', to, ...gives });
  const near = await forked(tools, 'exchange-bare.ts', { side: 'consumer', to: far.port, ...asks });
  return { port: near.port, pids: [near.pid, far.pid] };
}

/** A helper as a process of its own, which tells its port. */
function forked(
  tools: Tools,
  file: string,
  order?: BareOrder,
): Promise<{ readonly port: number; readonly pid: number }> {
  const child: ChildProcess = fork(join(tools.root, 'tools/proof', file), order ? [JSON.stringify(order)] : []);
  tools.after(() => child.kill('SIGKILL'));
  return new Promise((done, failed) => {
    child.once('message', (port: Told) => done({ port, pid: child.pid ?? 0 }));
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`${file} ended with ${code}`)));
  });
}

interface Asking {
  readonly sizes: readonly number[];
  readonly connections: number;
  readonly rate?: number;
  readonly settle?: number;
  readonly seconds?: number;
}

interface Asked extends LoadResult {
  readonly connections: number;
  readonly rate: number;
  /** Milliseconds of processor time for an exchange, by side. */
  readonly cpu: readonly [number, number];
}

async function ask({ root, say }: Tools, { port, pids }: Stand, { sizes, ...asking }: Asking): Promise<Asked> {
  const used = () => pids.map((pid) => usageOf(pid).seconds);
  const before = used();
  const path = sizes.map((size) => `/r1/${service}/v1/${size}`);
  const result = await load(root, { port, path, headers: { 'X-Road-Client': consumerSystem }, seconds, ...asking });
  const [asks = 0, gives = 0] = used().map((now, at) => ((now - (before[at] ?? 0)) * 1000) / result.requests);
  if (result.failed > 0) throw new Error(`${result.failed} of ${result.requests} exchanges failed`);
  say(
    `${asking.connections} at once: ${Math.round(result.requests / result.seconds)}/s, 99 % ${result.p99.toFixed(1)} ms`,
  );
  return { ...result, connections: asking.connections, rate: result.requests / result.seconds, cpu: [asks, gives] };
}

/** Both pairs and all crowds in turns, so that none has the quieter machine. */
async function measure(
  tools: Tools,
  kind: Kind,
  ours: Stand,
  bare: Stand,
): Promise<{ readonly lines: readonly Line[]; readonly peak: Asked }> {
  const { name, sizes, share } = kind;
  const runs: { ours: Asked; bare: Asked }[] = [];
  for (let turn = 0; turn < turns; turn += 1)
    for (const connections of crowds)
      runs.push({
        ours: await ask(tools, ours, { sizes, connections, seconds: seconds / turns }),
        bare: await ask(tools, bare, { sizes, connections, seconds: seconds / turns }),
      });
  const bestOf = (stand: 'ours' | 'bare') => {
    const all = runs.map((run) => run[stand]);
    return best(crowds.map((crowd) => meanOf(all, crowd)));
  };
  const [peak, theirs] = [bestOf('ours'), bestOf('bare')];
  const half = { sizes, connections: Math.max(...crowds), rate: peak.rate / 2, settle };
  const [calm, calmBare] = [await ask(tools, ours, half), await ask(tools, bare, half)];
  const beside = (value: number) => ({ baseline: { what: 'bare pair', value } });
  const lines = [
    { what: `${name}: exchanges a second`, value: peak.rate, unit: '', ...beside(theirs.rate) },
    ...(share === undefined
      ? []
      : [
          {
            what: `${name}: share of the bare pair`,
            value: (peak.rate / theirs.rate) * 100,
            unit: '%',
            limit: { least: share },
          },
        ]),
    { what: `${name}: latency, median`, value: peak.p50, unit: 'ms', ...beside(theirs.p50) },
    { what: `${name}: latency, 99 %`, value: peak.p99, unit: 'ms', ...beside(theirs.p99) },
    {
      what: `${name}: latency at half of that, 99 %`,
      value: calm.p99,
      unit: 'ms',
      ...beside(calmBare.p99),
      limit: { most: 50 },
    },
    ...sides.map((side, at) => ({
      what: `${name}: processor time of the ${side}’s gateway for an exchange`,
      value: peak.cpu[at] ?? 0,
      unit: 'ms',
      ...beside(theirs.cpu[at] ?? 0),
    })),
  ];
  return { lines, peak };
}

/** How often the pair of nginx manages the same. */
async function besideNginx(tools: Tools, { name, sizes }: Kind, nginx: Stand, peak: Asked): Promise<Line> {
  const runs: Asked[] = [];
  for (const connections of crowds) runs.push(await ask(tools, nginx, { sizes, connections }));
  const baseline = { what: 'nginx pair', value: best(runs).rate };
  return { what: `${name}: exchanges a second, beside nginx`, value: peak.rate, unit: '', baseline };
}

/** Of the turns of one crowd. */
function meanOf(all: readonly Asked[], crowd: number): Asked {
  const its = all.filter(({ connections }) => connections === crowd);
  const mean = (of: (turn: Asked) => number) => its.reduce((sum, turn) => sum + of(turn), 0) / its.length;
  return {
    connections: crowd,
    requests: mean(({ requests }) => requests),
    seconds: mean(({ seconds }) => seconds),
    failed: 0,
    rate: mean(({ rate }) => rate),
    p50: mean(({ p50 }) => p50),
    p99: mean(({ p99 }) => p99),
    cpu: [mean(({ cpu }) => cpu[0]), mean(({ cpu }) => cpu[1])],
  };
}

const best = (runs: readonly Asked[]): Asked => runs.reduce((one, other) => (other.rate > one.rate ? other : one));

const memory = (ours: Stand, bare: Stand): readonly Line[] =>
  sides.map((side, at) => ({
    what: `resident memory of the ${side}’s gateway, at its most`,
    value: usageOf(ours.pids[at] ?? 0).megabytes,
    unit: 'MB',
    baseline: { what: 'bare pair', value: usageOf(bare.pids[at] ?? 0).megabytes },
    limit: { most: 300 },
  }));

interface LogSize {
  readonly exchanges: number;
  readonly bytes: number;
}

const logsOf = async ({ consumer, provider }: GatewayPair): Promise<readonly LogSize[]> => [
  await logOf(consumer),
  await logOf(provider),
];

/** Messages and what is kept over them: all tables of the log with their indexes, by whatever day. */
function logOf(gateway: GatewayProcess): Promise<LogSize> {
  return gateway.withDatabase(async (db) => {
    const { rows } = await sql<LogSize>`
      select (select count(*) from exchange.message where kind = 'request')::float8 as exchanges,
        (select sum(pg_total_relation_size(oid)) from pg_class where relnamespace = 'exchange'::regnamespace
          and relkind = 'r' and relname ~ '^(message|log_)')::float8 as bytes`.execute(db);
    return rows[0] ?? { exchanges: 0, bytes: 0 };
  });
}

/** Bytes by which the logs grew for an exchange. */
async function grown(pair: GatewayPair, before: readonly LogSize[]): Promise<readonly Line[]> {
  // What is written of messages later than they are is given the time to be.
  await sleep(5000);
  return (await logsOf(pair)).map(({ exchanges, bytes }, at) => {
    const value = (bytes - (before[at]?.bytes ?? 0)) / (exchanges - (before[at]?.exchanges ?? 0)) / 1000;
    return { what: `1 kB: log of the ${sides[at]} for an exchange`, value, unit: 'kB', limit: { most: 3 } };
  });
}
