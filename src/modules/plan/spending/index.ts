import { registerPages } from '../../process/index.ts';
import type { Part } from '../part.ts';
import { spendingAccess } from './access.ts';
import { onSpendingActed } from './actions/following.ts';
import { benefitsJob, expiryJob } from './actions/jobs.ts';
import { spendEntities } from './entities.ts';
import { spendingMeasurements } from './measurements.ts';
import { deskRequestPath } from './path.ts';
import { rulesKind, spendingKind, spendingProcess } from './rules.ts';
import { triageKind } from './triage.ts';

/** Measure 6.1.5.2.2: the digital spending of state bodies, from the pipeline to the benefits. */
export const spending: Part = {
  access: spendingAccess,
  entities: spendEntities,
  definitions: [rulesKind, triageKind, spendingKind],
  jobs: [expiryJob, benefitsJob],
  reactions: [onSpendingActed],
  measurements: spendingMeasurements,
  open(vahid) {
    registerPages(vahid, spendingProcess, { owner: deskRequestPath, desk: deskRequestPath, ownList: true });
  },
};
