import { createPublicKey, type KeyObject } from 'node:crypto';
import { compactVerify, CompactSign } from 'jose';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { printClientId, readClientId } from '../x-road/identifier.ts';

/*
 * Who takes part in the exchange: published by its centre, signed (JWS, RFC 7515, by Ed25519), with a day on which it
 * ends. A gateway lives on the last one it got until then, so the centre may be away for that long.
 */

const identifier = Type.String({
  pattern: '^[^/]+/[^/]+/[^/]+(?:/[^/]+)?$',
  maxLength: 400,
  description: 'instance/class/code or instance/class/code/name',
});

export const moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z$' });

/** So many keys of one centre may have followed one another. */
export const mostSuccessions = 100;

const shape = Type.Object({
  instance: Type.String({ pattern: '^[^/]{1,40}$' }),
  issuedAt: moment,
  expiresAt: moment,
  /** Notes by which keys of the centre name the next ones, the first one first (`centre.ts`). */
  succession: Type.Optional(Type.Array(Type.String({ maxLength: 2000 }), { maxItems: mostSuccessions })),
  members: Type.Array(
    Type.Object({ id: identifier, name: Type.String({ maxLength: 400 }), subsystems: Type.Array(identifier) }),
  ),
  gateways: Type.Array(
    Type.Object({
      /** `instance/class/code/gateway`. */
      id: identifier,
      /** Where other gateways reach it: `https://host:port`. */
      address: Type.String({ pattern: '^https://[^/?#]+$', maxLength: 300, description: 'https://host:port' }),
      /** SHA-256 of the certificates by which it shows itself to others, in hexadecimal. */
      certificates: Type.Array(
        Type.String({ pattern: '^[0-9a-f]{64}$', description: '64 digits of hexadecimal, in small letters' }),
      ),
      /** Keys with which it signs; those that are past are kept, so that old messages can be proved. */
      keys: Type.Array(
        Type.Object({
          kid: Type.String({ pattern: '^[\\w.-]{1,64}$' }),
          jwk: Type.Record(Type.String(), Type.String()),
          until: Type.Optional(moment),
        }),
      ),
      /** Subsystems that call and serve through it. */
      serves: Type.Array(identifier),
    }),
  ),
});

export type Configuration = Static<typeof shape>;
export type GatewayEntry = Configuration['gateways'][number];

/** What a configuration is made of, whether it has sense or not. */
export const configurationShape = Compile(shape);

/** Why a configuration is not taken. */
export class ConfigurationRefused extends Error {
  readonly reason: 'signature' | 'shape' | 'expired' | 'older';

  constructor(reason: ConfigurationRefused['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConfigurationRefused';
    this.reason = reason;
  }
}

const type = 'vahid-exchange-configuration+jws';

/** A configuration as it is published. */
export const signConfiguration = (configuration: Configuration, key: KeyObject): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify(configuration))).setProtectedHeader({ alg: 'EdDSA', typ: type }).sign(key);

/** Longest time for which a configuration may hold. */
export const longestHours = 72;

/** Reads a published configuration with the key of its centre, in force or not. Throws {@link ConfigurationRefused}. */
export async function readConfiguration(published: string, key: KeyObject): Promise<Configuration> {
  const value = await payloadOf(published, key);
  if (!configurationShape.Check(value))
    throw new ConfigurationRefused('shape', 'the configuration is not as it should be');
  const flaw = flawOf(value);
  if (flaw !== undefined) throw new ConfigurationRefused('shape', `the configuration has ${flaw}`);
  return value;
}

/** Reads a published configuration that is in force, and no older than the one before. Throws {@link ConfigurationRefused}. */
export async function openConfiguration(
  published: string,
  key: KeyObject,
  { now, before }: { readonly now: Date; readonly before?: Configuration },
): Promise<Configuration> {
  const value = await readConfiguration(published, key);
  const [issued, expires] = [Date.parse(value.issuedAt), Date.parse(value.expiresAt)];
  if (expires <= now.getTime() || issued > now.getTime() + 60_000 || expires - issued > longestHours * 3_600_000)
    throw new ConfigurationRefused('expired', `the configuration holds from ${value.issuedAt} to ${value.expiresAt}`);
  if (before !== undefined && (before.instance !== value.instance || issued < Date.parse(before.issuedAt)))
    throw new ConfigurationRefused('older', 'the configuration is older than the one in force, or of another instance');
  return value;
}

/** What of a configuration has no sense, though its shape has: whose word would hold must not be left to chance. */
function flawOf({ instance, members, gateways }: Configuration): string | undefined {
  const serves = gateways.flatMap((one) => one.serves);
  const ids = [...gateways.map(({ id }) => id), ...serves, ...members.flatMap((one) => [one.id, ...one.subsystems])];
  const odd = ids.find((id) => !isId(id, instance));
  if (odd !== undefined) return `no identifier of ${instance} in ${JSON.stringify(odd)}`;
  const lists = [gateways.map(({ id }) => id), serves, gateways.flatMap((one) => one.certificates)];
  const twice = [...lists, ...gateways.map(({ keys }) => keys.map(({ kid }) => kid))].flatMap(repeated)[0];
  if (twice !== undefined) return `${twice} twice`;
  const keys = gateways.flatMap((one) => one.keys);
  return keys.every(({ jwk }) => isVerifying(jwk)) ? undefined : 'a key that is not P-256 or RSA, or not public';
}

function isId(id: string, instance: string): boolean {
  try {
    const read = readClientId(id);
    return read.instance === instance && printClientId(read) === id;
  } catch {
    return false;
  }
}

const repeated = (names: readonly string[]): readonly string[] =>
  names.filter((name, at) => names.indexOf(name) !== at);

/** Whether seals may be checked by it: a public key on P-256, or RSA of 2048 bits or more. */
function isVerifying(jwk: Readonly<Record<string, string>>): boolean {
  if (jwk.d !== undefined) return false;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey({ key: jwk, format: 'jwk' });
    return asymmetricKeyType === 'ec'
      ? asymmetricKeyDetails?.namedCurve === 'prime256v1'
      : asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
  } catch {
    return false;
  }
}

async function payloadOf(published: string, key: KeyObject): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await compactVerify(published, key, { algorithms: ['EdDSA'] });
    if (protectedHeader.typ !== type) throw new Error(`it is a ${protectedHeader.typ}`);
    return JSON.parse(Buffer.from(payload).toString('utf8')) as unknown;
  } catch (cause) {
    throw new ConfigurationRefused('signature', 'the centre did not sign this configuration', { cause });
  }
}

/** The gateway through which a subsystem calls or serves. */
export const gatewayOf = (configuration: Configuration, subsystem: string): GatewayEntry | undefined =>
  placesOf(configuration).bySubsystem.get(subsystem);

/** The gateway that shows itself by this certificate. */
export const gatewayByCertificate = (configuration: Configuration, fingerprint: string): GatewayEntry | undefined =>
  placesOf(configuration).byCertificate.get(fingerprint);

export const gatewayById = (configuration: Configuration, id: string): GatewayEntry | undefined =>
  placesOf(configuration).byId.get(id);

/** Looked for several times in each exchange, among all gateways of the state. */
function placesOf(configuration: Configuration): Places {
  const known = places.get(configuration);
  if (known !== undefined) return known;
  const by = (names: (gateway: GatewayEntry) => readonly string[]) =>
    new Map(configuration.gateways.flatMap((gateway) => names(gateway).map((name) => [name, gateway] as const)));
  const made = {
    byId: by(({ id }) => [id]),
    bySubsystem: by(({ serves }) => serves),
    byCertificate: by(({ certificates }) => certificates),
  };
  places.set(configuration, made);
  return made;
}

type Index = ReadonlyMap<string, GatewayEntry>;
interface Places {
  readonly byId: Index;
  readonly bySubsystem: Index;
  readonly byCertificate: Index;
}
const places = new WeakMap<Configuration, Places>();

/** A gateway's key by its name; with `at`, only if it was in use then. */
export function keyOf({ keys }: GatewayEntry, kid: string, at: Date): KeyObject | undefined {
  const found = keys.find((one) => one.kid === kid);
  if (found === undefined || (found.until !== undefined && Date.parse(found.until) < at.getTime())) return undefined;
  let key = keyObjects.get(found.jwk);
  if (key === undefined) keyObjects.set(found.jwk, (key = createPublicKey({ key: found.jwk, format: 'jwk' })));
  return key;
}

/** Reading a key costs as much as checking a seal by it. */
const keyObjects = new WeakMap<object, KeyObject>();
