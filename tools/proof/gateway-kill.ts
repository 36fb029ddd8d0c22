import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openRandom, type Random } from '../../src/modules/records/generator/random.ts';
import { consumerSystem, type GatewayPair, type GatewayProcess, openGateways, service } from './gateways.ts';

export interface GatewayKillOrder {
  /** The repository. */
  readonly root: string;
  /** An empty folder, on a real disk. The caller removes it. */
  readonly folder: string;
  /** A kill of each gateway in each. */
  readonly rounds: number;
  /** Decides the moments. */
  readonly seed: number;
}

export interface GatewayKillReport {
  readonly kills: number;
  /** Exchanges whose answer the client got. */
  readonly answered: number;
  /** Requests in the logs of which nothing more is known: how often a kill struck in the middle. */
  readonly open: { readonly consumer: number; readonly provider: number };
  /** What went on without a line, has one it must not have, or stands twice; empty when all is well. */
  readonly faults: readonly string[];
}

const lanes = 8;

/**
 * Lets an information system ask another through two gateways, kills one of these after the other with SIGKILL at random
 * moments and starts it again. In the end the logs are held against what client and provider saw.
 */
export async function killGateways({ root, folder, rounds, seed }: GatewayKillOrder): Promise<GatewayKillReport> {
  const random = openRandom(seed, 'kill gateways');
  const seen = new Seen();
  const provider = await openProvider(seen, random);
  const { port: providerPort } = provider.address() as AddressInfo;
  let pair: GatewayPair | undefined;
  try {
    pair = await openGateways({ root, folder, providerPort });
    const crowd = openCrowd(pair.consumer.port, seen);
    await seen.more(lanes);
    for (let round = 0; round < rounds; round += 1)
      for (const victim of [pair.consumer, pair.provider]) {
        await sleep(random.between(0, 400));
        await victim.end('SIGKILL');
        await victim.start();
        await seen.more(lanes);
      }
    await crowd.end();
    const [asking, giving] = [await linesOf(pair.consumer), await linesOf(pair.provider)];
    return { kills: rounds * 2, ...judge(seen, asking, giving, rounds * lanes) };
  } finally {
    await pair?.close();
    provider.close();
    provider.closeAllConnections();
  }
}

/** What client and provider saw, by the id that a gateway gave a request. */
class Seen {
  /** How often each request came to the provider. */
  readonly reached = new Map<string, number>();
  /** Those that the provider answered. */
  readonly served = new Set<string>();
  /** Those whose whole answer the client got. */
  readonly answered = new Set<string>();
  readonly odd: string[] = [];

  /** Waits until so many more were answered. */
  async more(count: number): Promise<void> {
    const wanted = this.answered.size + count;
    for (const end = Date.now() + 60_000; this.answered.size < wanted; await sleep(5))
      if (Date.now() > end) throw new Error('nobody got an answer for a minute');
  }
}

const idOf = ({ headers }: IncomingMessage): string => String(headers['x-road-request-id']);

/** An information system that takes its time, so that a kill finds requests everywhere on the way. */
function openProvider(seen: Seen, random: Random): Promise<Server> {
  const server = createServer((asked, answer) => {
    const id = idOf(asked);
    seen.reached.set(id, (seen.reached.get(id) ?? 0) + 1);
    setTimeout(
      () => {
        seen.served.add(id);
        answer.end(`of ${asked.url}`);
      },
      random.between(20, 80),
    );
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** Clients that ask, one question after another, whatever becomes of it. */
function openCrowd(port: number, seen: Seen): { end(): Promise<void> } {
  const state = { open: true };
  const lane = async (number: number) => {
    for (let count = 0; state.open; count += 1)
      if (!(await ask(port, `/${number}/${count}`, seen).catch(() => false))) await sleep(20);
  };
  const all = Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  return {
    async end() {
      state.open = false;
      await all;
    },
  };
}

/** False where a gateway answered with a fault. Rejects where nothing whole came back. */
function ask(port: number, path: string, seen: Seen): Promise<boolean> {
  const headers = { 'X-Road-Client': consumerSystem };
  return new Promise((done, failed) => {
    const sent = request(
      { port, host: '127.0.0.1', path: `/r1/${service}${path}`, headers, agent: false },
      (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.once('error', failed);
        answer.once('end', () => {
          if (answer.headers['x-road-error'] !== undefined) return done(false);
          if (answer.statusCode !== 200 || body !== `of ${path}`)
            seen.odd.push(`${path}: ${answer.statusCode} ${body}`);
          seen.answered.add(idOf(answer));
          return done(true);
        });
      },
    );
    sent.once('error', failed);
    sent.setTimeout(30_000, () => sent.destroy(new Error('silence')));
    sent.end();
  });
}

interface Line {
  readonly request_id: string;
  readonly kind: 'request' | 'response' | 'failure';
}

const linesOf = (gateway: GatewayProcess): Promise<readonly Line[]> =>
  gateway.withDatabase(
    async (db) => (await sql<Line>`select request_id, kind from exchange.message order by at`.execute(db)).rows,
  );

/** The log of a gateway, by request. */
class Log {
  readonly #lines: ReadonlyMap<string, readonly string[]>;

  constructor(lines: readonly Line[]) {
    this.#lines = new Map(
      [...Map.groupBy(lines, (line) => line.request_id)].map(([id, own]) => [id, own.map(({ kind }) => kind).sort()]),
    );
  }

  has(id: string, kind: Line['kind']): boolean {
    return this.#lines.get(id)?.includes(kind) === true;
  }

  ids(kind?: Line['kind']): readonly string[] {
    return [...this.#lines.keys()].filter((id) => kind === undefined || this.has(id, kind));
  }

  /** Requests without a second line. */
  open(): readonly string[] {
    return this.ids().filter((id) => this.#lines.get(id)?.join() === 'request');
  }

  /** A request stands once, and so does what became of it; of one that was refused, that alone. */
  odd(): readonly string[] {
    const sound = ['request', 'request,response', 'failure,request', 'failure'];
    return this.ids().flatMap((id) => {
      const kinds = this.#lines.get(id)?.join() ?? '';
      return sound.includes(kinds) ? [] : [`${id} stands as ${kinds}`];
    });
  }
}

/** Holds the logs against what was seen. */
function judge(seen: Seen, asking: readonly Line[], giving: readonly Line[], most: number) {
  const [consumer, provider] = [new Log(asking), new Log(giving)];
  const rules: readonly (readonly [string, readonly string[]])[] = [
    ['reached the provider twice', [...seen.reached].flatMap(([id, times]) => (times === 1 ? [] : [id]))],
    [
      'reached the provider and is not in its log',
      [...seen.reached.keys()].filter((id) => !provider.has(id, 'request')),
    ],
    ['is in the provider’s log and not in the consumer’s', provider.ids().filter((id) => !consumer.has(id, 'request'))],
    ['was answered, not in the consumer’s log', [...seen.answered].filter((id) => !consumer.has(id, 'response'))],
    ['was answered, not in the provider’s log', [...seen.answered].filter((id) => !provider.has(id, 'response'))],
    ['has an answer that nobody gave', provider.ids('response').filter((id) => !seen.served.has(id))],
    ['has an answer that nobody sent', consumer.ids('response').filter((id) => !provider.has(id, 'response'))],
  ];
  const open = { consumer: consumer.open().length, provider: provider.open().length };
  // Only what was under way at a kill may have no end in the log.
  const late = Object.entries(open).filter(([, count]) => count > most);
  const faults = [
    ...seen.odd,
    ...consumer.odd().map((what) => `consumer: ${what}`),
    ...provider.odd().map((what) => `provider: ${what}`),
    ...rules.flatMap(([what, ids]) => ids.map((id) => `${id} ${what}`)),
    ...late.map(([side, count]) => `${side}: ${count} requests have no end in the log`),
  ];
  return { answered: seen.answered.size, open, faults };
}
