import type { Room } from '../../kernel/module.ts';
import { servedPort, servingPort } from '../catalogue/index.ts';
import { registerPages } from '../process/index.ts';
import { access } from './access.ts';
import { effectJob, onActed } from './actions/effects.ts';
import { forgetJob, scheduleForgetting } from './actions/forgetting.ts';
import { judgeMigrations, migrateJob, scheduleMigrations } from './actions/migrating.ts';
import { refreshJob } from './actions/refreshing.ts';
import { apiRoutes } from './api.ts';
import { enterServices, servedSince, servicesOfMeasure } from './catalogue-entry.ts';
import { courseKind } from './definition/course.ts';
import { scenariosKind } from './definition/scenarios.ts';
import { serviceKind } from './definition/service.ts';
import { entities } from './entities.ts';
import { measurements } from './measurements.ts';
import { nav, pageRoutes } from './pages/index.ts';
import { keepRegulations } from './regulation/keeping.ts';
import { publicPages } from './pages/public.ts';

/** Services of the state: definition, application, facts, decision, what follows it; the portal and the desk. */
export const room: Room = {
  name: 'services',
  dependsOn: ['identity', 'process', 'catalogue', 'exchange', 'documents'],
  entities,
  access,
  routes: [...pageRoutes, ...apiRoutes],
  nav,
  publicPages,
  definitions: [courseKind, serviceKind, scenariosKind],
  jobs: [effectJob, refreshJob, forgetJob, migrateJob],
  reactions: [onActed],
  measurements,
  open(vahid) {
    servingPort.fill(vahid, servicesOfMeasure);
    servedPort.fill(vahid, servedSince);
    registerPages(vahid, 'service', {
      owner: (id) => `/muracietler/${id}`,
      desk: (id) => `/masa/is/${id}`,
      ownList: true,
    });
  },
  judge: judgeMigrations,
  async released(ctx) {
    await enterServices(ctx);
    await keepRegulations(ctx);
    await scheduleForgetting(ctx, ctx.vahid.now());
    await scheduleMigrations(ctx);
  },
};
