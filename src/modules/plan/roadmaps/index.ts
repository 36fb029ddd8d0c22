import type { Part } from '../part.ts';
import { roadmapAccess } from './access.ts';
import { kpi } from './entities.ts';
import { roadmapsRoute, startRoute } from './list-page.tsx';
import { addItemRoute, addKpiRoute, removeItemRoute, roadmapRoute } from './page.tsx';
import { roadmapsPath } from './path.ts';

export { addItem, startRoadmap } from './actions.ts';
export type { KpiRow } from './entities.ts';
export { type RoadmapView } from './views.ts';

export const roadmaps: Part = {
  access: roadmapAccess,
  entities: [kpi],
  routes: [roadmapsRoute, startRoute, roadmapRoute, addItemRoute, removeItemRoute, addKpiRoute],
  nav: [
    {
      fronts: ['desk'],
      order: 74,
      path: roadmapsPath,
      label: { az: 'Yol xəritələri', en: 'Roadmaps', ru: 'Дорожные карты' },
      access: 'plan.writeRoadmap',
    },
  ],
};
