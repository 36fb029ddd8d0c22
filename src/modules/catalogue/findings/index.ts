import { findingsApi } from './api.ts';
import { confirmRoute } from './confirm.tsx';
import { explainRoute, ownFindingsPage } from './desk-page.tsx';
import { publicFindingsPage } from './public-page.tsx';

export { finding } from './entity.ts';
export { findDifferences, findJob, scheduleFinding } from './finding.ts';
export { ownFindings } from './reading.ts';
export const findingRoutes = [ownFindingsPage, explainRoute, publicFindingsPage, findingsApi, confirmRoute];
