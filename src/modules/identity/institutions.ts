import type { Context } from '../../kernel/context.ts';
import type { Releases } from '../../kernel/release.ts';
import type { CompiledInstitutions } from './definition.ts';
import type { Institution } from './entities.ts';
import { listInstitutions } from './store.ts';

/** Institutions of the definitions in force: the plan's first, then those of the other files by name. */
export function institutionsInForce(releases: Releases): readonly Institution[] {
  const files = [...releases.all<CompiledInstitutions>('institutions')].sort(
    (a, b) => Number(b.name === 'institutions') - Number(a.name === 'institutions') || (a.name < b.name ? -1 : 1),
  );
  return files.flatMap(({ compiled }) => compiled.institutions);
}

/** File of the definitions in which an institution stands; that of the plan's for one that has left them. */
export function institutionFile(releases: Releases, code: string): string {
  const file = [...releases.all<CompiledInstitutions>('institutions')].find(({ compiled }) =>
    compiled.institutions.some((one) => one.code === code),
  );
  return file === undefined || file.name === 'institutions' ? 'institutions.yaml' : `institutions/${file.name}.yaml`;
}

interface Known {
  readonly release: number;
  readonly byCode: ReadonlyMap<string, Institution>;
}

const known = new WeakMap<Releases, Known>();

/**
 * Every institution by its code, in the order of the definitions; last those that have left the definitions and are
 * still pointed to. Institutions change by release only, so they are read once a release; a `code` that is not among
 * them has them read again. Open to all.
 */
export async function institutionsByCode(
  { vahid: { releases }, db }: Context,
  code?: string,
): Promise<ReadonlyMap<string, Institution>> {
  const release = releases.number();
  const before = known.get(releases);
  if (before?.release === release && (code === undefined || before.byCode.has(code))) return before.byCode;
  const inForce = institutionsInForce(releases);
  const byCode = new Map(inForce.map((one) => [one.code, one]));
  for (const one of await listInstitutions(db)) if (!byCode.has(one.code)) byCode.set(one.code, one);
  known.set(releases, { release, byCode });
  return byCode;
}
