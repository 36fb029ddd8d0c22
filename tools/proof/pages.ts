import { createServer } from 'node:http';
import type { VNode } from 'preact';
import { rooms } from '../../src/app/rooms.ts';
import { openServer } from '../../src/app/server.ts';
import type { Room } from '../../src/kernel/module.ts';
import { renderPage } from '../../src/ui/frame.tsx';
import { openHere } from './here.ts';
import { load, type LoadResult } from './load.ts';
import { cpuTimed } from './measure.ts';
import { type Visited, visitedPages } from './pages-visited.ts';
import type { Line, Proof, Tools } from './proof.ts';
import { type Answered, fetchRaw } from './raw.ts';

/** Connections kept alive, and seconds for which pages are asked: as many as are answered, then at half of that rate. */
const [connections, atMost, atHalf] = [50, 2, 6];
/** Milliseconds within which 99 of 100 pages come at half of what could be answered. */
const slowest = 100;

export const pages: Proof = {
  name: 'pages',
  about:
    'Pages as a browser asks for them, compressed, from the whole server. Pages per second of processor time of the server process (database apart): baseline is Preact alone, rendering the same tree to text again. Requests per second over 50 connections kept alive, from a process of its own: baseline is a bare `node:http` that answers the same bytes. Then the same page at half of that rate, spread evenly: latency from when a request was due.',
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
    for (const visited of await visitedPages(vahid)) {
      const measured = await measure(tools, vahid.config.port, visited, drawn);
      for (const { what, value } of measured) tools.say(`${what} ${value.toPrecision(3)}`);
      lines.push(...measured);
    }
    return lines;
  },
};

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
  const ours = sound(path, await load(tools.root, { ...order, connections, seconds: atMost }));
  const peak = ours.requests / ours.seconds;
  const half = sound(path, await load(tools.root, { ...order, connections, seconds: atHalf, rate: peak / 2 }));
  const plain = await bareHttp(tools, visited, answered);
  const line = (figure: string, unit: string, value: number, baseline: number): Line => ({
    what: `${what}: ${figure}`,
    value,
    unit,
    baseline: { what: 'node:http', value: baseline },
  });
  return [
    { what: `${what}: pages per CPU second`, value: perCpu, unit: '', baseline: { what: 'Preact', value: bare } },
    line('requests a second', '', peak, plain.requests / plain.seconds),
    line('latency, median', 'ms', ours.p50, plain.p50),
    line('latency, 99 %', 'ms', ours.p99, plain.p99),
    { what: `${what}: latency at half of that, 99 %`, value: half.p99, unit: 'ms', limit: { most: slowest } },
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
  const order = { port, path, headers: asked, connections, seconds: atMost };
  await load(root, { ...order, seconds: 1 });
  const result = await load(root, order);
  server.close();
  server.closeAllConnections();
  return sound(path, result);
}
