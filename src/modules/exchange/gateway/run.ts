import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import type { Vahid } from '../../../kernel/vahid.ts';
import { type Configuration, openConfiguration } from '../../../protocols/gateway/configuration.ts';
import { openSealer } from '../../../protocols/gateway/seal.ts';
import { clientLeg } from './client-leg.ts';
import { clientFault } from './fault.ts';
import { openMessageLog } from './message-log.ts';
import { openPeerClient } from './peer-call.ts';
import { peerLeg } from './peer-leg.ts';
import { openProviderClient } from './provider-call.ts';
import { compileRights } from './rights.ts';
import type { GatewaySettings } from './settings.ts';
import { sealReaders, type Station } from './station.ts';

export interface RunningGateway {
  readonly clientPort: number;
  readonly peerPort: number;
  /** Takes nothing new, finishes what is under way. */
  close(): Promise<void>;
}

/** How often the configuration is asked for anew. */
const refreshMs = 60_000;

/** Opens both doors of a gateway on a database of its own. */
export async function runGateway(vahid: Vahid, settings: GatewaySettings): Promise<RunningGateway> {
  const configuration = await keepConfiguration(vahid, settings);
  const station = stationOf(vahid, settings, configuration.current);
  const peers = openPeerClient(settings.tls);
  const providers = openProviderClient(settings.allowed);
  const [onClient, onPeer] = [clientLeg(station, peers), peerLeg(station, providers)];
  const { cert, key } = settings.tls;
  const clients =
    [...settings.certificates.keys()].length > 0
      ? { cert, key, requestCert: true, rejectUnauthorized: false }
      : undefined;
  const forClients = clients
    ? createTlsServer(clients, (asked, answer) => void onClient(asked, answer))
    : createServer((asked, answer) => void onClient(asked, answer));
  const tls = { cert, key, requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.3' as const };
  const forPeers = createTlsServer(tls, (asked, answer) => void onPeer(asked, answer));
  const { clients: own, gateways: others } = settings.listen;
  const clientPort = await listen(forClients, own.port, own.host ?? '127.0.0.1');
  const peerPort = await listen(forPeers, others.port, others.host ?? '0.0.0.0');
  return {
    clientPort,
    peerPort,
    async close() {
      configuration.stop();
      await Promise.all([shut(forClients), shut(forPeers)]);
      await Promise.all([peers.close(), providers.close()]);
    },
  };
}

function stationOf(vahid: Vahid, settings: GatewaySettings, configuration: () => Configuration): Station {
  const providers = new Map(settings.providers.map((one) => [one.service, one]));
  return {
    id: settings.id,
    instance: settings.id.split('/')[0] ?? '',
    sealer: openSealer(settings.signing),
    log: openMessageLog(vahid),
    rights: compileRights(settings.rights),
    allowed: settings.allowed,
    oldCodes: settings.oldCodes,
    readers: sealReaders(),
    configuration,
    provider: (service) => providers.get(service),
    providers: () => settings.providers,
    rightsOf: () => settings.rights,
    clientCertificate: (client) => settings.certificates.get(client),
    now: vahid.now,
  };
}

/** The configuration in force, asked for every minute; the last one that was right holds until its end. */
async function keepConfiguration(vahid: Vahid, { configuration: { from, centre } }: GatewaySettings) {
  let current: Configuration | undefined;
  const refresh = async () => {
    const published = from.startsWith('https://') ? await fetched(from) : await readFile(from, 'utf8');
    current = await openConfiguration(published, centre, { now: vahid.now(), ...(current ? { before: current } : {}) });
  };
  const noted = (error: unknown) => vahid.log.warn({ err: error }, 'the configuration of the exchange was not taken');
  await refresh().catch(noted);
  const timer = setInterval(() => void refresh().catch(noted), refreshMs).unref();
  return {
    current() {
      if (current === undefined || Date.parse(current.expiresAt) <= vahid.now().getTime())
        throw clientFault('global_conf_outdated', 'The configuration of the exchange has ended');
      return current;
    },
    stop: () => clearInterval(timer),
  };
}

async function fetched(address: string): Promise<string> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.text();
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => done((server.address() as AddressInfo).port));
  });

const shut = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.close(() => done());
    server.closeIdleConnections();
  });
