import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { type Command, UsageError } from '../../../kernel/command.ts';
import { textOf } from '../../../kernel/text.ts';
import { readFollowing } from '../../../protocols/gateway/centre.ts';
import { gatewayById, readConfiguration } from '../../../protocols/gateway/configuration.ts';
import { openAnchor } from '../gateway/anchor.ts';
import { isClientId, keptFile, readConfigurationSettings } from '../gateway/settings.ts';
import type { GatewayStatement, Signer } from './announcement.ts';
import {
  certificateFor,
  type GatewayFolder,
  gatewayFolder,
  newSigningKey,
  saver,
  writeAnnouncement,
} from './gateway-folder.ts';
import { t, texts } from './text/index.ts';

const exchangeOf = (id: string) => decodeURIComponent(id.split('/')[0] ?? '');
const fingerprintIn = (pem: string) => createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');

/** Address and systems that options name. Throws UsageError. */
function changeOf(address: string | undefined, list: string | undefined): Pick<GatewayStatement, 'address' | 'serves'> {
  const serves = list?.split(',');
  if (serves && !serves.every(isClientId))
    throw new UsageError('--serves must be instance/class/code/subsystem,…, each part percent-encoded.');
  if (address !== undefined && !/^https:\/\/[^/?#]+$/.test(address))
    throw new UsageError('--address must be https://host:port.');
  return { ...(address === undefined ? {} : { address }), ...(serves ? { serves } : {}) };
}

export const gatewayAnnounce: Command = {
  name: 'gateway-announce',
  summary: textOf(texts, 'announceSummary'),
  words: ['FOLDER'],
  options: { address: { value: 'ADDRESS' }, serves: { value: 'SUBSYSTEM,…' } },
  about: `
Makes announcement.json in FOLDER, where "vahid gateway-init" made a gateway: what the centre has to know of it, signed by
each of its keys. A registrar of its institution hands the file in at the desk (/masa/mubadile).
  --address ADDRESS   the gateway is in use and moves to this address
  --serves LIST       it is in use, and from now on these systems take part through it, and no others`,
  async run(given, io) {
    const of = gatewayFolder(given.words[0] ?? '');
    const change = changeOf(given.value('address'), given.value('serves'));
    const base = { exchange: exchangeOf(of.gateway), kind: 'gateway', gateway: of.gateway } as const;
    const at = new Date().toISOString();
    const key = of.signingKey();
    if (Object.keys(change).length > 0) {
      const file = await writeAnnouncement(of.folder, { ...base, ...change, at }, [
        { by: 'gateway', key, kid: of.kid },
      ]);
      io.out(io.json ? JSON.stringify({ file }) : t(io.lang, 'announcedPlain', { file }));
      return 0;
    }
    const { cert, key: shown } = of.certificate();
    const jwk = createPublicKey(key).export({ format: 'jwk' }) as Record<string, string>;
    const statement = { ...base, ...of.entry(), certificate: cert, key: { kid: of.kid, jwk }, at };
    const file = await writeAnnouncement(of.folder, statement, [
      { by: 'certificate', key: shown },
      { by: 'key', key },
    ]);
    const fingerprint = fingerprintIn(cert);
    io.out(io.json ? JSON.stringify({ file, fingerprint }) : t(io.lang, 'announced', { file, fingerprint }));
    return 0;
  },
};

export const gatewayRenew: Command = {
  name: 'gateway-renew',
  summary: textOf(texts, 'renewSummary'),
  words: ['FOLDER'],
  options: { take: {}, anew: {}, address: { value: 'ADDRESS' }, serves: { value: 'SUBSYSTEM,…' } },
  about: `
Makes a new certificate and a new signing key for the gateway in FOLDER, and announcement.json, signed by the keys it has
and by the new ones. The gateway goes on with the old ones until the announcement is approved; then
  --take   lets gateway.yaml name the new ones, once the configuration that the gateway keeps names them. A gateway that
           runs takes them within a minute; withdraw the old ones at the desk after that.
  --anew   for one whose keys were withdrawn at the centre, so that it has none to go on with: the new ones speak for
           themselves, and gateway.yaml names them at once. The announcement says address and systems again, as they stand
           in the configuration (systems of a withdrawn one: in entry.yaml), or as --address ADDRESS and --serves LIST do. The log stays as it is.`,
  async run(given, io) {
    const folder = given.words[0] ?? '';
    const of = gatewayFolder(folder);
    if (given.has('take')) {
      await take(of);
      io.out(io.json ? JSON.stringify({ taken: true }) : t(io.lang, 'taken'));
      return 0;
    }
    const anew = given.has('anew');
    const change = changeOf(given.value('address'), given.value('serves'));
    if (!anew && Object.keys(change).length > 0)
      throw new UsageError(
        '--address and --serves go with --anew; of a gateway in use vahid gateway-announce tells them.',
      );
    if (of.renewal())
      throw new UsageError('A renewal was made already: --take takes it, removing renewal.yaml drops it.');
    const made = await renew(of, new Date(), anew ? { ...(await placeOf(of)), ...change } : undefined);
    const renewal = of.renewal();
    if (anew && renewal) of.take(renewal);
    io.out(io.json ? JSON.stringify(made) : t(io.lang, anew ? 'renewedAnew' : 'renewed', { ...made, folder }));
    return 0;
  },
};

/** With `again`, of a gateway none of whose keys is in force: no old one speaks for it, and it says again where it is. */
async function renew(of: GatewayFolder, now: Date, again?: Pick<GatewayStatement, 'address' | 'serves'>) {
  const speaking: readonly Signer[] = again ? [] : [{ by: 'gateway', key: of.signingKey(), kid: of.kid }];
  const kid = nextKid(of, now);
  const [certificate, keyFile, signing] = [`certificate-${kid}.pem`, `certificate-${kid}.key`, `signing-${kid}.key`];
  const { cert, key, fingerprint } = await certificateFor(of.gateway, now);
  const { privateKey, publicKey } = newSigningKey();
  const jwk = publicKey.export({ format: 'jwk' }) as Record<string, string>;
  of.save(certificate, cert);
  of.save(keyFile, key);
  of.save(signing, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  of.save('renewal.yaml', stringify({ kid, certificate, key: keyFile, signing }));
  const base = { exchange: exchangeOf(of.gateway), kind: 'gateway', gateway: of.gateway } as const;
  const statement = { ...base, ...again, certificate: cert, key: { kid, jwk }, at: now.toISOString() };
  const signers: readonly Signer[] = [
    { by: 'certificate', key: createPrivateKey(key) },
    { by: 'key', key: privateKey },
    ...speaking,
  ];
  return { file: await writeAnnouncement(of.folder, statement, signers), fingerprint, kid };
}

/** `2027-1`, or the next number after the present key’s that was not used in this folder: no name comes twice. */
function nextKid({ kid, isFree }: GatewayFolder, now: Date): string {
  const year = now.getUTCFullYear();
  const present = new RegExp(`^${year}-(\\d{1,6})$`).exec(kid)?.[1] ?? '0';
  for (let number = Number(present) + 1; ; number += 1) {
    const next = `${year}-${number}`;
    if (isFree(`signing-${next}.key`)) return next;
  }
}

/** The configuration that the gateway got last; undefined where it got none yet. */
async function keptConfiguration(of: GatewayFolder) {
  if (!existsSync(join(of.folder, keptFile))) return undefined;
  const configuration = readConfigurationSettings(of.path);
  const text = readFileSync(configuration.kept, 'utf8');
  const { value } = await readFollowing(text, openAnchor(configuration).every(), (key) => readConfiguration(text, key));
  return { value, path: configuration.kept };
}

/**
 * Where a gateway is, and what it serves, by the configuration that it got last, else as its folder was made. Its keys are
 * in force no more: the centre would take no announcement without them, and nobody its new certificate.
 */
async function placeOf(of: GatewayFolder): Promise<Pick<GatewayStatement, 'address' | 'serves'>> {
  const kept = await keptConfiguration(of);
  const own = kept && gatewayById(kept.value, of.gateway);
  if (own?.keys.some(({ kid, until }) => kid === of.kid && until === undefined))
    throw new UsageError(
      `${kept?.path} says that the key ${of.kid} is in force: withdraw it at the desk first, or where it was, let the gateway get the present configuration, or remove that file.`,
    );
  if (!own) return of.entry();
  // Of one that was withdrawn the configuration names no systems any more.
  return { address: own.address, serves: own.serves.length > 0 ? own.serves : of.entry().serves };
}

/** Others would refuse a certificate that the configuration does not name: until then the old one is shown. */
async function take(of: GatewayFolder): Promise<void> {
  const made = of.renewal();
  if (!made) throw new UsageError('There is no renewal to take: vahid gateway-renew FOLDER makes one.');
  const kept = await keptConfiguration(of);
  if (!kept) throw new UsageError('The gateway keeps no configuration yet: start it first.');
  const own = gatewayById(kept.value, of.gateway);
  const isNamed = own?.certificates.includes(fingerprintIn(made.cert)) && own.keys.some(({ kid }) => kid === made.kid);
  if (!isNamed)
    throw new UsageError(
      'The configuration does not name the new certificate yet. Once it is approved the gateway gets it within a minute, while it runs.',
    );
  of.take(made);
}

export const exchangeClient: Command = {
  name: 'exchange-client',
  summary: textOf(texts, 'clientSummary'),
  words: ['FOLDER'],
  options: { id: { value: 'ID', needed: true }, gateway: { value: 'ID', needed: true } },
  about: `
Makes in FOLDER, for a system whose institution runs no gateway: a key, a certificate that it shows to the gateway of
another, and announcement.json, which a registrar of its institution hands in at the desk (/masa/mubadile).
  --id ID        the system, as AZ/GOV/aef/grants
  --gateway ID   the gateway through which it is to call, as AZ/GOV/rinn/gw1`,
  async run(given, io) {
    const [folder, id, gateway] = [
      resolve(given.words[0] ?? ''),
      given.value('id') ?? '',
      given.value('gateway') ?? '',
    ];
    for (const one of [id, gateway])
      if (!isClientId(one) || one.split('/').length !== 4)
        throw new UsageError(`${one} must be instance/class/code/name, each part percent-encoded.`);
    if (existsSync(join(folder, 'client.key'))) throw new UsageError(`${given.words[0]} holds a client already.`);
    const now = new Date();
    const { cert, key, fingerprint } = await certificateFor(id, now);
    const save = saver(folder);
    save('client.pem', cert);
    save('client.key', key);
    const base = { exchange: exchangeOf(id), kind: 'client', client: id, gateway } as const;
    const file = await writeAnnouncement(folder, { ...base, certificate: cert, at: now.toISOString() }, [
      { by: 'certificate', key: createPrivateKey(key) },
    ]);
    io.out(
      io.json ? JSON.stringify({ folder, file, fingerprint }) : t(io.lang, 'clientMade', { folder, file, fingerprint }),
    );
    return 0;
  },
};
