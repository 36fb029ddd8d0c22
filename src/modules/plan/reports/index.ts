import type { Vahid } from '../../../kernel/vahid.ts';
import { registerPages } from '../../process/index.ts';
import { underWay } from '../measures/index.ts';
import type { Part } from '../part.ts';
import { reportAccess } from './access.ts';
import { reportApi } from './api.ts';
import { reportEntities } from './entities.ts';
import { endUnderWay } from './ending.ts';
import { oweJob, scheduleOwing } from './owing.ts';
import { actDatesRoute, datesRoute, saveDatesRoute } from './pages/dates.tsx';
import { publicFileRoute } from './pages/public-file.ts';
import { actRoute, reportFileRoute, reportRoute, saveRoute } from './pages/report.tsx';
import { beginRoute, workRoute } from './pages/work.tsx';
import { datesPath, reportPath, workPath } from './path.ts';
import { datesKind, datesProcess, reportKind, reportProcess } from './processes.ts';

export { actOnReport, judgeEvidence, saveReport } from './actions.ts';
export { beginReport } from './beginning.ts';
export { beginDates } from './dates.ts';
export { addPiece } from './gathering.ts';
export { evidenceOf, type PublicEvidence, type PublicReport, reportsOf } from './public.ts';
export type { ReportContent } from './store.ts';
export { reportView } from './views.ts';

export const reports: Part = {
  access: reportAccess,
  entities: reportEntities,
  definitions: [reportKind, datesKind],
  jobs: [oweJob],
  routes: [
    workRoute,
    beginRoute,
    reportRoute,
    saveRoute,
    actRoute,
    reportFileRoute,
    datesRoute,
    saveDatesRoute,
    actDatesRoute,
    publicFileRoute,
    ...reportApi,
  ],
  nav: [
    {
      fronts: ['desk'],
      order: 71,
      path: workPath,
      label: { az: 'Tədbirlər', en: 'Measures', ru: 'Мероприятия' },
      access: 'plan.openWork',
    },
  ],
  open(vahid: Vahid) {
    underWay.fill(vahid, endUnderWay);
    registerPages(vahid, reportProcess, { owner: reportPath, desk: reportPath });
    registerPages(vahid, datesProcess, { owner: datesPath, desk: datesPath });
  },
  async released(ctx) {
    await scheduleOwing(ctx);
  },
};
