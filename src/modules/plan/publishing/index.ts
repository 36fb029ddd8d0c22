import type { Part } from '../part.ts';
import { publishingAccess } from './access.ts';
import { comparisonCsv, comparisonPage } from './comparison-page.tsx';
import { edition, editionLine } from './entities.ts';
import { editionBookRoute, editionCsv, editionLinesRoute, editionPdfRoute } from './files.ts';
import { freezePlansJob, resumeFreezing } from './job.ts';
import { editionPage, editionsApi, editionsCsv, editionsPage, editionsPath, freezeRoute } from './pages.tsx';

export { editionPages, freezePlan } from './actions.ts';

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
    comparisonCsv,
    editionCsv,
    editionsCsv,
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
