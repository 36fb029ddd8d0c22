import type { Room } from '../../kernel/module.ts';
import { access } from './access.ts';
import { api } from './api.ts';
import { planRead } from './commands.ts';
import { indicatorsKind, planKind } from './definition.ts';
import { indicatorPage, measurePage } from './pages/detail.tsx';
import { planPage } from './pages/plan.tsx';
import { publicPages } from './pages/public.ts';

export const room: Room = {
  name: 'plan',
  dependsOn: ['identity', 'process', 'catalogue'],
  access,
  routes: [...api, planPage, measurePage, indicatorPage],
  commands: [planRead],
  definitions: [planKind, indicatorsKind],
  publicPages,
  nav: [
    {
      fronts: ['plan', 'desk'],
      // Before the notifications: whose work is the plan begins there.
      order: 70,
      path: '/plan',
      label: { az: 'Fəaliyyət Planı', en: 'Action Plan', ru: 'План действий' },
      access: 'plan.readPlan',
    },
  ],
};
