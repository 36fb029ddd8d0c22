import type { Vahid } from '../../../kernel/vahid.ts';
import { registerPages } from '../../process/index.ts';
import type { Part } from '../part.ts';
import { reportAccess } from './access.ts';
import { reportEntities } from './entities.ts';
import { oweJob, scheduleOwing } from './owing.ts';
import { datesPath, reportPath } from './path.ts';
import { datesKind, datesProcess, reportKind, reportProcess } from './processes.ts';

export { beginReport } from './beginning.ts';
export { datesPath, reportPath, workPath } from './path.ts';
export { periodName } from './period.ts';
export { evidenceFilePath, evidenceOf, type PublicEvidence, type PublicReport, reportsOf } from './public.ts';

export const reports: Part = {
  access: reportAccess,
  entities: reportEntities,
  definitions: [reportKind, datesKind],
  jobs: [oweJob],
  open(vahid: Vahid) {
    registerPages(vahid, reportProcess, { owner: reportPath, desk: reportPath });
    registerPages(vahid, datesProcess, { owner: datesPath, desk: datesPath });
  },
  async released(ctx) {
    await scheduleOwing(ctx);
  },
};
