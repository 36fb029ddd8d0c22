import { X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { inTransaction, systemContext } from '../../../kernel/context.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Configuration } from '../../../protocols/gateway/configuration.ts';
import { limit, listen, shut } from '../gateway/door.ts';
import type { GatewaySettings } from '../gateway/settings.ts';
import { healthOf } from './health.ts';
import { metricsText, metricsType } from './metrics.ts';
import { keepCounted, undelivered } from './store.ts';
import type { Watch } from './watch.ts';

export interface RunningOperation {
  /** Port of the door for who watches over the gateway, if the settings open one. */
  readonly port: number | undefined;
  /** Keeps what was counted last. */
  stop(): Promise<void>;
}

export interface Watched {
  readonly watch: Watch;
  configuration(): Configuration;
  /** The certificate (PEM) by which the gateway shows itself at the moment. */
  certificate(): string;
}

const everyMs = 60_000;

/** Keeps what is counted, minute by minute, and tells it at a door of its own where the settings say so. */
export async function runOperation(
  vahid: Vahid,
  settings: GatewaySettings,
  watched: Watched,
): Promise<RunningOperation> {
  const keep = () => keepCounted(vahid, settings.id, watched.watch);
  const tryKeeping = () =>
    keep().catch((error: unknown) => vahid.log.warn({ err: error }, 'what was counted was not kept'));
  const { metrics } = settings.listen;
  const door = metrics && limit(createServer(), (asked, answer) => void answerAt(asked, answer, tell));
  const tell = tellerOf(vahid, settings, watched);
  const port = door && metrics && (await listen(door, metrics.port, metrics.host ?? '127.0.0.1'));
  const timer = setInterval(() => void tryKeeping(), everyMs).unref();
  return {
    port,
    async stop() {
      clearInterval(timer);
      if (door) await shut(door, 1000);
      await tryKeeping();
    },
  };
}

interface Told {
  readonly type: string;
  readonly text: string;
}
type Teller = (path: string) => Promise<Told | undefined>;

function tellerOf(vahid: Vahid, { id }: GatewaySettings, { watch, configuration, certificate }: Watched): Teller {
  const configurationExpires = () => {
    try {
      return new Date(configuration().expiresAt);
    } catch {
      // It has ended, or there never was one; which gauge is missing tells that.
      return undefined;
    }
  };
  return async (path) => {
    if (path === '/metrics') {
      const waiting = await waitingOf(vahid, id);
      const certificateExpires = new X509Certificate(certificate()).validToDate;
      const state = { certificateExpires, configurationExpires: configurationExpires(), undelivered: waiting };
      return { type: metricsType, text: metricsText(watch, state) };
    }
    if (path !== '/operation/health') return undefined;
    await keepCounted(vahid, id, watch);
    return { type: 'application/json; charset=utf-8', text: JSON.stringify(await healthOf(vahid)) };
  };
}

/** Undefined where the database does not say: the other figures are told all the same. */
async function waitingOf(vahid: Vahid, gateway: string): Promise<number | undefined> {
  try {
    return await inTransaction(systemContext(vahid, 'exchange.metrics'), ({ db }) => undelivered(db, gateway));
  } catch {
    return undefined;
  }
}

/** A page of a browser whose name was turned to this machine (DNS rebinding) sends a name; who watches asks by address. */
const ownName = /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])(?::\d+)?$/i;

async function answerAt(asked: IncomingMessage, answer: ServerResponse, tell: Teller): Promise<void> {
  const { host = 'localhost' } = asked.headers;
  try {
    const told = asked.method === 'GET' && ownName.test(host) ? await tell(asked.url?.split('?')[0] ?? '') : undefined;
    answer.writeHead(told ? 200 : 404, { 'content-type': told?.type ?? 'text/plain', 'cache-control': 'no-store' });
    answer.end(told?.text);
  } catch {
    answer.writeHead(503).end();
  }
}
