import type { Room } from '../../kernel/module.ts';
import { textOf } from '../../kernel/text.ts';
import { access } from './access.ts';
import { expireJob } from './actions/granting.ts';
import { apiRoutes } from './api.ts';
import { entities } from './entities.ts';
import { measurements } from './measurements.ts';
import { deskRoutes } from './pages/desk.tsx';
import { quotaRoutes } from './pages/quota.tsx';
import { quotasPath } from './path.ts';
import { az } from './text/az.ts';
import { en } from './text/en.ts';
import { ru } from './text/ru.ts';

/** Quantities that decisions give to use, such as hours of computing: what was used of them, and what is left. */
export const room: Room = {
  name: 'quotas',
  dependsOn: ['identity', 'process'],
  entities,
  access,
  routes: [...deskRoutes, ...quotaRoutes, ...apiRoutes],
  nav: [
    {
      fronts: ['desk'],
      order: 16,
      path: quotasPath,
      label: textOf({ az, en, ru }, 'title'),
      access: 'quotas.readQuotas',
    },
  ],
  jobs: [expireJob],
  measurements,
};
