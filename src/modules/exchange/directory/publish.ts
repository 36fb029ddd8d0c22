import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Context, inTransaction } from '../../../kernel/context.ts';
import type { Database } from '../../../kernel/database.ts';
import { newId } from '../../../kernel/identifier.ts';
import type { Vahid } from '../../../kernel/vahid.ts';
import { type Book, openBook, signBook } from '../../../protocols/gateway/book.ts';
import { readFollowing } from '../../../protocols/gateway/centre.ts';
import {
  type Configuration,
  ConfigurationRefused,
  openConfiguration,
  readConfiguration,
  signConfiguration,
} from '../../../protocols/gateway/configuration.ts';
import { type CentreKey, centreKeys, makeCentreKey, signingAt, successionOf } from './centre-key.ts';
import { configurationContent, type Directory, isInForce, readDirectory, servedBy } from './configuration.ts';
import { bookContentPort } from './ports.ts';
import { findGateways, takeTurn } from './store.ts';

const hour = 3_600_000;
/** For how long what is published holds: a gateway lives on it while the centre is away. */
const holdsFor = 24 * hour;

/** Under which the configuration is kept; books are kept under the identifier of their gateway. */
export const configurationName = 'configuration';

export interface Published {
  readonly name: string;
  /** SHA-256 of the content without its dates, in hexadecimal. */
  readonly contentDigest: string;
  readonly signed: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** What is handed out now under a name; undefined while nothing is. */
export async function publishedNow(db: Database, name: string): Promise<Published | undefined> {
  const { rows } = await sql<Published>`select name, content_digest as "contentDigest", signed, issued_at as "issuedAt",
    expires_at as "expiresAt" from exchange.published where name = ${name}`.execute(db);
  return rows[0];
}

/** The configuration that the centre hands out now; undefined where this installation keeps no exchange, or it has ended. */
export async function configurationInForce(ctx: Context): Promise<Configuration | undefined> {
  const { rows } = await sql<{ stamp: string }>`select concat_ws(' ', content_digest, issued_at) as stamp
    from exchange.published where name = ${configurationName} and expires_at > ${ctx.vahid.now()}`.execute(ctx.db);
  const stamp = rows[0]?.stamp;
  if (stamp === undefined) return undefined;
  const known = configurations.get(ctx.vahid);
  if (known?.stamp === stamp) return known.value;
  const value = await readPublished(ctx);
  if (value) configurations.set(ctx.vahid, { stamp, value });
  return value;
}

/** As it was read last: it is asked for with every batch that anybody sends. */
const configurations = new WeakMap<Vahid, { readonly stamp: string; readonly value: Configuration }>();

async function readPublished(ctx: Context): Promise<Configuration | undefined> {
  const published = await publishedNow(ctx.db, configurationName);
  const keys = (await centreKeys(ctx)).map(({ publicKey }) => publicKey);
  if (!published || keys.length === 0) return undefined;
  const { signed } = published;
  return (await readFollowing(signed, keys, (key) => readConfiguration(signed, key))).value;
}

/**
 * Signs the configuration and the books anew where they have changed, or are an hour old. An installation without
 * gateways keeps no exchange: nothing is made there.
 */
export async function publish(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await takeTurn(inner.db);
    if ((await findGateways(inner.db)).length === 0) return;
    const directory = await readDirectory(inner);
    const found = await centreKeys(inner);
    const keys = found.length > 0 ? found : [await makeCentreKey(inner)];
    const key = signingAt(keys, inner.vahid.now());
    if (!key) throw new Error('no key of the centre signs yet');
    await publishConfiguration(inner, directory, { key, succession: successionOf(keys) });
    for (const gateway of directory.gateways)
      if (gateway.state === 'in_use') await publishBook(inner, { directory, key, gateway });
      else await sql`delete from exchange.published where name = ${gateway.name}`.execute(inner.db);
  });
}

interface Signing {
  readonly key: CentreKey;
  readonly succession: readonly string[];
}

async function publishConfiguration(ctx: Context, directory: Directory, { key, succession }: Signing): Promise<void> {
  const found = await configurationContent(ctx, directory);
  const content = succession.length === 0 ? found : { ...found, succession: [...succession] };
  await renew(ctx, { name: configurationName, content, key }, async (dates) => {
    const signed = await signConfiguration({ ...content, ...dates }, key.privateKey);
    // What gateways would not take is not handed out: they live on what they have, and the job says why.
    await openConfiguration(signed, key.publicKey, { now: ctx.vahid.now() });
    return signed;
  });
}

interface Booked {
  readonly directory: Directory;
  readonly key: CentreKey;
  readonly gateway: Directory['gateways'][number];
}

async function publishBook(ctx: Context, { directory, key, gateway }: Booked): Promise<void> {
  const content = await bookOf(ctx, directory, gateway);
  const signing = renew(ctx, { name: gateway.name, content, key }, async (dates) => {
    const signed = await signBook({ ...content, ...dates }, key.privateKey);
    await openBook(signed, gateway.name, key.publicKey, { now: ctx.vahid.now() });
    return signed;
  });
  // One gateway whose book is wrong lives on the last one; a withdrawal must reach all others.
  await signing.catch((error: unknown) => {
    if (!(error instanceof ConfigurationRefused)) throw error;
    ctx.vahid.log.error({ err: error, gateway: gateway.name }, 'the book of a gateway cannot be published');
  });
}

async function bookOf(
  ctx: Context,
  { certificates, serving }: Directory,
  { id, name }: Booked['gateway'],
): Promise<Omit<Book, 'issuedAt' | 'expiresAt'>> {
  const { vahid } = ctx;
  const known = vahid.ports.has(bookContentPort.name);
  const content = known ? await bookContentPort.of(vahid)(ctx, servedBy(serving, id)) : { services: [], rights: [] };
  const clients = certificates.flatMap((one) =>
    one.client !== null && one.gateway === id && serving.get(one.client) === id && isInForce(one, vahid.now())
      ? [{ client: one.client, certificate: one.fingerprint }]
      : [],
  );
  return { gateway: name, ...content, clients: clients.sort((a, b) => (a.certificate < b.certificate ? -1 : 1)) };
}

type Dates = Pick<Configuration, 'issuedAt' | 'expiresAt'>;

interface Renewed {
  readonly name: string;
  readonly content: object;
  readonly key: CentreKey;
}

async function renew(
  ctx: Context,
  { name, content, key }: Renewed,
  sign: (dates: Dates) => Promise<string>,
): Promise<void> {
  const now = ctx.vahid.now();
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const before = await publishedNow(ctx.db, name);
  const isNew = before?.contentDigest !== digest;
  const isByThisKey = before !== undefined && before.issuedAt >= key.signsFrom;
  if (!isNew && isByThisKey && now.getTime() - before.issuedAt.getTime() < hour) return;
  const expires = new Date(now.getTime() + holdsFor);
  const signed = await sign({ issuedAt: now.toISOString(), expiresAt: expires.toISOString() });
  await sql`insert into exchange.published (name, content_digest, signed, issued_at, expires_at)
    values (${name}, ${digest}, ${signed}, ${now}, ${expires})
    on conflict (name) do update set content_digest = excluded.content_digest, signed = excluded.signed,
      issued_at = excluded.issued_at, expires_at = excluded.expires_at`.execute(ctx.db);
  if (isNew)
    await sql`insert into exchange.publication (id, name, content_digest, at)
      values (${newId(now.getTime())}, ${name}, ${digest}, ${now})`.execute(ctx.db);
}
