import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { parse } from 'yaml';
import { UsageError } from '../../../kernel/command.ts';
import { shapeFlaw } from '../../../kernel/shape.ts';
import { addressKind } from '../../../protocols/gateway/address.ts';
import { type Endpoint, endpoint, grantedRight } from '../../../protocols/gateway/book.ts';
import { printClientId, printServiceId, readClientId, readServiceId } from '../../../protocols/x-road/index.ts';
import { largestBody } from './body.ts';
import { isAddress } from './configuration.ts';
import { type Declaration, flawOfEndpoint } from './endpoint.ts';
import { reserved } from './metadata.ts';
import type { Right } from './rights.ts';
import type { ClientProof, Provider } from './station.ts';

const text = Type.String({ minLength: 1, maxLength: 1500 });
const file = Type.String({ minLength: 1, maxLength: 400 });
const port = Type.Integer({ minimum: 0, maximum: 65_535 });
const listen = Type.Object({ host: Type.Optional(text), port }, { additionalProperties: false });
const strict = { additionalProperties: false };
const right = grantedRight.properties;

/* What a pattern means stands beside it: it is told to whoever wrote something else. */
const kid = Type.String({
  pattern: '^[\\w.-]{1,64}$',
  description: 'a name of at most 64 letters, digits, dots and dashes',
});
const fingerprint = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'the SHA-256 of a certificate: 64 digits of hexadecimal, in small letters',
});
const tellingAddress = Type.String({ pattern: '^https?://[^#]+$', description: 'https://… without #' });
const serviceAddress = Type.String({
  pattern: '^(?:https?://[^?#]+|vahid:[a-z][a-z0-9-]{0,40})$',
  description: 'http://… or https://… without ? and #, or vahid:NAME',
});

const shape = Type.Object(
  {
    gateway: Type.String({
      pattern: '^[^/]+/[^/]+/[^/]+/[^/]+$',
      maxLength: 400,
      description: 'instance/class/code/gateway',
    }),
    /** `metrics`: where whoever watches over the gateway asks how it does; on this machine unless a host is named. */
    listen: Type.Object({ clients: listen, gateways: listen, metrics: Type.Optional(listen) }, strict),
    tls: Type.Object({ certificate: file, key: file }, strict),
    signing: Type.Object({ kid, key: file }, strict),
    configuration: Type.Object({ from: text, centre: file }, strict),
    /** Services and rights that the centre publishes for this gateway: file or address. */
    book: Type.Optional(text),
    /** Where the centre is told whose data was given out; `here` where it is this installation. */
    disclosures: Type.Optional(Type.Union([Type.Literal('here'), Type.Object({ to: tellingAddress }, strict)])),
    allowed: Type.Optional(
      Type.Object({ loopback: Type.Optional(Type.Boolean()), private: Type.Optional(Type.Boolean()) }, strict),
    ),
    oldErrorCodes: Type.Optional(Type.Boolean()),
    services: Type.Optional(
      Type.Array(
        Type.Object(
          {
            service: text,
            /** `vahid:NAME` for a service that this installation keeps itself. */
            address: serviceAddress,
            seconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
            megabytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 32 })),
            /** Days for which heads and bodies are kept; absent: as long as is usual in the installation. */
            keepDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
            openapi: Type.Optional(file),
            personal: Type.Optional(Type.Boolean()),
            endpoints: Type.Optional(Type.Array(endpoint, { maxItems: 500 })),
          },
          strict,
        ),
      ),
    ),
    clients: Type.Optional(
      Type.Array(
        Type.Union([
          Type.Object({ client: text, certificate: fingerprint }, strict),
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
            method: Type.Enum(['*', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']),
            path: Type.String({ maxLength: 1000 }),
            purpose: right.purpose,
            act: right.act,
            article: right.article,
            byDefault: right.byDefault,
            fields: Type.Optional(Type.Array(Type.String({ maxLength: 400 }), { minItems: 1, maxItems: 500 })),
            hiddenDays: right.hiddenDays,
            /** Act and article by which somebody is told late. */
            hiddenBy: Type.Optional(Type.String({ minLength: 3, maxLength: 200 })),
            massRun: right.massRun,
            consent: right.consent,
            until: right.until,
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

/** A service as the settings describe it; without declaration they only say where it is. */
export interface ProviderSettings extends Omit<Provider, 'endpoints'> {
  readonly declaration?: Declaration;
  /** Days for which heads and bodies are kept; absent: as long as is usual in the installation. */
  readonly keepDays?: number;
}

/** Settings of one gateway, its keys read. */
export interface GatewaySettings {
  readonly id: string;
  /** Of `gateway.yaml`, and of the files that hold certificate and keys. */
  readonly path: string;
  readonly credentialFiles: readonly string[];
  readonly listen: Written['listen'];
  readonly tls: { readonly cert: string; readonly key: string };
  readonly signing: { readonly kid: string; readonly key: KeyObject };
  /**
   * File or address of the published configuration, the centre's key, and the files in which are kept the last one and
   * the keys that followed.
   */
  readonly configuration: {
    readonly from: string;
    readonly centre: KeyObject;
    readonly kept: string;
    readonly keys: string;
  };
  readonly allowed: NonNullable<Written['allowed']>;
  readonly oldCodes: boolean;
  readonly providers: readonly ProviderSettings[];
  /** File or address of the published book, and the file in which the last one is kept. */
  readonly book?: { readonly from: string; readonly kept: string };
  /** Where whose data was given out is told; undefined where no service is about anybody. */
  readonly disclosures?: 'here' | { readonly to: string };
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
  const { book, disclosures } = written;
  return {
    id: written.gateway,
    path: at,
    credentialFiles: [written.tls.certificate, written.tls.key, written.signing.key].map((name) =>
      resolve(dirname(at), name),
    ),
    listen: written.listen,
    tls: { cert: near(written.tls.certificate), key: near(written.tls.key) },
    signing: { kid: written.signing.kid, key: keyIn(at, written.signing.key, createPrivateKey) },
    configuration: configurationIn(at, written),
    ...(book === undefined ? {} : { book: { from: source(at, book), kept: resolve(dirname(at), 'book.kept.jws') } }),
    ...(disclosures === undefined ? {} : { disclosures }),
    allowed: written.allowed ?? {},
    oldCodes: written.oldErrorCodes ?? false,
    providers: (written.services ?? []).map((one) => providerOf(one, near)),
    clients: clientsOf(written),
    rights: (written.rights ?? []).map(({ hiddenBy: _act, ...right }) => right),
  };
}

/** Beside the settings: the configuration that the gateway got last. */
export const keptFile = 'configuration.kept.jws';

/** Only where the configuration comes from and is kept: what is read of the rest may be lost. Throws UsageError. */
export function readConfigurationSettings(path: string): GatewaySettings['configuration'] {
  const at = resolve(path);
  return configurationIn(at, check(path, parsed(path, read(path, at))));
}

const configurationIn = (
  at: string,
  { configuration: { from, centre } }: Written,
): GatewaySettings['configuration'] => ({
  from: source(at, from),
  centre: keyIn(at, centre, createPublicKey),
  kept: resolve(dirname(at), keptFile),
  keys: resolve(dirname(at), 'centre.kept.json'),
});

const source = (at: string, text: string): string => (isAddress(text) ? text : resolve(dirname(at), text));

function keyIn(at: string, name: string, make: (pem: string) => KeyObject): KeyObject {
  const pem = read(name, resolve(dirname(at), name));
  try {
    return make(pem);
  } catch {
    throw new UsageError(`${name} holds no key in PEM.`);
  }
}

type WrittenService = NonNullable<Written['services']>[number];

function providerOf(written: WrittenService, near: (name: string) => string): ProviderSettings {
  const { service, address, seconds = 30, megabytes = largestBody / 1024 / 1024 } = written;
  const { openapi, personal, endpoints, keepDays } = written;
  // Endpoints that name nobody do not say that none of them is about people.
  const isDeclared = personal !== undefined || (endpoints ?? []).some(({ subjects }) => subjects.length > 0);
  return {
    service,
    address,
    timeoutMs: seconds * 1000,
    largestBody: megabytes * 1024 * 1024,
    ...(openapi === undefined ? {} : { openapi: near(openapi) }),
    ...(keepDays === undefined ? {} : { keepDays }),
    ...(isDeclared ? { declaration: { personal: personal ?? false, endpoints: endpoints ?? [] } } : {}),
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
    throw new UsageError(`${name}: ${(error as Error).message.split('\n')[0]?.replace(/:$/, '.')}`);
  }
}

function check(name: string, value: unknown): Written {
  if (compiled.Check(value)) return value;
  const flaw = shapeFlaw(compiled, value);
  throw new UsageError(`${name}${flaw?.place ?? ''}: ${flaw?.why ?? 'not as it should be'}.`);
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
  for (const [at, one] of services.entries()) {
    for (const [index, endpoint] of (one.endpoints ?? []).entries()) {
      const flaw = flawOfEndpoint(endpoint);
      if (flaw !== undefined) refuse(`services/${at}/endpoints/${index}`, flaw);
    }
  }
  const isAbout = services.some(({ personal, endpoints = [] }) => personal || endpoints.some(hasSubjects));
  if (written.disclosures === undefined && (isAbout || written.book !== undefined))
    refuse('disclosures', 'needed where data of people may go out: {to: ADDRESS of the centre}, or here if this is it');
  for (const [place, address] of sources(written))
    if (address.startsWith('http:') && !isLocal(new URL(address).hostname)) refuse(place, 'not https');
  for (const [at, right] of rights.entries()) {
    if (!isClientId(right.client)) refuse(`rights/${at}/client`, notAnId);
    if (!names.includes(right.service)) refuse(`rights/${at}/service`, 'not among the services');
    if ((right.hiddenDays === undefined) !== (right.hiddenBy === undefined))
      refuse(`rights/${at}/hiddenBy`, 'hiddenDays and the act by which people are told late (hiddenBy) go together');
  }
  for (const [at, one] of clients.entries()) {
    if (!isClientId(one.client)) refuse(`clients/${at}/client`, notAnId);
    if ('open' in one && !isLocal(door.host)) refuse(`clients/${at}/open`, 'only where listen/clients is this machine');
    const others = clients.filter(({ client }) => client === one.client);
    if ('open' in one && others.length > 1) refuse(`clients/${at}/open`, 'stands with a certificate or twice');
  }
  if (clients.length === 0 && written.book === undefined && !isLocal(door.host))
    refuse('clients', 'needed where listen/clients is not this machine');
}

const hasSubjects = ({ subjects }: Endpoint): boolean => subjects.length > 0;

/** What is fetched from elsewhere or told there. */
const sources = ({ configuration, book = '', disclosures }: Pick<Written, 'configuration' | 'book' | 'disclosures'>) =>
  [
    ['configuration/from', configuration.from],
    ['book', book],
    ['disclosures/to', typeof disclosures === 'object' ? disclosures.to : ''],
  ] as const;

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
export const isLocal = (host = '127.0.0.1') => host === 'localhost' || addressKind(host) === 'loopback';

/** A client may have several certificates, so that one can follow another. */
function clientsOf({ clients = [] }: Written): ReadonlyMap<string, ClientProof> {
  const byClient = Map.groupBy(clients, ({ client }) => client);
  const proofOf = (entries: readonly (typeof clients)[number][]): ClientProof =>
    entries.some((one) => 'open' in one)
      ? 'open'
      : new Set(entries.flatMap((one) => ('certificate' in one ? [one.certificate] : [])));
  return new Map([...byClient].map(([client, entries]) => [client, proofOf(entries)]));
}
