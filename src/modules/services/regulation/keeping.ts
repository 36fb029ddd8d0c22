import type { Context } from '../../../kernel/context.ts';
import { keepRegulation } from '../../catalogue/index.ts';
import { institutionsByCode } from '../../identity/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import { openGuide } from '../present/guide.ts';
import { writeRegulation } from './write.ts';

/**
 * Writes the regulations of the services in force and hands them to the catalogue, which keeps those that are new. An
 * act or an institution that is called otherwise makes a new text too, though the service stayed the same.
 */
export async function keepRegulations(ctx: Context): Promise<void> {
  const institutions = await institutionsByCode(ctx);
  const names = { ...(await openGuide(ctx)), contactOf: (code: string) => institutions.get(code)?.contact };
  for (const { name, version, compiled } of ctx.vahid.releases.all<CompiledService>('service'))
    await keepRegulation(ctx, { service: name, definition: version, document: writeRegulation(compiled, names) });
}
