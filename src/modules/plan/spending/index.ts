import { registerPages } from '../../process/index.ts';
import type { Part } from '../part.ts';
import { spendingAccess } from './access.ts';
import { onSpendingActed } from './actions/following.ts';
import { benefitsJob, expiryJob } from './actions/jobs.ts';
import { spendingApi } from './api.ts';
import { spendEntities } from './entities.ts';
import { spendingMeasurements } from './measurements.ts';
import { boardCsv, boardPage } from './pages/board.tsx';
import { beginRoute, deskListRoute, newRoute } from './pages/list.tsx';
import { publicRequestPage } from './pages/public.tsx';
import {
  actRoute,
  conditionRoute,
  deliveryRoute,
  requestRoute,
  resolveRoute,
  saveRoute,
  waiveRoute,
} from './pages/request.tsx';
import { deskPath, deskRequestPath } from './path.ts';
import { rulesKind, spendingKind, spendingProcess } from './rules.ts';
import { triageKind } from './triage.ts';
import { spendingWritingApi } from './writing-api.ts';

export { actOnSpending } from './actions/acting.ts';
export { triageSent } from './actions/following.ts';
export { resolveDuplicate } from './actions/reviewing.ts';
export { saveSpending, startSpending } from './actions/writing.ts';
export { listDuplicates } from './store/duplicates.ts';

const publicRoutes = [boardPage, boardCsv, publicRequestPage];
const deskRoutes = [
  deskListRoute,
  newRoute,
  beginRoute,
  requestRoute,
  saveRoute,
  actRoute,
  waiveRoute,
  resolveRoute,
  conditionRoute,
  deliveryRoute,
];

/** Measure 6.1.5.2.2: the digital spending of state bodies, from the pipeline to the benefits. */
export const spending: Part = {
  access: spendingAccess,
  entities: spendEntities,
  routes: [...publicRoutes, ...deskRoutes, ...spendingApi, ...spendingWritingApi],
  nav: [
    {
      fronts: ['desk'],
      order: 76,
      path: deskPath,
      label: { az: 'Xərclər', en: 'Spending', ru: 'Расходы' },
      access: 'plan.openSpending',
    },
  ],
  definitions: [rulesKind, triageKind, spendingKind],
  jobs: [expiryJob, benefitsJob],
  reactions: [onSpendingActed],
  measurements: spendingMeasurements,
  open(vahid) {
    registerPages(vahid, spendingProcess, { owner: deskRequestPath, desk: deskRequestPath, ownList: true });
  },
};
