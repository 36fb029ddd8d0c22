import type { Context } from '../../kernel/context.ts';
import { registerEntries, type ServingService } from '../catalogue/index.ts';
import type { CompiledService } from './definition/compiled.ts';

const inForce = ({ vahid }: Context): readonly CompiledService[] =>
  vahid.releases.all<CompiledService>('service').map(({ compiled }) => compiled);

/** Services that name an item of the plan among those they serve. */
export function servicesOfMeasure(ctx: Context, number: string): readonly ServingService[] {
  return inForce(ctx)
    .filter(({ measures }) => measures.includes(number))
    .map(({ name, title }) => ({ path: `/xidmetler/${name}`, title }));
}

/** Puts the services in force into the unified register, with the registers they read and enter. */
export async function enterServices(ctx: Context): Promise<void> {
  await registerEntries(
    ctx,
    inForce(ctx).map(
      ({ name, title, lead, keywords, institution, audience, lifeEvents, acts, fields, entry, output }) => ({
        kind: 'service' as const,
        code: name,
        title,
        institution,
        about: lead,
        path: `/xidmetler/${name}`,
        source: `services/${name}/service.yaml`,
        spec: { audience, lifeEvents },
        acts: acts.map(({ act, articles }) => `${act} ${articles}`),
        reads: fields.flatMap((field) => (field.source === 'register' ? [field.concept, ...field.path] : [])),
        enters: entry ? [entry.register] : [],
        keywords: [output, ...(keywords ? [keywords] : [])],
      }),
    ),
  );
}
