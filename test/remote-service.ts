import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseFolder } from '../src/app/installation.ts';
import type { Vahid } from '../src/kernel/vahid.ts';
import { root } from './database.ts';
import { service as residency } from './service-stage.ts';

/** The system of the institution that works on the cases of the service. */
export const backOfficeSystem = 'technopark-system';

/**
 * Releases a service, residency of the technology park unless said otherwise, as one that is worked on in the
 * institution's own system; the others stay as they are. Nobody signs there, so no official may.
 */
export async function releaseRemote(
  vahid: Vahid,
  { service, system }: { readonly service: string; readonly system: string } = {
    service: residency,
    system: backOfficeSystem,
  },
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vahid-back-office-'));
  try {
    await cp(join(root, 'definitions'), folder, { recursive: true });
    for (const other of await readdir(join(folder, 'services')))
      if (!other.includes('.') && other !== service) await rm(join(folder, 'services', other), { recursive: true });
    const file = join(folder, 'services', service, 'service.yaml');
    const text = (await readFile(file, 'utf8'))
      .replace('backOffice: here', `backOffice: { system: ${system} }`)
      .replace(/\n *approve: \{ sign: optional \}/, '');
    await writeFile(file, text);
    const at = { ...vahid, config: { ...vahid.config, definitionsDir: folder } };
    const { released, compilation } = await releaseFolder(at, 'test');
    const [first] = compilation.problems.filter((problem) => problem.file.startsWith(`services/${service}/`));
    if (first || released.length === 0) throw new Error(first?.message.en ?? 'nothing was released');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
