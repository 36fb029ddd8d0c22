import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Vahid } from '../../../kernel/vahid.ts';
import { fingerprintOf } from '../../../protocols/gateway/certificate.ts';
import { type Configuration, type GatewayEntry, keyOf } from '../../../protocols/gateway/configuration.ts';
import { type GatewaySettings, readSettings } from './settings.ts';

/** How often the files are looked at. */
const lookMs = 15_000;

/** By what a gateway shows itself and signs; whoever holds it reads it whenever it is used, as it may change. */
export interface KeptCredentials {
  readonly tls: { readonly cert: string; readonly key: string };
  readonly signing: { readonly kid: string; readonly key: KeyObject };
  stop(): void;
}

type Own = Pick<GatewaySettings, 'id' | 'path' | 'credentialFiles' | 'tls' | 'signing' | 'clients' | 'providers'>;

/**
 * Takes a renewed certificate and key as soon as `gateway.yaml` names them and the configuration in force does too:
 * before that, others would refuse them. What cannot be read, or does not belong together, is looked at again.
 */
export async function keepCredentials(
  vahid: Vahid,
  settings: Own,
  { configuration, changed }: { readonly configuration: () => Configuration; readonly changed: () => void },
): Promise<KeptCredentials> {
  let own: Own = settings;
  let seen = await momentsOf(own);
  let compared: Configuration | undefined;
  // Without a configuration in force there is nothing to compare with, and that is said elsewhere.
  const compare = (): void => {
    const current = inForce(configuration);
    if (current === undefined || current === compared) return;
    compared = current;
    const flaws = flawsOf(own, current, vahid.now());
    if (flaws.length > 0)
      vahid.log.warn({ gateway: own.id, flaws }, 'the gateway is not as the configuration in force names it');
  };
  const look = async (): Promise<void> => {
    compare();
    const moments = await momentsOf(own);
    if (moments === seen) return;
    const next = readSettings(own.path);
    const isOld = next.tls.cert === own.tls.cert && next.signing.kid === own.signing.kid;
    if (!isOld && !isNamed(next, configuration(), vahid.now())) return;
    own = next;
    seen = await momentsOf(own);
    if (isOld) return;
    changed();
    vahid.log.info({ gateway: own.id, kid: own.signing.kid }, 'the gateway has taken its renewed certificate and key');
  };
  const noted = (error: unknown) =>
    vahid.log.warn({ err: error }, 'the certificate and key of the gateway were not taken');
  compare();
  const timer = setInterval(() => void look().catch(noted), lookMs).unref();
  return {
    tls: {
      get cert() {
        return own.tls.cert;
      },
      get key() {
        return own.tls.key;
      },
    },
    signing: {
      get kid() {
        return own.signing.kid;
      },
      get key() {
        return own.signing.key;
      },
    },
    stop: () => clearInterval(timer),
  };
}

/** When each file was last written; one that is missing for a moment was. */
async function momentsOf({ path, credentialFiles }: Own): Promise<string> {
  const moments = [path, ...credentialFiles].map((file) =>
    stat(file).then(
      ({ mtimeMs, size }) => `${mtimeMs}/${size}`,
      () => 'none',
    ),
  );
  return (await Promise.all(moments)).join(' ');
}

/** Whether others would know the gateway by these, and the key is the certificate's. */
function isNamed({ id, tls, signing }: Own, { gateways }: Configuration, now: Date): boolean {
  const certificate = new X509Certificate(tls.cert);
  const fingerprint = fingerprintOf(certificate, now);
  const entry = gateways.find((one) => one.id === id);
  return (
    certificate.checkPrivateKey(createPrivateKey(tls.key)) &&
    fingerprint !== undefined &&
    entry?.certificates.includes(fingerprint) === true &&
    entry.keys.some(({ kid, until }) => kid === signing.kid && until === undefined)
  );
}

function inForce(configuration: () => Configuration): Configuration | undefined {
  try {
    return configuration();
  } catch {
    return undefined;
  }
}

/** Why others would refuse the gateway, or not find it, and what to do. */
function flawsOf(own: Own, { gateways }: Configuration, now: Date): readonly string[] {
  const entry = gateways.find(({ id }) => id === own.id);
  if (entry === undefined) return ['it is not named: vahid gateway-announce, or correct `gateway` in gateway.yaml'];
  if (entry.certificates.length === 0 && !entry.keys.some(({ until }) => until === undefined))
    return ['it was withdrawn: vahid gateway-renew --anew'];
  const systems = [...own.clients.keys(), ...own.providers.map(({ service }) => service.split('/', 4).join('/'))];
  const others = [...new Set(systems)].filter((one) => !entry.serves.includes(one));
  return [
    ...flawsOfCertificate(own, entry, now),
    ...flawsOfKey(own, entry, now),
    ...others.map((one) => `${one} does not take part through it: vahid gateway-announce --serves`),
  ];
}

function flawsOfCertificate({ tls }: Own, { certificates }: GatewayEntry, now: Date): readonly string[] {
  const certificate = new X509Certificate(tls.cert);
  if (!certificate.checkPrivateKey(createPrivateKey(tls.key)))
    return ['the key under tls does not belong to the certificate: name the two that were made together'];
  const fingerprint = fingerprintOf(certificate, now);
  if (fingerprint === undefined) return ['its certificate is not in force: vahid gateway-renew'];
  return certificates.includes(fingerprint)
    ? []
    : ['its certificate is not named: name the one that is in gateway.yaml, or vahid gateway-renew'];
}

function flawsOfKey({ signing }: Own, entry: GatewayEntry, now: Date): readonly string[] {
  const named = keyOf(entry, signing.kid, now);
  if (named === undefined)
    return [`no key ${signing.kid} is in force: correct signing in gateway.yaml, or vahid gateway-renew`];
  return named.equals(createPublicKey(signing.key))
    ? []
    : [`the key ${signing.kid} is another: name its file under signing in gateway.yaml, or vahid gateway-renew`];
}
