import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Vahid } from '../../../kernel/vahid.ts';
import { type Configuration, openConfiguration, readConfiguration } from '../../../protocols/gateway/configuration.ts';
import { clientFault } from './fault.ts';
import type { GatewaySettings } from './settings.ts';

/** How often the configuration is asked for anew. */
const refreshMs = 60_000;

/**
 * The configuration in force, asked for every minute. The last one that was right is kept in a file: a gateway starts
 * without its centre, and nobody leads it back to an older one.
 */
export async function keepConfiguration(vahid: Vahid, { configuration: { from, kept, centre } }: GatewaySettings) {
  const noted = (error: unknown) => vahid.log.warn({ err: error }, 'the configuration of the exchange was not taken');
  let current = await readKept(kept, (text) => readConfiguration(text, centre)).catch(noted);
  const refresh = async () => {
    const published = from.startsWith('https://') ? await fetched(from) : await readFile(from, 'utf8');
    const taken = await openConfiguration(published, centre, {
      now: vahid.now(),
      ...(current ? { before: current } : {}),
    });
    const isNew = taken.issuedAt !== current?.issuedAt;
    current = taken;
    if (isNew) await keep(kept, published);
  };
  await refresh().catch(noted);
  const timer = setInterval(() => void refresh().catch(noted), refreshMs).unref();
  return {
    current(): Configuration {
      if (!current || Date.parse(current.expiresAt) <= vahid.now().getTime())
        throw clientFault('global_conf_outdated', 'The configuration of the exchange has ended');
      return current;
    },
    stop: () => clearInterval(timer),
  };
}

async function readKept<T>(path: string, read: (text: string) => Promise<T>): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : read(text);
}

/** Whole or not at all. */
async function keep(path: string, text: string): Promise<void> {
  const made = `${path}.${randomUUID()}`;
  await writeFile(made, text, { mode: 0o600, flush: true });
  await rename(made, path);
}

async function fetched(address: string): Promise<string> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.text();
}
