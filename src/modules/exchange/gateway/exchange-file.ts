import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { UsageError } from '../../../kernel/command.ts';
import { shapeFlaw } from '../../../kernel/shape.ts';
import { type Configuration, configurationShape } from '../../../protocols/gateway/configuration.ts';

type Dates = Pick<Configuration, 'issuedAt' | 'expiresAt'>;

/** The configuration that stands in a file: instance, members, gateways. Throws UsageError, with the place. */
export function readExchange(name: string, path: string, dates: Dates): Configuration {
  const value = parsed(name, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${name}: must be {instance, members, gateways}.`);
  const configuration: unknown = { members: [], ...value, ...dates };
  if (configurationShape.Check(configuration)) return configuration;
  const flaw = shapeFlaw(configurationShape, configuration);
  const place = flaw?.place ?? '';
  throw new UsageError(`${name}${place}${nameAt(configuration, place)}: ${flaw?.why ?? 'not as it should be'}.`);
}

function parsed(name: string, path: string): unknown {
  if (!existsSync(path)) throw new UsageError(`There is no file ${name}.`);
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${name}: ${(error as Error).message.split('\n')[0]?.replace(/:$/, '.')}`);
  }
}

/** The identifier of the member or gateway at a place as `/members/1/subsystems`. */
function nameAt(value: unknown, place: string): string {
  const [, list = '', at = ''] = place.split('/');
  const entry = (value as Readonly<Record<string, readonly unknown[] | undefined>>)[list]?.[Number(at)];
  const id = (entry as { readonly id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? ` (${id})` : '';
}

/** The centre's key, made with its public key if neither is there. Throws UsageError where they are not a pair. */
export function centreKey(name: string, path: string): KeyObject {
  const pem = join(dirname(path), 'centre.pem');
  const beside = join(dirname(name), 'centre.pem');
  if (!existsSync(path)) {
    if (existsSync(pem))
      throw new UsageError(
        `${name} is not there, but ${beside} is: name the key that belongs to it. To begin anew, put ${beside} away and give the new one to every gateway.`,
      );
    makePair(path, pem);
  }
  const key = keyIn(name, path);
  if (key.asymmetricKeyType !== 'ed25519') throw new UsageError('--key must be an Ed25519 key.');
  const own = createPublicKey(key).export({ type: 'spki', format: 'pem' });
  if (!existsSync(pem)) writeFileSync(pem, own, { mode: 0o600, flag: 'wx' });
  else if (!isPublicOf(key, pem))
    throw new UsageError(
      `${beside} does not belong to ${name}, so gateways would not believe it: name the key that belongs to it, or put ${beside} away, publish again and give the new one to every gateway.`,
    );
  return key;
}

function makePair(path: string, pem: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  writeFileSync(pem, publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o600, flag: 'wx' });
}

function keyIn(name: string, path: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(path));
  } catch {
    throw new UsageError(`${name} holds no private key in PEM.`);
  }
}

function isPublicOf(key: KeyObject, pem: string): boolean {
  try {
    return createPublicKey(readFileSync(pem)).equals(createPublicKey(key));
  } catch {
    return false;
  }
}
