import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInstallation } from '../../src/app/commands/open.ts';
import { releaseFolder } from '../../src/app/installation.ts';
import { rooms } from '../../src/app/rooms.ts';
import { openServer } from '../../src/app/server.ts';

export interface Exported {
  readonly turtle: string;
  readonly jsonLd: string;
  /** Addresses that the services of the release have in the data. */
  readonly services: readonly string[];
}

const address = 'https://vahid.example';
const path = '/api/v1/catalogue/services';

/** What the doors of an installation of its own answer, with the definitions of the repository in force. */
export async function exportAll(root: string): Promise<Exported> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vahid-conformance-'));
  const { DATABASE_URL: _own, ...env } = process.env;
  const own = { ...env, VAHID_MODE: 'demo', VAHID_DATA: dataDir, VAHID_URL: address, LOG_LEVEL: 'fatal' };
  const { vahid, close } = await openInstallation({ root, env: own }, rooms);
  try {
    const { compilation } = await releaseFolder(vahid, 'conformance');
    for (const { file, rule } of compilation.problems) process.stderr.write(`${file}: ${rule}\n`);
    const server = await openServer(vahid, root);
    const ask = async (accept: string) => {
      const { statusCode, headers, body } = await server.inject({ url: path, headers: { accept } });
      if (statusCode === 200 && headers['content-type']?.startsWith(accept)) return body;
      throw new Error(`${path} answered ${accept} with ${statusCode}: ${body}`);
    };
    const turtle = await ask('text/turtle');
    const jsonLd = await ask('application/ld+json');
    await server.close();
    const services = vahid.releases.all('service').map(({ name }) => `${address}${path}/${name}`);
    return { turtle, jsonLd, services };
  } finally {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
