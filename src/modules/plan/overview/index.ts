import type { Part } from '../part.ts';
import { overviewAccess } from './access.ts';
import { changesApi, measureApi, measuresApi, plansApi } from './api.ts';
import { commentsApi, institutionApi, institutionsApi, measureChangesApi, qualityApi } from './api-more.ts';
import { directionCsv, directionPage, otherDirectionCsv, otherDirectionPage } from './pages/direction.tsx';
import { institutionCsv, institutionPage } from './pages/institution.tsx';
import { institutionsCsv, institutionsPage } from './pages/institutions.tsx';
import { listCsv, listPage } from './pages/list.tsx';
import { measureCsv, measurePage, otherMeasureCsv, otherMeasurePage } from './pages/measure.tsx';
import { nationalCsv, nationalPage, otherPlanCsv, otherPlanPage } from './pages/national.tsx';
import { plansCsv, plansPage } from './pages/plans.tsx';
import { qualityCsv, qualityPage } from './pages/quality.tsx';
import { evidenceCsv, responsibleCsv, servesCsv } from './pages/small-tables.ts';

export { publicPages } from './public.ts';
export { changeText, reasonText } from './words.ts';

export const overview: Part = {
  access: overviewAccess,
  routes: [
    measuresApi,
    measureApi,
    plansApi,
    changesApi,
    commentsApi,
    measureChangesApi,
    institutionsApi,
    institutionApi,
    qualityApi,
    nationalPage,
    nationalCsv,
    otherPlanPage,
    otherPlanCsv,
    directionPage,
    directionCsv,
    otherDirectionPage,
    otherDirectionCsv,
    measurePage,
    measureCsv,
    otherMeasurePage,
    otherMeasureCsv,
    listPage,
    listCsv,
    institutionsPage,
    institutionsCsv,
    institutionPage,
    institutionCsv,
    qualityPage,
    qualityCsv,
    plansPage,
    plansCsv,
    responsibleCsv,
    servesCsv,
    evidenceCsv,
  ],
  nav: [
    {
      fronts: ['plan', 'desk'],
      // Before the notifications: whose work is the plan begins there.
      order: 70,
      path: '/plan',
      label: { az: 'Fəaliyyət Planı', en: 'Action Plan', ru: 'План действий' },
      access: 'plan.readOverview',
    },
  ],
};
