import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Server as NetServer } from 'node:net';
import type { Room } from '../../../kernel/module.ts';
import { kernelRoom } from '../../../kernel/room.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { makeCertificate, type OwnCertificate } from '../../../protocols/gateway/certificate.ts';
import type { Configuration } from '../../../protocols/gateway/configuration.ts';
import { openSealer } from '../../../protocols/gateway/seal.ts';
import { lookUp, message } from '../entities.ts';
import { disclosureEntities } from '../disclosure/entities.ts';
import { openLedger } from '../disclosure/ledger.ts';
import { logEntities } from '../log-tree/entities.ts';
import { logJob, scheduleLog } from '../log-tree/job.ts';
import { operationEntities } from '../operation/entities.ts';
import { largestBody, mostUnderWay, openBudget } from './body.ts';
import { clientLeg } from './client-leg.ts';
import { consentsOf } from './consents.ts';
import { limit, listen as listenOn, serveBy, shut as shutDoor } from './door.ts';
import { clientFault } from './fault.ts';
import { compileEndpoints } from './endpoint.ts';
import { openMessageLog } from './message-log.ts';
import { openNotes } from './note.ts';
import { openPeerClient, type PeerClient } from './peer-call.ts';
import { openPeerDoor } from './peer-door.ts';
import { peerLeg } from './peer-leg.ts';
import { openProviderClient } from './provider-call.ts';
import { compileRights, type Right } from './rights.ts';
import { type Provider, sealReaders, type Station } from './station.ts';

/** A database of its own, with a clock that tests turn. */
export interface TestDatabase {
  readonly vahid: Vahid;
  readonly clock: { now(): Date; advance(milliseconds: number): void };
  close(): Promise<void>;
}

/** A gateway with a database, keys and ports of its own. */
export interface TestGateway {
  readonly id: string;
  readonly test: TestDatabase;
  readonly station: Station;
  readonly peers: PeerClient;
  readonly certificate: OwnCertificate;
  readonly signing: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  /** Where its information systems reach it. */
  readonly clientPort: number;
  readonly peerPort: number;
}

export interface TestPair {
  readonly consumer: TestGateway;
  readonly provider: TestGateway;
  /** What the provider's information system answers; set by each test. */
  answer: RequestListener;
  readonly providerPort: number;
  rights: readonly Right[];
  /** Turns what both gateways believe of each other. */
  configure(change: (configuration: Configuration) => Configuration): void;
  close(): Promise<void>;
}

export const client = 'AZ/GOV/rinn/portal';
export const service = 'AZ/GOV/din/population/people';

export const right: Right = {
  client,
  service,
  method: 'GET',
  path: '/v1/*',
  purpose: 'residency',
  act: 'act',
  article: '1',
};

/** A gateway needs nothing of the other rooms but their tables, to which those of the centre point. */
const bare = (name: string): Room => ({ name, dependsOn: [] });

export const rooms: readonly Room[] = [
  kernelRoom,
  ...['identity', 'process', 'catalogue'].map(bare),
  {
    name: 'exchange',
    dependsOn: [],
    entities: [lookUp, message, ...logEntities, ...disclosureEntities, ...operationEntities],
    jobs: [logJob],
    released: scheduleLog,
  },
];

const listen = (server: NetServer): Promise<number> => listenOn(server, 0, '127.0.0.1');

/** Two gateways, the information system of a provider behind one, on loopback. */
export async function openPair(open: () => Promise<TestDatabase>): Promise<TestPair> {
  const close: (() => Promise<unknown>)[] = [];
  let answer: RequestListener = (_, response) => void response.end();
  let rights: readonly Right[] = [right];
  const state: { configuration?: Configuration } = {};
  const system = createServer((asked, response) => answer(asked, response));
  const providerPort = await listen(system);
  close.push(() => shut(system));
  const stand = { open, state, rights: () => rights, providerPort, close };
  const consumer = await openGateway('AZ/GOV/rinn/gw1', stand);
  const provider = await openGateway('AZ/GOV/din/gw1', stand);
  state.configuration = configurationOf([
    [consumer, client],
    [provider, 'AZ/GOV/din/population'],
  ]);
  return {
    consumer,
    provider,
    providerPort,
    set answer(next: RequestListener) {
      answer = next;
    },
    set rights(next: readonly Right[]) {
      rights = next;
    },
    configure(change) {
      if (state.configuration) state.configuration = change(state.configuration);
    },
    async close() {
      for (const step of close.toReversed()) await step();
    },
  };
}

const shut = (server: Server): Promise<void> => shutDoor(server, 0);

interface Stand {
  readonly open: () => Promise<TestDatabase>;
  readonly state: { configuration?: Configuration };
  readonly rights: () => readonly Right[];
  readonly providerPort: number;
  readonly close: (() => Promise<unknown>)[];
}

async function openGateway(id: string, { open, state, rights, providerPort, close }: Stand): Promise<TestGateway> {
  const test = await open();
  close.push(() => test.close());
  const certificate = await makeCertificate({ name: id, from: new Date('2026-01-01'), to: new Date('2027-12-31') });
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider: Provider = {
    service,
    address: `http://127.0.0.1:${providerPort}/base`,
    timeoutMs: 500,
    largestBody: Math.min(largestBody, 256 * 1024),
    openapi: 'openapi: 3.1.0\n',
    endpoints: compileEndpoints({ personal: false, endpoints: [] }),
  };
  const station: Station = {
    id,
    instance: 'AZ',
    sealer: openSealer({ kid: 'k1', key: signing.privateKey }),
    log: openMessageLog(test.vahid),
    ledger: openLedger(test.vahid, id),
    consents: consentsOf(test.vahid),
    note: openNotes(test.vahid.log),
    bodies: openBudget(mostUnderWay),
    rights: { permit: (request, at) => compileRights(rights()).permit(request, at) },
    allowed: { loopback: true },
    oldCodes: false,
    readers: sealReaders(),
    configuration() {
      if (!state.configuration) throw clientFault('global_conf_outdated', 'no configuration');
      return state.configuration;
    },
    provider: (name) => (name === service ? provider : undefined),
    providers: () => [provider],
    rightsOf: rights,
    proofOf: () => 'open',
    now: () => test.clock.now(),
  };
  const peers = openPeerClient(certificate, station.now);
  const providers = openProviderClient(station.allowed, test.vahid);
  const clients = limit(createServer(), serveBy(clientLeg(station, peers), station));
  const others = openPeerDoor(station, peerLeg(station, providers), certificate);
  const [clientPort, peerPort] = [await listen(clients), await listen(others.server)];
  close.push(
    () => peers.close(),
    () => providers.close(),
    () => shut(clients),
    () => others.shut(0),
  );
  return { id, test, station, peers, certificate, signing, clientPort, peerPort };
}

const configurationOf = (gateways: readonly (readonly [TestGateway, string])[]): Configuration => ({
  instance: 'AZ',
  issuedAt: '2026-11-23T00:00:00Z',
  expiresAt: '2026-11-24T00:00:00Z',
  members: [{ id: 'AZ/GOV/rinn', name: 'RİNN', subsystems: [client] }],
  gateways: gateways.map(([{ id, certificate, signing, peerPort }, subsystem]) => ({
    id,
    address: `https://127.0.0.1:${peerPort}`,
    certificates: [certificate.fingerprint],
    keys: [{ kid: 'k1', jwk: signing.publicKey.export({ format: 'jwk' }) as Record<string, string> }],
    serves: [subsystem],
  })),
});
