import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { ConfigProblem } from './config-problem.ts';
import { readSigning, type SigningConfig } from './config-signing.ts';

/** Settings, read once from the environment when the program starts. */
export interface Config {
  /** `demo` invents people and signs them in by name; `production` refuses all of that (law 13). */
  readonly mode: 'demo' | 'production';
  /** A PostgreSQL of one's own; absent: the server that comes with Vahid, in `dataDir`. */
  readonly databaseUrl?: string;
  /** The same database by a login that may change its schema; absent: `databaseUrl` does. */
  readonly databaseOwnerUrl?: string;
  readonly dataDir: string;
  /** Where the bytes of files lie, sealed; all processes of an installation share it. */
  readonly filesDir: string;
  readonly definitionsDir: string;
  readonly host: string;
  readonly port: number;
  /** Address under which people reach the portal, without a slash at the end. */
  readonly publicUrl: string;
  /** Key that wraps every secret in the database: 32 bytes, base64. In demo mode a file in `dataDir` holds it. */
  readonly key?: string;
  readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  /** Where people sign with a qualified e-signature; absent: a demo brings its own, production offers no signing. */
  readonly signing?: SigningConfig;
  /** Whose X-Forwarded-For is believed: that of so many proxies before us, or of those at these addresses. */
  readonly trustProxy: false | string[] | ((address: string, hop: number) => boolean);
  readonly logLevel: string;
  /** Name of the exchange in which this installation takes part: the first part of every identifier of it. */
  readonly exchange: string;
  /** How long heads and bodies of messages are kept; after how many days their log goes to files, and to which folder. */
  readonly messageLog: { readonly contentDays: number; readonly days: number; readonly archive?: string };
  /** Mail server by which people hear of news, `smtps://user:password@host:465`, and the sender of its letters. */
  readonly smtp?: { readonly url: string; readonly from: string };
  /** Service of the exchange's centre that keeps consents (`AZ/GOV/rinn/vahid/consents`); absent: they are kept here. */
  readonly consents?: string;
  /** Inner addresses to which webhooks may be sent besides public ones. */
  readonly webhooks: { readonly private?: boolean; readonly loopback?: boolean };
  /** Where a gateway takes what this installation asks of registers kept elsewhere: `http://127.0.0.1:8081`. */
  readonly gateway?: string;
  /** Client door of a gateway of a test environment, in which endpoints may be tried, and the name of that exchange. */
  readonly exchangeTest?: { readonly origin: string; readonly instance: string };
}

export { ConfigProblem };

/** Reads and checks the settings. Throws ConfigProblem naming the variable and the remedy. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, root: string): Config {
  const databaseUrl = env.DATABASE_URL;
  const mode = readMode(env.VAHID_MODE, databaseUrl);
  const port = readPort(env.PORT);
  const publicUrl = (env.VAHID_URL ?? `http://localhost:${port}`).replace(/\/$/, '');
  const oidc = readOidc(env);
  const signing = readSigning(env, mode);
  const dataDir = resolve(env.VAHID_DATA ?? join(root, 'data'));
  if (!URL.canParse(publicUrl)) throw new ConfigProblem('VAHID_URL is not an address. Example: https://mygov.example');
  if (mode === 'production') checkProduction(env, publicUrl, oidc);
  return {
    mode,
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(databaseUrl && env.DATABASE_OWNER_URL ? { databaseOwnerUrl: env.DATABASE_OWNER_URL } : {}),
    dataDir,
    filesDir: resolve(env.VAHID_FILES ?? join(dataDir, 'files')),
    definitionsDir: definitionsDirOf(env, root),
    // The demo signs anyone in by name, so it is not shown to the network unless asked to.
    host: env.HOST ?? (mode === 'demo' ? 'localhost' : '0.0.0.0'),
    port,
    publicUrl,
    ...(env.VAHID_KEY ? { key: readKey(env.VAHID_KEY) } : {}),
    ...(oidc ? { oidc } : {}),
    ...(signing ? { signing } : {}),
    trustProxy: readProxies(env.TRUST_PROXY),
    logLevel: env.LOG_LEVEL ?? 'warn',
    exchange: readExchange(env.VAHID_EXCHANGE),
    messageLog: readMessageLog(env),
    webhooks: readWebhooks(env.VAHID_WEBHOOKS),
    ...(env.VAHID_SMTP ? { smtp: readSmtp(env.VAHID_SMTP, env.VAHID_MAIL_FROM) } : {}),
    ...(env.VAHID_CONSENTS ? { consents: readConsents(env.VAHID_CONSENTS) } : {}),
    ...(env.VAHID_GATEWAY ? { gateway: readGateway(env.VAHID_GATEWAY) } : {}),
    ...(env.VAHID_EXCHANGE_TEST ? { exchangeTest: readExchangeTest(env, mode) } : {}),
  };
}

export function definitionsDirOf(env: Readonly<Record<string, string | undefined>>, root: string): string {
  return resolve(env.VAHID_DEFINITIONS ?? join(root, 'definitions'));
}

function readMode(value: string | undefined, databaseUrl: string | undefined): Config['mode'] {
  if (value === 'demo' || value === 'production') return value;
  if (value !== undefined) throw new ConfigProblem(`VAHID_MODE is "${value}"; write demo or production.`);
  if (databaseUrl) {
    throw new ConfigProblem('DATABASE_URL is set, so VAHID_MODE must be set too: demo or production.');
  }
  return 'demo';
}

function readPort(value = '8080'): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new ConfigProblem(`PORT is "${value}"; write a number from 0 to 65535.`);
  }
  return port;
}

/** Letters that need no encoding, so that the name reads the same in every identifier. */
function readExchange(value: string | undefined): string {
  const name = value || 'AZ';
  if (/^[\w.-]{1,40}$/.test(name)) return name;
  throw new ConfigProblem(
    `VAHID_EXCHANGE is "${name}"; write up to 40 letters, digits, "-", "_" or ".", as AZ or AZ-TEST.`,
  );
}

function readConsents(value: string): string {
  if (/^[^/\s]+(?:\/[^/\s]+){4}$/.test(value)) return value;
  throw new ConfigProblem(
    `VAHID_CONSENTS is "${value}"; write a service of the exchange, as AZ/GOV/rinn/vahid/consents.`,
  );
}

function readSmtp(url: string, from = ''): NonNullable<Config['smtp']> {
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol) || new URL(url).hostname === '')
    throw new ConfigProblem('VAHID_SMTP is no address of a mail server; write smtps://USER:PASSWORD@HOST:465.');
  if (!/^[^\s@<>"]+@[^\s@<>"]+$/.test(from))
    throw new ConfigProblem(
      'VAHID_SMTP needs VAHID_MAIL_FROM: the address from which letters come, as noreply@mygov.example.',
    );
  return { url, from };
}

function readWebhooks(value = ''): Config['webhooks'] {
  const kinds = value.split(',').flatMap((kind) => kind.trim() || []);
  const odd = kinds.find((kind) => kind !== 'private' && kind !== 'loopback');
  if (odd === undefined) return Object.fromEntries(kinds.map((kind) => [kind, true]));
  throw new ConfigProblem(
    `VAHID_WEBHOOKS holds "${odd}"; write private, loopback or both with a comma, or leave it out.`,
  );
}

function readGateway(value: string): string {
  const { protocol, origin, pathname, search } = URL.canParse(value) ? new URL(value) : new URL('none:');
  if (/^https?:$/.test(protocol) && pathname === '/' && search === '') return origin;
  throw new ConfigProblem(
    `VAHID_GATEWAY is "${value}"; write the address at which the gateway takes requests of systems, as http://127.0.0.1:8081.`,
  );
}

/**
 * `http://127.0.0.1:8081/AZ-TEST`: address, and name of the test exchange. In production that name has to be another than
 * the exchange’s own: no gateway then takes a trial for a call.
 */
function readExchangeTest(
  env: Readonly<Record<string, string | undefined>>,
  mode: Config['mode'],
): NonNullable<Config['exchangeTest']> {
  const value = env.VAHID_EXCHANGE_TEST ?? '';
  const { protocol, origin, pathname, search } = URL.canParse(value) ? new URL(value) : new URL('none:');
  const own = readExchange(env.VAHID_EXCHANGE);
  const instance = pathname.slice(1) || own;
  if (!/^https?:$/.test(protocol) || search !== '' || !/^[\w.-]{1,40}$/.test(instance))
    throw new ConfigProblem(
      `VAHID_EXCHANGE_TEST is "${value}"; write the address of a gateway of the test environment and the name of its exchange, as http://127.0.0.1:8081/AZ-TEST.`,
    );
  if (origin === env.VAHID_GATEWAY || (mode === 'production' && instance === own))
    throw new ConfigProblem(
      `VAHID_EXCHANGE_TEST names the exchange "${instance}" itself. Endpoints are tried only in a test environment, which has another address and another name, as AZ-TEST.`,
    );
  return { origin, instance };
}

/** Archives hold no contents, so that none outlives its time there. */
function readMessageLog(env: Readonly<Record<string, string | undefined>>): Config['messageLog'] {
  const days = (name: string, usual: number): number => {
    const value = Number(env[name] || usual);
    if (Number.isInteger(value) && value >= 1 && value <= 36_500) return value;
    throw new ConfigProblem(`${name} is "${env[name]}"; write a number of days from 1 to 36500.`);
  };
  const contentDays = days('VAHID_CONTENT_DAYS', 30);
  const logDays = days('VAHID_LOG_DAYS', Math.max(90, contentDays));
  if (logDays < contentDays)
    throw new ConfigProblem('VAHID_LOG_DAYS is less than VAHID_CONTENT_DAYS; give the log at least as many days.');
  const archive = env.VAHID_ARCHIVE;
  return { contentDays, days: logDays, ...(archive ? { archive: resolve(archive) } : {}) };
}

/** A number, so that what a visitor writes into the header before it reaches the first proxy is never believed. */
function readProxies(value: string | undefined): Config['trustProxy'] {
  if (!value || value === '0' || value === 'none') return false;
  if (/^[1-9]$/.test(value)) return (_address, hop) => hop < Number(value);
  const addresses = value.split(',').map((address) => address.trim());
  const wrong = addresses.find((address) => !isIP(address.replace(/\/\d{1,3}$/, '')));
  if (wrong === undefined) return addresses;
  throw new ConfigProblem(
    `TRUST_PROXY is "${value}"; write how many proxies stand before Vahid (1), their addresses with commas between (10.0.0.0/8), or none.`,
  );
}

/** A database is asked over this machine only, or over TLS that proves which server answers. */
function isPrivate(databaseUrl: string): boolean {
  if (!URL.canParse(databaseUrl)) return true;
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  if (host === '' || host.startsWith('/') || ['localhost', '127.0.0.1', '[::1]', '::1'].includes(host)) return true;
  return ['verify-full', 'verify-ca'].includes(searchParams.get('sslmode') ?? '');
}

function readKey(value: string): string {
  if (Buffer.from(value, 'base64').length !== 32) {
    throw new ConfigProblem('VAHID_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32');
  }
  return value;
}

function readOidc(env: Readonly<Record<string, string | undefined>>): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer && !clientId && !clientSecret) return undefined;
  if (!issuer || !clientId || !clientSecret) {
    throw new ConfigProblem('Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together.');
  }
  return { issuer, clientId, clientSecret };
}

function checkProduction(
  env: Readonly<Record<string, string | undefined>>,
  publicUrl: string,
  oidc: Config['oidc'],
): void {
  if (!env.DATABASE_URL) throw new ConfigProblem('Production needs DATABASE_URL: the built-in server is for demo.');
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) {
    if (isPrivate(env[name] ?? '')) continue;
    throw new ConfigProblem(
      `${name} leads to another machine without TLS. Add ?sslmode=verify-full (and sslrootcert=FILE for a CA of your own).`,
    );
  }
  if (!env.VAHID_KEY) throw new ConfigProblem('Production needs VAHID_KEY: openssl rand -base64 32');
  // Of 32 random bytes nearly all differ: with fewer than this somebody has typed them.
  if (new Set(Buffer.from(env.VAHID_KEY, 'base64')).size < 16)
    throw new ConfigProblem('VAHID_KEY is not random. Make one with: openssl rand -base64 32');
  // Behind a proxy that is not named all visitors would come from one address, and shut each other out.
  if (!env.TRUST_PROXY)
    throw new ConfigProblem(
      'Production needs TRUST_PROXY: how many proxies stand before Vahid, their addresses, or none.',
    );
  if (!publicUrl.startsWith('https://')) throw new ConfigProblem('Production needs VAHID_URL with https://');
  if (!oidc)
    throw new ConfigProblem('Production needs a sign-in provider: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET.');
  if (!oidc.issuer.startsWith('https://')) throw new ConfigProblem('Production needs an OIDC_ISSUER with https://');
}
