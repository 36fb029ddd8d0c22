// Asks one address over many connections that stay open, each anew as soon as it has its answer. Runs as a process of
// its own, so that its work is not counted with the server's; bare sockets, because an HTTP client costs more than
// some of the servers measured. Takes a LoadOrder as its argument, prints a LoadResult.
import { fork } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { quantile } from './measure.ts';

export interface LoadOrder {
  readonly port: number;
  /** One address, or several in turns. */
  readonly path: string | readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /**
   * Requests a second, spread evenly; each is timed from when it was due, after some seconds that are not. Default: as
   * many as are answered.
   */
  readonly rate?: number;
  /** Those seconds, in which connections are made and this program is compiled. Default: 1. */
  readonly settle?: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** Answers other than 200 and connections that broke. */
  readonly failed: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Runs a load from a process of its own. */
export function load(root: string, order: LoadOrder): Promise<LoadResult> {
  const child = fork(join(root, 'tools/proof/load.ts'), [JSON.stringify(order)]);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as LoadResult));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the load ended with ${code}`)));
  });
}

async function run(order: LoadOrder): Promise<LoadResult> {
  const { port, path, headers, connections, seconds, rate, settle = 1 } = order;
  const lines = Object.entries({ host: `localhost:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const requests = [path].flat().map((one) => Buffer.from(`GET ${one} HTTP/1.1\r\n${lines.join('')}\r\n`));
  const times: number[] = [];
  const begun = performance.now();
  const counted = begun + (rate === undefined ? 0 : settle * 1000);
  const end = counted + seconds * 1000;
  const pause = rate === undefined ? 0 : (connections * 1000) / rate;
  const lane = (_: unknown, number: number) => {
    const first = begun + (pause * number) / connections;
    return ask({ port, requests, number, first, pause, counted, end }, times);
  };
  const failures = await Promise.all(Array.from({ length: connections }, lane));
  return {
    requests: times.length,
    seconds: (performance.now() - counted) / 1000,
    failed: failures.reduce((sum, one) => sum + one, 0),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

interface Lane {
  readonly port: number;
  readonly requests: readonly Buffer[];
  /** Where in the requests it begins. */
  readonly number: number;
  /** When its first request is due, and how long after it the next; 0: as soon as there is an answer. */
  readonly first: number;
  readonly pause: number;
  /** Those due earlier are not timed. */
  readonly counted: number;
  readonly end: number;
}

/** One connection until the end; answers how often it failed. */
function ask({ port, requests, number, first, pause, counted, end }: Lane, times: number[]): Promise<number> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ port, host: 'localhost', noDelay: true });
    let failed = 0;
    let sent = 0;
    let count = 0;
    let answer: Buffer = Buffer.alloc(0);
    const send = () => {
      socket.write(requests[(number + count) % requests.length] ?? '');
      count += 1;
    };
    const next = () => {
      if (performance.now() > end) return void socket.end();
      sent = pause === 0 ? performance.now() : first + count * pause;
      const wait = sent - performance.now();
      if (wait > 0) setTimeout(send, wait);
      else send();
    };
    socket.once('connect', next);
    socket.on('data', (chunk: Buffer) => {
      answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
      if (!isWhole(answer)) return;
      if (sent >= counted) times.push(performance.now() - sent);
      if (!answer.subarray(0, 15).includes(' 200 ')) failed += 1;
      answer = Buffer.alloc(0);
      next();
    });
    socket.once('error', () => (failed += 1));
    socket.once('close', () => resolve(failed));
  });
}

/** By Content-Length, or by the last chunk (RFC 9112, sections 6.2 and 7.1): no second answer follows unasked. */
function isWhole(answer: Buffer): boolean {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.toString('latin1', 0, head))?.[1];
  if (length !== undefined) return answer.length >= head + 4 + Number(length);
  return answer.subarray(-5).equals(lastChunk) && answer.length > head + 4;
}

const lastChunk = Buffer.from('0\r\n\r\n');

if (process.send && process.argv[1]?.endsWith('load.ts')) {
  const result = await run(JSON.parse(process.argv[2] ?? '') as LoadOrder);
  process.send?.(result);
  process.disconnect?.();
}
