import type { Part } from '../part.ts';
import { roadmapAccess } from './access.ts';
import { kpi } from './entities.ts';
import { roadmapsRoute, startRoute } from './list-page.tsx';
import {
  addItemRoute,
  addKpiRoute,
  changeItemRoute,
  changeKpiRoute,
  removeItemRoute,
  removeKpiRoute,
  roadmapRoute,
} from './page.tsx';
import { roadmapsPath } from './path.ts';
import { institutionKpisCsv, kpisApi, roadmapKpisCsv } from './public.ts';

export { addItem, addKpi, startRoadmap } from './actions.ts';
export { KpiTable } from './kpi-table.tsx';
export { kpisOf, type KpiView } from './views.ts';

export const roadmaps: Part = {
  access: roadmapAccess,
  entities: [kpi],
  routes: [
    roadmapsRoute,
    startRoute,
    roadmapRoute,
    addItemRoute,
    changeItemRoute,
    removeItemRoute,
    addKpiRoute,
    changeKpiRoute,
    removeKpiRoute,
    roadmapKpisCsv,
    institutionKpisCsv,
    kpisApi,
  ],
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
