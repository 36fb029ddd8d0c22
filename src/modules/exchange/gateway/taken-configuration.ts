import { readFile, stat } from 'node:fs/promises';
import type { Vahid } from '../../../kernel/vahid.ts';
import { readFollowing } from '../../../protocols/gateway/centre.ts';
import { readConfiguration } from '../../../protocols/gateway/configuration.ts';
import { takeConfiguration } from '../log-tree/configurations.ts';
import type { Anchor } from './anchor.ts';

/** How often it is looked whether the gateway has kept another file. */
const lookMs = 5000;

/**
 * Notes in the database each configuration that the gateway took and keeps in the file `kept`: proofs hold that of their
 * time. What is answered ends it.
 */
export async function noteConfigurations(vahid: Vahid, kept: string, anchor: Anchor): Promise<() => void> {
  let noted = 0;
  const look = async () => {
    const written = await writtenAt(kept);
    if (written === noted) return;
    const signed = await readFile(kept, 'utf8');
    const { value } = await readFollowing(signed, anchor.every(), (key) => readConfiguration(signed, key));
    await takeConfiguration(vahid, signed.trim(), value);
    noted = written;
  };
  const failed = (error: unknown) =>
    vahid.log.warn({ err: error }, 'the configuration of the exchange was not noted for proofs');
  await look().catch(failed);
  const timer = setInterval(() => void look().catch(failed), lookMs).unref();
  return () => clearInterval(timer);
}

/** Milliseconds since 1970; 0 where there is no such file. */
async function writtenAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
