import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { UsageError } from '../../../kernel/command.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { openSealer } from '../../../protocols/gateway/seal.ts';
import { keepContentDays } from '../archive/store.ts';
import { openDelivery } from '../disclosure/delivery.ts';
import { openLedger } from '../disclosure/ledger.ts';
import { wayHere, wayTo } from '../disclosure/way.ts';
import { openTrafficDelivery } from '../operation/delivery.ts';
import { runOperation } from '../operation/door.ts';
import { openWatch } from '../operation/watch.ts';
import { treeTeller } from '../log-tree/job.ts';
import { setDoor } from '../remote/door.ts';
import { mostUnderWay, openBudget } from './body.ts';
import { keepBook, type Offer, openOffer } from './book.ts';
import { clientLeg } from './client-leg.ts';
import { keepConfiguration } from './configuration.ts';
import { keepCredentials } from './credentials.ts';
import { consentsOf } from './consents.ts';
import { limit, listen, serveBy, shut } from './door.ts';
import { keepMarking } from './line.ts';
import { openMessageLog } from './message-log.ts';
import { openNotes } from './note.ts';
import { openPeerClient } from './peer-call.ts';
import { openPeerDoor, peerTls } from './peer-door.ts';
import { peerLeg } from './peer-leg.ts';
import { openProviderClient } from './provider-call.ts';
import { type GatewaySettings, isLocal } from './settings.ts';
import { sealReaders, type Station } from './station.ts';
import { noteConfigurations } from './taken-configuration.ts';
import { scheduleUpkeep } from './upkeep.ts';

export interface RunningGateway {
  readonly clientPort: number;
  readonly peerPort: number;
  /** Of the door for who watches over it, where the settings open one. */
  readonly metricsPort: number | undefined;
  /** Takes nothing new, finishes what is under way, for ten seconds at most. */
  close(): Promise<void>;
}

const graceMs = 10_000;
/** After that long nothing is under way that was so before, in this process or in another of the same gateway. */
const longestCallMs = 120_000;

/** What is to be closed, in this order: nothing new is looked for, then taken, and at last what is counted is kept. */
interface Closers {
  readonly timers: (() => void)[];
  readonly doors: (() => Promise<void>)[];
  readonly rest: (() => Promise<unknown>)[];
}

async function closeAll({ timers, doors, rest }: Closers): Promise<void> {
  for (const stop of timers) stop();
  await Promise.all(doors.map((shutDoor) => shutDoor()));
  await Promise.all(rest.map((close) => close()));
}

/** Opens both doors of a gateway on a database of its own. Where it fails half way, what it had opened is closed. */
export async function runGateway(vahid: Vahid, settings: GatewaySettings): Promise<RunningGateway> {
  const closers: Closers = { timers: [], doors: [], rest: [] };
  try {
    return { ...(await openGateway(vahid, settings, closers)), close: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function openGateway(
  vahid: Vahid,
  settings: GatewaySettings,
  { timers, doors, rest }: Closers,
): Promise<Omit<RunningGateway, 'close'>> {
  await keepContents(vahid, settings);
  await scheduleUpkeep(vahid);
  const configuration = await keepConfiguration(vahid, settings);
  timers.push(configuration.stop);
  timers.push(await noteConfigurations(vahid, settings.configuration.kept, configuration.anchor));
  const book = await keepBook(vahid, settings, configuration.anchor);
  timers.push(book.stop);
  const offer = openOffer(settings, book.current, vahid.now);
  const watch = openWatch(vahid.now);
  const renewed: (() => void)[] = [];
  const changed = () => renewed.forEach((take) => take());
  const credentials = await keepCredentials(vahid, settings, { configuration: configuration.current, changed });
  timers.push(credentials.stop);
  const own = stationOf(vahid, { ...settings, ...credentials });
  const log = openMessageLog(vahid, [treeTeller(vahid), watch.ofLog]);
  const station: Station = { ...own, ...offer, log, configuration: configuration.current };
  const peers = openPeerClient(credentials.tls, vahid.now, station.bodies);
  const providers = openProviderClient(settings.allowed, vahid);
  rest.push(
    () => peers.close(),
    () => providers.close(),
  );
  const tls = { ...credentials.tls, requestCert: true, rejectUnauthorized: false, handshakeTimeout: 10_000 };
  const proofs = [...settings.clients.values()];
  const shown = proofs.some((proof) => proof !== 'open') || !isLocal(settings.listen.clients.host);
  const secureClients = shown ? createTlsServer(tls) : undefined;
  const forClients = limit(secureClients ?? createServer(), serveBy(clientLeg(station, peers), station));
  const forPeers = openPeerDoor(station, peerLeg(station, providers), credentials.tls);
  renewed.push(() => {
    secureClients?.setSecureContext({ ...credentials.tls });
    forPeers.server.setSecureContext(peerTls(credentials.tls));
  });
  doors.push(
    () => shut(forClients, graceMs),
    () => forPeers.shut(graceMs),
  );
  const { clients, gateways } = settings.listen;
  const clientPort = await listen(forClients, clients.port, clients.host ?? '127.0.0.1');
  const peerPort = await listen(forPeers.server, gateways.port, gateways.host ?? '0.0.0.0');
  // What this installation asks of others goes out by its own gateway, where that takes it without a certificate.
  if (!secureClients) setDoor(vahid, `http://127.0.0.1:${clientPort}`);
  const operation = await runOperation(vahid, settings, {
    watch,
    configuration: configuration.current,
    certificate: () => credentials.tls.cert,
  });
  rest.push(() => operation.stop(), startDelivery(vahid, { ...settings, ...credentials }));
  timers.push(keepMarking(station, { afterMs: longestCallMs, againMs: 60_000, attempts: 5 }));
  return { clientPort, peerPort, metricsPort: operation.port };
}

/** Archives hold no contents: what is to be kept for longer than the log would be lost with it. */
async function keepContents({ db, config }: Vahid, { id, providers }: GatewaySettings): Promise<void> {
  const { days } = config.messageLog;
  const long = providers.find(({ keepDays = 0 }) => keepDays > days);
  if (long) throw new UsageError(`${long.service}: keepDays is more than the log is kept (VAHID_LOG_DAYS: ${days}).`);
  await keepContentDays(db, id, providers);
}

function startDelivery(vahid: Vahid, settings: GatewaySettings): () => Promise<void> {
  const { id, book, disclosures, signing, providers } = settings;
  const sayNothing = providers.flatMap(({ service, declaration }) => (declaration ? [] : [service]));
  if (book === undefined && sayNothing.length > 0)
    vahid.log.warn({ services: sayNothing }, 'services that do not say whether they are personal: they are not asked');
  if (disclosures === undefined) return () => Promise.resolve();
  if (disclosures === 'here') return openDelivery(vahid, id, wayHere(vahid)).start();
  const stops = [
    openDelivery(vahid, id, wayTo(disclosures.to, signing)).start(),
    openTrafficDelivery(vahid, id, { disclosures: disclosures.to, signing }).start(),
  ];
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

function stationOf(vahid: Vahid, settings: GatewaySettings): Omit<Station, keyof Offer | 'configuration' | 'log'> {
  return {
    id: settings.id,
    instance: settings.id.split('/')[0] ?? '',
    sealer: openSealer(settings.signing),
    ledger: openLedger(vahid, settings.id),
    note: openNotes(vahid.log),
    bodies: openBudget(mostUnderWay),
    allowed: settings.allowed,
    oldCodes: settings.oldCodes,
    readers: sealReaders(),
    consents: consentsOf(vahid),
    now: vahid.now,
  };
}
