import type { Context } from '../../kernel/context.ts';
import { registerEntries } from '../catalogue/index.ts';
import type { CompiledService } from './definition/compiled.ts';

/** Puts the services in force into the unified register, with the registers they read and enter. */
export async function enterServices(ctx: Context): Promise<void> {
  const services = ctx.vahid.releases.all<CompiledService>('service').map(({ compiled }) => compiled);
  await registerEntries(
    ctx,
    services.map(({ name, title, lead, institution, fields, entry, output }) => ({
      kind: 'service' as const,
      code: name,
      title,
      institution,
      about: lead,
      path: `/xidmetler/${name}`,
      reads: fields.flatMap((field) => (field.source === 'register' ? [field.concept, ...field.path] : [])),
      enters: entry ? [entry.register] : [],
      keywords: [output],
    })),
  );
}
