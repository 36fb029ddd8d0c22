import type { Part } from '../part.ts';
import { publishingAccess } from './access.ts';
import { comparisonPage } from './comparison-page.tsx';
import { edition, editionLine } from './entities.ts';
import { editionBookRoute, editionLinesRoute, editionPdfRoute } from './files.ts';
import { freezePlansJob, resumeFreezing } from './job.ts';
import { editionPage, editionsApi, editionsPage, editionsPath, freezeRoute } from './pages.tsx';

export { freezePlan } from './actions.ts';

export const publishing: Part = {
  access: publishingAccess,
  entities: [edition, editionLine],
  jobs: [freezePlansJob],
  routes: [
    editionsPage,
    editionPage,
    freezeRoute,
    editionLinesRoute,
    editionBookRoute,
    editionPdfRoute,
    comparisonPage,
    editionsApi,
  ],
  nav: [
    {
      fronts: ['plan'],
      order: 78,
      path: editionsPath,
      label: { az: 'Hesabatlar', en: 'Reports', ru: 'Отчёты' },
      access: 'plan.readEdition',
    },
  ],
  released: resumeFreezing,
};
