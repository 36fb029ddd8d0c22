import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Vahid } from '../../../kernel/vahid.ts';
import type { Configuration } from '../../../protocols/gateway/configuration.ts';
import { openSealer } from '../../../protocols/gateway/seal.ts';
import { mostUnderWay, openBudget } from './body.ts';
import { clientLeg } from './client-leg.ts';
import { keepConfiguration } from './configuration.ts';
import { limit, listen, serveBy, shut } from './door.ts';
import { markInterrupted } from './line.ts';
import { openMessageLog } from './message-log.ts';
import { openNotes } from './note.ts';
import { openPeerClient } from './peer-call.ts';
import { peerLeg } from './peer-leg.ts';
import { openProviderClient } from './provider-call.ts';
import { compileRights } from './rights.ts';
import type { GatewaySettings } from './settings.ts';
import { sealReaders, type Station } from './station.ts';

export interface RunningGateway {
  readonly clientPort: number;
  readonly peerPort: number;
  /** Takes nothing new, finishes what is under way, for ten seconds at most. */
  close(): Promise<void>;
}

const graceMs = 10_000;
/** After that long nothing is under way that was so before, in this process or in another of the same gateway. */
const longestCallMs = 120_000;

/** Opens both doors of a gateway on a database of its own. */
export async function runGateway(vahid: Vahid, settings: GatewaySettings): Promise<RunningGateway> {
  const configuration = await keepConfiguration(vahid, settings);
  const station = stationOf(vahid, settings, configuration.current);
  const peers = openPeerClient(settings.tls, vahid.now);
  const providers = openProviderClient(settings.allowed);
  const tls = { ...settings.tls, requestCert: true, rejectUnauthorized: false, handshakeTimeout: 10_000 };
  const shown = [...settings.clients.values()].some((proof) => proof !== 'open');
  const forClients = limit(shown ? createTlsServer(tls) : createServer(), serveBy(clientLeg(station, peers), station));
  const forPeers = limit(
    createTlsServer({ ...tls, minVersion: 'TLSv1.3' }),
    serveBy(peerLeg(station, providers), station),
  );
  const { clients: own, gateways: others } = settings.listen;
  const clientPort = await listen(forClients, own.port, own.host ?? '127.0.0.1');
  const peerPort = await listen(forPeers, others.port, others.host ?? '0.0.0.0');
  const started = vahid.now();
  const marking = setTimeout(
    () => void markInterrupted(station, started).catch((error: unknown) => station.note(error, {})),
    longestCallMs,
  ).unref();
  return {
    clientPort,
    peerPort,
    async close() {
      configuration.stop();
      clearTimeout(marking);
      await Promise.all([shut(forClients, graceMs), shut(forPeers, graceMs)]);
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
    note: openNotes(vahid.log),
    bodies: openBudget(mostUnderWay),
    rights: compileRights(settings.rights),
    allowed: settings.allowed,
    oldCodes: settings.oldCodes,
    readers: sealReaders(),
    configuration,
    provider: (service) => providers.get(service),
    providers: () => settings.providers,
    rightsOf: () => settings.rights,
    proofOf: (client) => settings.clients.get(client),
    now: vahid.now,
  };
}
