import type { Part } from '../part.ts';
import { reportAccess } from './access.ts';
import { reportEntities } from './entities.ts';
import { datesKind, reportKind } from './processes.ts';

export { evidenceFilePath, evidenceOf, type PublicEvidence, type PublicReport, reportsOf } from './public.ts';

export const reports: Part = {
  access: reportAccess,
  entities: reportEntities,
  definitions: [reportKind, datesKind],
};
