import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { settleCollector } from '../../../kernel/collector.ts';
import { type Command, type CommandIo, type Given, UsageError } from '../../../kernel/command.ts';
import { stopSignal } from '../../../kernel/stop.ts';
import { textOf } from '../../../kernel/text.ts';
import { makeCertificate } from '../../../protocols/gateway/certificate.ts';
import {
  type Configuration,
  longestHours,
  openConfiguration,
  signConfiguration,
} from '../../../protocols/gateway/configuration.ts';
import { t, texts } from '../text/index.ts';
import { centreKey, readExchange } from './exchange-file.ts';
import { isClientId, readSettings } from './settings.ts';
import { startGateway } from './start.ts';
import { upkeep } from './upkeep.ts';

/**
 * A page of a growing table is written to the system twice: empty when it is added, full when PostgreSQL needs its place.
 * What lies in between is written whole twice a minute, and all commits wait: so it is little.
 */
const ofDatabase = { shared_buffers: '32MB' };

export const gatewayCommand: Command = {
  name: 'gateway',
  summary: textOf(texts, 'gatewaySummary'),
  words: ['FILE'],
  about: `
Runs a gateway of the exchange by its settings (FILE, as "vahid gateway-init" writes them): information systems call it
by X-Road's message protocol for REST, other gateways over TLS. Messages are logged in the installation's database,
where it keeps the log in order: checkpoints, archives, contents that are to go.`,
  async run(given, io) {
    // Messages come and go: left alone the heap grows to several times of what is alive under load. Their bytes lie
    // outside of it, and the quick collections free them.
    settleCollector(70, 8);
    const settings = readSettings(given.words[0] ?? '');
    const { vahid, close } = await io.open({ settings: ofDatabase });
    const running = await startGateway(vahid, settings, { lang: io.lang, close });
    const stopWork = vahid.jobs.start(upkeep);
    const { clientPort: clients, peerPort: gateways, metricsPort: metrics } = running;
    io.out(
      io.json
        ? JSON.stringify({ clients, gateways, metrics })
        : t(io.lang, 'gatewayRuns', { id: settings.id, clients, gateways }),
    );
    await stopSignal(io.env);
    await running.close();
    await stopWork();
    await close();
    return 0;
  },
};

const years = 2;

export const gatewayInit: Command = {
  name: 'gateway-init',
  summary: textOf(texts, 'gatewayInitSummary'),
  words: ['FOLDER'],
  options: {
    id: { value: 'ID', needed: true },
    address: { value: 'ADDRESS', needed: true },
    serves: { value: 'SUBSYSTEM,…', needed: true },
  },
  about: `
Makes what a gateway needs in FOLDER, which must not hold a gateway yet: a key for signing, a certificate for others to
know it by, its settings (gateway.yaml) and entry.yaml, from which "vahid gateway-announce" makes what the centre gets.
  --id ID             instance/class/code/gateway, as AZ/GOV/rinn/gw1
  --address ADDRESS   where other gateways reach it, as https://gw.rinn.example:5500
  --serves LIST       subsystems that call and serve through it, as AZ/GOV/rinn/portal`,
  async run(given, io) {
    const [folder, id, address] = [resolve(given.words[0] ?? ''), needed(given, 'id'), needed(given, 'address')];
    const serves = needed(given, 'serves').split(',');
    if (!isClientId(id) || id.split('/').length !== 4)
      throw new UsageError('--id must be instance/class/code/gateway, each part percent-encoded.');
    if (!serves.every(isClientId))
      throw new UsageError('--serves must be instance/class/code/subsystem,…, each part percent-encoded.');
    if (!/^https:\/\/[^/?#]+$/.test(address)) throw new UsageError('--address must be https://host:port.');
    if (existsSync(join(folder, 'gateway.yaml')))
      throw new UsageError(
        `${given.words[0]} holds a gateway already: vahid gateway-renew makes new keys for it (--anew if its keys were withdrawn).`,
      );
    const from = new Date();
    const to = new Date(from);
    to.setUTCFullYear(from.getUTCFullYear() + years);
    const { cert, key, fingerprint } = await makeCertificate({ name: id, from, to });
    const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const kid = `${from.getUTCFullYear()}-1`;
    const save = saver(folder);
    save('certificate.pem', cert);
    save('certificate.key', key);
    save('signing.key', signing.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const jwk = signing.publicKey.export({ format: 'jwk' });
    save('entry.yaml', stringify({ id, address, certificates: [fingerprint], keys: [{ kid, jwk }], serves }));
    save('gateway.yaml', stringify(settingsOf({ id, kid, address, serves })));
    io.out(io.json ? JSON.stringify({ folder, fingerprint, kid }) : t(io.lang, 'gatewayMade', { folder }));
    return 0;
  },
};

interface Making {
  readonly id: string;
  readonly kid: string;
  readonly address: string;
  readonly serves: readonly string[];
}

const settingsOf = ({ id, kid, address, serves }: Making) => ({
  gateway: id,
  listen: { clients: { host: '127.0.0.1', port: 8081 }, gateways: { port: Number(new URL(address).port || '443') } },
  tls: { certificate: 'certificate.pem', key: 'certificate.key' },
  signing: { kid, key: 'signing.key' },
  configuration: { from: 'configuration.jws', centre: 'centre.pem' },
  // On this machine only; elsewhere each shows a certificate.
  clients: serves.map((client) => ({ client, open: true })),
  services: [],
  rights: [],
});

/** Writes files that nobody else may read, and none that is there. */
function saver(folder: string): (name: string, content: string) => void {
  mkdirSync(folder, { recursive: true });
  return (name, content) => writeFileSync(join(folder, name), content, { mode: 0o600, flag: 'wx' });
}

const needed = (given: Given, option: string): string => given.value(option) ?? '';

export const gatewayPublish: Command = {
  name: 'gateway-publish',
  summary: textOf(texts, 'gatewayPublishSummary'),
  words: ['FILE'],
  options: { key: { value: 'FILE', needed: true }, out: { value: 'FILE', needed: true }, hours: { value: 'HOURS' } },
  about: `
Signs the configuration of an exchange, as its centre: FILE names the instance, the members and the entries of their
gateways. Gateways take it with the centre's public key, and live on it for HOURS (24).
  --key FILE   the centre's key, Ed25519 in PEM, to which centre.pem beside it belongs; both are made if neither is there
  --out FILE   where the signed configuration is written`,
  async run(given, io) {
    const hours = Number(given.value('hours') ?? 24);
    if (!Number.isInteger(hours) || hours < 1 || hours > longestHours)
      throw new UsageError(`--hours must be 1 to ${longestHours}.`);
    const [file, keyFile] = [given.words[0] ?? '', needed(given, 'key')];
    const now = new Date();
    const expires = new Date(now.getTime() + hours * 3_600_000);
    const dates = { issuedAt: now.toISOString(), expiresAt: expires.toISOString() };
    const configuration = readExchange(file, resolve(file), dates);
    const key = centreKey(keyFile, resolve(keyFile));
    const published = await signConfiguration(configuration, key);
    // What gateways would not take is not published.
    await openConfiguration(published, createPublicKey(key), { now }).catch((cause: Error) => {
      throw new UsageError(`${file}: ${cause.message}.`);
    });
    writeFileSync(resolve(needed(given, 'out')), published);
    told(io, configuration);
    return 0;
  },
};

function told({ json, lang, out }: CommandIo, { gateways, expiresAt }: Configuration): void {
  out(
    json
      ? JSON.stringify({ gateways: gateways.length, expiresAt })
      : t(lang, 'gatewayPublished', { count: gateways.length, until: expiresAt }),
  );
}
