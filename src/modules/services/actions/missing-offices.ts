import { allow, reachable } from '../../../kernel/access.ts';
import type { Context } from '../../../kernel/context.ts';
import { currentInstitution, heldOffices } from '../../identity/index.ts';
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
  const needed = new Map<string, { institution: string; role: Official; services: CompiledService['title'][] }>();
  for (const { compiled } of vahid.releases.all<CompiledService>('service')) {
    const { code } = await currentInstitution(ctx, compiled.institution);
    if (!all && !own.has(code)) continue;
    for (const role of new Set(compiled.process.actions.map(({ actor: who }) => who).filter(officialTook))) {
      const { services } = needed.get(`${code} ${role}`) ?? { services: [] };
      needed.set(`${code} ${role}`, { institution: code, role, services: [...services, compiled.title] });
    }
  }
  const places = new Set([...needed.values()].map(({ institution }) => institution));
  for (const { institution, role } of await heldOffices(ctx, [...places])) needed.delete(`${institution} ${role}`);
  return [...needed.values()].map((one) => ({ ...one, institution: guide.institution(one.institution) }));
}
