import { allow, reachable } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { currentInstitution, officials } from '../../identity/index.ts';
import type { Official } from '../../process/index.ts';
import type { CompiledService } from '../definition/compiled.ts';
import type { MissingOffice } from '../desk-views.ts';
import { openGuide } from '../present/guide.ts';
import { officialTook } from './acting.ts';

/**
 * Offices that nobody holds today although actions of services wait for them, as an appeal for a deputy head: of the
 * reader's institutions; for an auditor, of all.
 */
export async function missingOffices(ctx: Context): Promise<readonly MissingOffice[]> {
  allow(ctx, 'services.openDesk');
  const { vahid, actor } = ctx;
  const own = new Set(actor.appointments.map(({ institution }) => institution));
  const all = reachable(vahid.access['services.listAllCases'] ?? [], actor);
  const guide = await openGuide(ctx);
  const found = new Map<string, { institution: string; role: Official; services: CompiledService['title'][] }>();
  const held = new Map<string, boolean>();
  for (const { compiled } of vahid.releases.all<CompiledService>('service')) {
    const { code } = await currentInstitution(ctx, compiled.institution);
    if (!all && !own.has(code)) continue;
    for (const role of new Set(compiled.process.actions.map(({ actor: who }) => who).filter(officialTook))) {
      const office = `${code} ${role}`;
      if (!held.has(office)) held.set(office, (await officials(ctx, code, role)).length > 0);
      if (held.get(office)) continue;
      const { services } = found.get(office) ?? { services: [] };
      found.set(office, { institution: code, role, services: [...services, compiled.title] });
    }
  }
  return [...found.values()].map((one) => ({ ...one, institution: guide.institution(one.institution) }));
}
