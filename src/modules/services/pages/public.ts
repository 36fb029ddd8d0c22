import type { Context } from '../../../kernel/context.ts';
import type { PublicPage, PublicPages } from '../../../kernel/module.ts';
import { rulesPath } from './rules.tsx';
import { servicesPaths } from './services.tsx';

function pagesOf({ vahid }: Context): readonly PublicPage[] {
  const names = vahid.releases.all('service').map(({ name }) => name);
  const ofServices = names.flatMap((name) => [`/xidmetler/${name}`, rulesPath(name)]);
  return ['/', '/biznes', ...Object.values(servicesPaths), ...ofServices].map((path) => ({ path }));
}

/** First pages of the portal, lists of services, every service and its rules. */
export const publicPages: PublicPages = {
  under: ['/xidmetler', '/biznes'],
  count: async (ctx) => pagesOf(ctx).length,
  list: (ctx, { offset, limit }) => pagesOf(ctx).slice(offset, offset + limit),
};
