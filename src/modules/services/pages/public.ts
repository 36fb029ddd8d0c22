import type { Context } from '../../../kernel/context.ts';
import type { PublicPage, PublicPages } from '../../../kernel/module.ts';
import { coursePath } from './course.tsx';
import { rulesPath } from './rules.tsx';
import { institutionsPaths, servicesPaths } from './services-path.ts';

function pagesOf({ vahid }: Context): readonly PublicPage[] {
  const names = vahid.releases.all('service').map(({ name }) => name);
  const ofServices = names.flatMap((name) => [`/xidmetler/${name}`, rulesPath(name), coursePath(name)]);
  return ['/', '/biznes', ...Object.values(servicesPaths), ...Object.values(institutionsPaths), ...ofServices].map(
    (path) => ({ path }),
  );
}

/** First pages of the portal, lists of services, every service, its rules and its course. */
export const publicPages: PublicPages = {
  under: ['/xidmetler', '/biznes'],
  count: async (ctx) => pagesOf(ctx).length,
  list: (ctx, { offset, limit }) => pagesOf(ctx).slice(offset, offset + limit),
};
