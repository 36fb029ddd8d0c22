import { confirmRoute } from './confirm.tsx';
import { explainRoute, ownFindingsPage } from './desk-page.tsx';
import { publicFindingsPage } from './public-page.tsx';

export { finding } from './entity.ts';
export { findJob, scheduleFinding } from './finding.ts';
export const findingRoutes = [ownFindingsPage, explainRoute, publicFindingsPage, confirmRoute];
