import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { parse, parseDocument } from 'yaml';
import { UsageError } from '../../../kernel/command.ts';
import { makeCertificate, type OwnCertificate } from '../../../protocols/gateway/certificate.ts';
import type { Signer, Statement } from './announcement.ts';
import { signAnnouncement } from './announcement.ts';

const file = Type.String({ minLength: 1 });
const settings = Compile(
  Type.Object({
    gateway: Type.String({ minLength: 1 }),
    tls: Type.Object({ certificate: file, key: file }),
    signing: Type.Object({ kid: file, key: file }),
  }),
);
const entry = Compile(Type.Object({ address: file, serves: Type.Array(file, { minItems: 1 }) }));
const renewal = Compile(Type.Object({ kid: file, certificate: file, key: file, signing: file }));

/** Names of the files that a renewal made; they stand in `renewal.yaml` until the gateway takes them. */
export interface Renewal {
  readonly kid: string;
  readonly certificate: string;
  readonly key: string;
  readonly signing: string;
}

export const announcementFile = 'announcement.json';
const renewalFile = 'renewal.yaml';

/** The folder of a gateway, as `vahid gateway-init` makes it. Throws UsageError. */
export function gatewayFolder(name: string) {
  const folder = resolve(name);
  const at = (one: string) => resolve(folder, one);
  const read = (one: string): string => {
    try {
      return readFileSync(at(one), 'utf8');
    } catch {
      throw new UsageError(`There is no file ${join(name, one)}.`);
    }
  };
  const written: unknown = parse(read('gateway.yaml'));
  if (!settings.Check(written)) throw new UsageError(`${join(name, 'gateway.yaml')} holds no gateway.`);
  const { gateway, tls, signing } = written;
  return {
    gateway,
    folder,
    path: at('gateway.yaml'),
    kid: signing.kid,
    certificate: () => ({ cert: read(tls.certificate), key: keyIn(tls.key, read(tls.key)) }),
    signingKey: () => keyIn(signing.key, read(signing.key)),
    /** Address and systems as they stood when the folder was made. */
    entry() {
      const value: unknown = parse(read('entry.yaml'));
      if (!entry.Check(value)) throw new UsageError(`${join(name, 'entry.yaml')} names no address and systems.`);
      return { address: value.address, serves: value.serves };
    },
    renewal(): (Renewal & { readonly cert: string }) | undefined {
      if (!existsSync(at(renewalFile))) return undefined;
      const value: unknown = parse(read(renewalFile));
      if (!renewal.Check(value)) throw new UsageError(`${join(name, renewalFile)} names no renewal.`);
      return { ...value, cert: read(value.certificate) };
    },
    /** Lets `gateway.yaml` name what the renewal made; what else stands there stays as it was written. */
    take({ kid, certificate, key, signing: signer }: Renewal): void {
      const document = parseDocument(read('gateway.yaml'));
      document.setIn(['tls', 'certificate'], certificate);
      document.setIn(['tls', 'key'], key);
      document.setIn(['signing', 'kid'], kid);
      document.setIn(['signing', 'key'], signer);
      writeFileSync(at('gateway.yaml'), document.toString(), { mode: 0o600 });
      rmSync(at(renewalFile));
    },
    isFree: (one: string) => !existsSync(at(one)),
    save: saver(folder),
  };
}

export type GatewayFolder = ReturnType<typeof gatewayFolder>;

/** Writes files that nobody else may read, and none that is there. */
export function saver(folder: string): (name: string, content: string) => void {
  mkdirSync(folder, { recursive: true });
  return (name, content) => writeFileSync(join(folder, name), content, { mode: 0o600, flag: 'wx' });
}

/** Writes the announcement; one that was there before is of no more use. */
export async function writeAnnouncement(
  folder: string,
  statement: Statement,
  signers: readonly Signer[],
): Promise<string> {
  const path = join(folder, announcementFile);
  writeFileSync(path, await signAnnouncement(statement, signers), { mode: 0o600 });
  return path;
}

const years = 2;

/** A certificate for two years from now. */
export function certificateFor(name: string, from: Date): Promise<OwnCertificate> {
  const to = new Date(from);
  to.setUTCFullYear(from.getUTCFullYear() + years);
  return makeCertificate({ name, from, to });
}

export const newSigningKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

export function keyIn(name: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new UsageError(`${name} holds no private key in PEM.`);
  }
}
