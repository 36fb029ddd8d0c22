import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { parse } from 'yaml';
import { UsageError } from '../../../kernel/command.ts';
import { addressKind } from '../../../protocols/gateway/address.ts';
import { printClientId, printServiceId, readClientId, readServiceId } from '../../../protocols/x-road/index.ts';
import { largestBody } from './body.ts';
import { reserved } from './metadata.ts';
import type { Right } from './rights.ts';
import type { ClientProof, Provider } from './station.ts';

const text = Type.String({ minLength: 1, maxLength: 1500 });
const file = Type.String({ minLength: 1, maxLength: 400 });
const port = Type.Integer({ minimum: 0, maximum: 65_535 });
const listen = Type.Object({ host: Type.Optional(text), port }, { additionalProperties: false });
const strict = { additionalProperties: false };

const shape = Type.Object(
  {
    gateway: Type.String({ pattern: '^[^/]+/[^/]+/[^/]+/[^/]+$', maxLength: 400 }),
    listen: Type.Object({ clients: listen, gateways: listen }, strict),
    tls: Type.Object({ certificate: file, key: file }, strict),
    signing: Type.Object({ kid: Type.String({ pattern: '^[\\w.-]{1,64}$' }), key: file }, strict),
    configuration: Type.Object({ from: text, centre: file }, strict),
    allowed: Type.Optional(
      Type.Object({ loopback: Type.Optional(Type.Boolean()), private: Type.Optional(Type.Boolean()) }, strict),
    ),
    oldErrorCodes: Type.Optional(Type.Boolean()),
    services: Type.Optional(
      Type.Array(
        Type.Object(
          {
            service: text,
            address: Type.String({ pattern: '^https?://[^?#]+$' }),
            seconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
            megabytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 32 })),
            openapi: Type.Optional(file),
          },
          strict,
        ),
      ),
    ),
    clients: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Object({ client: text, certificate: Type.String({ pattern: '^[0-9a-f]{64}$' }) }, strict),
          Type.Object({ client: text, open: Type.Literal(true) }, strict),
        ]),
      ),
    ),
    rights: Type.Optional(
      Type.Array(
        Type.Object(
          {
            client: text,
            service: text,
            method: Type.Union(
              ['*', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'].map((one) =>
                Type.Literal(one),
              ),
            ),
            path: Type.String({ maxLength: 1000 }),
            purpose: text,
            act: text,
            article: text,
            byDefault: Type.Optional(Type.Boolean()),
          },
          strict,
        ),
      ),
    ),
  },
  strict,
);

type Written = Static<typeof shape>;
const compiled = Compile(shape);

/** Settings of one gateway, its keys read. */
export interface GatewaySettings {
  readonly id: string;
  readonly listen: Written['listen'];
  readonly tls: { readonly cert: string; readonly key: string };
  readonly signing: { readonly kid: string; readonly key: KeyObject };
  /** File or address of the published configuration, the centre's key, and the file in which the last one is kept. */
  readonly configuration: { readonly from: string; readonly centre: KeyObject; readonly kept: string };
  readonly allowed: NonNullable<Written['allowed']>;
  readonly oldCodes: boolean;
  readonly providers: readonly Provider[];
  /** Subsystems that may call, and how each shows that it is itself. */
  readonly clients: ReadonlyMap<string, ClientProof>;
  readonly rights: readonly Right[];
}

/** Reads the settings of a gateway; files are named from the folder they stand in. Throws UsageError, with the place. */
export function readSettings(path: string): GatewaySettings {
  const at = resolve(path);
  const written = check(path, parsed(path, read(path, at)));
  checkSense(path, written);
  const near = (name: string) => read(name, resolve(dirname(at), name));
  const key = (name: string, make: (pem: string) => KeyObject): KeyObject => {
    try {
      return make(near(name));
    } catch (error) {
      if (error instanceof UsageError) throw error;
      throw new UsageError(`${name} holds no key in PEM.`);
    }
  };
  const { from, centre } = written.configuration;
  return {
    id: written.gateway,
    listen: written.listen,
    tls: { cert: near(written.tls.certificate), key: near(written.tls.key) },
    signing: { kid: written.signing.kid, key: key(written.signing.key, createPrivateKey) },
    configuration: {
      from: from.startsWith('https://') ? from : resolve(dirname(at), from),
      centre: key(centre, createPublicKey),
      kept: resolve(dirname(at), 'configuration.kept.jws'),
    },
    allowed: written.allowed ?? {},
    oldCodes: written.oldErrorCodes ?? false,
    providers: (written.services ?? []).map(
      ({ service, address, seconds = 30, megabytes = largestBody / 1024 / 1024, openapi }): Provider => ({
        service,
        address,
        timeoutMs: seconds * 1000,
        largestBody: megabytes * 1024 * 1024,
        ...(openapi === undefined ? {} : { openapi: near(openapi) }),
      }),
    ),
    clients: clientsOf(written),
    rights: written.rights ?? [],
  };
}

function read(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`There is no file ${name}.`);
  }
}

function parsed(name: string, yaml: string): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    throw new UsageError(`${name}: ${(error as Error).message.split('\n')[0]}`);
  }
}

function check(name: string, value: unknown): Written {
  if (compiled.Check(value)) return value;
  const [first] = compiled.Errors(value);
  throw new UsageError(`${name}${first?.instancePath ?? ''}: ${first?.message ?? 'not as it should be'}.`);
}

/** What would be without effect, or have another than was meant, is not taken. */
function checkSense(name: string, { gateway, listen: { clients: door }, ...written }: Written): void {
  const { services = [], clients = [], rights = [] } = written;
  const refuse = (place: string, why: string): never => {
    throw new UsageError(`${name}/${place}: ${why}.`);
  };
  if (!isClientId(gateway)) refuse('gateway', 'not instance/class/code/gateway');
  const names = services.map(({ service }) => service);
  for (const [at, { service }] of services.entries()) {
    const place = `services/${at}/service`;
    if (!isServiceId(service)) refuse(place, notAnId);
    if (names.indexOf(service) !== at) refuse(place, 'stands twice');
    if (reserved.has(service.split('/')[4] ?? '')) refuse(place, 'a name that gateways use themselves');
  }
  for (const [at, right] of rights.entries()) {
    if (!isClientId(right.client)) refuse(`rights/${at}/client`, notAnId);
    if (!names.includes(right.service)) refuse(`rights/${at}/service`, 'not among the services');
  }
  for (const [at, one] of clients.entries()) {
    if (!isClientId(one.client)) refuse(`clients/${at}/client`, notAnId);
    if ('open' in one && !isLocal(door.host)) refuse(`clients/${at}/open`, 'only where listen/clients is this machine');
    const others = clients.filter(({ client }) => client === one.client);
    if ('open' in one && others.length > 1) refuse(`clients/${at}/open`, 'stands with a certificate or twice');
  }
  if (clients.length === 0 && !isLocal(door.host)) refuse('clients', 'needed where listen/clients is not this machine');
}

const notAnId = 'not an identifier as it is printed, each part percent-encoded';

/** Whether an identifier is written as requests are looked up: otherwise it would fit none. */
function isId(text: string, printed: (text: string) => string): boolean {
  try {
    return printed(text) === text;
  } catch {
    return false;
  }
}

export const isClientId = (text: string) => isId(text, (one) => printClientId(readClientId(one)));
const isServiceId = (text: string) => isId(text, (one) => printServiceId(readServiceId(one)));
const isLocal = (host = '127.0.0.1') => host === 'localhost' || addressKind(host) === 'loopback';

/** A client may have several certificates, so that one can follow another. */
function clientsOf({ clients = [] }: Written): ReadonlyMap<string, ClientProof> {
  const byClient = Map.groupBy(clients, ({ client }) => client);
  const proofOf = (entries: readonly (typeof clients)[number][]): ClientProof =>
    entries.some((one) => 'open' in one)
      ? 'open'
      : new Set(entries.flatMap((one) => ('certificate' in one ? [one.certificate] : [])));
  return new Map([...byClient].map(([client, entries]) => [client, proofOf(entries)]));
}
