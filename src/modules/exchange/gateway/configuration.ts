import { readFile } from 'node:fs/promises';
import type { Vahid } from '../../../kernel/vahid.ts';
import { readFollowing } from '../../../protocols/gateway/centre.ts';
import {
  type Configuration,
  ConfigurationRefused,
  openConfiguration,
  readConfiguration,
} from '../../../protocols/gateway/configuration.ts';
import { openAnchor, writeWhole } from './anchor.ts';
import { clientFault } from './fault.ts';
import type { GatewaySettings } from './settings.ts';

/** How often the configuration is asked for anew. */
const refreshMs = 60_000;

interface Published<T> {
  /** File or address of what is published, and the file in which the last one that was right is kept. */
  readonly from: string;
  readonly kept: string;
  readonly what: 'configuration' | 'book';
  read(text: string): Promise<T>;
  open(text: string, terms: { readonly now: Date; readonly before?: T }): Promise<T>;
}

/**
 * The configuration in force, asked for every minute. The last one that was right is kept in a file: a gateway starts
 * without its centre, and nobody leads it back to an older one.
 */
export async function keepConfiguration(vahid: Vahid, { configuration }: GatewaySettings) {
  const { from, kept } = configuration;
  const anchor = openAnchor(configuration);
  const published = await keepPublished<Configuration>(vahid, {
    from,
    kept,
    what: 'configuration',
    read: async (text) => (await readFollowing(text, anchor.every(), (key) => readConfiguration(text, key))).value,
    async open(text, terms) {
      const opened = await readFollowing(text, anchor.inForce(), (key) => openConfiguration(text, key, terms));
      await anchor.follow(opened);
      return opened.value;
    },
  });
  const inForce = (): Configuration | undefined => {
    const current = published.current();
    return current && Date.parse(current.expiresAt) > vahid.now().getTime() ? current : undefined;
  };
  if (!inForce())
    vahid.log.warn(
      { awaited: from },
      'no configuration of the exchange is in force: nothing goes through until one is there; it is looked for every minute',
    );
  return {
    anchor,
    current(): Configuration {
      const current = inForce();
      if (!current) throw clientFault('global_conf_outdated', 'The configuration of the exchange has ended');
      return current;
    },
    stop: published.stop,
  };
}

/** What the centre publishes, asked for every minute: the last that was right, in force or not. */
export async function keepPublished<T extends { readonly issuedAt: string }>(
  vahid: Vahid,
  { from, kept, what, read, open }: Published<T>,
) {
  const notedOf = (source: string) => (error: unknown) =>
    vahid.log.warn({ from: source, ...whyOf(error) }, `the ${what} of the exchange was not taken`);
  const noted = notedOf(from);
  let current = (await readKept(kept, read).catch(notedOf(kept))) ?? undefined;
  const refresh = async () => {
    const published = isAddress(from) ? await fetched(from) : await readFrom(from);
    const taken = await open(published, { now: vahid.now(), ...(current ? { before: current } : {}) });
    const isNew = taken.issuedAt !== current?.issuedAt;
    current = isNew ? taken : current;
    if (isNew) await writeWhole(kept, published);
  };
  await refresh().catch(noted);
  const timer = setInterval(() => void refresh().catch(noted), refreshMs).unref();
  return { current: (): T | undefined => current, stop: () => clearInterval(timer) };
}

/** Whether something is fetched, or read from a file. */
export const isAddress = (from: string): boolean => /^https?:\/\//.test(from);

async function readKept<T>(path: string, read: (text: string) => Promise<T>): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : read(text);
}

/** What is published is not there, or cannot be had. Its words are ours. */
class Unreachable extends Error {}

const wordsOf: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'the file may not be read',
  EISDIR: 'it is a folder',
};

async function readFrom(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const code = cause.code ?? '';
    throw new Unreachable(wordsOf[code] ?? `the file cannot be read (${code})`, { cause });
  });
}

async function fetched(address: string): Promise<string> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000), redirect: 'error' }).catch(
    (cause: Error & { readonly cause?: { readonly code?: string } }) => {
      throw new Unreachable(`the address does not answer (${cause.cause?.code ?? cause.name})`, { cause });
    },
  );
  if (!answer.ok) throw new Unreachable(`the address answered ${answer.status}`);
  return answer.text();
}

/** Our own words for what is known; for all else the place in the program. */
function whyOf(error: unknown): Record<string, unknown> {
  if (error instanceof Unreachable) return { reason: error.message };
  if (!(error instanceof ConfigurationRefused)) return { err: error };
  const remedy = error.reason === 'signature' ? ': centre.pem must be the key of this centre' : '';
  return { reason: `${error.message}${remedy}` };
}
