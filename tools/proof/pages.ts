import { createServer } from 'node:http';
import type { VNode } from 'preact';
import { rooms } from '../../src/app/rooms.ts';
import { openServer } from '../../src/app/server.ts';
import type { Room } from '../../src/kernel/module.ts';
import type { Vahid } from '../../src/kernel/vahid.ts';
import { openRandom } from '../../src/modules/records/generator/random.ts';
import { renderPage } from '../../src/ui/frame.tsx';
import { openHere } from './here.ts';
import { type Acknowledged, apply, signIn } from './kill-applicants.ts';
import { Acknowledgements, Caller } from './kill-caller.ts';
import { load, type LoadResult } from './load.ts';
import { cpuTimed } from './measure.ts';
import type { Line, Proof, Tools } from './proof.ts';
import { type Answered, fetchRaw } from './raw.ts';

const asBrowser = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };
/** In the officer's queue, more or less: some are decided, some taken back. */
const cases = 40;

interface Visited {
  readonly what: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const pages: Proof = {
  name: 'pages',
  about:
    'Pages as a browser asks for them, compressed, from the whole server. Pages per second of processor time of the server process (database apart): baseline is Preact alone, rendering the same tree to text again. Requests per second over 50 connections kept alive, from a process of its own: baseline is a bare `node:http` that answers the same bytes.',
  runs: 3,
  async run(tools) {
    const drawn = new Map<string, VNode>();
    const { vahid } = await openHere(
      tools,
      rooms.map((room) => noting(room, drawn)),
    );
    const server = await openServer(vahid, tools.root);
    tools.after(() => server.close());
    tools.after(vahid.jobs.start());
    await server.listen({ host: 'localhost', port: vahid.config.port });
    const lines: Line[] = [];
    for (const visited of [...open, ...(await officersPages(vahid))])
      lines.push(...(await measure(tools, vahid.config.port, visited, drawn)));
    return lines;
  },
};

const open: readonly Visited[] = ['/', '/xidmetler/technopark-residency', '/plan', '/kataloq'].map((path) => ({
  what: path,
  path,
  headers: asBrowser,
}));

/** The queue of an office where companies have applied, and a case in it. */
async function officersPages(vahid: Vahid): Promise<readonly Visited[]> {
  const acknowledged = new Acknowledgements();
  const base = `http://localhost:${vahid.config.port}`;
  const cast = await signIn(vahid.db, (token) => new Caller(base, token, acknowledged));
  const known = new Map<string, Acknowledged>();
  const random = openRandom(1, 'pages');
  for (const company of cast.companies.slice(0, cases)) await apply(cast, company, random, known);
  const waiting = [...known.values()].find(({ actions }) => actions.at(-1) === 'examine');
  const headers = { ...asBrowser, cookie: `vahid=${cast.officer.token}` };
  return [
    { what: '/masa', path: '/masa', headers },
    { what: '/masa/is/:id', path: `/masa/is/${waiting?.id}`, headers },
  ];
}

/** The room with its pages noted as trees, by path, on their way out. */
function noting(room: Room, drawn: Map<string, VNode>): Room {
  const routes = room.routes?.map((route) => ({
    ...route,
    handler: async (request: Parameters<typeof route.handler>[0]) => {
      const answer = await route.handler(request);
      if (answer.kind === 'page') drawn.set(request.url, answer.page);
      return answer;
    },
  }));
  return { ...room, ...(routes ? { routes } : {}) };
}

async function measure(
  tools: Tools,
  port: number,
  visited: Visited,
  drawn: ReadonlyMap<string, VNode>,
): Promise<readonly Line[]> {
  const { what, path, headers } = visited;
  const answered = await fetchRaw(`http://localhost:${port}${path}`, headers);
  const tree = drawn.get(path);
  if (answered.status !== 200 || !tree) throw new Error(`${path} answered ${answered.status}`);
  const order = { port, path, headers, connections: 8, seconds: 1 };
  await load(tools.root, order);
  const perCpu = await pagesPerCpuSecond(tools, { ...order, seconds: 2 });
  const bare = await rendersPerCpuSecond(tree);
  const ours = sound(path, await load(tools.root, { ...order, connections: 50, seconds: 2 }));
  const plain = await bareHttp(tools, visited, answered);
  const line = (figure: string, unit: string, value: number, baseline: number): Line => ({
    what: `${what}: ${figure}`,
    value,
    unit,
    baseline: { what: 'node:http', value: baseline },
  });
  return [
    { what: `${what}: pages per CPU second`, value: perCpu, unit: '', baseline: { what: 'Preact', value: bare } },
    line('requests a second', '', ours.requests / ours.seconds, plain.requests / plain.seconds),
    line('latency, median', 'ms', ours.p50, plain.p50),
    line('latency, 99 %', 'ms', ours.p99, plain.p99),
  ];
}

function sound(path: string, result: LoadResult): LoadResult {
  if (result.failed > 0) throw new Error(`${path}: ${result.failed} of ${result.requests} requests failed`);
  return result;
}

async function pagesPerCpuSecond({ root }: Tools, order: Parameters<typeof load>[1]): Promise<number> {
  let requests = 0;
  const seconds = await cpuTimed(async () => {
    requests = sound(String(order.path), await load(root, order)).requests;
  });
  return requests / seconds;
}

async function rendersPerCpuSecond(tree: VNode): Promise<number> {
  const some = (milliseconds: number) => {
    let count = 0;
    for (const end = performance.now() + milliseconds; performance.now() < end; count += 1) renderPage(tree);
    return count;
  };
  some(500);
  let count = 0;
  const seconds = await cpuTimed(() => {
    count = some(1500);
  });
  return count / seconds;
}

async function bareHttp(
  { root }: Tools,
  { path, headers: asked }: Visited,
  { headers, body }: Answered,
): Promise<LoadResult> {
  const { 'transfer-encoding': _chunked, connection: _open, 'keep-alive': _kept, ...same } = headers;
  const all = { ...same, 'content-length': body.length };
  const server = createServer((_request, response) => response.writeHead(200, all).end(body));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const order = { port, path, headers: asked, connections: 50, seconds: 2 };
  await load(root, { ...order, seconds: 1 });
  const result = await load(root, order);
  server.close();
  server.closeAllConnections();
  return sound(path, result);
}
