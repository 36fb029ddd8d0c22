import type { Context } from '../../kernel/context.ts';
import { type Observed, registerEntries, type ServingService, type Spec } from '../catalogue/index.ts';
import type { CompiledService } from './definition/compiled.ts';
import { costOf as costInWords } from './present/fee.ts';
import { workingDaysOf } from './present/service.ts';
import { countCasesSince } from './store.ts';

const inForce = ({ vahid }: Context): readonly CompiledService[] =>
  vahid.releases.all<CompiledService>('service').map(({ compiled }) => compiled);

/** Services that name an item of the plan among those they serve. */
export function servicesOfMeasure(ctx: Context, number: string): readonly ServingService[] {
  return inForce(ctx)
    .filter(({ measures }) => measures.includes(number))
    .map(({ name, title }) => ({ path: `/xidmetler/${name}`, title }));
}

/** How often each service in force was applied for, or delivered unasked, since a moment; 0 where nobody did. */
export async function servedSince(ctx: Context, since: Date): Promise<Observed['uses']> {
  const counts = await countCasesSince(ctx.db, since);
  return inForce(ctx).map(({ name }) => ({ kind: 'service', code: name, count: counts.get(name) ?? 0 }));
}

/** Puts the services in force into the unified register, with the registers they read and enter. */
export async function enterServices(ctx: Context): Promise<void> {
  await registerEntries(
    ctx,
    inForce(ctx).map((service) => {
      const { name, title, lead, keywords, institution, acts, fields, entry, output } = service;
      return {
        kind: 'service' as const,
        code: name,
        title,
        institution,
        about: lead,
        path: `/xidmetler/${name}`,
        source: `services/${name}/service.yaml`,
        spec: specOf(service),
        acts: acts.map(({ act, articles }) => `${act} ${articles}`),
        reads: fields.flatMap((field) => (field.source === 'register' ? [field.concept, ...field.path] : [])),
        enters: entry ? [entry.register] : [],
        keywords: [output, ...(keywords ? [keywords] : [])],
      };
    }),
  );
}

/** The passport, as far as the register tells it to people and machines. */
function specOf(service: CompiledService): Spec<'service'> {
  const { audience, lifeEvents, output, channels, contact } = service;
  return {
    audience,
    lifeEvents: [...lifeEvents],
    output,
    channels: [...channels],
    workingDays: workingDaysOf(service),
    // By a formula it is told as the page tells it.
    ...(service.cost ? { cost: service.cost } : { costDiffers: costInWords(service) }),
    ...(contact ? { contact } : {}),
  };
}
